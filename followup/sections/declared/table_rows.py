"""The rows of a declared table for one unit: a tree of those that are filled in and of sums, with what is known before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from followup.form.cells.base import CellType
from followup.form.cells.kinds import FigureKind
from followup.form.columns import Column, Role
from followup.form.rows import Row, one_of
from followup.form.terms.units import Unit
from followup.form.values import Value
from followup.frozen import frozen
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import (
    DECLARED,
    THE_REGION,
    CellName,
    DeclaredColumn,
    DeclaredRow,
    DeclaredTable,
    TableSource,
    ValuesByUnit,
)
from followup.sections.declared.known_values import known_of, value_as
from followup.sections.declared.table_columns import columns_of, label_of, type_of, varies_by_row
from followup.sections.declared.table_types import KINDS, SHARES, cell_type


class _KnownColumn(NamedTuple):
    """A column in which something is known of a row: the sources that are looked into, one after the other."""

    key: str
    shown_in: DeclaredColumn
    kind: CellType
    sources: tuple[ValuesByUnit, ...]


class _PlanRow(NamedTuple):
    """A row as it is before it is any unit's: its ``sums`` are all rows that it may be the sum of."""

    row: Row
    under: str
    is_sum: bool
    units: frozenset[str]
    known: tuple[_KnownColumn, ...]


@frozen
class PlanRowsOf:
    """The rows of a table of an id, by what a plan says of it."""

    table: str
    source: TableSource = DECLARED

    def __call__(self, plan: Plan, unit: Unit) -> Iterable[Row]:
        """A unit's rows; none where the plan has no such table, or the unit does not answer it."""
        table = self.source.table(plan, self.table)
        if table is None or (table.units and unit.id not in table.units):
            return
        plan_rows = plan.once(_PlanRowsOf(self))
        asked = plan.once(AskedColumns(self.table, self.source))
        carried = _carried(plan_rows, unit)
        for plan_row in plan_rows:
            if plan_row.row.key in carried:
                yield _of_unit(plan_row, carried, asked, plan, unit)


@frozen
class _PlanRowsOf:
    """All of a table's rows that is the same for every unit."""

    rows: PlanRowsOf

    def __call__(self, plan: Plan) -> Sequence[_PlanRow]:
        table = self.rows.source.table(plan, self.rows.table)
        return tuple(_plan_rows(table, plan)) if table is not None else ()


@frozen
class AskedColumns:
    """The columns of earlier figures in which units are asked for what nobody knows, by their ids.

    In a first round the plan has what is to be known: there a column is asked for only where it is empty. A column of the
    period compared with is asked for only where the plan says which days that is.
    """

    table: str
    source: TableSource = DECLARED

    def __call__(self, plan: Plan) -> frozenset[str]:
        table = self.source.table(plan, self.table)
        columns = [column for column in table.columns if column.role == words.EARLIER_OR_ANSWER] if table else []
        asked = frozenset(column.id for column in columns if column.line["when"] != words.SAME_PERIOD)
        if None not in plan.period.compared:
            asked = frozenset(column.id for column in columns)
        if not asked or table is None:
            return frozenset()
        return frozenset(id_ for id_ in asked if self._lacks(id_, table, plan))

    def _lacks(self, id_: str, table: DeclaredTable, plan: Plan) -> bool:
        """Whether some cell of a column is not known; in a first round, whether none is."""
        is_known = (
            _value(column, plan, unit.id)[0] is not None
            for plan_row in plan.once(_PlanRowsOf(PlanRowsOf(self.table, self.source)))
            if not plan_row.is_sum
            for column in plan_row.known
            if column.shown_in.id == id_
            for unit in plan.units.answering
            if _answers(unit, plan_row, table)
        )
        if plan.period.earlier:
            return not all(is_known)
        first = next(is_known, True)  # a column without any cell is asked of nobody
        return not first and not any(is_known)


def _answers(unit: Unit, plan_row: _PlanRow, table: DeclaredTable) -> bool:
    return (not table.units or unit.id in table.units) and (not plan_row.units or unit.id in plan_row.units)


def _of_unit(plan_row: _PlanRow, carried: set[str], asked: frozenset[str], plan: Plan, unit: Unit) -> Row:
    """The row with what is known of it for a unit; a sum of the rows that the unit has. In columns that are ``asked`` of
    units, what is there is not.
    """
    row, cells, recorded, shown = plan_row.row, {**plan_row.row.cells}, set[str](), set[str]()
    for column in plan_row.known:
        value, is_recorded = _value(column, plan, unit.id)
        if value is None:
            continue
        cells[column.key] = value
        if is_recorded:
            recorded.add(column.key)
        if column.shown_in.id in asked:
            shown.add(column.key)
    return replace(
        row,
        cells=cells,
        sums=tuple(below for below in row.sums if below in carried),
        minus=one_of(row.minus & carried),
        closed=one_of(row.closed | shown),
        recorded=one_of(frozenset(recorded)),
    )


def _value(column: _KnownColumn, plan: Plan, unit: str) -> tuple[Value, bool]:
    """What is known of a column's cell for a unit, and whether a record alone says it."""
    for by_unit in column.sources:
        known = known_of(by_unit, unit, column.shown_in, plan)
        value = None if known is None else known.raw if known.is_read else value_as(known.raw, column.kind)
        if known is not None and value is not None:
            return value, known.is_recorded
    return None, False


