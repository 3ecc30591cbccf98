"""Expressions of declared tables: their names are ids of the table's columns, whatever their capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from followup.expressions import Expression, Fault, Identifier, ResultKind, names, parse, renamed
from followup.expressions.model import Arithmetic, Call, Comparison, Node, TextLiteral, walk
from followup.form.cells.text import Choice
from followup.form.conditions import Parameter
from followup.form.derived import CellOfRow, Derived
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import TOTAL_PART, DeclaredColumn, DeclaredRow, DeclaredTable
from followup.sections.declared.table_types import IN_LISTS, cell_type

A_NAME = r"[^\W\d]\w*(?:-\w+)*(?:\.\w+(?:-\w+)*)*"
PIECES = re.compile(rf'(?P<text>"(?:[^"]|"")*"|”[^”"]*”|“[^”"]*”)|(?P<name>{A_NAME})(?P<call>\s*\()?')
BEFORE = re.compile(rf"\bföre\s*\(\s*({A_NAME})\s*\)", re.IGNORECASE)
RESERVED = frozenset({"och", "eller", "inte"})


def with_names(text: str, name_of: Callable[[str], str], text_of: Callable[[str], str] = lambda text: text) -> str:
    """An expression with other names, and with other texts, quotation marks included; functions and signs stay."""

    def piece(match: re.Match[str]) -> str:
        if match["text"] is not None:
            return text_of(match["text"])
        if match["call"] is not None or match["name"].casefold() in RESERVED:
            return match[0]
        return name_of(match["name"])

    return PIECES.sub(piece, text)


def earlier_column(table: DeclaredTable, name: str) -> DeclaredColumn | None:
    """The column that shows what stood in another one the round before: what ``före(name)`` means."""
    of = column_named(name, table)
    name = name if of is None else of.id
    shown = (column for column in table.columns if column.role == words.EARLIER)
    of_last_round = [column for column in shown if column.line["when"] in (None, words.LAST_ROUND)]
    return next((column for column in of_last_round if column.line.text("earlier").casefold() == name.casefold()), None)


def cell_named(name: str, table: DeclaredTable) -> tuple[DeclaredRow, DeclaredColumn] | None:
    """The row and the column of ``rad.kolumn``; None where the table has not both, and of the name of a column."""
    row_id, dot, column_id = name.partition(".")
    row = table.row(row_id) if dot and table.is_fixed else None
    column = table.column(column_id)
    return (row, column) if row is not None and column is not None else None


def column_named(name: str, table: DeclaredTable) -> DeclaredColumn | None:
    """The column that a name is about, of its own row or of another; None where there is none."""
    cell = cell_named(name, table)
    return cell[1] if cell is not None else table.column(name)


def worked_out_as(text: str, table: DeclaredTable, part: str = "", *, in_totals: bool = False) -> Derived:
    """An expression with the keys of columns as its names; of those that are split with the ``part`` of the breakdown, or
    ``in_totals``, where they have such.
    """
    cells: dict[str, CellOfRow] = {}

    def key_in(column: DeclaredColumn) -> str:
        if in_totals and column.has_total:
            return f"{column.id}.{TOTAL_PART}"
        return f"{column.id}.{part}" if part and column.is_split else column.id

    def key_of(name: str) -> str:
        cell = cell_named(name, table)
        if cell is None:
            column = table.column(name)
            return name if column is None else key_in(column)
        row, column = cell
        # With two dots it is the key of no column, whatever rows and columns are called.
        of_row = CellOfRow(f"rad.{row.id}.{key_in(column)}", row.id, key_in(column))
        cells[of_row.name] = of_row
        return of_row.name

    written = with_names(_with_earlier_columns(text, table), key_of)
    return Derived(written, tuple(cells.values()))


def _with_earlier_columns(text: str, table: DeclaredTable) -> str:
    """An expression in which ``före(…)`` is the column that shows it."""

    def before(match: re.Match[str]) -> str:
        column = earlier_column(table, match[1])
        return match[0] if column is None else f"{_row_of(match[1], table)}{column.id}"

    return BEFORE.sub(before, text)


def _row_of(name: str, table: DeclaredTable) -> str:
    """The row of ``rad.kolumn`` with its dot; empty of a name of a column."""
    cell = cell_named(name, table)
    return "" if cell is None else f"{cell[0].id}."


class InColumns(NamedTuple):
    """A condition about keys of columns, the names in it that are cells of other rows, and what other names stand for."""

    text: str
    other_rows: tuple[CellOfRow, ...]
    parameters: Mapping[str, Parameter]


def condition_in_columns(text: str, at: DeclaredColumn, table: DeclaredTable, plan: Plan) -> InColumns:
    """A condition at a column with the keys of columns as its names, and what its words stand for: those that are chosen
    from a list are compared by the steps of the list, whichever of their words stands in the cell.

    At a column of no part, one that has a total is its total.
    """
    in_columns = worked_out_as(text, table, in_totals=not at.is_split)
    keys = dict(_steps(_with_earlier_columns(text, table), table, plan))
    parameters: dict[str, Parameter] = {}

    def step_of(quoted: str) -> str:
        step = keys.get(_bare(quoted))
        if step is None:
            return quoted
        name = next((name for name, known in parameters.items() if known == step), f"steg{len(parameters) + 1}")
        parameters[name] = step
        return name

    return InColumns(with_names(in_columns.text, lambda name: name, step_of), in_columns.other_rows, parameters)


def _bare(quoted: str) -> str:
    return " ".join(quoted[1:-1].replace('""', '"').split())


def _steps(text: str, table: DeclaredTable, plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    expression = parse(text, ResultKind.CONDITION)
    if isinstance(expression, Fault):
        return
    for column, word in words_compared(expression, table):
        kind = cell_type(column.type, "", column.choices, plan)
        key = kind.parse(word).value if isinstance(kind, Choice) else None
        if isinstance(key, str):
            yield word, (key,)


def words_compared(expression: Expression, table: DeclaredTable) -> Iterator[tuple[DeclaredColumn, str]]:
    """The words that columns with a list to choose from are compared with."""
    for node in walk(expression.root):
        if isinstance(node, Comparison):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                column = column_named(one.key, table) if isinstance(one, Identifier) else None
                if column is not None and column.type in IN_LISTS and isinstance(other, TextLiteral):
                    yield column, other.value


def parts_named_as_one(expression: Expression, table: DeclaredTable) -> str:
    """The first name in it of a column that has one for each part, where one figure is meant; empty where there is none."""
    for name in names(expression):
        column = column_named(name.key, table)
        if column is not None and column.is_split and not column.has_total:
            try:
                renamed(expression, {name.key: ("one", "another")})
            except ValueError:
                return name.key
    return ""


def differences(expression: Expression, table: DeclaredTable) -> Iterator[tuple[DeclaredColumn, DeclaredColumn]]:
    """The pairs of columns of which an expression takes the one from the other on a row, or says how much it has changed."""
    for node in walk(expression.root):
        if isinstance(node, Arithmetic) and node.sign == "-":
            pair: tuple[Node, ...] = (node.left, node.right)
        elif isinstance(node, Call) and node.function == "change":
            pair = node.arguments
        else:
            continue
        one, other = (
            table.column(name.key) if isinstance(name, Identifier) and not name.earlier else None for name in pair
        )
        if one is not None and other is not None:
            yield one, other


def unknown_names(expression: Expression, table: DeclaredTable) -> list[str]:
    """The names in it that are no column of the table, and no cell of another row."""
    return [name.key for name in names(expression) if column_named(name.key, table) is None]
