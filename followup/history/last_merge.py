"""What the merge before this one kept of the same round: by it a merge tells what it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from followup.files.disk.ordinary_file import open_ordinary
from followup.files.size_limits import MEGABYTE
from followup.frozen import frozen
from followup.history.past_facts import TableLines
from followup.history.record import RecordIndex, indexes_in
from followup.plan.rounds.rounds import same_round


@frozen
class RecordFile:
    """A file of a record, which is as it was written, and the index that says so."""

    path: Path
    index: RecordIndex

    @property
    def content(self) -> bytes:
        """The whole of it."""
        return self.path.read_bytes()

    @property
    def lines(self) -> TableLines:
        """Its lines, where it is a table: that may be large."""
        return TableLines(self.pieces)

    def pieces(self) -> Iterator[bytes]:
        """What stands in it, up to each line feed."""
        with open_ordinary(self.path) as file:
            yield from file


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
            return RecordFile(folder / name, indexes[0])
        if (kept := _as_written(folder, name, indexes)) is not None:
            return kept
    return None


def _as_written(folder: Path, name: str, indexes: Sequence[RecordIndex]) -> RecordFile | None:
    digest = hashlib.sha256()
    try:
        with open_ordinary(folder / name) as file:
            while piece := file.read(MEGABYTE):
                digest.update(piece)
    except (OSError, ValueError):
        return None
    return next((RecordFile(folder / name, of) for of in indexes if of.files[name] == digest.hexdigest()), None)
