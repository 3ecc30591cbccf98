"""Whether a figure is likely: held against what target and earlier figures make likely, and against its parts.

Values to a verdict; rows and sheets are not known here. How far is far is data: a ``Limit``, with defaults a kind of
figure, which settings of the plan or a row of it replace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from followup.form.cells.kinds import IN_PERCENT, FigureKind
from followup.form.cells.kinds import in_words as in_words
from followup.form.cells.kinds import message_figure as message_figure
from followup.form.frame import Tolerances
from followup.form.written.units_of_measure import conversion_factor
from followup.frozen import frozen


@frozen
class Limit:
    """From how many times a figure is far from another, and from how much on it is more than chance.

    ``least`` is in the figure's own unit, as stored: either the other figure or the difference must be that much.
    ``times`` None: such figures swing, and are never far.
    """

    times: Decimal | None
    least: Decimal


@frozen
class Expected:
    """What makes a figure likely: ``before`` are earlier figures, ``aims`` the limits of its target, as stored.

    ``all_below`` says that anything below the target is as likely: less is better, or the target is for all together.
    """

    before: tuple[Decimal, ...] = ()
    aims: tuple[Decimal, ...] = ()
    all_below: bool = False

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """All of them."""
        return (*self.before, *self.aims)


USUAL_TIMES = Decimal(5)
LIMITS: Mapping[FigureKind, Limit] = {
    # From 1 % to 0.1 % is ten times less, and less than one in a hundred: chance.
    FigureKind.SHARE: Limit(USUAL_TIMES, Decimal("0.02")),
    FigureKind.OPEN_SHARE: Limit(Decimal(3), Decimal("0.02")),
    # -0.5 % after 1 % is no slip, whatever the one is in times of the other; -200 % is -2 without its sign.
    FigureKind.CHANGE: Limit(None, Decimal(1)),
    FigureKind.INDEX: Limit(USUAL_TIMES, Decimal(1)),
    FigureKind.AVERAGE: Limit(USUAL_TIMES, Decimal(1)),
    # A result swings: 0.5 mnkr after -8.6 is seventeen times less, and honest. -9 100 is the same in tkr.
    FigureKind.AMOUNT: Limit(USUAL_TIMES, Decimal(50)),
    # Thirty referrals after three are ten times more, and still so few that it is chance.
    FigureKind.COUNT: Limit(USUAL_TIMES, Decimal(30)),
    FigureKind.QUANTITY: Limit(USUAL_TIMES, Decimal(30)),
    FigureKind.OTHER: Limit(USUAL_TIMES, Decimal(10)),
}
"""A figure with a digit too many, or too few, is five to twenty times off; money is in mnkr."""

TIMES_FROM_ZERO = 100
"""Where only 0 is known, so many times the least amount is far."""

TIMES_WITHOUT_HISTORY = 2
"""Below a target, where no earlier figure is known, so many times more is let pass: somebody has just begun."""


def limit_of(kind: FigureKind, unit: str, far: Tolerances, row_times: Decimal | None, times: Decimal | None) -> Limit:
    """The limit for a kind of figure: the row's times, else those that the plan sets, else ours."""
    default = LIMITS[kind]
    if kind is FigureKind.CHANGE:
        return default
    least = _least(kind, far)
    if least is None:
        least = default.least
    in_mnkr = kind is FigureKind.AMOUNT
    return Limit(
        row_times or times or default.times,
        least * (conversion_factor("mnkr", unit.casefold()) or 1) if in_mnkr else least,
    )


def _least(kind: FigureKind, far: Tolerances) -> Decimal | None:
    """From how much on the plan lets a figure of a kind be asked about; None where it does not say."""
    if kind in (FigureKind.SHARE, FigureKind.OPEN_SHARE):
        return far.points
    if kind in (FigureKind.COUNT, FigureKind.QUANTITY):
        return far.count
    return far.amount if kind is FigureKind.AMOUNT else None


