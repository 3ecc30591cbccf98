"""What is asked of the answers in a declared table: required, applies, limit, asked about; conditions as any section's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from followup.expressions import Expression, Fault, ResultKind, in_words, names, parse
from followup.form.checking.firing import is_true_of
from followup.form.conditions import Condition, Parameter, of_asked_rows
from followup.form.derived import CellOfRow
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.rows import Row
from followup.form.section import Check
from followup.locale import Message, _, literal
from followup.plan.model import Plan
from followup.rulebook.answers import NOT_ANSWERED
from followup.rulebook.declared import ANSWER_THAT_DOES_NOT_APPLY, BEYOND_DECLARED_LIMIT, DECLARED_QUESTION
from followup.rulebook.rule import Rule
from followup.rules.figures.figure_checks import (
    WRITE_A_FIGURE,
    near_known_figure,
    near_last_year,
    part_is_at_most_the_whole,
)
from followup.rules.figures.likely import (
    Expecting,
    FigureColumns,
    likely_checks,
    likely_conditions,
    nothing_known,
)
from followup.rules.figures.plausibility import Expected
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import (
    TOTAL_PART,
    DeclaredColumn,
    DeclaredTable,
    are_in_one_unit,
    message_in,
)
from followup.sections.declared.table_columns import heading_of, is_always_required, type_of
from followup.sections.declared.table_expressions import (
    cell_named,
    column_named,
    condition_in_columns,
    differences,
    parts_named_as_one,
)
from followup.sections.declared.table_types import IN_LISTS, SHARES


def conditions_of(table: DeclaredTable, plan: Plan) -> tuple[Condition, ...]:
    """The conditions of every column; what the plan says of it that is not understood asks nothing."""
    return tuple(condition for column in table.columns for condition in _conditions(column, table, plan))


def _conditions(column: DeclaredColumn, table: DeclaredTable, plan: Plan) -> Iterator[Condition]:
    declaring = _Declaring(column, table, plan)
    if column.role == words.ANSWER:
        yield from _of_answer(declaring, column, plan)
    # What is worked out may have a limit, and be asked about, as well as what is filled in.
    if column.role in (words.ANSWER, words.COMPUTED):
        limit, question = (_in_headings(column.line.text(key), declaring) for key in ("limit", "question"))
        yield from declaring.condition("limit", "inte ({limit})", BEYOND_DECLARED_LIMIT.filled(limit=limit))
        yield from declaring.condition("question", "{question}", DECLARED_QUESTION.filled(question=question))


def _of_answer(declaring: _Declaring, column: DeclaredColumn, plan: Plan) -> Iterator[Condition]:
    """A cell in which something must stand, or nothing may."""
    relevant, required = column.line.text("relevant"), column.line.text("required_when").strip()
    missing = NOT_ANSWERED.filled(help=_what_to_write(column, plan))
    if is_always_required(column):
        yield declaring.of(f"{_begun(column, declaring.table)}tom({column.id})", missing)
    elif required.casefold() in words.ALWAYS:
        yield from declaring.condition("relevant", f"({{relevant}}) och tom({column.id})", missing)
    elif required:
        yield from declaring.condition("required_when", f"({{required_when}}) och tom({column.id})", missing)
    if column.is_figure:
        yield from _of_figure(column, declaring.table, plan)
    if relevant:
        rule = ANSWER_THAT_DOES_NOT_APPLY.filled(condition=_in_headings(relevant, declaring))
        # a figure may be 0 there: sums lack what is empty
        nothing = f"tom({column.id}) eller {column.id} = 0" if column.is_figure else f"tom({column.id})"
        yield from declaring.condition("relevant", f"inte ({{relevant}}) och inte ({nothing})", rule)


def _of_figure(column: DeclaredColumn, table: DeclaredTable, plan: Plan) -> Iterator[Condition]:
    """A figure beside the one that it is a part of, beside that of last year, and beside one that the plan knows."""
    whole, known = table.column(column.whole), _known_beside(column, table)
    if whole is not None:
        yield part_is_at_most_the_whole(column.id, whole.id)
    if known is not None:
        yield from near_known_figure(column.id, known.id, literal(heading_of(known, plan)))
    if whole is None:
        yield from _near_last_year(column, table)
    yield from likely_conditions(FigureColumns(column.id))


def _known_beside(column: DeclaredColumn, table: DeclaredTable) -> DeclaredColumn | None:
    """The column of figures known beforehand that it is to lie near: the one that the plan says, or for an amount, where
    the plan says none, the amount in the same unit that a computed column takes it from, as a budget. None else.
    """
    stated = table.column(column.compared_with)
    if stated is not None:
        return None if stated.is_earlier else stated
    if column.type != words.AMOUNT:
        return None
    for computed in (other for other in table.columns if other.role == words.COMPUTED):
        expression = parse(computed.line.text("computed"), ResultKind.VALUE)
        for pair in differences(expression, table) if isinstance(expression, Expression) else ():
            for one, other in (pair, pair[::-1]):
                if one is column and other.role == words.PREFILLED and are_in_one_unit(one, other):
                    return other
    return None


def _near_last_year(column: DeclaredColumn, table: DeclaredTable) -> tuple[Condition, ...]:
    """That a figure is far from that of last year; nothing where the plan has none to compare with."""
    before = table.column(column.compared_with)
    return near_last_year(column.id, before.id) if before is not None and before.is_earlier else ()


def checks_of(table: DeclaredTable) -> tuple[Check, ...]:
    """The checks of every figure that units fill in."""
    return likely_checks(*(_figures(column, table) for column in table.answers if column.is_figure))


def _figures(column: DeclaredColumn, table: DeclaredTable) -> FigureColumns:
    total = f"{column.id}.{TOTAL_PART}" if column.line["split"] == words.PARTS_AND_TOTAL else ""
    is_added_up = column.total == words.SUMMED
    whole, added_up = ("", total) if is_added_up else (total, "")
    return FigureColumns(column.id, whole, _expected(column, table), added_up)


def _expected(column: DeclaredColumn, table: DeclaredTable) -> Expecting:
    """What makes a part likely: last year's, held less near than the whole, for its share of that may have changed much.

    Nothing where the whole is far from last year's, or cannot be read: that is reported already.
    """
    whole, before = table.column(column.whole), table.column(column.compared_with)
    if whole is None or before is None or not before.is_earlier:
        return nothing_known
    near = _near_last_year(whole, table)

    def expected(row: RowView, frame: Frame, key: str) -> Expected:
        part = key.removeprefix(column.id)
        last_year = row.number(before.id + part)
        if last_year is None or row.number(whole.id + part) is None:
            return Expected()
        is_far = any(is_true_of(condition, row, frame, part) for condition in near)
        return Expected() if is_far else Expected((last_year,))

    return expected


def _begun(column: DeclaredColumn, table: DeclaredTable) -> str:
    """That something stands in the row: a blank row of a table with free rows is no row, and lacks nothing."""
    others = [other.id for other in table.answers if other.id != column.id and not other.is_split]
    if table.is_fixed or not others:
        return ""
    return f"({' eller '.join(f'inte tom({id_})' for id_ in others)}) och "


def _what_to_write(column: DeclaredColumn, plan: Plan) -> Message:
    if column.line["help"] is not None:
        return message_in(column.line, "help") or literal("")
    if column.is_figure:
        return WRITE_A_FIGURE
    return _("Choose from the list.") if column.type in IN_LISTS else type_of(column, plan).help()


def _in_headings(condition: str, declaring: _Declaring) -> Message:
    """A condition as those who fill in the table read it: a sentence of columns by their headings."""

    def heading(name: str) -> Message:
        column, cell = column_named(name, declaring.table), cell_named(name, declaring.table)
        heading = literal(heading_of(column, declaring.plan) if column is not None else name)
        return (
            heading if cell is None else _("{column} in {row}", column=heading, row=literal(cell[0].line.text("label")))
        )

    expression = parse(condition, ResultKind.CONDITION)
    if isinstance(expression, Fault):
        return literal(condition)
    columns = ((name.key, column_named(name.key, declaring.table)) for name in names(expression))
    shares = {key.casefold() for key, column in columns if column is not None and column.type in SHARES}
    return in_words(expression, heading, shares)


class _Declaring:
    """Conditions at one column, of what the plan says about it."""

    def __init__(self, column: DeclaredColumn, table: DeclaredTable, plan: Plan) -> None:
        self.column, self.table, self.plan = column, table, plan

    def of(
        self,
        when: str,
        rule: Rule,
        parameters: Mapping[str, Parameter] | None = None,
        *,
        of_sums: bool = True,
        other_rows: tuple[CellOfRow, ...] = (),
    ) -> Condition:
        """A condition in the keys of columns; without ``of_sums`` one of the rows that people fill in alone."""
        known, total = parameters or {}, self._total

        def of_row(row: Row, frame: Frame, column: str) -> Mapping[str, Parameter] | None:
            if row.sums and not of_sums:
                return None
            if column == total or (self.column.role == words.ANSWER and of_asked_rows(row, frame, column) is None):
                return None
            return known

        return Condition(self.column.id, when, rule, of_row, other_rows=other_rows)

    @property
    def _total(self) -> str:
        """The column beside the parts that is their sum, which nobody fills in; empty where there is none."""
        is_sum = self.column.line["split"] == words.PARTS_AND_TOTAL and self.column.total == words.SUMMED
        return f"{self.column.id}.{TOTAL_PART}" if is_sum and self.column.role == words.ANSWER else ""

    def condition(self, key: str, when: str, rule: Rule) -> Iterator[Condition]:
        """The condition in which an expression of the plan stands in braces; none where there is none that is understood."""
        written = self.column.line.text(key)
        expression = parse(written, ResultKind.CONDITION) if written else None
        if isinstance(expression, Expression) and (
            self.column.is_split or not parts_named_as_one(expression, self.table)
        ):
            condition = condition_in_columns(written, self.column, self.table, self.plan)
            yield self.of(
                when.format(**{key: condition.text}),
                rule,
                condition.parameters,
                of_sums=key != "question",  # a sum is worked out, and explained by the rows under it
                other_rows=condition.other_rows,
            )
