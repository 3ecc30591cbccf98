"""Figures whose sign may be turned: a deficit of 20 is written −20 by some and 20 by others, a cost too.

Two readings of a figure are held side by side. Where both give the same level it is certain; else the measure's direction
says which of them it is, and where that says nothing, nobody can know.
"""

from __future__ import annotations

from decimal import Decimal

from followup.form.terms.judgement import Level
from followup.form.terms.period_names import named
from followup.locale import Message, _, literal
from followup.rules.scoring.judged import Judged
from followup.rules.scoring.limits import ends_of_limit, limit_in_words, reaches, undecided
from followup.rules.scoring.measured import Measured
from followup.targets.explain import AMOUNTS
from followup.targets.model import Kind, Target

OTHER_WAY = {Kind.AT_LEAST: Kind.AT_MOST, Kind.AT_MOST: Kind.AT_LEAST}


def judge_size(target: Target, measured: Measured, outcome: Decimal, limit: Decimal) -> Judged:
    """A figure against the size of a deficit, a fall or a saving: "underskott högst 15 mnkr", "besparing minst 2 %"."""
    kind = target.kind
    as_size = reaches(kind, outcome, limit, target.strict)
    turned = reaches(kind, -outcome, limit, target.strict)
    is_turned = _is_turned(target, measured, outcome)
    if as_size is not turned and is_turned is None:
        return _unsigned(target, measured, outcome, kind, limit)
    if is_turned is None:
        wanted = limit_in_words(kind, target.strict, AMOUNTS[target.amount_of].filled(value=measured.shown(limit)))
        reason = _("{outcome} against {target}.", outcome=measured.shown(outcome, limit, -limit), target=wanted)
        return Judged(Level.MET if as_size else Level.NOT_MET, reason, beside=(limit, -limit), strict=target.strict)
    if is_turned:
        kind, limit = OTHER_WAY[kind], -limit
    reached = turned if is_turned else as_size
    wanted = limit_in_words(kind, target.strict, measured.shown(limit, outcome))
    reason = _("{outcome} against {target}.", outcome=measured.shown(outcome, limit), target=wanted)
    level, low, high = Level.MET if reached else Level.NOT_MET, *ends_of_limit(kind, limit)
    return Judged(level, reason, limit, kind is Kind.AT_LEAST, (limit,), low, high, strict=target.strict)


def _is_turned(target: Target, measured: Measured, outcome: Decimal) -> bool | None:
    """Whether the size is written with a minus; None where the direction and the figure do not say so together.

    Where higher is better a deficit has its minus. Where lower is better it has none, and a figure below zero is then as
    likely somebody's deficit as a surplus.
    """
    up, down = measured.direction == "higher", measured.direction == "lower"
    if target.kind is Kind.AT_MOST:
        if up:
            return True
        return False if down and target.amount_of == "deficit" and outcome >= 0 else None
    if outcome >= 0:
        return False if up or (target.amount_of == "saving" and not down) else None
    return True if down else None


def _unsigned(target: Target, measured: Measured, outcome: Decimal, kind: Kind, limit: Decimal) -> Judged:
    if kind is Kind.AT_LEAST:
        reason = _(
            "The target “{target}” is about a size, and {outcome} may be written with or without its minus sign. Write the "
            "size without one, and higher in the column Direction.",
            target=literal(target.text),
            outcome=measured.shown(outcome),
        )
        return undecided(reason)
    signed = limit_in_words(OTHER_WAY[kind], target.strict, measured.shown(-limit))
    reason = _(
        "The target “{target}” is about a size, and {outcome} may be written with or without its minus sign. Write {signed} "
        "where there is one, and the column Direction.",
        target=literal(target.text),
        outcome=measured.shown(outcome),
        signed=signed,
    )
    return undecided(reason)


def may_be_turned(target: Target, measured: Measured, kind: Kind, outcome: Decimal, limit: Decimal) -> Judged | None:
    """Undecided where a figure meets its limit, or misses it, only by a sign that it may have for another reason.

    "Högst 15 mnkr" and −20: a cost or a deficit of 20 has been written with a minus.
    """
    if target.two_sided or outcome >= 0 or limit < 0:
        return None
    if kind is Kind.AT_MOST:
        doubtful = measured.may_be_negative and not reaches(kind, -outcome, limit, target.strict)
    else:
        doubtful = measured.is_a_fall and reaches(kind, -outcome, limit, target.strict)
    if not doubtful:
        return None
    if kind is Kind.AT_LEAST:
        return _unsigned(target, measured, outcome, kind, limit)
    reason = _(
        "The target “{target}” has no sign, and {outcome} has one: it may be a cost or a deficit written with a minus. Write "
        "the limit with its sign: {signed}.",
        target=literal(target.text),
        outcome=measured.shown(outcome),
        signed=limit_in_words(OTHER_WAY[kind], target.strict, measured.shown(-limit)),
    )
    return undecided(reason)


