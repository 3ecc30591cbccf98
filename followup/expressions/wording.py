"""An expression as a sentence, for those who fill in a form and never saw a formula: ``avvikelse < -5`` is
"Avvikelse is less than −5".
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from followup.expressions.model import (
    And,
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
    Not,
    NumberLiteral,
    Or,
    TextLiteral,
    Total,
    Value,
)
from followup.frozen import frozen
from followup.locale import Message, Percentage, _, literal

NameOf = Callable[[str], Message]
"""What a name of the expression is called where it is read."""


@frozen
class Readers:
    """What those who read an expression call its names, and which of these they know as shares, written with a percent."""

    name_of: NameOf
    shares: frozenset[str] = frozenset()


SIGNS = {
    "=": _("{one} is {other}"),
    "<>": _("{one} is other than {other}"),
    "<": _("{one} is less than {other}"),
    "<=": _("{one} is at most {other}"),
    ">": _("{one} is more than {other}"),
    ">=": _("{one} is at least {other}"),
}
OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
ARITHMETIC = {
    "+": _("{one} plus {other}"),
    "-": _("{one} minus {other}"),
    "*": _("{one} times {other}"),
    "/": _("{one} divided by {other}"),
}
CALLS = {
    "abs": _("{one} (whatever its sign)"),
    "share": _("{one} as a share of {other}"),
    "change": _("the change to {one} from {other}"),
    "min": _("the least of {these}"),
    "max": _("the greatest of {these}"),
}


def in_words(expression: Expression, name_of: NameOf, shares: Collection[str] = ()) -> Message:
    """What it says, in the words of people; ``name_of`` says what each of its names is called, and ``shares`` are those
    with which a number is compared as a share: 0.1 is 10 %.
    """
    root, readers = expression.root, Readers(name_of, frozenset(shares))
    return _condition(root, readers) if isinstance(root, Condition) else _value(root, readers)


def _condition(node: Condition, readers: Readers) -> Message:
    match node:
        case Comparison():
            return _compared(node, node.sign, readers)
        case IsEmpty():
            return _("{one} is empty", one=_value(node.column, readers))
        case IsNumber():
            return _("{one} is a number", one=_value(node.value, readers))
        case Not():
            return _opposite(node.condition, readers)
        case And():
            return _joined(node.conditions, _("{one} and {other}"), Or, readers)
        case Or():
            return _joined(node.conditions, _("{one} or {other}"), And, readers)


def _opposite(node: Condition, readers: Readers) -> Message:
    """It is unknown where the condition is: to turn a sign says the same."""
    match node:
        case Comparison():
            return _compared(node, OPPOSITE[node.sign], readers)
        case IsEmpty():
            return _("{one} is filled in", one=_value(node.column, readers))
        case Not():
            return _condition(node.condition, readers)
        case _:
            return _("it is not so that {condition}", condition=_in_brackets(_condition(node, readers)))


def _compared(node: Comparison, sign: str, readers: Readers) -> Message:
    one, other = _beside_each_other(node, readers, _value)
    return SIGNS[sign].filled(one=one, other=other)


def _beside_each_other(
    node: Comparison | Arithmetic, readers: Readers, say: Callable[[Value, Readers], Message]
) -> list[Message]:
    """Two values held against each other, or added up: a number beside a share is one, and written so."""
    of_shares = _is_share(node.left, readers) or _is_share(node.right, readers)
    return [
        _("{n}", n=Percentage(value.value)) if of_shares and isinstance(value, NumberLiteral) else say(value, readers)
        for value in (node.left, node.right)
    ]


def _is_share(node: Value, readers: Readers) -> bool:
    match node:
        case Identifier():
            return node.key.casefold() in readers.shares
        case Call():
            return node.function in ("share", "change") or _is_share(node.arguments[0], readers)
        case Arithmetic():
            sides = (node.left, node.right)
            shares = [_is_share(side, readers) or isinstance(side, NumberLiteral) for side in sides]
            return node.sign in "+-" and all(shares) and any(_is_share(side, readers) for side in sides)
        case Negative():
            return _is_share(node.value, readers)
    return False


def _joined(conditions: tuple[Condition, ...], word: Message, other: type[And | Or], readers: Readers) -> Message:
    """Several with a word between; those that the other word joins stand in brackets."""
    texts = [_condition(condition, readers) for condition in conditions]
    joined, *more = [
        _in_brackets(text) if isinstance(condition, other) else text
        for condition, text in zip(conditions, texts, strict=True)
    ]
    for text in more:
        joined = word.filled(one=joined, other=text)
    return joined


def _value(node: Value, readers: Readers) -> Message:
    match node:
        case NumberLiteral():
            return _("{n}", n=node.value)
        case TextLiteral():
            return _("“{text}”", text=literal(node.value))
        case Identifier():
            name = readers.name_of(node.key)
            return _("{one} of the round before", one=name) if node.earlier else name
        case Negative():
            return _("−{one}", one=_operand(node.value, readers))
        case Arithmetic():
            return _worked_out(node, readers)
        case Call():
            return _called(node, readers)
        case Total():
            return _("the sum of {these}", these=tuple(_value(part, readers) for part in node.parts))
        case If():
            condition, then = _condition(node.condition, readers), _value(node.then, readers)
            if node.otherwise is None:
                return _in_brackets(_("{then} where {condition}", then=then, condition=condition))
            otherwise = _value(node.otherwise, readers)
            text = _("{then} where {condition}, else {otherwise}", then=then, condition=condition, otherwise=otherwise)
            return _in_brackets(text)


def _worked_out(node: Arithmetic, readers: Readers) -> Message:
    if node.sign in "+-":
        one, other = _beside_each_other(node, readers, _operand)
    else:
        one, other = _operand(node.left, readers), _operand(node.right, readers)
    return ARITHMETIC[node.sign].filled(one=one, other=other)


def _called(node: Call, readers: Readers) -> Message:
    match node:
        case Call("abs", (Arithmetic("-") as difference,)):
            one, other = _operand(difference.left, readers), _operand(difference.right, readers)
            return _("the difference between {one} and {other}", one=one, other=other)
    arguments = tuple(_operand(value, readers) for value in node.arguments)
    return CALLS[node.function].filled(one=arguments[0], other=arguments[-1], these=arguments)


def _operand(node: Value, readers: Readers) -> Message:
    """A value as a part of another: what is itself worked out stands in brackets."""
    text = _value(node, readers)
    return _in_brackets(text) if isinstance(node, Arithmetic | Call | Total) else text


def _in_brackets(text: Message) -> Message:
    return _("({text})", text=text)
