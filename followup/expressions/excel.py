"""An expression as an Excel formula, with functions that Excel 2010 and LibreOffice 7.4 share.

A value is a formula that is an error where it is missing: so a missing part makes the whole missing by itself, and only
the outermost formula turns it into an empty text. A condition is two formulas, that it is true and that it is false,
which are never errors: what cannot be told is neither. AND and OR of Excel look at all that stands in them, so each of
those two guards itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from followup.expressions import values
from followup.expressions.faults import Fault
from followup.expressions.formulas import (
    FALSE,
    MISSING,
    TRUE,
    Constant,
    Operand,
    Truth,
    all_true,
    always_told,
    any_true,
    is_number,
    number_literal,
    quotient_of_cells,
    sum_of_cells,
    text_literal,
    trimmed,
)
from followup.expressions.model import (
    CONDITIONS,
    Arithmetic,
    Call,
    Comparison,
    Condition,
    Empty,
    Every,
    Expression,
    If,
    IsNumber,
    Name,
    Negative,
    Not,
    Number,
    Text,
    Total,
    Value,
    is_direct,
)
from followup.locale import _

LONGEST = 8_192
DEEPEST = 64
"""Characters of a formula, and functions within each other, that Excel takes."""

FORMULA_TOO_LONG = _(
    "makes a formula of {length} signs, and Excel takes at most {most}. Divide it between several columns.",
    most=LONGEST,
)
FORMULA_TOO_DEEP = _(
    "makes a formula with {depth} functions within each other, and Excel takes at most {most}. Divide it between several "
    "columns.",
    most=DEEPEST,
)


Operands = Mapping[Name, Operand | Constant]


def excel_value(expression: Expression, operands: Operands) -> str | Fault:
    """The formula, without its =, of an expression that gives a value: an empty text where that is missing."""
    root = expression.root
    assert not isinstance(root, CONDITIONS)
    try:
        shaped = _guarded_shape(root, operands, '""')
        formula = shaped or f'IFERROR({_either(root, operands)},"")'
    except TooLong as fault:
        return Fault(FORMULA_TOO_LONG.filled(length=fault.length))
    return _within_limits(formula)


def excel_condition(expression: Expression, operands: Operands) -> str | Fault:
    """The formula, without its =, that is TRUE where a condition is true; FALSE where it is not, or cannot be told."""
    truth = excel_truth(expression, operands)
    return truth if isinstance(truth, Fault) else truth.true


def excel_truth(expression: Expression, operands: Operands) -> Truth | Fault:
    """The formulas of a condition: that it is true, and that it is false."""
    assert isinstance(expression.root, CONDITIONS)
    try:
        truth = _truth(expression.root, operands)
    except TooLong as fault:
        return Fault(FORMULA_TOO_LONG.filled(length=fault.length))
    for formula in truth:
        checked = _within_limits(formula)
        if isinstance(checked, Fault):
            return checked
    return truth


def _within_limits(formula: str) -> str | Fault:
    if len(formula) >= LONGEST:
        return Fault(FORMULA_TOO_LONG.filled(length=len(formula)))
    depth = deepest(formula)
    return Fault(FORMULA_TOO_DEEP.filled(depth=depth)) if depth > DEEPEST else formula


class TooLong(Exception):
    """A part of a formula is longer than Excel takes: told before it is put into others, which may double it each time."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


Formula = TypeVar("Formula", str, Truth)


def _bounded(write: Callable[[Any, Operands], Formula]) -> Callable[[Any, Operands], Formula]:
    """Raises TooLong when what is written of a node is longer than Excel takes."""

    @functools.wraps(write)
    def written(node: Any, operands: Operands) -> Formula:
        formula = write(node, operands)
        length = len(formula) if isinstance(formula, str) else max(map(len, formula))
        if length >= LONGEST:
            raise TooLong(length)
        return formula

    return written


def deepest(formula: str) -> int:
    """How many brackets stand within each other in a formula, those in texts apart."""
    depth = most = 0
    for sign in re.sub(r'"[^"]*"', "", formula):
        depth += (sign == "(") - (sign == ")")
        most = max(most, depth)
    return most


# ---- values: an error where they are missing


@_bounded
def _number(node: Value, operands: Operands) -> str:
    """The formula of a value as a number."""
    if isinstance(node, Name):
        return _named_number(operands[node])
    if isinstance(node, Number):
        return number_literal(node.value)
    if isinstance(node, Negative):
        return f"-{_bracketed(node.value, operands)}"
    if isinstance(node, Arithmetic):
        left = _bracketed(node.left, operands, node.sign, on_the_right=False)
        return f"{left}{node.sign}{_divisor(node, operands)}"
    if isinstance(node, If):
        return _choice(node, operands, _number)
    if isinstance(node, Text):
        return MISSING
    return _guarded_shape(node, operands, MISSING) or _call(node, operands)  # type: ignore[arg-type]


