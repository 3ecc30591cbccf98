"""Checks of figures that may stand but are worth a question: one declaration a base of columns, for any section."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from functools import lru_cache, partial, wraps

from followup.form.answers.answers import AnsweredTable
from followup.form.cells.kinds import FigureKind
from followup.form.checking.selective import SelectiveCheck
from followup.form.conditions import Condition, Parameter, ParametersOf
from followup.form.frame import Frame, Tolerances
from followup.form.row_view import RowView
from followup.form.rows import Row
from followup.form.section import Check
from followup.form.values import RoughFigure, Value, number_of
from followup.frozen import frozen
from followup.rulebook.answers import DAY_FAR_FROM_THE_ROUND
from followup.rulebook.figures import (
    FAR_FROM_LIKELY,
    PART_OF_ONE,
    PARTS_DO_NOT_ADD_UP,
    SHARE_ABOVE_THE_WHOLE,
    VERY_LARGE_CHANGE,
    WHOLE_NOT_BETWEEN_ITS_PARTS,
)
from followup.rulebook.problem import Problem, Remark
from followup.rules.figures.plausibility import (
    LIMITS,
    Expected,
    Limit,
    in_words,
    is_far,
    is_not_its_parts,
    is_unlikely,
    is_whole,
    limit_of,
    message_figure,
    nearest,
)

Expecting = Callable[[RowView, Frame, str], Expected]
"""What makes the figure in a column of a row likely."""


def nothing_known(_row: RowView, _plan: Frame, _column: str) -> Expected:
    """Nothing that a figure could be held against."""
    return Expected()


@frozen
class FiguresBeside:
    """What makes a figure likely, where that stands on the row itself: an earlier figure of the same part in a column of
    the base ``before``, and the target in the column ``aim``.
    """

    before: str
    aim: str

    def __call__(self, row: RowView, _frame: Frame, column: str) -> Expected:
        before, aim = map(row.number, self.columns(column))
        return Expected((before,) if before is not None else (), (aim,) if aim is not None else ())

    def columns(self, column: str) -> tuple[str, str]:
        """The columns that the figure of a column is held against."""
        return f"{self.before}.{column.partition('.')[2]}", self.aim


@frozen
class FigureColumns:
    """The figures in the columns of a base, of a kind that ``Row.kinds`` says.

    ``whole`` is the column with the figure for all, where the others are parts of it; ``added_up`` that of their sum,
    where it is worked out, of which nobody is asked. ``expected`` says what makes a figure likely. From how many times it
    is far says the plan, and a row of its own in its ``plan_record``, as ``far``.
    """

    base: str
    whole: str = ""
    expected: Expecting = nothing_known
    added_up: str = ""


Judging = Callable[[RowView, Frame, FigureColumns, FigureKind], Iterator[Remark]]
"""What one rule says of a row's figures."""


def likely_conditions(*several: FigureColumns) -> tuple[Condition, ...]:
    """Of the rules of some figures those that can be said as conditions; ``likely_checks`` gives the others."""
    pairs = [(figures, column) for figures in several for column in _columns_of(figures)]
    return tuple(
        Condition(column, f"{column} > 1", SHARE_ABOVE_THE_WHOLE, _of_shares(figures)) for figures, column in pairs
    )


def _columns_of(figures: FigureColumns) -> Sequence[str]:
    """The base, and the column of the whole where that is none of the base's."""
    apart = figures.whole and not figures.whole.startswith(f"{figures.base}.")
    return (figures.base, figures.whole) if apart else (figures.base,)


def _of_shares(figures: FigureColumns) -> ParametersOf:
    """Rows whose figures are shares of what there is; a part that is not asked for is not looked at."""

    def parameters(row: Row, _frame: Frame, column: str) -> Mapping[str, Parameter] | None:
        is_asked_for = column == figures.whole or column not in row.closed
        return {} if is_asked_for and not row.sums and row.kinds.get(figures.base) is FigureKind.SHARE else None

    return parameters


