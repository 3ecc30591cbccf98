"""Numbers and dates as they are read: ``45 467``, ``7,2 %``, ``−17,7``; rounded half up, as Excel shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"
TRUE_MINUS = "\u2212"
"""As people read it; a number in a cell, and what programs read, has the sign of the keyboard."""


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up and away from zero, as Excel does."""
    return value.quantize(_step(decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=64)
def _step(decimals: int) -> Decimal:
    """One in the last of so many decimals: every figure that is shown is rounded to one of a few."""
    return Decimal(1).scaleb(-decimals)


FIGURE = re.compile(rf"-[0-9]+(?:[ {NO_BREAK_SPACE}][0-9]+)*(?:[.,][0-9]+)?(?:[ {NO_BREAK_SPACE}]?%)?")

MOST_DECIMALS = 15
"""As many as Excel keeps."""


def decimals_needed(value: Decimal, others: Iterable[Decimal], usual: int) -> int:
    """The fewest decimals, ``usual`` at least, that leave a figure on the side of each of ``others`` where it is.

    89.96 beside 90 needs two, though one is usual: as 90.0 it would be what it is not. The other is taken as it is and
    as it is when rounded alike, for it may be shown either way.
    """
    decimals = usual
    for other in others:
        while decimals < MOST_DECIMALS and not _same_side(value, other, decimals):
            decimals += 1
    return decimals


def _same_side(value: Decimal, other: Decimal, decimals: int) -> bool:
    near, far = rounded(value, decimals), rounded(other, decimals)
    side = (value > other) - (value < other)
    return (near > other) - (near < other) == side and (near > far) - (near < far) == side


def show_number(value: Decimal, language: str = "sv", decimals: int | None = None) -> str:
    """The number with thousands apart; ``decimals`` None keeps those it has. Minus zero is shown as zero."""
    if decimals is not None:
        value = rounded(value, decimals)
    if value == 0:
        value = abs(value)
    text = f"{value:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", TRUE_MINUS)
    if language != "sv":
        return text
    return text.replace(",", NO_BREAK_SPACE).replace(".", ",")


def as_typed(text: str) -> str:
    """A figure with the minus of the keyboard, as scripts read what was found."""
    return text.replace(TRUE_MINUS, "-")


def as_read(text: str) -> str:
    """What was found, with a true minus where it is nothing but a figure; any other text as it is."""
    return f"{TRUE_MINUS}{text[1:]}" if FIGURE.fullmatch(text) else text


def show_percent(share: Decimal, language: str = "sv", decimals: int | None = 1) -> str:
    """A share, 0–1, as a percentage: 0.072 is ``7,2 %``."""
    sign = f"{NO_BREAK_SPACE}%" if language == "sv" else "%"
    return show_number(share * 100, language, decimals) + sign


def show_date(day: date) -> str:
    """ISO 8601, which Swedish readers use too."""
    return day.strftime("%Y-%m-%d") if day.year >= 1000 else day.isoformat()[:10]
