"""The memorandum for a decision on a revised plan."""

from __future__ import annotations

from followup.documents.declared import Changes, Document, GoalCounts, HardToReach, PlanTable, PlanTexts, Proposals
from followup.locale import _
from followup.plan.revision import RESOLUTIONS_SHEET

REVISION = Document(
    "revision",
    _("Memorandum on a revised plan"),
    "revision.docx",
    (
        Proposals("proposal", _("Proposal for decision")),
        PlanTexts("background", _("Background")),
        PlanTable(RESOLUTIONS_SHEET.key, ("body", "date", "paragraph", "what"), _("Decisions that the plan rests on")),
        GoalCounts(_("How the goals stand")),
        HardToReach(_("Goals that are hard to reach or to follow")),
        Changes(_("Every change"), lying=True),
        PlanTexts("recipient", _("Excerpt of the minutes to"), "bullets"),
        PlanTexts("signatory", _("Signatories"), "bullets"),
    ),
    compares=True,
)