def likely_checks(*several: FigureColumns) -> tuple[Check, ...]:
    """The checks of some figures, one a rule."""
    checks = [
        check
        for figures in several
        for check in (
            # Only what is counted one by one: an amount has decimals, and a quantity may.
            _check(count_is_not_whole, figures, _rows_with_parts_of_one, frozenset({FigureKind.COUNT})),
            _check(figure_is_far_from_what_is_likely, figures, _rows_to_ask_about),
        )
    ]
    wholes = (figures for figures in several if figures.whole)
    return (*checks, *(_check(total_is_not_that_of_its_parts, figures, _rows_with_figures) for figures in wholes))


EVERY_KIND = frozenset(FigureKind)


def total_of_parts(base: str, whole: str) -> Condition:
    """What was counted in all is the sum of its parts, where every part is asked for; of those that are given it is never
    less. Other kinds of figures may be rounded, or are not added up: ``likely_checks`` asks about those.
    """

    def of_counts(row: Row, _frame: Frame, _column: str) -> Mapping[str, Parameter] | None:
        return {} if _is_counted_in_parts(row, base, whole) else None

    when = f"summa({base}) > {whole} eller ärtal(min({base}; {base})) och summa({base}) <> {whole}"
    return Condition(whole, when, PARTS_DO_NOT_ADD_UP, of_counts, words={"total": f"summa({base})"})


def _is_counted_in_parts(row: Row, base: str, whole: str) -> bool:
    closed = any(key.startswith(f"{base}.") and key != whole for key in row.closed)
    return row.kinds.get(base) is FigureKind.COUNT and not row.sums and not closed


def _check(
    rule: Judging, figures: FigureColumns, rows_of: RowsOfFigures, kinds: Collection[FigureKind] = EVERY_KIND
) -> Check:
    """A rule as a check of some figures, of some kinds; sums are worked out and never asked about."""

    @wraps(rule)
    def check(row: RowView, frame: Frame) -> Iterator[Remark]:
        kind = row.row.kinds.get(figures.base)
        if kind is None or kind not in kinds or row.row.sums:
            return iter(())
        return rule(row, frame, figures, kind)

    return SelectiveCheck(check, partial(rows_of, figures))


RowsOfFigures = Callable[[FigureColumns, AnsweredTable, Frame], Collection[int]]
"""The rows of a table of which a rule may say something of some figures."""


def _rows_with_figures(figures: FigureColumns, answered: AnsweredTable, _frame: Frame) -> Collection[int]:
    return {
        at for key in _keys(figures, answered) for at, value in enumerate(answered.column(key)) if value is not None
    }


def _rows_with_parts_of_one(figures: FigureColumns, answered: AnsweredTable, _frame: Frame) -> Collection[int]:
    return {
        at
        for key in _keys(figures, answered)
        for at, (row, value) in enumerate(zip(answered.rows, answered.column(key), strict=True))
        if value is not None
        and row.kinds.get(figures.base) is FigureKind.COUNT
        and (figure := number_of(value)) is not None
        and not is_whole(figure)
    }


def _rows_to_ask_about(figures: FigureColumns, answered: AnsweredTable, frame: Frame) -> Collection[int]:
    """Rows with figures; where those that these are held against stand beside them, only rows where none is near."""
    if figures.whole or not isinstance(figures.expected, FiguresBeside):
        return _rows_with_figures(figures, answered, frame)
    rows, record, of_kind, limit = set[int](), None, None, LIMITS[FigureKind.OTHER]
    for key in answered.parts(figures.base):
        beside = map(answered.column, figures.expected.columns(key))
        for at, (row, figure, *others) in enumerate(zip(answered.rows, answered.column(key), *beside, strict=True)):
            kind = row.kinds.get(figures.base) if figure else None  # nothing, or 0, which is no slip of digits
            if kind is None:
                continue
            if row.plan_record is not record or kind is not of_kind:  # many rows after each other have the same
                record, of_kind, limit = row.plan_record, kind, _limit(row, frame, kind)
            if not _is_near_one_of(others, figure, limit):
                rows.add(at)
    return rows


