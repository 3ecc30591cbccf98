"""Words that say what the sign of a figure means: a deficit, a fall, a saving, a difference either way.

A deficit of 20 is written −20 by some and 20 by others, and so is what has been saved. The target keeps the word, and
what judges it asks which of the two a figure is.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from followup.locale import _
from followup.targets.grammar.phrase_row import NUMERIC, NotUnderstood, PhraseRow, is_mark
from followup.targets.model import Kind, Target

WITHOUT_FIGURES = frozenset({Kind.BOOLEAN, Kind.DEADLINE, Kind.REFERENCE, Kind.UNKNOWN})
NEGATIVE_NOUNS = ("resultat", "resultatet", "netto", "saldo", "kassaflöde", "utfall", "utfallet", "prognos")
COUNTED = ("andel", "antal")
"""What is counted is no sum with a sign: "andel enheter med underskott"."""
UNWANTED_FALLS = ("nedgång", "tapp")
BETWEEN = ("AUX", "SHALL", "COLON", "EQUALS", "IN", "WITH", "OF")


def with_sign(row: PhraseRow, target: Target) -> Target:
    """The target with what its own words say of signs; NotUnderstood where they cannot be brought together."""
    if target.kind in WITHOUT_FIGURES or target.balance or target.parts or _counts(row):
        return target
    if row.has("DEFICIT") or _is_below_zero(row):
        return _of_deficit(row, target)
    if row.has("SAVING") and _beside_number(row, "SAVING"):
        return _of_fall(target, "saving", is_wanted=True)
    if row.has("FALL") and _beside_number(row, "FALL"):
        wanted = not any(word in mark for mark in row.marks("FALL") for word in UNWANTED_FALLS)
        return _of_fall(target, "fall", is_wanted=wanted)
    if row.has("DEVIATION") and not row.has("NEGATIVE", "POSITIVE"):
        return _either_way(target)
    return target


def _counts(row: PhraseRow) -> bool:
    return any(word.startswith(COUNTED) for word in row.words) or any(
        str(mark).startswith(COUNTED) for mark in row.marks("COUNT")
    )


def _is_below_zero(row: PhraseRow) -> bool:
    """ "negativ avvikelse", "negativt resultat": not of "negativa händelser"."""
    return row.has("NEGATIVE") and (row.has("DEVIATION") or any(word.endswith(NEGATIVE_NOUNS) for word in row.words))


def _beside_number(row: PhraseRow, name: str) -> bool:
    """Whether the word stands straight beside a number: not in "80 % av projekten inom besparingarna"."""
    kept = [phrase for phrase in row.phrases if not is_mark(phrase, *BETWEEN) and str(phrase) not in ("om", "på")]
    pairs = pairwise(kept)
    return any(
        (is_mark(one, name) and isinstance(other, NUMERIC)) or (is_mark(other, name) and isinstance(one, NUMERIC))
        for one, other in pairs
    )


def _of_deficit(row: PhraseRow, target: Target) -> Target:
    if target.kind is Kind.EQUAL and not target.split and not target.value:
        # No deficit at all, or as it was: as everywhere less of it is as good.
        target = replace(target, kind=Kind.AT_MOST)
    smaller = target.kind in (Kind.AT_MOST, Kind.DECREASE, Kind.DECREASE_BY)
    if smaller and not target.better and not row.has("POSITIVE"):
        return replace(target, amount_of="deficit")
    # "minst -15 mnkr" has its sign.
    if target.kind in (Kind.AT_LEAST, Kind.RANGE) and target.value is not None and target.value < 0:
        return target
    raise _unclear()


def _of_fall(target: Target, amount_of: str, *, is_wanted: bool) -> Target:
    if target.kind is Kind.EQUAL and (target.value is not None or target.split) and is_wanted:
        target = replace(target, kind=Kind.AT_LEAST)  # whoever saves more has done it
    numbers = [number for number in (target.value, *target.split.values()) if number is not None]
    if target.kind not in (Kind.AT_LEAST, Kind.AT_MOST) or any(number < 0 for number in numbers) or not numbers:
        raise _unclear()
    return replace(target, amount_of=amount_of)


def _either_way(target: Target) -> Target:
    """ "Högst 1 procent avvikelse" goes both ways."""
    if target.kind is Kind.RANGE and target.value is not None and target.value >= 0:
        raise _unclear()
    smaller = (Kind.AT_MOST, Kind.EQUAL, Kind.DECREASE, Kind.DECREASE_BY)
    if target.kind in smaller and (target.value is None or target.value >= 0):
        return replace(target, two_sided=True)
    return target


def _unclear() -> NotUnderstood:
    return NotUnderstood(
        _("It is not clear which sign the figures have. Write the limit with its sign: minst -15 mnkr.")
    )
