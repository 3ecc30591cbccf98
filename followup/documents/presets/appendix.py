"""A unit's own appendix to the report of the round: one document a unit."""

from __future__ import annotations

from followup.documents.rows import DocumentRow, part
from followup.locale import _

ACTIONS = "number, action, how, responsible, timeline, start, due_by, effect, forecast, comment"
"""All that the plan says of an action, what became of it, and what the unit says of that."""

# fmt: off
APPENDIX = DocumentRow("appendix", _("Appendix: production and goal attainment"), "appendix.docx", (
    part("opening", _("Introduction")),
    part("heading", _("Production and access")),
    part("visits, episodes, contracted", _("Production"), 2, form="headings"),
    part("access", _("Access"), 2),
    part("heading", _("Goal attainment by perspective")),
    part("goal_model", of="measures, actions"),
    part("measures", form="beneath"),
    part("actions", _("Follow-up of the unit's strategic actions"), columns=ACTIONS),
    part("own_tables"),
    part("missing", _("What is missing")),
    part("reasons", _("Reasons of the judgements")),
    part("legend", _("Signs")),
), whose="unit", needs=("measures", "actions"))
