"""An expression as a Python function, written and compiled once: it works down columns of many thousand rows.

The source has a line a node, each giving a variable. None is a missing value, and a condition that is unknown.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from decimal import Decimal

from followup.expressions import cell_values as values
from followup.expressions.model import (
    CONDITIONS,
    Arithmetic,
    Call,
    Comparison,
    Condition,
    Expression,
    Identifier,
    If,
    IsEmpty,
    IsNumber,
    Negative,
    Node,
    Not,
    NumberLiteral,
    Or,
    TextLiteral,
    Total,
    Value,
    is_direct,
    names,
)

Function = Callable[..., Decimal | str | bool | None]


@functools.lru_cache(4096)
def function_of(expression: Expression) -> Function:
    """What an expression gives, of the values of its ``names`` in order: number, text, True, False or None.

    Values are what a cell holds (``values.py``); besides, a tuple of texts is any one of these.
    """
    source = _Source(expression)
    scope: dict[str, object] = {**_SCOPE, **source.constants}
    exec(compile(source.text, f"<{expression.text}>", "exec"), scope)
    return scope["expression"]  # type: ignore[return-value]


_SCOPE: dict[str, object] = {
    "Decimal": Decimal,
    "SAME": values.SAME,
    "GREATEST": values.GREATEST,
    "number": values.number,
    "text": values.text,
    "blank": values.blank,
    "number_or_text": values.number_or_text,
    "total": values.total,
    "same": values.same,
    "opposite": values.opposite,
}


class _Source:
    """The lines of a function, as they are written; a node that stands twice is worked out once."""

    def __init__(self, expression: Expression) -> None:
        self.constants: dict[str, object] = {}
        self._arguments = {name: f"a{at}" for at, name in enumerate(names(expression))}
        self._lines: list[str] = []
        self._variables: dict[tuple[str, Node], str] = {}
        root = expression.root
        result = self._condition(root) if isinstance(root, CONDITIONS) else self._either(root)
        if self._is_numeric(root):
            self._lines.append(f"if {result} is not None and abs({result}) > GREATEST: return None")
        body = "".join(f"    {line}\n" for line in self._lines)
        self.text = f"def expression({', '.join(self._arguments.values())}):\n{body}    return {result}\n"

    def _line(self, way: str, node: Node, source: str) -> str:
        """A line that gives a node its variable."""
        variable = self._variables[way, node] = f"v{len(self._variables)}"
        self._lines.append(f"{variable} = {source}")
        return variable

    def _constant(self, value: object) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    @staticmethod
    def _is_numeric(node: Node) -> bool:
        return isinstance(node, NumberLiteral | Negative | Arithmetic | Call | Total)

    # ---- values

    def _number(self, node: Value) -> str:
        """The variable of a value as a number."""
        variable = self._variables.get(("number", node))
        return variable or self._line("number", node, self._number_source(node))

    def _number_source(self, node: Value) -> str:
        if isinstance(node, Identifier):
            cell = self._arguments[node]
            return f"{cell} if {cell}.__class__ is Decimal else number({cell})"
        if isinstance(node, NumberLiteral):
            return self._constant(node.value)
        if isinstance(node, Negative):
            operand = self._number(node.value)
            return f"None if {operand} is None else -{operand}"
        if isinstance(node, Arithmetic):
            return self._arithmetic(node.sign, node.left, node.right)
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Total):
            return f"total({', '.join(self._arguments[name] for name in node.parts)})"
        if isinstance(node, If):
            return self._choice(node, self._number)
        return "None"

    def _arithmetic(self, sign: str, left: Value, right: Value, after: str = "") -> str:
        one, two = self._number(left), self._number(right)
        zero = "" if sign != "/" else f" or {two} == 0" if is_direct(right) else f" or abs({two}) < SAME"
        return f"None if {one} is None or {two} is None{zero} else {one} {sign} {two}{after}"

    def _call(self, node: Call) -> str:
        if node.function in ("share", "change"):
            part, whole = node.arguments
            return self._arithmetic("/", part, whole, " - 1" if node.function == "change" else "")
        arguments = [self._number(argument) for argument in node.arguments]
        missing = " or ".join(f"{argument} is None" for argument in arguments)
        return f"None if {missing} else {node.function}({', '.join(arguments)})"

    def _either(self, node: Value) -> str:
        """The variable of a value that may be a number or a text."""
        if self._is_numeric(node):
            return self._number(node)
        variable = self._variables.get(("either", node))
        if variable:
            return variable
        if isinstance(node, Identifier):
            return self._line("either", node, f"number_or_text({self._arguments[node]})")
        if isinstance(node, If):
            return self._line("either", node, self._choice(node, self._either))
        return self._line("either", node, self._constant(node.value if isinstance(node, TextLiteral) else None))

    def _choice(self, node: If, as_what: Callable[[Value], str]) -> str:
        condition, then = self._condition(node.condition), as_what(node.then)
        otherwise = "None" if node.otherwise is None else as_what(node.otherwise)
        return f"{then} if {condition} else {otherwise} if {condition} is False else None"

    # ---- conditions

    def _condition(self, node: Condition) -> str:
        variable = self._variables.get(("condition", node))
        return variable or self._line("condition", node, self._condition_source(node))

    def _condition_source(self, node: Condition) -> str:
        if isinstance(node, Comparison):
            return self._comparison(node)
        if isinstance(node, IsEmpty):
            cell = self._arguments[node.column]
            return f"{cell} is None or blank({cell})"
        if isinstance(node, IsNumber):
            return f"{self._number(node.value)} is not None"
        if isinstance(node, Not):
            negated = self._condition(node.condition)
            return f"None if {negated} is None else not {negated}"
        return self._together([self._condition(condition) for condition in node.conditions], isinstance(node, Or))

    @staticmethod
    def _together(conditions: Sequence[str], decides: bool) -> str:
        """Some conditions by the logic of three values: one that decides does so whatever is missing of the others."""
        decided = " or ".join(f"{condition} is {decides}" for condition in conditions)
        missing = " or ".join(f"{condition} is None" for condition in conditions)
        return f"{decides} if {decided} else None if {missing} else {not decides}"

    def _comparison(self, node: Comparison) -> str:
        left, right = node.left, node.right
        if node.sign in ("=", "<>") and not (self._is_numeric(left) or self._is_numeric(right)):
            least = "" if is_direct(left) and is_direct(right) else ", SAME"
            equal = f"same({self._held(left)}, {self._held(right)}{least})"
            return equal if node.sign == "=" else f"opposite({equal})"
        one, two = self._number(left), self._number(right)
        template = EXACT[node.sign] if is_direct(left) and is_direct(right) else WORKED_OUT[node.sign]
        return f"None if {one} is None or {two} is None else {template.format(one=one, two=two)}"

    def _held(self, node: Value) -> str:
        """A value as it is held against another: what a name stands for as it is, for it may be several texts."""
        return self._arguments[node] if isinstance(node, Identifier) else self._either(node)


EXACT = {
    **{sign: f"{{one}} {sign} {{two}}" for sign in ("<", "<=", ">", ">=")},
    "=": "{one} == {two}",
    "<>": "{one} != {two}",
}
WORKED_OUT = {
    "=": "abs({one} - {two}) < SAME",
    "<>": "abs({one} - {two}) >= SAME",
    "<": "{one} - {two} <= -SAME",
    "<=": "{one} - {two} < SAME",
    ">": "{one} - {two} >= SAME",
    ">=": "{one} - {two} > -SAME",
}
"""How two numbers are held against each other: as written, or as in Excel where floats make noise."""
