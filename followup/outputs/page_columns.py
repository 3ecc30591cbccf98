"""How wide the columns of a table are on a page: by their shares of it, by their longest words, and so that texts are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest

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


class ColumnTexts:
    """The texts of a column that tell how wide it is to be: its longest words, and its longest lines of several. ``share`` is its
    share of the page where it has no room of its own, in cm.
    """

    def __init__(self, title: str, share: float, own_room: float = 0.0) -> None:
        self.share, self.own_room = share, own_room
        self._words, self.lines = {*title.split()}, list[str]()

    def look_at(self, values: Iterable[object]) -> None:
        """The cells of some more rows; texts that come again are looked at once."""
        if self.own_room:  # nobody asks
            return
        texts = {str(value) for value in values if value}
        words = {*self._words, *" ".join(texts).replace("–", " ").split()}
        longest = NEARLY_LONGEST * max(map(len, words), default=0)
        self._words = {word for word in words if len(word) >= longest}
        lines = {line for value in texts for line in value.split("\n")}
        several = (line for line in lines if line.count(" ") + 1 >= SEVERAL_WORDS)
        self.lines = nlargest(TALLEST, {*self.lines, *several}, key=lambda line: (len(line), line))

    @property
    def longest_word(self) -> float:
        """The room of the longest word, in cm; 0 where the column has a room of its own."""
        from xlsxwriter.utility import xl_pixel_width

        if self.own_room:
            return 0.0
        return min(PADDING + CM_A_PIXEL * max(map(xl_pixel_width, self._words), default=0), WIDEST_WORD)


def column_widths(columns: Sequence[ColumnTexts], width: float) -> list[float]:
    """How wide each column is, in cm: its own room, or its share of what is left of the page, at least that of its longest
    word where there is room for all of those. Of others a column takes room whose texts would have a word a line.
    """
    remaining = width - sum(column.own_room for column in columns)
    shares = [0.0 if column.own_room else column.share for column in columns]
    least = [column.longest_word for column in columns]
    while sum(least) > remaining:  # the longest words are broken first
        longest = max(least)
        least = [min(room, longest - A_LITTLE) for room in least]
    widths = _shared(remaining, shares)
    while any(wide < word for wide, word in zip(widths, least, strict=True)):
        kept = [word if wide <= word else 0.0 for wide, word in zip(widths, least, strict=True)]
        open_shares = [0.0 if word else share for share, word in zip(shares, kept, strict=True)]
        others = _shared(remaining - sum(kept), open_shares)
        widths = [word or wide for word, wide in zip(kept, others, strict=True)]
    widths = _relieved(widths, least, [column.lines for column in columns])
    return [column.own_room or wide for column, wide in zip(columns, widths, strict=True)]


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
