"""Formulas of two values held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from followup.expressions import cell_values as values
from followup.expressions.cell_formulas import (
    FALSE,
    TRUE,
    Constant,
    Operand,
    Operands,
    Truth,
    all_true,
    any_true,
    constant_number,
    text_literal,
    trimmed,
)
from followup.expressions.model import (
    Arithmetic,
    Call,
    Comparison,
    Identifier,
    Negative,
    NumberLiteral,
    TextLiteral,
    Total,
    Value,
    is_direct,
)


class Writer(Protocol):
    """What writes the formulas of values."""

    @property
    def operands(self) -> Operands:
        """What names stand for."""
        ...

    def number(self, node: Value) -> str:
        """The formula of a number."""
        ...

    def text(self, node: Value) -> str:
        """The formula of a text."""
        ...

    def bracketed(self, node: Value, beside: str = "*", on_the_right: bool = True) -> str:
        """The formula of a number beside a sign."""
        ...

    def holds_number(self, node: Value) -> str:
        """Whether a value is a number."""
        ...


OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def truth_of_comparison(node: Comparison, writer: Writer) -> Truth:
    """The formulas that a comparison is true, and that it is false; neither where it is unknown."""
    if node.sign not in ("=", "<>") or any(_is_numeric(side, writer.operands) for side in (node.left, node.right)):
        return Truth(*(_of_numbers(node, sign, writer) for sign in (node.sign, OPPOSITE[node.sign])))
    truth = _same(node, writer)
    return truth if node.sign == "=" else Truth(truth.false, truth.true)


def _is_numeric(node: Value, operands: Operands) -> bool:
    """Whether a value can be nothing but a number."""
    if isinstance(node, Identifier):
        operand = operands[node]
        return operand.is_figure if isinstance(operand, Operand) else constant_number(operand) is not None
    return isinstance(node, NumberLiteral | Negative | Arithmetic | Call | Total)


def _of_numbers(node: Comparison, sign: str, writer: Writer) -> str:
    """Two numbers held against each other: as they stand, or, where they were worked out, but for the noise of floats."""
    sides = (node.left, node.right)
    if not all(is_direct(side) for side in sides):
        left, right = writer.bracketed(node.left, "-", on_the_right=False), writer.bracketed(node.right, "-")
        return f"IFERROR(ROUND({left}-{right},6){sign}0,FALSE)"
    guard = all_true(writer.holds_number(name) for side in sides for name in _names_of(side))
    left, right = (_plain(side, writer) for side in sides)
    compared = f"{left}{sign}{right}"
    return compared if guard == TRUE else FALSE if guard == FALSE else f"IF({guard},{compared},FALSE)"


def _names_of(node: Value) -> list[Identifier]:
    return [node] if isinstance(node, Identifier) else _names_of(node.value) if isinstance(node, Negative) else []


def _plain(node: Value, writer: Writer) -> str:
    """A value that stands as it was written, known to be a number."""
    if isinstance(node, Negative):
        return f"(-{_plain(node.value, writer)})"
    operand = writer.operands[node] if isinstance(node, Identifier) else None
    return operand.ref if isinstance(operand, Operand) else writer.number(node)


def _same(node: Comparison, writer: Writer) -> Truth:
    """Two values that may be texts: the same text, or the same number where neither must be a text."""
    for one, other in ((node.left, node.right), (node.right, node.left)):
        words = _words_of(other, writer.operands)
        if words is not None:
            return _one_of(one, words, writer)
    left, right = writer.text(node.left), writer.text(node.right)
    texts = Truth(f"IFERROR({left}={right},FALSE)", f"IFERROR({left}<>{right},FALSE)")
    numbers = (_of_numbers(node, sign, writer) for sign in ("=", "<>"))
    return Truth(*(any_true(pair) for pair in zip(numbers, texts, strict=True)))


def _words_of(node: Value, operands: Operands) -> Sequence[str] | None:
    """The texts that a value is any one of, where it can be nothing else."""
    operand = operands[node] if isinstance(node, Identifier) else None
    value = node.value if isinstance(node, TextLiteral) else operand.value if isinstance(operand, Constant) else None
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) and not values.blank(value) else None


def _one_of(node: Value, words: Sequence[str], writer: Writer) -> Truth:
    """A text that is one of several."""
    operand = writer.operands[node] if isinstance(node, Identifier) else None
    cell = operand.ref if isinstance(operand, Operand) else None
    text = trimmed(cell) if cell else writer.text(node)
    literals = [text_literal(values.spaced(word)) for word in words]
    equal = any_true(f"{text}={word}" for word in literals)
    other = all_true(f"{text}<>{word}" for word in ('""', *literals))
    if cell:
        return Truth(*(f"IF(ISTEXT({cell}),{formula},FALSE)" for formula in (equal, other)))
    return Truth(f"IFERROR({equal},FALSE)", f"IFERROR({other},FALSE)")
