"""The list of a closed round's documents for the registrar: what there is to say is said, the rest is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.documents.registry import PRESETS
from followup.files.book import Book, StreamedColumn, StreamedTable
from followup.files.disk.append_log import BEGINS, lines_as_text
from followup.form.frame import Frame
from followup.history.closing import KeptFile
from followup.locale import Message, Words, _, literal

TITLES = (
    (_("No."), 6),
    (_("Registration number"), 20),
    (_("Kind of document"), 44),
    (_("Unit"), 30),
    (_("Document"), 60),
    (_("Date"), 12),
    (_("Decision §"), 14),
    (_("Note"), 40),
    (literal("SHA-256"), 66),
)
"""The columns with their widths; those of the decision and the note are the registrar's."""

KINDS: Mapping[str, Message] = {
    "inbox": _("Received answer"),
    "returned": _("Sent back to the unit"),
    "history": _("Record of an earlier round"),
    "record": _("Record of the round"),
    "log": _("What was done when"),
    "bilagor": _("Attachment"),
    "workbook_templates": _("Look of documents"),
    "plan": _("Follow-up plan"),
    "decisions": _("Decisions"),
    "regional": _("Regional workbook"),
    "facts": _("The round's facts as a table"),
    **{document.key: document.title for document in PRESETS},
}
DOCUMENTS_LIE_IN, PUBLISHED_LIE_IN = "output/", "output/published/"
IN_THE_ORDER = ("plan", "decisions", "inbox")
"""Documents first, then what they were made of."""


def register_lines(frame: Frame, files: Sequence[KeptFile]) -> Iterator[tuple[str, ...]]:
    """A line for each file, in the language of the documents."""
    names = {id_: frame.units[id_].name for id_ in frame.units}
    for number, file in enumerate(sorted(files, key=_place), 1):
        note = frame.words(_("changed by a person since it was made")) if file.edited else ""
        kind = _kind_in_words(file, frame)
        if file.file.startswith(PUBLISHED_LIE_IN):
            kind = _("{document}, published", document=kind)
        unit = names.get(file.unit, file.unit)
        yield (str(number), frame.sender.dnr, frame.words(kind), unit, file.file, file.day, "", note, file.sha256)


def _place(file: KeptFile) -> tuple[int, str]:
    is_document = file.file.startswith(DOCUMENTS_LIE_IN) and file.kind != "record"
    order = (*IN_THE_ORDER, file.kind).index(file.kind)
    return (-1 if is_document else order), file.file


def _kind_in_words(file: KeptFile, frame: Frame) -> Message:
    """A document in another format than Word has that behind its name: ``summary_pdf``. What the plan declares is called
    what it says."""
    for key in (file.kind, file.kind.rpartition("_")[0]):
        if key in KINDS or key in frame.names:
            return literal(frame.names[key]) if key in frame.names else KINDS[key]
    return _("Other document")


def register_text(words: Words, lines: Sequence[Sequence[str]]) -> str:
    """The list as CSV, semicolons between."""
    return BEGINS + lines_as_text([[words(title) for title, _width in TITLES], *lines])


def register_book(words: Words, title: str, lines: Sequence[Sequence[str]]) -> Book:
    """The list as a workbook to fill in."""
    book = Book(title, language=words.language)
    sheet = book.sheet(words(_("Register")))
    sheet.put(0, 0, title, "title", wrap=False)
    columns = [StreamedColumn(words(heading), width=width) for heading, width in TITLES]
    sheet.blocks.append(StreamedTable("r_register", 2, 0, columns, [tuple(line) for line in lines]))
    sheet.freeze, sheet.repeat_rows = (3, 0), (2, 2)
    return book