def _is_near_one_of(others: Iterable[Value], figure: Value, limit: Limit) -> bool:
    """Whether a figure is near another that makes it likely, and need not be asked about whatever else is known.

    Of a 0 nothing is near: it counts only where nothing else is known.
    """
    if not isinstance(figure, Decimal):
        return False
    return any(other and isinstance(other, Decimal) and not is_far(figure, other, limit) for other in others)


def _keys(figures: FigureColumns, answered: AnsweredTable) -> Iterable[str]:
    """The columns of the parts and of the whole."""
    return dict.fromkeys((*answered.parts(figures.base), *((figures.whole,) if figures.whole else ())))


def count_is_not_whole(row: RowView, _plan: Frame, figures: FigureColumns, kind: FigureKind) -> Iterator[Remark]:
    """A figure of what is counted one by one is no whole number."""
    for column, figure in _figures_by_column(row, figures).items():
        if not is_whole(figure):
            yield PART_OF_ONE.remark(column, _shown(row, column, kind))


def figure_is_far_from_what_is_likely(
    row: RowView, frame: Frame, figures: FigureColumns, kind: FigureKind
) -> Iterator[Remark]:
    """A figure, or the sum of the parts where no whole was written, is far from all that makes it likely."""
    judged = _figures_to_judge(row, figures, kind)
    if not judged:
        return
    limit_of_row, remarked = _limit(row.row, frame, kind), set[str]()
    for column, where, figure in judged:
        expected, limit = figures.expected(row, frame, column), limit_of_row
        if kind is FigureKind.OPEN_SHARE and not expected.figures:
            # Without target or history it can only lie around the whole: 104 % of beds is usual, 104 times is no share.
            expected, limit = AROUND_THE_WHOLE, LIMITS[kind]
        # A sum of the parts that is far tells nothing new where the largest of them is, and was asked about.
        if where not in remarked and is_unlikely(figure, expected, limit):
            remarked.add(where)
            yield Remark(where, _far(figure, expected, kind), in_words(figure, kind), named=True)


def _limit(row: Row, frame: Frame, kind: FigureKind) -> Limit:
    """How far from what is likely a row's figures may be."""
    times, unit, far = row.plan_record.get("far"), str(row.plan_record.get("unit") or ""), frame.limits.tolerances
    return _limit_in(kind, unit, far, times if isinstance(times, Decimal) else None)


@lru_cache(maxsize=256)
def _limit_in(kind: FigureKind, unit: str, far: Tolerances, times: Decimal | None) -> Limit:
    """The limit of all rows that are alike in this. Kept: it is only compared with, and 5 and 5.0 compare the same."""
    return limit_of(kind, unit, far, times, far.times)


def total_is_not_that_of_its_parts(
    row: RowView, _plan: Frame, figures: FigureColumns, kind: FigureKind
) -> Iterator[Remark]:
    """As ``not_the_whole``, where more than one part is asked for; ``total_of_parts`` says it of what is counted."""
    if number_of(row[figures.whole]) is None or _is_counted_in_parts(row.row, figures.base, figures.whole):
        return
    columns = _parts(row, figures)
    if len(columns) > 1:
        yield from not_the_whole(row, figures.whole, [number_of(row[column]) for column in columns], kind)


def not_the_whole(row: RowView, whole: str, parts: Sequence[Decimal | None], kind: FigureKind) -> Iterator[Remark]:
    """The whole is not the sum of its parts; or not between them, where they are not added up."""
    total, numbers = number_of(row[whole]), [part for part in parts if part is not None]
    if total is None or not numbers or not is_not_its_parts(total, numbers, kind, len(numbers) == len(parts)):
        return
    shown = _shown(row, whole, kind)
    if kind.adds_up:
        yield PARTS_DO_NOT_ADD_UP.remark(whole, shown, total=sum(numbers, Decimal(0)))
    else:
        low, high = message_figure(min(numbers), kind), message_figure(max(numbers), kind)
        yield WHOLE_NOT_BETWEEN_ITS_PARTS.remark(whole, shown, low=low, high=high)


