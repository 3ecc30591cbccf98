"""The round as it stands: files, decisions and receipts. The very same for check, status, merge and report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from followup.flow.gathering.history import History
from followup.flow.gathering.premises import Premises
from followup.flow.gathering.returns import Returns
from followup.flow.gathering.sent_back import sent_back

if TYPE_CHECKING:
    from followup.history.explanations import Explanations
    from followup.outputs.records.manifest import MergeInputs
    from followup.round.model import Round


def gather_round(premises: Premises, returns: Returns) -> Round:
    """The files of a round as the decisions, the receipts and what was sent back have it, with what the last round
    explained."""
    from followup.round.collecting import gather
    from followup.round.explained_before import UNUSUAL, say_explained_before

    decided, record = premises.decided, premises.receipts.record
    files = say_explained_before(returns.files, lambda units: _last_explanations(premises.history, UNUSUAL, units))
    copies = sent_back(premises.job.place, returns.forms, premises.receipts)
    return gather(files, returns.forms, decided.decisions, record, premises.job.today, decided.faults, copies)


def merge_inputs(premises: Premises, returns: Returns, round_: Round) -> MergeInputs:
    """What outputs are made from, for the record and the marks in them."""
    from followup.outputs.records.manifest import MergeInputs

    job, history = premises.job, premises.history
    return MergeInputs(
        plan_file=job.place.plan,
        decisions_file=job.place.decisions,
        previous=history.files,
        records=history.records,
        inbox=job.inbox,
        today=job.today,
        round=round_,
        passed_over=returns.passed_over,
    )


def _last_explanations(history: History, rules: Collection[str], units: Mapping[str, str]) -> Explanations:
    """What units explained in the last of the rounds that have a record."""
    from followup.history.explanations import NO_EXPLANATIONS, explanations_in
    from followup.history.record import index_in
    from followup.plan.rounds.rounds import order_of

    rounds = [(order_of(index.round), path.parent) for path in history.records if (index := index_in(path.parent))]
    recorded = [(order, folder) for order, folder in rounds if order is not None]
    return explanations_in(max(recorded)[1], rules, units) if recorded else NO_EXPLANATIONS
