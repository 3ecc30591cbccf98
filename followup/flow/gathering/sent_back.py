"""The copies that were sent back: what a corrected file is held against. One is read only where its unit has sent another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.workspace import Workspace

if TYPE_CHECKING:
    from followup.outputs.records.manifest import LastMerge
    from followup.round.candidates.candidates import Candidate
    from followup.round.candidates.corrected import SentBack, SentCopy
    from followup.templates.forms import Forms


def sent_back(place: Workspace, forms: Forms, receipts: LastMerge) -> SentBack:
    """What finds the copy that a file was made from, by the note of what was sent back."""

    def find(corrected: Candidate) -> SentCopy | None:
        history = receipts.returned.by_unit.get(corrected.submission.unit.id, ())
        if not history or (len(history) == 1 and history[0].answers == corrected.digest):
            return None  # nothing was sent back, or nothing has come since
        came = [number for number, entry in enumerate(history) if entry.answers == corrected.digest]
        for path in _copies(place, dict.fromkeys(entry.file for entry in reversed(history))):
            copy, digest = _read(path, forms)
            sent = [number for number, entry in enumerate(history) if entry.answers == digest]
            if copy is not None and sent and (not came or came[-1] > sent[-1]):
                return copy
        return None

    return find


def _copies(place: Workspace, files: dict[str, None]) -> Iterator[Path]:
    """The copies of these files that stand there, those that were written last first."""
    from followup.files.sources import innermost

    for stem in dict.fromkeys(Path(innermost(file)).stem for file in files):
        path = place.folder("returned") / f"{stem}.xlsx"
        numbered = (path.with_name(f"{stem} ({number}).xlsx") for number in count(2))
        yield from reversed([copy for copy in (path, *takewhile(Path.exists, numbered)) if copy.is_file()])


def _read(path: Path, forms: Forms) -> tuple[SentCopy | None, str]:
    """A copy with the digest of its answers; none where it cannot be read as a file of this round."""
    from followup.files.processes.format_readers import read_book
    from followup.files.received import UnreadableFile
    from followup.returns.reader import Reader
    from followup.round.candidates.candidates import Candidate
    from followup.round.candidates.corrected import copy_of

    try:
        book = read_book(path)
    except UnreadableFile:
        return None, ""
    submission, findings = Reader(forms).read(book)
    if submission is None:
        return None, ""
    candidate = Candidate(path, submission, findings, forms.frame.words)
    return copy_of(book, candidate), candidate.digest