def _named_number(operand: Operand | Constant) -> str:
    if isinstance(operand, Constant):
        value = values.number(operand.value)
        return MISSING if value is None else number_literal(value)
    return f"IF({all_true([is_number(operand)])},{operand.ref},{MISSING})"


def _bracketed(node: Value, operands: Operands, beside: str = "*", on_the_right: bool = True) -> str:
    """A number beside a sign, in brackets where they are needed: a long sum must not look deep to Excel."""
    formula = _number(node, operands)
    if isinstance(node, Arithmetic):
        loose = node.sign in "+-" and beside in "*/"
        return f"({formula})" if on_the_right or loose else formula
    return f"({formula})" if isinstance(node, Negative) else formula


def _divisor(node: Arithmetic, operands: Operands) -> str:
    """The right side; what was worked out to 0 but for the noise of floats is 0 when something is divided by it."""
    right = _bracketed(node.right, operands)
    if node.sign != "/" or is_direct(node.right):
        return right
    return f"IF(ROUND({right},6)=0,{MISSING},{right})"


def _call(node: Call, operands: Operands) -> str:
    if node.function in ("share", "change"):
        quotient = _number(Arithmetic("/", *node.arguments), operands)
        return quotient if node.function == "share" else f"({quotient}-1)"
    return f"{node.function.upper()}({','.join(_number(each, operands) for each in node.arguments)})"


def _choice(node: If, operands: Operands, as_what: Callable[[Value, Operands], str]) -> str:
    truth = _truth(node.condition, operands)
    otherwise = MISSING if node.otherwise is None else as_what(node.otherwise, operands)
    rest = otherwise if otherwise == MISSING else f"IF({truth.false},{otherwise},{MISSING})"
    return f"IF({truth.true},{as_what(node.then, operands)},{rest})"


@_bounded
def _either(node: Value, operands: Operands) -> str:
    """The formula of a value that may be a number or a text."""
    if isinstance(node, If):
        return _choice(node, operands, _either)
    if isinstance(node, Text):
        return text_literal(node.value)
    if isinstance(node, Name):
        operand = operands[node]
        if isinstance(operand, Operand):
            return f"IF({is_number(operand)},{operand.ref},{_text(node, operands)})"
        return _text(node, operands) if isinstance(operand.value, str) else _named_number(operand)
    return _number(node, operands)


@_bounded
def _text(node: Value, operands: Operands) -> str:
    """The formula of a value as a text with single spaces; an error where it is none."""
    if isinstance(node, Text):
        return text_literal(node.value)
    if isinstance(node, If):
        return _choice(node, operands, _text)
    operand = operands[node] if isinstance(node, Name) else None
    if isinstance(operand, Operand):
        return f'IF(ISTEXT({operand.ref}),IF({trimmed(operand.ref)}="",{MISSING},{trimmed(operand.ref)}),{MISSING})'
    known = values.text(operand.value) if operand is not None and isinstance(operand.value, str) else None
    return MISSING if known is None else text_literal(known)


# ---- the usual ways to work something out of a row, in the words that templates have always had


def _guarded_shape(node: Value, operands: Operands, missing: str) -> str | None:
    """A sum of columns, and a share or a change of two columns: it asks first, and is ``missing`` without an error.

    None of anything else.
    """
    if isinstance(node, Total):
        return _total([operands[name] for name in node.parts], missing)
    if not (isinstance(node, Call) and node.function in ("share", "change")):
        return None
    cells = [operands.get(each) if isinstance(each, Name) else None for each in node.arguments]
    if not all(isinstance(cell, Operand) for cell in cells):
        return None
    return quotient_of_cells([cell for cell in cells if isinstance(cell, Operand)], node.function == "change", missing)


def _total(parts: Sequence[Operand | Constant], missing: str) -> str:
    cells = [part for part in parts if isinstance(part, Operand)]
    constants = [number_literal(value) for part in parts if (value := _constant_number(part)) is not None]
    if not (cells or constants) or any(_is_text_constant(part) for part in parts):
        return missing
    sources = ",".join(dict.fromkeys(cell.sources or cell.ref for cell in cells))
    return sum_of_cells([*(cell.ref for cell in cells), *constants], sources, missing)


def _is_text_constant(part: Operand | Constant) -> bool:
    return isinstance(part, Constant) and _constant_number(part) is None and not values.blank(part.value)


def _constant_number(part: Operand | Constant) -> Decimal | None:
    return values.number(part.value) if isinstance(part, Constant) else None


# ---- conditions


