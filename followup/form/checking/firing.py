"""Where the conditions of a table are true: each is worked out down its columns, and says its rule where it fires."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from followup.expressions import REFUSED, Expression, Incomplete, function_of, names
from followup.form.answers.answers import AnsweredTable
from followup.form.answers.completing import incomplete, of_one_row, sums_of
from followup.form.cells.kinds import FigureKind, in_words, message_figure
from followup.form.conditions import ColumnCondition, Condition, Parameter, column_conditions
from followup.form.derived import CellOfRow, Derived
from followup.form.form import FormTable
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.rows import Row
from followup.form.values import RoughFigure, Value
from followup.rulebook.problem import Remark


def remarks_by_row(table: FormTable, answered: AnsweredTable, frame: Frame) -> Mapping[int, Sequence[Remark]]:
    """What the conditions of a table's section say of its rows, by the number of the row; lost rows are not asked."""
    columns, remarks = _Columns(table, answered), dict[int, list[Remark]]()
    conditions = [condition for condition in table.section.conditions if not condition.for_forms]
    for condition in column_conditions(conditions, table.columns):
        for at in _rows_where_true(condition, columns, frame):
            if not answered[at].is_lost:
                remarks.setdefault(at, []).append(_remark(condition, at, columns, frame))
    return remarks


def is_true_of(condition: Condition, row: RowView, frame: Frame, part: str = "") -> bool:
    """Whether a condition at a single column, that people fill in, is true of one row: at the column of a base and a
    ``part`` (``.women``), where each of its columns has such.
    """
    parameters = condition.parameters(row.row, frame, condition.column)
    if parameters is None:
        return False
    names = (name.key if name.key in parameters else name.key + part for name in condition.names)
    return condition.holds(*(value_of(row, name, parameters) for name in names)) is True


def value_of(row: RowView, name: str, parameters: Mapping[str, Parameter]) -> object:
    """What an expression takes for a name: what the plan says of the row by it, or what stands in a column."""
    if name in parameters:
        return parameters[name]
    return REFUSED if name in row.refused else _figure(row[name])


def _figure(value: Value) -> object:
    """A value as expressions see it: of a figure that is not exact its number."""
    return value.number if isinstance(value, RoughFigure) else value


class _Columns:
    """The columns of a table as the form itself sees them: what could not be read, and what is incomplete, is marked."""

    def __init__(self, table: FormTable, answered: AnsweredTable) -> None:
        self.table, self.answered = table, answered
        self.keys = {column.key for column in table.columns}
        self._columns: dict[str, Sequence[object]] = {}
        self._numbers: dict[str, int] | None = None

    def __getitem__(self, key: str) -> Sequence[object]:
        if key not in self._columns:
            self._columns[key] = self._derived(key) or self._marked(key)
        return self._columns[key]

    def _derived(self, key: str) -> Sequence[object] | None:
        """A computed column where something that it is worked out from could not be read: there its cell is empty.

        The merge leaves out what it could not read; a form cannot tell it from any other text.
        """
        column = self.table.column(key)
        if column is None or column.derived is None or not self.answered.answers.refused:
            return None
        inputs = list(self._inputs(column.derived))
        values: list[object] = list(map(column.derived.of_values, *inputs))
        for at, made_of in enumerate(zip(*inputs, strict=True)):
            lacking = [value for value in made_of if isinstance(value, Incomplete)]
            if lacking:
                values[at] = incomplete(values[at], any(value.spoilt for value in lacking))
        return values

    def _inputs(self, derived: Derived) -> Iterator[Sequence[object]]:
        """What each name of an expression stands for, row by row."""
        for name in derived.inputs:
            yield self.named(name, derived.cells)

    def named(self, name: str, cells: Mapping[str, CellOfRow]) -> Sequence[object]:
        """What a name stands for, row by row: a column, or the same cell of another row everywhere."""
        cell = cells.get(name)
        if cell is None:
            return self[name]
        if self._numbers is None:
            self._numbers = {row.key: at for at, row in enumerate(self.answered.rows)}
        return of_one_row(self[cell.column], self._numbers.get(cell.row, -1))

    def _marked(self, key: str) -> Sequence[object]:
        rows, answers = self.answered.rows, self.answered.answers
        values, refused = answers.values.get(key), set(answers.refused.get(key, ()))
        values = [row.cells.get(key) for row in rows] if values is None else values
        marked: list[object] = [value.number if isinstance(value, RoughFigure) else value for value in values]
        for at in refused:
            marked[at] = REFUSED
        short = dict.fromkeys(answers.coverages.get(key, ()), False) | dict.fromkeys(_spoilt_sums(rows, refused), True)
        for at, spoilt in short.items():
            marked[at] = incomplete(marked[at], spoilt)
        return marked


