"""Days that have passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from followup.form.finding import Problem, Remark, Severity
from followup.form.rows import FilledRow
from followup.locale import _
from followup.plan.model import Plan


def last_day_has_passed_but_the_work_is_not_done(row: FilledRow, plan: Plan) -> Iterator[Remark]:
    """An action whose last day lies within the period reported should be done, or the comment must say what happens now.

    Wrong: due by 2022-04-30, status "pågår enligt plan" on 2022-04-30.
    Right: due by 2022-04-30, status "klar"; or a later day agreed in the plan.
    """
    due, end, status = row["due_by"], plan.day("period_to"), row.text("status")
    if not isinstance(due, date) or end is None or due > end or not status:
        return
    scale = plan.scale_of("forecast")
    level = scale.levels.get(status) if scale else None
    if level is not None and level.counts_as in ("done", "dropped"):
        return
    told = _(
        "although the last day, {day}, has passed. Choose another status if the work is done, else tell what remains and the new day.",
        day=due,
    )
    yield Remark("status", Problem("day-has-passed", told, Severity.WARNING), status)
