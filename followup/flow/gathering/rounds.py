"""The round as it stands: files, decisions and receipts. The very same for check, status, merge and report."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

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
    files = say_explained_before(returns.files, lambda units: _last_explanations(premises, UNUSUAL, units))
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


def _last_explanations(premises: Premises, rules: Collection[str], units: Collection[str]) -> Explanations:
    """What units explained in the last of the rounds that have a record, also one that was called otherwise then."""
    from followup.history.explanations import NO_EXPLANATIONS, explanations_in
    from followup.history.record import index_in
    from followup.history.successors.origins import same_units
    from followup.plan.rounds.rounds import order_of

    history = premises.history
    rounds = [(index.round, path.parent) for path in history.records if (index := index_in(path.parent)) is not None]
    recorded = [(order, round_, folder) for round_, folder in rounds if (order := order_of(round_)) is not None]
    if not recorded:
        return NO_EXPLANATIONS
    _order, round_, folder = max(recorded)
    same = same_units(premises.plan, history.as_kept, round_)
    former = {unit: same[unit] for unit in units if unit in same}
    explanations = explanations_in(folder, rules, {was.id: was.name for was in former.values()})
    return explanations.under({was.id: unit for unit, was in former.items()})
