"""The memorandum for a decision on a revised plan."""

from __future__ import annotations

from followup.documents.rows import DocumentRow, part
from followup.locale import _

# fmt: off
REVISION = DocumentRow("revision", _("Memorandum on a revised plan"), "revision.docx", (
    part("texts", _("Background"), of="background"),
    part("decision_chain", _("Decisions that the plan rests on")),
    part("goal_counts", _("How the goals stand")),
    part("legend", _("What the colours mean"), of="attainment"),
    part("hard_goals", _("Goals that are hard to reach or to follow")),
    part("proposals", _("Proposal for decision")),
    part("texts", of="signatory", form="signatures"),
    part("texts", _("Excerpt of the minutes to"), of="recipient", form="list"),
    part("changes", _("Appendix: every change")),
))
