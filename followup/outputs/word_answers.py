"""Answers in words in a Word document: under their headings, edited or as they were given, and beside other sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from followup.documents.declared import Answers, Contributions
from followup.form.values import Value, Written
from followup.locale import _, literal
from followup.outputs.showing import row_label
from followup.outputs.word_writing import Writing
from followup.stages.region import RegionTable, UnitRow


def answers(doc: Writing, block: Answers) -> None:
    """Each question under its heading, then the edited text, or what each unit has written; gaps are named."""
    table = next((table for table in doc.result.tables if table.section.key == block.section), None)
    asked = [] if table is None else [rows for rows in _by_question(table) if _wanted(table, block, rows)]
    if not asked:
        return
    if block.order:
        asked.sort(key=lambda rows: _number(rows[0], block.order))
    doc.turn(False)
    if block.title is not None:
        doc.file.heading(doc.words(block.title), 1)
    above = ("", "")
    for rows in asked:
        above = _headings(doc, block, rows[0].filled.row.about, rows[0].filled.row.key, above)
        _answer(doc, block.column, rows)


def _number(row: UnitRow, field: str) -> Decimal:
    number = row.filled.row.about.get(field)
    return number if isinstance(number, Decimal) else Decimal("Infinity")


def _by_question(table: RegionTable) -> list[list[UnitRow]]:
    return [[row for row in table.rows if row.filled.row.key == key] for key in table.keys]


def _wanted(table: RegionTable, block: Answers, rows: Sequence[UnitRow]) -> bool:
    """Texts beside another section stand there."""
    about, beside = rows[0].filled.row.about, table.section.accompanies
    stands_there = beside is not None and about.get(beside.kind) in (beside.before, beside.after)
    return not stands_there and (block.where is None or block.where(about))


def _headings(
    doc: Writing, block: Answers, about: Mapping[str, Value], key: str, above: tuple[str, str]
) -> tuple[str, str]:
    """The headings that are new, and the question: as the lowest heading where it has no other, or is short."""
    level = 2 if block.title else 1
    heading, under = (str(about.get(field) or "") for field in (block.heading, block.subheading))
    if heading and heading != above[0]:
        doc.file.heading(heading, level)
    if under and (heading, under) != above:
        doc.file.heading(under, level + 1)
    question = str(about.get(block.question) or key)
    if (heading or under) and not block.short:
        doc.file.paragraph(question, "Followup Sentence")
    else:
        doc.file.heading(question, min(level + (2 if under else 1), 3))
    return heading, under


def _answer(doc: Writing, column: str, rows: Sequence[UnitRow]) -> None:
    about = rows[0].filled.row.about
    notes = about.get("footnotes")
    known = (
        [doc.frame.footnotes[key] for key in notes if key in doc.frame.footnotes] if isinstance(notes, tuple) else []
    )
    question = doc.result.questions.get(rows[0].filled.row.key)
    if question is not None and question.edited is not None and doc.unit is None:
        write_text(doc, question.edited.text, known)
    else:
        _contributions(doc, column, rows, known)


def _contributions(doc: Writing, column: str, rows: Sequence[UnitRow], notes: Sequence[str] = ()) -> None:
    """What each unit has written, with its name; then who has not. The last of it refers to the question's footnotes."""
    given = [(row, value) for row in rows if isinstance(value := row.filled[column], Written)]
    for row, value in given:
        if doc.unit is None:
            doc.file.paragraph(row.unit.name if row.unit else "", "Followup Contributor")
        write_text(doc, value, notes if row is given[-1][0] else ())
    absent = tuple(row.unit.name for row in rows if row.unit and not isinstance(row.filled[column], Written))
    if absent:
        doc.file.paragraph(
            doc.words(_("No answer from: {units}.", units=absent)), "Followup Note", notes=() if given else notes
        )


def write_text(doc: Writing, text: Written, notes: Sequence[str] = ()) -> None:
    """The paragraphs of a text with their own footnotes; the last one refers to ``notes`` too."""
    for number, paragraph in enumerate(text.paragraphs, start=1):
        more = notes if number == len(text.paragraphs) else ()
        doc.file.paragraph(paragraph.text, link=paragraph.link, notes=(*paragraph.notes, *more))


def texts_beside(doc: Writing, table: RegionTable, after: bool) -> None:
    """The introductions before a section's tables, or the analyses ``after`` them, from each unit that wrote one."""
    titles = {doc.words(title).casefold() for title in (table.section.title, table.section.sheet) if title is not None}
    for other in doc.result.tables:
        beside = other.section.accompanies
        if beside is None:
            continue
        kind = beside.after if after else beside.before
        for rows in _by_question(other):
            about = rows[0].filled.row.about
            if about.get(beside.kind) == kind and str(about.get(beside.section) or "").casefold() in titles:
                given = [row for row in rows if row.filled[beside.column] is not None]
                if given:
                    _answer(doc, beside.column, given)


def contributions(doc: Writing, block: Contributions) -> None:
    """What the units wrote on each question whose text was edited, whole, and who edited it."""
    edited = [question for question in doc.result.questions.values() if question.edited is not None]
    if not edited:
        return
    doc.turn(False)
    doc.file.heading(doc.words(block.title), 1)
    for question in edited:
        edit = question.edited
        assert edit is not None
        about = question.rows[0].filled.row.about
        doc.file.heading(str(about.get(block.question) or row_label(question.rows[0])), 2)
        if edit.who:
            told = _("The text in the document was edited by {who}.", who=literal(edit.who))
            if edit.day:
                told = _("The text in the document was edited by {who}, {day}.", who=literal(edit.who), day=edit.day)
            doc.file.paragraph(doc.words(told), "Followup Note")
        _contributions(doc, question.column, question.rows)
