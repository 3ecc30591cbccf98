"""Whether a figure reaches its target, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from followup.form.terms.judgement import Level
from followup.form.terms.period_names import named
from followup.locale import Message, _, literal
from followup.rules.scoring.judged import Judged
from followup.rules.scoring.limits import ends_of_limit, limit_in_words, reaches
from followup.rules.scoring.limits import undecided as undecided
from followup.rules.scoring.measured import Measured
from followup.rules.scoring.signs import (
    judge_deficit_change,
    judge_difference,
    judge_size,
    may_be_turned,
    why_change_is_uncertain,
)
from followup.rules.scoring.target_levels import judge_by_levels
from followup.targets.grammar import times
from followup.targets.model import Kind, Target


def attain(
    target: Target,
    part: str,
    measured: Measured,
    outcome: Decimal,
    baseline: Decimal | None,
    compared_with: str | Message,
) -> Judged:
    """Judge one figure. ``part`` is the letter of a part of the split (K, M), empty for a total.

    Never a guess: a target that is not understood, a bare value on a measure without direction, a change without
    a baseline, a target in another unit and one that no figure can answer are all undecided, each with its reason.
    """
    turned = as_wanted(target, measured)
    if turned is None:
        return undecided(
            _("The target “{target}” asks for better, but not which way that is.", target=literal(target.text))
        )
    target = turned
    # Before its number is looked at: "budget i balans" is read as at least 0, but the budget is the limit, not the 0.
    if target.balance or target.reference == "budget":
        return _judge_budget(target, measured, outcome, baseline)
    # Before any arithmetic: a share without its percent sign would be met or missed by a factor of a hundred.
    reason = _why_no_figure_answers(target, measured)
    if reason is not None:
        return undecided(reason)
    if target.kind in (Kind.INCREASE, Kind.DECREASE, Kind.INCREASE_BY, Kind.DECREASE_BY):
        return _judge_change(target, measured, outcome, baseline, compared_with)
    wanted = target.value
    if target.split and (part in target.split or wanted is None):
        # A target for women and men says nothing of another part: "K 16,0 M 17,2" is no limit for a hospital.
        if part not in target.split:
            return undecided(_("The target is for each part of the split; the outcome is not."))
        wanted = target.split[part]
    if wanted is None:
        return _judge_against_before(target, measured, outcome, baseline, compared_with)
    if target.kind is Kind.RANGE:
        return _judge_range(target, measured, outcome, wanted)
    if target.amount_of:
        limit = measured.stored(target, wanted)
        return undecided(_in_another_unit(target)) if limit is None else judge_size(target, measured, outcome, limit)
    # Last, for lower levels only tell what a figure is that has missed the best one.
    return judge_by_levels(target, measured, outcome, _judge_limit(target, measured, outcome, wanted))


OTHER_WAY = {
    Kind.INCREASE: Kind.DECREASE,
    Kind.DECREASE: Kind.INCREASE,
    Kind.INCREASE_BY: Kind.DECREASE_BY,
    Kind.DECREASE_BY: Kind.INCREASE_BY,
    Kind.AT_LEAST: Kind.AT_MOST,
    Kind.AT_MOST: Kind.AT_LEAST,
}


def as_wanted(target: Target, measured: Measured) -> Target | None:
    """A target that asks for better as one for more or for less, as the measure has it; None when it does not say."""
    if not target.better or target.kind not in OTHER_WAY or measured.direction == "higher":
        return target
    return replace(target, kind=OTHER_WAY[target.kind]) if measured.direction == "lower" else None


def _judge_budget(target: Target, measured: Measured, outcome: Decimal, budget: Decimal | None) -> Judged:
    """ "Budget i balans": costs at most, or a result at least, what the plan says is the budget. Never a guess."""
    text = literal(target.text)
    if budget is None:
        return undecided(_("The target “{target}” needs a budget to compare with, and the plan has none.", target=text))
    if measured.direction not in ("higher", "lower"):
        return undecided(
            _("The target “{target}” does not say which way is good, nor does the measure.", target=text),
        )
    kind = Kind.AT_LEAST if measured.direction == "higher" else Kind.AT_MOST
    return _judge_limit(Target(target.text, kind, budget), replace(measured, percent=False), outcome, budget)


def _why_no_figure_answers(target: Target, measured: Measured) -> Message | None:
    """Why a target is not to be decided by a figure; None when it is."""
    text = literal(target.text)
    if measured.may_be_hundredfold(target):
        return _("The target “{target}” is a share without a percent sign.", target=text)
    if target.kind is Kind.UNKNOWN:
        return _("The target “{target}” is not understood.", target=text)
    if target.parts:
        return _("The target “{target}” holds several demands.", target=text)
    if target.by_year and len(set(target.by_year.values())) > 1:
        return _("The target “{target}” differs from year to year.", target=text)
    reason = NOT_A_FIGURE.get(target.kind)
    return reason.filled(target=text) if reason is not None else None


NOT_A_FIGURE: Mapping[Kind, Message] = {
    Kind.BOOLEAN: _("The target “{target}” is answered by yes or no, not by a figure."),
    Kind.DEADLINE: _("The target “{target}” is a date, not a figure."),
    Kind.REFERENCE: _("The target “{target}” compares with others, whose figures are not known here."),
}


def _judge_range(target: Target, measured: Measured, outcome: Decimal, wanted: Decimal) -> Judged:
    """From one number to another, both included."""
    assert target.high is not None
    low, high = measured.stored(target, wanted), measured.stored(target, target.high)
    if low is None or high is None:
        return undecided(_in_another_unit(target))
    reason = _(
        "{outcome} against {target}.",
        outcome=measured.shown(outcome, low, high),
        target=_("between {low} and {high}", low=measured.shown(low, outcome), high=measured.shown(high, outcome)),
    )
    level = Level.MET if low <= outcome <= high else Level.NOT_MET
    return Judged(level, reason, beside=(low, high), low=low, high=high)


def _in_another_unit(target: Target) -> Message:
    return _("The target “{target}” is in another unit than the outcome.", target=literal(target.text))


def _judge_against_before(
    target: Target,
    measured: Measured,
    outcome: Decimal,
    baseline: Decimal | None,
    compared_with: str | Message,
) -> Judged:
    """The limit is what it was: "ska inte öka", "oförändrad".

    Unchanged is at least as good where the measure says which way that is; else the same figure is met and another
    cannot be decided.
    """
    since = _since(target, compared_with)
    if baseline is None:
        return undecided(_("There is no outcome for {round} to compare with.", round=named(since)))
    if target.amount_of == "deficit":
        return judge_deficit_change(target, measured, outcome, baseline, abs(baseline), since)
    if target.two_sided:
        return judge_difference(outcome, measured, baseline, abs(baseline), since, strict=False)
    by_direction = {"higher": Kind.AT_LEAST, "lower": Kind.AT_MOST}
    kind = by_direction.get(measured.direction, Kind.EQUAL) if target.kind is Kind.EQUAL else target.kind
    # "Oförändrad" of what may be good either way: nobody has said from which difference on it is a change.
    if kind is Kind.EQUAL and outcome != baseline:
        return undecided(_("The target “{target}” does not say how much it may differ.", target=literal(target.text)))
    if kind is Kind.AT_MOST and outcome != baseline:
        uncertain = why_change_is_uncertain(replace(target, kind=kind), measured, outcome, baseline, baseline)
        if uncertain is not None:
            return undecided(uncertain)
    reached = outcome == baseline if kind is Kind.EQUAL else reaches(kind, outcome, baseline, target.strict)
    before = measured.shown(baseline, outcome)
    wanted = _("unchanged") if kind is Kind.EQUAL else limit_in_words(kind, target.strict, before)
    now = measured.shown(outcome, baseline)
    reason = _("{outcome} against {target} ({round}).", outcome=now, target=wanted, round=named(since))
    level, low, high = Level.MET if reached else Level.NOT_MET, *ends_of_limit(kind, baseline)
    # The very same figure is unchanged, however the limit was written.
    strict = target.strict and kind is not Kind.EQUAL
    return Judged(level, reason, baseline, kind is not Kind.AT_MOST, (baseline,), low, high, since, strict)


def _since(target: Target, compared_with: str | Message) -> Message:
    """What a change is counted from, in words: as it is given in words, else the time that the target names."""
    if isinstance(compared_with, Message):
        return compared_with
    return times.in_words(target.baseline) if target.baseline else literal(compared_with)


def _judge_limit(target: Target, measured: Measured, outcome: Decimal, wanted: Decimal) -> Judged:
    limit = measured.stored(target, wanted)
    if limit is None:
        return undecided(_in_another_unit(target))
    kind = target.kind
    if kind is Kind.EQUAL:
        by_direction = {"higher": Kind.AT_LEAST, "lower": Kind.AT_MOST}
        if measured.direction not in by_direction:
            sentence = _(
                "The target “{target}” does not say which way is good, nor does the measure.",
                target=literal(target.text),
            )
            return undecided(sentence)
        kind = by_direction[measured.direction]
    turned = may_be_turned(target, measured, kind, outcome, limit)
    if turned is not None:
        return turned
    # "Högst 2 % avvikelse": 5 % under the budget is as far from it as 5 % over.
    two_sided = target.two_sided and kind is Kind.AT_MOST
    compared = abs(outcome) if two_sided else outcome
    reached = reaches(kind, compared, limit, target.strict)
    reason = _(
        "{outcome} against {target}.",
        outcome=measured.shown(outcome, limit),
        target=limit_in_words(kind, target.strict, measured.shown(limit, compared)),
    )
    if target.deadline and not reached:
        reason = _(
            "{reason} The target is to be reached by {deadline}.",
            reason=reason,
            deadline=times.in_words(target.deadline),
        )
    beside = (limit, -limit) if two_sided else (limit,)
    level, low, high = Level.MET if reached else Level.NOT_MET, *ends_of_limit(kind, limit, two_sided)
    return Judged(level, reason, limit, kind is Kind.AT_LEAST, beside, low, high, strict=target.strict)


def _judge_change(
    target: Target, measured: Measured, outcome: Decimal, baseline: Decimal | None, compared_with: str | Message
) -> Judged:
    since = _since(target, compared_with)
    if baseline is None:
        return undecided(_("There is no outcome for {round} to compare with.", round=named(since)))
    if target.two_sided:
        limit = abs(baseline) if target.value is None else _level_after_change(target, measured, abs(baseline))
        if limit is None:
            return undecided(_in_another_unit(target))
        return judge_difference(outcome, measured, baseline, limit, since, strict=target.strict or target.value is None)
    limit = baseline if target.value is None else _level_after_change(target, measured, baseline)
    if limit is None:
        return undecided(_in_another_unit(target))
    if target.amount_of == "deficit":
        limit = abs(baseline) if target.value is None else _level_after_change(target, measured, abs(baseline))
        if limit is None:
            return undecided(_in_another_unit(target))
        return judge_deficit_change(target, measured, outcome, baseline, limit, since)
    uncertain = why_change_is_uncertain(target, measured, outcome, baseline, limit)
    if uncertain is not None:
        return undecided(uncertain)
    kind = Kind.AT_LEAST if target.kind in (Kind.INCREASE, Kind.INCREASE_BY) else Kind.AT_MOST
    strict = target.strict or target.value is None  # the same figure again is no increase
    low, high = ends_of_limit(kind, limit)
    reached = reaches(kind, outcome, limit, strict)
    beside: tuple[Decimal, ...] = (baseline,) if target.value is None else (baseline, limit)
    reason = _(
        "{outcome} against {wanted} {baseline} ({round}).",
        outcome=measured.shown(outcome, *beside),
        wanted=_change_in_words(target, kind, measured.shown(limit, outcome)),
        baseline=measured.shown(baseline, outcome),
        round=named(since),
    )
    level = Level.MET if reached else Level.NOT_MET
    return Judged(level, reason, beside=beside, low=low, high=high, since=since, strict=strict)


def _change_in_words(target: Target, kind: Kind, limit: Message) -> Message:
    if target.value is None:
        return _("to increase from") if kind is Kind.AT_LEAST else _("to decrease from")
    return _("at least {value} from", value=limit) if kind is Kind.AT_LEAST else _("at most {value} from", value=limit)


def _level_after_change(target: Target, measured: Measured, baseline: Decimal) -> Decimal | None:
    """The level to reach: a percentage is relative to the baseline; on a measure in per cent it is two things at once."""
    assert target.value is not None
    sign = 1 if target.kind is Kind.INCREASE_BY else -1
    # 10 % more of 70 % could be 77 % or 80 %: on a measure in per cent only percentage points say which.
    if target.unit == "%" and not measured.percent and measured.unit != "%":
        return baseline + sign * abs(baseline) * target.value / 100
    step = measured.step(target, target.value)
    return None if step is None else baseline + sign * step


def fits(target: Target, measured: Measured) -> bool:
    """Whether a target's numbers, where it has any, are in what the measure is measured in."""
    if target.kind in (Kind.INCREASE_BY, Kind.DECREASE_BY):
        return target.value is None or _level_after_change(target, measured, Decimal(1)) is not None
    numbers = [target.value, target.high, *target.split.values()]
    return all(measured.stored(target, number) is not None for number in numbers if number is not None)
