"""What a target of several levels says of a figure that misses the best one: partly met, not met, or neither."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from followup.form.terms.judgement import Level
from followup.locale import _
from followup.targets.explain import LEVELS, interval_in_words
from followup.targets.model import Interval, Kind, Target

if TYPE_CHECKING:
    from followup.rules.scoring.judged import Judged
    from followup.rules.scoring.measured import Measured

MIDDLE = ("moderate", "yellow")
WORST = ("low", "red")


def judge_by_levels(target: Target, measured: Measured, outcome: Decimal, judged: Judged) -> Judged:
    """The judgement where the target declares no levels or its best one is reached; else by the levels below that.

    From where the middle level begins the target is partly met. Without a middle level, what is neither good enough
    nor on the worst one is undecided: nobody has said what it is.
    """
    if not target.intervals or judged.level is not Level.NOT_MET:
        return judged
    upwards = target.kind is Kind.AT_LEAST
    # Before the worst level: where yellow begins is said, so what is below it needs no red to be not met.
    for name in MIDDLE:
        interval = target.intervals.get(name)
        if interval is not None:
            if not _begins(interval, measured, target, outcome, upwards):
                return judged
            return _partly(target, name, judged, _is_beyond(interval, measured, target, outcome, upwards))
    worst = next((target.intervals[name] for name in WORST if name in target.intervals), None)
    if worst is None or _begins(worst, measured, target, outcome, not upwards):
        return judged
    reason = _("{reason} The target has no level for it.", reason=judged.reason)
    return replace(judged, level=Level.UNDECIDED, reason=reason)


def _begins(interval: Interval, measured: Measured, target: Target, outcome: Decimal, upwards: bool) -> bool:
    """Whether a figure has come to where a level begins, from below or from above."""
    edge = interval.value if upwards or interval.high is None else interval.high
    stored = measured.stored(target, edge)
    if stored is None:
        return False
    # The end itself is not on it: "gul > 80 %" leaves 80 % red.
    if interval.strict and outcome == stored:
        return False
    return outcome >= stored if upwards else outcome <= stored


def _is_beyond(interval: Interval, measured: Measured, target: Target, outcome: Decimal, upwards: bool) -> bool:
    """Whether a figure has passed the far end of a level, as 89.5 has of "gul 80–89"."""
    if interval.high is None:
        return False
    end = measured.stored(target, interval.high if upwards else interval.value)
    return end is not None and (outcome > end if upwards else outcome < end)


def _partly(target: Target, name: str, judged: Judged, is_beyond: bool) -> Judged:
    """Partly met, also a little beyond the middle level: what is not good enough for the best one, and too good for it."""
    sentence = (
        _("{reason} Partly met: {level} is {interval}, and it lies between that and the best level.")
        if is_beyond
        else _("{reason} Partly met: {level} is {interval}.")
    )
    reason = sentence.filled(
        reason=judged.reason,
        level=LEVELS[name],
        interval=interval_in_words(target, target.intervals[name]),
    )
    return replace(judged, level=Level.PARTLY, reason=reason)
