"""Status: who has answered, who has not, drafts of mails to them, and receipts for what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import sections_of
from followup.flow.door.editions.exclusive import is_interrupted
from followup.flow.door.editions.merge_log import received_days
from followup.flow.door.placing import WrittenOutputs, put, with_stale_drafts
from followup.flow.door.returned_copies import RETURNED_KIND
from followup.flow.gathering.closed import closed_now
from followup.flow.gathering.history import note_faulty_records
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.premises import read_premises
from followup.flow.gathering.reading.readers import AS_MANY_AS_PAY, Readers
from followup.flow.gathering.returns import Returns, read_inbox
from followup.flow.gathering.rounds import gather_round, merge_inputs
from followup.flow.gathering.since_closing import SinceClosing, since_closing
from followup.flow.gathering.workspace import Workspace, job_in
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import folder_not_written
from followup.frozen import frozen
from followup.locale import _

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.history.closing import ClosedRound
    from followup.outputs.records.template_log import LoggedTemplate
    from followup.outputs.to_units.receipt_texts import FileReceipt
    from followup.plan.model import Plan
    from followup.round.model import ReadFile, Round
    from followup.round.unit_state import UnitState


DRAFT, RECEIPT = "draft", "receipt"


@frozen
class Standing:
    """How a round stands by the plan's dates, a receipt for each file that came, and the drafts and the texts to send that
    were written. ``templates`` are those that the log has of the round, the oldest first. ``since_closing`` is, where it
    is ``closed``, what stands in the workspace and was not kept.
    """

    plan: Plan
    round: Round
    drafts: WrittenOutputs | None = None
    receipts: Sequence[FileReceipt] = ()
    receipt_texts: WrittenOutputs | None = None
    templates: Sequence[LoggedTemplate] = ()
    closed: ClosedRound | None = None
    since_closing: SinceClosing | None = None


def status(
    place: Workspace,
    today: date | None = None,
    drafts: Path | None = None,
    listener: Listener = SILENT,
    receipts: Path | None = None,
    readers: Readers = AS_MANY_AS_PAY,
) -> Standing:
    """How every unit stands; with ``drafts`` mails that remind, and that tell what is to be corrected, are written there.

    With ``receipts`` a text is written there for each unit that something has come from.
    """
    from followup.outputs.to_units.receipt_texts import file_receipts
    from followup.templates.forms import Forms

    plan = load_valid_plan(place, listener)
    closed = closed_now(place, listener, plan.round)
    job = job_in(place, listener, today)
    premises = read_premises(job, plan)
    note_faulty_records(premises.history, listener)
    if is_interrupted(job.into):
        listener.note(_("The last merge was stopped while it wrote. Run it again: followup merge"), "warning")
    plan = premises.decided.plan
    has_inbox = job.inbox.is_dir()
    returns = read_inbox(job.inbox, plan, listener, readers) if has_inbox else Returns(Forms(plan, sections_of(plan)))
    round_ = gather_round(premises, returns)
    written = None if drafts is None else write_drafts(place, plan.frame, round_, drafts, job.today, listener)
    of_files = file_receipts(merge_inputs(premises, returns, round_), received_days(place, plan.round))
    texts = None if receipts is None else write_receipts(plan.frame, round_, of_files, receipts, job.today, listener)
    since = None if closed is None else since_closing(place, closed)
    return Standing(plan, round_, written, of_files, texts, _templates_of(place, plan.frame), closed, since)


def _templates_of(place: Workspace, frame: Frame) -> Sequence[LoggedTemplate]:
    """What the log of templates has of the round."""
    from followup.flow.door.templates.sent_templates import templates_in_log
    from followup.plan.rounds.rounds import same_round

    return [template for template in templates_in_log(place) if same_round(template.round, frame.round)]


def write_receipts(
    frame: Frame, round_: Round, receipts: Sequence[FileReceipt], folder: Path, today: date, listener: Listener
) -> WrittenOutputs:
    """The texts, all or none."""
    from followup.flow.door.writing import Output
    from followup.outputs.to_units.receipt_texts import receipt_texts

    findings = {
        state.unit.id: [finding for file in _files_of(state, round_) for finding in file.findings]
        for state in round_.states
    }
    outputs = [
        Output(folder / receipt.name, RECEIPT, partial(_write_bytes, receipt.text.encode("utf-8")))
        for receipt in receipt_texts(frame, round_.states, receipts, findings, today.isoformat())
    ]
    try:
        return put(outputs, listener)
    except OSError as error:
        raise folder_not_written(folder, error) from error


def write_drafts(
    place: Workspace, frame: Frame, round_: Round, folder: Path, today: date, listener: Listener
) -> WrittenOutputs:
    """The drafts, all or none; those from an earlier time that no longer hold are named."""
    from followup.flow.door.writing import Output
    from followup.outputs.to_units.drafts import drafts

    files = {state.unit.id: _files_of(state, round_) for state in round_.states}
    findings = {
        unit: [finding for file in files_of_unit for finding in file.findings] for unit, files_of_unit in files.items()
    }
    returned = {unit: list(_returned_workbooks(place, files_of_unit)) for unit, files_of_unit in files.items()}
    outputs = [
        Output(folder / draft.name, DRAFT, partial(_write_bytes, draft.content))
        for draft in drafts(frame, round_.states, findings, returned, today, round_.queries)
    ]
    try:
        written = put(outputs, listener)
    except OSError as error:
        raise folder_not_written(folder, error) from error
    return with_stale_drafts(written, folder, DRAFT, [output.path for output in outputs], listener)


def _write_bytes(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _files_of(state: UnitState, round_: Round) -> list[ReadFile]:
    """The files that a unit's state names: one, or several that differ or were put together."""
    return [file for file in round_.files if state.file and f", {file.path.name}, " in f", {state.file}, "]


def _returned_workbooks(place: Workspace, files: Sequence[ReadFile]) -> Iterator[tuple[str, bytes]]:
    """The marked workbooks that ``check --return-to returned`` has made of these files."""
    from followup.files.sources import innermost

    by_name = {f"{Path(innermost(file.path.name)).stem}.xlsx": file for file in files}
    for name, file in by_name.items():
        path = _last_copy(place.folder("returned") / name, file.saved)
        if path.is_file():
            yield path.name, path.read_bytes()


def _last_copy(path: Path, saved: str) -> Path:
    """The copy that was written last: where somebody had changed, or held, the one of that name, it is beside it.

    It is as we wrote it. Of several the one counts that was made of the received file as that was ``saved``.
    """
    from followup.flow.door.replaceable import is_ours

    numbered = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    copies = [path, *takewhile(Path.exists, numbered)]
    ours = [copy for copy in copies if copy.is_file() and is_ours(copy, RETURNED_KIND)]
    if len(ours) > 1:
        ours = [copy for copy in ours if _time_saved(copy) == saved] or ours
    return next(iter(ours), path)


def _time_saved(path: Path) -> str:
    """When a workbook was last saved, as it says itself: a copy says what the received one said."""
    from followup.files.processes.format_readers import read_book
    from followup.files.received import UnreadableFile

    try:
        return read_book(path).saved
    except UnreadableFile:
        return ""
