"""The copies that go back to the units: where to, under which names, and what people are told about them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from followup.flow.door.placing import put
from followup.flow.gathering.receipts import read_receipts
from followup.flow.gathering.workspace import Workspace, look_of
from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.files.xlsx_writing.base_look import BaseLook
    from followup.flow.door.writing import Output
    from followup.form.frame import Frame
    from followup.plan.model import Plan
    from followup.round.model import ReadFile, Round
    from followup.round.queries import AskedQuery

RETURNED_KIND = "returned"


class SentBack(NamedTuple):
    """A file that goes back to its unit, and where its copy stands."""

    file: ReadFile
    copy: Path


@frozen
class ReturnedCopies:
    """The files that go back, and the sentences on what became of their copies."""

    files: tuple[SentBack, ...] = ()
    notes: tuple[Message, ...] = ()


def return_workbooks(
    round_: Round, into: Path, places: Sequence[Path], place: Workspace, plan: Plan, listener: Listener
) -> ReturnedCopies:
    """Write a marked copy of each file that has something to correct or to check, all or none.

    What went back from the workspace's own folder is remembered there.
    """
    from followup.files.marking.mark_cells import unique_targets
    from followup.flow.door.writing import Output
    from followup.outputs.to_units.returned_copy import is_to_return

    _refuse_where_files_are_read(into, places, round_.files)
    look = look_of(place, listener)
    targets = unique_targets([file.path for file in round_.files], into)
    outputs: dict[Path, Output] = {}
    for file in round_.files:
        target, queries = targets[file.path], round_.queries_with(file)
        if is_to_return(file, queries):
            _refuse_to_replace_others(target)
            write = partial(_write, file, target.name, plan.frame, look, queries, listener)
            outputs[file.path] = Output(target, RETURNED_KIND, write)
        else:
            _note_older(target, listener)
    back = [file for file in round_.files if file.path in outputs]
    is_own = into.resolve() == place.folder("returned").resolve()
    record = _record(back, round_, plan.frame, place) if is_own else []
    written = put([*outputs.values(), *record], listener)
    stand = dict(zip(outputs, written.paths, strict=True))
    return ReturnedCopies(tuple(SentBack(file, stand[file.path]) for file in back), written.notes)


def _record(back: Sequence[ReadFile], round_: Round, frame: Frame, place: Workspace) -> list[Output]:
    """The note of which files were sent back: what a unit then sends replaces them, and is no file that differs.

    It goes with the copies: who finds them there may send them.
    """
    from followup.flow.door.writing import OWN_RECORD, Output
    from followup.outputs.records.manifest import RETURNED, returned_as_text, with_taken

    sent = {file.submission.sha256 for file in back if file.submission is not None}
    taken_in = {
        unit: receipts_sent
        for unit, receipts in round_.recorded_files.items()
        if (receipts_sent := tuple(receipt for receipt in receipts if receipt.sha256 in sent))
    }
    if not taken_in:
        return []
    text = returned_as_text(with_taken(read_receipts(place, frame).record, taken_in), frame)
    write = partial(Path.write_text, data=text, encoding="utf-8", newline="\n")
    return [Output(place.folder("returned") / RETURNED, OWN_RECORD, write)]


def _write(
    file: ReadFile,
    name: str,
    frame: Frame,
    look: BaseLook,
    queries: Sequence[AskedQuery],
    listener: Listener,
    beside: Path,
) -> None:
    from followup.outputs.to_units.returned_copy import write_returned

    if not write_returned(file, beside, frame.words, look, queries).marked:
        listener.note(
            _("{file}: the cells could not be marked, so only the list goes back.", file=literal(name)), "warning"
        )


def _refuse_where_files_are_read(into: Path, places: Sequence[Path], read: Sequence[ReadFile]) -> None:
    """A copy among the received files would be read as one of them, or replace the one that it is made of."""
    folder = into.resolve()
    folders = [place.resolve() for place in places if place.is_dir()]
    is_inside = any(folder == parent or parent in folder.parents for parent in folders)
    if is_inside or folder in {file.path.resolve().parent for file in read}:
        message = _("{folder} holds received workbooks. Choose another folder for those that go back.")
        raise CouldNotRun(message.filled(folder=literal(str(into))))


def _refuse_to_replace_others(target: Path) -> None:
    """Only a copy from an earlier time is replaced: in another folder there may be a template of that name."""
    from followup.files.marking.recognise_marks import is_returned

    if target.exists() and not is_returned(target):
        message = _("{file} in {folder} is no earlier copy. Choose another folder for those that go back.")
        raise CouldNotRun(message.filled(file=literal(target.name), folder=literal(str(target.parent))))


def _note_older(target: Path, listener: Listener) -> None:
    if target.is_file():
        message = _("{file} has nothing to correct any more; the copy from an earlier time in {folder} can be deleted.")
        listener.note(message.filled(file=literal(target.name), folder=literal(str(target.parent))), "warning")
