"""Checks of figures that may stand but are worth a question: one declaration a base of columns, for any section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import wraps

from followup.form.cells.kinds import FigureKind
from followup.form.finding import Problem, Remark, Severity
from followup.form.rows import FilledRow, Row
from followup.form.section import Check
from followup.form.stated import Stated, Test, states
from followup.form.values import Roughly, number_of
from followup.locale import Message, _
from followup.plan.model import Plan
from followup.rules.plausibility import (
    LIMITS,
    Expected,
    as_told,
    in_words,
    is_not_its_parts,
    is_unlikely,
    is_whole,
    limit_of,
    nearest,
)

Expecting = Callable[[FilledRow, Plan, str], Expected]
"""What makes the figure in a column of a row likely."""


def nothing_known(_row: FilledRow, _plan: Plan, _column: str) -> Expected:
    """Nothing that a figure could be held against."""
    return Expected()


@dataclass(frozen=True)
class Figures:
    """The figures in the columns of a base, of a kind that ``Row.kinds`` says.

    ``whole`` is the column with the figure for all, where the others are parts of it. ``expected`` says what makes a
    figure likely. ``times`` is the setting from how many times it is far; a row's own is in its ``about``, as ``far``.
    """

    base: str
    whole: str = ""
    expected: Expecting = nothing_known
    times: str = "far_times"


Judging = Callable[[FilledRow, Plan, Figures, FigureKind], Iterator[Remark]]
"""What one rule says of a row's figures."""


def likely(*several: Figures) -> tuple[Check, ...]:
    """The checks of some figures, one a rule."""
    rules = (count_is_not_whole, share_is_more_than_the_whole, figure_is_far_from_what_is_likely)
    checks = [_check(rule, figures) for figures in several for rule in rules]
    return (*checks, *(_of_the_whole(figures) for figures in several if figures.whole))


def _check(rule: Judging, figures: Figures) -> Check:
    """A rule as a check of some figures; sums are worked out and never asked about."""

    @wraps(rule)
    def check(row: FilledRow, plan: Plan) -> Iterator[Remark]:
        kind = row.row.kinds.get(figures.base)
        if kind is not None and not row.row.sums:
            yield from rule(row, plan, figures, kind)

    return check


def _of_the_whole(figures: Figures) -> Check:
    """The check of a total; the workbook looks at it too where things are counted and the total is apart from its parts."""

    def counted_one_by_one(row: Row, _plan: Plan) -> Sequence[str] | None:
        return () if row.kinds.get(figures.base) in (FigureKind.COUNT, FigureKind.QUANTITY) else None

    check, parts = _check(total_is_not_that_of_its_parts, figures), (figures.base,)
    if figures.whole.startswith(f"{figures.base}."):
        return check  # macros take all columns of a base for parts, the whole with them
    stated = Stated(Test.PARTS, "parts-do-not-add-up", figures.whole, NOT_THE_SUM, parts, words=counted_one_by_one)
    return states(stated)(check)


def count_is_not_whole(row: FilledRow, _plan: Plan, figures: Figures, kind: FigureKind) -> Iterator[Remark]:
    """Nobody counts half a patient: a comma is most often a slip, or the figure is a mean.

    Wrong: 8,5 patients
    Right: 8 patients
    """
    for column, figure in _given(row, figures).items() if kind is FigureKind.COUNT else ():
        if not is_whole(figure):
            yield Remark(column, Problem("part-of-one", PART_OF_ONE, Severity.WARNING), _shown(row, column, kind))


def share_is_more_than_the_whole(row: FilledRow, _plan: Plan, figures: Figures, kind: FigureKind) -> Iterator[Remark]:
    """A share of what there is cannot be more than all of it, unless the plan says that this one can.

    Wrong: 104 % of the patients
    Right: 98 % of the patients
    """
    for column, figure in _given(row, figures).items() if kind is FigureKind.SHARE else ():
        if figure > 1:
            problem = Problem("share-above-the-whole", ABOVE_THE_WHOLE, Severity.WARNING)
            yield Remark(column, problem, _shown(row, column, kind))


def figure_is_far_from_what_is_likely(
    row: FilledRow, plan: Plan, figures: Figures, kind: FigureKind
) -> Iterator[Remark]:
    """A figure ten or a hundred times off is most often a slip: a comma, a percent sign, thousands for millions.

    Wrong: 7,2 %, 71 % before
    Right: 72 %, 71 % before
    """
    own, unit = row.row.about.get("far"), str(row.row.about.get("unit") or "")
    limit = limit_of(kind, unit, plan.settings, figures.times, own if isinstance(own, Decimal) else None)
    told = set[str]()
    for column, (where, figure) in _judged(row, figures, kind).items():
        expected = figures.expected(row, plan, column)
        if kind is FigureKind.OPEN_SHARE and not expected.known:
            expected, limit = AROUND_THE_WHOLE, LIMITS[kind]
        if where not in told and is_unlikely(figure, expected, limit):
            told.add(where)
            problem = Problem("far-from-likely", _far(figure, expected, kind), Severity.WARNING)
            yield Remark(where, problem, in_words(figure, kind), named=True)


