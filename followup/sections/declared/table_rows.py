"""The rows of a declared table for one unit: a tree of those that are filled in and of sums, with what is known before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from followup.form.cells.base import CellType
from followup.form.cells.kinds import FigureKind
from followup.form.columns import Column, Role
from followup.form.rows import Row
from followup.form.section import PlanRows
from followup.form.terms.units import Unit
from followup.form.values import Value
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import DeclaredColumn, DeclaredRow, DeclaredTable, names_in, tables_in
from followup.sections.declared.known_values import CellName, known_of
from followup.sections.declared.table_columns import columns_of, label_of, type_of, varies_by_row
from followup.sections.declared.table_types import KINDS, cell_type


def rows_of(table_id: str) -> PlanRows:
    """The rows of a table, by what a plan says of it."""

    def of_unit(plan: Plan, unit: Unit) -> Iterable[Row]:
        table = next((table for table in tables_in(plan) if table.id == table_id), None)
        if table is None or (table.units and unit.id not in table.units):
            return ()
        return _rows(table, plan, unit)

    return of_unit


def _rows(table: DeclaredTable, plan: Plan, unit: Unit) -> Iterator[Row]:
    carried = _carried(table, unit)
    every = {row.id: row for row in table.rows}
    columns = columns_of(table, plan)
    for row in table.rows:
        if row.id in carried:
            yield _row(row, table, columns, plan, unit, [below for below in _below(row, every) if below.id in carried])


def _carried(table: DeclaredTable, unit: Unit) -> set[str]:
    """The rows of a unit: those it fills in, and every sum above them."""
    every, carried = {row.id: row for row in table.rows}, set[str]()
    for row in table.rows:
        owners = names_in(row.line["units"])
        key = row.id if not row.is_sum and (not owners or unit.id in owners) else ""
        while key in every and key not in carried:
            carried.add(key)
            key = every[key].under
    return carried


def _below(row: DeclaredRow, every: Mapping[str, DeclaredRow]) -> list[DeclaredRow]:
    """The rows that a sum is made of."""
    below = (other for other in every.values() if other.under == row.id) if row.is_sum else ()
    return [other for other in below if other.line["sign"] != words.APART and other.type not in NEVER_SUMMED]


NEVER_SUMMED = frozenset({words.SHARE, words.INDEX})
"""The types of rows whose figures are in no sum."""


def _row(
    row: DeclaredRow,
    table: DeclaredTable,
    columns: Sequence[Column],
    plan: Plan,
    unit: Unit,
    below: Sequence[DeclaredRow],
) -> Row:
    types, kinds = _types(row, table, plan), _kinds(row, table)
    whole = Row(
        row.id,
        {label_of(table): row.line.text("label")},
        _level(row, table),
        tuple(other.id for other in below),
        types,
        kinds=kinds,
        plan_record=row.line.values,
        minus=frozenset(other.id for other in below if other.line["sign"] == words.MINUS),
        labels=1,  # a text that the plan knows before, such as a method, is no name of the row
    )
    known, recorded = _known(row, table, columns, whole, plan, unit)
    return replace(
        whole, cells={**whole.cells, **known}, closed=_closed(row, table, columns), recorded=frozenset(recorded)
    )


def _types(row: DeclaredRow, table: DeclaredTable, plan: Plan) -> Mapping[str, CellType]:
    """The types of a row's figures, in the columns where rows have their own."""
    return {column.id: _type_in(row, column, plan) for column in table.columns if varies_by_row(table, column)}


def _type_in(row: DeclaredRow, column: DeclaredColumn, plan: Plan) -> CellType:
    if not row.type and row.line["unit"] is None:
        return type_of(column, plan)
    unit = row.line.text("unit") or column.line.text("unit")
    kind = cell_type(row.type or column.type, unit, (), plan, of_nobody=column.of_nobody)
    # What is worked out may be less than nothing.
    return replace(kind, minimum=None, maximum=None) if column.role == words.COMPUTED else kind  # type: ignore[call-arg]


def _kinds(row: DeclaredRow, table: DeclaredTable) -> Mapping[str, FigureKind]:
    own = row.type if row.type in KINDS else ""
    figures = [column for column in table.columns if column.is_figure]
    return {column.id: KINDS[own if own and column.type != words.SHARE else column.type] for column in figures}


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
    declared = table.column(column.base or column.key)
    return declared is not None and declared.is_figure


def _known(
    row: DeclaredRow, table: DeclaredTable, columns: Sequence[Column], whole: Row, plan: Plan, unit: Unit
) -> tuple[dict[str, Value], set[str]]:
    """What is known before of the row's cells, and the columns of those that only a record knows."""
    cells: dict[str, Value] = {}
    recorded = set[str]()
    for column in columns:
        declared = table.column(column.base or column.key)
        if declared is None or column.role not in (Role.EARLIER, Role.LABEL) or column.key in whole.cells:
            continue
        known = known_of(
            plan, CellName(table.id, row.id, declared.id, column.part), unit.id, declared, whole.type_of(column)
        )
        source = table.column(declared.line.text("earlier")) if declared.role == words.EARLIER else None
        if known.value is None and source is not None:
            before = CellName(table.id, row.id, source.id, column.part)
            known = known_of(plan, before, unit.id, declared, whole.type_of(column))
        if known.value is not None:
            cells[column.key] = known.value
            if known.is_recorded:
                recorded.add(column.key)
    return cells, recorded
