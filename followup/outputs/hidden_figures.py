"""The regional workbook's hidden sheets: this round's figures by their keys, and its words, for later rounds."""

from __future__ import annotations

from collections.abc import Sequence

from followup.files.book import Book, Sheet, StreamedColumn, StreamedTable, Value
from followup.history.regional_workbook import FIGURE_TITLES, FIGURES_SHEET, FIRST, STATE_SHEET, STATE_TITLES
from followup.region.consolidating import Region
from followup.region.kept_state import figures_to_keep, lines_to_keep


def put_figures(book: Book, result: Region) -> None:
    """Put the sheets last, when there is a figure to keep."""
    figures = list(figures_to_keep(result.tables))
    if not figures:
        return
    lines = lines_to_keep(result.frame, result.tables, result.goals)
    days = [day.isoformat() if day else "" for day in result.frame.period.days]
    first = [*FIRST, result.frame.sender.short, result.frame.round, *days]
    book.sheets += [
        _hidden(FIGURES_SHEET, [first], [FIGURE_TITLES, *figures]),
        _hidden(STATE_SHEET, [STATE_TITLES, *lines]),
    ]


def _hidden(name: str, *blocks: Sequence[Sequence[Value]]) -> Sheet:
    """A sheet that nobody sees, of rows as they are: thousands, so none of their values is a cell of its own. Those of a
    block are equally long.
    """
    sheet, at = Sheet(name, state="very hidden"), 0
    for rows in blocks:
        sheet.blocks.append(StreamedTable("", at, 0, [StreamedColumn("", "key")] * len(rows[0]), rows))
        at += len(rows)
    return sheet
