"""From text to expression. Lark and its grammar are loaded when the first text needs them that no run before has read."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from followup.expressions import faults
from followup.expressions.faults import Fault, ParseError, fault_at
from followup.expressions.kept import keep_expression, kept_expressions
from followup.expressions.model import Expression, ResultKind
from followup.locale import Message, literal

if TYPE_CHECKING:
    from lark.exceptions import UnexpectedInput


@functools.lru_cache(4096)
def parse(text: str, kind: ResultKind | None = None) -> Expression | Fault:
    """The expression that a text says, or why it says none. ``kind`` is what is asked for; None takes either.

    Any text gives an answer, and a long or deep one gives a fault: a plan is somebody else's file.
    """
    if not text.strip():
        return Fault(faults.EMPTY)
    if len(text) > faults.MOST_SIGNS:
        return Fault(faults.TOO_LONG)
    parsed = kept_expressions().get(text) or _parsed(text)
    if isinstance(parsed, Fault) or kind in (None, parsed.kind):
        return parsed
    hint = faults.CONDITION_ASKED if kind is ResultKind.CONDITION else faults.VALUE_ASKED
    return _fault(text, 0, len(text), hint)


def parsed(text: str, kind: ResultKind) -> Expression:
    """The expression of a text that we have written ourselves; ValueError where it is not understood."""
    expression = parse(text, kind)
    if isinstance(expression, Fault):
        raise ValueError(f"{text}: {expression.message}")
    return expression


def _parsed(text: str) -> Expression | Fault:
    from lark.exceptions import UnexpectedInput

    from followup.expressions.tree import parser

    try:
        piece = parser().parse(text)
    except ParseError as fault:
        if fault.hint is faults.TOO_DEEP:
            return Fault(faults.TOO_DEEP)
        return _fault(text, fault.start, fault.end, fault.hint)
    except UnexpectedInput as fault:
        return _unexpected(text, fault)
    expression = Expression(text, piece.node)  # type: ignore[attr-defined]
    keep_expression(expression)
    return expression


def _fault(text: str, start: int, end: int, hint: Message) -> Fault:
    piece = " ".join(text[start:end].split())
    return fault_at(text, start, end, hint.filled(piece=literal(piece)) if "{piece}" in hint.id else hint)


def _unexpected(text: str, fault: UnexpectedInput) -> Fault:
    """What to write where the grammar expected something else."""
    from lark import Token

    token = getattr(fault, "token", None)
    if not isinstance(token, Token):  # a sign that begins nothing
        at = fault.pos_in_stream or 0
        return _fault(text, at, at + 1, _hint_of_sign(text, at))
    if token.type == "$END":
        return _fault(text, len(text), len(text), faults.NOT_CLOSED if _unclosed(text) > 0 else faults.ENDS_EARLY)
    start, end = token.start_pos or 0, token.end_pos or 0
    if token.type == "RPAR" and _unclosed(text[:end]) < 0:
        return _fault(text, start, end, faults.NOT_OPENED)
    follows = token.type in ("NAME", "NUMBER", "TEXT", "LPAR", "_NOT")
    return _fault(text, start, end, faults.NO_SIGN_BETWEEN if follows else faults.NOTHING_BEFORE)


def _hint_of_sign(text: str, at: int) -> Message:
    if text[at] in '"”“':
        return faults.OPEN_TEXT
    if text[at] == ",":
        return faults.SEMICOLON
    if text[at] == "." and text[max(at - 1, 0)].isdigit():
        return faults.DECIMAL_COMMA
    return faults.UNKNOWN_SIGN


def _unclosed(text: str) -> int:
    """How many brackets are open at the end of a text; those in texts count too, which only chooses the words."""
    return text.count("(") - text.count(")")