AROUND_THE_WHOLE = Expected(aims=(Decimal(1),), all_below=True)
"""What is likely of a share that may pass 100 %, where nothing else is known."""


def _far(figure: Decimal, expected: Expected, kind: FigureKind) -> Problem:
    if kind is FigureKind.CHANGE:
        return VERY_LARGE_CHANGE.problem()
    figures = [figure for figure in expected.figures if figure] or expected.figures
    return FAR_FROM_LIKELY.problem(nearest=message_figure(nearest(figure, figures), kind))


def _parts(row: RowView, figures: FigureColumns) -> list[str]:
    """The columns of the parts that the row is asked for."""
    whole, closed = figures.whole, row.row.closed
    return [key for key in row.parts(figures.base) if key != whole and key not in closed]


def _figures_by_column(row: RowView, figures: FigureColumns) -> dict[str, Decimal]:
    """The figures that were given, by column: those of the parts, then the whole."""
    whole, closed, figures_by_column = figures.whole, row.row.closed, dict[str, Decimal]()
    for column in row.parts(figures.base):
        # The value is looked at first: most cells are empty, and every row is asked by several rules.
        figure = number_of(row[column])
        if figure is not None and column not in (whole, figures.added_up) and column not in closed:
            figures_by_column[column] = figure
    if whole and (figure := number_of(row[whole])) is not None:
        figures_by_column[whole] = figure
    return figures_by_column


def _figures_to_judge(row: RowView, figures: FigureColumns, kind: FigureKind) -> Sequence[tuple[str, str, Decimal]]:
    """Each figure with its column and the column that a remark on it goes to.

    A whole that nobody wrote is the sum of its parts, where those are added up; a remark goes to the largest.
    """
    by_column, whole = _figures_by_column(row, figures), figures.whole
    judged = [(column, column, figure) for column, figure in by_column.items()]
    # With a part missing the sum is only short, and would be found far from last year's whole.
    of_parts_alone = whole and whole not in by_column and len(by_column) > 1 and kind.adds_up
    if of_parts_alone and len(by_column) == len(_parts(row, figures)):
        # Nobody wrote the sum, so there is no cell of it to mark: the part that weighs most is the likely slip.
        largest = max(by_column, key=lambda column: abs(by_column[column]))
        judged.append((whole, largest, sum(by_column.values(), Decimal(0))))
    return judged


def _shown(row: RowView, column: str, kind: FigureKind) -> str:
    """A figure as it was given."""
    value = row[column]
    return value.text if isinstance(value, RoughFigure) else in_words(number_of(value) or Decimal(0), kind)


DEFAULT_YEARS = Decimal(5)


def day_is_near_the_round(column: str) -> Condition:
    """A day that was answered lies more years from the period than the plan lets pass."""
    return Condition(
        column,
        f"{column} < earliest eller {column} > latest",
        DAY_FAR_FROM_THE_ROUND,
        _days_around_the_round,
        words={"years": "years"},
        named=True,
    )


def _days_around_the_round(row: Row, frame: Frame, column: str) -> Mapping[str, Parameter] | None:
    first, last = frame.period.first, frame.period.last
    years = frame.limits.tolerances.years or DEFAULT_YEARS
    if first is None or last is None or column in row.cells:
        return None
    return _days_around(first, last, years)


@lru_cache(maxsize=16)
def _days_around(first: date, last: date, years: Decimal) -> Mapping[str, Parameter]:
    """The same for all rows of a round."""
    earliest, latest = _years_from(first, -int(years)), _years_from(last, int(years))
    return {"earliest": earliest, "latest": latest, "years": years}


def _years_from(day: date, years: int) -> date:
    """The same day so many years on; of a leap day the last of February."""
    year = min(max(day.year + years, MINYEAR), MAXYEAR)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
