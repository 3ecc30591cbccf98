"""Days that have passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.rows import Row
from followup.form.stated import Stated, Test, states
from followup.rulebook.answers import DAY_HAS_PASSED
from followup.rulebook.problem import Remark


def _not_done(row: Row, frame: Frame) -> Sequence[str] | None:
    """The steps at which the work is not over, where its last day has passed."""
    due, end, scale = row.cells.get("due_by"), frame.period.last, frame.scales.of("forecast")
    if not isinstance(due, date) or end is None or due > end:
        return None
    return [key for key, level in scale.levels.items() if level.counts_as not in ("done", "dropped")] if scale else []


@states(Stated(Test.CHOSEN, DAY_HAS_PASSED, "status", ("", "due_by"), _not_done))
def last_day_has_passed_but_the_work_is_not_done(row: RowView, frame: Frame) -> Iterator[Remark]:
    """The last day lies within the period, and the status is no step at which the work is over."""
    due, end, status = row["due_by"], frame.period.last, row.text("status")
    if not isinstance(due, date) or end is None or due > end or not status:
        return
    scale = frame.scales.of("forecast")
    level = scale.levels.get(status) if scale else None
    if level is not None and level.counts_as in ("done", "dropped"):
        return
    yield DAY_HAS_PASSED.remark("status", status, day=due)