def is_far(figure: Decimal, other: Decimal, limit: Limit) -> bool:
    """Whether a figure is so many times more or less than another, and by more than chance. Signs do not count.

    >>> is_far(Decimal(10500), Decimal(95), Limit(Decimal(5), Decimal(30)))
    True
    >>> is_far(Decimal(30), Decimal(3), Limit(Decimal(5), Decimal(30)))
    False
    """
    one, two = abs(figure), abs(other)
    if limit.times is None:
        return one > limit.least and one > two * USUAL_TIMES
    # Anything is endlessly many times more than nothing, so the size itself decides: 3 000 after 0 is asked about.
    if not two:
        return one >= limit.least * TIMES_FROM_ZERO
    # Both must be small: 24 000 after 3 is no chance, although the 3 is.
    if two < limit.least and abs(one - two) < limit.least:
        return False
    return one > two * limit.times or one * limit.times < two


def is_unlikely(figure: Decimal, expected: Expected, limit: Limit) -> bool:
    """Whether a figure is far from all that makes it likely; with nothing to hold it against it is not.

    A figure between an earlier one and the target is on its way from the one to the other. 0 is no slip of digits.
    """
    if not figure:
        return False
    every = expected.figures
    # With another figure to go by, a 0 says nothing of size: a row that was 0 once and 400 since is held against 400.
    figures = [figure for figure in every if figure] or every
    if limit.times is None:
        figures = figures or [Decimal(0)]
    if not figures:
        return False
    for likely in figures:
        if not is_far(figure, likely, limit):
            return False  # most figures are near one of them
    # 100 on the way from 10 to a target of 1 000 is ten times from both, and just what was asked for.
    if min(figures) <= figure <= max(figures):
        return False
    if expected.before or limit.times is None or figure >= min(figures):
        return True
    # Where less is better, far below the target is a good year, no digit too few.
    if expected.all_below:
        return False
    return is_far(figure, min(figures), Limit(limit.times * TIMES_WITHOUT_HISTORY, limit.least))


def nearest(figure: Decimal, figures: Sequence[Decimal]) -> Decimal:
    """The nearest of some figures."""
    return min(figures, key=lambda likely: (abs(figure - likely), likely))


def is_not_its_parts(total: Decimal, parts: Sequence[Decimal], kind: FigureKind, every: bool = True) -> bool:
    """Whether a total cannot be that of its parts: a sum where figures are added up, else between them.

    Rounding is let pass. ``every`` is False where some part is not known: then only parts that are together more than
    the total are wrong. Days may be in all or on average: then either will do.
    """
    figures = (total, *parts)
    if kind.adds_up:
        off = sum(parts, Decimal(0)) - total
        slack = (
            sum((step_of(figure) for figure in figures), Decimal(0)) / 2
            if _may_be_rounded(figures, kind)
            else Decimal(0)
        )
        apart = off > slack or (every and off < -slack)
        # Parts that make more than the total are wrong even where one is missing: it could only add to them. Not so
        # where figures may be below zero, as a result is.
        if kind is not FigureKind.OTHER:
            return apart and (every or min(figures) >= 0)
        # Where nobody has declared the kind either will do: 410 and 460 days are 870 in all, 4.1 and 4.6 are 4.4 on
        # average.
        return apart and every and _outside(total, parts, kind)
    return every and _outside(total, parts, kind)


def _may_be_rounded(figures: Sequence[Decimal], kind: FigureKind) -> bool:
    """Whether figures may have been rounded: money often is, what is counted never."""
    if kind is FigureKind.QUANTITY:
        return not all(is_whole(figure) for figure in figures)
    return kind is not FigureKind.COUNT


def _outside(total: Decimal, parts: Sequence[Decimal], kind: FigureKind) -> bool:
    """Whether a total lies outside its parts; a share may have been rounded to whole per cent."""
    # 79.91 and 79.58 % with 80 % in all are one share with and without its decimals.
    slack = Decimal("0.005") if kind in IN_PERCENT else max(step_of(figure) for figure in (total, *parts)) / 2
    return not min(parts) - slack <= total <= max(parts) + slack


def step_of(figure: Decimal) -> Decimal:
    """One in the last digit of a figure as it is written: 0.1 for 1.4, 1 for 1 400."""
    exponent = figure.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(0)


def is_whole(figure: Decimal) -> bool:
    """Whether a figure is a whole number."""
    return figure == figure.to_integral_value()
