"""The paper that a sheet is printed on, and on how many pages beside each other: so that its letters can be read."""

from __future__ import annotations

from typing import NamedTuple

from followup.files.book import Sheet

A3, A4 = 8, 9
LENGTHS = {A4: 11.69, A3: 16.54}
"""Of the longer side in inches, by Excel's number of the paper."""
UPRIGHT = 8.27
"""The shorter side of A4."""

SIDE = 0.3
"""Margins to the left and right, in inches."""

LEAST = 0.8
"""Of the letters' own size, ten points: smaller ones are not read."""

PIXELS, CHARACTER, PADDING = 96, 7, 5
"""In an inch; a character, and what a column has beside its characters."""


class Paper(NamedTuple):
    """Excel's number of the paper, whether it lies, and how many pages stand beside each other."""

    size: int
    landscape: bool
    across: int = 1


def paper_of(sheet: Sheet) -> Paper:
    """A4 where letters of eight points have room; a sheet that stands lies down for it, one that lies is printed on A3, and
    what is wider than that on several pages beside each other, each with the columns that stay in view.
    """
    widths = _pixels(sheet)
    wide = sum(widths.values())
    if not sheet.landscape and wide <= _room(UPRIGHT):
        return Paper(A4, False)
    if wide <= _room(LENGTHS[A4]):
        return Paper(A4, True)
    return Paper(A3, True, _pages(widths, sheet.freeze[1] if sheet.freeze else 0))


def _room(side: float) -> float:
    """How many pixels of a sheet have room on a page at the least size."""
    return (side - 2 * SIDE) * PIXELS / LEAST


def _pages(widths: dict[int, float], repeated: int) -> int:
    """How many pages columns fill that are not broken, the first of them ``repeated`` on each."""
    again = sum(width for column, width in widths.items() if column < repeated)
    room, pages, filled = _room(LENGTHS[A3]) - again, 1, 0.0
    for column in sorted(column for column in widths if column >= repeated):
        if filled and filled + widths[column] > room:
            pages, filled = pages + 1, 0.0
        filled += widths[column]
    return pages


def _pixels(sheet: Sheet) -> dict[int, float]:
    """How wide the columns are that are seen."""
    shown = {column: width for column, width in sheet.widths.items() if column not in sheet.hidden_columns}
    for block in sheet.blocks:
        for column, titled in enumerate(block.columns if block.name else (), start=block.column):
            shown[column] = 0 if titled.folded else titled.width
    return {column: width * CHARACTER + PADDING if width else 0 for column, width in shown.items()}
