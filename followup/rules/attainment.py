"""Whether a figure reaches its target, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from followup.form.judgement import Level
from followup.locale import Message, _, literal
from followup.locale.numbers import rounded, show_number, show_percent
from followup.rules.levels import better_without_direction, by_levels, pointed
from followup.targets import times, units
from followup.targets.model import Kind, Target


@dataclass(frozen=True)
class Judged:
    """A level and its reason; ``limit`` is the figure to reach, as figures are stored, and which way is good."""

    level: Level
    reason: Message
    limit: Decimal | None = None
    higher: bool = True


@dataclass(frozen=True)
class Measured:
    """What a measure is measured in: ``percent`` figures are stored 0–1; ``direction`` is higher, lower or empty."""

    percent: bool = False
    unit: str = ""
    direction: str = ""

    def shown(self, value: Decimal) -> Message:
        """A figure with its unit; one that was worked out is shown with two decimals."""
        value = _few_decimals(value, 4 if self.percent else 2)
        if self.percent:
            return literal(show_percent(value, decimals=None))
        return literal(f"{show_number(value)} {self.unit}".strip() if self.unit != "antal" else show_number(value))

    def stored(self, target: Target, value: Decimal) -> Decimal | None:
        """A target's number as figures are stored; None when it is in another unit than the measure."""
        if target.denominator is not None:
            return self._share(value, target.denominator)
        if self.percent:
            return value / 100 if target.unit in ("%", "") else None
        return value if self._same_unit(units.known(target.unit)) else None

    def step(self, target: Target, value: Decimal) -> Decimal | None:
        """The size of a change as figures are stored; None when it is in another unit, or may be two things.

        A percentage is relative to the baseline, and on a measure in per cent it could be percentage points too.
        """
        if target.unit == "procentenheter":
            return value / 100 if self.percent else (value if self.unit == "%" else None)
        return None if target.unit == "%" else self.stored(target, value)

    def _share(self, value: Decimal, whole: Decimal) -> Decimal | None:
        """ "8 av 10" on a measure that is a share."""
        if not whole or not (self.percent or self.unit == "%"):
            return None
        return value / whole if self.percent else value * 100 / whole

    def _same_unit(self, unit: str) -> bool:
        own = units.known(self.unit)
        if unit in ("", "st", own) or (not own and unit not in OTHER_UNITS):
            return True
        return own in ("", "st") and "/" not in unit and unit not in units.NAMED


def _few_decimals(value: Decimal, decimals: int) -> Decimal:
    """Rounded where it has more decimals than anybody writes."""
    exponent = value.as_tuple().exponent
    return rounded(value, decimals) if isinstance(exponent, int) and exponent < -6 else value


OTHER_UNITS = frozenset({"%", "‰", "procentenheter", *units.MONEY})


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
    target = pointed(target, measured.direction)
    reason = _why_no_figure_answers(target)
    if reason is not None:
        return undecided(reason)
    if target.kind in (Kind.INCREASE, Kind.DECREASE, Kind.INCREASE_BY, Kind.DECREASE_BY):
        return _changed(target, measured, outcome, baseline, compared_with)
    wanted = target.value
    if target.split and (part in target.split or wanted is None):
        if part not in target.split:
            return undecided(_("The target is for each part of the split; the outcome is not."))
        wanted = target.split[part]
    if wanted is None:
        return _against_before(target, measured, outcome, baseline, compared_with)
    if target.kind is Kind.RANGE:
        return _within(target, measured, outcome, wanted)
    return by_levels(target, measured, outcome, _against_limit(target, measured, outcome, wanted))


def _why_no_figure_answers(target: Target) -> Message | None:
    """Why a target is not to be decided by a figure; None when it is."""
    text = literal(target.text)
    if target.kind is Kind.UNKNOWN:
        return _("The target “{target}” is not understood.", target=text)
    if target.better:
        return better_without_direction(target)
    if target.parts:
        return _("The target “{target}” holds several demands.", target=text)
    if target.by_year and len(set(target.by_year.values())) > 1:
        return _("The target “{target}” differs from year to year.", target=text)
    return {
        Kind.BOOLEAN: _("The target “{target}” is answered by yes or no, not by a figure.", target=text),
        Kind.DEADLINE: _("The target “{target}” is a date, not a figure.", target=text),
        Kind.REFERENCE: _("The target “{target}” compares with others, whose figures are not known here.", target=text),
    }.get(target.kind)


def _within(target: Target, measured: Measured, outcome: Decimal, wanted: Decimal) -> Judged:
    """From one number to another, both included."""
    assert target.high is not None
    low, high = measured.stored(target, wanted), measured.stored(target, target.high)
    if low is None or high is None:
        return undecided(_in_another_unit(target))
    reason = _(
        "{outcome} against {target}.",
        outcome=measured.shown(outcome),
        target=_("between {low} and {high}", low=measured.shown(low), high=measured.shown(high)),
    )
    return Judged(Level.MET if low <= outcome <= high else Level.NOT_MET, reason)


