"""Units as they are written, which of them are the same, and how many of one another is."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

SPELLINGS = {
    **dict.fromkeys(("procent", "procents", "pct", "proc", "%"), "%"),
    **dict.fromkeys(("andel", "procentandel", "andel i procent", "andel i %", "andel %", "andel procent"), "%"),
    **dict.fromkeys(("promille", "‰"), "‰"),
    **dict.fromkeys(("procentenhet", "procentenheter", "procentenheters", "%-enheter", "%-enhet"), "procentenheter"),
    **dict.fromkeys(("mnkr", "mkr", "msek"), "mnkr"),
    **dict.fromkeys(("tkr", "ksek", "kkr"), "tkr"),
    **dict.fromkeys(("kr", "kronor", "sek"), "kr"),
    **dict.fromkeys(("st", "st.", "stycken", "antal"), "st"),
    **dict.fromkeys(("dag", "dagar"), "dagar"),
    **dict.fromkeys(("tim", "tim.", "timme", "timmar", "h"), "timmar"),
    **dict.fromkeys(("min", "min.", "minut", "minuter"), "min"),
    **dict.fromkeys(("vecka", "veckor"), "veckor"),
    **dict.fromkeys(("mån", "mån.", "månad", "månader"), "månader"),
    **dict.fromkeys(("inv", "inv.", "invånare"), "invånare"),
    **dict.fromkeys(("index", "indexet", "indexvärde", "indexvärdet"), "index"),
    **dict.fromkeys(("poäng", "p", "p."), "poäng"),
    **dict.fromkeys(("plats", "platsen"), "plats"),
    **dict.fromkeys(("betyg", "betyget"), "betyg"),
}
MONEY = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1000000), "mdkr": Decimal(1000000000)}
BRACKETS = str.maketrans("()[],:", "      ")
COUNTS = frozenset({"", "st", "antal"})
IN_A_CELL = {
    **dict.fromkeys(("miljoner", "miljon", "milj", "mn"), "mnkr"),
    **dict.fromkeys(("miljarder", "miljard", "mdr"), "mdkr"),
    **dict.fromkeys(("tusen",), "tkr"),
}
"""Words for money where a cell wants money, alone or before "kr": 1,4 miljoner, 1,4 milj kr."""

COUNTED = frozenset((
    "styck", "besök", "läkarbesök", "distansbesök", "patienter", "personer", "vårdtillfällen",
    "operationer", "samtal", "ärenden", "remisser",
))  # fmt: skip
"""What a bare count may be followed by: 5 besök is 5."""

NOT_COUNTED = frozenset((
    "‰", "procentenheter", "index", "poäng", "betyg", "nki", "hme",
    "dagar", "dygn", "timmar", "min", "veckor", "månader", "år",
    "kg", "ton", "km", "mil", "liter",
))  # fmt: skip
"""Units of what is measured, and never a number of people or things."""


SHARE = re.compile(
    r"(?:andel )?(?:i )?(?:%|procents?|pct|proc)(?: (?!enhet).*)?|(?:procentandel|andel)(?: .*(?: %|\bprocent))?"
)
"""Procent av besöken, andel i % (vuxna), andel patienter (%)."""


@lru_cache(maxsize=4096)
def is_share(unit: str) -> bool:
    """Whether a unit of measurement says that figures are shares, stored 0–1: "%", "procent", "Andel (%)" …"""
    return SHARE.fullmatch(" ".join(unit.translate(BRACKETS).casefold().split())) is not None


DECIDING = (
    "procent", "procentandel", "andel i procent", "procentenheter", "promille", "mnkr", "mkr", "mdkr",
    "tkr", "kronor", "miljoner", "miljarder", "index", "antal", "stycken",
)  # fmt: skip
"""Units on which it depends how figures are read and judged."""


def unit_meant(unit: str) -> str:
    """The unit that another one is nearly written as, "mnkr" for "mnkt"; empty for one that is known or its own."""
    if is_known_unit(unit):
        return ""
    normalised = _as_compared(unit)
    return next((candidate for candidate in DECIDING if _is_a_slip(normalised, candidate)), "")


SHORTEST_ENDING, ALIKE = 4, 0.75
"""Letters of a unit that another one ends with, and how alike two are, 0–1, where one reminds of the other."""


def nearest_unit(unit: str) -> str:
    """The known unit that an unknown one is like, "dagar" for "arbetsdagar"; empty where none is: "ton CO2e"."""
    normalised = _as_compared(unit)
    nearest = min((*SPELLINGS, *COUNTED), key=lambda other: (-_similarity(normalised, other), other))
    is_ending = len(nearest) >= SHORTEST_ENDING and normalised.endswith(nearest)
    return nearest if is_ending or _similarity(normalised, nearest) >= ALIKE else ""


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def is_known_unit(unit: str) -> bool:
    """Whether a unit is one that we know, in some way of writing it."""
    normalised = _as_compared(unit)
    return (
        is_share(unit)
        or is_unit(normalised)
        or normalised in (*SPELLINGS, *COUNTS, *IN_A_CELL, *IN_A_CELL.values(), *NOT_COUNTED)
    )


def _as_compared(unit: str) -> str:
    return " ".join(unit.translate(BRACKETS).casefold().split())


def _is_a_slip(text: str, word: str) -> bool:
    """One letter wrong, missing, too many or changed places with the next; two in a long word, none but places in a short."""
    if len(word) < 4:
        return len(text) == len(word) and sorted(text) == sorted(word)
    return _edit_distance(text, word) <= (1 if len(word) < 8 else 2)


def _edit_distance(one: str, other: str) -> int:
    """How many letters lie between two words; two that change places are one step."""
    line_before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        line = [at]
        for place, other_letter in enumerate(other, start=1):
            line.append(min(line[-1] + 1, last[place] + 1, last[place - 1] + (letter != other_letter)))
            if at > 1 and place > 1 and one[at - 2 : at] == other[place - 2 : place][::-1]:
                line[-1] = min(line[-1], line_before[place - 2] + 1)
        line_before, last = last, line
    return last[-1]


def may_be_counted(unit: str) -> bool:
    """Whether figures in a unit may be counts, of people or of anything: no share, money, time, index or ratio."""
    text = " ".join(unit.casefold().split())
    is_ratio = "per " in text or "/" in text
    return not (is_share(unit) or money_unit(text) or canonical_unit(text) in NOT_COUNTED or is_ratio)


def canonical_unit(unit: str) -> str:
    """A unit in the one way of writing it; others as they are.

    "recept/1000 inv." is "recept/1000 invånare", and "dygn per kalenderår" is "dygn": figures of a year are counted by
    the year anyhow. A rate per so many is no count, and a share by the year no share.
    """
    spelling = SPELLINGS.get(unit)
    if spelling is not None:
        return spelling
    return _rate(unit) if "/" in unit or "per " in unit else unit


YEARLY = frozenset({"år", "kalenderår", "helår"})


def _rate(unit: str) -> str:
    """What is counted, and by what, both in the one way of writing them."""
    counted, *by = (part.strip() for part in f" {unit}".replace(" per ", "/").split("/"))
    by = [" ".join(SPELLINGS.get(word, word) for word in _whole_thousands(part).split()) for part in by]
    counted = SPELLINGS.get(counted, counted)
    if by and by[-1] in YEARLY and counted not in ("%", "‰", "procentenheter"):
        by = by[:-1]
    return "/".join((counted, *by))


def _whole_thousands(by: str) -> str:
    """ "1 000 invånare" as "1000 invånare"."""
    head, _space, rest = by.partition(" ")
    return head + rest if head.isdigit() and rest[:3].isdigit() else by


@lru_cache(maxsize=1024)
def ways_of_writing(unit: str) -> frozenset[str]:
    """All that may be read as a unit, as far as units are known; no rates but those by the year."""
    words = {"", unit, canonical_unit(unit), *SPELLINGS, *SPELLINGS.values(), *COUNTED, *MONEY, *IN_A_CELL, ":-"}
    by_year = {f"{word}{by}{year}" for word in words for by in ("/", " per ") for year in YEARLY}
    return frozenset(words | by_year | {f"{word} {kr}" for word in words for kr in ("kr", "kronor")})


def conversion_factor(unit: str, other: str) -> Decimal | None:
    """How many ``other`` one ``unit`` is: 1000 from mnkr to tkr; None when they cannot be compared."""
    unit, other = canonical_unit(unit), canonical_unit(other)
    if unit == other or (unit in COUNTS and other in COUNTS):
        return Decimal(1)
    if unit in MONEY and other in MONEY:
        return MONEY[unit] / MONEY[other]
    return None


def money_unit(unit: str) -> str:
    """The unit of money that a word in a cell is, kr to mdkr; empty when it is none."""
    bare = unit.removesuffix(" kronor").removesuffix(" kr").rstrip(". ")
    currency = IN_A_CELL.get(bare, canonical_unit(bare))
    return "kr" if unit == ":-" else currency if currency in MONEY else ""


def is_unit(text: str) -> bool:
    """Whether a text is a unit that we know, or reads as one (per 1000 invånare)."""
    return canonical_unit(text) in {*SPELLINGS.values(), *COUNTED} or money_unit(text) != "" or "per " in text
