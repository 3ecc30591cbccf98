"""The hidden sheets of a regional workbook, which keep its round for those after it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.base import as_text
from followup.history.model import EarlierFigure, PastRound, StateLine, state_of

FIGURES_SHEET = "_followup"
FIRST = ("followup", "regional")
"""What its first row begins with; the region's id and the round follow."""
FIGURE_TITLES = EarlierFigure._fields
STATE_SHEET = "_followup_before"
STATE_TITLES = StateLine._fields


def past_round(book: ReceivedBook) -> PastRound | None:
    """What a regional workbook keeps for later rounds; None when it is none, or a published one, which keeps nothing."""
    sheet = book.sheet(FIGURES_SHEET)
    if sheet is None:
        return None
    first = [sheet.cells.get((0, column)) for column in range(4)]
    if tuple(first[:2]) != FIRST:
        return None
    region, round_ = map(_text, first[2:])
    figures = tuple(
        EarlierFigure(_text(section), _text(row), _text(unit), _text(column), value)
        for section, row, unit, column, value in _rows(sheet, 2, len(FIGURE_TITLES))
        if isinstance(value, Decimal)
    )
    states = book.sheet(STATE_SHEET)
    lines = [] if states is None else [StateLine(*map(_text, row)) for row in _rows(states, 1, len(STATE_TITLES))]
    return PastRound(book.file, region, round_, figures, state_of(round_, lines))


def _rows(sheet: ReceivedSheet, first: int, columns: int) -> Iterator[list[Raw | None]]:
    for row in range(first, 1 + max((row for row, _column in sheet.cells), default=0)):
        yield [sheet.cells.get((row, column)) for column in range(columns)]


def _text(raw: Raw | None) -> str:
    return "" if raw is None else as_text(raw)
