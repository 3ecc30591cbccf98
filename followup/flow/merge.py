"""Merge: the regional workbook and the summary from what is in the inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from followup.flow.declarations import document_of
from followup.flow.door.editions.changes import facts_to_keep, with_changes
from followup.flow.door.editions.editions import editions_in, write_editions
from followup.flow.door.editions.exclusive import exclusive
from followup.flow.door.editions.merge_log import log_merge
from followup.flow.door.editions.notes import with_notes
from followup.flow.door.editions.open_in_excel import RefreshOffer
from followup.flow.door.editions.own_sheets import begin_own_sheets
from followup.flow.door.formats import SUMMARY
from followup.flow.door.templates.blank_workbooks import leave_decisions_for
from followup.flow.door.templates.word_templates import refuse_faulty_templates
from followup.flow.gathering.closed import refuse_closed
from followup.flow.gathering.current import read_current
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.reading.readers import AS_MANY_AS_PAY, Readers
from followup.flow.gathering.receipts import refuse_foreign_record
from followup.flow.gathering.workspace import Job, Workspace, job_in
from followup.flow.listener import SILENT, Listener
from followup.frozen import frozen

if TYPE_CHECKING:
    from followup.flow.door.placing import WrittenOutputs
    from followup.form.finding import Finding
    from followup.outputs.records.manifest import MergeInputs
    from followup.plan.model import Plan
    from followup.region.consolidating import Region
    from followup.round.model import Round


@frozen
class MergeRequest:
    """What is asked for. A folder that is not named is the workspace's own; ``previous`` are earlier regional workbooks.

    With ``own_sheets`` a workbook for those is begun, where there is none.
    """

    today: date = field(default_factory=date.today)
    inbox: Path | None = None
    into: Path | None = None
    previous: Sequence[Path] = ()
    published: bool = False
    pdf: bool = False
    macros: bool = False
    offer: RefreshOffer = field(default_factory=RefreshOffer)
    readers: Readers = AS_MANY_AS_PAY
    own_sheets: bool = False


@frozen
class Merged:
    """The round, the region made of it, the same for readers outside if it was asked for, what it is made
    from, and what was written."""

    round: Round
    region: Region
    public: Region | None
    inputs: MergeInputs
    written: WrittenOutputs

    @property
    def findings(self) -> Sequence[Finding]:
        """All that was found, what masking found too."""
        return self.region.findings


def merge(place: Workspace, ask: MergeRequest | None = None, listener: Listener = SILENT) -> Merged:
    """Merge what is in the inbox. CouldNotRun where that cannot be done; then no output has changed."""
    ask = ask or MergeRequest()
    job = job_in(place, listener, ask.today, ask.inbox, ask.into, ask.readers)
    plan = load_plan_to_merge(job)
    with exclusive(job.into, listener):
        current = read_current(job, plan, ask.previous, nothing_merged)
        region, public = current.editions(ask.published)
        region, noted = with_notes(current, region)
        leave_decisions_for(region.findings, place, current.premises.plan, listener)  # the record is to name it
        kept = facts_to_keep(current, region, public)
        region = with_changes(current, region, kept)
        editions = editions_in(job.into, plan, region, public, ask.pdf, ask.macros)
        written = write_editions(current, editions, kept, ask.offer, noted)
        if ask.own_sheets:
            begin_own_sheets(current, region)
        log_merge(current, kept.changed_now)
    return Merged(current.round, region, public, current.inputs, written)


def load_plan_to_merge(job: Job) -> Plan:
    """The plan of a round that can be merged; CouldNotRun where it is closed, or where its results could not be written."""
    plan = load_valid_plan(job.place, job.listener)
    refuse_closed(job.place, job.listener, plan.round)
    refuse_faulty_templates(job.place, [document_of(plan, SUMMARY)], job.listener)
    refuse_foreign_record(job.into)
    return plan


def nothing_merged(plan: Plan, round_: Round) -> Mapping[str, Any]:
    """What a script gets of a merge that can use nothing: how the units stand."""
    from followup.reports.wording.findings_text import units_as_json

    units = units_as_json(round_.every_state)
    return MappingProxyType({"round": plan.round, "units": units, "values_merged": 0, "outputs": []})
