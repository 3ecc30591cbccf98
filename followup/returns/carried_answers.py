"""Answers of a form that was filled in earlier, to stand in a new one: by the keys of rows and columns, never by address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from followup.files.received import ReceivedBook
from followup.form.answers.answers import NO_ANSWERS
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.history.reported_figures import sent_cells, values_in
from followup.form.history.sent_figures import sent_figures
from followup.form.layout.layout import PrefilledAnswers
from followup.form.rows import FilledRow
from followup.form.traits import OnFirstSheet
from followup.form.values import Missing, PartFigures, RoughFigure, Value
from followup.frozen import frozen
from followup.locale import Message, literal
from followup.returns.model import Submission
from followup.returns.older_plan import SINCE
from followup.rulebook.problem import Severity
from followup.rulebook.received.identity import OF_AN_OLDER_PLAN
from followup.rulebook.tables import SAYS_PERIOD

OF_THE_NEW_FORM = OF_AN_OLDER_PLAN | SINCE.keys()
"""What reading says of rows and columns that the older form never had: nothing was answered there."""


@frozen
class CarriedAnswers:
    """Answers for a unit's new form, by section, row and column, and how many there are.

    ``left_out`` are the findings of what was answered and cannot stand there. ``round`` is that of the older form;
    ``figures`` and ``signed`` say of another round's in which sections, or on which sheets, its figures were left behind,
    how many of each, and whether it was signed.
    """

    unit: str
    round: str
    answers: PrefilledAnswers
    count: int
    left_out: tuple[Finding, ...] = ()
    figures: tuple[tuple[Message, int], ...] = ()
    signed: bool = False


def carried_answers(
    book: ReceivedBook, submission: Submission, findings: Sequence[Finding], round_: str
) -> CarriedAnswers:
    """What a form that was read by the new one's rows and columns has for it; ``findings`` are those of that reading.

    Of another round than ``round_`` only words are taken: its figures are of another period, and its signature is of
    other answers.
    """
    of_another_round = submission.identity.round != round_
    answers: dict[str, dict[str, dict[str, Value]]] = {}
    figures: list[tuple[Message, int]] = []
    signed, count, sent = False, 0, dict(sent_cells(submission.form, sent_figures(book)))
    for table in submission.form.tables:
        values_by_row = _answers_of(submission, table)
        if of_another_round and table.section.has(OnFirstSheet):
            signed, values_by_row = signed or bool(values_by_row), {}
        elif of_another_round:
            words_by_row = {key: _words(table, values) for key, values in values_by_row.items()}
            if of_period := _count(values_by_row) - _count(words_by_row):
                figures.append((table.section.title, of_period))
            values_by_row = {key: words for key, words in words_by_row.items() if words}
        count += _count(values_by_row)
        answers[table.section.key] = values_by_row
    if not of_another_round:
        _keep_emptied(answers, submission, sent)
    left_out = [finding for finding in findings if _is_of_an_answer(finding)]
    if of_another_round:
        left_out = [finding for finding in left_out if finding.rule not in SAYS_PERIOD]
        numbers = [finding for finding in left_out if _is_of_number(book, finding)]
        figures += [(literal(sheet), n) for sheet, n in Counter(finding.place.sheet for finding in numbers).items()]
        left_out = [finding for finding in left_out if finding not in numbers]
    unit, round_of_form = submission.unit.id, submission.identity.round
    return CarriedAnswers(unit, round_of_form, answers, count, tuple(left_out), tuple(figures), signed)


def _answers_of(submission: Submission, table: FormTable) -> dict[str, dict[str, Value]]:
    """The answers of a table by row; those of a listing by a number, for two rows of it may be called the same."""
    rows = {
        f"{at}" if table.is_listing else filled.row.key: {
            column.key: value for column, value in _answered(filled, table)
        }
        for at, filled in enumerate(submission.tables.get(table.section.key, NO_ANSWERS))
    }
    return {key: values for key, values in rows.items() if values}


def _keep_emptied(
    answers: dict[str, dict[str, dict[str, Value]]],
    submission: Submission,
    sent: Mapping[tuple[str, str, str], Decimal],
) -> None:
    """A cell that was sent with a figure, and that somebody has emptied, is empty in the new form too."""
    for (section, row, column), value in values_in(submission.tables, sent):
        if value is None:
            answers.setdefault(section, {}).setdefault(row, {})[column] = None


def _words(table: FormTable, values: Mapping[str, Value]) -> dict[str, Value]:
    """The answers of a row that are not of the days that were reported."""
    return {column: value for column, value in values.items() if not _is_of_period(table, column, value)}


def _count(values_by_row: Mapping[str, Mapping[str, Value]]) -> int:
    return sum(map(len, values_by_row.values()))


def _answered(filled: FilledRow, table: FormTable) -> Iterator[tuple[Column, Value]]:
    """The answers of a row, by the new form's columns; in a listing people fill in every one.

    One that the new form does not ask for there goes too, into its grey cell: a merge would read it there as well.
    """
    row = filled.row
    for column in table.columns:
        open_to_answers = table.is_listing or table.asks(row, column) or column.key in row.closed
        if open_to_answers and (value := filled[column.key]) is not None and value != row.cells.get(column.key):
            yield column, value


def _is_of_period(table: FormTable, key: str, value: Value) -> bool:
    """Whether an answer is of the days that were reported: a figure, why there is none, or words instead of one."""
    column = table.column(key)
    base = "" if column is None else column.base
    return isinstance(value, Decimal | Missing | PartFigures | RoughFigure) or base in table.section.measuring.bases


def _is_of_an_answer(finding: Finding) -> bool:
    """Whether a finding of reading tells of something that was filled in."""
    return finding.severity is not Severity.INFO and finding.rule not in OF_THE_NEW_FORM


def _is_of_number(book: ReceivedBook, finding: Finding) -> bool:
    """Whether it tells of a number in a cell, such as that of a month that the new form has no row for."""
    sheet = book.sheet(finding.place.sheet)
    return sheet is not None and isinstance(sheet.cells.get((finding.place.row, finding.place.column)), Decimal)
