"""What the merge before this one kept of the same round: by it a merge tells what it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from followup.files.disk.ordinary_file import file_content
from followup.files.received import UnreadableFile
from followup.files.size_limits import OWN
from followup.frozen import frozen
from followup.history.record import RecordIndex, indexes_in
from followup.plan.rounds.rounds import same_round


@frozen
class RecordFile:
    """A file of a record, as it was written, and the index that says so; ``content`` is empty of what was not read."""

    folder: Path
    index: RecordIndex
    content: bytes


def last_file(folders: Sequence[Path], name: str, region: str, round_: str, expected: str = "") -> RecordFile | None:
    """A file of the last of some records where that is of this round and as it was written; None where none is.

    A record that a person has edited is passed over: the merge after has written one beside it. Where its digest is the
    one ``expected``, by the index, it is not read.
    """
    for folder in reversed(folders):
        indexes = [
            index
            for index in indexes_in(folder)
            if index.region == region and same_round(index.round, round_) and name in index.files
        ]
        if not indexes:
            continue
        if expected and indexes[0].files[name] == expected:
            return RecordFile(folder, indexes[0], b"")
        if (kept := _as_written(folder, name, indexes)) is not None:
            return kept
    return None


def _as_written(folder: Path, name: str, indexes: Sequence[RecordIndex]) -> RecordFile | None:
    try:
        content = file_content(folder / name, OWN)
    except UnreadableFile:
        return None
    digest = hashlib.sha256(content).hexdigest()
    return next((RecordFile(folder, index, content) for index in indexes if index.files[name] == digest), None)
