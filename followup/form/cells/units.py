"""Units as they are written, which of them are the same, and how many of one another is."""

from __future__ import annotations

from decimal import Decimal

SAME = {
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
BRACKETS = str.maketrans("()", "  ")
COUNTS = frozenset({"", "st", "antal"})
IN_A_CELL = {
    **dict.fromkeys(("miljoner", "miljon", "milj", "mn"), "mnkr"),
    **dict.fromkeys(("miljarder", "miljard", "mdr"), "mdkr"),
    **dict.fromkeys(("tusen",), "tkr"),
}
"""Words for money where a cell wants money, alone or before "kr": 1,4 miljoner, 1,4 milj kr."""

COUNTED = frozenset(
    {
        *("styck", "besök", "läkarbesök", "distansbesök", "patienter", "personer", "vårdtillfällen"),
        *("operationer", "samtal", "ärenden", "remisser"),
    }
)
"""What a bare count may be followed by: 5 besök is 5."""

NOT_COUNTED = frozenset(
    {
        *("‰", "procentenheter", "index", "poäng", "betyg", "nki", "hme"),
        *("dagar", "dygn", "timmar", "min", "veckor", "månader", "år"),
        *("kg", "ton", "km", "mil", "liter"),
    }
)
"""Units of what is measured, and never a number of people or things."""


def is_share(unit: str) -> bool:
    """Whether a unit of measurement says that figures are shares, stored 0–1: "%", "procent", "Andel (%)" …"""
    return known(" ".join(unit.translate(BRACKETS).casefold().split())) == "%"


def may_be_counted(unit: str) -> bool:
    """Whether figures in a unit may be counts, of people or of anything: no share, money, time, index or ratio."""
    text = " ".join(unit.casefold().split())
    is_ratio = "per " in text or "/" in text
    return not (is_share(unit) or money(text) or known(text) in NOT_COUNTED or is_ratio)


def known(unit: str) -> str:
    """A unit in the one way of writing it; others as they are."""
    return SAME.get(unit, unit)


def factor(unit: str, other: str) -> Decimal | None:
    """How many ``other`` one ``unit`` is: 1000 from mnkr to tkr; None when they cannot be compared."""
    unit, other = known(unit), known(other)
    if unit == other or (unit in COUNTS and other in COUNTS):
        return Decimal(1)
    if unit in MONEY and other in MONEY:
        return MONEY[unit] / MONEY[other]
    return None


def money(unit: str) -> str:
    """The unit of money that a word in a cell is, kr to mdkr; empty when it is none."""
    bare = unit.removesuffix(" kronor").removesuffix(" kr").rstrip(". ")
    found = IN_A_CELL.get(bare, known(bare))
    return "kr" if unit == ":-" else found if found in MONEY else ""


def is_unit(text: str) -> bool:
    """Whether a text is a unit that we know, or reads as one (per 1000 invånare)."""
    return known(text) in {*SAME.values(), *COUNTED} or money(text) != "" or "per " in text
