"""Every Word document there is; ``followup report`` lists those that a plan allows."""

from __future__ import annotations

from followup.documents.agreement import LETTER, PROPOSAL, REPORT
from followup.documents.appendix import APPENDIX
from followup.documents.board_report import BOARD_REPORT
from followup.documents.declared import Document
from followup.documents.reconciliation import RECONCILIATION
from followup.documents.revision import REVISION
from followup.documents.summary import SUMMARY

DOCUMENTS: tuple[Document, ...] = (
    SUMMARY,
    RECONCILIATION,
    APPENDIX,
    BOARD_REPORT,
    REPORT,
    LETTER,
    PROPOSAL,
    REVISION,
)
