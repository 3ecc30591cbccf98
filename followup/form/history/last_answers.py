"""What a unit wrote on the same rows last round, shown beside the cells for its new answers: columns of templates alone.

No form and no answer knows of them. A template lists digests of what it was sent with on its hidden sheet; what stands
there still is passed by when it comes back, and what somebody has written there is noticed as anywhere else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.prose import Prose
from followup.form.cells.text import Text
from followup.form.columns import LAST, Column, Role
from followup.form.form import Form, FormTable
from followup.form.layout.layout import MARK
from followup.form.rows import Row
from followup.form.traits import ShowsLastAnswers
from followup.form.values import as_prose
from followup.locale import _, literal

DIGITS = 12
"""Hexadecimal digits of a digest: enough to tell the texts of one cell apart."""

Cell = tuple[int, int]
SentTexts = Mapping[tuple[str, str, str], str]
"""Digests of the paragraphs that a cell was sent with, apart by spaces; by section, row and column."""


def with_last_answers(form: Form, role: Role = Role.EARLIER) -> Form:
    """The form with a column of last round's words before each answer that has some; the same one where there are none.

    A Word form has them as labels (``role``): they belong to the question there.
    """
    if not form.last.texts:
        return form
    return replace(form, tables=tuple(_with_columns(table, form, role) for table in form.tables))


def _with_columns(table: FormTable, form: Form, role: Role) -> FormTable:
    shown = table.section.trait(ShowsLastAnswers)
    texts = form.last.of_section(table.section.key)
    if shown is None or table.is_listing:
        return table
    rows = {row.key for row in table.rows}
    answered = {column for row, column in texts if row in rows and column in shown.columns}
    columns = [
        one
        for column in table.columns
        for one in ([_column_before(column, form.last.round, role)] if column.key in answered else []) + [column]
    ]
    return replace(table, columns=tuple(columns), rows=tuple(_with_texts(row, table, texts) for row in table.rows))


def _column_before(column: Column, round_: str, role: Role) -> Column:
    title = _("{title}, {round}", title=column.title, round=literal(round_))
    kind = Prose() if isinstance(column.type, Prose) else Text()
    return Column(LAST + column.key, title, kind, role, width=column.width, base=LAST + column.key)


def _with_texts(row: Row, table: FormTable, texts: Mapping[tuple[str, str], str]) -> Row:
    prose = {column.key for column in table.columns if isinstance(column.type, Prose)}
    cells = {
        LAST + column: as_prose(text) if column in prose else text
        for (key, column), text in texts.items()
        if key == row.key
    }
    return replace(row, cells={**row.cells, **cells}) if cells else row


def sent_texts(form: Form) -> Iterator[tuple[tuple[str, str, str], str]]:
    """What a template is sent with, for its hidden sheet."""
    for table in form.tables:
        shown = table.section.trait(ShowsLastAnswers)
        for (row, column), text in form.last.of_section(table.section.key).items():
            if shown is not None and column in shown.columns:
                yield (table.section.key, row, LAST + column), " ".join(_digests(text))


def without_last_answers(book: ReceivedBook, sent: Mapping[tuple[str, str, str], object] | None) -> ReceivedBook:
    """The workbook without what it was sent with in these columns, where it says what that was."""
    if not sent:
        return book
    return replace(book, sheets=[_without_sent(sheet, sent) for sheet in book.sheets])


def _without_sent(sheet: ReceivedSheet, sent: Mapping[tuple[str, str, str], object]) -> ReceivedSheet:
    own_cells = set(_sent_cells(sheet.cells, sent))
    if not own_cells:
        return sheet
    return replace(sheet, cells={place: raw for place, raw in sheet.cells.items() if place not in own_cells})


def _sent_cells(cells: Mapping[Cell, Raw], sent: Mapping[tuple[str, str, str], object]) -> Iterator[Cell]:
    """The keys and titles of the columns, and the texts that stand as they were sent."""
    marks = {place: raw for place, raw in cells.items() if isinstance(raw, str) and raw.startswith((MARK, LAST))}
    if not any(raw.startswith(LAST) for raw in marks.values()):
        return
    tops = sorted((place, raw.removeprefix(MARK)) for place, raw in marks.items() if raw.startswith(MARK))
    last_row = max(row for row, _at in cells)
    for number, ((top, key_column), section) in enumerate(tops):
        end = next((row for (row, at), _key in tops[number + 1 :] if at == key_column), last_row + 1)
        columns = {at: raw for (row, at), raw in marks.items() if row == top and raw.startswith(LAST)}
        yield from ((row, at) for at in columns for row in (top, top + 1))
        row_key = ""
        for row in range(top + 2, end) if columns else ():
            key = cells.get((row, key_column))
            row_key = key if isinstance(key, str) and key else row_key
            for at, column in columns.items():
                raw, digests = cells.get((row, at)), str(sent.get((section, row_key, column), ""))
                if isinstance(raw, str) and set(_digests(raw)) <= set(digests.split()):
                    yield row, at


def _digests(text: str) -> Sequence[str]:
    """One for each line that says something, each once: a cell holds a limited number of them."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    digests = (hashlib.sha256(line.encode("utf-8")).hexdigest()[:DIGITS] for line in lines if line)
    return list(dict.fromkeys(digests))
