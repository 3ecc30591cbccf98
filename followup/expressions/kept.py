"""Expressions that were understood, kept for the next run: for those lark and its grammar need not be loaded.

The same program makes the same of a text, so they are kept for the program; see ``followup.files.disk.kept``.
"""

from __future__ import annotations

import atexit
import functools

from followup.expressions import model
from followup.expressions.model import Expression
from followup.files.disk.kept import keep, kept, may_keep, program_digest
from followup.files.disk.value_parts import ValueParts

NAME = "expressions"
MOST_KEPT = 1_000
"""Expressions; those of our own sections are about a hundred, and no plan declares as many as this."""
PARTS = ValueParts(
    Expression, model.NumberLiteral, model.TextLiteral, model.Identifier, model.Negative, model.Arithmetic, model.Call,
    model.Total, model.If, model.Comparison, model.IsEmpty, model.IsNumber, model.Not, model.And, model.Or,
)  # fmt: skip
_new: list[Expression] = []


@functools.cache
def kept_expressions() -> dict[str, Expression]:
    """What this very program has understood before, by its text."""
    data = kept(NAME, program_digest()) if may_keep() else None
    try:
        expressions = PARTS.from_bytes(data) if data is not None else ()
        return {expression.text: expression for expression in expressions}
    except (ValueError, TypeError, AttributeError):
        return {}


def keep_expression(expression: Expression) -> None:
    """Keep what was understood, with all else that is new, when the run ends."""
    if not _new and may_keep():
        atexit.register(_keep)
    _new.append(expression)


def _keep() -> None:
    everything = {**kept_expressions(), **{expression.text: expression for expression in _new}}
    if len(everything) <= MOST_KEPT:
        keep(NAME, program_digest(), PARTS.to_bytes(tuple(everything.values())))
