"""What the door asks before it writes: whether what stands there is ours, and whether anything may be written there.

What a person has edited, and what followup did not make, is never replaced: the new one is put beside it under another
name. Nothing is written into an inbox, nor over a file of another kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from followup.files.containers.inbox import is_rubbish
from followup.files.disk.atomic_files import Placement, sha256_of
from followup.files.excel.written_workbook import is_as_written
from followup.files.seals.seal import is_untouched, seal_in
from followup.files.seals.written_record import entry_of
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

PLAN, INBOX = "plan.xlsx", "inbox"


def place_for(path: Path, kind: str, endings: Sequence[str] = (), inboxes: Iterable[Path] = ()) -> Placement:
    """Where a program that writes by itself may put such an output: there, or beside what is not ours."""
    refuse_name(path, kind, endings, inboxes)
    if not path.exists() or is_ours(path, kind):
        return Placement(path, path)
    names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return Placement(path, next(name for name in names if not name.exists() or is_ours(name, kind)), "changed")


def is_ours(path: Path, kind: str, hashes: frozenset[str] = frozenset()) -> bool:
    """Whether a file is an output of this kind as we wrote it, so that it may be replaced by a new one.

    What bears no mark is known by a record alone; without one it is not ours.
    """
    seal = seal_in(path)
    if seal is not None and seal.kind == kind and is_untouched(path, seal):
        return True
    entry = entry_of(path)
    if (entry is not None and entry.kind == kind) or (hashes and sha256_of(path) in hashes):
        return True
    return (seal is None or seal.kind == kind) and is_as_written(path)


def edited_in(folder: Path) -> list[Path]:
    """The files below a folder that are not as we wrote them, whatever wrote them; our own records are left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_record(path.relative_to(folder)))
    return [path for path in files if not _is_untouched(path)]


def _is_record(way: Path) -> bool:
    """What we keep for ourselves among the outputs, and what the system does: no document of anybody's."""
    from followup.outputs.records.log_lines import MERGES
    from followup.outputs.records.manifest import MANIFEST, RETURNED
    from followup.outputs.records.template_log import TEMPLATES

    if way.name in (MANIFEST, RETURNED, MERGES, TEMPLATES, "klar.txt"):
        return True
    return any(part.startswith((".", "~$")) for part in way.parts) or is_rubbish(way.name)


def _is_untouched(path: Path) -> bool:
    from followup.history.record import is_of_record

    seal = seal_in(path)
    return is_untouched(path, seal) if seal is not None else entry_of(path) is not None or is_of_record(path)


def refuse_name(path: Path, kind: str, endings: Sequence[str] = (), inboxes: Iterable[Path] = ()) -> None:
    """CouldNotRun where nothing of this kind may be written; ``endings`` are given where a person has chosen the name.

    To be asked before the work is done, too.
    """
    _refuse_inbox(path, inboxes)
    _refuse_closed(path)
    if endings:
        _refuse_another_kind(path, kind, endings)


def _refuse_inbox(path: Path, inboxes: Iterable[Path]) -> None:
    """What is written among received files would be read as an answer."""
    folder = path.absolute().parent
    for above in (folder, *folder.parents):
        within = above.name.casefold() == INBOX and (above.parent / PLAN).is_file()
        if within or any(_is_same(above, inbox) for inbox in inboxes):
            raise CouldNotRun(
                _(
                    "{folder} is an inbox: only what has been received lies there. Choose another folder for {file}.",
                    folder=literal(str(above)),
                    file=literal(path.name),
                )
            )


def _refuse_closed(path: Path) -> None:
    """What is kept of a closed round stays as it was sealed: nothing is put there."""
    from followup.history.closing import closed_above

    folder = closed_above(path)
    if folder is not None:
        raise CouldNotRun(
            _(
                "{folder} is a closed round: nothing is written there. Choose another folder for {file}.",
                folder=literal(str(folder)),
                file=literal(path.name),
            )
        )


def _is_same(folder: Path, other: Path) -> bool:
    try:
        return folder.samefile(other)
    except OSError:
        return False


def _refuse_another_kind(path: Path, kind: str, endings: Sequence[str]) -> None:
    """A name that a person chose may be that of something else: the plan, an answer, another document."""
    if path.suffix.casefold() not in endings:
        message = _(
            "{file} must end with {endings}; nothing was written.",
            file=literal(path.name),
            endings=literal(" / ".join(endings)),
        )
        raise CouldNotRun(message)
    seal = seal_in(path)
    if seal is not None and seal.kind != kind:
        message = _(
            "{file} is another document that followup has made; it was left as it is. Choose another name.",
            file=literal(path.name),
        )
        raise CouldNotRun(message)
