"""The reconciliation of overarching action plans: a letter that can be sent once it has been read through."""

from __future__ import annotations

from followup.documents.rows import DocumentRow, part
from followup.locale import _

# fmt: off
RECONCILIATION = DocumentRow(
    "reconciliation", _("Reconciliation of overarching action plans"), "reconciliation.docx", (
        part("texts", of="introduction"),
        part("summary", _("Overall judgement"), of="action_plans"),
        part("legend", _("How the status is read"), of="plan_status"),
        part("action_plans", _("Overarching action plans"), landscape=False),
    ), needs=("action_plans",))
