"""What is wrong with the rows of a declared table, and with what is known of them before."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.rows import FilledRow
from followup.locale import Message, _
from followup.plan.model import Plan
from followup.rulebook.planning.declared_tables import (
    MINUS_AMONG_PEOPLE,
    ROW_OF_A_FREE_TABLE,
    ROW_TYPE_NO_FIGURE,
    ROW_UNDER_NOTHING,
    SUM_OF_NOTHING,
    VALUE_NEVER_SHOWN,
    VALUE_OF_ANOTHER_TYPE,
    VALUE_OF_NOTHING,
    VALUE_ON_A_SUM,
)
from followup.rulebook.planning.plan import ROW_UNDER_A_FIGURE, ROW_UNDER_ITSELF
from followup.rulebook.problem import Remark
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import DeclaredRow, DeclaredTable
from followup.sections.declared.known_values import value_as
from followup.sections.declared.table_columns import type_of
from followup.sections.declared.table_types import KINDS

OnLine = Iterator[tuple[FilledRow, Remark]]


def faults_of_rows(table: DeclaredTable) -> OnLine:
    """Each with the line of the row that it is of."""
    if not table.is_fixed:
        yield from ((row.line, ROW_OF_A_FREE_TABLE.remark("table", table.id)) for row in table.rows)
        return
    every = {row.id: row for row in table.rows}
    lines = (*(column.line for column in table.columns), *(row.line for row in table.rows))
    counts_people = any(line["people"] == "yes" for line in lines)
    for row in table.rows:
        above = every.get(row.under)
        if row.under and above is None:
            yield row.line, ROW_UNDER_NOTHING.remark("under", row.under)
        elif _is_under_itself(row, every):
            yield row.line, ROW_UNDER_ITSELF.remark("under", row.under)
        elif above is not None and not above.is_sum:
            yield row.line, ROW_UNDER_A_FIGURE.remark("under", row.under)
        if row.is_sum and not any(other.under == row.id for other in table.rows):
            yield row.line, SUM_OF_NOTHING.remark("counted", row.line.text("counted"))
        if row.line["sign"] == words.MINUS and counts_people:
            yield row.line, MINUS_AMONG_PEOPLE.remark("sign", row.line.text("sign"))
        if row.type and row.type not in KINDS:
            yield row.line, ROW_TYPE_NO_FIGURE.remark("type", row.type)


def _is_under_itself(row: DeclaredRow, every: dict[str, DeclaredRow]) -> bool:
    above, seen = row.under, set[str]()
    while above in every and above not in seen:
        if above == row.id:
            return True
        seen.add(above)
        above = every[above].under
    return False


def faults_of_values(table: DeclaredTable, plan: Plan) -> OnLine:
    """Each with the line of the value that it is of; what a record says is no fault of the plan's."""
    rows = {row.id.casefold(): row for row in table.rows}
    shown_before = {column.line.text("earlier").casefold() for column in table.columns}
    parts = {part.key for part in plan.breakdown} | {"total"}
    for line in table.values:
        if not line.has_cell("value"):
            continue
        row, column = rows.get(line.text("row").casefold()), table.column(line.text("column"))
        if column is None:
            yield line, _of_nothing("column", line, _("there is no such column"))
        elif row is None:
            yield line, _of_nothing("row", line, _("there is no such row"))
        elif column.is_split is not (line["part"] is not None) or line.text("part") not in {"", *parts}:
            yield line, _of_nothing("part", line, _("there is no such part"))
        elif column.role in (words.ANSWER, words.COMPUTED) and column.id.casefold() not in shown_before:
            yield line, VALUE_NEVER_SHOWN.remark("column", line.text("column"))
        elif row.is_sum and column.is_figure:
            yield line, VALUE_ON_A_SUM.remark("row", line.text("row"))
        elif value_as(line["value"], kind := type_of(column, plan)) is None:
            yield line, VALUE_OF_ANOTHER_TYPE.remark("value", line.text("value"), help=kind.help())


def _of_nothing(key: str, line: FilledRow, what: Message) -> Remark:
    return VALUE_OF_NOTHING.remark(key, line.text(key), what=what)
