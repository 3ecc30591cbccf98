"""Reporting back on an agreement: the report, the letter that goes with it and the proposal for decision."""

from __future__ import annotations

from followup.documents.rows import DocumentRow, part
from followup.locale import _

# fmt: off
REPORT = DocumentRow("agreement", _("Report on the agreement"), "agreement.docx", (
    part("texts", _("Background"), of="background"),
    part("answers", of="questions", where='tom(kompletterande) eller kompletterande = "nej"'),
    part("answers", of="questions", where='kompletterande = "ja"'),
    part("asked_figures", _("Figures with their sources")),
    part("unanswered", _("Questions without an answer"), of="questions"),
    part("unanswered", _("Figures that are missing"), of="asked_figures"),
    part("contributions", _("The contributions as they were given"), of="questions"),
), needs=("questions",))

LETTER = DocumentRow("agreement-letter", _("Cover letter"), "agreement-letter.docx", (
    part("texts", of="recipient"),
    part("texts", of="subject", form="heading"),
    part("texts", of="letter"),
    part("texts", of="signatory", form="signatures"),
    part("texts", _("Attachments"), of="attachment", form="list"),
), needs=("questions",))

MINUTES = DocumentRow("agreement-minutes", _("Extract of the minutes"), "agreement-letter.docx", (
    part("texts", of="recipient"),
    part("texts", of="subject", form="heading"),
    part("texts", of="minutes"),
    part("texts", of="signatory", form="signatures"),
), needs=("questions",))

PROPOSAL = DocumentRow("agreement-proposal", _("Proposal for decision"), "agreement-letter.docx", (
    part("texts", of="recipient"),
    part("texts", of="subject", form="heading"),
    part("texts", _("Proposal"), of="proposal", form="numbered"),
    part("texts", _("Summary of the matter"), of="background"),
    part("texts", _("Financial consequences"), of="consequence"),
    part("texts", _("Attachments"), of="attachment", form="list"),
    part("texts", of="signatory", form="signatures"),
    part("texts", _("Extract of the minutes"), of="minutes"),
), needs=("questions",))
