"""Which earlier round a measure's figures may be held against: counts and amounts of eight months are not those of four."""

from __future__ import annotations

from followup.form.cells.kinds import FigureKind
from followup.form.frame import Frame
from followup.form.terms.period import Days
from followup.form.terms.period_names import round_name
from followup.locale import Message, _, literal
from followup.plan.rounds.rounds import same_round


def comparable_round(kind: FigureKind, frame: Frame, round_: str) -> str:
    """The round itself where its figures may be compared with this round's; else that of the same days a year before, if
    a record has one; else nothing.

    Only what adds up grows with the period: a share or an index of four months may stand beside one of eight. A round
    whose days nobody has recorded is taken at its word.
    """
    if not kind.adds_up or _are_as_long(_days_of(frame, round_), frame.period.days):
        return round_
    if round_ != frame.period.compared_with:
        return ""
    return next((name for name, days in frame.period.earlier if _is_a_year_before(frame, days)), "")


def of_another_length(frame: Frame, round_: str) -> Message:
    """Why counts and amounts of a round are not compared."""
    return _(
        "The figures of {round} are of {n} months and those of {now} of {m}, so counts and amounts cannot be compared.",
        **lengths(frame, round_),
    )


def lengths(frame: Frame, round_: str) -> dict[str, Message]:
    """How many months (n) a round is about, and how many (m) this one (now)."""
    n, m = _months(_days_of(frame, round_)), _months(frame.period.days)
    return {"round": round_name(round_), "n": literal(str(n)), "now": round_name(frame.round), "m": literal(str(m))}


def _days_of(frame: Frame, round_: str) -> Days:
    return next((days for name, days in frame.period.earlier if same_round(name, round_)), (None, None))


def _is_a_year_before(frame: Frame, days: Days) -> bool:
    return None not in days and days == frame.period.compared and _are_as_long(days, frame.period.days)


LIKE_MONTHS = 1.15
"""A month of 31 days is so much longer than February and a little; half a month is not like a whole one."""


def _are_as_long(days: Days, others: Days) -> bool:
    """Whether two periods have as many months, as far as anybody knows."""
    shorter, longer = sorted((_length(days), _length(others)))
    return not shorter or (_months(days) == _months(others) and longer <= shorter * LIKE_MONTHS)


def _months(days: Days) -> int:
    """How many months a period is about, wherever in a month it begins; 0 where its days are not known."""
    return max(1, round(_length(days) * 12 / 365.25)) if _length(days) else 0


def _length(days: Days) -> int:
    """The days of a period; 0 where they are not known."""
    first, last = days
    return 0 if first is None or last is None else (last - first).days + 1
