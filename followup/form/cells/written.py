"""Numbers, dates and words as people write them in a cell."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\ufeff\u00ad]+")
MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
NUMBER = re.compile(r"([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:([.,])(\d+))?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@functools.lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """The text with every kind of space as one ordinary space, none at the ends."""
    return SPACES.sub(" ", text).strip()


def number_in(text: str, units: tuple[str, ...] = ()) -> Decimal | None:
    """The number that a text is, with Swedish thousands and decimals, and perhaps one of ``units`` behind it.

    ``45 467``, ``7,2``, ``-17,7 mnkr`` are numbers. ``45.467`` is not: it may be either; nor is ``ca 1100``.
    Digits of other scripts are not taken for numbers.
    """
    text = plain(text).translate(MINUS)
    if not text.isascii() and not units:
        return None
    for unit in units:
        if unit and text.casefold().endswith(unit.casefold()):
            text = text[: -len(unit)].rstrip()
            break
    found = NUMBER.fullmatch(text) if text.isascii() else None
    if not found:
        return None
    sign, whole, mark, decimals = found.groups()
    if mark == "." and len(decimals) == 3:
        return None
    return Decimal(f"{sign}{whole.replace(' ', '')}.{decimals or 0}").normalize() + 0