def total_is_not_that_of_its_parts(row: FilledRow, _plan: Plan, figures: Figures, kind: FigureKind) -> Iterator[Remark]:
    """What was counted for women and for men is together what was counted.

    Wrong: 60 in all, of whom 45 women and 10 men.
    Right: 60 in all, of whom 45 women and 15 men.
    """
    asked = _parts(row, figures)
    if len(asked) > 1:
        yield from not_the_whole(row, figures.whole, [number_of(row[column]) for column in asked], kind)


def not_the_whole(row: FilledRow, whole: str, parts: Sequence[Decimal | None], kind: FigureKind) -> Iterator[Remark]:
    """What was counted for women and for men is together what was counted; a share of all lies between theirs.

    Wrong: 155 000 contacts, of which 102 000 by telephone, 4 000 by video and 13 000 in writing.
    Right: 155 000 contacts, of which 102 000 by telephone, 40 000 by video and 13 000 in writing.
    """
    total, known = number_of(row[whole]), [part for part in parts if part is not None]
    if total is None or not known or not is_not_its_parts(total, known, kind, len(known) == len(parts)):
        return
    told = NOT_THE_SUM.filled(total=sum(known, Decimal(0)))
    if not kind.adds_up:
        told = NOT_BETWEEN.filled(low=as_told(min(known), kind), high=as_told(max(known), kind))
    yield Remark(whole, Problem("parts-do-not-add-up", told, Severity.WARNING), _shown(row, whole, kind))


AROUND_THE_WHOLE = Expected(aims=(Decimal(1),), all_below=True)
"""What is likely of a share that may pass 100 %, where nothing else is known."""

PART_OF_ONE = _("is no whole number, and this is counted one by one. Write a whole number.")
ABOVE_THE_WHOLE = _("is more than 100 %, and a share of all cannot be. Check the figure.")
NOT_THE_SUM = _("is not the sum of its parts, {total}. Check the figure and its parts.")
NOT_BETWEEN = _("does not lie between its parts, {low} and {high}. Check the figure and its parts.")
FAR_FROM_LIKELY = _(
    "is far from what target and earlier figures make likely; the nearest is {nearest}. Check commas, signs and unit."
)
LARGE_CHANGE = _("is a very large change. Check commas and the percent sign.")


def _far(figure: Decimal, expected: Expected, kind: FigureKind) -> Message:
    if kind is FigureKind.CHANGE:
        return LARGE_CHANGE
    known = [each for each in expected.known if each] or expected.known
    return FAR_FROM_LIKELY.filled(nearest=as_told(nearest(figure, known), kind))


def _parts(row: FilledRow, figures: Figures) -> list[str]:
    """The columns of the parts that the row is asked for."""
    base = f"{figures.base}."
    keys = [key for key in row.cells if key.startswith(base) or key == figures.base]
    return [key for key in keys if key != figures.whole and key not in row.row.closed]


def _given(row: FilledRow, figures: Figures) -> Mapping[str, Decimal]:
    """The figures that were given, by column."""
    columns = dict.fromkeys((*_parts(row, figures), figures.whole))
    return {column: figure for column in columns if (figure := number_of(row[column])) is not None}


def _judged(row: FilledRow, figures: Figures, kind: FigureKind) -> Mapping[str, tuple[str, Decimal]]:
    """Each figure with the column that a remark on it goes to.

    A whole that nobody wrote is the sum of its parts, where those are added up; a remark goes to the largest.
    """
    given = _given(row, figures)
    judged = {column: (column, figure) for column, figure in given.items()}
    asked = _parts(row, figures)
    if figures.whole and figures.whole not in given and len(asked) > 1 and kind.adds_up and set(asked) <= set(given):
        largest = max(asked, key=lambda column: abs(given[column]))
        judged[figures.whole] = (largest, sum((given[column] for column in asked), Decimal(0)))
    return judged


def _shown(row: FilledRow, column: str, kind: FigureKind) -> str:
    """A figure as it was given."""
    value = row[column]
    return value.text if isinstance(value, Roughly) else in_words(number_of(value) or Decimal(0), kind)


YEARS = Decimal(5)
FAR_DAY = _("lies more than {years} years from the period that is reported. Check the year.")


def day_is_far_from_the_round(row: FilledRow, plan: Plan) -> Iterator[Remark]:
    """A day many years from the round is most often a slip in the year.

    Wrong: 2072-09-30, in a round of 2022
    Right: 2022-09-30
    """
    first, last = plan.day("period_from"), plan.day("period_to")
    wanted = plan.settings.get("far_years")
    years = wanted if isinstance(wanted, Decimal) else YEARS
    if first is None or last is None:
        return
    for column in row.cells:
        day = row[column]
        if isinstance(day, date) and column not in row.row.cells and not _within(day, first, last, int(years)):
            told = FAR_DAY.filled(years=years)
            problem = Problem("day-far-from-the-round", told, Severity.WARNING)
            yield Remark(column, problem, day.isoformat(), named=True)


def _within(day: date, first: date, last: date, years: int) -> bool:
    """Whether a day is at most so many years from the days between two."""
    earliest, latest = (first.year - years, first.month, first.day), (last.year + years, last.month, last.day)
    return earliest <= (day.year, day.month, day.day) <= latest
