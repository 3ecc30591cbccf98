"""Judging a figure that is only about right: where both ends of its rounding are judged alike, so is the figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from followup.locale import Message, _, literal
from followup.locale.numbers import show_number
from followup.rules.attainment import Judged, undecided


def judge_both_ends(judge: Callable[[Decimal], Judged], low: Decimal, high: Decimal) -> Judged:
    """The judgement of both ends, lowest and highest, where they agree; else undecided, with both reasons.

    "cirka 80" is 75 to 85: below "minst 90" at both ends. "cirka 88" is 83 to 93: nobody can say.
    """
    first, last = judge(low), judge(high)
    if first.level is last.level:
        return replace(first, reason=_about(first, last, low, high))
    return undecided(_("{reason} The rounding decides.", reason=_about(first, last, low, high)))


def _about(first: Judged, last: Judged, low: Decimal, high: Decimal) -> Message:
    ends = {"low": literal(show_number(low)), "high": literal(show_number(high))}
    return _(
        "The outcome is about right, {low} to {high}: {first} {last}", first=first.reason, last=last.reason, **ends
    )
