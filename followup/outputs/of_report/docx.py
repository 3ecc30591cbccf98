"""A report as a Word document: what each kind of part becomes there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from followup.files.processes.put_aside import PutAside
from followup.files.word.docx_table import TableColumn
from followup.files.word.docx_write import WordFile
from followup.locale import _, literal
from followup.locale.numbers import NO_BREAK_SPACE
from followup.outputs.page_columns import ColumnTexts, column_widths
from followup.outputs.registry import Format, Looks
from followup.reports.layout.paged import paged
from followup.reports.layout.turning import turned
from followup.reports.parts import Heading, Manner, PageLayout, ReportChart, ReportParagraph
from followup.reports.report import Report
from followup.reports.table import ROWS_IN_WORDS, Cells, ReportColumn, ReportTable

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
STYLES: Mapping[Manner, str] = {
    "text": "",
    "sentence": "Followup Sentence",
    "note": "Followup Note",
    "contributor": "Followup Contributor",
    "point": "List Bullet",
    "numbered": "Followup Numbered",
    "lettered": "Followup Lettered",
    "signature": "",
    "warning": "Followup Note",
    "muted": "Followup Note",
}
"""The styles of the template by what a paragraph is meant to be."""

ROOM_TO_SIGN = "\n\n"
INDENT = "\u2003"
WIDEST_CHART, CHART_HEIGHT = 16.0, 6.5
"""In cm."""

LYING, AROUND_BARS, A_BAR, LEAST_HEIGHT = ("bar", "stacked"), 2.2, 0.95, 4.0
"""Kinds of charts whose bars lie below each other, and how high these are."""


def write_docx(report: Report, path: Path, looks: Looks) -> None:
    """Write the report by its template; an older file of that name stays until the new one is complete.

    TemplateFault where the template cannot be used.
    """
    drawing = _DocumentRenderer(report, looks.template(report.document.template))
    for part in turned(paged(report)):
        RENDERERS[type(part)](drawing, part)
    drawing.file.end_first_page()
    drawing.file.save(path)


class _DocumentRenderer:
    """A document on its way: the file, and how its pages lie."""

    def __init__(self, report: Report, template: Path) -> None:
        self.words = report.words
        dated = report.subject.frame.period.document_day
        self.file = WordFile(template, report.fields, LANGUAGES[report.words.language], dated)
        self.always_wide = self.wide = self.file.is_landscape

    def page(self, page: PageLayout) -> None:
        """Go on on a page that lies or stands; where the template's own page lies, all of them do."""
        self.file.end_first_page()
        if page.first:
            self.file.begin_first_page()
            return
        wide = page.wide or self.always_wide
        if wide != self.wide:
            self.file.turn(wide)
            self.wide = wide

    def heading(self, heading: Heading) -> None:
        """A heading that the table of contents leads to."""
        self.file.heading(heading.text, heading.level)

    def paragraph(self, paragraph: ReportParagraph) -> None:
        """A paragraph in the style of its manner, behind its number if it has one."""
        before = f"{paragraph.mark}\t" if paragraph.mark else ""
        before = f"{ROOM_TO_SIGN}{before}" if paragraph.manner == "signature" else before
        italics = [(len(before) + start, len(before) + end) for start, end in paragraph.italics]
        said = self.words(_("See {heading}.", heading=literal(paragraph.leads))) if paragraph.leads else ""
        style, leads = STYLES[paragraph.manner], (paragraph.leads, said)
        self.file.paragraph(
            f"{before}{paragraph.text}",
            style,
            paragraph.link,
            paragraph.notes,
            paragraph.changed,
            paragraph.message,
            leads,
            italics,
        )

    def table(self, table: ReportTable[Any]) -> None:
        """A numbered caption and the table."""
        in_words = _InWords(table)
        widths = column_widths(in_words.texts, self.file.width)
        self.file.caption(self.words(_("Table")), table.caption)
        self.file.table_of_parts(
            in_words.parts(widths), len(table.rows), table.caption, in_words.notes, table.said_once
        )

    def chart(self, chart: ReportChart) -> None:
        """A chart that can be edited."""
        figures = chart.figures()
        looks = [(series.colour.lstrip("#"), series.hatched) for series in figures.series]
        self.file.caption(self.words(_("Illustration")), chart.title)
        self.file.chart(
            chart.kind,
            title="",
            categories=figures.categories,
            series=[(series.name, series.figures) for series in figures.series],
            alt_text=chart.alt_text,
            number_format=chart.number_format,
            target_line=figures.marks or figures.target,
            width_cm=min(self.file.width, WIDEST_CHART),
            height_cm=_height_of(chart.kind, len(figures.categories)),
            values=chart.values,
            looks=looks if all(colour for colour, _hatched in looks) else (),
        )


