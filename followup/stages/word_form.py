"""A unit's questions as a Word form: for answers that are easier to write there than in a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from followup.files.docx_form import Asked
from followup.form.cells.prose import Prose
from followup.form.columns import Role
from followup.form.form import Form, FormTable
from followup.form.rows import Row
from followup.form.shapes.layout import MARK
from followup.locale import Message, Words, _
from followup.plan.model import Plan

INSTRUCTIONS = (
    _("Write or paste in the grey fields, nowhere else. A paragraph is read as a paragraph."),
    _("Do not take fields away, and accept tracked changes before you send the document back. No patient data."),
    _("This document holds only the questions. If you were also sent a workbook with more, answer everything there."),
)


def asked_in_words(form: Form, plan: Plan) -> list[Asked]:
    """Every answer in words of a form, in order; none where it has no such question.

    A table that asks for something else too is left to the workbook: half of its row could be answered here.
    """
    return [each for table in form.tables if _only_words(table) for each in _of_table(table, plan.words)]


def _only_words(table: FormTable) -> bool:
    asked = [(row, column) for row in table.rows for column in table.columns if column.role is not Role.LABEL]
    return all(isinstance(row.type_of(column), Prose) for row, column in asked if table.asked(row, column))


def _of_table(table: FormTable, words: Words) -> Iterator[Asked]:
    heading = words(table.section.title)
    for row in table.rows:
        for column in table.columns:
            if table.asked(row, column) and isinstance(row.type_of(column), Prose):
                tag = f"{MARK}{table.section.key}|{row.key}|{column.key}"
                yield Asked(heading, _lines(table, row, words), tag, f"{words(table.sheet)} · {words(column.title)}")


def _lines(table: FormTable, row: Row, words: Words) -> tuple[str, ...]:
    """What the row is, a line a label with its title."""
    lines = []
    for column in table.columns:
        value = row.cells.get(column.key)
        if column.role is Role.LABEL and value is not None:
            text = words(value) if isinstance(value, Message) else row.type_of(column).show(value, words)
            lines.append(f"{words(column.title)}: {text}")
    return tuple(lines)
