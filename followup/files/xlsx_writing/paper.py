"""The paper that a sheet is printed on, and on how many pages beside each other: so that its letters can be read."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from followup.files.book import Sheet

A3, A4 = 8, 9
LENGTHS = {A4: 11.69, A3: 16.54}
"""Of the longer side in inches, by Excel's number of the paper."""
SHORTER = {A4: 8.27, A3: 11.69}
"""Of the other."""

SIDE, ABOVE = 0.3, 0.7
"""Margins to the left and right, and above and below, in inches."""

LEAST = 0.8
"""Of the letters' own size, ten points: smaller ones are not read."""

PIXELS, CHARACTER, PADDING = 96, 7, 5
"""In an inch; a character, and what a column has beside its characters."""


USUAL_HEIGHT, POINTS, MOST, ALMOST = 15.0, 72, 0.95, 0.985
"""Of a row, in points; an inch; and as much of a page is counted on from above and across: programs measure differently."""


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
    if not sheet.landscape and wide <= _room(SHORTER[A4]):
        return Paper(A4, False)
    if wide <= _room(LENGTHS[A4]):
        return Paper(A4, True)
    return Paper(A3, True, _pages(widths, sheet.freeze[1] if sheet.freeze else 0))


def _scale_of(sheet: Sheet, paper: Paper) -> int:
    """At how many per cent the columns of a sheet have room on one page beside each other, at most their own size."""
    side = (LENGTHS if paper.landscape else SHORTER)[paper.size]
    return min(round(ALMOST * 100 * (side - 2 * SIDE) * PIXELS / max(sum(_pixels(sheet).values()), 1)), 100)


def breaks_of(sheet: Sheet, paper: Paper, heights: Mapping[int, float]) -> list[int]:
    """The rows at which pages begin so that no part is on two that has room on one; ``heights`` are of rows, in points."""
    side = (SHORTER if paper.landscape else LENGTHS)[paper.size]
    room = MOST * (side - 2 * ABOVE) * POINTS * 100 / _scale_of(sheet, paper)
    breaks, filled = list[int](), 0.0
    for first, after in pairwise([0, *sheet.parts, _end_of(sheet)]):
        tall = sum(heights.get(row, USUAL_HEIGHT) for row in range(first, after))
        if filled and filled + tall > room:
            breaks.append(first)
            filled = 0.0
        filled = (filled + tall) % room if tall > room else filled + tall
    return breaks


def _end_of(sheet: Sheet) -> int:
    """The row below all cells and charts."""
    charts = [chart.row + -(-chart.height * POINTS // (PIXELS * int(USUAL_HEIGHT))) for chart in sheet.charts]
    return 1 + max([*charts, *(row for row, _column in sheet.cells)], default=0)


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