def _carried(plan_rows: Sequence[_PlanRow], unit: Unit) -> set[str]:
    """The rows of a unit: those it fills in, and every sum above them."""
    above, carried = {plan_row.row.key: plan_row.under for plan_row in plan_rows}, set[str]()
    for plan_row in plan_rows:
        is_its = not plan_row.is_sum and (not plan_row.units or unit.id in plan_row.units)
        key = plan_row.row.key if is_its else ""
        while key in above and key not in carried:
            carried.add(key)
            key = above[key]
    return carried


def _plan_rows(table: DeclaredTable, plan: Plan) -> Iterator[_PlanRow]:
    # Whether a column is asked for is another matter: what is known of its cells stands there all the same.
    declarations = columns_of(table, plan, lambda _plan: ())
    columns = [column for declaration in declarations for column in declaration.expand(plan)]
    for row in table.rows:
        below = _below(row, table)
        whole = Row(
            row.id,
            {label_of(table): row.line["label"]},
            _level(row, table),
            tuple(other.id for other in below),
            _types(row, table, plan),
            _closed(row, table, columns),
            row.line.values,
            kinds=_kinds(row, table),
            minus=frozenset(other.id for other in below if other.line["sign"] == words.MINUS),
            labels=1,  # a text that the plan knows before, such as a method, is no name of the row
        )
        known = tuple(_known_columns(row, table, columns, whole))
        region_cells = {column.key: figure for column in known if (figure := _of_region(column)) is not None}
        yield _PlanRow(replace(whole, region_cells=region_cells), row.under, row.is_sum, row.units, known)


def _known_columns(
    row: DeclaredRow, table: DeclaredTable, columns: Sequence[Column], whole: Row
) -> Iterator[_KnownColumn]:
    for column in columns:
        declared = table.column(column.base)
        if declared is None or column.key in whole.cells or declared.role not in KNOWN_BEFORE:
            continue
        names = [declared.id, *([declared.line.text("earlier")] if declared.is_earlier else [])]
        cells = (CellName(row.id, name, column.part).folded for name in names if name)
        sources = tuple(table.known.get(cell, {}) for cell in cells)
        yield _KnownColumn(column.key, declared, whole.type_of(column), sources)


KNOWN_BEFORE = frozenset({words.LABEL, words.PREFILLED, words.EARLIER, words.EARLIER_OR_ANSWER})


def _of_region(column: _KnownColumn) -> Decimal | None:
    """The region's own figure of before, which stands in the place of the sum of units."""
    for by_unit in column.sources:
        for value in by_unit.get(THE_REGION, ()):
            if isinstance(value.raw, Decimal):
                return value.raw
    return None


def _below(row: DeclaredRow, table: DeclaredTable) -> list[DeclaredRow]:
    """The rows that a sum is made of."""
    below = (other for other in table.rows if other.under == row.id) if row.is_sum else ()
    return [other for other in below if other.line["sign"] != words.APART and other.type not in NEVER_SUMMED]


NEVER_SUMMED = frozenset(type_ for type_, kind in KINDS.items() if not kind.adds_up)
"""The types of rows whose figures are in no sum."""


def _types(row: DeclaredRow, table: DeclaredTable, plan: Plan) -> Mapping[str, CellType]:
    """The types of a row's figures, in the columns where rows have their own."""
    return {column.id: _type_in(row, column, plan) for column in table.columns if varies_by_row(table, column)}


def _type_in(row: DeclaredRow, column: DeclaredColumn, plan: Plan) -> CellType:
    if not row.type and row.line["unit"] is None:
        return type_of(column, plan)
    unit = row.line.text("unit") or column.line.text("unit")
    kind = row.figures or cell_type(row.type or column.type, unit, (), plan, of_nobody=column.of_nobody)
    # What is worked out may be less than nothing.
    return replace(kind, minimum=None, maximum=None) if column.role == words.COMPUTED else kind  # type: ignore[call-arg]


def _kinds(row: DeclaredRow, table: DeclaredTable) -> Mapping[str, FigureKind]:
    own = row.type if row.type in KINDS else ""
    figures = [column for column in table.columns if column.is_figure]
    return {column.id: KINDS[own if own and column.type not in SHARES else column.type] for column in figures}


def _level(row: DeclaredRow, table: DeclaredTable) -> int:
    """How far in it stands: under the rows above it; a total below its parts indents nothing."""
    order = {other.id: at for at, other in enumerate(table.rows)}
    level, of = 0, row
    while of.under in order and order[of.under] < order[of.id]:
        of = table.rows[order[of.under]]
        level += 1
    return level


def _closed(row: DeclaredRow, table: DeclaredTable, columns: Sequence[Column]) -> frozenset[str]:
    """The figures that a sum has none of: shares, indexes, what is not added up."""
    asked = (column for column in columns if row.is_sum and column.role is Role.INPUT and not column.summed)
    return frozenset(column.key for column in asked if _is_figure(column, table))


def _is_figure(column: Column, table: DeclaredTable) -> bool:
    declared = table.column(column.base)
    return declared is not None and declared.is_figure
