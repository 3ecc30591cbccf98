"""The documents of a plan that declares none; ``followup report`` lists those of them that the plan allows."""

from __future__ import annotations

from followup.documents.presets.agreement import LETTER, MINUTES, PROPOSAL, REPORT
from followup.documents.presets.appendix import APPENDIX
from followup.documents.presets.board_report import BOARD_REPORT
from followup.documents.presets.reconciliation import RECONCILIATION
from followup.documents.presets.revision import REVISION
from followup.documents.presets.summary import SUMMARY
from followup.documents.rows import DocumentRow

PRESETS: tuple[DocumentRow, ...] = (
    SUMMARY,
    RECONCILIATION,
    APPENDIX,
    BOARD_REPORT,
    REPORT,
    LETTER,
    PROPOSAL,
    MINUTES,
    REVISION,
)
