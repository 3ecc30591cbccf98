"""From judgements of measures to a judgement of the goal above them, by a rule that the plan states."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from followup.form.terms.judgement import Level
from followup.frozen import frozen
from followup.locale import Message, Percentage, _
from followup.locale.numbers import decimals_needed, rounded
from followup.rules.scoring.attainment import undecided
from followup.rules.scoring.judged import Judged


@frozen
class RollUp:
    """The plan's rule: met from ``all_from`` of the decided judgements met, partly from ``some_from``; None: no rule."""

    all_from: Decimal | None
    some_from: Decimal | None = None


def roll_up(counts: Mapping[str, int], rule: RollUp) -> Judged:
    """Judge a goal from judgements counted by level.

    Only decided ones (met, partly, not met) count; how many could not be decided is always said. Each part of a
    split is a judgement of its own: women and men are never averaged. Without a rule nothing is judged.
    """
    met, partly, not_met = (counts.get(level.value, 0) for level in (Level.MET, Level.PARTLY, Level.NOT_MET))
    decided, all_ = met + partly + not_met, sum(counts.values())
    if not all_:
        return undecided(_("No measure stands under it."))
    if not decided:
        return _nothing_decided(counts, all_)
    # After the counts: without any decided there is nothing for a rule to say, and that is the better reason.
    if rule.all_from is None:
        return undecided(_("The plan states no rule for how goals are judged."))
    # Over the decided ones: what is not due yet would else count as missed. How many were left out is said beside.
    share = Decimal(met) / decided
    limits = [share for share in (rule.all_from, rule.some_from) if share is not None]
    reason = _reason(met, decided, all_ - decided, rounded(share, decimals_needed(share, limits, 2)))
    if share >= rule.all_from:
        return Judged(Level.MET, reason)
    if rule.some_from is not None and share >= rule.some_from:
        return Judged(Level.PARTLY, reason)
    return Judged(Level.NOT_MET, reason)


def _nothing_decided(counts: Mapping[str, int], all_: int) -> Judged:
    reason = _("None of {n} judgements is decided.", n=all_)
    # Only where all are alike: of one not due and one without data neither word is true of the goal.
    for level in (Level.NOT_DUE, Level.NO_DATA):
        if counts.get(level.value, 0) == all_:
            return Judged(level, reason)
    return undecided(reason)


def _reason(met: int, decided: int, left: int, share: Decimal) -> Message:
    sentence = _(
        "{met} of {decided} decided judgements are met ({share}).",
        met=met,
        decided=decided,
        share=Percentage(share),
    )
    if not left:
        return sentence
    return _("{told} {n} could not be decided or are not due.", told=sentence, n=left)
