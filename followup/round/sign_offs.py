"""Who stands for a submission, whether its figures are approved, and whether it came in time."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.terms.signing import Signature, SignOff
from followup.form.traits import SignedBy
from followup.returns.model import Submission
from followup.round.receipts import Record, RecordedFile
from followup.rulebook.received.rounds import CAME_LATE
from followup.rules import sign_off_checks as rules


def sign_off_of(submission: Submission) -> SignOff:
    """The signatures, from the section that holds them; empty where the form has none."""
    for table in submission.form.tables:
        if (signed := table.section.trait(SignedBy)) is not None:
            return signed.read(submission.tables.get(table.section.key, ()))
    return SignOff()


def seal(signature: Signature) -> str:
    """Sixteen hexadecimal digits that tell one approval from another, for the record; empty when there is none.

    Who approved is no matter of the record.
    """
    return hashlib.sha256(str(signature).encode()).hexdigest()[:16] if signature.complete else ""


def needs_approval(frame: Frame) -> bool:
    """Whether the plan asks for every unit's figures to be approved."""
    return frame.approval


def check_sign_off(
    submission: Submission,
    answers: str,
    frame: Frame,
    record: Record,
    today: date | None,
    other_digests: Collection[str] = (),
) -> Iterator[Finding]:
    """What is to be said of the signatures. ``answers`` is the digest of the answers, ``other_digests`` those of the
    other halves that it is put together with."""
    signed = sign_off_of(submission)
    problems = [
        *rules.signature_is_half(signed.done),
        *rules.signature_is_half(signed.approved),
        *rules.approved_on_a_day_to_come(signed.approved, today),
        *rules.approved_before_the_period_ended(signed.approved, frame.period.last),
        *_changed(submission, signed, answers, record, other_digests),
    ]
    for finding in problems:  # a row that is lost has no place; the file has one
        yield finding if finding.place.file else replace(finding, place=Place(submission.file, submission.unit.name))


def _changed(
    submission: Submission, signed: SignOff, answers: str, record: Record, other_digests: Collection[str]
) -> Iterator[Finding]:
    approved = seal(signed.approved)
    recorded = record.by_unit.get(submission.unit.id, ())
    same = [file for file in recorded if approved and file.approved == approved and file.answers not in other_digests]
    if same and answers not in _approved_at_once(same):
        yield from rules.answers_were_changed_after_the_approval(signed.approved, answers, same[0].answers)


def _approved_at_once(same: Sequence[RecordedFile]) -> set[str]:
    """What came first with an approval, and the halves that it was put together with under the same one."""
    first = same[0].answers
    whole = next((file.half_of for file in same if file.answers == first and file.half_of), None)
    return {first, *(file.answers for file in same if whole and file.half_of == whole)}


def came_after_it_closed(
    submission: Submission, saved: str, frame: Frame, record: Record, today: date | None
) -> Iterator[Finding]:
    """The day is the one on which the workbook itself says that it was saved; where it says none, the day when it was first seen."""
    closes = frame.closes_for(submission.unit)
    is_recorded = any(file.sha256 == submission.sha256 for file in record.by_unit.get(submission.unit.id, ()))
    day = _day(saved) or (None if is_recorded else today)
    if closes is not None and day is not None and day > closes:
        yield Finding.of(
            Place(submission.file, submission.unit.name), CAME_LATE.problem(closes=closes), day.isoformat()
        )


def _day(saved: str) -> date | None:
    try:
        return date.fromisoformat(saved[:10])
    except ValueError:
        return None
