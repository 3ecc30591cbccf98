"""What is wrong in the tables that a plan declares, each with its cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from followup.form.form import FormTable
from followup.form.layout.formulas import formulas_not_taken
from followup.form.rows import FilledRow
from followup.form.section import Grid, Section
from followup.locale import literal
from followup.plan.asked import answers
from followup.plan.model import Plan
from followup.rulebook.planning.declared_tables import (
    EXPRESSION_FAULTY,
    LONG_TEXT_BESIDE_OTHERS,
    TABLE_ID_TAKEN,
    TABLE_ID_UNUSABLE,
    TABLE_WITHOUT_COLUMNS,
    TABLE_WITHOUT_ROWS,
)
from followup.rulebook.problem import Remark
from followup.sections.declared import table_sheets as words
from followup.sections.declared.column_faults import faults_of_columns, faults_of_heading, no_column
from followup.sections.declared.declared_tables import DeclaredTable, names_in, tables_in
from followup.sections.declared.row_faults import faults_of_rows, faults_of_values

TABLE_ID = re.compile(r"[^\W\d]\w*(?:-\w+)*")
OnLine = Iterator[tuple[FilledRow, Remark]]


def faults_of_table(table: DeclaredTable, plan: Plan, taken: Collection[str]) -> OnLine:
    """Each with the line that it is of. ``taken`` are the keys of other sections, in small letters."""
    yield from ((table.line, remark) for remark in _faults(table, taken))
    yield from faults_of_columns(table, plan)
    yield from faults_of_rows(table)
    yield from faults_of_values(table, plan)


def faults_of_tables(plan: Plan, taken: Collection[str]) -> OnLine:
    """The faults of every table that counts at the plan's round."""
    for table in tables_in(plan):
        yield from faults_of_table(table, plan, taken)


def is_usable(table: DeclaredTable, plan: Plan, taken: Collection[str]) -> bool:
    """Whether a section can be made of it: nothing in it is an error."""
    return not any(remark.problem.refuses for _line, remark in faults_of_table(table, plan, taken))


def _faults(table: DeclaredTable, taken: Collection[str]) -> Iterator[Remark]:
    if not TABLE_ID.fullmatch(table.id):
        yield TABLE_ID_UNUSABLE.remark("id", table.id, example=literal("ekonomi"))
    elif table.id.casefold().replace("-", "_") in taken:  # tables in Excel are called by it, and know no hyphens
        yield TABLE_ID_TAKEN.remark("id", table.id, other=literal(f"{table.id}-2"))
    if not table.answers:
        yield TABLE_WITHOUT_COLUMNS.remark("id", table.id)
    yield from faults_of_heading(table.line, "caption")
    if table.is_fixed and not any(not row.is_sum for row in table.rows):
        yield TABLE_WITHOUT_ROWS.remark("rows", table.line.text("rows"))
    if len(table.answers) > 1 and any(column.type == words.LONG_TEXT for column in table.answers):
        yield LONG_TEXT_BESIDE_OTHERS.remark("id", table.id)
    for key in ("identity", "explained_by", "group"):
        value = table.line[key]
        for name in names_in(value) or ((str(value),) if isinstance(value, str) else ()):
            if table.column(name) is None:
                yield no_column(key, name, name, table)


def faults_of_formulas(table: DeclaredTable, section: Section, plan: Plan) -> OnLine:
    """Computed columns that Excel cannot work out in some unit's template, each once: a sum is longer the more it is made of."""
    if not any(column.role == words.COMPUTED for column in table.columns):
        return
    lines, columns, shape = {column.id: column.line for column in table.columns}, section.expanded(plan), section.shape
    asked = [unit for unit in plan.units.answering if answers(plan, unit, section)]
    of_units = (tuple(shape.rows(plan, unit)) if isinstance(shape, Grid) else () for unit in asked)
    forms = {tuple(row.key for row in rows): FormTable(section, columns, rows) for rows in of_units}
    faults = {column.base: fault for form in forms.values() for column, fault in formulas_not_taken(form)}
    for id_, fault in faults.items():
        if (line := lines.get(id_)) is not None:
            yield line, EXPRESSION_FAULTY.remark("computed", line.text("computed"), fault=fault.message)
