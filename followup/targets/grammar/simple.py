"""Targets made of one number, one limit, one range or one comparison."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from followup.locale import _
from followup.targets.grammar import unit_words as units
from followup.targets.grammar.number_words import NUMBER_WORDS
from followup.targets.grammar.phrase_row import NotUnderstood, PhraseRow, is_mark
from followup.targets.grammar.phrases import Amount, Bound, Change, Span, Time
from followup.targets.model import COMPARED_ELSEWHERE, Kind, Target

FIRST_YEAR, LAST_YEAR = 1990, 2060
"""Numbers that are years where they stand bare after a comparing word."""


def with_value(target: Target, amount: Amount) -> Target:
    """The target with a number and its unit."""
    if amount.slash:
        raise NotUnderstood(_("It is not clear what the number is."))
    if amount.year and FIRST_YEAR <= amount.value <= LAST_YEAR:
        raise NotUnderstood(_("It is not clear whether {year} is a year or a number.", year=str(amount.value)))
    return replace(
        target, value=amount.value, unit=amount.unit, denominator=amount.of, about=bool(amount.about), high=target.high
    )


def limit_of_bound(bound: Bound, text: str) -> Target:
    """At least or at most a number."""
    what = bound.what
    if not isinstance(what, Amount):
        raise NotUnderstood(_("The limit is not understood."))
    if bound.better:
        raise NotUnderstood(_("Better may be higher or lower here."))
    if what.year and FIRST_YEAR <= what.value <= LAST_YEAR:
        if bound.strict:
            kind = Kind.INCREASE if bound.least else Kind.DECREASE
            return Target(text, kind, baseline=str(what.value))
        if bound.than:
            return replace(relative_to_before(bound.least, text), baseline=str(what.value))
        # "minst 2000" compares with nothing: nobody writes a year after a word for the least or the most.
        what = replace(what, year=False)
    if not bound.least and what.value < 0:
        raise NotUnderstood(_("It is not clear which way is good below zero."))
    kind = Kind.AT_LEAST if bound.least else Kind.AT_MOST
    return with_value(Target(text, kind, strict=bound.strict), what)


def range_of_span(span: Span, text: str) -> Target:
    """From one number to another, in one unit."""
    low, high = ends_of(span)
    unit = high.unit or low.unit
    if low.unit and units.canonical_unit(low.unit) != units.canonical_unit(unit):
        raise NotUnderstood(_("It holds two limits."))
    return replace(with_value(Target(text, Kind.RANGE), replace(low, unit=unit)), high=high.value)


def ends_of(span: Span) -> tuple[Amount, Amount]:
    """The ends of a range, the low one first; refused when it does not go upwards."""
    if span.low.value >= span.high.value or span.low.of or span.high.of:
        raise NotUnderstood(_("The range does not go from low to high."))
    return span.low, span.high


def relative_to_before(up: bool, text: str) -> Target:
    """Not below, or not above, what it was."""
    return Target(text, Kind.AT_LEAST if up else Kind.AT_MOST)


def place_only(row: PhraseRow) -> bool:
    """Whether "i landet" only says where."""
    named = row.marks("REFERENCE", "TOP")
    where = ("landet", "riket", "sverige", "länet", "regionen")
    return all(str(mark) in where and is_mark(row.before(mark), "IN") for mark in named)


def reference(row: PhraseRow, text: str) -> Target:
    """A comparison with others: "minst rikets genomsnitt", "topp 10"."""
    if any(isinstance(phrase, Bound) and phrase.what is None for phrase in row.phrases):
        rest = [phrase for phrase in row.numbers() if not (isinstance(phrase, Bound) and phrase.what is None)]
    else:
        rest = list(row.numbers())
    if rest:
        raise NotUnderstood(COMPARED_ELSEWHERE)
    demands = [phrase for phrase in row.any_of(Bound, Change) if not (isinstance(phrase, Change) and phrase.word)]
    held = any(isinstance(phrase, Change) and phrase.held for phrase in demands)
    if len(demands) > 1 or (held and row.has("LEVEL_WITH")) or (demands and row.has("TOP") and not row.has("TO")):
        raise NotUnderstood(_("It holds two demands."))
    named = row.marks("REFERENCE", "TOP")
    alone = not demands and not row.has("TOP", "LEVEL_WITH")
    if alone and (len(named) > 1 or row.of(Time) or row.has("OR") or len(row.words) > 2):
        raise NotUnderstood(COMPARED_ELSEWHERE)
    first = named[0]
    words = [bound_word(phrase) for phrase in row.phrases if isinstance(phrase, Bound | Change)] or [""]
    target = Target(text, Kind.REFERENCE, reference=f"{words[0]} {first}".strip())
    if first.type == "TOP":
        value = _rank(str(first))
        share = "%" in first or "procent" in first
        return replace(target, value=value, unit="%" if share else "plats", reference=str(first))
    return target


def _rank(text: str) -> Decimal | None:
    """The number in "bland de 10 bästa" or "bland de tio bästa"."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if digits:
        return Decimal(digits)
    return next(
        (NUMBER_WORDS[word] for word in text.split() if word in NUMBER_WORDS and word not in ("en", "ett")), None
    )


def bound_word(phrase: Bound | Change) -> str:
    """ "at least", "more than" … of a limit; higher or lower of a change."""
    if isinstance(phrase, Change):
        return "better than" if phrase.better else ("more than" if phrase.up else "less than")
    if phrase.strict:
        return "more than" if phrase.least else "less than"
    return "at least" if phrase.least else "at most"
