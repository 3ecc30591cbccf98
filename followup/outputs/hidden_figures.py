"""The regional workbook's hidden sheets: this round's figures by their keys, and its words, for later rounds; and which
notes it was written with, for the next merge."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from followup.files.addresses import LAST_ROW
from followup.files.book import Book, BookValue, LazyRows, Sheet, StreamedColumn, StreamedTable
from followup.history.notes.noted_workbook import WRITTEN_SHEET
from followup.history.regional_workbook import FIGURE_TITLES, FIGURES_SHEET, FIRST, STATE_SHEET, STATE_TITLES
from followup.outputs.xlsx_cells import cut_text
from followup.region.consolidating import Region

WRITTEN_TITLES = ("row", "note")


def put_figures(book: Book, result: Region) -> None:
    """Put the sheets last, when there is a figure to keep.

    Where there are more than a sheet has room for there are no such sheets: some of them would pass for all, and the
    record has them.
    """
    figures = result.kept_figures
    if not figures.value or len(figures.value) > LAST_ROW - 2:
        return
    days = [day.isoformat() if day else "" for day in result.frame.period.days]
    first = [*FIRST, result.frame.sender.short, result.frame.round, *days]
    book.sheets += [
        _hidden(
            FIGURES_SHEET, [first], [FIGURE_TITLES], LazyRows(len(figures.value), lambda: iter([figures.as_columns()]))
        ),
        _hidden(STATE_SHEET, [STATE_TITLES, *result.kept_lines]),
    ]


def _hidden(name: str, *blocks: Collection[Sequence[BookValue]]) -> Sheet:
    """A sheet that nobody sees, of rows as they are: thousands, so none of their values is a cell of its own. Those of a
    block are equally long.
    """
    sheet, at = Sheet(name, state="very hidden"), 0
    for rows in blocks:
        if rows:
            width = len(next(iter(rows)))
            sheet.blocks.append(StreamedTable("", at, 0, [StreamedColumn("", "key")] * width, rows))
            at += len(rows)
    return sheet


def put_notes(book: Book, result: Region) -> None:
    """Put the sheet that says which notes stand in the workbook as it is written: what stands otherwise when it is read
    again, a person has changed.
    """
    words = result.frame.words
    lines = [
        (line.key.text, cut_text(line.note, line.place.file, line.place.where, words)) for line in result.notes.standing
    ]
    book.sheets.append(_hidden(WRITTEN_SHEET, [WRITTEN_TITLES, *lines]))
