"""Units as they are written, and which of them are the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

SAME = {
    **dict.fromkeys(("procent", "procents", "%"), "%"),
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
NAMED = frozenset(
    {*SAME.values(), *MONEY, "dygn", "år", "kg", "ton", "km", "mil", "liter", "nki", "hme", "mdkr"} - {"st"}
)
"""Units that are something else than a count of what the measure counts."""
DURATIONS = frozenset({"dagar", "dygn", "timmar", "min", "veckor", "månader", "år"})
SHARES = frozenset({"%", "‰", "procentenheter"})
COUNTS = frozenset({"", "st", "antal"})
NOT_UNITS = frozenset(
    [
        "helst",
        "minst",
        "dock",
        "som",
        "när",
        "där",
        "då",
        "vilket",
        "varav",
        "inklusive",
        "exklusive",
        "totalt",
        "eller",
        "senast",
        "redan",
        "jämnt",
        "stora",
        "nya",
        "olika",
        "snarast",
        "årligen",
        "vid",
        "ej",
        "den",
        "det",
        "de",
        "för",
        "att",
        "om",
    ]
)
"""Words that may follow a number without being what it counts."""


def known(unit: str) -> str:
    """A unit in the one way of writing it; others as they are."""
    return SAME.get(unit, unit)


def written(parts: Sequence[str]) -> str:
    """A unit of several words: "recept", "per", "1 000", "invånare" is "recept/1000 invånare"."""
    return "".join(parts)


def factor(unit: str, other: str) -> Decimal | None:
    """How many ``other`` one ``unit`` is: 1000 from mnkr to tkr; None when they cannot be compared."""
    unit, other = known(unit), known(other)
    if unit == other or (unit in COUNTS and other in COUNTS):
        return Decimal(1)
    if unit in MONEY and other in MONEY:
        return MONEY[unit] / MONEY[other]
    return None
