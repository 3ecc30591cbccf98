"""Preview: what a merge would change, without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from followup.flow.door.editions.changes import changes_since_last, changes_since_publication, note_changed_record
from followup.flow.gathering.current import read_current
from followup.flow.gathering.workspace import Workspace, job_in
from followup.flow.listener import SILENT, Listener
from followup.flow.merge import MergeRequest, load_plan_to_merge, nothing_merged
from followup.frozen import frozen

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.history.fact_changes import FactChange
    from followup.region.consolidating import Region
    from followup.round.model import Round


@frozen
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
    job = job_in(place, listener, ask.today, ask.inbox, ask.into, ask.readers)
    current = read_current(job, load_plan_to_merge(job), ask.previous, nothing_merged)
    region, public = current.editions(ask.published)
    published_on, since_publication = changes_since_publication(job.into, region, public)
    since_merge = changes_since_last(job.into, region)
    if since_merge is None:
        note_changed_record(job.into, region.frame, listener)
    return Preview(current.round, region, since_merge, published_on, since_publication)
