"""Preview: what a merge would change, without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.documents.summary import SUMMARY
from followup.flow.door.editions.changes import changes_since_last, changes_since_publication, note_changed_record
from followup.flow.door.templates.word_templates import refuse_faulty_templates
from followup.flow.gathering.closed import refuse_closed
from followup.flow.gathering.decided import read_decided
from followup.flow.gathering.history import add_history, read_history
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.regions import make_region, mask, refuse_empty
from followup.flow.gathering.returns import read_inbox
from followup.flow.gathering.rounds import gather_round, read_receipts, refuse_foreign_record
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import SILENT, Listener
from followup.flow.merge import MergeRequest, nothing_merged

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.history.fact_changes import FactChange
    from followup.region.consolidating import Region
    from followup.round.model import Round


@dataclass(frozen=True)
class Preview:
    """The round and the region that a merge would make, and what it would change.

    ``since_merge`` are the changes since the merge before it, None where nothing as it was written is left of one. ``published_on`` is
    the day that the round was last published, empty where it was not, and ``since_publication`` what would be published
    now that differs from that.
    """

    round: Round
    region: Region
    since_merge: Sequence[FactChange] | None
    published_on: str = ""
    since_publication: Sequence[FactChange] = ()

    @property
    def findings(self) -> Sequence[Finding]:
        """All that a merge would find."""
        return self.region.findings


def preview(place: Workspace, ask: MergeRequest | None = None, listener: Listener = SILENT) -> Preview:
    """What a merge would change. CouldNotRun where that merge could not be done."""
    ask = ask or MergeRequest()
    inbox, into = ask.inbox or place.folder("inbox"), ask.into or place.folder("output")
    plan = load_valid_plan(place, listener)
    refuse_closed(place, listener, plan.round)
    refuse_faulty_templates(place, [SUMMARY], listener)
    refuse_foreign_record(into)
    receipts = read_receipts(place, plan.frame, into)
    history = read_history(place, ask.previous, into, plan.frame, receipts)
    plan, history = add_history(plan, history)
    decided = read_decided(place, plan, into, ask.today, listener)
    returns = read_inbox(inbox, decided.plan, listener)
    round_ = gather_round(place, decided, returns, receipts, ask.today, history)
    refuse_empty(round_, returns, inbox, nothing_merged(plan, round_))
    region = make_region(place, decided.plan, returns.forms, round_, history)
    public, leaks = mask(region) if ask.published else (None, ())
    published_on, since_publication = changes_since_publication(into, region, public)
    since_merge = changes_since_last(into, region)
    if since_merge is None:
        note_changed_record(into, plan.frame, listener)
    return Preview(round_, region.with_findings(leaks), since_merge, published_on, since_publication)