@_bounded
def _truth(node: Condition, operands: Operands) -> Truth:
    if isinstance(node, Comparison):
        return _comparison(node, operands)
    if isinstance(node, Empty):
        return _empty(operands[node.column])
    if isinstance(node, IsNumber):
        return always_told(_holds_number(node.value, operands))
    if isinstance(node, Not):
        inside = _truth(node.condition, operands)
        return Truth(inside.false, inside.true)
    each = [_truth(condition, operands) for condition in node.conditions]
    true, false = [truth.true for truth in each], [truth.false for truth in each]
    return Truth(all_true(true), any_true(false)) if isinstance(node, Every) else Truth(any_true(true), all_true(false))


def _empty(operand: Operand | Constant) -> Truth:
    if isinstance(operand, Constant):
        return always_told(TRUE if values.blank(operand.value) else FALSE)
    if ":" in operand.ref:
        return always_told(f'IFERROR(SUMPRODUCT(--({trimmed(operand.ref)}<>""))=0,FALSE)')
    return always_told(f'IFERROR({trimmed(operand.ref)}="",FALSE)')


def _holds_number(node: Value, operands: Operands) -> str:
    if isinstance(node, Name):
        operand = operands[node]
        if isinstance(operand, Operand):
            return is_number(operand)
        return TRUE if _constant_number(operand) is not None else FALSE
    return f"ISNUMBER({_number(node, operands)})"


OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def _comparison(node: Comparison, operands: Operands) -> Truth:
    if node.sign not in ("=", "<>") or _is_numeric(node.left, operands) or _is_numeric(node.right, operands):
        return Truth(*(_of_numbers(node, sign, operands) for sign in (node.sign, OPPOSITE[node.sign])))
    truth = _same(node, operands)
    return truth if node.sign == "=" else Truth(truth.false, truth.true)


def _is_numeric(node: Value, operands: Operands) -> bool:
    """Whether a value can be nothing but a number."""
    if isinstance(node, Name):
        operand = operands[node]
        return isinstance(operand, Constant) and _constant_number(operand) is not None
    return isinstance(node, Number | Negative | Arithmetic | Call | Total)


def _of_numbers(node: Comparison, sign: str, operands: Operands) -> str:
    """Two numbers held against each other: as they stand, or, where they were worked out, but for the noise of floats."""
    sides = (node.left, node.right)
    if all(is_direct(side) for side in sides):
        guards = [_holds_number(each, operands) for side in sides for each in _names_of(side)]
        left, right = (_plain(side, operands) for side in sides)
        guard = all_true(guards)
        compared = f"{left}{sign}{right}"
        return compared if guard == TRUE else FALSE if guard == FALSE else f"IF({guard},{compared},FALSE)"
    left, right = _bracketed(node.left, operands, "-", on_the_right=False), _bracketed(node.right, operands, "-")
    return f"IFERROR(ROUND({left}-{right},6){sign}0,FALSE)"


def _names_of(node: Value) -> list[Name]:
    return [node] if isinstance(node, Name) else _names_of(node.value) if isinstance(node, Negative) else []


def _plain(node: Value, operands: Operands) -> str:
    """A value that stands as it was written, known to be a number."""
    if isinstance(node, Negative):
        return f"(-{_plain(node.value, operands)})"
    operand = operands[node] if isinstance(node, Name) else None
    return operand.ref if isinstance(operand, Operand) else _number(node, operands)


def _same(node: Comparison, operands: Operands) -> Truth:
    """Two values that may be texts: the same text, or the same number where neither must be a text."""
    left, right = node.left, node.right
    if _several(left, operands) is not None:
        left, right = right, left
    words = _several(right, operands)
    if words is not None:
        return _one_of(left, words, operands)
    one, other = _text(left, operands), _text(right, operands)
    texts = Truth(f"IFERROR({one}={other},FALSE)", f"IFERROR({one}<>{other},FALSE)")
    if any(_is_text(side, operands) for side in (left, right)):
        return texts
    numbers = (_of_numbers(Comparison(sign, left, right), sign, operands) for sign in ("=", "<>"))
    return Truth(*(any_true(pair) for pair in zip(numbers, texts, strict=True)))


def _several(node: Value, operands: Operands) -> tuple[str, ...] | None:
    operand = operands[node] if isinstance(node, Name) else None
    value = operand.value if isinstance(operand, Constant) else None
    return value if isinstance(value, tuple) else None


def _is_text(node: Value, operands: Operands) -> bool:
    operand = operands[node] if isinstance(node, Name) else None
    return isinstance(node, Text) or (isinstance(operand, Constant) and values.text(operand.value) is not None)


def _one_of(node: Value, words: Sequence[str], operands: Operands) -> Truth:
    """A text that is one of several."""
    text = _text(node, operands)
    equal = [f"{text}={text_literal(values.spaced(word))}" for word in words]
    found = f"OR({','.join(equal)})" if len(equal) > 1 else equal[0] if equal else f'{text}=""'
    return Truth(f"IFERROR({found},FALSE)", f"IFERROR(NOT({found}),FALSE)")
