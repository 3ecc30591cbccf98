"""Notes beside rows that are not there now: their unit or row is gone, or they are of another round."""

from __future__ import annotations

from collections.abc import Iterator

from followup.documents.declared import NotesWithoutRow
from followup.form.terms.period_names import round_name
from followup.history.notes.model import NotedRow, NoteLine
from followup.history.notes.noted_workbook import TITLE
from followup.locale import Words, _
from followup.reports.lists.goal_list import goal_lines, noted_goal
from followup.reports.lists.note_columns import INPUT, noted_row
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, ReportTable, text_column


def notes_without_row(subject: Subject, _block: NotesWithoutRow) -> Iterator[Part]:
    """Nothing where every note has its row, and nothing that is published."""
    lines = [] if subject.region.published else lines_without_row(subject)
    if not lines:
        return
    words = subject.words
    title = words(_("Notes without a row"))
    yield Heading(title, 1)
    message = _(
        "Notes beside rows that are not there now. One comes back to its row when that does; clear the cell to be rid of it."
    )
    yield ReportParagraph(words(message), "note")
    yield ReportTable(title, list(_columns(words)), lines, "v_notes_without_row", fixed=1)


def noted_rows(subject: Subject) -> Iterator[NotedRow]:
    """Every row that has a place for a note."""
    region = subject.region
    yield from (noted_goal(subject, line) for line in goal_lines(region))
    for table in region.tables:
        yield from (noted_row(subject, table.section, row) for row in (*table.rows, *table.struck))


def lines_without_row(subject: Subject) -> list[NoteLine]:
    """What stands of notes, and has no row in the reading views."""
    notes = subject.region.notes
    if not notes.standing:
        return []
    beside_rows = {line.key for row in noted_rows(subject) if (line := notes.of(row)) is not None}
    return [line for line in notes.standing if line.key not in beside_rows]


def _columns(words: Words) -> Iterator[ReportColumn[NoteLine]]:
    yield text_column(words(_("Unit")), lambda line: line.unit_name, width=26)
    yield text_column(words(_("Sheet")), lambda line: line.sheet, width=22)
    yield text_column(words(_("Row")), lambda line: line.label, width=40)
    yield text_column(words(_("Row key")), lambda line: line.row, width=18, look="muted")
    yield text_column(words(_("Round")), lambda line: words(round_name(line.round)), width=18)
    yield text_column(words(_("Written")), lambda line: line.day, width=12)
    yield text_column(words(_("Note key")), lambda line: line.key.text, width=12, look="muted", wrap=False, folded=True)
    yield text_column(words(TITLE), lambda line: line.note, width=46, look=INPUT, place=lambda line: line.place)
