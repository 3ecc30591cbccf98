"""What is said of an expression that is not understood: what, where, and what to write."""

from __future__ import annotations

from followup.frozen import frozen
from followup.locale import Message, _, literal


@frozen(slots=True)
class Fault:
    """Why an expression cannot be used; ``message`` goes on from its text: "is not understood at …"."""

    message: Message


class ParseError(Exception):
    """Raised while a tree is made; ``parse`` makes a ``Fault`` of it. Places are counted from 0."""

    def __init__(self, start: int, end: int, hint: Message) -> None:
        super().__init__(hint.id)
        self.start, self.end, self.hint = start, end, hint


def fault_at(text: str, start: int, end: int, hint: Message) -> Fault:
    """A fault of the piece of a text from ``start`` to ``end``; at the end of the text it is what stands there."""
    if start >= len(text.rstrip()):
        return Fault(_("is not understood at its end: {hint}", hint=hint))
    piece = " ".join(text[start:end].split())
    return Fault(_("is not understood at “{piece}”, sign {at}: {hint}", piece=literal(piece), at=start + 1, hint=hint))


MOST_SIGNS = 1_000
MOST_DEEP = 60
"""A plan is somebody else's file: what is longer or deeper than people write is refused before it takes time or stack.
Excel takes 64 functions within each other."""

MOST_DIGITS = 15
"""Excel keeps no more, and would work with another number than Python."""

LONGEST_TEXT = 255
"""Excel takes no longer text in a formula."""

EMPTY = _("holds no expression. Write one, for example {example}.", example=literal("visits > 0 och tom(comment)"))
TOO_LONG = _("is too long: an expression has at most {most} signs. Divide it between several columns.", most=MOST_SIGNS)
TOO_DEEP = _(
    "has more than {most} things within each other. Divide it between several columns, or leave brackets out.",
    most=MOST_DEEP,
)
UNKNOWN_SIGN = _(
    "this sign has no meaning here. Write names of columns, numbers, texts in quotation marks, + - * / and ( )."
)
OPEN_TEXT = _("the text has no end. Write a quotation mark after it.")
DECIMAL_COMMA = _("write numbers with a decimal comma, as in 0,5.")
SEMICOLON = _("write a semicolon between what stands in brackets, as in min(a; b); a comma is for decimals.")
ENDS_EARLY = _("something more is to follow. Write a name, a number or a bracket after the last sign.")
NOT_CLOSED = _("a bracket is not closed. Write as many ) as (.")
NOT_OPENED = _("a bracket is closed that was never opened. Write as many ) as (.")
NO_SIGN_BETWEEN = _("two things follow each other. Write a sign between them: + - * / = < > och eller.")
NOTHING_BEFORE = _("something is missing before it. Write a name, a number or a bracket there.")
VALUE_ASKED = _("a condition stands where a value is to stand. Write om(condition; value; other value).")
CONDITION_ASKED = _("a value stands where a condition is to stand. Compare it, as in {piece} > 0, or write tom(…).")
NUMBER_ASKED = _("a text stands where a number is to stand. Write a number or the name of a column.")
IN_A_ROW = _("two comparisons follow each other. Write a < b och b < c.")
ORDER_OF_TEXTS = _("texts have no order. Compare them with = or <>.")
EMPTY_TEXT = _("nothing is the same as an empty text. Write tom(column).")
NAME_ASKED = _("{function} takes names of columns and nothing else.")
NO_FUNCTION = _("there is no function of that name. There are {functions}.")
ARGUMENTS = _("write {form}.")
TOO_MANY_DIGITS = _("a number has at most {most} digits.", most=MOST_DIGITS)
TEXT_TOO_LONG = _("a text has at most {most} signs.", most=LONGEST_TEXT)
