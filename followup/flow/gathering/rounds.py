"""The round as it stands: files, decisions and receipts. The very same for check, status, merge and report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.history import History
from followup.flow.gathering.returns import Returns
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.form.frame import Frame
    from followup.outputs.manifest import LastMerge, MergeInputs
    from followup.plan.decisions.decisions import Decisions
    from followup.plan.model import Plan
    from followup.round.model import Round


def gather_round(
    place: Workspace, plan: Plan, returns: Returns, receipts: LastMerge, today: date, listener: Listener
) -> Round:
    """The files of a round as the decisions and the receipts have it."""
    from followup.round.collecting import gather

    decisions, faults = read_decisions(place, plan, today, listener)
    return gather(returns.files, returns.forms, decisions, receipts.record, today, faults)


def read_receipts(place: Workspace, frame: Frame, into: Path | None = None) -> LastMerge:
    """What the record in a folder of outputs says of the merge before this one, and what was sent back since.

    The folder is the workspace's own where none is named.
    """
    from followup.files.disk.atomic_files import abandoned_parts
    from followup.outputs.manifest import MANIFEST, RETURNED, join_records, last_merge

    into = into or place.folder("output")
    begun = [_text(path) for path in abandoned_parts(into) if path.name.startswith(f".{MANIFEST}.")]
    last = last_merge(_text(into / MANIFEST), begun, frame)
    returned = last_merge(_text(place.folder("returned") / RETURNED), (), frame)
    return replace(last, record=join_records(last.record, returned.record))


def merge_inputs(
    place: Workspace, inbox: Path, history: History, returns: Returns, round_: Round, today: date
) -> MergeInputs:
    """What outputs are made from, for the record and the marks in them."""
    from followup.outputs.manifest import MergeInputs

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
    from followup.outputs.manifest import MANIFEST, may_be_record

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


def read_decisions(place: Workspace, plan: Plan, today: date, listener: Listener) -> tuple[Decisions, list[Finding]]:
    """What decisions.xlsx beside the plan says; nothing when there is no such file. Where somebody has it open, that is
    told: what is not saved yet is not seen.
    """
    from followup.files.containers.inbox import open_elsewhere_remark
    from followup.files.processes.format_readers import read_book
    from followup.files.received import UnreadableFile
    from followup.files.size_limits import OWN
    from followup.form.finding import Finding
    from followup.form.place import Place
    from followup.plan.decisions.decisions import NOTHING_DECIDED, load_decisions

    path = place.decisions
    if not lexists(path):
        return NOTHING_DECIDED, []
    if (remark := open_elsewhere_remark(path)) is not None:
        listener.note(_("{file}: {advice}", file=literal(path.name), advice=remark.problem.advice), "warning")
    try:
        return load_decisions(read_book(path, OWN), plan, listener.words, today)
    except UnreadableFile as fault:
        finding = Finding.of(Place(path.name), fault.problem, fault.detail or path.name)
        return NOTHING_DECIDED, [finding]
