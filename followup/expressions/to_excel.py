"""An expression as an Excel formula, with functions that Excel 2010 and LibreOffice 7.4 share."""

from __future__ import annotations

import re

from followup.expressions.cell_formulas import Operands, Truth
from followup.expressions.faults import Fault
from followup.expressions.model import CONDITIONS, Expression
from followup.expressions.node_formulas import LONGEST, FormulaWriter, TooLong
from followup.locale import _

DEEPEST = 64
"""Functions within each other that Excel takes."""

FORMULA_TOO_LONG = _(
    "makes a formula of {length} signs, and Excel takes at most {most}. Divide it between several columns.",
    most=LONGEST,
)
FORMULA_TOO_DEEP = _(
    "makes a formula with {depth} functions within each other, and Excel takes at most {most}. Divide it between several "
    "columns.",
    most=DEEPEST,
)


def excel_value(expression: Expression, operands: Operands) -> str | Fault:
    """The formula, without its =, of an expression that gives a value: an empty text where that is missing."""
    root = expression.root
    assert not isinstance(root, CONDITIONS)
    try:
        formula = FormulaWriter(operands).value(root)
    except TooLong as fault:
        return Fault(FORMULA_TOO_LONG.filled(length=fault.length))
    return _within_limits(formula)


def excel_condition(expression: Expression, operands: Operands) -> str | Fault:
    """The formula, without its =, that is TRUE where a condition is true; FALSE where it is not, or is unknown."""
    truth = excel_truth(expression, operands)
    return truth if isinstance(truth, Fault) else truth.true


def excel_truth(expression: Expression, operands: Operands) -> Truth | Fault:
    """The formulas of a condition: that it is true, and that it is false."""
    assert isinstance(expression.root, CONDITIONS)
    try:
        truth = FormulaWriter(operands).truth(expression.root)
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
    depth = deepest(formula) if formula.count("(") > DEEPEST else 0
    return Fault(FORMULA_TOO_DEEP.filled(depth=depth)) if depth > DEEPEST else formula


def deepest(formula: str) -> int:
    """How many brackets stand within each other in a formula, those in texts apart."""
    depth = most = 0
    for sign in re.sub(r'"[^"]*"', "", formula):
        depth += (sign == "(") - (sign == ")")
        most = max(most, depth)
    return most
