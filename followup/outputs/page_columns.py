"""How wide the columns of a table are on a page: by their shares of it, by their longest words, and so that texts are read."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from typing import NamedTuple

PADDING, CM_A_PIXEL = 0.36, 0.0242
"""Centimetres: what a cell has beside its text, and in the bold of a title what a pixel in Excel's own letters comes to."""

NEARLY_LONGEST = 0.7
"""Words with fewer letters than this share of the longest are not measured: they are hardly wider."""

A_LITTLE, WIDEST_WORD = 0.1, 4.0
"""Centimetres that a column gets for the sake of a word."""

CM_A_LETTER, FEW_LINES, SEVERAL_WORDS, WORDS_A_LINE = 0.155, 3, 4, 1.7
"""A letter of running text, on average; a cell of so few lines is read however narrow it is, and so is a text of fewer words;
one of fewer words a line than that is not.
"""

TALLEST = 10
"""Texts of a column are looked at, the longest: the others are no taller."""


class PageColumn(NamedTuple):
    """A column as far as its width goes: its title, its part of the page, its ``room`` in cm where that is given, its texts."""

    title: str
    share: float
    room: float
    texts: Sequence[str]


def column_widths(columns: Sequence[PageColumn], width: float) -> list[float]:
    """How wide each column is, in cm: its own room, or its share of what is left of the page, at least that of its longest
    word where there is room for all of those. Of others a column takes room whose texts would have a word a line.
    """
    remaining = width - sum(column.room for column in columns)
    shares = [0.0 if column.room else column.share for column in columns]
    least = [0.0 if column.room else _longest_word(column) for column in columns]
    while sum(least) > remaining:  # the longest words are broken first
        longest = max(least)
        least = [min(room, longest - A_LITTLE) for room in least]
    widths = _shared(remaining, shares)
    while any(wide < word for wide, word in zip(widths, least, strict=True)):
        kept = [word if wide <= word else 0.0 for wide, word in zip(widths, least, strict=True)]
        open_shares = [0.0 if word else share for share, word in zip(shares, kept, strict=True)]
        others = _shared(remaining - sum(kept), open_shares)
        widths = [word or wide for word, wide in zip(kept, others, strict=True)]
    widths = _relieved(widths, least, [[] if column.room else _long_texts(column.texts) for column in columns])
    return [column.room or wide for column, wide in zip(columns, widths, strict=True)]


def _relieved(widths: Sequence[float], least: Sequence[float], texts: Sequence[Sequence[str]]) -> list[float]:
    """The widths, but a column with a word a line is widened by those that are not so tall, down to their longest words."""
    relieved = list(widths)
    lines = [_tallest(of_column, width) for of_column, width in zip(texts, relieved, strict=True)]
    while True:
        worst = max(range(len(lines)), key=lambda at: lines[at])
        if lines[worst] <= FEW_LINES or not _is_a_word_a_line(texts[worst], relieved[worst]):
            return relieved
        lower = [
            (_tallest(texts[at], relieved[at] - A_LITTLE), at)
            for at in range(len(lines))
            if at != worst and relieved[at] - A_LITTLE >= least[at] > 0
        ]
        tall, giver = min(lower, default=(lines[worst], worst))
        if tall >= lines[worst]:
            return relieved
        relieved[giver] -= A_LITTLE
        relieved[worst] += A_LITTLE
        lines[giver], lines[worst] = tall, _tallest(texts[worst], relieved[worst])


def _long_texts(texts: Sequence[str]) -> list[str]:
    """The longest lines of a column that have several words."""
    lines = {line for text in set(texts) for line in text.split("\n")}
    return nlargest(TALLEST, (line for line in lines if line.count(" ") + 1 >= SEVERAL_WORDS), key=len)


def _tallest(texts: Sequence[str], width: float) -> int:
    """How many lines the tallest of texts has."""
    return max((_lines(text, width) for text in texts), default=1)


def _is_a_word_a_line(texts: Sequence[str], width: float) -> bool:
    return any(
        (lines := _lines(text, width)) > FEW_LINES and len(text.split()) < lines * WORDS_A_LINE for text in texts
    )


def _lines(text: str, width: float) -> int:
    """How many lines a text has in a column: words that have no room on one begin the next."""
    room, lines, filled = (width - PADDING) / CM_A_LETTER, 1, 0
    for word in text.split():
        if filled and filled + 1 + len(word) > room:
            lines, filled = lines + 1, len(word)
        else:
            filled += len(word) + bool(filled)
    return lines


def _shared(width: float, shares: Sequence[float]) -> list[float]:
    whole = sum(shares) or 1.0
    return [share * width / whole for share in shares]


def _longest_word(column: PageColumn) -> float:
    """The room of the longest word in a column: texts that come again are looked at once."""
    from xlsxwriter.utility import xl_pixel_width

    words = {*column.title.split(), *" ".join(set(column.texts)).replace("–", " ").split()}
    longest = NEARLY_LONGEST * max(map(len, words), default=0)
    pixels = max((xl_pixel_width(word) for word in words if len(word) >= longest), default=0)
    return min(PADDING + CM_A_PIXEL * pixels, WIDEST_WORD)
