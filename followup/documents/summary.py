"""The regional summary of a round."""

from __future__ import annotations

from followup.documents.declared import Answers, Chapter, Closing, Document, Opening, Rest
from followup.locale import _

SUMMARY = Document(
    "summary",
    _("Regional summary"),
    "summary.docx",
    (
        Opening(),
        Chapter(_("Production"), ("visits", "episodes", "contracted"), split=True),
        Chapter(_("Access"), ("access",)),
        Chapter(_("Goal attainment by perspective"), ("measures",), lying=True),
        Chapter(_("Strategic actions"), ("actions",), lying=True),
        Answers("questions", "answer", _("Questions")),
        Rest(),
        Closing(("missing", "decisions", "reasons", "signs")),
    ),
)
