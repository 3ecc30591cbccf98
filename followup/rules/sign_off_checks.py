"""What can be wrong with a sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from followup.form.finding import Finding
from followup.form.terms.signing import Signature
from followup.rulebook.sections import (
    APPROVED_BEFORE_THE_END,
    APPROVED_ON_A_DAY_TO_COME,
    CHANGED_AFTER_APPROVAL,
    HALF_A_SIGNATURE,
    SIGNATURE_WITHOUT_DAY,
)


def signature_is_half(signature: Signature) -> Iterator[Finding]:
    """A name without a day, or a day without a name."""
    if signature.refused or not signature or signature.complete:
        return
    if signature.name:
        yield Finding.of(signature.at.day, SIGNATURE_WITHOUT_DAY.problem())
    else:
        yield Finding.of(signature.at.name, HALF_A_SIGNATURE.problem())


def approved_on_a_day_to_come(signature: Signature, today: date | None) -> Iterator[Finding]:
    """Later than ``today``, where that is known."""
    if signature.day is not None and today is not None and signature.day > today:
        yield Finding.of(signature.at.day, APPROVED_ON_A_DAY_TO_COME.problem(today=today), signature.day.isoformat())


def approved_before_the_period_ended(signature: Signature, end: date | None) -> Iterator[Finding]:
    """Before ``end``, the last day of the period."""
    if signature.day is not None and end is not None and signature.day < end:
        yield Finding.of(signature.at.day, APPROVED_BEFORE_THE_END.problem(end=end), signature.day.isoformat())


def answers_were_changed_after_the_approval(signature: Signature, answers: str, approved: str) -> Iterator[Finding]:
    """``answers`` and ``approved`` are digests: of the answers now, and of those that came with the same approval."""
    if answers != approved:
        yield Finding.of(signature.at.name, CHANGED_AFTER_APPROVAL.problem(), str(signature))
