"""Days that have passed."""

from __future__ import annotations

from collections.abc import Mapping

from followup.form.conditions import Condition, Parameter
from followup.form.frame import Frame
from followup.form.rows import Row
from followup.rulebook.answers import DAY_HAS_PASSED


def _unfinished(frame: Frame) -> tuple[str, ...]:
    """The steps of the scale of forecasts at which the work is not over; none without such a scale."""
    scale = frame.scales.of("forecast")
    levels = scale.levels if scale else {}
    return tuple(key for key, level in levels.items() if level.counts_as not in ("done", "dropped"))


def _when_the_period_ends(_row: Row, frame: Frame, _column: str) -> Mapping[str, Parameter]:
    return {"period_end": frame.period.last, "unfinished": _unfinished(frame)}


LAST_DAY_HAS_PASSED = Condition(
    "status",
    "due_by <= period_end och status = unfinished",
    DAY_HAS_PASSED,
    _when_the_period_ends,
    words={"day": "due_by"},
)
"""The last day lies within the period, and the status is a step at which the work is not over."""
