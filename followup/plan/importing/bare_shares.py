"""Figures of measures in per cent that have no percent sign: whether a column of them writes 91,2 % as 91,2 or as 0,912."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from followup.files.extending.added_rows import Share
from followup.form.place import Place
from followup.form.written.plain_text import folded
from followup.frozen import frozen

ALL_OF_IT = 100
SURELY_PERCENT = 10
"""From here on a figure is hardly a share: it would be a thousand per cent."""
FARTHEST = 2
"""So many times its target a share may be, where that speaks for it."""


class Reading(StrEnum):
    """What a figure without a sign is, in a column of a list: ``PERCENT`` 91,2 for 91,2 %, ``SHARE`` 0,912 for 91,2 %,
    ``UNSURE`` neither, as somebody has said.
    """

    UNSAID = ""
    PERCENT = "percent"
    SHARE = "share"
    UNSURE = "unsure"


READING_WORDS = {
    **dict.fromkeys(("procent", "%", "percent"), Reading.PERCENT),
    **dict.fromkeys(("andel", "share"), Reading.SHARE),
    **dict.fromkeys(("osäker", "unsure"), Reading.UNSURE),
}


def reading_called(word: str) -> Reading:
    """The reading that somebody means; unsaid of any other word."""
    return READING_WORDS.get(folded(word), Reading.UNSAID)


@frozen
class BareFigure:
    """A figure without a sign, and the limits of its row's target, as shares."""

    number: Decimal
    limits: Sequence[Decimal]
    place: Place


@frozen
class BareColumn:
    """The figures without a sign under a ``title``; ``is_mixed`` says that others of the column have one. ``said`` is what
    somebody has said of them.
    """

    title: str
    figures: Sequence[BareFigure]
    is_mixed: bool
    said: Reading = Reading.UNSAID

    @property
    def proposed(self) -> Reading:
        """What they are likely to be, by their size and that of their targets; unsaid where these differ."""
        sizes = self._sizes
        votes = self._votes
        if len(votes) > 1 or not sizes or set(sizes) == {Decimal(1)}:
            return Reading.UNSAID
        return next(iter(votes), Reading.PERCENT if max(sizes) > 1 else Reading.SHARE)

    @property
    def is_certain(self) -> bool:
        """Whether they can be nothing else than what is proposed: all on one side of 1, and none of them against its target."""
        sizes, reading = self._sizes, self.proposed
        if self.is_mixed or reading is Reading.UNSAID or any(figure.number < 0 for figure in self.figures):
            return False
        if reading is Reading.SHARE:
            return max(sizes) < 1 and bool(self._votes)
        return min(sizes) > 1 and max(sizes) <= ALL_OF_IT and (bool(self._votes) or max(sizes) >= SURELY_PERCENT)

    @property
    def reading(self) -> Reading:
        """What they are: as somebody has said, else as is certain."""
        return self.said or (self.proposed if self.is_certain else Reading.UNSAID)

    @property
    def examples(self) -> Sequence[BareFigure]:
        """The first of them, and the least where it is on the other side of 1."""
        first = next((figure for figure in self.figures if figure.number), self.figures[0])
        other = min(self.figures, key=lambda figure: abs(figure.number) or first.number)
        return [first, other] if abs(other.number) <= 1 < abs(first.number) else [first]

    @property
    def _sizes(self) -> Sequence[Decimal]:
        """Without 0, which is 0 % either way."""
        return [abs(figure.number) for figure in self.figures if figure.number]

    @property
    def _votes(self) -> set[Reading]:
        return {vote for figure in self.figures if (vote := _vote(figure)) is not Reading.UNSAID}


def _vote(figure: BareFigure) -> Reading:
    """What a figure is if it is of its target's size: 0,5 beside 2 % is 0,5 %, and 1,02 beside 100 % is 102 %."""
    limit = max(map(abs, figure.limits), default=Decimal(0))
    number = abs(figure.number)
    if not limit or not number:
        return Reading.UNSAID
    if number >= 10 * limit:
        return Reading.PERCENT
    return Reading.SHARE if number <= FARTHEST * limit else Reading.UNSAID


def as_share(number: Decimal, reading: Reading) -> Share | None:
    """A figure without a sign as it is read; None where that is not known."""
    if reading is Reading.PERCENT:
        return Share(number / 100)
    return Share(number) if reading is Reading.SHARE else None
