"""The regional workbook's hidden sheet: this round's figures by their keys, for later rounds."""

from __future__ import annotations

from followup.files.book import Book, Sheet
from followup.stages.consolidating import Consolidated
from followup.stages.earlier import FIRST, SHEET, TITLES, figures_to_keep


def put_figures(book: Book, result: Consolidated) -> None:
    """Put the sheet last, when there is a figure to keep."""
    figures = list(figures_to_keep(result.tables))
    if not figures:
        return
    sheet = Sheet(SHEET, state="very hidden")
    sheet.row(0, 0, [*FIRST, result.plan.text("region_id"), result.plan.round], "key")
    sheet.row(1, 0, TITLES, "key")
    for at, figure in enumerate(figures, start=2):
        sheet.row(at, 0, figure, "key")
    book.sheets.append(sheet)
