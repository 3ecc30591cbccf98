"""What a job writes goes through the door; what became of it is heard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.listener import Listener
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.disk.atomic_files import Placement
    from followup.flow.door.writing import Output
    from followup.locale import Message


@frozen
class WrittenOutputs:
    """Where outputs stand, and the sentences on what became of them: got another name, grew old. ``stale`` are those in
    the same folder that are older than them, ``left`` those that a person has edited, beside which they stand."""

    paths: tuple[Path, ...] = ()
    notes: tuple[Message, ...] = ()
    stale: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def put(outputs: Iterable[Output], listener: Listener, inboxes: Iterable[Path] = (), of: str = "") -> WrittenOutputs:
    """Write all of them or none; which got another name is noted."""
    from followup.flow.door.writing import write_all

    outputs = list(outputs)
    with listener.step(_("Writing")), listener.progress(_("Writing"), len(outputs)) as begin:
        placed = write_all(outputs, inboxes, of, begin=begin)
    note_written(placed, listener)
    left = tuple(file.target for file in placed if file.why == "changed")
    return WrittenOutputs(tuple(file.path for file in placed), note_new_names(placed, listener), left=left)


def note_written(placed: Sequence[Placement], listener: Listener) -> None:
    """Each output, for those who follow every step."""
    for file in placed:
        listener.detail(_("{file} was written.", file=literal(str(file.path))))


def note_new_names(placed: Sequence[Placement], listener: Listener) -> tuple[Message, ...]:
    """Tell, and give, a sentence for each output that got another name than usual."""
    from followup.flow.door.writing import new_name

    return _note_all([message for file in placed if (message := new_name(file)) is not None], listener)


def with_stale(written: WrittenOutputs, folder: Path, of: str, listener: Listener) -> WrittenOutputs:
    """The same with the outputs in a folder that are older than what was just written; if there are any, a note says so."""
    from followup.flow.door.stale import report_stale, stale_in

    stale = stale_in(folder, of, written.paths)
    return _with(written, stale, report_stale(stale, folder), listener)


def with_stale_drafts(
    written: WrittenOutputs, folder: Path, kind: str, wanted: Collection[Path], listener: Listener
) -> WrittenOutputs:
    """The same with the drafts in a folder that nobody wants any more; if there are any, a note says so."""
    from followup.flow.door.stale import report_stale_drafts, stale_drafts

    stale = stale_drafts(folder, kind, {*written.paths, *wanted})
    return _with(written, stale, report_stale_drafts(stale, folder), listener)


def _with(
    written: WrittenOutputs, stale: Sequence[Path], message: Message | None, listener: Listener
) -> WrittenOutputs:
    notes = _note_all([] if message is None else [message], listener)
    return replace(written, notes=(*written.notes, *notes), stale=tuple(stale))


def _note_all(messages: Sequence[Message], listener: Listener) -> tuple[Message, ...]:
    for message in messages:
        listener.note(message, "warning")
    return tuple(messages)
