"""Figures that cannot be right together, or are far from what they were; and those that are not there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from followup.form.cells.kinds import FigureKind
from followup.form.conditions import Condition, Parameter, of_asked_rows, of_filled_rows
from followup.form.frame import Frame
from followup.form.rows import Row
from followup.locale import Message, _
from followup.rulebook.answers import NOT_ANSWERED
from followup.rulebook.figures import FAR_FROM_LAST_YEAR, PART_EXCEEDS_WHOLE
from followup.rules.figures.plausibility import TIMES_FROM_ZERO, USUAL_TIMES, Limit, limit_of


def part_is_at_most_the_whole(part: str, whole: str) -> Condition:
    """One column holds more than another that it is a part of."""
    return Condition(
        part,
        f"{part} > {whole}",
        PART_EXCEEDS_WHOLE,
        of_filled_rows,
        words={"whole": whole},
    )


def near_last_year(now: str, before: str) -> tuple[Condition, ...]:
    """A figure is more than double, or less than half, of the one before, and by more than chance.

    How many times, and from how many on, are settings of the plan; a row of it may have its own. Changes are never so
    many times another: they are far where they are large and five times the one before.
    """

    def limits(row: Row, frame: Frame, _column: str) -> Mapping[str, Parameter] | None:
        limit = _limit(row, now, frame)
        return None if row.sums else {"times": limit.times, "least": limit.least}

    from_nothing = f"{before} = 0 och times > 0 och abs({now}) >= least * {TIMES_FROM_ZERO}"
    by_more_than_chance = f"abs({before}) >= least eller abs(abs({now}) - abs({before})) >= least"
    many_times = f"abs({now}) > abs({before}) * times eller abs({now}) * times < abs({before})"
    far = f"{from_nothing} eller {before} <> 0 och ({by_more_than_chance}) och ({many_times})"
    large_change = f"tom(times) och abs({now}) > least och abs({now}) > abs({before}) * {USUAL_TIMES}"
    return tuple(
        Condition(now, when, FAR_FROM_LAST_YEAR, limits, words={"before": before}) for when in (far, large_change)
    )


def _limit(row: Row, column: str, frame: Frame) -> Limit:
    """How far from last year's a row's figure in a column may be."""
    kind = row.kinds.get(column, FigureKind.COUNT)
    times = row.plan_record.get("far")
    far = frame.limits.tolerances
    return limit_of(kind, "", far, times if isinstance(times, Decimal) else None, far.production or DEFAULT_TIMES)


DEFAULT_TIMES = Decimal(2)
"""Production changes less from year to year than outcomes do."""


WRITE_A_FIGURE = _("Write the figure; if there was none, write 0.")


def answered(column: str, help: Message = WRITE_A_FIGURE) -> Condition:
    """A row asks for a column, and nothing stands there; ``help`` says what to write."""
    rule = NOT_ANSWERED.filled(help=help)
    return Condition(column, f"tom({column})", rule, of_asked_rows)
