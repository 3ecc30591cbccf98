"""Whether an outcome as it was written reaches a target as it was written, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from followup.form.terms.judgement import Level
from followup.locale import Message, _, literal
from followup.rules.scoring.attainment import attain, undecided
from followup.rules.scoring.judge_done import judge_done
from followup.rules.scoring.judged import Judged
from followup.rules.scoring.measured import Measured
from followup.rules.scoring.rounded_outcome import judge_both_ends
from followup.rules.scoring.together import makes_a_sum
from followup.targets.done_outcome import is_answered_by_done
from followup.targets.grammar import times
from followup.targets.grammar import unit_words as units
from followup.targets.model import Figures, Kind, Outcome, Target


def judge_text(target: Target, outcome: Outcome, direction: str = "", called: str = "") -> dict[str, Judged]:
    """The judgement of each part by its letter, "" for a total. Numbers are as written, 95 for "95 %".

    A change is judged against the earlier figures in the same text. What is masked, approximate or a limit itself is
    never scored as a number. ``called`` is the measure's name, where one is known.
    """
    whole = _without_figures(target, outcome)
    if whole is not None:
        return {"": whole}
    assert outcome.latest is not None
    judged = dict(_each_part(target, outcome, direction, called))
    return judged or {"": undecided(_("The outcome “{outcome}” is masked.", outcome=literal(outcome.text)))}


def _without_figures(target: Target, outcome: Outcome) -> Judged | None:
    """The judgement of an outcome that holds no exact figure; None when it does."""
    text = literal(outcome.text)
    # First: to a question of yes or no "ej klart" is an answer, which as a figure would only be missing.
    done = judge_done(target, outcome.text, None) if is_answered_by_done(target) else None
    if done is not None:
        return done
    # Before what is not understood: "mäts ej" is a reason that somebody gave, not a text that we failed to read.
    if outcome.missing_reason:
        return Judged(Level.NO_DATA, _("The outcome says: “{outcome}”.", outcome=text))
    if outcome.latest is None or not outcome.understood or outcome.parts:
        return undecided(_("The outcome “{outcome}” is not understood as a figure.", outcome=text))
    if outcome.latest.masked and not outcome.latest.split:
        return undecided(_("The outcome “{outcome}” is masked.", outcome=text))
    if outcome.approximate and (outcome.ends is None or outcome.latest.split):
        return undecided(_("The outcome “{outcome}” is not an exact figure.", outcome=text))
    return None


def _each_part(target: Target, outcome: Outcome, direction: str, called: str) -> Iterator[tuple[str, Judged]]:
    latest = outcome.latest
    assert latest is not None
    before = None if target.balance else _before(target, outcome)
    since = (before.period if before is not None else "") or target.baseline
    compared_with = times.in_words(since) if since else _("an earlier occasion")
    figures = _figures(latest)
    for_all = target.value is not None and target.unit != "%" and not target.split
    if len(figures) > 1 and for_all and makes_a_sum(latest.unit or target.unit, target.unit):
        figures = {"": sum(figures.values(), Decimal(0))}
        before = None if before is None else replace(before, total=_whole(before))
    for part, figure in figures.items():
        value, unit = _as_share(target, outcome, figure) if not part else (figure, latest.unit)
        if _on_another_scale(target, outcome, unit):
            yield part, undecided(_("The outcome “{outcome}” is out of another number.", outcome=literal(outcome.text)))
            continue
        if _may_be_share(target, value, unit):
            yield part, undecided(_("The outcome “{outcome}” has no unit.", outcome=literal(outcome.text)))
            continue
        earlier = None if before is None else (before.split.get(part) if part else before.total)
        scale, measured = _measured(target, unit, direction)
        measured = replace(measured, called=called)
        base = None if earlier is None else earlier * scale
        judge = partial(_judged, target, part, measured, base, compared_with)
        if outcome.ends is not None:
            low, high = outcome.ends
            yield part, judge_both_ends(judge, low * scale, high * scale)
        else:
            yield part, judge(value * scale)


def _judged(
    target: Target, part: str, measured: Measured, before: Decimal | None, since: Message, figure: Decimal
) -> Judged:
    return attain(target, part, measured, figure, before, since)


def _figures(latest: Figures) -> dict[str, Decimal]:
    """The figures of each part, else the total as ""."""
    if latest.split or latest.total is None:
        return dict(latest.split)
    return {"": latest.total}


def _whole(figures: Figures) -> Decimal | None:
    return figures.total if figures.total is not None or not figures.split else sum(figures.split.values(), Decimal(0))


def _measured(target: Target, unit: str, direction: str) -> tuple[Decimal, Measured]:
    """What the outcome is measured in, and how many of the target's unit it is: 9 500 tkr is 9.5 mnkr."""
    if unit in units.MONEY and target.unit in units.MONEY:
        return units.conversion_factor(unit, target.unit) or Decimal(1), Measured(unit=target.unit, direction=direction)
    size_of_change = target.kind in (Kind.INCREASE_BY, Kind.DECREASE_BY)
    return Decimal(1), Measured(unit=unit or ("" if size_of_change else target.unit), direction=direction)


def _as_share(target: Target, outcome: Outcome, figure: Decimal) -> tuple[Decimal, str]:
    """ "82 av 96" as a percentage where the target is one."""
    assert outcome.latest is not None
    share = target.denominator is not None or target.unit == "%"
    if share and outcome.numerator == figure and outcome.denominator:
        return figure * 100 / outcome.denominator, "%"
    return figure, outcome.latest.unit


def _may_be_share(target: Target, value: Decimal, unit: str) -> bool:
    """0.97 against "minst 95 %" may be 97 per cent, or less than one."""
    wanted = target.value or max(target.split.values(), default=Decimal(0))
    return not unit and target.unit == "%" and 0 < abs(value) <= 1 < wanted


def _on_another_scale(target: Target, outcome: Outcome, unit: str) -> bool:
    """33 of 38 against a target of 70: no such figure can ever reach it."""
    assert outcome.latest is not None
    out_of = outcome.denominator if outcome.numerator in (outcome.latest.total, None) and unit != "%" else None
    wanted = target.value or max(target.split.values(), default=Decimal(0))
    return out_of is not None and target.denominator is None and wanted > out_of


def _before(target: Target, outcome: Outcome) -> Figures | None:
    """The earlier figures that the target counts from: those it names, else the ones just before."""
    # A change is counted from what the target names, never from "the last one" where it names another: "+5 % sedan
    # 2019" beside a figure of 2021 is no answer.
    named = [past for past in outcome.earlier if target.baseline and past.period == target.baseline]
    if named:
        return named[0]
    if times.is_year(target.baseline):
        same_year = [past for past in outcome.earlier if past.period.endswith(target.baseline)]
        return same_year[0] if len(same_year) == 1 else target.start
    names_another = any(letter.isdigit() for letter in target.baseline) and all(past.period for past in outcome.earlier)
    return outcome.earlier[-1] if outcome.earlier and not names_another else target.start
