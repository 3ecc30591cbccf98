"""Judging a figure that is only about right: where both ends of its rounding are judged alike, so is the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.terms.judgement import Judgement, Level
from followup.locale import Message, _, literal
from followup.locale.numbers import show_number
from followup.rules.scoring.attainment import undecided
from followup.rules.scoring.judged import Judged
from followup.rules.scoring.trend import unknown


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


def agree(low: Sequence[Judgement], high: Sequence[Judgement], outcome: str) -> Iterator[Judgement]:
    """Judgements by the lowest and by the highest that rounded figures may be: one where they agree, else undecided.

    ``outcome`` is the rounded figures as they were written. What is the same at both ends keeps its own reason.
    """
    others = {(judgement.scale, judgement.part): judgement for judgement in high}
    for first in low:
        last = others.get((first.scale, first.part))
        if first == last:
            yield first
        elif first.scale == "trend" and _ways(low) != _ways(high):
            # Parts may move apart at one end and alike at the other: then there are not even as many trends to compare.
            yield from unknown(_ROUNDING_DECIDES.filled(outcome=literal(outcome)))
            return
        elif last is not None:
            yield _agreed(first, last, outcome)


def _ways(judgements: Sequence[Judgement]) -> Mapping[str, str]:
    """The level of each part's trend."""
    return {judgement.part: judgement.level for judgement in judgements if judgement.scale == "trend"}


_ROUNDING_DECIDES = _("The outcome “{outcome}” is about right. The rounding decides.")


def _agreed(first: Judgement, last: Judgement, outcome: str) -> Judgement:
    reason = _(
        "The outcome “{outcome}” is about right. {first} {last}",
        outcome=literal(outcome),
        first=first.reason,
        last=last.reason,
    )
    if first.level == last.level:
        return replace(first, reason=reason, compared_figures=first.compared_figures + last.compared_figures)
    decided = _("{reason} The rounding decides.", reason=reason)
    return replace(
        first, level=Level.UNDECIDED, reason=decided, compared_figures=first.compared_figures + last.compared_figures
    )
