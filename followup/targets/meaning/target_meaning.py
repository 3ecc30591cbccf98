"""What a row of phrases asks for as a target. What cannot be accounted for makes it unknown, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from followup.locale import _
from followup.targets.grammar.phrase_row import (
    NUMERIC,
    NotUnderstood,
    PhraseRow,
    is_mark,
    split_conditions,
    without_brackets,
)
from followup.targets.grammar.phrases import Amount, Change, From, Mark, No, Phrase, Time
from followup.targets.meaning.baselines import split_start, start_of_change
from followup.targets.meaning.by_levels import levels_target
from followup.targets.meaning.change_targets import change_target, shift_target
from followup.targets.meaning.compound import parts_target, years_target
from followup.targets.meaning.in_words import (
    all_target,
    arrow_target,
    date_target,
    done_target,
    none_target,
    positive_target,
    reference_target,
    unchanged_target,
)
from followup.targets.meaning.limit_targets import limit_target, span_target, value_target
from followup.targets.meaning.signs import with_sign
from followup.targets.model import COMPARED_ELSEWHERE, Kind, Target, TextPart


def understand(phrases: Sequence[Phrase], text: str) -> Target:
    """The target that the phrases make; kind ``unknown`` with its reason when that is not certain."""
    try:
        return _one(phrases, text)
    except NotUnderstood as first:
        # Cut in two only where the whole is not understood; if neither is, the reason is that of the whole text.
        try:
            return _two_demands(phrases, text)
        except NotUnderstood:
            return Target(text, reason=first.reason)


def _one(phrases: Sequence[Phrase], text: str) -> Target:
    phrases, start = split_start(phrases)
    # Before the readers, each of which knows one number: these ask them once for each level, part or year.
    for several in (levels_target, parts_target, years_target):
        target = several(phrases, text, _one)
        if target is not None:
            return replace(target, start=start, conditions=split_conditions(phrases)[1])
    row, conditions = split_conditions(phrases)
    for reader in READERS:
        target = reader(row, text)
        if target is not None:
            _refuse_loose_ends(row, target)
            target = with_sign(row, target)
            if start is not None or conditions:
                target = replace(target, start=start, conditions=conditions)
            return _with_times(row, target)
    raise NotUnderstood(_("Nothing in it says what is to be reached."))


def _refuse_loose_ends(row: PhraseRow, target: Target) -> None:
    """Raise for a negation, a comparison or an alternative that the target does not account for."""
    turned = [no for no in row.of(No) if str(row.before(no)) != "som" or row.after(no) is None]
    if turned and target.kind is not Kind.BOOLEAN:
        raise NotUnderstood(_("It holds a negation that is not understood."))
    if row.has("COMPARED", "THAN") and target.kind is not Kind.REFERENCE:
        raise NotUnderstood(COMPARED_ELSEWHERE)
    for mark in row.marks("AGAINST"):
        if isinstance(row.after(mark), Amount) or is_mark(row.after(mark), "REFERENCE"):
            raise NotUnderstood(COMPARED_ELSEWHERE)
    if target.kind is Kind.REFERENCE or (row.has("UNCHANGED") and target.value is None):
        return
    for mark in row.marks("OR"):
        if not (is_mark(row.before(mark), "WORD") and is_mark(row.after(mark), "WORD")):
            raise NotUnderstood(_("It holds an alternative that is not understood."))


# Times


def _with_times(row: PhraseRow, target: Target) -> Target:
    """The target with the times that were told beside it."""
    start, since = start_of_change(row)
    if start is not None:
        target = replace(target, start=start, baseline=target.baseline or start.period)
        row = row.without([since] if since is not None else [])
    plain = [time for time in row.of(Time) if not time.role and not time.earlier]
    if since is not None and len(plain) == 1 and len(row.of(Time)) == 1:
        return replace(target, deadline=plain[0].at)
    if len(plain) > 1 and not target.by_year:
        return _from_one_to_another(row, target, plain)
    return _with_baseline(_add_times(row, target))


def _add_times(row: PhraseRow, target: Target) -> Target:
    baseline, deadline, year = target.baseline, target.deadline, target.year
    times = row.of(Time)
    if not times:
        return target
    for time in times:
        if time.role in ("since", "level") or time.earlier or time.role == "between":
            baseline, deadline = baseline or time.at, deadline or time.until
        elif time.role == "by":
            deadline = deadline or _span(time)
        elif not target.by_year and target.kind is not Kind.DEADLINE and time.at != baseline:
            year = year or _span(time)
    return replace(target, baseline=baseline, deadline=deadline, year=year)


def _with_baseline(target: Target) -> Target:
    """The target, refused where it compares a limit of its own with an earlier level that is no figure."""
    if not target.baseline:
        return target
    if target.start is not None:
        return replace(target, unit=target.unit or target.start.unit)
    if target.kind in (Kind.AT_LEAST, Kind.AT_MOST, Kind.RANGE) and target.value is not None:
        raise NotUnderstood(_("It compares a limit with an earlier level."))
    if target.kind is Kind.EQUAL and target.value is not None:
        raise NotUnderstood(_("It compares a value with an earlier level."))
    return target


def _from_one_to_another(row: PhraseRow, target: Target, plain: Sequence[Time]) -> Target:
    """ "från 12 % 2019 till 8 % 2023"."""
    if len(plain) == 2 and row.of(From) and len(row.of(Time)) == 2:
        return replace(target, baseline=plain[0].at, deadline=plain[1].at)
    raise NotUnderstood(_("It holds a time that is not accounted for."))


def _span(time: Time) -> str:
    return f"{time.at}–{time.until}" if time.until else time.at


READERS: tuple[Callable[[PhraseRow, str], Target | None], ...] = (
    change_target,
    shift_target,
    limit_target,
    reference_target,
    arrow_target,
    none_target,
    span_target,
    value_target,
    all_target,
    positive_target,
    unchanged_target,
    done_target,
    date_target,
)
"""In the order that they are asked; the first that answers decides.

