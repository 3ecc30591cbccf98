"""Answers without those that are to be corrected: a figure that cannot be right is in no sum and is judged nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from followup.form.answers.answers import AnsweredTable
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.answers.completing import complete
from followup.form.cells.prose import Prose
from followup.form.cells.text import Text
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.returns.model import Submission
from followup.returns.taken_figures import with_taken_figures
from followup.rulebook.problem import Severity

IN_WORDS = (Text, Prose)
"""Answers that nothing is reckoned with: they are read as they were written, whatever is to be corrected in them."""


class _Spot(NamedTuple):
    """A cell of a file."""

    file: str
    sheet: str
    row: int
    column: int


def without_uncorrected(submission: Submission, findings: Iterable[Finding]) -> Submission:
    """The same answers, in which those with an error that nobody has accepted are refused.

    What could not be read is refused when it is read; this is of what could be read and cannot be right: a part that is
    more than its whole. It is known last, for a decision may accept it.
    """
    spots = {
        _Spot(place.file, place.sheet, place.row, place.column)
        for finding in findings
        if finding.severity is Severity.ERROR and (place := finding.place).cell
    }
    tables, refused = dict(submission.tables), 0
    for table in submission.form.tables if spots else ():
        answered = tables.get(table.section.key)
        cells = list(_kept_answers(table, answered, spots)) if answered is not None else []
        if answered is not None and cells:
            tables[table.section.key] = _refuse(table, answered, cells)
            refused += len(set(cells))
    if not refused:
        return submission
    tables, _typed_over = with_taken_figures(tables)
    returned = submission.returned
    answers = {key: table.answers for key, table in tables.items()}
    left = replace(
        returned,
        tables={**returned.tables, **answers},
        read=returned.read - refused,
        refused=returned.refused + refused,
    )
    return replace(submission, returned=left)


def _kept_answers(table: FormTable, answered: AnsweredTable, spots: Collection[_Spot]) -> Iterator[tuple[int, str]]:
    """The answers that stood in one of these cells and were taken over: the number of the row, and the column."""
    rows = {(spot.file, spot.sheet, spot.row) for spot in spots}
    for at, filled in enumerate(answered):
        file, _unit, sheet = filled.origin
        if not any((file, sheet, line) in rows for line in filled.lines):
            continue
        for column in table.columns:
            if filled[column.key] is None or not table.asks(filled.row, column) or not filled.has_cell(column.key):
                continue
            stands = _Spot(file, sheet, *filled.cells[column.key])
            if stands in spots and not isinstance(filled.row.type_of(column), IN_WORDS):
                yield at, column.key


def _refuse(table: FormTable, answered: AnsweredTable, cells: Iterable[tuple[int, str]]) -> AnsweredTable:
    """The table with these answers refused; what is worked out of them is worked out once more."""
    builder = AnswersBuilder.of(answered)
    for at, column in cells:
        builder.refuse(at, column)
        builder.column(column)[at] = None
    complete(builder.rows, table.columns, builder.values, builder.coverages)
    return builder.build()
