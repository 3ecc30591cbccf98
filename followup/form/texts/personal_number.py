"""Swedish personal identity numbers in text: where they stand, and the text without them.

Coordination numbers (the day + 60) are among them. Reserve numbers are not: each region makes them in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from followup.patterns import pattern

_SIGN = r"\s?[-+\u2010-\u2015\u2212]?\s?"
NUMBER = re.compile(
    r"(?<![0-9])(?P<century>18|19|20)?(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"\s?[-+\u2010-\u2015\u2212]?\s?(?P<last>[0-9]{4})(?![0-9])"
)
"""As most people write them; the macros look for these."""

WRITTEN = (
    NUMBER,
    pattern(
        r"(?<![0-9])(?P<century>18|19|20)\s(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
        rf"{_SIGN}(?P<last>[0-9]{{4}})(?![0-9])"
    ),
    pattern(
        r"(?<![0-9])(?P<century>18|19|20)?(?P<year>[0-9]{2})(?P<between>[-.\u2010-\u2015])(?P<month>[0-9]{2})(?P=between)"
        r"(?P<day>[0-9]{2})\s?[-+\u2010-\u2015\u2212]\s?(?P<last>[0-9]{4})(?![0-9])"
    ),
    pattern(
        r"(?<![0-9])(?:(?P<century>18|19|20)\s?)?(?P<year>[0-9]{2})\s(?P<month>[0-9]{2})\s(?P<day>[0-9]{2})"
        rf"{_SIGN}(?P<last>[0-9]{{4}})(?![0-9])"
    ),
)
"""And with the day of birth in parts: 1981-12-18-9876, 81 12 18 9876. A day with a time of day after it is none."""

LEAST_DIGITS = 10
HIDDEN_SIGNS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
COORDINATION = 60
"""What is added to the day in a coordination number."""

_DIGITS = pattern(
    r"[0-9]{2}[\s.\u2010-\u2015-]?[0-9]{2}[\s.\u2010-\u2015-]?[0-9]{2}"
    rf"{_SIGN}[0-9]{{4}}(?![0-9])"
)
"""What stands in every number that is ``WRITTEN``, whatever way: a text without it holds none."""

_RUN = pattern(r"[0-9][0-9\s.+\u2010-\u2015\u2212-]{9,}")
"""Within such a run every number stands, from end to end: few texts hold one, and it is found in a fifth of the time."""

_HIDDEN = pattern(f"[{HIDDEN_SIGNS}]")
_AMOUNT = pattern(r"[.,][0-9]{1,2}(?![0-9])|\s?(?:[tm]?n?kr|mdkr|kronor|sek|:-)(?!\w)", re.IGNORECASE)
_FRACTION = pattern(r"(?<![0-9])0[.,]$")
_OTHER = pattern(
    r"(?:tel|telefon|tfn|mobil|ring|fax|växel|dnr|diarienr|diarienummer|ordernr|ordernummer|order|ocr|fakturanr|faktura)"
    r"[\W_]{0,3}(?:(?:nr|nummer|på)[\W_]{0,3})?$",
    re.IGNORECASE,
)
"""What says that ten digits after it are something else, where nothing stands between them."""


class PersonalNumber(NamedTuple):
    """A personal number in a text: where it begins and ends there, and what may be shown of it."""

    start: int
    end: int
    shown: str


def masked(text: str) -> str:
    """The text with each personal number as ``8112**-****``; another text as it is."""
    if len(text) < LEAST_DIGITS:
        return text
    for number in reversed(numbers_in(text)):
        text = text[: number.start] + number.shown + text[number.end :]
    return text


def masked_numbers_in(text: str) -> Iterator[str]:
    """Each personal number of a text, masked; also where signs that nobody can see stand in it."""
    return (number.shown for number in numbers_in(text))


def is_personal_number(digits: str) -> bool:
    """Whether ten or twelve digits, with nothing between them, are a personal number."""
    number = NUMBER.fullmatch(digits)
    return number is not None and _is_valid(number)


def numbers_in(text: str) -> list[PersonalNumber]:
    """Every personal number of a text, in order."""
    if len(text) < LEAST_DIGITS or not may_hold_numbers(text):
        return []
    if _HIDDEN.search(text) is None:
        return list(_in_plain(text))
    places = [at for at, sign in enumerate(text) if sign not in HIDDEN_SIGNS]
    bare = _HIDDEN.sub("", text)
    return [
        PersonalNumber(places[number.start], places[number.end - 1] + 1, number.shown) for number in _in_plain(bare)
    ]


def may_hold_numbers(text: str) -> bool:
    """Whether it is worth while to look for numbers in a text, or in many joined by line breaks: seldom it is."""
    if any(sign in text for sign in HIDDEN_SIGNS):
        return True
    return any(_DIGITS.search(run) is not None for run in _RUN.findall(text))


def _in_plain(text: str) -> Iterator[PersonalNumber]:
    end = 0
    matches = [match for written in WRITTEN for match in written.finditer(text) if _is_valid(match)]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end and not (_is_bare(match) and _is_something_else(text, match)):
            end = match.end()
            yield PersonalNumber(match.start(), end, _mask(match))


def _is_bare(match: re.Match[str]) -> bool:
    return match[0].isdigit() and not match["century"]


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    """Ten bare digits that the text around them makes an amount, a share, or the number of a telephone or a matter."""
    preceding = text[max(0, match.start() - 24) : match.start()]
    return bool(_AMOUNT.match(text, match.end()) or _FRACTION.search(preceding) or _OTHER.search(preceding))


def _mask(match: re.Match[str]) -> str:
    return f"{match['century'] or ''}{match['year']}{match['month']}**-****"


def _is_valid(match: re.Match[str]) -> bool:
    """Whether it is a day of the calendar, or of a coordination number, with the right check digit."""
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    day -= COORDINATION if day > COORDINATION else 0
    centuries = [int(match["century"])] if match["century"] else [19, 20]
    digits = "".join(match[part] for part in ("year", "month", "day", "last"))
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
