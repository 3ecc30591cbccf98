"""What the names of a condition stand for in a template: cells of the row, or what the plan says of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from followup.expressions import Constant, Expression, Identifier, Operand, Operands, compared_with, names
from followup.files.book import address
from followup.form.cells.prose import Prose
from followup.form.cells.text import Choice
from followup.form.conditions import Parameter
from followup.form.derived import CellOfRow
from followup.form.layout.formulas import operand_of
from followup.form.layout.table_layout import TableLayout
from followup.form.rows import Row
from followup.form.values import Value

NO_CELLS: Mapping[str, CellOfRow] = {}


def operands_of(
    expression: Expression,
    layout: TableLayout,
    row: Row,
    parameters: Mapping[str, Parameter],
    cells: Mapping[str, CellOfRow] = NO_CELLS,
) -> Operands:
    """What the names of an expression stand for on a row: cells, some of other rows, or what the plan says of it."""
    return {name: _operand(expression, name, layout, row, parameters, cells) for name in names(expression)}


def _operand(
    expression: Expression,
    name: Identifier,
    layout: TableLayout,
    row: Row,
    parameters: Mapping[str, Parameter],
    cells: Mapping[str, CellOfRow],
) -> Operand | Constant:
    if name.key in parameters:
        return Constant(_in_words(parameters[name.key], expression, name, layout, row, cells))
    if name.key not in cells:
        return _cell(name.key, layout, row)
    of_row = layout.table.rows_by_key.get(cells[name.key].row)
    return Constant(None) if of_row is None else _cell(cells[name.key].column, layout, of_row)


def _cell(key: str, layout: TableLayout, row: Row) -> Operand | Constant:
    """What stands in a column of a row, where the form shows both; else what the plan says of it."""
    column = layout.table.column(key)
    if column is None or key not in layout.columns or row.key not in layout.rows:
        return Constant(_plain(row.cells.get(key)))
    if isinstance(row.type_of(column), Prose) and row.key in layout.blocks:
        first, last = layout.blocks[row.key]
        place = layout.columns[key]
        return Operand(f"{address(first, place)}:{address(last, place)}")
    return operand_of(layout.table, row, key, layout.rows, layout.columns)


def _in_words(
    value: Parameter,
    expression: Expression,
    name: Identifier,
    layout: TableLayout,
    row: Row,
    cells: Mapping[str, CellOfRow],
) -> Parameter:
    """Steps of a scale as the cell that they are compared with may have them: all that is understood as one of them."""
    if not isinstance(value, tuple):
        return value
    for key in compared_with(expression, name):
        cell = cells.get(key)
        column = layout.table.column(key if cell is None else cell.column)
        of_row = row if cell is None else layout.table.rows_by_key.get(cell.row, row)
        kind = of_row.type_of(column) if column is not None else None
        if isinstance(kind, Choice):
            return tuple(dict.fromkeys(word for step in value for word in kind.ways_of_writing(step)))
    return value


def _plain(value: Value) -> Parameter:
    """What the plan says of a row in a column that the form does not show."""
    return value if value is None or isinstance(value, Decimal | str) else str(value)
