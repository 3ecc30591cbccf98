"""Merge: the regional workbook and the summary from what is in the inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from followup.flow.door.editions.changes import facts_to_keep, with_changes
from followup.flow.door.editions.editions import PUBLISHED, write_editions
from followup.flow.door.editions.exclusive import exclusive
from followup.flow.door.editions.merge_log import log_merge
from followup.flow.door.editions.open_in_excel import RefreshOffer
from followup.flow.door.templates.blank_workbooks import leave_decisions_for
from followup.flow.door.templates.word_templates import refuse_faulty_templates
from followup.flow.gathering.closed import refuse_closed
from followup.flow.gathering.decided import read_decided
from followup.flow.gathering.history import add_history, read_history
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.regions import make_region, mask, refuse_empty
from followup.flow.gathering.returns import read_inbox
from followup.flow.gathering.rounds import gather_round, merge_inputs, read_receipts, refuse_foreign_record
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import SILENT, Listener

if TYPE_CHECKING:
    from followup.flow.door.placing import WrittenOutputs
    from followup.form.finding import Finding
    from followup.outputs.records.manifest import MergeInputs
    from followup.plan.model import Plan
    from followup.region.consolidating import Region
    from followup.round.model import Round


@dataclass(frozen=True)
class MergeRequest:
    """What is asked for. A folder that is not named is the workspace's own; ``previous`` are earlier regional workbooks."""

    today: date = field(default_factory=date.today)
    inbox: Path | None = None
    into: Path | None = None
    previous: Sequence[Path] = ()
    published: bool = False
    pdf: bool = False
    macros: bool = False
    offer: RefreshOffer = field(default_factory=RefreshOffer)


@dataclass(frozen=True)
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
    from followup.documents.summary import SUMMARY

    ask = ask or MergeRequest()
    inbox, into = ask.inbox or place.folder("inbox"), ask.into or place.folder("output")
    plan = load_valid_plan(place, listener)
    refuse_closed(place, listener, plan.round)
    refuse_faulty_templates(place, [SUMMARY], listener)
    refuse_foreign_record(into)
    with exclusive(into, listener):
        receipts = read_receipts(place, plan.frame, into)
        history = read_history(place, ask.previous, into, plan.frame, receipts)
        plan, history = add_history(plan, history)
        decided = read_decided(place, plan, into, ask.today, listener)
        returns = read_inbox(inbox, decided.plan, listener)
        round_ = gather_round(place, decided, returns, receipts, ask.today, history)
        refuse_empty(round_, returns, inbox, nothing_merged(plan, round_))
        region = make_region(place, decided.plan, returns.forms, round_, history)
        public, leaks = mask(region) if ask.published else (None, ())
        region = region.with_findings(leaks)  # what masking found stands in the workbook too
        leave_decisions_for(region.findings, place, plan, listener)  # the record is to name it
        inputs = merge_inputs(place, inbox, history, returns, round_, ask.today)
        kept = facts_to_keep(into, inputs, region, public, receipts, listener)
        region = with_changes(into, region, kept, receipts)
        editions = [(into, region), *([(into / PUBLISHED, public)] if public else [])]
        written = write_editions(place, editions, kept, inputs, receipts, listener, ask.offer, ask.pdf, ask.macros)
        log_merge(place, inputs, region.frame, kept.changed_now, into, listener)
    return Merged(round_, region, public, inputs, written)


def nothing_merged(plan: Plan, round_: Round) -> Mapping[str, Any]:
    """What a script gets of a merge that can use nothing: how the units stand."""
    from followup.reports.wording.findings_text import units_as_json

    units = units_as_json(round_.every_state)
    return MappingProxyType({"round": plan.round, "units": units, "values_merged": 0, "outputs": []})
