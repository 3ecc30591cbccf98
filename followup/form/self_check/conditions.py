"""The conditions of a section as faults of a row: the check asks the same expressions of the answers that it has read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from followup.expressions import (
    Constant,
    Expression,
    Fault,
    Name,
    Operand,
    compared_with,
    excel_condition,
    excel_value,
    names,
    reckoned_names,
)
from followup.files.book import address, column_letters
from followup.form.cells.certain import Figure
from followup.form.cells.kinds import IN_PERCENT, as_told
from followup.form.cells.prose import Prose
from followup.form.cells.text import Choice, Names, Text
from followup.form.cells.text import Name as NameCell
from followup.form.columns import Column, Role
from followup.form.conditions import ColumnCondition, Parameter, column_conditions
from followup.form.explained import explaining_column, if_right_say_why
from followup.form.firing import value_of
from followup.form.frame import Frame
from followup.form.rows import DetachedRow, FilledRow, Row
from followup.form.self_check.row_faults import ROW, RowFault, weight_of
from followup.form.shapes.formulas import operand_of
from followup.form.shapes.laid import Laid
from followup.locale import literal
from followup.rulebook.problem import Severity

Given = Mapping[str, Parameter]


class ConditionsOfTable:
    """The conditions of a table's section, row by row."""

    def __init__(self, laid: Laid, frame: Frame, cell_codes: str) -> None:
        """``cell_codes`` are the letters of the column with the codes of the cells alone."""
        self.laid, self.table, self.frame, self.cell_codes = laid, laid.table, frame, cell_codes
        self.placed = column_conditions(laid.table.section.conditions, laid.table.columns)
        self.columns = {column.key: column for column in laid.table.columns}

    def faults(self, row: Row, place: int | None) -> Iterator[RowFault]:
        """What is wrong on a row when a condition is true; one that Excel does not take is left to the check.

        ``place`` is None for a row that people add.
        """
        filled = self.laid.filled.get(row.key) or DetachedRow(row)
        for condition in self.placed:
            given = condition.condition.given(row, self.frame, condition.column)
            if given is None or condition.column not in self.columns:
                continue
            formula = excel_condition(condition.when, self._operands(condition.when, row, place, given))
            if not isinstance(formula, Fault):
                yield self._fault(condition, row, place, given, filled, formula)

    def _fault(
        self, placed: ColumnCondition, row: Row, place: int | None, given: Given, filled: FilledRow, formula: str
    ) -> RowFault:
        column, rule = self.columns[placed.column], placed.condition.rule
        words, figures = self._words(placed, row, place, given)
        problem = rule.problem(**words)
        explains = explaining_column(self.table, row)
        explainable = problem.severity is Severity.WARNING and explains not in (None, column)
        advice = if_right_say_why(problem.advice) if explainable else problem.advice
        return RowFault(
            column.key,
            problem.rule,
            weight_of(problem.severity),
            advice,
            self._unless_refused(placed, row, formula),
            figures,
            below=isinstance(row.type_of(column), Prose),
            is_so=_holds(placed, filled, given),
            of_blank_rows=column.role is Role.INPUT and _holds(placed, DetachedRow(row), given),
            explainable=explainable,
        )

    def _unless_refused(self, placed: ColumnCondition, row: Row, formula: str) -> str:
        """Not where a figure that is reckoned with was refused: the check knows no figure there."""
        figures = [
            name.key
            for name in reckoned_names(placed.when)
            if (column := self.columns.get(name.key)) is not None and self._may_refuse_figures(column, row)
        ]
        sound = [f'ISERROR(FIND("!{key}:",{self.cell_codes}{ROW}))' for key in figures]
        return f"AND({','.join([formula, *sound])})" if sound else formula

    def _may_refuse_figures(self, column: Column, row: Row) -> bool:
        if not self.table.asked(row, column):
            return False
        return not isinstance(row.type_of(column), Text | NameCell | Names | Choice | Prose)

    def _operands(
        self, expression: Expression, row: Row, place: int | None, given: Given
    ) -> dict[Name, Operand | Constant]:
        return {name: self._operand(expression, name, row, place, given) for name in names(expression)}

    def _operand(
        self, expression: Expression, name: Name, row: Row, place: int | None, given: Given
    ) -> Operand | Constant:
        if name.key in given:
            return Constant(self._as_written(given[name.key], compared_with(expression, name), row))
        column = self.columns.get(name.key)
        if column is None:
            return Constant(None)
        at = self.laid.columns[column.key]
        if place is not None and isinstance(row.type_of(column), Prose):
            first, last = self.laid.blocks[row.key]
            return Operand(f"{address(first, at)}:{address(last, at)}")
        if row.sums and place is not None:
            return operand_of(self.table, row, column.key, self.laid.rows, self.laid.columns)
        own = f"{column_letters(at)}{ROW}"
        return Operand(own) if column.derived is not None else Operand(own, own, 1)

    def _as_written(self, value: Parameter, against: tuple[str, ...], row: Row) -> Parameter:
        """What the plan says by keys of a choice, in all the words that people may choose it by."""
        kinds = [row.type_of(column) for key in against if (column := self.columns.get(key)) is not None]
        choices = [kind for kind in kinds if isinstance(kind, Choice)]
        if not choices or not isinstance(value, str | tuple):
            return value
        keys = value if isinstance(value, tuple) else (value,)
        return tuple(word for key in keys for kind in choices for word in kind.ways_of_writing(key))

    def _words(
        self, placed: ColumnCondition, row: Row, place: int | None, given: Given
    ) -> tuple[dict[str, object], tuple[Figure, ...]]:
        """What stands in the braces of the message: what is known already, and the figures that a formula puts there."""
        words: dict[str, object] = {}
        figures: list[Figure] = []
        column = self.columns[placed.column]
        kind = row.kinds.get(column.base)
        for brace, expression in placed.words.items():
            known = self._known(expression, row, given)
            if known is not None:
                words[brace] = as_told(known, kind) if isinstance(known, Decimal) and kind else known
                continue
            formula = excel_value(expression, self._operands(expression, row, place, given))
            figures.append(Figure(f"({formula})" if isinstance(formula, str) else '""', kind in IN_PERCENT))
            words[brace] = literal(f"{{{len(figures)}}}")
        rule = placed.condition.rule
        if "{help}" in rule.message.id and "help" not in dict(rule.message.arguments):
            words["help"] = row.type_of(column).help()
        return words, tuple(figures)

    def _known(self, expression: Expression, row: Row, given: Given) -> object:
        """What the plan says, or has in a label; None for what depends on the answers."""
        name = expression.root
        if not isinstance(name, Name):
            return None
        column = self.columns.get(name.key)
        return given[name.key] if name.key in given else row.cells.get(name.key) if _is_label(column) else None


def _is_label(column: Column | None) -> bool:
    return column is not None and column.role is Role.LABEL


def _holds(placed: ColumnCondition, filled: FilledRow, given: Given) -> bool:
    """Whether a condition is true of a row as it is written."""
    return placed.holds(*(value_of(filled, name.key, given) for name in placed.names)) is True
