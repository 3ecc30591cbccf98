"""The column in which a controller notes something beside a row, and the key by which the next merge finds that again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from followup.form.rows import label_of
from followup.form.section import Section
from followup.history.notes.model import NotedRow, NoteKey
from followup.history.notes.noted_workbook import TITLE
from followup.locale import _
from followup.region.model import UnitRow
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn

Row = TypeVar("Row")

NOTE_WIDTH, NOTE_KEY_WIDTH = 30, 12
INPUT = "input text"
"""The look of a cell that is there to be written in, as in a template."""


def note_columns(subject: Subject, noted: Callable[[Row], NotedRow]) -> list[ReportColumn[Row]]:
    """The key, folded away, and the note; none in what is published."""
    if subject.region.published or not subject.inbox:
        return []
    notes = subject.region.notes

    def keys(rows: Sequence[Row]) -> Cells:
        of_rows = [noted(row) for row in rows]
        return Cells([NoteKey(subject.frame.round, row.section, row.unit, row.row).text for row in of_rows])

    def texts(rows: Sequence[Row]) -> Cells:
        lines = [notes.of(noted(row)) for row in rows] if notes.standing else [None] * len(rows)
        return Cells([line.note if line is not None else None for line in lines])

    return [
        ReportColumn(subject.words(_("Note key")), keys, width=NOTE_KEY_WIDTH, look="muted", wrap=False, folded=True),
        ReportColumn(
            subject.words(TITLE),
            texts,
            width=NOTE_WIDTH,
            look=INPUT,
            place=lambda row: line.place if (line := notes.of(noted(row))) is not None else None,
        ),
    ]


def noted_row(subject: Subject, section: Section, row: UnitRow) -> NotedRow:
    """The row that a note of a section's row is of."""
    unit, region = row.unit, subject.frame.sender.region
    filled, title = row.filled, subject.words(section.title)
    return NotedRow(
        section.key, unit.id if unit else "", filled.row.key, title, unit.name if unit else region, label_of(filled)
    )
