"""What a round is read by before any answer is: the plan with earlier figures, the history, the receipts, the decisions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.decided import Decided, read_decided
from followup.flow.gathering.history import History, add_history, read_history, recall_history
from followup.flow.gathering.receipts import read_receipts
from followup.flow.gathering.workspace import Job
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.outputs.records.manifest import LastMerge
    from followup.plan.model import Plan


@frozen
class Premises:
    """The plan with what earlier rounds reported, what is known of those, the ``receipts`` of the last merge, and what has
    been decided besides: the very same for every job."""

    job: Job
    plan: Plan
    history: History
    receipts: LastMerge
    decided: Decided


def read_premises(job: Job, plan: Plan, previous: Sequence[Path] | None = None) -> Premises:
    """What a plan's round is read by. Earlier rounds are those that have a record, with the regional workbooks that are
    ``previous``, else those that the last merge had.
    """
    receipts = read_receipts(job.place, plan.frame, job.into)
    if previous is None:
        history = recall_history(job.place, job.into, plan.frame, receipts)
    else:
        history = read_history(job.place, previous, job.into, plan.frame, receipts)
    plan, history = add_history(plan, history)
    premises = Premises(job, plan, history, receipts, read_decided(job, plan))
    note_what_was_read(premises)
    return premises


def note_what_was_read(premises: Premises) -> None:
    """The records of earlier rounds and the decisions, for who follows every file."""
    job = premises.job
    for past in premises.history.rounds:
        job.listener.detail(_("The record of {round} was read.", round=literal(past.round)))
    if job.place.decisions.is_file():
        job.listener.detail(_("{file} was read.", file=literal(job.place.decisions.name)))
