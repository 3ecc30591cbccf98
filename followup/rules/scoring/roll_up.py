"""From judgements of measures to a judgement of the goal above them, by a rule that the plan states."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from followup.form.terms.judgement import Level
from followup.frozen import frozen
from followup.locale import Message, Percentage, _, n_
from followup.locale.number_words import number_word
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
    # Only where all are alike: of one not due and one without data neither word is true of the goal.
    if counts.get(Level.NOT_DUE, 0) == all_:
        return Judged(Level.NOT_DUE, _("Nothing under it is followed up now."))
    if counts.get(Level.NO_DATA, 0) == all_:
        return Judged(Level.NO_DATA, _("No figure has been given."))
    reason = n_(
        "The only judgement under it could not be made.",
        "None of the {count} judgements under it could be made.",
        all_,
        count=number_word(all_),
    )
    return undecided(reason)


def _reason(met: int, decided: int, left: int, share: Decimal) -> Message:
    """``Målvärdet nås i 3 av 14 bedömningar (21 %). Ytterligare nio gick inte att göra eller är inte aktuella nu.``"""
    if decided == 1:
        said = (
            _("The target is reached in the only judgement.")
            if met
            else _("The target is not reached in the only judgement.")
        )
    else:
        fields = {"met": met, "decided": decided, "share": Percentage(share)}
        said = _("The target is reached in {met} of {decided} judgements ({share}).", **fields)
        if met in (0, decided):
            all_ = _("The target is reached in both judgements.")
            if decided > 2:
                all_ = _("The target is reached in all {count} judgements.", count=number_word(decided))
            none = _("The target is reached in none of the {count} judgements.", count=number_word(decided))
            said = all_ if met else none
    if not left:
        return said
    more = n_(
        "Another {count} could not be made or is not due now.",
        "Another {count} could not be made or are not due now.",
        left,
        count=number_word(left),
    )
    return _("{before} {after}", before=said, after=more)
