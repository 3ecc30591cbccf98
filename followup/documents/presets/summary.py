"""The regional summary of a round."""

from __future__ import annotations

from followup.documents.rows import DocumentRow, part
from followup.locale import _

# fmt: off
SUMMARY = DocumentRow("summary", _("Regional summary"), "summary.docx", (
    part("in_brief", _("In brief: {period}")),
    part("opening", _("Introduction")),
    part("visits, episodes, contracted", _("Production"), form="headings"),
    part("access", _("Access")),
    part("measures", _("Goal attainment by perspective")),
    part("actions", _("Strategic actions")),
    part("answers", _("Questions"), of="questions"),
    part("others"),
    part("missing", _("What is missing")),
    part("decisions", _("Decisions")),
    part("reasons", _("Reasons of the judgements")),
    part("legend", _("Signs")),
))
