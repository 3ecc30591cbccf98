"""What is wrong with the columns of a declared table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from followup.expressions import Expression, Fault, ResultKind, names, parse
from followup.form.cells.text import Choice
from followup.form.rows import FilledRow
from followup.locale import literal
from followup.locale.nearest import nearest, one_of
from followup.plan.model import Plan
from followup.rulebook.planning.declared_tables import (
    ASKED_OF_NO_FIGURE,
    CELL_NOT_IN_TABLE,
    CHOICES_MISSING,
    COLUMN_ID_UNUSABLE,
    COLUMN_NEARLY_IN_TABLE,
    COLUMN_NOT_IN_TABLE,
    COMPARED_WITH_NOTHING,
    EARLIER_OF_NOTHING,
    EXPRESSION_FAULTY,
    HEADING_WORD_UNKNOWN,
    HOW_MANY_YEARS,
    LIST_IN_COMPUTED,
    NO_CHANGE_IN_WORDS,
    NO_EARLIER_COLUMN,
    NOT_ADDED_UP,
    NOTHING_TO_WORK_OUT,
    OTHER_ROW_IN_EXPRESSION,
    PART_BESIDE_ALL,
    PART_OF_NO_FIGURE,
    PARTS_IN_COMPUTED,
    PARTS_IN_CONDITION,
    ROLE_OF_FIXED_ROWS,
    RULE_ON_NO_ANSWER,
    SCALE_NEARLY_KNOWN,
    SCALE_UNKNOWN,
    SPLIT_OF_NO_FIGURE,
    WEIGHT_OF_NOTHING,
    WORD_NOT_CHOSEN,
    WORKED_OUT_AND_ANSWERED,
    WORKED_OUT_LATER,
    WORKED_OUT_OF_ITSELF,
)
from followup.rulebook.problem import Remark
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import DeclaredColumn, DeclaredTable, are_alike, are_in_one_unit
from followup.sections.declared.table_columns import PERIOD_WORD, ROW_LABEL, YEARS_BEFORE
from followup.sections.declared.table_expressions import (
    BEFORE,
    RESERVED,
    column_named,
    differences,
    earlier_column,
    parts_named_as_one,
    unknown_names,
    words_compared,
)
from followup.sections.declared.table_outputs import change_of, scale_of
from followup.sections.declared.table_types import cell_type

OnLine = Iterator[tuple[FilledRow, Remark]]
COLUMN_ID = re.compile(r"[^\W\d]\w*(?:-\w+)*")
CONDITIONS = ("required_when", "relevant", "limit", "question")
OF_ALL_PARTS = ("summa", "min", "max")
"""What makes one figure of several parts."""


def faults_of_columns(table: DeclaredTable, plan: Plan) -> OnLine:
    """Each with the line of the column that it is of."""
    for column in table.columns:
        for remark in _faults(column, table, plan):
            yield column.line, remark


def _faults(column: DeclaredColumn, table: DeclaredTable, plan: Plan) -> Iterator[Remark]:
    if not COLUMN_ID.fullmatch(column.id) or column.id.casefold() in (*RESERVED, ROW_LABEL):
        yield COLUMN_ID_UNUSABLE.remark("id", column.id, example=literal("utfall"))
    yield from _faults_of_role(column, table)
    yield from _faults_of_type(column, plan)
    yield from _faults_of_total(column, table)
    yield from _faults_of_comparison(column, table)
    yield from faults_of_heading(column.line, "heading")
    yield from _faults_of_expressions(column, table, plan)


def _faults_of_comparison(column: DeclaredColumn, table: DeclaredTable) -> Iterator[Remark]:
    """What is wrong with the column that it is a part of, or that it is compared with."""
    for key, name in (("part_of", column.whole), ("compared", column.compared_with)):
        if name and table.column(name) is None:
            yield no_column(key, name, name, table)
    whole, before = table.column(column.whole), table.column(column.compared_with)
    if whole is not None and not (are_alike(whole, column) and not _is_part_of_itself(column, table)):
        yield PART_OF_NO_FIGURE.remark("part_of", column.whole)
    if before is not None and not (column.role == words.ANSWER and _may_be_compared_with(before, column)):
        yield COMPARED_WITH_NOTHING.remark("compared", column.compared_with)
    if column.line["documents"] == words.ALSO_IN_WORDS and not (
        table.is_fixed and column.role == words.COMPUTED and change_of(column.line.text("computed"))
    ):
        yield NO_CHANGE_IN_WORDS.remark(
            "documents", column.line.text("documents"), example=literal("förändring(nu; före)")
        )


def _may_be_compared_with(other: DeclaredColumn, column: DeclaredColumn) -> bool:
    """Whether another column holds figures of last year, or known beforehand, that are in the same unit."""
    if not are_alike(other, column):
        return False
    if other.role == words.PREFILLED:
        return are_in_one_unit(other, column)
    return other.is_earlier and other.line["when"] == words.SAME_PERIOD


def _is_part_of_itself(column: DeclaredColumn, table: DeclaredTable) -> bool:
    seen, whole = set[str](), table.column(column.whole)
    while whole is not None and whole.id not in seen:
        seen.add(whole.id)
        whole = table.column(whole.whole)
    return column.id in seen


def _faults_of_role(column: DeclaredColumn, table: DeclaredTable) -> Iterator[Remark]:
    role = column.line
    if not table.is_fixed and column.role in (words.LABEL, words.PREFILLED, words.EARLIER, words.EARLIER_OR_ANSWER):
        yield ROLE_OF_FIXED_ROWS.remark("role", column.role)
    elif column.role == words.COMPUTED and role["computed"] is None:
        yield NOTHING_TO_WORK_OUT.remark("role", column.role, example=literal("utfall - budget"))
    elif column.is_earlier:
        yield from _faults_of_earlier(column, table)
        if column.role == words.EARLIER_OR_ANSWER and not column.is_figure:
            yield ASKED_OF_NO_FIGURE.remark("role", column.role)
    if column.role != words.COMPUTED and role["computed"] is not None:
        yield WORKED_OUT_AND_ANSWERED.remark("computed", role.text("computed"))


def _faults_of_earlier(column: DeclaredColumn, table: DeclaredTable) -> Iterator[Remark]:
    of = column.line.text("earlier")
    if not of:
        yield EARLIER_OF_NOTHING.remark("role", column.role)
    elif table.column(of) is None:
        yield no_column("earlier", of, of, table)
    if column.line["when"] == words.YEARS_BACK and column.line["years"] is None:
        yield HOW_MANY_YEARS.remark("when", column.line.text("when"))


def _faults_of_type(column: DeclaredColumn, plan: Plan) -> Iterator[Remark]:
    if column.type in (words.ONE_OF, words.LEVEL) and not column.choices:
        yield CHOICES_MISSING.remark("type", column.type)
    elif column.type == words.LEVEL and not scale_of(column, plan):
        near = nearest(column.choices[0], plan.scales)
        rule = SCALE_NEARLY_KNOWN.filled(near=one_of(near)) if near else SCALE_UNKNOWN
        yield rule.remark("choices", column.choices[0])
    if column.is_split and not column.is_figure:
        yield SPLIT_OF_NO_FIGURE.remark("split", column.line.text("split"))


def _faults_of_total(column: DeclaredColumn, table: DeclaredTable) -> Iterator[Remark]:
    stated, weight = column.line.text("total"), column.line.text("weight")
    if stated == words.SUMMED and column.type not in (words.COUNT, words.AMOUNT, words.NUMBER):
        yield NOT_ADDED_UP.remark("total", stated)
    if stated == words.WEIGHTED and not weight:
        yield WEIGHT_OF_NOTHING.remark("total", stated)
    if weight and (found := table.column(weight)) is None:
        yield no_column("weight", weight, weight, table)
    elif weight and found is not None and not found.is_figure:
        yield WEIGHT_OF_NOTHING.remark("weight", weight)


def faults_of_heading(line: FilledRow, key: str) -> Iterator[Remark]:
    """Words in braces that are no period."""
    for match in PERIOD_WORD.finditer(line.text(key)):
        word = match[1].strip().casefold()
        is_known = word in words.PERIOD_WORDS or word in words.PERIOD_WORDS.values() or YEARS_BEFORE.fullmatch(word)
        if not is_known:
            known = tuple(literal(f"{{{word}}}") for word in words.PERIOD_WORDS)
            yield HEADING_WORD_UNKNOWN.remark(key, line.text(key), word=literal(match[0]), words=known)


def _faults_of_expressions(column: DeclaredColumn, table: DeclaredTable, plan: Plan) -> Iterator[Remark]:
    if column.role == words.COMPUTED and column.line["computed"] is not None:
        yield from _faults_of_text(column, "computed", ResultKind.VALUE, table, plan)
    for key in CONDITIONS:
        text = column.line.text(key)
        if not text or (key == "required_when" and text.strip().casefold() in words.ALWAYS):
            asked = text and column.role != words.ANSWER
        else:
            asked = column.role not in (words.ANSWER, words.COMPUTED)
            yield from _faults_of_text(column, key, ResultKind.CONDITION, table, plan)
        if asked:
            yield RULE_ON_NO_ANSWER.remark(key, text)


def _faults_of_text(
    column: DeclaredColumn, key: str, kind: ResultKind, table: DeclaredTable, plan: Plan
) -> Iterator[Remark]:
    """What is wrong with one expression, the first thing alone: the others often follow from it."""
    text = column.line.text(key)
    expression = parse(text, kind)
    if isinstance(expression, Fault):
        yield EXPRESSION_FAULTY.remark(key, text, fault=expression.message)
        return
    lacking = next((match[1] for match in BEFORE.finditer(text) if earlier_column(table, match[1]) is None), None)
    unknown = unknown_names(expression, table)
    if unknown and "." in unknown[0]:
        yield (
            _no_cell(key, text, unknown[0], table)
            if table.is_fixed
            else OTHER_ROW_IN_EXPRESSION.remark(key, text, name=literal(unknown[0]))
        )
    elif unknown:
        yield no_column(key, text, unknown[0], table)
    elif lacking is not None:
        yield NO_EARLIER_COLUMN.remark(key, text, column=literal(lacking))
    elif key == "computed" and not names(expression):
        yield NOTHING_TO_WORK_OUT.remark("computed", text, example=literal("utfall - budget"))
    elif key == "computed":
        yield from _faults_of_computed(column, expression, table)
    elif words_of := _words_not_chosen(expression, table, plan):
        of_column, word, choices = words_of
        of = literal(of_column.id)
        yield WORD_NOT_CHOSEN.remark(key, text, column=of, word=literal(word), words=tuple(map(literal, choices)))
    elif not column.is_split and (parts := parts_named_as_one(expression, table)):
        of_all = [literal(f"{function}({parts})") for function in OF_ALL_PARTS]
        yield PARTS_IN_CONDITION.remark(
            key, text, column=literal(parts), sum=of_all[0], least=of_all[1], greatest=of_all[2]
        )


def _words_not_chosen(
    expression: Expression, table: DeclaredTable, plan: Plan
) -> tuple[DeclaredColumn, str, Sequence[str]] | None:
    """A column with the first word that it is compared with and that nobody can choose there, and what there is."""
    for of_column, word in words_compared(expression, table):
        kind = cell_type(of_column.type, "", of_column.choices, plan)
        if isinstance(kind, Choice) and word.strip() and kind.parse(word).value is None:
            return of_column, word, [plan.words(name) for _key, name in kind.options]
    return None


def _faults_of_computed(column: DeclaredColumn, expression: Expression, table: DeclaredTable) -> Iterator[Remark]:
    text = column.line.text("computed")
    order = [other.id for other in table.columns]
    for name in names(expression):
        other = column_named(name.key, table)
        if other is None or name.earlier:  # what was before is worked out from nothing
            continue
        if other.id == column.id:
            yield WORKED_OUT_OF_ITSELF.remark("computed", text, column=literal(name.key))
            return
        if other.is_split and not column.is_split:
            yield PARTS_IN_COMPUTED.remark("computed", text, column=literal(name.key))
            return
        is_worked_out = other.role == words.COMPUTED or (column.has_total and other.has_total)
        if is_worked_out and order.index(other.id) > order.index(column.id):
            yield WORKED_OUT_LATER.remark("computed", text, column=literal(name.key))
            return
    if beside := _part_beside_all(expression, table):
        part, whole = map(literal, beside)
        yield PART_BESIDE_ALL.remark("computed", text, part=part, whole=whole)
    # A word that is chosen stands in the cell as it reads, and is known by the key of its step where it is read.
    for other, _word in words_compared(expression, table):
        if other.type != words.ONE_OF:
            yield LIST_IN_COMPUTED.remark("computed", text, column=literal(other.id))
            return


ADDED_UP = (words.COUNT, words.AMOUNT, words.NUMBER)
"""The types of which a figure for all is the sum of its parts: the share of a part is no smaller than that of all."""


def _part_beside_all(expression: Expression, table: DeclaredTable) -> tuple[str, str] | None:
    """A column that is split, and one that is not, of which the one is taken from the other; None where there are none."""
    for pair in differences(expression, table):
        by_split = {column.is_split: column.id for column in pair if column.type in ADDED_UP}
        if len(by_split) == 2:
            return by_split[True], by_split[False]
    return None


def _no_cell(key: str, raw: str, name: str, table: DeclaredTable) -> Remark:
    rows = tuple(literal(row.id) for row in table.rows)
    columns = tuple(literal(column.id) for column in table.columns)
    return CELL_NOT_IN_TABLE.remark(key, raw, name=literal(name), rows=rows, columns=columns)


def no_column(key: str, raw: str, name: str, table: DeclaredTable) -> Remark:
    """A name that is no column of the table, with the columns that it may have been meant for."""
    known = tuple(column.id for column in table.columns)
    near = nearest(name, known)
    rule = COLUMN_NEARLY_IN_TABLE.filled(near=one_of(near)) if near else COLUMN_NOT_IN_TABLE
    return rule.remark(key, raw, name=literal(name), columns=tuple(map(literal, known)))
