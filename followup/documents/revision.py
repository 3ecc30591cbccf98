"""The memorandum for a decision on a revised plan."""

from __future__ import annotations

from followup.documents.declared import (
    Changes,
    DecisionChain,
    Document,
    GoalCounts,
    HardToReach,
    Legend,
    PlanTexts,
    Proposals,
)
from followup.locale import _

REVISION = Document(
    "revision",
    _("Memorandum on a revised plan"),
    "revision.docx",
    (
        Proposals("proposal", _("Proposal for decision")),
        PlanTexts("background", _("Background")),
        DecisionChain(_("Decisions that the plan rests on")),
        GoalCounts(_("How the goals stand")),
        Legend("attainment", _("What the colours mean")),
        HardToReach(_("Goals that are hard to reach or to follow")),
        PlanTexts("recipient", _("Excerpt of the minutes to"), "bullets"),
        PlanTexts("signatory", _("Signatories"), "bullets"),
        Changes(_("Appendix: every change"), landscape=True),
    ),
    compares=True,
)
