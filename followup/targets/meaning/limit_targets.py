"""Targets with a limit, a range or a bare number: minst 95 %, 4–6 %, 70 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from followup.locale import _, literal
from followup.targets.grammar import times
from followup.targets.grammar import unit_words as units
from followup.targets.grammar.phrase_row import NUMBERED, NotUnderstood, PhraseRow, is_mark, unit_of
from followup.targets.grammar.phrases import Amount, Bound, By, From, Phrase, Span, Time, To, Within
from followup.targets.grammar.simple import (
    limit_of_bound,
    place_only,
    range_of_span,
    reference,
    relative_to_before,
    with_value,
)
from followup.targets.model import Kind, Target

REACHING = ("uppgå", "uppgår", "nå", "når", "uppnå", "uppnår", "vara", "är", "bli", "blir", "ligga", "ligger", "komma")


def limit_target(row: PhraseRow, text: str) -> Target | None:
    """A target with a limit; None when there is none."""
    bounds = row.of(Bound)
    limits = [bound for bound in bounds if bound.what is not None]
    if not bounds:
        return None
    if row.has("REFERENCE", "TOP") and not place_only(row):
        return reference(row, text)
    if not limits:
        return _against_earlier(row, bounds, text)
    if row.any_of(Amount, Span, To, By, From) or row.has("NONE", "ZERO_VISION") or _all_of_something(row, limits):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    # Before two limits are refused: one from below and one from above make a range.
    if len(limits) == 2 and limits[0].least is not limits[1].least and len(bounds) == 2:
        return _between(limits, text)
    if (
        len({(phrase.least, phrase.strict, phrase.what) for phrase in limits}) > 1
        or len({bound.least for bound in bounds}) > 1
    ):
        raise NotUnderstood(_("It holds two limits."))
    if len(bounds) > len(limits) and not _is_restated(row):
        raise NotUnderstood(_("It holds two limits."))
    # A place is a rank among others, whose figures are not known here.
    if limits[0].better and row.has("PLACE") and isinstance(limits[0].what, Amount):
        return Target(text, Kind.REFERENCE, limits[0].what.value, unit="plats", reference="rank")
    return limit_of_bound(limits[0], text)


def _is_restated(row: PhraseRow) -> bool:
    """Whether the second limit only says the first again: "(d v s minst 100 %)"."""
    letters = " ".join(row.words)
    return any(again in letters for again in ("d v s", "dvs", "det vill säga"))


def _all_of_something(row: PhraseRow, limits: Sequence[Bound]) -> bool:
    """ "Alla enheter ska ha minst 3 möten": all of them, or three meetings?"""
    return bool(row.phrases) and is_mark(row.phrases[0], "ALL") and unit_of(limits[0]) not in units.SHARES


def _against_earlier(row: PhraseRow, bounds: Sequence[Bound], text: str) -> Target | None:
    """ "fler än föregående år", "högst 2019 års nivå"; None when nothing earlier is named."""
    earlier = [time for time in row.of(Time) if time.earlier or time.role == "since"]
    if len(bounds) > 1 or row.any_of(Amount, Span, To, By, From):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    if not earlier:
        raise NotUnderstood(_("The limit has no number."))
    if bounds[0].strict:
        return Target(text, Kind.INCREASE if bounds[0].least else Kind.DECREASE, baseline=earlier[0].at)
    return replace(relative_to_before(bounds[0].least, text), baseline=earlier[0].at)


def _between(limits: Sequence[Bound], text: str) -> Target:
    """ "minst 85 % och högst 90 %"."""
    low, high = sorted(limits, key=lambda bound: not bound.least)
    if low.strict or high.strict or not isinstance(low.what, Amount) or not isinstance(high.what, Amount):
        raise NotUnderstood(_("It holds two limits."))
    return range_of_span(Span(low.what, high.what), text)


# Bare numbers and ranges


def span_target(row: PhraseRow, text: str) -> Target | None:
    """A target from one number to another; None when there is no range."""
    numbers = row.numbers()
    beside = len(numbers) == 2 and row.after(numbers[0]) is numbers[1]
    if beside and isinstance(numbers[0], Amount) and isinstance(numbers[1], To) and isinstance(numbers[1].what, Amount):
        low, high = numbers[0], numbers[1].what
        return range_of_span(Span(replace(low, unit=low.unit or high.unit), high), text)
    spans = row.of(Span)
    if not spans:
        return None
    if len(numbers) == 1 and spans[0].low == spans[0].high:
        return with_value(Target(text, Kind.EQUAL), spans[0].low)
    if len(numbers) > 1:
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    return range_of_span(spans[0], text)


def value_target(row: PhraseRow, text: str) -> Target | None:
    """A target that is a number without a limit; None when there is no number."""
    numbers = row.numbers()
    if not numbers:
        return _value_like_a_year(row, text)
    if len(numbers) > 1 or row.has("REFERENCE", "TOP", "NONE", "POSITIVE", "NEGATIVE", "THAN_TARGET", "LEVEL_WITH"):
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    number = numbers[0]
    if isinstance(number, Within):
        return limit_of_bound(
            number.what if isinstance(number.what, Bound) else Bound(False, False, _amount(number.what)), text
        )
    if isinstance(number, From):
        # "Från 12 till 8 %" can only go down; "från 8 till 12" may be a range or a rise.
        if isinstance(number.to, Amount) and number.to.value < number.what.value:
            return with_value(Target(text, Kind.AT_MOST), number.to)
        if number.to is not None or number.what.unit == "år":
            raise NotUnderstood(_("It is not clear whether it is a range or a change."))
        return with_value(Target(text, Kind.AT_LEAST), number.what)
    if isinstance(number, To):
        return _target_of_level(number, row, text)
    if isinstance(number, By):
        raise NotUnderstood(_("It is not clear which change is meant."))
    assert isinstance(number, Amount)
    return _bare(number, row, text)


def _bare(number: Amount, row: PhraseRow, text: str) -> Target:
    before = row.before(number)
    if is_mark(before, "WORD") and is_mark(row.before(number, 2), "SHALL"):
        raise NotUnderstood(_("“{text}” is not understood.", text=literal(str(before))))
    if str(before) in NUMBERED and not number.unit:
        raise NotUnderstood(_("It is not clear what the number is."))
    if is_mark(before, "ALL", "COMPARED", "WITHIN", "SEP") and not _between_words(before):
        raise NotUnderstood(_("It is not clear what the number is."))
    if is_mark(before, "SEP") and str(before) == "-":
        raise NotUnderstood(_("It is not clear whether the dash is a minus sign."))
    since = [time for time in row.of(Time) if time.role == "since"]
    # "Minus två procent": a minus sign would make it a figure, the word before a word tells a fall.
    if str(before) == "minus":
        return with_value(Target(text, Kind.DECREASE_BY), number)
    # A level is never in percentage points: "+2 procentenheter" is a change.
    if number.signed and number.unit == "procentenheter" and number.value > 0:
        return with_value(Target(text, Kind.INCREASE_BY), number)
    # "-20 % sedan 2019" is a change too: no level is counted from a year.
    if since and number.value < 0 and number.unit in ("%", ""):
        return with_value(Target(text, Kind.DECREASE_BY), replace(number, value=-number.value))
    return with_value(Target(text, Kind.EQUAL), number)


def _between_words(mark: Phrase | None) -> bool:
    return is_mark(mark, "SEP") and str(mark) != "-"


def _amount(what: object) -> Amount:
    if not isinstance(what, Amount) or not what.duration:
        raise NotUnderstood(_("The limit is not understood."))
    return what


def _target_of_level(number: To, row: PhraseRow, text: str) -> Target:
    """ "uppgå till minst 70 procent"; another verb may turn the meaning round."""
    if str(row.before(number)) not in (*REACHING, "upp"):
        raise NotUnderstood(_("It is not clear which change is meant."))
    if isinstance(number.what, Bound):
        return limit_of_bound(number.what, text)
    if isinstance(number.what, Span):
        return range_of_span(number.what, text)
    return with_value(Target(text, Kind.EQUAL), number.what)


def _value_like_a_year(row: PhraseRow, text: str) -> Target | None:
    """ "Målvärdet är 2000": the number stands where only a value can."""
    plain = [time for time in row.of(Time) if not time.role and times.is_year(time.at) and not time.until]
    if len(plain) != 1 or row.after(plain[0]) is not None or row.words:
        return None
    if row.has("TARGET_WORD") and (is_mark(row.before(plain[0]), "AUX", "COLON", "EQUALS")):
        return Target(text, Kind.EQUAL, Decimal(plain[0].at))
    return None
