"""The regional workbook's hidden sheets: this round's figures by their keys, and its words, for later rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from followup.files.book import Book, LazyRows, Sheet, StreamedColumn, StreamedTable, Value
from followup.history.regional_workbook import FIGURE_TITLES, FIGURES_SHEET, FIRST, STATE_SHEET, STATE_TITLES
from followup.region.consolidating import Region


def put_figures(book: Book, result: Region) -> None:
    """Put the sheets last, when there is a figure to keep."""
    figures = result.kept_figures
    if not figures.value:
        return
    days = [day.isoformat() if day else "" for day in result.frame.period.days]
    first = [*FIRST, result.frame.sender.short, result.frame.round, *days]
    book.sheets += [
        _hidden(FIGURES_SHEET, [first, FIGURE_TITLES], len(figures.value), figures.lines),
        _hidden(STATE_SHEET, [STATE_TITLES], len(result.kept_lines), lambda: iter(result.kept_lines)),
    ]


def _hidden(
    name: str, titles: Sequence[Sequence[Value]], count: int, lines: Callable[[], Iterator[Sequence[Value]]]
) -> Sheet:
    """A sheet that nobody sees, of rows as they are: thousands, so none of their values is a cell of its own."""
    columns = [StreamedColumn("", "key")] * max(map(len, titles))
    rows = LazyRows(len(titles) + count, lambda: chain(titles, lines()))
    return Sheet(name, blocks=[StreamedTable("", 0, 0, columns, rows)], state="very hidden")
