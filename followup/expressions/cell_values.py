"""What cells hold, as expressions see it: numbers, texts, days, and what is missing.

A day is the number that Excel has for it, so that days can be compared and counted. A boolean is neither number nor
text. Whatever else stands in a cell (a reason why there is no figure, an answer that was refused) is the text that it
says: something is written there, but nothing can be reckoned with it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from followup.frozen import frozen

SAME = Decimal("0.0000005")
"""Numbers that were worked out are the same when they differ by less: Excel's have 15 digits and the noise of floats."""

GREATEST = Decimal("1.7976931348623157e308")
"""No number is greater in Excel; a result that is has no value."""

DAY_ZERO = date(1899, 12, 30).toordinal()
SPACES = str.maketrans("\u00a0", " ")


@frozen(slots=True)
class Incomplete:
    """A sum of rows that lacks one that it is the sum of: a number to ``summa``, and missing to all else.

    ``number`` is None where none of them has a number. Where a text stands in one of them, it is ``spoilt``: its cell
    is empty, and so is every sum that it goes into.
    """

    number: Decimal | None
    spoilt: bool = False


class Refused:
    """What stands in a cell whose answer could not be read: something, but no number and no text that is known."""

    def __str__(self) -> str:
        return "refused"

    __repr__ = __str__


REFUSED = Refused()


def number(value: object) -> Decimal | None:
    """The number that a value is; None when it is none."""
    if isinstance(value, Decimal):
        return value
    return Decimal(value.toordinal() - DAY_ZERO) if isinstance(value, date) else None


def text(value: object) -> str | None:
    """The text that a value is, with single spaces; None when it is none, or blank."""
    if value is None or isinstance(value, Decimal | date | bool | tuple | Incomplete | Refused):
        return None
    return spaced(str(value)) or None


def spaced(value: str) -> str:
    """A text without the spaces that Excel's TRIM takes away; a no-break space is one of them."""
    return " ".join(part for part in value.translate(SPACES).split(" ") if part)


def blank(value: object) -> bool:
    """Whether nothing is written in a cell, spaces apart."""
    return value is None or (isinstance(value, str) and not spaced(value)) or _is_empty_sum(value)


def _is_empty_sum(value: object) -> bool:
    return isinstance(value, Incomplete) and (value.number is None or value.spoilt)


def number_or_text(value: object) -> Decimal | str | None:
    """A value as an expression gives it."""
    figure = number(value)
    return text(value) if figure is None else figure


def part_of_sum(value: object) -> Decimal | None:
    """What a column adds to a sum of columns: a sum of rows also where it is incomplete."""
    return value.number if isinstance(value, Incomplete) else number(value)


def total(*values: object) -> Decimal | None:
    """The sum of the columns that hold a number; None when none does, and when one holds something else."""
    figures = []
    for value in values:
        figure = part_of_sum(value)
        if figure is not None:
            figures.append(figure)
        elif not blank(value):
            return None
    if any(isinstance(value, Incomplete) and value.spoilt for value in values):
        return None
    return sum(figures, Decimal(0)) if figures else None


def same(left: object, right: object, least: Decimal = Decimal(0)) -> bool | None:
    """Whether two values are the same: two numbers, or two texts whatever their capitals; None of anything else.

    A tuple of texts is any one of them. Numbers that were worked out are the same when they differ by less than
    ``least``.
    """
    if isinstance(left, tuple):
        left, right = right, left
    if isinstance(right, tuple):
        word = text(left)
        return None if word is None else word.lower() in {spaced(str(option)).lower() for option in right}
    one, two = number(left), number(right)
    if one is not None and two is not None:
        return abs(one - two) < least if least else one == two
    word, other = text(left), text(right)
    return None if word is None or other is None else word.lower() == other.lower()


def opposite(condition: bool | None) -> bool | None:
    """The opposite of a condition; None where it is unknown."""
    return None if condition is None else not condition
