"""Swedish personal identity numbers in text: where they stand, and the text without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

NUMBER = re.compile(
    r"(?<![0-9])(?P<century>18|19|20)?(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"\s?[-+\u2010-\u2015\u2212]?\s?(?P<last>[0-9]{4})(?![0-9])"
)
HIDDEN_SIGNS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
COORDINATION = 60
"""What is added to the day in a coordination number."""


def masked(text: str) -> str:
    """The text with each personal number as ``8112**-****``; another text as it is."""
    return NUMBER.sub(lambda found: _mask(found) if _is_valid(found) else found[0], text) if _may_hold(text) else text


def masked_numbers_in(text: str) -> Iterator[str]:
    """Each personal number of a text, masked; also where signs that nobody can see stand in it."""
    bare = text.translate(dict.fromkeys(map(ord, HIDDEN_SIGNS)))
    return (_mask(found) for found in NUMBER.finditer(bare) if _is_valid(found))


def _may_hold(text: str) -> bool:
    return len(text) >= len("8112189876")


def _mask(found: re.Match[str]) -> str:
    return f"{found['century'] or ''}{found['year']}{found['month']}**-****"


def _is_valid(found: re.Match[str]) -> bool:
    """Whether it is a day of the calendar, or of a coordination number, with the right check digit."""
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    day -= COORDINATION if day > COORDINATION else 0
    centuries = [int(found["century"])] if found["century"] else [19, 20]
    digits = "".join(found[part] for part in ("year", "month", "day", "last"))
    return any(_is_day(100 * century + year, month, day) for century in centuries) and _has_check_digit(digits)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _has_check_digit(digits: str) -> bool:
    """Every other digit doubled from the first, the digits of it all added up: a whole number of tens (Luhn)."""
    doubled = "".join(str(int(digit) * (2 - at % 2)) for at, digit in enumerate(digits))
    return sum(map(int, doubled)) % 10 == 0
