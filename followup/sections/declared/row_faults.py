"""What is wrong with the rows of a declared table, and with what is known of them before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.units import Unit
from followup.locale import Message, _, literal
from followup.plan.asked import answers
from followup.plan.model import Plan
from followup.rulebook.planning.declared_tables import (
    MINUS_AMONG_PEOPLE,
    ROW_OF_A_FREE_TABLE,
    ROW_TYPE_NO_FIGURE,
    ROW_UNDER_NOTHING,
    SUM_OF_NOTHING,
    VALUE_MISSING,
    VALUE_NEVER_SHOWN,
    VALUE_OF_ANOTHER_TYPE,
    VALUE_OF_NOTHING,
    VALUE_ON_A_SUM,
    VALUE_TWICE,
)
from followup.rulebook.planning.plan import ROW_UNDER_A_FIGURE, ROW_UNDER_ITSELF
from followup.rulebook.problem import Remark
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import FOR_ALL, DeclaredColumn, DeclaredRow, DeclaredTable
from followup.sections.declared.known_values import units_with_values, value_as
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
    of_cells: dict[tuple[str, ...], FilledRow] = {}
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
        else:
            # A value without a period holds in every one: what stands below it is never shown.
            cell = tuple(line.text(key).casefold() for key in ("row", "unit", "column", "part"))
            first = of_cells.get((*cell, ""), of_cells.setdefault((*cell, line.text("period").casefold()), line))
            if first["value"] != line["value"]:
                at = first.cells["value"][0] + 1
                yield line, VALUE_TWICE.remark("value", line.text("value"), other=literal(first.text("value")), row=at)


def _of_nothing(key: str, line: FilledRow, what: Message) -> Remark:
    return VALUE_OF_NOTHING.remark(key, line.text(key), what=what)


MOST_NAMED = 3
"""Rows and units that are named; of more it is said how many they are."""


def gaps_in_values(table: DeclaredTable, section: Section, plan: Plan) -> OnLine:
    """Each column of figures that are known before, where the sheet *Values* lacks one for a unit that fills in the row.

    Texts are not asked for: a row without a method has none.
    """
    if not table.is_fixed:
        return
    asked = [unit for unit in plan.units.answering if answers(plan, unit, section)]
    rows_of = {
        unit.id: [row for row in table.rows if not row.is_sum and (not row.units or unit.id in row.units)]
        for unit in asked
    }
    for column in table.columns:
        if column.role == words.PREFILLED and column.is_figure:
            lacking_of = _lacking_in(table, column, plan)
            gaps = [(unit, lacking) for unit in asked if (lacking := lacking_of(unit, rows_of[unit.id]))]
            if gaps:
                named = [_gap(unit, lacking, len(rows_of[unit.id])) for unit, lacking in gaps]
                yield column.line, VALUE_MISSING.remark("id", column.id, units=_first_of(named))


def _lacking_in(
    table: DeclaredTable, column: DeclaredColumn, plan: Plan
) -> Callable[[Unit, Sequence[DeclaredRow]], list[DeclaredRow]]:
    """Which of a unit's rows lack their figure in a column, or that of one of the parts."""
    known = units_with_values(plan, table, column)
    parts = [part.key.casefold() for part in plan.breakdown.usual] if column.is_split else [""]

    def is_known(row: DeclaredRow, unit: Unit) -> bool:
        return all({unit.id, FOR_ALL} & known.get((row.id.casefold(), part), set()) for part in parts)

    return lambda unit, rows: [row for row in rows if not is_known(row, unit)]


def _gap(unit: Unit, lacking: Sequence[DeclaredRow], of: int) -> Message:
    """The unit, with the rows where it lacks a figure but has others."""
    if len(lacking) == of:
        return literal(unit.name)
    labels = _first_of([literal(row.line.text("label")) for row in lacking])
    return _("{unit} ({rows})", unit=literal(unit.name), rows=labels)


def _first_of(names: Sequence[Message]) -> tuple[Message, ...]:
    more = len(names) - MOST_NAMED
    return (*names[:MOST_NAMED], _("{n} more", n=more)) if more > 0 else tuple(names)
