"""Figures that cannot be right together, or are far from what they were; and those that are not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from followup.form.cells.kinds import FigureKind
from followup.form.conditions import Condition, Parameter, of_asked_rows, of_filled_rows
from followup.form.frame import Frame, Tolerances
from followup.form.rows import Row
from followup.locale import Message, _
from followup.rulebook.answers import NOT_ANSWERED
from followup.rulebook.figures import (
    FAR_FROM_KNOWN,
    FAR_FROM_LAST_YEAR,
    PART_EXCEEDS_WHOLE,
    SIGN_OF_KNOWN,
    SIGN_OF_LAST_YEAR,
)
from followup.rulebook.rule import Rule
from followup.rules.figures.plausibility import TIMES_FROM_ZERO, USUAL_TIMES, limit_of


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
    near = _near(now, before, FAR_FROM_LAST_YEAR, lambda far: far.production or DEFAULT_TIMES)
    return (*near, _of_one_sign(now, before, SIGN_OF_LAST_YEAR))


def near_known_figure(now: str, known: str, heading: Message) -> tuple[Condition, ...]:
    """A figure is so many times another that the plan knows of the same row, as a budget, that the unit is likely wrong.

    ``heading`` is that of its column. How many times is the setting for outcomes, or that of the row.
    """
    near = _near(now, known, FAR_FROM_KNOWN.filled(heading=heading), lambda far: far.times, BY_CHANCE_OF_KNOWN)
    return (*near, _of_one_sign(now, known, SIGN_OF_KNOWN.filled(heading=heading)))


def _of_one_sign(now: str, other: str, rule: Rule) -> Condition:
    """An amount is about as large as another with the opposite sign: a cost without its minus, most often."""

    def of_amounts(row: Row, _frame: Frame, _column: str) -> Mapping[str, Parameter] | None:
        return {} if row.kinds.get(now) is FigureKind.AMOUNT and not row.sums else None

    about_as_large = f"abs({now}) <= abs({other}) * 2 och abs({now}) * 2 >= abs({other})"
    return Condition(now, f"{now} * {other} < 0 och {about_as_large}", rule, of_amounts, words={"before": other})


def _near(
    now: str, other: str, rule: Rule, times_of: Callable[[Tolerances], Decimal | None], by_chance: Decimal = Decimal(1)
) -> tuple[Condition, ...]:
    def limits(row: Row, frame: Frame, _column: str) -> Mapping[str, Parameter] | None:
        far, times = frame.limits.tolerances, row.plan_record.get("far")
        kind = row.kinds.get(now, FigureKind.COUNT)
        limit = limit_of(kind, "", far, times if isinstance(times, Decimal) else None, times_of(far))
        is_ours = kind is FigureKind.AMOUNT and far.amount is None
        return (
            None if row.sums else {"times": limit.times, "least": limit.least * by_chance if is_ours else limit.least}
        )

    from_nothing = f"{other} = 0 och times > 0 och abs({now}) >= least * {TIMES_FROM_ZERO}"
    by_more_than_chance = f"abs({other}) >= least eller abs(abs({now}) - abs({other})) >= least"
    many_times = f"abs({now}) > abs({other}) * times eller abs({now}) * times < abs({other})"
    far = f"{from_nothing} eller {other} <> 0 och ({by_more_than_chance}) och ({many_times})"
    large_change = f"tom(times) och abs({now}) > least och abs({now}) > abs({other}) * {USUAL_TIMES}"
    return tuple(Condition(now, when, rule, limits, words={"before": other}) for when in (far, large_change))


BY_CHANCE_OF_KNOWN = Decimal("0.2")
"""Of the amounts that are let pass as chance beside an earlier one: a budget does not swing as a result does."""

DEFAULT_TIMES = Decimal(2)
"""Production changes less from year to year than outcomes do."""


WRITE_A_FIGURE = _("Write the figure; if there was none, write 0.")


def answered(column: str, help: Message = WRITE_A_FIGURE) -> Condition:
    """A row asks for a column, and nothing stands there; ``help`` says what to write."""
    rule = NOT_ANSWERED.filled(help=help)
    return Condition(column, f"tom({column})", rule, of_asked_rows)