def _in_another_unit(target: Target) -> Message:
    return _("The target “{target}” is in another unit than the outcome.", target=literal(target.text))


def _against_before(
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
        return undecided(_("There is no outcome for {round} to compare with.", round=since))
    by_direction = {"higher": Kind.AT_LEAST, "lower": Kind.AT_MOST}
    kind = by_direction.get(measured.direction, Kind.EQUAL) if target.kind is Kind.EQUAL else target.kind
    if kind is Kind.EQUAL and outcome != baseline:
        return undecided(_("The target “{target}” does not say how much it may differ.", target=literal(target.text)))
    reached = outcome == baseline if kind is Kind.EQUAL else _reaches(kind, outcome, baseline, target.strict)
    wanted = _("unchanged") if kind is Kind.EQUAL else _limit(kind, target.strict, measured.shown(baseline))
    reason = _("{outcome} against {target} ({round}).", outcome=measured.shown(outcome), target=wanted, round=since)
    return Judged(Level.MET if reached else Level.NOT_MET, reason, baseline, kind is not Kind.AT_MOST)


def _since(target: Target, compared_with: str | Message) -> Message:
    """The time that a change is counted from, in words."""
    if target.baseline:
        return times.in_words(target.baseline)
    return literal(compared_with) if isinstance(compared_with, str) else compared_with


def _against_limit(target: Target, measured: Measured, outcome: Decimal, wanted: Decimal) -> Judged:
    limit = measured.stored(target, wanted)
    if limit is None:
        return undecided(_in_another_unit(target))
    kind = target.kind
    if kind is Kind.EQUAL:
        by_direction = {"higher": Kind.AT_LEAST, "lower": Kind.AT_MOST}
        if measured.direction not in by_direction:
            told = _(
                "The target “{target}” does not say which way is good, nor does the measure.",
                target=literal(target.text),
            )
            return undecided(told)
        kind = by_direction[measured.direction]
    compared = abs(outcome) if target.two_sided else outcome
    reached = _reaches(kind, compared, limit, target.strict)
    reason = _(
        "{outcome} against {target}.",
        outcome=measured.shown(outcome),
        target=_limit(kind, target.strict, measured.shown(limit)),
    )
    if target.deadline and not reached:
        reason = _(
            "{reason} The target is to be reached {deadline}.", reason=reason, deadline=times.in_words(target.deadline)
        )
    return Judged(Level.MET if reached else Level.NOT_MET, reason, limit, kind is Kind.AT_LEAST)


def _reaches(kind: Kind, outcome: Decimal, limit: Decimal, strict: bool) -> bool:
    if kind is Kind.AT_LEAST:
        return outcome > limit if strict else outcome >= limit
    return outcome < limit if strict else outcome <= limit


def _limit(kind: Kind, strict: bool, value: Message) -> Message:
    if kind is Kind.AT_LEAST:
        return _("more than {value}", value=value) if strict else _("at least {value}", value=value)
    return _("less than {value}", value=value) if strict else _("at most {value}", value=value)


def _changed(
    target: Target, measured: Measured, outcome: Decimal, baseline: Decimal | None, compared_with: str | Message
) -> Judged:
    since = _since(target, compared_with)
    if baseline is None:
        return undecided(_("There is no outcome for {round} to compare with.", round=since))
    up = target.kind in (Kind.INCREASE, Kind.INCREASE_BY)
    if target.value is None:
        reached = outcome > baseline if up else outcome < baseline
        wanted = _("to increase from") if up else _("to decrease from")
    else:
        limit = _level_after_change(target, measured, baseline)
        if limit is None:
            return undecided(_in_another_unit(target))
        reached = _reaches(Kind.AT_LEAST if up else Kind.AT_MOST, outcome, limit, target.strict)
        wanted = (
            _("at least {value} from", value=measured.shown(limit))
            if up
            else _("at most {value} from", value=measured.shown(limit))
        )
    reason = _(
        "{outcome} against {wanted} {baseline} ({round}).",
        outcome=measured.shown(outcome),
        wanted=wanted,
        baseline=measured.shown(baseline),
        round=since,
    )
    return Judged(Level.MET if reached else Level.NOT_MET, reason)


def _level_after_change(target: Target, measured: Measured, baseline: Decimal) -> Decimal | None:
    """The level to reach: a percentage is relative to the baseline; on a measure in per cent it is two things at once."""
    assert target.value is not None
    sign = 1 if target.kind is Kind.INCREASE_BY else -1
    if target.unit == "%" and not measured.percent and measured.unit != "%":
        return baseline * (100 + sign * target.value) / 100
    step = measured.step(target, target.value)
    return None if step is None else baseline + sign * step


def undecided(reason: Message) -> Judged:
    """No level, and why."""
    return Judged(Level.UNDECIDED, reason)
