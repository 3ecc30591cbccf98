"""Figures that cannot be right together, or are far from what they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from followup.form.cells.kinds import FigureKind
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.rows import Row
from followup.form.section import Check
from followup.form.stated import Stated, Test, states
from followup.locale import Message, _
from followup.locale.numbers import show_number
from followup.rulebook.answers import NOT_ANSWERED
from followup.rulebook.figures import FAR_FROM_LAST_YEAR, PART_EXCEEDS_WHOLE
from followup.rulebook.problem import Remark
from followup.rules.plausibility import Limit, as_told, in_words, is_far, limit_of


def part_is_at_most_the_whole(part: str, whole: str) -> Check:
    """A check that one column holds no more than another that it is a part of."""

    @states(Stated(Test.AT_MOST, PART_EXCEEDS_WHOLE, part, (whole,)))
    def part_is_more_than_the_whole(row: RowView, _plan: Frame) -> Iterator[Remark]:
        """The part is more than the whole, in a row that is no sum."""
        some, everything = row.number(part), row.number(whole)
        if row.row.sums or some is None or everything is None or some <= everything:
            return
        yield PART_EXCEEDS_WHOLE.remark(part, show_number(some), whole=everything)

    return part_is_more_than_the_whole


def near_last_year(now: str, before: str) -> Check:
    """A check that warns when a figure is more than double, or less than half, of the one before.

    How many times, and from how many on, are settings of the plan; a row of it may have its own.
    """

    def from_how_many(row: Row, frame: Frame) -> Sequence[str] | None:
        """What a workbook itself needs to look for a double and a half; None where the plan has other limits."""
        limit = _limit(row, now, frame)
        return (f"{limit.least:f}",) if limit.times == DOUBLE else None

    @states(Stated(Test.NEAR, FAR_FROM_LAST_YEAR, now, (before,), from_how_many))
    def figure_is_far_from_the_one_before(row: RowView, frame: Frame) -> Iterator[Remark]:
        """So many times more or less than the figure before, and by more than chance."""
        here, there = row.number(now), row.number(before)
        if row.row.sums or here is None or there is None or not is_far(here, there, _limit(row.row, now, frame)):
            return
        kind = row.row.kinds.get(now, FigureKind.COUNT)
        yield FAR_FROM_LAST_YEAR.remark(now, in_words(here, kind), before=as_told(there, kind))

    return figure_is_far_from_the_one_before


def _limit(row: Row, column: str, frame: Frame) -> Limit:
    """How far from last year's a row's figure in a column may be."""
    kind = row.kinds.get(column, FigureKind.COUNT)
    own = row.about.get("far")
    far = frame.limits.far
    return limit_of(kind, "", far, own if isinstance(own, Decimal) else None, far.production or DOUBLE)


DOUBLE = Decimal(2)
"""Production changes less from year to year than outcomes do."""


WRITE_A_FIGURE = _("Write the figure; if there was none, write 0.")


def answered(column: str, help: Message = WRITE_A_FIGURE) -> Check:
    """A check that a row has an answer in a column; ``help`` says what to write."""

    rule = NOT_ANSWERED.filled(help=help)

    @states(Stated(Test.ANSWERED, rule, column))
    def row_is_not_answered(row: RowView, _plan: Frame) -> Iterator[Remark]:
        """The row asks for the column, and nothing stands there."""
        if is_unanswered(row, column):
            yield rule.remark(column)

    return row_is_not_answered


def is_unanswered(row: RowView, column: str) -> bool:
    """Whether a row that is filled in asks for a column and has nothing there; what was refused is answered."""
    if row[column] is not None or column in row.refused:
        return False
    return not (row.row.sums or row.row.optional or column in row.row.closed)
