"""Formulas of the nodes of an expression.

A value is a formula that is an error where it is missing: so a missing part makes the whole missing by itself, and only
the outermost formula turns it into an empty text. A condition is two formulas, that it is true and that it is false,
which are never errors: what is unknown is neither. AND and OR of Excel look at all that stands in them, so each of
those two guards itself.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from followup.expressions import cell_values as values
from followup.expressions import comparing
from followup.expressions.cell_formulas import (
    FALSE,
    MISSING,
    TRUE,
    Constant,
    Operand,
    Operands,
    Truth,
    all_true,
    any_true,
    certain_truth,
    constant_number,
    empty_cell,
    is_number,
    number_literal,
    quotient_of_cells,
    sum_of_columns,
    text_literal,
    text_of_cell,
)
from followup.expressions.model import (
    And,
    Arithmetic,
    Call,
    Comparison,
    Condition,
    Identifier,
    If,
    IsEmpty,
    IsNumber,
    Negative,
    Not,
    NumberLiteral,
    TextLiteral,
    Total,
    Value,
    is_direct,
)

LONGEST = 8_192
"""Characters of a formula that Excel takes."""


class TooLong(Exception):
    """A part of a formula is longer than Excel takes: raised before it is put into others, which may double it each time."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


Formula = TypeVar("Formula", str, Truth)


def _bounded(write: Callable[[Any, Any], Formula]) -> Callable[[Any, Any], Formula]:
    """Raises TooLong when what is written of a node is longer than Excel takes."""

    @functools.wraps(write)
    def bounded_write(writer: Any, node: Any) -> Formula:
        formula = write(writer, node)
        length = len(formula) if isinstance(formula, str) else max(map(len, formula))
        if length >= LONGEST:
            raise TooLong(length)
        return formula

    return bounded_write


class FormulaWriter:
    """Writes the formulas of nodes, given what their names stand for. Raises TooLong."""

    def __init__(self, operands: Operands) -> None:
        self.operands = operands

    def value(self, node: Value) -> str:
        """The formula of a whole expression: an empty text where its value is missing."""
        return self._guarded(node, '""') or f'IFERROR({self.either(node)},"")'

    # ---- values: an error where they are missing

    @_bounded
    def number(self, node: Value) -> str:
        """The formula of a value as a number."""
        if isinstance(node, Identifier):
            return self._named_number(self.operands[node])
        if isinstance(node, NumberLiteral):
            return number_literal(node.value)
        if isinstance(node, Negative):
            return f"-{self.bracketed(node.value)}"
        if isinstance(node, Arithmetic):
            return f"{self.bracketed(node.left, node.sign, on_the_right=False)}{node.sign}{self._right(node)}"
        if isinstance(node, If):
            return self._choice(node, self.number)
        if isinstance(node, TextLiteral):
            return MISSING
        return self._guarded(node, MISSING) or self._call(node)

    @_bounded
    def either(self, node: Value) -> str:
        """The formula of a value that may be a number or a text."""
        if isinstance(node, If):
            return self._choice(node, self.either)
        if isinstance(node, TextLiteral):
            return text_literal(node.value)
        operand = self.operands[node] if isinstance(node, Identifier) else None
        if isinstance(operand, Operand) and not operand.is_figure:
            return f"IF({is_number(operand)},{operand.ref},{text_of_cell(operand.ref)})"
        is_text = isinstance(operand, Constant) and isinstance(operand.value, str)
        return self.text(node) if is_text else self.number(node)

    @_bounded
    def text(self, node: Value) -> str:
        """The formula of a value as a text with single spaces; an error where it is none."""
        if isinstance(node, TextLiteral):
            return text_literal(node.value)
        if isinstance(node, If):
            return self._choice(node, self.text)
        operand = self.operands[node] if isinstance(node, Identifier) else None
        if isinstance(operand, Operand):
            return MISSING if operand.is_figure else text_of_cell(operand.ref)
        constant_text = values.text(operand.value) if operand is not None and isinstance(operand.value, str) else None
        return MISSING if constant_text is None else text_literal(constant_text)

    def bracketed(self, node: Value, beside: str = "*", on_the_right: bool = True) -> str:
        """A number beside a sign, in brackets where they are needed: a long sum must not look deep to Excel."""
        formula = self.number(node)
        if isinstance(node, Arithmetic):
            loose = node.sign in "+-" and beside in "*/"
            return f"({formula})" if on_the_right or loose else formula
        return f"({formula})" if isinstance(node, Negative) else formula

    @staticmethod
    def _named_number(operand: Operand | Constant) -> str:
        if isinstance(operand, Operand):
            return f"IF({is_number(operand)},{operand.ref},{MISSING})"
        value = constant_number(operand)
        return MISSING if value is None else number_literal(value)

    def _right(self, node: Arithmetic) -> str:
        """The right side; what was worked out to 0 but for the noise of floats is 0 when something is divided by it."""
        right = self.bracketed(node.right)
        if node.sign != "/" or is_direct(node.right):
            return right
        return f"IF(ROUND({right},6)=0,{MISSING},{right})"

    def _call(self, node: Call | Total) -> str:
        assert isinstance(node, Call)
        if node.function in ("share", "change"):
            part, whole = node.arguments
            quotient = self.number(Arithmetic("/", part, whole))
            return quotient if node.function == "share" else f"({quotient}-1)"
        return f"{node.function.upper()}({','.join(map(self.number, node.arguments))})"

    def _choice(self, node: If, as_what: Callable[[Value], str]) -> str:
        truth = self.truth(node.condition)
        otherwise = MISSING if node.otherwise is None else as_what(node.otherwise)
        rest = otherwise if otherwise == MISSING else f"IF({truth.false},{otherwise},{MISSING})"
        return f"IF({truth.true},{as_what(node.then)},{rest})"

    def _guarded(self, node: Value, missing: str) -> str | None:
        """A sum of columns, and a share or a change of two: it asks first, and is ``missing`` without an error.

        So templates have always said it. None of anything else.
        """
        if isinstance(node, Total):
            return sum_of_columns([self.operands[name] for name in node.parts], missing)
        if not (isinstance(node, Call) and node.function in ("share", "change")):
            return None
        operands = [self.operands[argument] for argument in node.arguments if isinstance(argument, Identifier)]
        cells = [operand for operand in operands if isinstance(operand, Operand)]
        return quotient_of_cells(cells, node.function == "change", missing) if len(cells) == 2 else None

    # ---- conditions: true, and false

    @_bounded
    def truth(self, node: Condition) -> Truth:
        """The formulas that a condition is true, and that it is false."""
        if isinstance(node, Comparison):
            return comparing.truth_of_comparison(node, self)
        if isinstance(node, IsEmpty):
            return empty_cell(self.operands[node.column])
        if isinstance(node, IsNumber):
            return certain_truth(self.holds_number(node.value))
        if isinstance(node, Not):
            negated = self.truth(node.condition)
            return Truth(negated.false, negated.true)
        truths = [self.truth(condition) for condition in node.conditions]
        true, false = [truth.true for truth in truths], [truth.false for truth in truths]
        if isinstance(node, And):
            return Truth(all_true(true), any_true(false))
        return Truth(any_true(true), all_true(false))

    def holds_number(self, node: Value) -> str:
        """Whether a value is a number: a formula that is never an error."""
        if not isinstance(node, Identifier):
            return f"ISNUMBER({self.number(node)})"
        operand = self.operands[node]
        if isinstance(operand, Operand):
            return is_number(operand)
        return TRUE if constant_number(operand) is not None else FALSE
