"""The regional summary of a round."""

from __future__ import annotations

from followup.documents.declared import AnswerBlock, Chapter, Closing, Document, Opening, OtherChapters
from followup.locale import _

SUMMARY = Document(
    "summary",
    _("Regional summary"),
    "summary.docx",
    (
        Opening(),
        Chapter(_("Production"), ("visits", "episodes", "contracted"), headings=True),
        Chapter(_("Access"), ("access",)),
        Chapter(_("Goal attainment by perspective"), ("measures",), landscape=True),
        Chapter(_("Strategic actions"), ("actions",), landscape=True),
        AnswerBlock("questions", "answer", _("Questions")),
        OtherChapters(),
        Closing(("missing", "decisions", "reasons", "signs")),
    ),
)
