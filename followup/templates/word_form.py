"""A unit's questions as a Word form: for answers that are easier to write there than in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from itertools import count

from followup.files.names import sheet_name
from followup.files.word_form.docx_control import PLACEHOLDERS, Field, tag_of, title_of
from followup.files.word_form.docx_form import FormQuestion, FormQuestionTable, RowName
from followup.form.cells.base import CellType
from followup.form.cells.prose import Prose
from followup.form.cells.text import Text
from followup.form.columns import Column, Role
from followup.form.form import Form, FormTable
from followup.form.frame import Frame
from followup.form.history.last_answers import with_last_answers
from followup.form.layout.layout import MARK
from followup.form.rows import Row
from followup.form.traits import OnFirstSheet
from followup.frozen import growing
from followup.locale import Message, Words, _, literal

INSTRUCTIONS = (
    _("Write or paste in the grey fields, nowhere else. A paragraph is read as a paragraph."),
    _(
        "Use Word. Do not take fields away, and accept tracked changes before you send the document back. No patient data."
    ),
)
MOST_OF_A_LABEL = 20
MOST_ROWS, MOST_COLUMNS = 20, 5
"""The largest table that is answered on paper without getting lost, its columns to be filled in."""

ROW_BY_ROW = (Role.EARLIER, Role.COMPUTED)
"""Columns of a table that counts: its earlier figures and its formulas belong in a workbook."""


@growing
class WordForm:
    """What a unit is asked in Word, in order; ``omitted`` are the titles of the tables that only its workbook has."""

    parts: list[FormQuestion | FormQuestionTable] = field(default_factory=list)
    omitted: list[Message] = field(default_factory=list)

    def texts(self, words: Words, deadline: date | None = None, contact: str = "") -> list[str]:
        """What stands before the questions: until when, how to answer, what cannot be answered here, and who is asked."""
        last = _("All that is asked for stands here. Send this document or the workbook, not both.")
        if self.omitted:
            last = _(
                "Some of what is asked for stands only in the workbook: {tables}. If you answer that too, answer everything "
                "there, and send the workbook instead of this document.",
                tables=tuple(dict.fromkeys(self.omitted)),
            )
        first = [_("The last day to answer is {day}.", day=literal(deadline.isoformat()))] if deadline else []
        who = [_("Questions are answered by {contact}.", contact=literal(contact))] if contact else []
        return [words(message) for message in (*first, *INSTRUCTIONS, last, *who)]


def word_form(form: Form, frame: Frame) -> WordForm | None:
    """A form's questions for Word; None where it asks for no answer in words, and something else in other tables.

    A table is carried whole or not at all: half of its row could else be answered here.
    """
    form = with_last_answers(form, Role.LABEL)
    carried = [table for table in form.tables if is_carried(table)]
    document = WordForm(omitted=[table.section.title for table in form.tables if table not in carried])
    content = [table for table in carried if not table.section.has(OnFirstSheet)]
    if not content or (document.omitted and not any(_has_prose(table) for table in content)):
        return None
    numbers = count(1)
    for table in sorted(carried, key=lambda table: table.section.has(OnFirstSheet)):
        document.parts += (
            _questions(table, frame.words, numbers) if table.lines else [_table(table, frame.words, numbers)]
        )
    return document


def is_carried(table: FormTable) -> bool:
    """Whether a table fits a Word form: rows that the plan fixes, few enough, and nothing that is worked out."""
    asked = [column for column in table.columns if column.role is Role.INPUT and table.is_asked(column)]
    counts = any(column.role in ROW_BY_ROW for column in table.columns)
    fits = len(table.rows) <= MOST_ROWS and len(asked) <= MOST_COLUMNS
    return bool(asked) and not table.is_listing and not counts and (fits or _only_prose(table))


def _only_prose(table: FormTable) -> bool:
    """Questions in words stand below each other, however many they are."""
    return all(isinstance(row.type_of(column), Prose) for row, column in _asked(table))


def _has_prose(table: FormTable) -> bool:
    return any(isinstance(row.type_of(column), Prose) for row, column in _asked(table))


def _asked(table: FormTable) -> Iterator[tuple[Row, Column]]:
    return ((row, column) for row in table.rows for column in table.columns if table.asks(row, column))


def _questions(table: FormTable, words: Words, numbers: Iterator[int]) -> Iterator[FormQuestion]:
    """A question a row: what it is, then its fields."""
    for row in table.rows:
        columns = [column for column in table.columns if table.asks(row, column)]
        name = words(_("Question {n}", n=next(numbers)))
        fields = tuple((words(column.title), _field(table, row, column, name, words)) for column in columns)
        unasked = None if fields else RowName("–", tag_of(MARK + table.section.key, row.key, ""))
        yield FormQuestion(words(table.section.title), name, _lines(table, row, words), fields, unasked)


def _lines(table: FormTable, row: Row, words: Words) -> tuple[str, ...]:
    """What the row is, a line a label with its title, and more where it has several paragraphs."""
    labels = ((column, _label(row, column, words)) for column in table.labels)
    return tuple(line for column, text in labels if text for line in f"{words(column.title)}: {text}".splitlines())


def _label(row: Row, column: Column, words: Words) -> str:
    value = row.cells.get(column.key)
    if value is None:
        return ""
    return words(value) if isinstance(value, Message) else row.type_of(column).show(value, words)


def _table(table: FormTable, words: Words, numbers: Iterator[int]) -> FormQuestionTable:
    """A question a row of a table: its number, its labels, its fields. A row without fields is only named."""
    labels = [column for column in table.labels if any(_label(row, column, words) for row in table.rows)]
    asked = [column for column in table.columns if column.role is Role.INPUT and table.is_asked(column)]
    rows: list[tuple[str | Field | RowName, ...]] = []
    for row in table.rows:
        texts: list[str | RowName] = [_label(row, column, words) for column in labels]
        if not any(table.asks(row, column) for column in asked):
            first = next((at for at, text in enumerate(texts) if text), 0)
            texts[first] = RowName(str(texts[first]), tag_of(MARK + table.section.key, row.key, ""))
            rows.append(("", *texts, *("–" for _column in asked)))
            continue
        number = next(numbers)
        name = words(_("Question {n}", n=number))
        fields = (_field(table, row, column, name, words) if table.asks(row, column) else "–" for column in asked)
        rows.append((str(number), *texts, *fields))
    titles = (words(_("Question")), *(words(column.title) for column in (*labels, *asked)))
    intro = words(table.section.intro) if table.section.intro is not None else ""
    wished = (0.0, *(min(column.width, MOST_OF_A_LABEL) for column in labels), *(2 * column.width for column in asked))
    longest = tuple(_longest_word((title, *(row[at] for row in rows))) for at, title in enumerate(titles))
    return FormQuestionTable(words(table.section.title), intro, titles, tuple(rows), wished, longest)


def _longest_word(cells: Iterable[object]) -> int:
    """How many signs its longest word has, in a column of texts and fields."""
    texts = (cell.text if isinstance(cell, RowName) else cell for cell in cells)
    return max(len(word) for text in texts if isinstance(text, str) for word in (text.split() or [""]))


def _field(table: FormTable, row: Row, column: Column, name: str, words: Words) -> Field:
    """The field of an answer, of the kind that its cell type asks for."""
    cell = row.type_of(column)
    kind, choices = _kind(cell, words)
    tag = tag_of(MARK + table.section.key, row.key, column.key, in_a_row=kind != "prose")
    title = title_of(name, sheet_name(words(table.sheet), ()), words(column.title))
    return Field(tag, title, kind, words(PLACEHOLDERS[kind]), choices)  # type: ignore[arg-type]


def _kind(cell: CellType, words: Words) -> tuple[str, tuple[str, ...]]:
    if isinstance(cell, Prose):
        return "prose", ()
    validation = cell.validation(words)
    if validation is not None and validation.kind == "list":
        return "list", validation.choices
    if validation is not None and validation.kind == "date":
        return "date", ()
    return ("lines" if isinstance(cell, Text) else "text"), ()
