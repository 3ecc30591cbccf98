"""Between met and not: partly met by a rule that the plan declares, and on the way to a later day or not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from followup.form.terms.judgement import Level
from followup.locale import Percentage, _
from followup.locale.numbers import decimals_needed, rounded
from followup.rules.scoring.judged import Judged
from followup.rules.scoring.measured import Measured


def judge_partly(judged: Judged, outcome: Decimal, partly_from: Decimal | None) -> Judged:
    """The same judgement, or partly met where the target is not met but so much of it is.

    Fulfilment is outcome over limit where higher is better, limit over outcome where lower is. Without a rule, a limit
    or positive figures it is left as it was.
    """
    if judged.level is not Level.NOT_MET or partly_from is None or judged.limit is None:
        return judged
    above, below = (outcome, judged.limit) if judged.higher else (judged.limit, outcome)
    if below <= 0 or above < 0:
        return judged  # a share of nothing, or of a loss, says nothing of how near it was
    fulfilment = above / below
    if fulfilment < partly_from:
        return judged
    reason = _(
        "{reason} {share} of the target; partly met from {rule}.",
        reason=judged.reason,
        share=Percentage(rounded(fulfilment, decimals_needed(fulfilment, (Decimal(1), partly_from), 3))),
        rule=Percentage(partly_from),
    )
    return replace(judged, level=Level.PARTLY, reason=reason)


def add_forecast(judged: Judged, forecast: Decimal | None, is_later: bool, measured: Measured) -> Judged:
    """The same level, its reason saying whether the forecast reaches a target that is due later.

    A forecast is not an outcome: it never changes the level.
    """
    # Only of a later day: of a target that is due now the outcome has said all.
    if judged.level is Level.MET or forecast is None or judged.limit is None or not is_later:
        return judged
    reaches = forecast >= judged.limit if judged.higher else forecast <= judged.limit
    sentence = (
        _("{reason} The forecast, {forecast}, reaches it.")
        if reaches
        else _("{reason} The forecast, {forecast}, does not reach it.")
    )
    reason = sentence.filled(reason=judged.reason, forecast=measured.shown(forecast, judged.limit))
    return replace(judged, reason=reason)
