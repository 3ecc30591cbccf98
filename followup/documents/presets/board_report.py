"""The region director's report to the board: events, internal control, national agreements, attachments."""

from __future__ import annotations

from followup.documents.rows import DocumentRow, part
from followup.locale import _

# fmt: off
BOARD_REPORT = DocumentRow("board_report", _("Report to the board"), "board_report.docx", (
    part("texts", of="introduction"),
    part("handed_in", of="current_texts"),
    part("heading", _("Internal control for {year}")),
    part("summary", of="internal_control"),
    part("internal_control"),
    part("heading", _("National agreements {year}")),
    part("summary", of="agreements"),
    part("to_check", of="agreements"),
    part("agreements"),
    part("answers", _("The agreements one by one"), of="agreement_texts", order="number", form="headings"),
    part("attachments", _("Attachments")),
), needs=("current_texts",))
