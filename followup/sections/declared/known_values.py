"""What the plan, and the records of earlier rounds, know of cells of declared tables: the lines of the sheet *Values*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from followup.form.cells.base import CellType
from followup.form.rows import FilledRow
from followup.form.terms.period import Days
from followup.form.values import Value
from followup.locale import Message, _, literal
from followup.plan.model import Plan
from followup.plan.rounds.rounds import is_before, order_of, same_round
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import DeclaredColumn, DeclaredTable


class CellName(NamedTuple):
    """A cell by the ids that the plan has of it; the part is empty in a column that is not split."""

    table: str
    row: str
    column: str
    part: str = ""

    @property
    def folded(self) -> CellName:
        """The same in small letters, as ids are compared."""
        return CellName(*(name.casefold() for name in self))


class Known(NamedTuple):
    """A value of a cell; ``is_recorded`` tells that a record says it, and the plan itself does not."""

    value: Value = None
    is_recorded: bool = False


def known_of(plan: Plan, cell: CellName, unit: str, shown_in: DeclaredColumn, kind: CellType) -> Known:
    """What is known of a cell for a unit, to be ``shown_in`` a column: the unit's own, else what is the same for all."""
    lines = plan.once(_lines_by_cell).get(cell.folded, ())
    wanted = [line for line in lines if _is_wanted(line.text("period"), shown_in, plan)]
    mine = [line for line in wanted if line.text("unit") == unit] or [line for line in wanted if line["unit"] is None]
    # The plan's own stands before what a record says: it is the first on the sheet.
    return Known(value_as(mine[0], kind), not mine[0].has_cell("value")) if mine else Known()


def units_with_values(plan: Plan, table: str, shown_in: DeclaredColumn) -> Mapping[tuple[str, str], set[str]]:
    """The ids of the units that the sheet has a value for, by row and part in small letters; "" stands for all units."""
    units: dict[tuple[str, str], set[str]] = {}
    for cell, lines in plan.once(_lines_by_cell).items():
        if (cell.table, cell.column) == (table.casefold(), shown_in.id.casefold()):
            wanted = {line.text("unit") for line in lines if _is_wanted(line.text("period"), shown_in, plan)}
            units[cell.row, cell.part] = wanted
    return units


def sources_of(plan: Plan, table: DeclaredTable, shown_in: DeclaredColumn) -> tuple[Message, ...]:
    """Where what is known before of a column comes from, and of which day, each once; what a record says has no source."""
    names = {name.casefold() for name in (shown_in.id, shown_in.line.text("earlier")) if name}
    lines = (
        line
        for line in table.values
        if line.has_cell("value")
        and line.text("column").casefold() in names
        and _is_wanted(line.text("period"), shown_in, plan)
    )
    return tuple(dict.fromkeys(source for line in lines if (source := _source(line)) is not None))


def _source(line: FilledRow) -> Message | None:
    source, day = line.text("source"), line["date"]
    if isinstance(day, date):
        return _("{source}, {date}", source=literal(source), date=day) if source else _("{date}", date=day)
    return literal(source) if source else None


def value_as(line: FilledRow, kind: CellType) -> Value:
    """What stands under *Value*, as cells of a type hold it; None where it is none of these."""
    raw = line["value"]
    return kind.read(raw).value if isinstance(raw, str | Decimal) else None


def _lines_by_cell(plan: Plan) -> Mapping[CellName, Sequence[FilledRow]]:
    by_cell: dict[CellName, list[FilledRow]] = {}
    for line in plan.rows(words.VALUES_SHEET.key):
        by_cell.setdefault(CellName(*map(line.text, CellName._fields)).folded, []).append(line)
    return by_cell


def _is_wanted(period: str, column: DeclaredColumn, plan: Plan) -> bool:
    """Whether a value of a period belongs in a column: one without a period does everywhere."""
    if not period:
        return True
    if column.role != words.EARLIER:
        return same_round(period, plan.round) or period == plan.period.labels["year"]
    return any(same_round(period, name) or period == name for name in _periods(column, plan))


def _periods(column: DeclaredColumn, plan: Plan) -> Iterator[str]:
    """The rounds, and the years, that an earlier column is of."""
    period, when = plan.period, column.line.text("when") or words.LAST_ROUND
    if when == words.LAST_ROUND:
        before = [name for name, _days in period.earlier if is_before(name, plan.round)]
        yield from before[-1:] or _latest(plan)
    elif when == words.SAME_PERIOD:
        yield from (name for name in (period.compared_with, period.labels["before"]) if name)
        yield from (name for name, days in period.earlier if None not in days and days == period.compared)
    else:
        years = int(column.line.number("years") or 1)
        if period.last is not None:
            year, now = str(period.last.year - years), str(period.last.year)
            yield year
            yield plan.round.replace(now, year)
            yield from (name for name, days in period.earlier if _are_years_apart(days, period.days, years))


def _latest(plan: Plan) -> list[str]:
    """The last of the rounds before this one that the sheet itself has values of."""
    rounds = {line.text("period") for line in plan.rows(words.VALUES_SHEET.key)}
    before = [name for name in rounds if order_of(name) is not None and is_before(name, plan.round)]
    return sorted(before, key=lambda name: order_of(name) or (0, 0))[-1:]


def _are_years_apart(before: Days, now: Days, years: int) -> bool:
    pairs = list(zip(before, now, strict=True))
    return all(
        one is not None and other is not None and (one.year + years, one.month) == (other.year, other.month)
        for one, other in pairs
    )
