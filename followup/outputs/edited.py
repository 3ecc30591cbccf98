"""Edited texts in the regional workbook: beside each question the mark of its contributions."""

from __future__ import annotations

from collections.abc import Iterator

from followup.files.book import Block, Book, Cell, Link, TableColumn, Value
from followup.files.names import sheet_name
from followup.form.values import Written
from followup.locale import _
from followup.report.formatting import row_label
from followup.stages.consolidating import Region
from followup.stages.editing import Question

WIDTHS = (22, 46, 20, 14, 14, 26, 12, 110)
Line = list[Value | Link | Cell]


def put_edited(book: Book, result: Region) -> None:
    """One row a question without an edited text, else one a paragraph of it; no sheet where nothing may be edited."""
    lines = [line for question in result.questions.values() for line in _lines(question, result)]
    if not lines:
        return
    words = result.frame.words
    sheet = book.sheet(sheet_name(words(_("Edited text")), {each.name for each in book.sheets}))
    sheet.put(0, 0, words(_("Edited text")), "title")
    told = _("Edit in decisions.xlsx, sheet Edited text, and copy the mark there. A merge never changes your text.")
    sheet.put(1, 0, words(told), "instruction", wrap=False)
    titles = (
        *(_("Id"), _("Question"), _("Mark of the contributions"), _("Contributions"), _("State"), _("Edited by")),
        *(_("Day"), _("Edited text")),
    )
    columns = [TableColumn(words(each), "label", width=width) for each, width in zip(titles, WIDTHS, strict=True)]
    sheet.blocks.append(Block("r_edited", 3, 0, columns, lines))
    sheet.freeze = (4, 2)
    sheet.repeat_rows = (3, 3)


def _lines(question: Question, result: Region) -> Iterator[Line]:
    words, edit = result.frame.words, question.edited
    given = sum(isinstance(row.filled[question.column], Written) for row in question.rows)
    about = question.rows[0].filled.row.about
    name = str(about.get("question") or row_label(question.rows[0]))
    known: Line = [question.key, name, question.mark, given]
    if edit is None:
        yield [*known, words(_("not edited")), None, None, None]
        return
    state = words(_("contributions changed")) if question.is_stale else words(_("edited"))
    day = words.show(edit.day) if edit.day else None
    for paragraph in edit.text.paragraphs:
        yield [*known, state, edit.who or None, day, paragraph.text]
