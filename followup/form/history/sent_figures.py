"""What a template showed of earlier figures when it was sent: a record that was corrected since says others.

Nobody has typed a figure that stands as it was sent, so nothing is told of it, and the form's of today counts. That is
of figures from records: one that the plan has itself and had otherwise is told, as all that the plan has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from followup.files.book import Sheet
from followup.files.received import Raw, ReceivedBook
from followup.form.answers.answers import AnsweredTable
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.answers.completing import complete
from followup.form.columns import Column, Role
from followup.form.form import IDENTITY_SHEET, Form, FormTable
from followup.form.history.last_answers import sent_texts
from followup.form.history.reported_figures import sent_reported
from followup.form.rows import Row
from followup.form.section import EarlierFigures
from followup.form.shapes.prefilled import SAME
from followup.form.traits import EarlierValues
from followup.form.values import Value

TITLES = ("section", "row", "column", "sent")
FIRST_COLUMN = 3
"""Beside the texts that stand outside the tables."""

SentFigures = Mapping[tuple[str, str, str], Decimal | str]
"""What stood in a cell, by section, row and column."""


def put_sent_figures(hidden: Sheet, form: Form) -> None:
    """List the earlier figures of a form on its hidden sheet, under titles, so that none is told apart from no list;
    those that stand in cells to answer in; and digests of the words of last round that it shows.
    """
    figures = [*_figures_of(form), *sent_reported(form.reported), *sent_texts(form)]
    lines = [TITLES, *((*key, value) for key, value in figures)] if figures or _tables(form) else []
    for at, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=FIRST_COLUMN):
            hidden.put(at, column, value, "key")


def sent_figures(book: ReceivedBook) -> SentFigures | None:
    """What a template that came back was sent with; None where it does not say, as one of version 0.1."""
    sheet = book.sheet(IDENTITY_SHEET)
    if sheet is None or sheet.visible or _line(sheet.cells, 1) != list(TITLES):
        return None
    figures: dict[tuple[str, str, str], Decimal | str] = {}
    at = 2
    while None not in (line := _line(sheet.cells, at)):
        section, row, column, value = line
        figures[str(section), str(row), str(column)] = value if isinstance(value, Decimal) else str(value)
        at += 1
    return figures


def as_sent(table: FormTable, sent: SentFigures | None) -> FormTable:
    """A table with the earlier figures that it was sent with; the same one where they are those of today."""
    columns = _shown_columns(table)
    if sent is None or not columns:
        return table
    rows = tuple(_row_as_sent(table.section.key, row, columns, sent) for row in table.rows)
    return (
        table if all(one is other for one, other in zip(rows, table.rows, strict=True)) else replace(table, rows=rows)
    )


def as_known_now(read: AnsweredTable, table: FormTable) -> AnsweredTable:
    """A table that was read as it was sent, with what the form says today: it is worked out anew."""
    plans_own = {column.key for column in table.columns if column.role in (Role.LABEL, Role.EARLIER)}
    rows = table.rows_of(read.answers.keys)
    values = {
        key: [row.cells[key] if row.is_of_plan(key) else value for row, value in zip(rows, column, strict=True)]
        for key, column in read.answers.values.items()
        if key not in plans_own
    }
    answers = replace(read.answers, values=values, coverages={})
    builder = AnswersBuilder.of(AnsweredTable(rows, answers))
    complete(builder.rows, table.columns, builder.values, builder.coverages)
    return builder.build()


def _tables(form: Form) -> list[tuple[FormTable, list[Column]]]:
    return [(table, columns) for table in form.tables if (columns := _shown_columns(table))]


def _shown_columns(table: FormTable) -> list[Column]:
    """The columns that show what earlier rounds reported."""
    if table.section.has(EarlierValues):
        return [column for column in table.columns if column.role is Role.EARLIER]
    earlier = table.section.trait(EarlierFigures)
    return [] if earlier is None else [column for column in table.columns if column.base in earlier.shown]


def _figures_of(form: Form) -> Iterator[tuple[tuple[str, str, str], Decimal | str]]:
    for table, columns in _tables(form):
        for row in table.rows:
            for column in columns:
                if (value := _figure(row, column)) is not None:
                    yield (table.section.key, row.key, column.key), value


def _figure(row: Row, column: Column) -> Decimal | str | None:
    """What the plan or an earlier round says; a sum says nothing of its own."""
    value = None if row.sums else row.cells.get(column.key)
    return value if isinstance(value, Decimal) or (isinstance(value, str) and value) else None


def _row_as_sent(section: str, row: Row, columns: list[Column], sent: SentFigures) -> Row:
    if row.sums:
        return row
    figures: dict[str, Value] = {}
    for column in columns:
        now, then = row.cells.get(column.key), sent.get((section, row.key, column.key))
        if column.key in row.recorded and not _are_same(now, then):
            figures[column.key] = then
    return replace(row, cells={**row.cells, **figures}) if figures else row


def _are_same(now: Value, then: Decimal | str | None) -> bool:
    if isinstance(now, Decimal) and isinstance(then, Decimal):
        return abs(now - then) <= SAME
    return (now or None) == (then or None)


def _line(cells: Mapping[tuple[int, int], Raw], at: int) -> list[Raw | None]:
    return [cells.get((at, column)) for column in range(FIRST_COLUMN, FIRST_COLUMN + len(TITLES))]
