"""Expressions of declared tables: their names are ids of the table's columns, whatever their capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from followup.expressions import Expression, Fault, Identifier, ResultKind, names, parse
from followup.expressions.model import Comparison, TextLiteral, walk
from followup.form.cells.text import Choice
from followup.form.conditions import Parameter
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import DeclaredColumn, DeclaredTable
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
    shown = (column for column in table.columns if column.role == words.EARLIER)
    of_last_round = [column for column in shown if column.line["when"] in (None, words.LAST_ROUND)]
    return next((column for column in of_last_round if column.line.text("earlier").casefold() == name.casefold()), None)


def in_columns(text: str, table: DeclaredTable, part: str = "") -> str:
    """An expression with the keys of columns as its names; of those that are split with the ``part`` of the breakdown."""

    def key_of(name: str) -> str:
        column = table.column(name)
        if column is None:
            return name
        return f"{column.id}.{part}" if part and column.is_split else column.id

    def before(match: re.Match[str]) -> str:
        column = earlier_column(table, match[1])
        return column.id if column is not None else match[0]

    return with_names(BEFORE.sub(before, text), key_of)


def condition_in_columns(text: str, table: DeclaredTable, plan: Plan) -> tuple[str, Mapping[str, Parameter]]:
    """A condition with the keys of columns as its names, and what its words stand for: those that are chosen from a list
    are compared by the steps of the list, whichever of their words stands in the cell.
    """
    written = in_columns(text, table)
    keys = dict(_steps(written, table, plan))
    parameters: dict[str, Parameter] = {}

    def step_of(quoted: str) -> str:
        step = keys.get(_bare(quoted))
        if step is None:
            return quoted
        name = next((name for name, known in parameters.items() if known == step), f"steg{len(parameters) + 1}")
        parameters[name] = step
        return name

    return with_names(written, lambda name: name, step_of), parameters


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
                column = table.column(one.key) if isinstance(one, Identifier) else None
                if column is not None and column.type in IN_LISTS and isinstance(other, TextLiteral):
                    yield column, other.value


def unknown_names(expression: Expression, table: DeclaredTable) -> list[str]:
    """The names in it that are no column of the table."""
    return [name.key for name in names(expression) if table.column(name.key) is None]
