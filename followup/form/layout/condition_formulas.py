"""What the names of a condition stand for in a template: cells of the row, or what the plan says of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from followup.expressions import Constant, Expression, Identifier, Operand, Operands, compared_with, names
from followup.files.book import address
from followup.form.cells.prose import Prose
from followup.form.cells.text import Choice
from followup.form.conditions import Parameter
from followup.form.layout.formulas import operand_of
from followup.form.layout.table_layout import TableLayout
from followup.form.rows import Row
from followup.form.values import Value


def operands_of(expression: Expression, layout: TableLayout, row: Row, parameters: Mapping[str, Parameter]) -> Operands:
    """What the names of an expression stand for on a row: cells, or what the plan says of it."""
    return {name: _operand(expression, name, layout, row, parameters) for name in names(expression)}


def _operand(
    expression: Expression, name: Identifier, layout: TableLayout, row: Row, parameters: Mapping[str, Parameter]
) -> Operand | Constant:
    if name.key in parameters:
        return Constant(_in_words(parameters[name.key], expression, name, layout, row))
    column = layout.table.column(name.key)
    if column is None or name.key not in layout.columns:
        return Constant(_plain(row.cells.get(name.key)))
    if isinstance(row.type_of(column), Prose) and row.key in layout.blocks:
        first, last = layout.blocks[row.key]
        place = layout.columns[name.key]
        return Operand(f"{address(first, place)}:{address(last, place)}")
    return operand_of(layout.table, row, name.key, layout.rows, layout.columns)


def _in_words(value: Parameter, expression: Expression, name: Identifier, layout: TableLayout, row: Row) -> Parameter:
    """Steps of a scale as the cell that they are compared with may have them: all that is understood as one of them."""
    if not isinstance(value, tuple):
        return value
    for key in compared_with(expression, name):
        column = layout.table.column(key)
        kind = row.type_of(column) if column is not None else None
        if isinstance(kind, Choice):
            return tuple(dict.fromkeys(word for step in value for word in kind.ways_of_writing(step)))
    return value


def _plain(value: Value) -> Parameter:
    """What the plan says of a row in a column that the form does not show."""
    return value if value is None or isinstance(value, Decimal | str) else str(value)
