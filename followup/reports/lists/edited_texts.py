"""The questions whose answers may be edited into one text: beside each the mark of its contributions."""

from __future__ import annotations

from collections.abc import Iterator

from followup.documents.declared import EditedTexts
from followup.form.values import ProseAnswer
from followup.locale import Words, _
from followup.region.editing import EditableAnswer
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import row_label

Line = tuple[EditableAnswer, str]
"""A question, and a paragraph of its edited text; empty where it has none."""


def edited_texts(subject: Subject, _block: EditedTexts) -> Iterator[Part]:
    """One row a question without an edited text, else one a paragraph of it; nothing where nothing may be edited."""
    words, region = subject.words, subject.region
    lines = [line for question in region.questions.values() for line in _lines(question)]
    if not lines or region.published:
        return
    yield Heading(words(_("Edited text")), 1)
    message = _("Edit in decisions.xlsx, sheet Edited text, and copy the mark there. A merge never changes your text.")
    yield ReportParagraph(words(message), "note")
    yield ReportTable(words(_("Edited text")), _columns(words), lines, "r_edited", fixed=2)


def _columns(words: Words) -> list[ReportColumn[Line]]:
    def name(line: Line) -> str:
        first = line[0].rows[0]
        return str(first.filled.row.plan_record.get("question") or row_label(first))

    def contributions(line: Line) -> int:
        return sum(isinstance(row.filled[line[0].column], ProseAnswer) for row in line[0].rows)

    def state(line: Line) -> str:
        if line[0].edited is None:
            return words(_("not edited"))
        return words(_("contributions changed")) if line[0].is_stale else words(_("edited"))

    def who(line: Line) -> str:
        return line[0].edited.who if line[0].edited else ""

    def day(line: Line) -> str:
        return words.show(line[0].edited.day) if line[0].edited and line[0].edited.day else ""

    return [
        text_column(words(_("Id")), lambda line: line[0].key, width=22),
        text_column(words(_("Question")), name, width=46),
        text_column(words(_("Mark of the contributions")), lambda line: line[0].mark, width=20),
        text_column(words(_("Contributions")), contributions, width=14),
        text_column(words(_("State")), state, width=14),
        text_column(words(_("Edited by")), who, width=26),
        text_column(words(_("Day")), day, width=12),
        text_column(words(_("Edited text")), lambda line: line[1], width=110),
    ]


def _lines(question: EditableAnswer) -> Iterator[Line]:
    if question.edited is None:
        yield question, ""
    else:
        yield from ((question, paragraph.text) for paragraph in question.edited.text.paragraphs)
