"""No number of a text is lost: each has a place in the answer, or belongs to a class that says nothing of the figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from followup.patterns import pattern

NEUTRAL = {
    "number in a list": r"^\(?[0-9]{1,2}[.)] (?=[^0-9])",
    "ages": r"[0-9]{1,3} ?(?:-|till|och) ?[0-9]{1,3} ?(?:år|åringar|åriga)\b|[0-9]{1,3}-?(?:åringar|åriga)\b"
    r"|[0-9]{1,3} ?år (?:och|eller) (?:äldre|yngre|uppåt|däröver)\b|(?:åk|årskurs|klass) [0-9](?: ?- ?[0-9])?",
    "section or page": r"(?:bilaga|bilagan|avsnitt|kapitel|sida|sidan|tabell|figur|punkt) ?[0-9]{1,3}(?:\.[0-9]{1,2})*",
    "the advice line by telephone": r"(?:till|via) 1177\b|\b1177(?= vårdguiden| direkt|:)",
}
"""Numbers that name something, and are no figures. Those of dates, units and conditions stand in the answer itself."""

_NEUTRAL = pattern("|".join(NEUTRAL.values()))
_NUMBER = pattern(r"(?<![\w§])(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+)(?:[,.][0-9]+)?")
_DIGITS = pattern(r"[0-9]+(?:[.,][0-9]+)?")
_IN_WORDS = ("text", "reason", "missing_reason")


def lost_number(words: str, answer: object) -> str:
    """The first number of a normalised text that has no place in what was understood of it; empty when none is lost."""
    numbers = _NUMBER.findall(_NEUTRAL.sub(" ", words))
    if not numbers or (len(numbers) == 1 and _read(numbers[0]) == getattr(answer, "value", None)):
        return ""
    accounted = set(_numbers(answer))
    accounted |= set(_worked_out(answer, accounted))
    return next(
        (
            digits
            for digits in numbers
            if not (_read(digits) in accounted or all(_read(p) in accounted for p in digits.split()))
        ),
        "",
    )


def _read(digits: str) -> Decimal:
    plain = digits.replace(" ", "")
    plain = plain.replace(".", "") if plain.count(".") > 1 else plain
    return Decimal(plain.replace(",", "."))


def _numbers(value: object) -> Iterator[Decimal]:
    """All numbers of an answer, without their signs; those of its texts too ("2022", "31 december", "recept/1000 inv")."""
    if isinstance(value, Decimal):
        yield abs(value)
    elif isinstance(value, str):
        yield from _in_text(value)
    elif isinstance(value, Mapping):
        yield from _numbers((*value, *value.values()))
    elif isinstance(value, tuple):
        for item in value:
            yield from _numbers(item)
    elif hasattr(value, "__dataclass_fields__"):
        values = (part for name, part in vars(value).items() if name not in _IN_WORDS)
        yield from _numbers(tuple(part for part in values if part or isinstance(part, Decimal)))


def _in_text(text: str) -> Iterator[Decimal]:
    for digits in _DIGITS.findall(text):
        yield _read(digits)
        yield from (_read(piece) for piece in re.split("[.,]", digits))


def _worked_out(answer: object, numbers: set[Decimal]) -> Iterator[Decimal]:
    """Numbers that the answer says in another way: 70 ± 5 as 65–75, (93 %) beside 14 of 15, '23 as 2023."""
    low, high = getattr(answer, "value", None), getattr(answer, "high", None)
    latest = getattr(answer, "latest", None)
    low = latest.total if latest is not None else low
    if low is not None and high is not None:
        yield from (abs(low + high) / 2, abs(high - low) / 2)
    part = getattr(answer, "numerator", None)
    whole = getattr(answer, "denominator", None)
    part = low if part is None else part
    if part is not None and whole:
        share = part * 100 / whole
        yield from (round(share, 0), round(share, 1), round(share, 2), Decimal(int(share)))
    yield from (year % 100 for year in numbers if 1990 <= year <= 2060)
