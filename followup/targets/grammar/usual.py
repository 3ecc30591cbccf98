"""The phrases of the most usual texts, found without the grammar: a number, a limit, a change, a number for each part.

They are just those that the grammar finds, for less than a hundredth of its time; a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from followup.patterns import pattern
from followup.targets.grammar import unit_words as units
from followup.targets.grammar.phrases import Amount, Bound, By, Change, Mark, Phrase, Span, Time, To

LIMITS: Mapping[str, tuple[bool, bool]] = {
    "minst": (True, False), "lägst": (True, False), "högst": (False, False), "max": (False, False), "över": (True, True),
    "under": (False, True), "≥": (True, False), "≤": (False, False), ">": (True, True), "<": (False, True),
}  # fmt: skip
"""Whether it is the least, and whether it is itself left out."""

CHANGES: Mapping[str, bool] = {"öka": True, "minska": False}
PARTS = ("kvinnor", "kv", "k", "män", "m", "totalt", "tot")
UNITS = ("procent", "procentenheter", "st", "mnkr", "mkr", "tkr", "kr", "dagar", "dygn", "timmar", "minuter", "poäng")

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{1,2})?"
"""Of more digits it may be a year, or have its thousands apart."""
_AMOUNT = rf"({_NUMBER})( ?%| (?:{'|'.join(UNITS)}))?"
_WORDS, _SIGNS = "|".join(filter(str.isalpha, LIMITS)), "|".join(limit for limit in LIMITS if not limit.isalpha())
_LIMIT = pattern(rf"((?:{_WORDS}) |(?:{_SIGNS}) ?)?{_AMOUNT}")
_YEAR = "20[0-9]{2}"
_BY_YEAR = pattern(rf"((?:{_WORDS}) |(?:{_SIGNS}) ?)?{_AMOUNT} senast ({_YEAR})")
_SIZES: Mapping[str, type[By] | type[To]] = {"med": By, "till": To}
_BEFORE = "föregående år"
_CHANGED = pattern(
    rf"({'|'.join(CHANGES)})(?: ({'|'.join(_SIZES)}) {_AMOUNT})?(?: jämfört (?:med )?({_YEAR}|{_BEFORE}))?"
)
_BETWEEN = pattern(rf"mellan ({_NUMBER}) och {_AMOUNT}")
_PART = rf"({'|'.join(PARTS)})(?:(:) ?| ){_AMOUNT}(?: |$)"
_ONE_PART, _EACH_PART = pattern(_PART), pattern(rf"(?:{_PART}){{1,4}}")


def grammar_phrases(text: str) -> tuple[Phrase, ...] | None:
    """The phrases that the grammar finds in a normalised text, with lark; None when it does not hang together."""
    from followup.targets.grammar.building import phrases

    return phrases(text)


def usual_phrases(text: str) -> tuple[Phrase, ...] | None:
    """The phrases of a normalised text; None where only the grammar can tell."""
    if match := _LIMIT.fullmatch(text):
        return (_limit(*match.groups()),)
    if match := _CHANGED.fullmatch(text):
        return tuple(_changed(*match.groups()))
    if match := _BY_YEAR.fullmatch(text):
        *limit, year = match.groups()
        return _limit(*limit), Time(year, "by")
    if match := _BETWEEN.fullmatch(text):
        low, high, unit = match.groups()
        return (Span(_amount(low, unit), _amount(high, unit)),)
    if _EACH_PART.fullmatch(text) is None:
        return None
    row: list[Phrase] = []
    for part, colon, number, unit in _ONE_PART.findall(text):
        row += [Mark("PART", part), *([Mark("COLON", colon)] if colon else []), _amount(number, unit)]
    return tuple(row)


def _limit(limit: str | None, number: str, unit: str | None) -> Bound | Amount:
    amount = _amount(number, unit)
    return Bound(*LIMITS[limit.strip()], amount) if limit else amount


def _changed(change: str, size: str | None, number: str, unit: str | None, since: str | None) -> Iterator[Phrase]:
    """Up or down, by how much or to what, and since when."""
    yield Change(CHANGES[change])
    if size:
        yield _SIZES[size](_amount(number, unit))
    if since:
        yield Time("previous year", "since", earlier=True) if since == _BEFORE else Time(since, "since")


def _amount(number: str, unit: str | None) -> Amount:
    return Amount(Decimal(number.replace(",", ".")), units.canonical_unit(unit.strip()) if unit else "")
