"""What the last merge changed, and what documents that a person has edited do not say yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from followup.documents.declared import ChangedList
from followup.locale import Words, _
from followup.reports.changed_chapters import changes_by_chapter
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, ReportTable, text_column
from followup.reports.wording.fact_changes import ChangeInWords, ChangeWording, ShownSide, levels_joined

Line = TypeVar("Line")


class DocumentChange(NamedTuple):
    """A change that a document which a person has edited does not tell, and the chapter it would stand in."""

    document: str
    chapter: str
    change: ChangeInWords


def changed_list(subject: Subject, _block: ChangedList) -> Iterator[Part]:
    """Nothing where nothing has changed, and nothing that is published."""
    region, words, wording = subject.region, subject.words, ChangeWording(subject.region)
    documents = [
        DocumentChange(edited.file, chapter, wording.change(change))
        for edited in region.edited
        for report in subject.others
        if report.document.key == edited.key
        for chapter, changes in changes_by_chapter(report.document, region, edited.changes)
        for change in levels_joined(changes)
    ]
    if region.published or not (region.changes or documents):
        return
    yield Heading(words(_("Changed")), 1)
    if region.changes:
        yield ReportParagraph(
            words(_("What became different in the latest merge that gave other values than the one before it.")), "note"
        )
        changes = wording.all(region.changes)
        yield ReportTable(words(_("Changed")), list(_columns(words)), changes, "r_changed", fixed=1)
    if documents:
        yield Heading(words(_("Documents that have been edited")), 2)
        yield ReportParagraph(
            words(_("They were left as they are: what they said of these when they were made is no longer so.")), "note"
        )
        columns = list(_document_columns(words))
        yield ReportTable(words(_("Documents that have been edited")), columns, documents, "r_changed_documents")


def _columns(words: Words) -> Iterator[ReportColumn[ChangeInWords]]:
    yield text_column(words(_("Unit")), lambda line: line.whose, width=28)
    yield text_column(words(_("Section")), lambda line: line.section, width=24)
    yield text_column(words(_("Row")), lambda line: line.row, width=46)
    yield text_column(words(_("Column")), lambda line: line.column, width=24)
    yield _side_column(words(_("Was")), lambda line: line.before, 34)
    yield _side_column(words(_("Is now")), lambda line: line.after, 34)
    yield text_column(words(_("Source")), lambda line: line.source, width=50)


def _document_columns(words: Words) -> Iterator[ReportColumn[DocumentChange]]:
    yield text_column(words(_("Document")), lambda line: line.document, width=28)
    yield text_column(words(_("Chapter")), lambda line: line.chapter, width=24)
    yield text_column(words(_("Unit")), lambda line: line.change.whose, width=46)
    yield text_column(words(_("Row")), lambda line: line.change.row, width=24)
    yield text_column(words(_("Column")), lambda line: line.change.column, width=34)
    yield _side_column(words(_("Was")), lambda line: line.change.before, 34)
    yield _side_column(words(_("Is now")), lambda line: line.change.after, 50)


def _side_column(title: str, side: Callable[[Line], ShownSide], width: float) -> ReportColumn[Line]:
    """What stood there, or stands there now: a figure stays a number, as its own row shows it."""

    def cells(rows: Sequence[Line]) -> Cells:
        sides = [side(row) for row in rows]
        formats = {at: shown.number_format for at, shown in enumerate(sides) if shown.number_format}
        return Cells([shown.cell for shown in sides], formats=formats)

    def in_words(rows: Sequence[Line]) -> Cells:
        return Cells([side(row).text for row in rows])

    return ReportColumn(title, cells, in_words, width=width)