RENDERERS: Mapping[type, Callable[[_DocumentRenderer, Any], None]] = {
    PageLayout: _DocumentRenderer.page,
    Heading: _DocumentRenderer.heading,
    ReportParagraph: _DocumentRenderer.paragraph,
    ReportTable: _DocumentRenderer.table,
    ReportChart: _DocumentRenderer.chart,
}


class _InWords:
    """A table in words: the ``texts`` of each column that tell how wide it is, the ``notes`` of all rows, and the rows in
    parts. Of a long one these are put aside, for what stands in the last row decides how wide the first is.
    """

    def __init__(self, table: ReportTable[Any]) -> None:
        self.texts = [ColumnTexts(column.title, column.share, column.room) for column in table.columns]
        self.notes: dict[tuple[int, int, int], list[str]] = {}
        parts = self._each_part(table)
        self._parts: Iterable[list[TableColumn]] = (
            list(parts) if table.at_once or len(table.rows) <= ROWS_IN_WORDS else PutAside(parts)
        )

    def _each_part(self, table: ReportTable[Any]) -> Iterator[list[TableColumn]]:
        above = 0
        for columns in table.parts_in_words():
            for texts, cells in zip(self.texts, columns, strict=True):
                texts.look_at(cells.values)
            self.notes |= _notes(columns, above)
            yield [_column(*of_column) for of_column in zip(table.columns, columns, strict=True)]
            above += len(columns[0].values)

    def parts(self, widths: Sequence[float]) -> Iterator[list[TableColumn]]:
        """The rows, some after the other, in columns of these widths."""
        for part in self._parts:
            yield [column._replace(width=width) for column, width in zip(part, widths, strict=True)]


def _column(column: ReportColumn[Any], cells: Cells) -> TableColumn:
    """A column as Word's table takes it, of no width yet."""
    texts = ["" if value is None else unbroken(str(value)) for value in cells.values]
    for at, indent in cells.indents.items():
        texts[at] = f"{INDENT * indent}{texts[at]}"
    links = {at: {link.line: link.address for link in of_cell} for at, of_cell in cells.links.items()}
    return TableColumn(column.title, 0, texts, column.right, cells.colours, cells.strong, links, cells.changed)


LOOSE = re.compile(r"(?<=[0-9]) (?=%)|(?<=\b[A-ZÅÄÖ]:) (?=[0-9−-])")
"""Spaces between a figure and its sign, and behind the letter of a part: ``70 %``, ``K: 53``."""


def unbroken(text: str) -> str:
    """A text whose figures stand on one line each, however narrow its cell is."""
    return LOOSE.sub(NO_BREAK_SPACE, text) if "%" in text or ": " in text else text


def _notes(columns: Sequence[Cells], above: int) -> dict[tuple[int, int, int], list[str]]:
    """The footnotes of rows that stand below so many others, by row, cell and line, in reading order."""
    places: dict[tuple[int, int, int], list[str]] = {}
    for number, cells in enumerate(columns):
        for at, notes in cells.notes.items():
            for line, note in notes:
                places.setdefault((above + at, number, line), []).append(note)
    return dict(sorted(places.items()))


def _height_of(kind: str, bars: int) -> float:
    """Bars that lie below each other get the room that they need."""
    return CHART_HEIGHT if kind not in LYING else min(max(AROUND_BARS + A_BAR * bars, LEAST_HEIGHT), CHART_HEIGHT * 2)


FORMAT = Format(".docx", write_docx, by_template=True)
