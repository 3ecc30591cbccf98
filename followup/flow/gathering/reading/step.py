"""What is done with each received file, whole, in the process that reads it: a book in, a Return's bytes and findings out."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from followup.files.processes.messages import Understanding

if TYPE_CHECKING:
    from followup.files.received import FileRemark, ReceivedBook
    from followup.files.sources import Source
    from followup.form.finding import Finding
    from followup.plan.model import Plan
    from followup.returns.reader import Reader
    from followup.round.model import ReadFile

MAKER = f"{__name__}:understanding_of"
FORMS_KEPT = 10
"""Of several files of a unit the last is most often read soon after the first."""
Besides = tuple["Source", "FileRemark | None"]
"""What is not in the file itself: where it lies, and that somebody has it open."""


class FileReading(NamedTuple):
    """What was read of a file: a Return's bytes, None where it is no submission; all that was found; when it was saved."""

    returned: bytes | None
    findings: list[Finding]
    saved: str


def understanding_by(plan: Plan) -> Understanding:
    """How a process that reads files understands them: it makes the forms of the plan for itself, once."""
    return Understanding(MAKER, zlib.compress(pickle.dumps(plan, pickle.HIGHEST_PROTOCOL), 1))


def understanding_of(basis: bytes) -> Callable[[ReceivedBook, Besides], FileReading]:
    """The step itself, by a plan that ``understanding_by`` has packed."""
    from followup.returns.reader import Reader
    from followup.returns.return_bytes import to_bytes
    from followup.round.collecting import read_file
    from followup.sections.registry import sections_of
    from followup.templates.forms import Forms

    plan = pickle.loads(zlib.decompress(basis))
    reader = Reader(Forms(plan, sections_of(plan), FORMS_KEPT))

    def understand(book: ReceivedBook, besides: Besides) -> FileReading:
        source, remark = besides
        if remark is not None:
            book.remarks = (*book.remarks, remark)
        file = read_file(source, reader, lambda _source: book)
        returned = to_bytes(file.submission.returned) if file.submission is not None else None
        return FileReading(returned, [*file.findings], file.saved)

    return understand


def read_file_of(reading: FileReading, source: Source, reader: Reader) -> ReadFile:
    """The file as it is where the round is gathered: its submission beside the form that stands there."""
    from followup.returns.model import Submission
    from followup.returns.return_bytes import from_bytes
    from followup.round.model import ReadFile

    submission = None
    if reading.returned is not None:
        returned = from_bytes(reading.returned)
        submission = Submission(returned, reader.frame.units[returned.unit], reader.forms[returned.unit])
    return ReadFile(source.shown, submission, reading.findings, reading.saved, source)
