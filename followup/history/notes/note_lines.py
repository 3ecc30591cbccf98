"""The file of a record that keeps notes: a line a change, so that what was changed or cleared can still be read."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from followup.files.disk.atomic_files import abandoned_parts
from followup.files.disk.ordinary_file import text_of
from followup.files.size_limits import OWN
from followup.history.notes.model import NOTES, NoteLine
from followup.history.record import indexes_in


class NotesLost(Exception):
    """The last record had notes, and its file of them cannot be understood."""


def kept_lines(folders: Sequence[Path]) -> list[NoteLine]:
    """The notes that the last of some records keeps, none where it keeps none; NotesLost where nobody can tell.

    A file that an interrupted merge was about to put in place counts: the workbook that it was read from may have another
    name since. One that a person has edited is read as it is: they are people's own words, and no figure.
    """
    for folder in reversed(folders):
        digests = [index.files[NOTES] for index in indexes_in(folder) if NOTES in index.files]
        if not digests:
            continue
        begun = [part for part in abandoned_parts(folder) if part.name.startswith(f".{NOTES}.")]
        texts = [text for path in (folder / NOTES, *begun) if (text := _text(path)) is not None]
        written = [text for text in texts if hashlib.sha256(text.encode("utf-8")).hexdigest() in digests]
        # Lines are only ever added: the longest has what the others have.
        for text in sorted(written, key=len, reverse=True) or texts[:1]:
            if (lines := lines_in(text)) is not None:
                return lines
        raise NotesLost
    return []


def lines_in(text: str) -> list[NoteLine] | None:
    """The lines of such a file; None where it is none."""
    try:
        titles, *lines = csv.reader(StringIO(text, newline=""))
        return [NoteLine(*line) for line in lines] if tuple(titles) == NoteLine._fields else None
    except (ValueError, TypeError, csv.Error):
        return None


def write_lines(path: Path, lines: Iterable[NoteLine]) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(_rows(lines))


def _rows(lines: Iterable[NoteLine]) -> Iterator[Sequence[str]]:
    yield NoteLine._fields
    yield from lines


def _text(path: Path) -> str | None:
    try:
        return text_of(path, OWN.file)
    except (OSError, ValueError):
        return None
