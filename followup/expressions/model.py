"""What an expression is made of: frozen nodes, of which each gives a value or a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, Literal, TypeVar

from followup.frozen import frozen


class ResultKind(Enum):
    """What an expression gives."""

    VALUE = "value"
    """A number, a text, or nothing where something that it needs is missing."""
    CONDITION = "condition"
    """True, false, or nothing where it is unknown."""


@frozen
class NumberLiteral:
    """A number as it was written."""

    value: Decimal


@frozen
class TextLiteral:
    """A text within quotation marks; never an empty one."""

    value: str


@frozen
class Identifier:
    """A column of the row (``visits``), of another row (``total.visits``), or what the plan says of the row by a name.

    With ``earlier`` it is what stood there the round before: ``före(visits)``.
    """

    key: str
    earlier: bool = False


@frozen
class Negative:
    """A value with the other sign."""

    value: Value


@frozen
class Arithmetic:
    """Two numbers together; missing when one of them is, and when something is divided by 0."""

    sign: Literal["+", "-", "*", "/"]
    left: Value
    right: Value


@frozen
class Call:
    """A function of numbers that all must be known.

    ``abs`` of one; ``min`` and ``max`` of several; ``share``: part, whole; ``change``: now, before.
    """

    function: Literal["abs", "min", "max", "share", "change"]
    arguments: tuple[Value, ...]


@frozen
class Total:
    """The sum of those columns that hold a number. Blank ones are left out, and a sum of rows counts also where it is
    incomplete; missing when none holds a number, and when a text stands in one of them.
    """

    parts: tuple[Identifier, ...]


@frozen
class If:
    """One of two values, by a condition; missing when the condition is unknown, or the one that it chooses is."""

    condition: Condition
    then: Value
    otherwise: Value | None


@frozen
class Comparison:
    """Two numbers, or two texts, held against each other; texts only for being the same, whatever their capitals.

    A name may stand for several texts (the steps of a scale that count as done): to be one of them is to be the same.
    """

    sign: Literal["=", "<>", "<", "<=", ">", ">="]
    left: Value
    right: Value


@frozen
class IsEmpty:
    """Whether nothing is written in a column, spaces apart; always known."""

    column: Identifier


@frozen
class IsNumber:
    """Whether a value is a number; always known."""

    value: Value


@frozen
class Not:
    """The opposite."""

    condition: Condition


@frozen
class And:
    """All of some conditions: false when one of them is, whatever is missing of the others."""

    conditions: tuple[Condition, ...]


@frozen
class Or:
    """One at least of some conditions: true when one of them is, whatever is missing of the others."""

    conditions: tuple[Condition, ...]


Value = NumberLiteral | TextLiteral | Identifier | Negative | Arithmetic | Call | Total | If
Condition = Comparison | IsEmpty | IsNumber | Not | And | Or
Node = Value | Condition
CONDITIONS = (Comparison, IsEmpty, IsNumber, Not, And, Or)


@frozen
class Expression:
    """An expression that is understood, and the text that it was read from."""

    text: str
    root: Node

    @property
    def kind(self) -> ResultKind:
        """Whether it gives a value or a condition."""
        return ResultKind.CONDITION if isinstance(self.root, CONDITIONS) else ResultKind.VALUE

    @cached_property
    def names(self) -> tuple[Identifier, ...]:
        """See the function of that name."""
        return tuple(dict.fromkeys(node for node in walk(self.root) if isinstance(node, Identifier)))

    def __hash__(self) -> int:
        """By its text: few have the same, and to go through the tree would take longer than to work it out."""
        return hash(self.text)


def walk(node: Node) -> Iterator[Node]:
    """A node and all that it is made of, from left to right."""
    yield node
    for field in fields(node):
        content = getattr(node, field.name)
        for part in content if isinstance(content, tuple) else (content,):
            if is_dataclass(part):
                yield from walk(part)  # type: ignore[arg-type]


def names(expression: Expression) -> tuple[Identifier, ...]:
    """The names that an expression is about, each once, in the order that they stand."""
    return expression.names


def value_names(expression: Expression) -> tuple[Identifier, ...]:
    """The names that it needs the values of: not those of which it only asks whether anything is written there."""
    return tuple(dict.fromkeys(_reckoned(expression.root)))


def _reckoned(node: Node) -> Iterator[Identifier]:
    if isinstance(node, Identifier):
        yield node
    elif not isinstance(node, IsEmpty):
        parts = (part for field in fields(node) for part in _as_tuple(getattr(node, field.name)))
        yield from (name for part in parts if is_dataclass(part) for name in _reckoned(part))  # type: ignore[arg-type]


def _as_tuple(content: object) -> tuple[object, ...]:
    return content if isinstance(content, tuple) else (content,)


def compared_with(expression: Expression, name: Identifier) -> tuple[str, ...]:
    """The keys of the names that a name is held against by themselves: ``status = done`` compares ``done`` with them."""
    comparisons = (node for node in walk(expression.root) if isinstance(node, Comparison))
    pairs = [pair for node in comparisons for pair in ((node.left, node.right), (node.right, node.left))]
    return tuple(other.key for one, other in pairs if one == name and isinstance(other, Identifier))


def is_direct(node: Value) -> bool:
    """Whether a value stands as it was written, and so is exact: floats make no noise in it."""
    return isinstance(node, Identifier | NumberLiteral) or (isinstance(node, Negative) and is_direct(node.value))


AnyNode = TypeVar("AnyNode", bound=Node)


def renamed(expression: Expression, keys: Mapping[str, tuple[str, ...]]) -> Expression:
    """The expression about other names: each key in ``keys`` becomes those that it stands for.

    Several can be added up, compared for the least and the greatest, and be empty, all of them. Anywhere else, and
    where there are none, ValueError: a base of columns has been written where one column is meant.
    """
    return replace(expression, root=_renamed(expression.root, keys))


def _renamed(node: AnyNode, keys: Mapping[str, tuple[str, ...]]) -> AnyNode:
    if isinstance(node, Identifier):
        (key,) = keys.get(node.key, (node.key,))
        return replace(node, key=key)
    if isinstance(node, IsEmpty):
        columns = tuple(IsEmpty(name) for name in _columns_of(node.column, keys))
        return columns[0] if len(columns) == 1 else And(columns)  # type: ignore[return-value]
    changes: dict[str, Any] = {}
    for field in fields(node):
        content = getattr(node, field.name)
        if isinstance(content, tuple):
            changes[field.name] = tuple(part for child in content for part in _parts(node, child, keys))
        elif is_dataclass(content):
            changes[field.name] = _renamed(content, keys)  # type: ignore[type-var]
    return replace(node, **changes)


def _parts(node: Node, part: Node, keys: Mapping[str, tuple[str, ...]]) -> tuple[Node, ...]:
    takes_several = isinstance(node, Total) or (isinstance(node, Call) and node.function in ("min", "max"))
    return _columns_of(part, keys) if takes_several and isinstance(part, Identifier) else (_renamed(part, keys),)


def _columns_of(name: Identifier, keys: Mapping[str, tuple[str, ...]]) -> tuple[Identifier, ...]:
    several = tuple(replace(name, key=key) for key in keys.get(name.key, (name.key,)))
    if not several:
        raise ValueError(f"{name.key} stands for no column")
    return several
