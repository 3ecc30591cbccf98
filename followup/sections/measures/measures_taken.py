"""Measures whose outcome is taken from a cell of a table that the plan itself declares: ``ekonomi.resultat.avvikelse``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from followup.form.rows import CellOfTable, FilledRow
from followup.form.terms.units import Unit
from followup.locale import literal
from followup.plan.model import Plan
from followup.rulebook.planning.plan_measures import TAKEN_FROM_NOTHING
from followup.rulebook.problem import Remark
from followup.sections.declared.declared_tables import DeclaredColumn, DeclaredTable, tables_in
from followup.sections.declared.table_rows import PlanRowsOf
from followup.sections.declared.table_sheets import ANSWER, COMPUTED, PARTS_AND_TOTAL

TAKEN = "taken_from"
OUTCOME = "outcome"


def taken_from(record: FilledRow, plan: Plan) -> Mapping[str, CellOfTable]:
    """By the measure's columns of outcomes the cells that they are taken from; none of a measure that is asked for."""
    found = _cell(record, plan)
    if found is None:
        return {}
    table, row, column = found
    whole = f"{column.id}.total" if column.line["split"] == PARTS_AND_TOTAL else column.id
    taken = {} if column.is_split and whole == column.id else {f"{OUTCOME}.total": CellOfTable(table.id, row, whole)}
    if column.is_split:
        for part in plan.breakdown.usual:
            taken[f"{OUTCOME}.{part.key}"] = CellOfTable(table.id, row, f"{column.id}.{part.key}")
    return taken


def gives(plan: Plan, unit: Unit, cells: Iterable[CellOfTable]) -> bool:
    """Whether a unit is asked for all of these cells: else nobody would give the outcome."""
    return all(_is_asked(plan, unit, cell) for cell in cells)


def _is_asked(plan: Plan, unit: Unit, cell: CellOfTable) -> bool:
    table = next((table for table in tables_in(plan) if table.id == cell.section), None)
    if table is None:
        return False
    names = {name.casefold() for name in (table.id, table.line.text("title"), table.line.text("sheet")) if name}
    is_answered = not unit.sections or bool(names & {name.casefold() for name in unit.sections})
    return is_answered and any(row.key == cell.row for row in PlanRowsOf(table.id)(plan, unit))


def faults_of_taken(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Cells that say where an outcome is taken from, and name no figure that anybody gives."""
    for record in plan.rows("measures_planned"):
        if record[TAKEN] is not None and _cell(record, plan) is None:
            tables = tuple(literal(table.id) for table in tables_in(plan))
            yield record, TAKEN_FROM_NOTHING.remark(TAKEN, record.text(TAKEN), tables=tables or (literal("–"),))


def _cell(record: FilledRow, plan: Plan) -> tuple[DeclaredTable, str, DeclaredColumn] | None:
    """The table, the id of the row and the column that a measure names; None where there is no such figure."""
    named = record.text(TAKEN).split(".")
    if len(named) != 3:
        return None
    of_table, of_row, of_column = (name.strip().casefold() for name in named)
    table = next((table for table in tables_in(plan) if table.id.casefold() == of_table), None)
    row = next((row.id for row in table.rows if row.id.casefold() == of_row), None) if table is not None else None
    column = table.column(of_column) if table is not None else None
    if table is None or row is None or column is None:
        return None
    return (table, row, column) if column.is_figure and column.role in (ANSWER, COMPUTED) else None
