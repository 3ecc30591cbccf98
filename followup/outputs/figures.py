"""The regional workbook's hidden sheets: this round's figures by their keys, and its words, for later rounds."""

from __future__ import annotations

from followup.files.book import Book, Sheet
from followup.stages import before
from followup.stages.consolidating import Consolidated
from followup.stages.earlier import FIRST, SHEET, TITLES, figures_to_keep


def put_figures(book: Book, result: Consolidated) -> None:
    """Put the sheets last, when there is a figure to keep."""
    figures = list(figures_to_keep(result.tables))
    if not figures:
        return
    sheet = Sheet(SHEET, state="very hidden")
    sheet.row(0, 0, [*FIRST, result.plan.text("region_id"), result.plan.round], "key")
    sheet.row(1, 0, TITLES, "key")
    for at, figure in enumerate(figures, start=2):
        sheet.row(at, 0, figure, "key")
    book.sheets.append(sheet)
    words = Sheet(before.SHEET, state="very hidden")
    words.row(0, 0, before.TITLES, "key")
    for at, line in enumerate(before.lines_to_keep(result.plan, result.tables, result.goals), start=1):
        words.row(at, 0, line, "key")
    book.sheets.append(words)
