"""The regional workbook: the report of all lists, with what later rounds read of this one on hidden sheets."""

from __future__ import annotations

from collections.abc import Sequence

from followup.documents.declared import Document
from followup.files.book import Book
from followup.outputs.choosing.choosing_sheets import put_choosing_sheets
from followup.outputs.hidden_figures import put_figures, put_notes
from followup.outputs.xlsx_book import book_of
from followup.region.consolidating import Region
from followup.reports.report import compose_regional


def regional_workbook(region: Region, inbox: str, documents: Sequence[Document] = ()) -> Book:
    """The workbook of a round. ``inbox`` is the way from it to the folder of submissions, for links.

    Of the ``documents`` it lists the headings. A published one has no findings and no sources: both would show what is
    masked.
    """
    report = compose_regional(region, inbox, documents)
    book = book_of(report, report)
    if not region.published:
        put_choosing_sheets(book, report.subject)
        put_figures(book, region)
        put_notes(book, region)
    return book
