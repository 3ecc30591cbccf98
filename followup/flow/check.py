"""Check: the answers read and judged for what is wrong in them, without merging anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.returned_copies import ReturnedCopies, return_workbooks
from followup.flow.door.templates.blank_workbooks import leave_decisions_for
from followup.flow.gathering.closed import note_closed
from followup.flow.gathering.history import note_faulty_records
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.premises import read_premises
from followup.flow.gathering.reading.readers import AS_MANY_AS_PAY, Readers
from followup.flow.gathering.returns import read_returns
from followup.flow.gathering.rounds import gather_round
from followup.flow.gathering.since_closing import note_since_closing
from followup.flow.gathering.workspace import Workspace, job_in
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.round.model import Round


@frozen
class Checked:
    """The round of the files that were read, and the copies that go back to their units."""

    round: Round
    returned: ReturnedCopies

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found in the files."""
        return [finding for file in self.round.files for finding in file.findings]


def check(
    place: Workspace,
    files: Sequence[Path] = (),
    today: date | None = None,
    return_to: Path | None = None,
    listener: Listener = SILENT,
    readers: Readers = AS_MANY_AS_PAY,
) -> Checked:
    """Check these files and folders, else the inbox. CouldNotRun where there is nothing to check.

    Where a finding may be decided on and there is no decisions.xlsx, an empty one is left. With ``return_to`` a marked
    copy of each file that has something to correct or to check is written there.
    """
    if files:
        _warm_up()
    plan = load_valid_plan(place, listener)
    if (closed := note_closed(place, listener, plan.round)) is not None:
        note_since_closing(place, closed, listener)
    premises = read_premises(job_in(place, listener, today), plan)
    note_faulty_records(premises.history, listener)
    places = files or (place.folder("inbox"),)
    returns = read_returns(places, premises.decided.plan, listener, readers)
    if not returns.files:
        raise CouldNotRun(_("There is no workbook to check."))
    round_ = gather_round(premises, returns)
    returned = ReturnedCopies()
    if return_to is not None:
        returned = return_workbooks(round_, return_to, places, place, premises.plan, listener)
    checked = Checked(round_, returned)
    if closed is None:
        leave_decisions_for(checked.findings, place, premises.plan, listener)
    return checked


def _warm_up() -> None:
    """Start the process that reads the files while the plan is understood here: those that somebody names are mostly new."""
    from followup.files.processes.prefetch import shared_prefetcher

    shared_prefetcher().start()
