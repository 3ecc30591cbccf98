"""A round as it was a year before: the same days a year later, and the same code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from followup.form.terms.period import Days
from followup.plan.rounds.rounds import YEAR, order_of, same_round
from followup.plan.workbook.next_round import NextRound, years_later


class KnownRound(NamedTuple):
    """A round that was reported: its days, and the code by which measures say that they are due."""

    round: str
    days: Days
    code: str


def as_a_year_later(to_come: NextRound, rounds: Iterable[KnownRound]) -> NextRound:
    """The round to come with what is not given as the same round of an earlier year had it, of several the last: T1 2023
    has the days of T1 2022 a year later, and its code. Where one of its days is given both are.
    """
    order = order_of(to_come.round)
    for earlier in sorted(rounds, key=lambda earlier: order_of(earlier.round) or (0, 0), reverse=True):
        before = order_of(earlier.round)
        if order is None or before is None or before[0] >= order[0]:
            continue
        if not same_round(earlier.round, YEAR.sub(str(before[0]), to_come.round, count=1)):
            continue
        days = (to_come.first, to_come.last)
        if days == (None, None):
            days = _later(earlier.days, order[0] - before[0])
        return replace(to_come, first=days[0], last=days[1], code=earlier.code, as_round=earlier.round)
    return to_come


def _later(days: Days, years: int) -> Days:
    first, last = days
    return years_later(first, years), years_later(last, years)
