"""Targets that ask for a change: öka, minska med 5 %, öka till 75 %, 10 % färre än 2019."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from followup.locale import _
from followup.targets.grammar.phrase_row import NotUnderstood, PhraseRow, is_mark
from followup.targets.grammar.phrases import Amount, Bound, By, Change, From, Phrase, Shift, Span, Time, To
from followup.targets.grammar.simple import (
    ends_of,
    limit_of_bound,
    place_only,
    range_of_span,
    reference,
    relative_to_before,
    with_value,
)
from followup.targets.model import COMPARED_ELSEWHERE, Kind, Target, TextPart

LOWER_IS_BETTER = (
    "tid",
    "tider",
    "tiden",
    "tiderna",
    "frånvaro",
    "frånvaron",
    "kostnad",
    "kostnader",
    "kostnaderna",
    "väntan",
)


def change_target(row: PhraseRow, text: str) -> Target | None:
    """A target that asks for more or less of something; None when it asks for no change."""
    changes = [change for change in row.of(Change) if not change.word]
    if not changes:
        changes = _words_of_change(row)
    if not changes:
        return None
    if row.has("UNCHANGED"):
        return _or_unchanged(changes, row, text)
    if len({(change.up, change.held) for change in changes}) > 1:
        raise NotUnderstood(_("It asks for more than one change."))
    change = changes[0]
    if change.better:
        _refuse_better(row)
    if row.has("REFERENCE", "TOP") and not place_only(row):
        return reference(row, text)
    if row.has("ALL", "NONE") and row.numbers():
        raise NotUnderstood(_("It is not clear what the change is about."))
    target = _target_of_held(change, row, text) if change.held else _by_how_much(change, row, text)
    return _better(target, row) if change.better else target


def _or_unchanged(changes: Sequence[Change], row: PhraseRow, text: str) -> Target:
    """ "öka eller bibehålla", "oförändrad eller lägre"."""
    if not row.has("OR") or row.numbers() or len(changes) > 1 or changes[0].held or changes[0].better:
        raise NotUnderstood(_("It asks for more than one change."))
    return relative_to_before(changes[0].up, text)


def _words_of_change(row: PhraseRow) -> list[Change]:
    """ "Fler besök" asks for more; "90 % av större projekt" does not."""
    words = row.of(Change)
    if not words or row.has("REFERENCE", "UNCHANGED"):
        return words if row.has("UNCHANGED") else []
    if row.any_of(Amount, Span, Bound):
        # Where the word of change begins the text it is what is asked for; elsewhere it belongs to something: "90 % av
        # större projekt" is a level.
        if is_mark(row.phrases[0], "WORD") or row.phrases[0] not in words:
            return []
        raise NotUnderstood(_("It is not clear whether the number is the level or the size of the change."))
    if len({word.up for word in words}) > 1:
        raise NotUnderstood(_("It asks for more than one change."))
    return words[:1]


def _refuse_better(row: PhraseRow) -> None:
    """Better waiting times are shorter ones: what is better depends on what is measured."""
    if any(word.endswith(LOWER_IS_BETTER) for word in row.words):
        raise NotUnderstood(_("Better may be higher or lower here."))


def _better(target: Target, row: PhraseRow) -> Target:
    """As good as it was, better or worse: which way that is only the measure says, unless a limit in the text does."""
    if target.kind in (Kind.AT_LEAST, Kind.AT_MOST) and target.value is None:
        return replace(target, kind=Kind.EQUAL)
    says_limit = any(isinstance(getattr(phrase, "what", phrase), Bound) for phrase in row.numbers())
    return replace(target, better=target.kind in TWO_WAYS and not says_limit)


TWO_WAYS = frozenset(
    {Kind.INCREASE, Kind.DECREASE, Kind.INCREASE_BY, Kind.DECREASE_BY, Kind.AT_LEAST, Kind.AT_MOST},
)


def _target_of_held(change: Change, row: PhraseRow, text: str) -> Target:
    if row.numbers():
        raise NotUnderstood(_("It holds a negation that is not understood."))
    if change.better:
        return Target(text, Kind.EQUAL)
    return relative_to_before(not change.up, text)


def _by_how_much(change: Change, row: PhraseRow, text: str) -> Target:
    numbers = row.numbers()
    by_kind = Kind.INCREASE_BY if change.up else Kind.DECREASE_BY
    if change.by is not None:
        if numbers:
            raise NotUnderstood(_("It holds a number that is not accounted for."))
        return with_value(Target(text, by_kind), change.by)
    if not numbers:
        parts = _positive_too(row, change)
        if any(time.role == "level" for time in row.of(Time)):
            return relative_to_before(change.up, text)
        return Target(text, Kind.INCREASE if change.up else Kind.DECREASE, parts=parts)
    if len(numbers) == 2 and isinstance(numbers[0], From) and isinstance(numbers[1], To) and numbers[0].to is None:
        return replace(_level(numbers[1].what, change, text), baseline="")
    if len(numbers) == 2 and isinstance(numbers[0], By) and isinstance(numbers[1], To):
        return _level(numbers[1].what, change, text)
    if len(numbers) > 1:
        raise NotUnderstood(_("It holds a number that is not accounted for."))
    return _one_number(change, numbers[0], row, text)


def _one_number(change: Change, number: Phrase, row: PhraseRow, text: str) -> Target:
    by_kind = Kind.INCREASE_BY if change.up else Kind.DECREASE_BY
    if isinstance(number, To):
        return _level(number.what, change, text)
    if isinstance(number, From) and number.to is not None:
        return _level(number.to, change, text)
    if isinstance(number, By):
        return _add_size(Target(text, by_kind), number.what)
    # "Ska öka för att närma sig noll" is a direction: the 0 is no size of the change.
    if isinstance(number, Amount) and number.value == 0 and "närma" in row.words:
        return with_value(Target(text, Kind.INCREASE if change.up else Kind.DECREASE), number)
    beside = row.before(number) is change or row.after(number) is change
    if beside and isinstance(number, Amount | Span | Bound):
        if isinstance(number, Amount) and number.value < 0 and not change.up:
            # "Minska -5 %" says the same twice: nobody asks for a rise in that way.
            number = replace(number, value=-number.value)
        return _add_size(Target(text, by_kind), number)
    raise NotUnderstood(_("It is not clear whether the number is the level or the size of the change."))


def _add_size(target: Target, what: object) -> Target:
    """The size of a change: a number, at least a number, or from one number to another."""
    if isinstance(what, Bound):
        if not what.least or not isinstance(what.what, Amount):
            raise NotUnderstood(_("The size of the change has an upper limit."))
        return replace(_add_size(target, what.what), strict=what.strict)
    if isinstance(what, Span):
        low, high = ends_of(what)
        return replace(with_value(target, low), high=high.value)
    assert isinstance(what, Amount)
    if what.value < 0 or what.of is not None:
        raise NotUnderstood(_("The size of the change is not understood."))
    return with_value(target, what)


def _level(what: object, change: Change, text: str) -> Target:
    """The level that a change is to reach."""
    if isinstance(what, Span):
        return range_of_span(what, text)
    if isinstance(what, Bound):
        if what.least is not change.up:
            raise NotUnderstood(_("The change and the limit point in different directions."))
        return limit_of_bound(what, text)
    assert isinstance(what, Amount)
    return with_value(Target(text, Kind.AT_LEAST if change.up else Kind.AT_MOST), what)


def _positive_too(row: PhraseRow, change: Change) -> tuple[TextPart, ...]:
    """Both demands of "stärkt soliditet med ett positivt eget kapital"."""
    if not row.has("POSITIVE") or not row.has("WITH", "AND"):
        if row.has("POSITIVE", "NEGATIVE", "BALANCE"):
            raise NotUnderstood(_("It asks for more than one change."))
        return ()
    first = TextPart(Kind.INCREASE if change.up else Kind.DECREASE)
    return (first, TextPart(Kind.AT_LEAST, Decimal(0), strict=True))


def shift_target(row: PhraseRow, text: str) -> Target | None:
    """ "60 procent lägre än 2005 års nivåer", "minst 5 % fler än förra året"."""
    bounded = [bound for bound in row.of(Bound) if isinstance(bound.what, Shift)]
    shifts = [*row.of(Shift), *(bound.what for bound in bounded if isinstance(bound.what, Shift))]
    if not shifts:
        return None
    if (
        len(row.numbers()) > 1
        or row.has("REFERENCE", "THAN_TARGET", "THAN", "UNCHANGED", "ALL", "NONE")
        or any(not bound.least for bound in bounded)
    ):
        raise NotUnderstood(COMPARED_ELSEWHERE)
    shift = shifts[0]
    if shift.better:
        _refuse_better(row)
    target = _add_size(Target(text, Kind.INCREASE_BY if shift.up else Kind.DECREASE_BY), shift.amount)
    return replace(target, strict=any(bound.strict for bound in bounded), better=shift.better)
