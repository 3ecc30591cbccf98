"""Answers in words in the regional workbook: a row of Excel's cannot be tall enough for them, so a paragraph a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.files.book import Block, Book, Cell, Link, TableColumn, Value
from followup.files.names import sheet_name
from followup.form.cells.number import Number, Percent
from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.values import Written
from followup.locale import _
from followup.outputs.source_links import to_source
from followup.report.formatting import row_label
from followup.stages.region import RegionTable, UnitRow

WIDTHS = (26, 46, 16, 5, 110, 34, 24)


def put_written(book: Book, table: RegionTable, frame: Frame, inbox: str) -> None:
    """A sheet behind the section's own with every paragraph, its address and where it came from.

    Nothing for a section where nobody has written more than fits a cell. ``inbox`` is empty where no source is shown.
    """
    in_words = [column for column in table.columns if not isinstance(column.type, Number | Percent)]
    rows = [line for row in table.rows for line in _lines(row, in_words, inbox)]
    if not rows:
        return
    words = frame.words
    title = words(_("Texts, {section}", section=table.section.title))
    sheet = book.sheet(sheet_name(title, {each.name for each in book.sheets}))
    sheet.put(0, 0, title, "title")
    sheet.put(1, 0, words(_("What was written in words, a paragraph a row.")), "instruction", wrap=False)
    titles = [_("Unit"), _("Row"), _("Column"), _("No"), _("Text"), _("Link"), _("Source cell")]
    shown = list(zip(titles, WIDTHS, strict=True))[: None if inbox else -1]
    columns = [TableColumn(words(each), "label", width=width) for each, width in shown]
    sheet.blocks.append(Block("w_" + table.section.key, 3, 0, columns, rows))
    sheet.freeze = (4, 2)
    sheet.repeat_rows = (3, 3)


def _lines(row: UnitRow, columns: Sequence[Column], inbox: str) -> Iterator[list[Value | Link | Cell]]:
    unit = row.unit.name if row.unit else ""
    for column in columns:
        value = row.filled[column.key]
        if not isinstance(value, Written):
            continue
        place = row.filled.place(column.key)
        for number, paragraph in enumerate(value.paragraphs, start=1):
            link = Link(paragraph.link, file=paragraph.link) if paragraph.link else None
            line: list[Value | Link | Cell] = [unit, row_label(row), place.label, number, str(paragraph), link]
            if inbox:
                line.append(to_source(place, f"{inbox}/{place.file}"))
            yield line
