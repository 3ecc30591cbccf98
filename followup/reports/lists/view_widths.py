"""How wide the columns of a sheet are that is read on a screen: all that is seen of it in sight, its first columns in view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from followup.reports.table import ReportColumn

SCREEN, IN_VIEW, CHARACTER, MARGIN = 1285, 450, 7, 5
"""Pixels: of a laptop's screen, of what stays in view at most, a character, and beside the characters of a column."""

UNIT_WIDTH, KEY_WIDTH = 15, 9
LONGEST_WORD = 23
"""A longer word is broken: a column of one word takes no more room than that."""

FIGURE_WIDTH, NARROWEST, NARROWEST_TEXT = 10, 10, 18
"""A figure with its title on two lines, a word, and a text of sentences."""

SENTENCES = 30
"""A text wider than this is one of sentences."""


def in_view(columns: Sequence[ReportColumn[Any]], most: int) -> int:
    """How many of the first columns stay in view: at 200 % the rest must still be reached."""
    pixels = list(accumulate(0 if column.folded else column.width * CHARACTER + MARGIN for column in columns[:most]))
    return max(sum(side <= IN_VIEW for side in pixels), 1)


def room_on_screen(columns: int) -> float:
    """How many characters so many columns have together."""
    return (SCREEN - MARGIN * columns) / CHARACTER


def narrow_width(column: ReportColumn[Any]) -> float:
    """How narrow a column may be: neither its title nor what stands below it is broken within a word."""
    least = NARROWEST_TEXT if column.width >= SENTENCES else max(longest_word([column.title]), KEY_WIDTH)
    return max(min(column.width, least), column.least)


def longest_word(texts: Iterable[str]) -> float:
    """How many characters the longest word of texts needs, as far as one may decide how wide a column is; 0 of none."""
    words = (len(word) + 1.0 for text in set(texts) for word in text.split())
    return min(max(words, default=0.0), LONGEST_WORD)


def fitted(columns: Sequence[ReportColumn[Any]]) -> list[ReportColumn[Any]]:
    """The same columns, narrower where all would be wider than a screen."""
    if any(column.folded for column in columns):
        others = iter(fitted([column for column in columns if not column.folded]))
        return [column if column.folded else next(others) for column in columns]
    widths = [max(FIGURE_WIDTH, narrow_width(column)) if column.number_format else column.width for column in columns]
    widths = [max(width, column.least) for width, column in zip(widths, columns, strict=True)]
    narrow = [max(UNIT_WIDTH, columns[0].least), *(narrow_width(column) for column in columns[1:])]
    over, room = sum(widths) - room_on_screen(len(columns)), sum(widths) - sum(narrow)
    share = min(over / room, 1) if over > 0 and room else 0
    narrowed = [width - share * (width - least) for width, least in zip(widths, narrow, strict=True)]
    return [replace(column, width=int(width)) for column, width in zip(columns, narrowed, strict=True)]
