"""What the plan, and the records of earlier rounds, know of cells of declared tables: the lines of the sheet *Values*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.rows import FilledRow
from followup.form.terms.period import Days
from followup.form.values import Value
from followup.locale import Message, _, literal
from followup.plan.model import Plan
from followup.plan.rounds.rounds import is_before, order_of, same_round
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import (
    FOR_ALL,
    DeclaredColumn,
    DeclaredTable,
    KnownValue,
    ValuesByUnit,
)


def known_of(by_unit: ValuesByUnit, unit: str, shown_in: DeclaredColumn, plan: Plan) -> KnownValue | None:
    """What is known of a cell for a unit, to be ``shown_in`` a column: the unit's own, else what is the same for all."""
    for whose in (unit, FOR_ALL):
        for value in by_unit.get(whose, ()):
            if _is_wanted(value.period, shown_in, plan):
                return value
    return None


def units_with_values(plan: Plan, table: DeclaredTable, shown_in: DeclaredColumn) -> Mapping[tuple[str, str], set[str]]:
    """The ids of the units that something is known for, by row and part in small letters; ``FOR_ALL`` for all units."""
    return {
        (cell.row, cell.part): {
            unit
            for unit, values in by_unit.items()
            if any(_is_wanted(value.period, shown_in, plan) for value in values)
        }
        for cell, by_unit in table.known.items()
        if cell.column == shown_in.id.casefold()
    }


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


def value_as(raw: Value, kind: CellType) -> Value:
    """What stands under *Value*, as cells of a type hold it; None where it is none of these."""
    return kind.read(raw).value if isinstance(raw, str | Decimal) else None


def _is_wanted(period: str, column: DeclaredColumn, plan: Plan) -> bool:
    """Whether a value of a period belongs in a column: one without a period does everywhere."""
    if not period:
        return True
    if not column.is_earlier:
        return same_round(period, plan.round) or period == plan.period.labels["year"]
    return any(same_round(period, name) or period == name for name in periods_of(column, plan))


def periods_of(column: DeclaredColumn, plan: Plan) -> Iterator[str]:
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
