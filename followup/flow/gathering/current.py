"""The region as it is now, without writing anything: the very same as a merge would make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.decided import read_decided
from followup.flow.gathering.history import with_history
from followup.flow.gathering.regions import make_region, refuse_empty
from followup.flow.gathering.returns import read_inbox
from followup.flow.gathering.rounds import gather_round, merge_inputs, read_receipts
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import Listener

if TYPE_CHECKING:
    from followup.outputs.records.manifest import MergeInputs
    from followup.plan.model import Plan
    from followup.region.consolidating import Region


@dataclass(frozen=True)
class Current:
    """The region, and what it is made from."""

    region: Region
    inputs: MergeInputs


def read_current(place: Workspace, plan: Plan, inbox: Path, into: Path, today: date, listener: Listener) -> Current:
    """The region of the inbox. Receipts and earlier rounds are those of the last merge into a folder of outputs."""
    receipts = read_receipts(place, plan.frame, into)
    plan, history = with_history(place, plan, receipts, into)
    decided = read_decided(place, plan, into, today, listener)
    returns = read_inbox(inbox, decided.plan, listener)
    round_ = gather_round(place, decided, returns, receipts, today, history)
    refuse_empty(round_, returns, inbox)
    region = make_region(place, decided.plan, returns.forms, round_, history)
    return Current(region, merge_inputs(place, inbox, history, returns, round_, today))