A change comes before any number: "minska -5 %" is no level of -5 %, and "öka eller bibehålla" is more than unchanged.
Limits, arrows and spans come before a number alone, which would take the 5 of "<5", or of "74 % ↑" the half that is
understood. What a word alone asks for comes after the changes, whose words it may stand beside ("stärkt soliditet med
ett positivt eget kapital"), and a date last: "målvärdet är 2000" is a number.
"""


# Two demands in one text


def _two_demands(phrases: Sequence[Phrase], text: str) -> Target:
    """The first demand, with both as parts: "minska med 7 % … och 95 % … ska vara förnybar"."""
    clauses = list(_clauses(phrases))
    if len(clauses) < 2:
        raise NotUnderstood(_("It holds one demand."))
    targets = [_one(clause, text) for clause in clauses]
    whole = all(any(is_mark(phrase, "SHALL") for phrase in without_brackets(clause)) for clause in clauses)
    if not whole or any(target.split or target.by_year or target.levels or target.parts for target in targets):
        raise NotUnderstood(_("It holds two demands."))
    parts = tuple(
        TextPart(target.kind, target.value, target.unit, baseline=target.baseline, strict=target.strict)
        for target in targets
    )
    return replace(targets[0], parts=parts)


def _clauses(phrases: Sequence[Phrase]) -> Iterator[list[Phrase]]:
    """Parts of the text between "och", commas and stops that hold a verb or a number of their own."""
    clause: list[Phrase] = []
    for phrase in phrases:
        if is_mark(phrase, "AND", "SEP", "STOP") and _whole(clause):
            yield clause
            clause = []
        else:
            clause.append(phrase)
    if _whole(clause):
        yield clause
    elif any(not isinstance(phrase, Mark) for phrase in without_brackets(clause)):
        raise NotUnderstood(_("It holds two demands."))


def _whole(clause: Sequence[Phrase]) -> bool:
    has_shall = any(is_mark(phrase, "SHALL") for phrase in clause)
    return has_shall and any(isinstance(phrase, (*NUMERIC, Change)) for phrase in clause)
