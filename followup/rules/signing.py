"""What can be wrong with a sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from followup.form.finding import Finding, Severity
from followup.form.place import Place
from followup.form.signing import Signature
from followup.locale import _


def signature_is_half(signature: Signature) -> Iterator[Finding]:
    """A name without a day, or a day without a name, says neither who stands for the answers nor since when.

    Wrong: approved by Karin Ek, no date.
    Right: approved by Karin Ek, 2022-05-12.
    """
    if signature.refused or not signature or signature.complete:
        return
    told = _("Somebody has signed, but no name is written. Write who.")
    place: Place = signature.at.name
    if signature.name:
        told, place = _("There is a name but no date. Write the day as year-month-day: 2022-04-30."), signature.at.day
    yield Finding(place, "half-a-signature", Severity.WARNING, "", told)


def approved_on_a_day_to_come(signature: Signature, today: date | None) -> Iterator[Finding]:
    """Nobody has approved anything tomorrow: most often the year or the month is mistyped.

    Wrong: approved on 2023-05-12, read on 2022-05-13.
    Right: approved on 2022-05-12, read on 2022-05-13.
    """
    if signature.day is not None and today is not None and signature.day > today:
        told = _("is a day to come ({today} today). Write the day when the answers were approved.", today=today)
        yield Finding(signature.at.day, "approved-on-a-day-to-come", Severity.WARNING, signature.day.isoformat(), told)


def approved_before_the_period_ended(signature: Signature, end: date | None) -> Iterator[Finding]:
    """Figures of a period cannot be approved before it is over: the form may be an old one that was filled in again.

    Wrong: approved on 2022-04-12, the period ends on 2022-04-30.
    Right: approved on 2022-05-12, the period ends on 2022-04-30.
    """
    if signature.day is not None and end is not None and signature.day < end:
        told = _("is before the last day of the period, {end}. Check the day, and approve the answers again.", end=end)
        yield Finding(signature.at.day, "approved-before-the-end", Severity.WARNING, signature.day.isoformat(), told)


def answers_were_changed_after_the_approval(signature: Signature, answers: str, approved: str) -> Iterator[Finding]:
    """An approval stands for what was approved: other answers under the same name and day have not been seen.

    ``answers`` and ``approved`` are digests: of the answers now, and of those that came with the same approval.

    Wrong: approved by Karin Ek on 2022-05-12; on 2022-05-16 the same approval comes with other figures.
    Right: the new figures come with a new day.
    """
    if answers != approved:
        told = _("approved other answers than these; they were changed afterwards. Let them be approved again.")
        yield Finding(signature.at.name, "changed-after-approval", Severity.WARNING, str(signature), told)
