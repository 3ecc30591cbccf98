"""Reporting back on an agreement: the report, the letter that goes with it and the proposal for decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from followup.documents.declared import AnswerBlock, Chapter, Contributions, Document, DraftedTexts, PlanTexts
from followup.form.checking.answered import is_given
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.values import Value
from followup.locale import Message, _, literal


def _is_supplementary(about: Mapping[str, Value]) -> bool:
    return about.get("supplementary") == "yes"


def _is_of_the_agreement(about: Mapping[str, Value]) -> bool:
    return not _is_supplementary(about)


def questions_without_an_answer(rows: Sequence[RowView], _plan: Frame) -> Iterator[Message]:
    """A sentence for each question that some unit has left without an answer."""
    absent: dict[str, list[str]] = {}
    for row in rows:
        if not is_given(row, "answer") and not row.row.optional:
            absent.setdefault(row.text("question"), []).append(row.origin.unit)
    for question, units in absent.items():
        yield _("“{question}”: no answer from {units}.", question=literal(question), units=tuple(units))


def figures_that_are_missing(rows: Sequence[RowView], _plan: Frame) -> Iterator[Message]:
    """A sentence for each figure that some unit was asked for and has not given."""
    absent: dict[str, list[str]] = {}
    for row in rows:
        if not is_given(row, "amount"):
            absent.setdefault(row.text("what"), []).append(row.origin.unit)
    for what, units in absent.items():
        yield _("The figure “{what}” is missing from {units}.", what=literal(what), units=tuple(units))


REPORT = Document(
    "agreement",
    _("Report on the agreement"),
    "agreement.docx",
    (
        PlanTexts("background", _("Background")),
        AnswerBlock("questions", "answer", where=_is_of_the_agreement),
        AnswerBlock("questions", "answer", where=_is_supplementary),
        Chapter(_("Figures with their sources"), ("asked_figures",), landscape=True),
        DraftedTexts("questions", questions_without_an_answer, _("Questions without an answer")),
        DraftedTexts("asked_figures", figures_that_are_missing, _("Figures that are missing")),
        Contributions("questions", _("The contributions as they were given")),
    ),
    needs=("questions",),
)
LETTER = Document(
    "agreement-letter",
    _("Cover letter"),
    "agreement-letter.docx",
    (
        PlanTexts("recipient"),
        PlanTexts("subject", shown="heading"),
        PlanTexts("letter"),
        PlanTexts("signatory", shown="signatures"),
        PlanTexts("attachment", _("Attachments"), "bullets"),
    ),
    needs=("questions",),
)
PROPOSAL = Document(
    "agreement-proposal",
    _("Proposal for decision"),
    "agreement-letter.docx",
    (
        PlanTexts("recipient"),
        PlanTexts("subject", shown="heading"),
        PlanTexts("proposal", _("Proposal"), "numbered"),
        PlanTexts("background", _("Summary of the matter")),
        PlanTexts("consequence", _("Financial consequences")),
        PlanTexts("attachment", _("Attachments"), "bullets"),
        PlanTexts("signatory", shown="signatures"),
        PlanTexts("minutes", _("Extract of the minutes")),
    ),
    needs=("questions",),
)
