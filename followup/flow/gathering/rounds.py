"""The round as it stands: files, decisions and receipts. The very same for check, status, merge and report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.decided import Decided
from followup.flow.gathering.history import History
from followup.flow.gathering.returns import Returns
from followup.flow.gathering.sent_back import sent_back
from followup.flow.gathering.workspace import Workspace
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.history.explanations import Explanations
    from followup.outputs.records.manifest import LastMerge, MergeInputs
    from followup.round.model import Round


def gather_round(
    place: Workspace, decided: Decided, returns: Returns, receipts: LastMerge, today: date, history: History
) -> Round:
    """The files of a round as the decisions, the receipts and what was sent back have it, with what the last round
    explained."""
    from followup.round.collecting import gather
    from followup.round.explained_before import UNUSUAL, say_explained_before

    files = say_explained_before(returns.files, lambda units: _last_explanations(history, UNUSUAL, units))
    copies = sent_back(place, returns.forms, receipts)
    return gather(files, returns.forms, decided.decisions, receipts.record, today, decided.faults, copies)


def _last_explanations(history: History, rules: Collection[str], units: Mapping[str, str]) -> Explanations:
    """What units explained in the last of the rounds that have a record."""
    from followup.history.explanations import NO_EXPLANATIONS, explanations_in
    from followup.history.record import index_in
    from followup.plan.rounds.rounds import order_of

    rounds = [(order_of(index.round), path.parent) for path in history.records if (index := index_in(path.parent))]
    recorded = [(order, folder) for order, folder in rounds if order is not None]
    return explanations_in(max(recorded)[1], rules, units) if recorded else NO_EXPLANATIONS


def read_receipts(place: Workspace, frame: Frame, into: Path | None = None) -> LastMerge:
    """What the record in a folder of outputs says of the merge before this one, and what was sent back since.

    The folder is the workspace's own where none is named.
    """
    from followup.files.disk.atomic_files import abandoned_parts
    from followup.outputs.records.manifest import MANIFEST, RETURNED, join_records, last_merge

    into = into or place.folder("output")
    begun = [_text(path) for path in abandoned_parts(into) if path.name.startswith(f".{MANIFEST}.")]
    last = last_merge(_text(into / MANIFEST), begun, frame)
    returned = last_merge(_text(place.folder("returned") / RETURNED), (), frame)
    return replace(last, record=join_records(last.record, returned.record), returned=returned.record)


def merge_inputs(
    place: Workspace, inbox: Path, history: History, returns: Returns, round_: Round, today: date
) -> MergeInputs:
    """What outputs are made from, for the record and the marks in them."""
    from followup.outputs.records.manifest import MergeInputs

    return MergeInputs(
        plan_file=place.plan,
        decisions_file=place.decisions,
        previous=history.files,
        records=history.records,
        inbox=inbox,
        today=today,
        round=round_,
        passed_over=returns.passed_over,
    )


def refuse_foreign_record(into: Path) -> None:
    """CouldNotRun where a file of the record's name stands in the folder that no merge has written."""
    from followup.outputs.records.manifest import MANIFEST, may_be_record

    if not may_be_record(_text(into / MANIFEST)):
        file, folder = literal(MANIFEST), literal(str(into))
        raise CouldNotRun(
            _(
                "{file} in {folder} was not made by followup. Choose another folder with --into.",
                file=file,
                folder=folder,
            )
        )


def _text(path: Path) -> str:
    from followup.files.disk.ordinary_file import text_of
    from followup.files.size_limits import OWN

    try:
        return text_of(path, OWN.file)
    except (OSError, ValueError):
        return ""
