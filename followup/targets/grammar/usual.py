"""The phrases of the most usual texts, found without the grammar: a number, a limit, a number for each part.

They are just those that the grammar finds, for less than a hundredth of its time; a test holds both against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from followup.targets.grammar import unit_words as units
from followup.targets.grammar.phrases import Amount, Bound, Change, Mark, Phrase

LIMITS: Mapping[str, tuple[bool, bool]] = {
    "minst": (True, False), "lägst": (True, False), "högst": (False, False), "max": (False, False), "över": (True, True),
    "under": (False, True), "≥": (True, False), "≤": (False, False), ">": (True, True), "<": (False, True),
}  # fmt: skip
"""Whether it is the least, and whether it is itself left out."""

CHANGES: Mapping[str, bool] = {"öka": True, "minska": False}
PARTS = ("kvinnor", "kv", "k", "män", "m", "totalt", "tot")
UNITS = ("procent", "st", "mnkr", "mkr", "tkr", "kr", "dagar", "dygn", "timmar", "minuter", "poäng")

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{1,2})?"
"""Of more digits it may be a year, or have its thousands apart."""
_AMOUNT = rf"({_NUMBER})( ?%| (?:{'|'.join(UNITS)}))?"
_WORDS, _SIGNS = "|".join(filter(str.isalpha, LIMITS)), "|".join(limit for limit in LIMITS if not limit.isalpha())
_LIMIT = re.compile(rf"((?:{_WORDS}) |(?:{_SIGNS}) ?)?{_AMOUNT}")
_PART = rf"({'|'.join(PARTS)})(?:(:) ?| ){_AMOUNT}(?: |$)"
_ONE_PART, _EACH_PART = re.compile(_PART), re.compile(rf"(?:{_PART}){{1,4}}")


def grammar_phrases(text: str) -> tuple[Phrase, ...] | None:
    """The phrases that the grammar finds in a normalised text, with lark; None when it does not hang together."""
    from followup.targets.grammar.building import phrases

    return phrases(text)


def usual_phrases(text: str) -> tuple[Phrase, ...] | None:
    """The phrases of a normalised text; None where only the grammar can tell."""
    if text in CHANGES:
        return (Change(CHANGES[text]),)
    if match := _LIMIT.fullmatch(text):
        limit, number, unit = match.groups()
        amount = _amount(number, unit)
        return (Bound(*LIMITS[limit.strip()], amount) if limit else amount,)
    if _EACH_PART.fullmatch(text) is None:
        return None
    row: list[Phrase] = []
    for part, colon, number, unit in _ONE_PART.findall(text):
        row += [Mark("PART", part), *([Mark("COLON", colon)] if colon else []), _amount(number, unit)]
    return tuple(row)


def _amount(number: str, unit: str) -> Amount:
    return Amount(Decimal(number.replace(",", ".")), units.canonical_unit(unit.strip()) if unit else "")
