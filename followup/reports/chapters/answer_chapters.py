"""Answers in words: under their headings, edited or as they were given, and beside other sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from followup.documents.declared import AnswerBlock, Contributions
from followup.form.traits import TextBeside
from followup.form.values import ProseAnswer, Value
from followup.locale import _, literal
from followup.region.model import RegionTable, UnitRow
from followup.reports.chapters.beginning import begin_block, introduction_to
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.wording.formatting import row_label
from followup.reports.wording.points import paragraphs_of


def answers(subject: Subject, block: AnswerBlock) -> Iterator[Part]:
    """Each question under its heading, then the edited text, or what each unit has written; gaps are named."""
    table = subject.table(block.section)
    questions = [] if table is None else [rows for rows in _by_question(table) if _is_wanted(table, block, rows)]
    if subject.document.final:  # a heading with nothing under it is for those who still write
        questions = [rows for rows in questions if _is_answered(subject, block.column, rows)]
    if not questions:
        return
    if block.order:
        questions.sort(key=lambda rows: _place(rows[0], block))
    yield from begin_block(subject, block)
    above = ("", "")
    for rows in questions:
        about = rows[0].filled.row.plan_record
        yield from _headings(subject, block, about, row_label(rows[0]), above)
        above = _above(block, about)
        yield from _answer(subject, block.column, rows)


def _is_answered(subject: Subject, column: str, rows: Sequence[UnitRow]) -> bool:
    question = subject.region.questions.get(rows[0].filled.row.key)
    edited = question is not None and question.edited is not None
    return edited or any(isinstance(row.filled[column], ProseAnswer) for row in rows)


def _place(row: UnitRow, block: AnswerBlock) -> Decimal:
    """By the number that the block orders questions by; those without one stand last."""
    number = row.filled.row.plan_record.get(block.order)
    if not isinstance(number, Decimal):
        return Decimal("Infinity")
    return -number if block.descending else number


def _by_question(table: RegionTable) -> list[list[UnitRow]]:
    return [[row for row in table.rows if row.filled.row.key == key] for key in table.keys]


def _is_wanted(table: RegionTable, block: AnswerBlock, rows: Sequence[UnitRow]) -> bool:
    """Texts beside another section stand there."""
    about, beside = rows[0].filled.row.plan_record, table.section.trait(TextBeside)
    stands_there = beside is not None and about.get(beside.kind) in (beside.before, beside.after)
    return not stands_there and (block.where is None or block.where(rows[0].filled))


def _above(block: AnswerBlock, about: Mapping[str, Value]) -> tuple[str, str]:
    """The headings that a question stands under; empty where it has none."""
    return str(about.get(block.heading) or ""), str(about.get(block.subheading) or "")


def _headings(
    subject: Subject, block: AnswerBlock, about: Mapping[str, Value], label: str, above: tuple[str, str]
) -> Iterator[Part]:
    """The headings that are new, each with its introduction, and the question: as the lowest heading where it has no other,
    or is short."""
    level = block.level + (1 if block.title else 0)
    heading, under = _above(block, about)
    is_said = block.title is not None and heading == subject.words(block.title.filled(**subject.frame.period.labels))
    if heading and heading != above[0] and not is_said:
        yield Heading(heading, level)
        yield from introduction_to(subject, heading)
    if under and (heading, under) != above:
        yield Heading(under, level + 1)
        yield from introduction_to(subject, under)
    question = str(about.get(block.question) or label)
    if (heading or under) and not block.short:
        yield ReportParagraph(question, "sentence")
    else:
        yield Heading(question, min(level + (2 if under else 1), 3))
        yield from introduction_to(subject, question)


def _answer(subject: Subject, column: str, rows: Sequence[UnitRow]) -> Iterator[Part]:
    """The edited text, or in a unit's document and where there is none what the units have written."""
    keys, footnotes = rows[0].filled.row.plan_record.get("footnotes"), subject.frame.footnotes
    notes = [footnotes[key] for key in keys if key in footnotes] if isinstance(keys, tuple) else []
    question = subject.region.questions.get(rows[0].filled.row.key)
    if question is not None and question.edited is not None and subject.unit is None:
        yield from paragraphs_of(question.edited.text, notes)
    else:
        yield from _as_given(subject, column, rows, notes)


def _as_given(subject: Subject, column: str, rows: Sequence[UnitRow], notes: Sequence[str] = ()) -> Iterator[Part]:
    """What each unit has written, with its name; then who has not. The last of it refers to the question's footnotes."""
    written = [(row, value) for row in rows if isinstance(value := row.filled[column], ProseAnswer)]
    for row, value in written:
        if subject.unit is None and not subject.document.final:
            yield ReportParagraph(row.unit.name if row.unit else "", "contributor")
        yield from paragraphs_of(value, notes if row is written[-1][0] else ())
    absent = tuple(row.unit.name for row in rows if row.unit and not isinstance(row.filled[column], ProseAnswer))
    if absent and not subject.document.final:
        message = _("No answer from: {units}.", units=absent)
        yield ReportParagraph(subject.words(message), "note", notes=() if written else notes)


def texts_beside(subject: Subject, table: RegionTable, after: bool) -> Iterator[Part]:
    """The introductions before a section's tables, or the analyses ``after`` them, from each unit that wrote one."""
    names = (table.section.title, table.section.sheet)
    titles = {subject.words(title).casefold() for title in names if title is not None}
    for other in subject.region.tables:
        beside = other.section.trait(TextBeside)
        if beside is None:
            continue
        kind = beside.after if after else beside.before
        for rows in _by_question(other):
            about = rows[0].filled.row.plan_record
            if about.get(beside.kind) == kind and str(about.get(beside.section) or "").casefold() in titles:
                answered = [row for row in rows if row.filled[beside.column] is not None]
                if answered:
                    yield from _answer(subject, beside.column, answered)


def contributions(subject: Subject, block: Contributions) -> Iterator[Part]:
    """What the units wrote on each question whose text was edited, whole, and who edited it."""
    edited = [
        (question, question.edited) for question in subject.region.questions.values() if question.edited is not None
    ]
    if not edited:
        return
    yield from begin_block(subject, block)
    for question, edit in edited:
        about = question.rows[0].filled.row.plan_record
        yield Heading(str(about.get(block.question) or row_label(question.rows[0])), block.level + 1)
        if edit.who:
            message = _("The text in the document was edited by {who}.", who=literal(edit.who))
            if edit.day:
                message = _("The text in the document was edited by {who}, {day}.", who=literal(edit.who), day=edit.day)
            yield ReportParagraph(subject.words(message), "note")
        yield from _as_given(subject, question.column, question.rows)