# Changes


def why_change_is_uncertain(
    target: Target, measured: Measured, outcome: Decimal, before: Decimal, limit: Decimal
) -> Message | None:
    """Why a change of figures around zero cannot be told; None where it can.

    ``limit`` is the level that the change leads to. A percentage of 0 is nothing. Less of a figure below zero may be a
    lower figure, or a smaller cost or deficit that is written with a minus.
    """
    up = target.kind in (Kind.INCREASE, Kind.INCREASE_BY, Kind.AT_LEAST)
    relative = target.unit == "%" and target.value is not None and not measured.percent
    if relative and before == 0:
        return _("A percentage of 0 says nothing. Write the limit itself, for example at least 10.")
    if up:
        # Twice a deficit is no improvement, and nobody says what more of it would be.
        whole = target.value is not None and target.value >= 100
        if relative and before < 0 and (measured.direction != "higher" or whole):
            return _BELOW_ZERO
        return None
    if before < 0:
        return _BELOW_ZERO
    # Zero to minus five is a fall where figures may be negative; minus forty after thirty may be a cost of forty.
    return _BELOW_ZERO if outcome < 0 and not reaches(Kind.AT_MOST, -outcome, limit, target.strict) else None


_BELOW_ZERO = _(
    "With figures below zero, less or more may be a figure further down or a smaller deficit. Write the limit itself with "
    "its sign: minst -15 mnkr."
)


def judge_deficit_change(
    target: Target, measured: Measured, outcome: Decimal, before: Decimal, limit: Decimal, since: Message
) -> Judged:
    """ "Minska underskottet": from what it was ``before`` to one of the size ``limit``.

    What was before was a deficit, or there is nothing to reduce, so its sign is that of a deficit.
    """
    if before == 0 or (before > 0 and measured.direction == "higher"):
        return undecided(_("There was no deficit in {round} to compare with.", round=named(since)))
    turned = before < 0
    if measured.direction == "lower" and (turned or outcome < 0):
        return undecided(_BELOW_ZERO)
    strict = target.strict or target.kind is Kind.DECREASE
    readings = {-outcome if turned else outcome}
    if (outcome < 0) is not turned and measured.direction != "higher":
        readings.add(abs(outcome))  # whoever wrote one with a minus may have written the other without
    levels = {reaches(Kind.AT_MOST, reading, limit, strict) for reading in readings}
    if len(levels) > 1:
        return undecided(_BELOW_ZERO)
    kind, limit = (Kind.AT_LEAST, -limit) if turned else (Kind.AT_MOST, limit)
    reason = _(
        "{outcome} against {target} ({round}).",
        outcome=measured.shown(outcome, limit),
        target=limit_in_words(kind, strict, measured.shown(limit, outcome)),
        round=named(since),
    )
    level, low, high = Level.MET if levels == {True} else Level.NOT_MET, *ends_of_limit(kind, limit)
    return Judged(level, reason, beside=(before, limit), low=low, high=high, since=since, strict=strict)


def judge_difference(
    outcome: Decimal, measured: Measured, before: Decimal, limit: Decimal, since: Message, *, strict: bool
) -> Judged:
    """ "Minska avvikelsen": nearer zero than before, on either side of it."""
    if before == 0 and strict:
        return undecided(_("There was no difference in {round} to compare with.", round=named(since)))
    reason = _(
        "{outcome} against {target} ({round}).",
        outcome=measured.shown(outcome, limit, -limit),
        target=limit_in_words(
            Kind.AT_MOST, strict, _("{value} deviation either way", value=measured.shown(limit, abs(outcome)))
        ),
        round=named(since),
    )
    level = Level.MET if reaches(Kind.AT_MOST, abs(outcome), limit, strict) else Level.NOT_MET
    return Judged(level, reason, beside=(before, limit, -limit), low=-limit, high=limit, since=since, strict=strict)
