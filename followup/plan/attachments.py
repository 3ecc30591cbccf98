"""Attachments of a report: what the plan lists, and what lies in the workspace's folder of attachments."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from followup.form.cells.text import Name, Text
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.section import Listing, Section
from followup.form.traits import SeldomFilledIn
from followup.frozen import frozen
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID
from followup.rulebook.planning.plan import ATTACHMENT_MISSING

ATTACHMENTS_SHEET = Section(
    "attachments",
    _("Attachments"),
    Listing(("id",), blank=8),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("heading", _("Heading"), Text(), width=28),
        Column("title", _("Title"), Text(), width=50, required=True),
        Column("period", _("Concerns"), Name(), width=20),
        Column("file", _("File"), Name(_("Write the file's name; the file lies in the folder bilagor.")), width=44),
    ),
    intro=_(
        "What is sent with the report, for example monthly management reports. Put the files in the folder bilagor."
    ),
    traits=(SeldomFilledIn(),),
)


@frozen
class Attachment:
    """One attachment, under a heading if it has one; ``pages`` is None where they could not be counted."""

    heading: str
    title: str
    period: str
    file: str
    pages: int | None


def attachments_with(plan: Plan, files: Mapping[str, int | None]) -> tuple[tuple[Attachment, ...], list[Finding]]:
    """The plan's attachments with their pages; ``files`` are names with pages, None where nobody could count them."""
    pages_of = {_name(name): pages for name, pages in files.items()}
    attachments: list[Attachment] = []
    findings: list[Finding] = []
    for row in plan.rows(ATTACHMENTS_SHEET.key):
        file = row.text("file")
        if file and _name(file) not in pages_of:
            problem = ATTACHMENT_MISSING.problem()
            findings.append(Finding.of(row.place("file"), problem, file))
        heading, title, period = (row.text(column) for column in ("heading", "title", "period"))
        attachments.append(Attachment(heading, title, period, file, pages_of.get(_name(file))))
    return tuple(attachments), findings


def _name(file: str) -> str:
    """A file name as it compares: letters composed (a Mac's are not), case aside."""
    return unicodedata.normalize("NFC", file).casefold()
