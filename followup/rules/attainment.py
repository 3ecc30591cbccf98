"""Whether a figure reaches its target, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from followup.form.judgement import Level
from followup.locale import Message, _, literal
from followup.locale.numbers import rounded, show_number, show_percent
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
        if self.percent:
            return value / 100 if target.unit in ("%", "") else None
        if target.unit in ("", "st", "antal", self.unit) or (target.unit not in OTHER_UNITS and not self.unit):
            return value
        return None


def _few_decimals(value: Decimal, decimals: int) -> Decimal:
    """Rounded where it has more decimals than anybody writes."""
    exponent = value.as_tuple().exponent
    return rounded(value, decimals) if isinstance(exponent, int) and exponent < -6 else value


OTHER_UNITS = frozenset({"%", "mnkr", "mkr", "mdkr", "tkr", "kr"})


def attain(
    target: Target, part: str, measured: Measured, outcome: Decimal, baseline: Decimal | None, compared_with: str
) -> Judged:
    """Judge one figure. ``part`` is the letter of a part of the split (K, M), empty for a total.

    Never a guess: a target that is not understood, a bare value on a measure without direction, a change without
    a baseline and a target in another unit are all undecided, each with its reason.
    """
    if target.kind is Kind.UNKNOWN:
        return undecided(_("The target “{target}” is not understood.", target=literal(target.text)))
    if target.kind in (Kind.INCREASE, Kind.DECREASE, Kind.INCREASE_BY, Kind.DECREASE_BY):
        return _changed(target, measured, outcome, baseline, compared_with)
    wanted = target.value
    if target.split:
        if part not in target.split:
            return undecided(_("The target is for each part of the split; the outcome is not."))
        wanted = target.split[part]
    return _against_limit(target, measured, outcome, wanted)


def _against_limit(target: Target, measured: Measured, outcome: Decimal, wanted: Decimal | None) -> Judged:
    limit = None if wanted is None else measured.stored(target, wanted)
    if limit is None:
        return undecided(_("The target “{target}” is in another unit than the outcome.", target=literal(target.text)))
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
    reached = _reaches(kind, outcome, limit, target.strict)
    reason = _(
        "{outcome} against {target}.",
        outcome=measured.shown(outcome),
        target=_limit(kind, target.strict, measured.shown(limit)),
    )
    if target.deadline and not reached:
        reason = _("{reason} The target is to be reached {deadline}.", reason=reason, deadline=literal(target.deadline))
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
    target: Target, measured: Measured, outcome: Decimal, baseline: Decimal | None, compared_with: str
) -> Judged:
    since = literal(target.baseline or compared_with)
    if baseline is None:
        return undecided(_("There is no outcome for {round} to compare with.", round=since))
    up = target.kind in (Kind.INCREASE, Kind.INCREASE_BY)
    if target.value is None:
        reached = outcome > baseline if up else outcome < baseline
        wanted = _("to increase from") if up else _("to decrease from")
    else:
        limit = _level_after_change(target, measured, baseline)
        if limit is None:
            return undecided(
                _("The target “{target}” is in another unit than the outcome.", target=literal(target.text))
            )
        reached = outcome >= limit if up else outcome <= limit
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
    if target.unit == "%":
        return None if measured.percent else baseline * (100 + sign * target.value) / 100
    step = measured.stored(target, target.value)
    return None if step is None else baseline + sign * step


def undecided(reason: Message) -> Judged:
    """No level, and why."""
    return Judged(Level.UNDECIDED, reason)
