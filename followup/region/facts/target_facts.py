"""What figures should be, and how far they are from it: as the judgements of them say."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from followup.form.rows import Row
from followup.form.terms.judgement import Judgement
from followup.region.facts.fact import NO, YES
from followup.region.facts.row_facts import RowFacts
from followup.region.measuring import as_float_digits, gap_to
from followup.region.rolling_up import SCALE


class TargetFields(NamedTuple):
    """What a line says of what its figure should be."""

    target_low: Decimal | None = None
    target_high: Decimal | None = None
    target_strict: str = ""
    direction: str = ""
    compared_with: str = ""
    gap: Decimal | None = None


NO_TARGET = TargetFields()


class TargetsOfRows:
    """What the figures of one table should be."""

    def __init__(self, rows: RowFacts) -> None:
        self.measured, self.words = rows.measured, rows.frame.words
        self._by_part: dict[tuple[int, str], Judgement] = {}
        self._by_direction: dict[str, TargetFields] = {}
        self._wanted: dict[int, TargetFields] = {}  # by the judgement: its own line asks, and its figure's
        for number, row in enumerate(rows.rows):
            for judgement in row.judgements:
                if judgement.scale == SCALE and _has_end(judgement):
                    self._by_part.setdefault((number, judgement.part), judgement)

    def of_part(self, number: int, part: str) -> Judgement | None:
        """The first judgement of a part of a row that says what its figure should be."""
        return self._by_part.get((number, part))

    def target(self, row: Row, judgement: Judgement | None, figure: Decimal | None = None) -> TargetFields:
        """What a figure should be, by the judgement of it, and how far it is from that."""
        if judgement is None or not (_has_end(judgement) or judgement.since is not None):
            return self._without_end(self.measured.direction_of(row, None, None))
        if id(judgement) not in self._wanted:
            self._wanted[id(judgement)] = self._wanted_by(row, judgement)
        wanted = self._wanted[id(judgement)]
        gap = gap_to(figure, wanted.target_low, wanted.target_high)
        return wanted if gap is None else TargetFields(*wanted[:-1], gap)

    def _without_end(self, direction: str) -> TargetFields:
        if direction not in self._by_direction:
            self._by_direction[direction] = TargetFields(direction=direction)
        return self._by_direction[direction]

    def _wanted_by(self, row: Row, judgement: Judgement) -> TargetFields:
        low, high = as_float_digits(judgement.low), as_float_digits(judgement.high)
        return TargetFields(
            low,
            high,
            (YES if judgement.strict else NO) if _has_end(judgement) else "",
            self.measured.direction_of(row, low, high),
            "" if judgement.since is None else self.words(judgement.since),
        )


def _has_end(judgement: Judgement) -> bool:
    return judgement.low is not None or judgement.high is not None
