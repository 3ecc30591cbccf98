"""Answers in words, a paragraph a row: no row of a workbook is tall enough for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from followup.form.cells.number import Number, Percent
from followup.form.columns import Column
from followup.form.place import Place
from followup.form.values import ProseAnswer
from followup.form.values import ProseParagraph as Written_
from followup.locale import _
from followup.region.model import RegionTable, UnitRow
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import CellLink, Cells, ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import row_label, source_link


class TextLine(NamedTuple):
    """A paragraph of an answer: whose, on which row, where it stood, and the how-many-eth it is."""

    row: UnitRow
    place: Place
    number: int
    paragraph: Written_


def written_texts(subject: Subject, table: RegionTable) -> Iterator[Part]:
    """Every paragraph with its address and where it came from; nothing where nobody has written in words."""
    columns = [column for column in table.columns if not isinstance(column.type, Number | Percent)]
    lines = [line for row in table.rows for line in _lines(row, columns)]
    if lines:
        title = subject.words(_("Texts, {section}", section=table.section.title))
        yield Heading(title, 1)
        yield ReportParagraph(subject.words(_("What was written in words, a paragraph a row.")), "note")
        yield ReportTable(title, list(_columns(subject)), lines, f"w_{table.section.key}", fixed=2)


def _lines(row: UnitRow, columns: Sequence[Column]) -> Iterator[TextLine]:
    for column in columns:
        value = row.filled[column.key]
        if isinstance(value, ProseAnswer):
            place = row.filled.place(column.key)
            yield from (TextLine(row, place, *paragraph) for paragraph in enumerate(value.paragraphs, start=1))


def _columns(subject: Subject) -> Iterator[ReportColumn[TextLine]]:
    words, inbox = subject.words, subject.sources

    def addresses(lines: Sequence[TextLine]) -> Cells:
        links = {at: (CellLink(line.paragraph.link),) for at, line in enumerate(lines) if line.paragraph.link}
        return Cells([line.paragraph.link for line in lines], links=links)

    def sources(lines: Sequence[TextLine]) -> Cells:
        links = {at: (source_link(line.place, f"{inbox}/{line.place.file}"),) for at, line in enumerate(lines)}
        return Cells([line.place.where for line in lines], links=links)

    yield text_column(words(_("Unit")), lambda line: line.row.unit.name if line.row.unit else "", width=26)
    yield text_column(words(_("Row")), lambda line: row_label(line.row), width=46)
    yield text_column(words(_("Column")), lambda line: line.place.label, width=16)
    yield text_column(words(_("No")), lambda line: line.number, width=5)
    yield text_column(words(_("Text")), lambda line: str(line.paragraph), width=110)
    yield ReportColumn(words(_("Link")), addresses, width=34)
    if inbox:
        yield ReportColumn(words(_("Source cell")), sources, width=24)
