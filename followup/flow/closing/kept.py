"""What is handed out of a closed round: the very bytes that were kept, whatever plan and program say by now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.flow.closing.contents import OUTPUTS
from followup.flow.gathering.closed import closed_now, closed_since
from followup.flow.gathering.since_closing import SinceClosing, note_since_closing
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.history.closing import ClosedRound, KeptFile


@frozen
class HandedOut:
    """A closed round and where its documents stand: among the outputs where these are the very bytes, else in its folder.

    ``result`` is what the last merge found, as scripts read it; ``since`` is what stands in the workspace and was not kept.
    """

    closed: ClosedRound
    paths: tuple[Path, ...]
    result: Mapping[str, Any]
    since: SinceClosing
    notes: tuple[Message, ...] = ()


def refuse_open(place: Workspace, listener: Listener = SILENT) -> ClosedRound:
    """The folder of a closed round; CouldNotRun where it is open: then there is nothing kept to hand out."""
    closed = closed_now(place, listener)
    if closed is None:
        raise CouldNotRun(_("The round is not closed."))
    return closed


def hand_out_merged(
    place: Workspace,
    closed: ClosedRound,
    into: Path | None = None,
    listener: Listener = SILENT,
    besides: Sequence[str] = (),
    inbox: Path | None = None,
) -> HandedOut:
    """The regional workbook and the summary of a closed round; CouldNotRun where what is asked for ``besides``, a file or
    a folder, was not kept."""
    from followup.flow.door.formats import REGIONAL, SUMMARY

    kinds = (REGIONAL, SUMMARY, f"{SUMMARY}_pdf")
    ways = [Path(file.file).relative_to(OUTPUTS) for file in _outputs_in(closed) if file.kind in kinds]
    for name in besides:
        if not any(name in way.parts for way in ways):
            raise _not_kept(name, closed, [way.as_posix() for way in ways])
    return hand_out(place, closed, lambda file: file.kind in kinds, into, listener, inbox)


def hand_out_documents(
    place: Workspace,
    closed: ClosedRound,
    names: Sequence[str] = (),
    into: Path | None = None,
    listener: Listener = SILENT,
    as_format: str = "",
) -> HandedOut:
    """The documents of these names in a closed round, or all of them; CouldNotRun for one that was not kept."""
    kinds = document_kinds(closed)
    wanted = [f"{name}_{as_format}" if as_format else name for name in names] or kinds
    for kind in wanted:
        if kind not in kinds:
            raise _not_kept(kind, closed, kinds)
    return hand_out(place, closed, lambda file: file.kind in wanted, into, listener)


def _not_kept(name: str, closed: ClosedRound, kept: Sequence[str]) -> CouldNotRun:
    return CouldNotRun(
        _(
            "{name} is not among the documents that were kept of {round}: {known}. To make it: followup reopen --why TEXT",
            name=literal(name),
            round=literal(closed.round),
            known=literal(", ".join(kept) or "–"),
        )
    )


def _outputs_in(closed: ClosedRound) -> list[KeptFile]:
    from followup.history.closing import kept_in

    return [file for file in kept_in(closed.folder) if file.file.startswith(f"{OUTPUTS}/")]


def document_kinds(closed: ClosedRound) -> list[str]:
    """The documents of a closed round by name, with the format behind it where that is not Word."""
    from followup.flow.door.formats import document_of_kind

    kinds = dict.fromkeys(file.kind for file in _outputs_in(closed))
    return [kind for kind in kinds if document_of_kind(kind)]


def hand_out(
    place: Workspace,
    closed: ClosedRound,
    is_wanted: Callable[[KeptFile], bool],
    into: Path | None = None,
    listener: Listener = SILENT,
    inbox: Path | None = None,
) -> HandedOut:
    """Put back what is gone from the outputs, and leave what a person has changed there: then the kept one is named.

    CouldNotRun where the folder is gone, or a file of it is not as it was sealed.
    """
    from followup.files.disk.atomic_files import sha256_of
    from followup.flow.door.writing import Output, write_all
    from followup.history.closing import closing_in, path_of

    files = [file for file in _outputs_in(closed) if is_wanted(file)]
    _refuse_unsound(closed, files)
    listener.note(closed_since(closed), "warning")
    since = note_since_closing(place, closed, listener, inbox)
    folder, outputs, paths, notes = into or place.folder(OUTPUTS), [], [], list[Message]()
    for file in files:
        kept = path_of(closed.folder, file)
        target = folder / file.file.removeprefix(f"{OUTPUTS}/")
        if not target.exists():
            kind = EDITED if file.edited else file.kind
            outputs.append(Output(target, kind, partial(_copy, kept)))
        elif sha256_of(target) != file.sha256:
            notes.append(
                _("{file} is not as it was when the round was closed, and was left.", file=literal(str(target)))
            )
            target = kept
        paths.append(target)
    write_all(outputs, as_they_are=True)
    for note in notes:
        listener.note(note, "warning")
    return HandedOut(closed, tuple(paths), closing_in(closed.folder), since, (*since.sentences, *notes))


EDITED = "edited"
"""The kind of a document that a person had changed before the round was closed: no later merge replaces it."""


def _copy(source: Path, path: Path) -> None:
    import shutil

    shutil.copyfile(source, path)


def _refuse_unsound(closed: ClosedRound, files: Sequence[KeptFile]) -> None:
    from followup.history.closing import closing_in

    if not closing_in(closed.folder):
        raise CouldNotRun(
            _(
                "{round} is closed since {day}, but {folder} is gone or cannot be read. Put it back from your copies.",
                round=literal(closed.round),
                day=literal(closed.since),
                folder=literal(str(closed.folder)),
            )
        )
    unsound = next(_unsound_among(closed, files), None)
    if unsound is not None:
        file = literal(str(unsound))
        raise CouldNotRun(
            _("{file} is not as it was sealed. See followup verify, and put it back from your copies.", file=file)
        )


def _unsound_among(closed: ClosedRound, files: Sequence[KeptFile]) -> Iterator[Path]:
    """What is to be handed out, or tells of it, and is not as it was sealed: the rest of the folder is not looked through."""
    from followup.files.disk.atomic_files import sha256_of
    from followup.files.seals.bag import seal_of, tells_as_sealed
    from followup.history.closing import CLOSING, path_of

    if closed.seal not in ("", seal_of(closed.folder)):
        yield closed.folder
    if not tells_as_sealed(closed.folder, CLOSING):
        yield closed.folder / CLOSING
    for file in files:
        path = path_of(closed.folder, file)
        if not path.is_file() or sha256_of(path) != file.sha256:
            yield path
