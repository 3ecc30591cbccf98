"""Whether the parts of a figure make a sum, to be held against a target for all of them."""

from __future__ import annotations

from followup.form.written.units_of_measure import COUNTED, COUNTS, MONEY, canonical_unit, is_share

SUMMED = (COUNTS - {""}) | COUNTED | MONEY.keys()
MEASURES_OF = frozenset(
    {"‰", "procentenheter", "index", "poäng", "betyg", "plats", "nki", "hme", "kvot", "dagar", "dygn", "år"}
    | {"timmar", "min", "veckor", "månader"}
)
"""Units of what no parts make a sum of: a wait of ten days for women and of twelve for men is none of 22."""


def makes_a_sum(unit: str, wanted: str = "", adds_up: str = "") -> bool | None:
    """Whether women and men, or whatever the parts are, make a sum: counts and money do, shares and indexes do not.

    ``unit`` is the measure's, ``wanted`` the target's, ``adds_up`` the plan's rule for the region (``sum``,
    ``weighted``, ...). None when nothing says.
    """
    unit = canonical_unit(" ".join(unit.casefold().split()))
    # What can never be a sum comes first: a plan that sums the units' waits still has no sum of women and men.
    if is_share(unit) or adds_up == "weighted" or "per " in unit or "/" in unit or unit in MEASURES_OF:
        return False
    if adds_up == "sum" or {unit, wanted} & SUMMED:
        return True
    return None
