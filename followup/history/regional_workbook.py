"""The hidden sheets of a regional workbook, which keep its round for those after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.base import as_text
from followup.history.model import EarlierFigure, PastRound, StateLine, state_of

FIGURES_SHEET = "_followup"
FIRST = ("followup", "regional")
"""What its first row begins with; the region's id, the round, its first and its last day follow."""
FIGURE_TITLES = EarlierFigure._fields
STATE_SHEET = "_followup_before"
STATE_TITLES = StateLine._fields


def past_round(book: ReceivedBook) -> PastRound | None:
    """What a regional workbook keeps for later rounds; None when it is none, or a published one, which keeps nothing."""
    sheet = book.sheet(FIGURES_SHEET)
    if sheet is None:
        return None
    first = [sheet.cells.get((0, column)) for column in range(6)]
    if tuple(first[:2]) != FIRST:
        return None
    region, round_ = map(_text, first[2:4])
    figures = tuple(
        EarlierFigure(_text(section), _text(row), _text(unit), _text(column), value)
        for section, row, unit, column, value in _rows(sheet, 2, len(FIGURE_TITLES))
        if isinstance(value, Decimal)
    )
    states, days = book.sheet(STATE_SHEET), (_day(first[4]), _day(first[5]))
    lines = [] if states is None else [StateLine(*map(_text, row)) for row in _rows(states, 1, len(STATE_TITLES))]
    return PastRound(book.file, region, round_, figures, state_of(round_, lines), days)


def _rows(sheet: ReceivedSheet, first: int, columns: int) -> Iterator[list[Raw | None]]:
    for row in range(first, 1 + max((row for row, _column in sheet.cells), default=0)):
        yield [sheet.cells.get((row, column)) for column in range(columns)]


def _day(raw: Raw | None) -> date | None:
    """A day written 2022-04-30; None where there is none, as in workbooks of version 0.1."""
    try:
        return date.fromisoformat(_text(raw))
    except ValueError:
        return None


def _text(raw: Raw | None) -> str:
    return "" if raw is None else as_text(raw)
