"""The tree of an expression, made while lark reads it. Loaded with lark, when an expression needs it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from lark import Lark, Token, Transformer

from followup.expressions import faults
from followup.expressions.faults import ParseError
from followup.expressions.model import (
    CONDITIONS,
    And,
    Arithmetic,
    Call,
    Comparison,
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
)
from followup.files.disk.user_cache import cache_path
from followup.frozen import frozen
from followup.locale import Message, literal


@functools.cache
def parser() -> Lark:
    """The parser; what it gives for a text is a ``Piece``."""
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        transformer=_Tree(),
        maybe_placeholders=False,
        cache=cache_path("expressions.grammar"),  # lark's tables take longer to work out than all expressions to read
    )


@frozen(slots=True)
class Piece:
    """A node with the piece of the text that it was read from, and how many things stand within each other in it."""

    node: Any
    start: int
    end: int
    depth: int = 1


SIGNS = {"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "<>"}
"""Signs that mean the same, as the tree has them."""
RESERVED = ("och", "eller", "inte")


class _Tree(Transformer[Token, Piece]):
    """A piece for each rule of the grammar; each method has the name of a rule. Raises Misunderstood."""

    def number(self, children: Sequence[Token]) -> Piece:
        digits, percent = str(children[0]), len(children) > 1
        value = Decimal("".join(digits.split()).replace(",", "."))
        piece = Piece(NumberLiteral(value / 100 if percent else value), *_ends(children))
        if len(value.as_tuple().digits) > faults.MOST_DIGITS:
            _refuse(piece, faults.TOO_MANY_DIGITS)
        return piece

    def text(self, children: Sequence[Token]) -> Piece:
        content = str(children[0])[1:-1].replace('""', '"')
        piece = Piece(TextLiteral(" ".join(content.split())), *_ends(children))
        if not content.strip():
            _refuse(piece, faults.EMPTY_TEXT)
        if len(content) > faults.LONGEST_TEXT:
            _refuse(piece, faults.TEXT_TOO_LONG)
        return piece

    def name(self, children: Sequence[Token]) -> Piece:
        piece = Piece(Identifier(str(children[0])), *_ends(children))
        if piece.node.key.casefold() in RESERVED:
            _refuse(piece, faults.NOTHING_BEFORE)
        return piece

    def group(self, children: Sequence[Any]) -> Piece:
        """What stands in brackets; they count as one thing more, so that ten thousand of them are refused."""
        return _enclosing_piece(children[1].node, children, (children[1],))

    def positive(self, children: Sequence[Any]) -> Piece:
        return _enclosing_piece(_number(children[1]).node, children, (children[1],))

    def negative(self, children: Sequence[Any]) -> Piece:
        return _enclosing_piece(Negative(_number(children[1]).node), children, (children[1],))

    def product(self, children: Sequence[Any]) -> Piece:
        """Numbers and the signs between them, worked out from left to right."""
        whole: Piece = children[0]
        for sign, piece in zip(children[1::2], children[2::2], strict=True):
            node = Arithmetic(_sign(sign), _number(whole).node, _number(piece).node)
            whole = _enclosing_piece(node, (whole, piece), (whole, piece))
        return whole

    sum = product

    def comparison(self, children: Sequence[Any]) -> Piece:
        if len(children) > 3:
            _refuse(Piece(None, *_ends(children)), faults.IN_A_ROW)
        left, sign, right = children
        for piece in (left, right):
            if isinstance(_value(piece).node, TextLiteral) and _sign(sign) not in ("=", "<>"):
                _refuse(piece, faults.ORDER_OF_TEXTS)
        return _enclosing_piece(Comparison(_sign(sign), left.node, right.node), children, (left, right))

    def inverse(self, children: Sequence[Piece]) -> Piece:
        return _enclosing_piece(Not(_condition(children[0]).node), children, children)

    def conjunction(self, children: Sequence[Piece]) -> Piece:
        return _enclosing_piece(And(tuple(_condition(piece).node for piece in children)), children, children)

    def disjunction(self, children: Sequence[Piece]) -> Piece:
        return _enclosing_piece(Or(tuple(_condition(piece).node for piece in children)), children, children)

    def arguments(self, children: list[Piece]) -> list[Piece]:
        return children

    def call(self, children: Sequence[Any]) -> Piece:
        word, arguments, whole = children[0], children[2], Piece(None, *_ends(children))
        function = FUNCTIONS.get(word.casefold())
        if function is None:
            function_names = tuple(literal(name) for name in FUNCTIONS)
            _refuse(Piece(None, *_ends(children[:1])), faults.NO_FUNCTION.filled(functions=function_names))
        if not function.least <= len(arguments) <= function.most:
            _refuse(whole, faults.ARGUMENTS.filled(form=literal(function.form)))
        return _enclosing_piece(function.make(arguments), children, arguments)


@frozen
class Function:
    """How a function is written, how many things it takes, and the node that is made of them."""

    form: str
    least: int
    most: int
    make: Callable[[Sequence[Piece]], Node]


def _call(name: Any) -> Callable[[Sequence[Piece]], Node]:
    return lambda pieces: Call(name, tuple(_number(piece).node for piece in pieces))


def _if(pieces: Sequence[Piece]) -> Node:
    condition, then, *otherwise = pieces
    return If(_condition(condition).node, _value(then).node, _value(otherwise[0]).node if otherwise else None)


def _earlier(pieces: Sequence[Piece]) -> Node:
    name = _column("före", pieces[0])
    if name.earlier:
        _refuse(pieces[0], faults.NAME_ASKED.filled(function=literal("före")))
    return Identifier(name.key, earlier=True)


SEVERAL = 100
FUNCTIONS = {
    "abs": Function("abs(a)", 1, 1, _call("abs")),
    "min": Function("min(a; b)", 2, SEVERAL, _call("min")),
    "max": Function("max(a; b)", 2, SEVERAL, _call("max")),
    "summa": Function(
        "summa(a; b)", 1, SEVERAL, lambda pieces: Total(tuple(_column("summa", piece) for piece in pieces))
    ),
    "andel": Function("andel(del; helhet)", 2, 2, _call("share")),
    "förändring": Function("förändring(nu; före)", 2, 2, _call("change")),
    "om": Function("om(villkor; värde; annat värde)", 2, 3, _if),
    "tom": Function("tom(a)", 1, 1, lambda pieces: IsEmpty(_column("tom", pieces[0]))),
    "ärtal": Function("ärtal(a)", 1, 1, lambda pieces: IsNumber(_value(pieces[0]).node)),
    "före": Function("före(a)", 1, 1, _earlier),
}


def _refuse(piece: Piece, hint: Message) -> NoReturn:
    raise ParseError(piece.start, piece.end, hint)


def _value(piece: Piece) -> Piece:
    if isinstance(piece.node, CONDITIONS):
        _refuse(piece, faults.VALUE_ASKED)
    return piece


def _number(piece: Piece) -> Piece:
    if isinstance(_value(piece).node, TextLiteral):
        _refuse(piece, faults.NUMBER_ASKED)
    return piece


def _condition(piece: Piece) -> Piece:
    if not isinstance(piece.node, CONDITIONS):
        _refuse(piece, faults.CONDITION_ASKED)
    return piece


def _column(function: str, piece: Piece) -> Identifier:
    if not isinstance(piece.node, Identifier):
        _refuse(piece, faults.NAME_ASKED.filled(function=literal(function)))
    return piece.node


def _sign(token: Token) -> Any:
    return SIGNS.get(str(token), str(token))


def _enclosing_piece(node: Node, children: Sequence[Any], pieces: Sequence[Piece]) -> Piece:
    """A piece made of others."""
    whole = Piece(node, *_ends(children), 1 + max((piece.depth for piece in pieces), default=0))
    if whole.depth > faults.MOST_DEEP:
        _refuse(whole, faults.TOO_DEEP)
    return whole


def _ends(children: Sequence[Any]) -> tuple[int, int]:
    """Where a piece begins and ends in the text."""
    first, last = children[0], children[-1]
    start = first.start_pos if isinstance(first, Token) else first.start
    end = last.end_pos if isinstance(last, Token) else last.end
    return start or 0, end or 0
