"""Which outputs are older than the round that was just written: an appendix, a PDF, a published edition."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from followup.files.disk.set_aside import is_set_aside
from followup.files.seals.seal import can_bear, seal_in
from followup.files.seals.written_record import WRITTEN, entry_of, record_in
from followup.flow.door.remaking import EVERY_DOCUMENT, commands_for
from followup.locale import Message, literal, n_

MOST_NAMED = 10
"""Files in a sentence: a document for each unit may have grown old at once."""


def stale_in(folder: Path, of: str, written: Collection[Path] = ()) -> list[Path]:
    """Outputs of ours below a folder that were made of another state of the round than ``of``, edited ones too.

    ``written`` are those that have just been made.
    """
    fresh = {path.absolute() for path in written}
    return [path for path in _files_below(folder) if path.absolute() not in fresh and _made_of(path) not in ("", of)]


def made_in(folder: Path) -> list[Path]:
    """Outputs of ours below a folder that grow old when an answer, the plan or a decision changes."""
    return [path for path in _files_below(folder) if _made_of(path)]


def report_stale(paths: Collection[Path], folder: Path) -> Message | None:
    """The sentence for outputs that have grown old; None where there are none."""
    if not paths:
        return None
    names, commands = [path.relative_to(folder).as_posix() for path in paths], commands_for(sorted(paths), folder)
    return n_(
        "{n} file in {folder} is older than this result: {files}. Make it again with {commands}, or remove it.",
        "{n} files in {folder} are older than this result: {files}. Make them again with {commands}, or remove them.",
        len(names),
        commands=literal("; ".join(commands) or EVERY_DOCUMENT),
        folder=literal(str(folder)),
        files=literal(_few(names)),
    )


def stale_drafts(folder: Path, kind: str, drafts: Collection[Path]) -> list[Path]:
    """Drafts that were written into a folder at an earlier time, sent or not, and are none of those wanted now: their
    unit has answered since, or has nothing to correct any more."""
    entries = record_in(folder).items()
    written = [folder / name for name, entries_of in sorted(entries) if any(entry.kind == kind for entry in entries_of)]
    return [path for path in written if path not in drafts and path.is_file()]


def report_stale_drafts(paths: Collection[Path], folder: Path) -> Message | None:
    """The sentence for such drafts; None where there are none."""
    if not paths:
        return None
    return n_(
        "{n} draft in {folder} is from an earlier time and no longer holds: {files}. Do not send it; remove it.",
        "{n} drafts in {folder} are from an earlier time and no longer hold: {files}. Do not send them; remove them.",
        len(paths),
        folder=literal(str(folder)),
        files=literal(_few([path.name for path in paths])),
    )


def _few(names: Sequence[str]) -> str:
    more = [f"… (+{len(names) - MOST_NAMED})"] if len(names) > MOST_NAMED else []
    return ", ".join([*names[:MOST_NAMED], *more])


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != WRITTEN)
        files = (Path(place, name) for name in sorted(names) if not name.startswith((".", "~$")))
        yield from (path for path in files if not is_set_aside(path))


def _made_of(path: Path) -> str:
    """What an output was made of; empty for what is none of ours, and for what never grows old."""
    if can_bear(path):
        seal = seal_in(path)
        return "" if seal is None else seal.of
    entry = entry_of(path)
    return "" if entry is None else entry.of
