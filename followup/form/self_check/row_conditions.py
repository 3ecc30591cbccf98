"""The conditions of a section as faults of a row: the check asks the same expressions of the answers that it has read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from followup.expressions import Expression, Identifier, excel_condition, excel_value, function_of, names, value_names
from followup.files.packages.shared_formula import by_own_row, fix_other_rows
from followup.form.cells.certain import EMPTY, Figure
from followup.form.cells.kinds import IN_PERCENT, message_figure
from followup.form.cells.prose import Prose
from followup.form.cells.text import Choice, Names, Text
from followup.form.cells.text import Name as NameCell
from followup.form.checking.explained import explaining_column, if_right_say_why, is_open_to_comment
from followup.form.checking.firing import value_of
from followup.form.columns import Column, Role
from followup.form.conditions import ColumnCondition, Parameter, column_conditions
from followup.form.frame import Frame
from followup.form.layout.condition_formulas import operands_of
from followup.form.layout.table_layout import TableLayout
from followup.form.rows import DetachedRow, FilledRow, Row
from followup.form.self_check.row_faults import ROW, RowFault, weight_of
from followup.locale import literal
from followup.rulebook.problem import Severity

Parameters = Mapping[str, Parameter]


class FaultState(NamedTuple):
    """A fault that may be on a row, and how it stands there as the workbook is written: whether it ``is_so``, and whether
    it is so ``of_blank_rows``, as long as nobody has begun with the row. ``figures`` are those of its message there.
    """

    fault: RowFault
    is_so: bool
    of_blank_rows: bool
    figures: tuple[Decimal | None, ...] = ()


class ConditionsOfTable:
    """The conditions of a table's section, row by row; what is alike for several rows is worked out once."""

    def __init__(
        self, layout: TableLayout, frame: Frame, cell_codes: str, faults: dict[tuple[object, ...], RowFault | None]
    ) -> None:
        """``cell_codes`` are the letters of the column with the codes of the cells alone, ``faults`` those that are known
        of tables laid out alike.
        """
        self.table, self.frame, self.cell_codes = layout.table, frame, cell_codes
        self.layout = replace(layout, rows={**layout.rows, "": min(layout.blank_rows, default=0)})
        placed = column_conditions(layout.table.section.conditions, layout.shown)
        # what only a comment that names it explains is left to the check: a formula cannot tell whether it does
        self.placed = [condition for condition in placed if not condition.condition.named]
        self.columns = {column.key: column for column in layout.shown}
        expressions = [expression for placed in self.placed for expression in (placed.when, *placed.words.values())]
        self.named = sorted({name.key for expression in expressions for name in names(expression)})
        of_rows = {name for placed in self.placed for name in placed.cells}
        self.unseen = [key for key in self.named if key not in self.columns and key not in of_rows]
        across = of_rows | set(_made_of_other_rows(layout.table.columns))
        self.of_other_rows = [any(key in across for key in _named_in(placed)) for placed in self.placed]
        """Whether the formulas of each condition name cells of other rows, by themselves or by what they are made of."""
        self.name_other_rows = any(self.of_other_rows)
        self._faults = faults
        self._of_blank_rows: dict[tuple[object, ...], Sequence[FaultState]] = {}

    def faults(self, row: Row, type_number: int, begun: bool) -> Sequence[FaultState]:
        """What is wrong on a row where a condition is true; one that Excel does not take is left to the check.

        Rows of the same ``type_number`` have cells of the same types. ``begun`` says that the row has answers. One that
        people add has an empty key.
        """
        parameters = [placed.condition.parameters(row, self.frame, placed.column) for placed in self.placed]
        if begun or self.name_other_rows or self._its_own(row):
            return tuple(self._faults_of(row, type_number, begun, parameters))
        known = (None if by_name is None else tuple(by_name.items()) for by_name in parameters)
        key = (type_number, row.closed, *known, *map(row.cells.get, self.named))
        if key not in self._of_blank_rows:
            self._of_blank_rows[key] = tuple(self._faults_of(row, type_number, begun, parameters))
        return self._of_blank_rows[key]

    def _faults_of(
        self, row: Row, type_number: int, begun: bool, parameters_of: Sequence[Parameters | None]
    ) -> Iterator[FaultState]:
        blank = DetachedRow(row)
        filled = self.layout.filled.get(row.key, blank) if begun else blank
        for number, (placed, parameters) in enumerate(zip(self.placed, parameters_of, strict=True)):
            if parameters is not None and (fault := self._fault_of(number, row, parameters, type_number)) is not None:
                true = self._holds(placed, blank, parameters)
                is_so = self._holds(placed, filled, parameters) if begun else true
                figures = tuple(self._figures(placed, filled, parameters)) if is_so and fault.figures else ()
                yield FaultState(fault, is_so, true and self.columns[placed.column].role is Role.INPUT, figures)

    def _holds(self, placed: ColumnCondition, filled: FilledRow, parameters: Parameters) -> bool:
        """Whether a condition is true of a row as it is written; the other rows that it names stand as they are written."""

        def value(name: str) -> object:
            cell = placed.cells.get(name)
            if cell is None:
                return value_of(filled, name, parameters)
            of_row = self.table.rows_by_key.get(cell.row)
            written = None if of_row is None else self.layout.filled.get(cell.row) or DetachedRow(of_row)
            return None if written is None else value_of(written, cell.column, {})

        return placed.holds(*(value(name.key) for name in placed.names)) is True

    def _its_own(self, row: Row) -> bool:
        """Whether its formulas name other rows too, as those of no other row do."""
        return bool(row.sums) or row.key in self.layout.blocks

    def _figures(self, placed: ColumnCondition, filled: FilledRow, parameters: Parameters) -> Iterator[Decimal | None]:
        """The numbers that the formulas of a message result in on a row as it is written, in the order of its braces."""
        for expression in placed.words.values():
            if self._label(expression, filled.row, parameters) is None:
                values = (value_of(filled, name.key, parameters) for name in names(expression))
                value = function_of(expression)(*values)
                yield value if isinstance(value, Decimal) else None

    def _fault_of(self, number: int, row: Row, parameters: Parameters, type_number: int) -> RowFault | None:
        labels = tuple(self._label(words, row, parameters) for words in self.placed[number].words.values())
        its_own = row.key if self._its_own(row) or self.of_other_rows[number] else ""
        unseen = tuple(map(row.cells.get, self.unseen))
        key = (number, type_number, row.closed, tuple(parameters.items()), labels, its_own, *unseen)
        if key not in self._faults:
            self._faults[key] = self._fault(self.placed[number], row, parameters)
        return self._faults[key]

    def _fault(self, placed: ColumnCondition, row: Row, parameters: Parameters) -> RowFault | None:
        formula = excel_condition(placed.when, operands_of(placed.when, self.layout, row, parameters, placed.cells))
        if not isinstance(formula, str) or formula == "FALSE":
            return None
        column, rule = self.columns[placed.column], placed.condition.rule
        words, figures = self._words(placed, row, parameters)
        problem = rule.problem(**words)
        explainable = problem.severity is Severity.WARNING and explaining_column(self.table, row) not in (None, column)
        explainable = explainable and is_open_to_comment(problem.rule, row, column)
        advice = if_right_say_why(problem.rule, problem.advice) if explainable else problem.advice
        formula = self._unless_refused(placed, row, self._of_own_row(formula, row))
        below = isinstance(row.type_of(column), Prose)
        weight = weight_of(problem.severity)
        return RowFault(column.key, problem.rule, weight, advice, formula, figures, below, explainable)

    def _of_own_row(self, formula: str, row: Row) -> str:
        """The formula with a sign for the row's number, where it names no other row."""
        number = self.layout.rows[row.key] + 1
        if self.name_other_rows and not self._its_own(row):
            formula = fix_other_rows(formula, number)  # a formula that several rows share moves what is not fixed
        own_row_formula = by_own_row(formula, number)
        return formula if own_row_formula is None else own_row_formula

    def _unless_refused(self, placed: ColumnCondition, row: Row, formula: str) -> str:
        """Not where a figure that is reckoned with was refused: the check knows no figure there."""
        figures = [self._cell_of(name.key, placed, row) for name in value_names(placed.when)]
        sound = [
            f'ISERROR(FIND("!{column.key}:",{self.cell_codes}{ROW if of_row is row else self.layout.rows[of_row.key] + 1}))'
            for column, of_row in figures
            if column is not None and self._may_refuse_figures(column, of_row)
        ]
        return f"AND({','.join([formula, *sound])})" if sound else formula

    def _cell_of(self, name: str, placed: ColumnCondition, row: Row) -> tuple[Column | None, Row]:
        """The column and the row of a name; no column where the form has not the cell."""
        cell = placed.cells.get(name)
        if cell is None:
            return self.columns.get(name), row
        of_row = self.table.rows_by_key.get(cell.row)
        is_shown = of_row is not None and of_row.key in self.layout.rows
        return (self.columns.get(cell.column), of_row) if of_row is not None and is_shown else (None, row)

    def _may_refuse_figures(self, column: Column, row: Row) -> bool:
        is_read = column.key in row.closed or self.table.asks(
            row, column
        )  # what stands in a closed cell has a code too
        if column.role is not Role.INPUT or not is_read:
            return False
        return not isinstance(row.type_of(column), Text | NameCell | Names | Choice | Prose)

    def _words(
        self, placed: ColumnCondition, row: Row, parameters: Parameters
    ) -> tuple[dict[str, object], tuple[Figure, ...]]:
        """What stands in the braces of the message: what is known already, and the figures that a formula puts there."""
        words: dict[str, object] = {}
        figures: list[Figure] = []
        kind = row.kinds.get(self.columns[placed.column].base)
        for brace, expression in placed.words.items():
            label = self._label(expression, row, parameters)
            if label is not None:
                words[brace] = message_figure(label, kind) if isinstance(label, Decimal) and kind else label
                continue
            formula = excel_value(expression, operands_of(expression, self.layout, row, parameters))
            bracketed = f"({self._of_own_row(formula, row)})" if isinstance(formula, str) else EMPTY
            figures.append(Figure(bracketed, kind in IN_PERCENT))
            words[brace] = literal(f"{{{len(figures)}}}")
        rule = placed.condition.rule
        if "{help}" in rule.message.id and "help" not in dict(rule.message.arguments):
            words["help"] = row.type_of(self.columns[placed.column]).help()
        return words, tuple(figures)

    def _label(self, expression: Expression, row: Row, parameters: Parameters) -> object:
        """What the plan says, or has in a label; None for what depends on the answers."""
        name = expression.root
        if not isinstance(name, Identifier):
            return None
        if name.key in parameters:
            return parameters[name.key]
        column = self.columns.get(name.key)
        return row.cells.get(name.key) if column is not None and column.role is Role.LABEL else None


def _named_in(placed: ColumnCondition) -> Iterator[str]:
    """The names in what a condition asks, and in what it says."""
    for expression in (placed.when, *placed.words.values()):
        yield from (name.key for name in names(expression))


def _made_of_other_rows(columns: Sequence[Column]) -> Iterator[str]:
    """The computed columns that cells of other rows are in, at whatever remove; what they are made of stands before them."""
    across = set[str]()
    for column in columns:
        derived = column.derived
        if derived is not None and (derived.other_rows or not across.isdisjoint(derived.columns)):
            across.add(column.key)
            yield column.key