def _spoilt_sums(rows: Sequence[Row], refused: Collection[int]) -> Iterator[int]:
    """The sums, by number, with a row under them that could not be read: in a form they are empty."""
    if not refused:
        return
    spoilt = {rows[at].key for at in refused}
    for at, parts in sums_of(rows):
        if any(rows[part].key in spoilt for part in parts):
            spoilt.add(rows[at].key)
            yield at


def _rows_where_true(condition: ColumnCondition, columns: _Columns, frame: Frame) -> Iterator[int]:
    """The numbers of the rows that are asked and where it is true."""
    rows, parameters_of = columns.answered.rows, condition.condition.parameters
    keys = [name.key for name in condition.names]
    if all(key in columns.keys or key in condition.cells for key in keys):
        # then few rows need to be looked up in the plan
        true = _where_true(condition, [columns.named(key, condition.cells) for key in keys])
        yield from (at for at in true if parameters_of(rows[at], frame, condition.column) is not None)
        return
    parameters = [parameters_of(row, frame, condition.column) for row in rows]
    values = [
        columns.named(key, condition.cells) if key in condition.cells else _answered_or_given(key, columns, parameters)
        for key in keys
    ]
    yield from (at for at in _where_true(condition, values) if parameters[at] is not None)


def _answered_or_given(
    key: str, columns: _Columns, parameters: Sequence[Mapping[str, Parameter] | None]
) -> Sequence[object]:
    """What a name stands for on each row: what stands in the column, or what the plan says by that name."""
    if key in columns.keys or not any(values and key in values for values in parameters):
        return columns[key]
    return [values.get(key) if values else None for values in parameters]


def _where_true(condition: ColumnCondition, values: Sequence[Sequence[object]]) -> Iterator[int]:
    return (at for at, true in enumerate(map(condition.holds, *values)) if true)


def _remark(condition: ColumnCondition, at: int, columns: _Columns, frame: Frame) -> Remark:
    """What the rule says of a row where it fires."""
    row, rule = columns.answered.rows[at], condition.condition.rule
    column = columns.table.column(condition.column)
    kind = row.kinds.get(column.base, FigureKind.COUNT) if column is not None else FigureKind.COUNT
    parameters = condition.condition.parameters(row, frame, condition.column) or {}

    def worked_out(expression: Expression) -> object:
        about = names(expression)
        values = [parameters[name.key] if name.key in parameters else columns[name.key][at] for name in about]
        return values[0] if expression.root in about else function_of(expression)(*values)

    words = {brace: _message_value(worked_out(expression), kind) for brace, expression in condition.words.items()}
    if column is not None and "{help}" in rule.message.id and "help" not in dict(rule.message.arguments):
        words["help"] = row.type_of(column).help()
    answer = columns.answered[at][condition.column] if not condition.condition.raw else worked_out(condition.raw)
    raw = _shown(answer, kind)
    return Remark(condition.column, rule.problem(**words), raw, condition.condition.named)


def _message_value(value: object, kind: FigureKind) -> object:
    """A value as it goes into a message."""
    return message_figure(value, kind) if isinstance(value, Decimal) else value


def _shown(value: object, kind: FigureKind) -> str:
    """A value as it stands in a finding."""
    figure = value.number if isinstance(value, Incomplete) else value
    if isinstance(figure, Decimal):
        return in_words(figure, kind)
    return "" if figure is None or figure is REFUSED else str(figure)
