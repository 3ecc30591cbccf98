"""Who stands for a submission, whether its figures are approved, and whether it came in time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from followup.form.finding import Finding, Severity
from followup.form.place import Place
from followup.form.signing import Signature, SignOff
from followup.locale import _
from followup.plan.model import Plan
from followup.rules import signing as rules
from followup.stages.reading import Submission
from followup.stages.record import Record


def sign_off_of(submission: Submission) -> SignOff:
    """The signatures, from the section that holds them; empty where the form has none."""
    for table in submission.form.tables:
        if table.section.signs is not None:
            return table.section.signs(submission.tables.get(table.section.key, ()))
    return SignOff()


def seal(signature: Signature) -> str:
    """Sixteen hexadecimal digits that tell one approval from another, for the record; empty when there is none.

    Who approved is no matter of the record.
    """
    return hashlib.sha256(str(signature).encode()).hexdigest()[:16] if signature.complete else ""


def needs_approval(plan: Plan) -> bool:
    """Whether the plan asks for every unit's figures to be approved."""
    return plan.text("approval") == "yes"


def check_sign_off(
    submission: Submission, answers: str, plan: Plan, record: Record, today: date | None
) -> Iterator[Finding]:
    """What is to be said of the signatures. ``answers`` is the digest of the answers."""
    signed = sign_off_of(submission)
    found = [
        *rules.signature_is_half(signed.done),
        *rules.signature_is_half(signed.approved),
        *rules.approved_on_a_day_to_come(signed.approved, today),
        *rules.approved_before_the_period_ended(signed.approved, plan.day("period_to")),
        *_changed(submission, signed, answers, record),
    ]
    for finding in found:  # a row that is lost has no place; the file has one
        yield finding if finding.place.file else replace(finding, place=Place(submission.file, submission.unit.name))


def _changed(submission: Submission, signed: SignOff, answers: str, record: Record) -> Iterator[Finding]:
    approved = seal(signed.approved)
    same = [each for each in record.by_unit.get(submission.unit.id, ()) if approved and each.approved == approved]
    if same:
        yield from rules.answers_were_changed_after_the_approval(signed.approved, answers, same[0].answers)


def came_after_it_closed(
    submission: Submission, saved: str, plan: Plan, record: Record, today: date | None
) -> Iterator[Finding]:
    """After the last day of all, figures may have gone to print: a late answer must be seen, not slip in.

    The day is the one on which the workbook itself says that it was saved; where it says none, the day when it was
    first seen.

    Wrong: the round closed on 2022-05-20, saved on 2022-05-23.
    Right: the round closed on 2022-05-20, saved on 2022-05-19.
    """
    closes = plan.day("closes")
    seen = any(each.sha256 == submission.sha256 for each in record.by_unit.get(submission.unit.id, ()))
    day = _day(saved) or (None if seen else today)
    if closes is not None and day is not None and day > closes:
        told = _(
            "was saved or came in after the round was closed, {closes}. Decide whether it is to count.", closes=closes
        )
        yield Finding(
            Place(submission.file, submission.unit.name), "came-late", Severity.WARNING, day.isoformat(), told
        )


def _day(saved: str) -> date | None:
    try:
        return date.fromisoformat(saved[:10])
    except ValueError:
        return None
