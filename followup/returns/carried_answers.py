"""Answers of a form that was filled in earlier, to stand in a new one: by the keys of rows and columns, never by address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from followup.form.answers.answers import NO_ANSWERS
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.layout.layout import PrefilledAnswers
from followup.form.rows import FilledRow
from followup.form.traits import OnFirstSheet
from followup.form.values import Missing, PartFigures, RoughFigure, Value
from followup.locale import Message
from followup.returns.model import Submission
from followup.returns.older_plan import SINCE
from followup.rulebook.problem import Severity
from followup.rulebook.received.identity import OF_AN_OLDER_PLAN

OF_THE_NEW_FORM = OF_AN_OLDER_PLAN | SINCE.keys()
"""What reading says of rows and columns that the older form never had: nothing was answered there."""


@dataclass(frozen=True)
class CarriedAnswers:
    """Answers for a unit's new form, by section, row and column, and how many there are.

    ``left_out`` are the findings of what was answered and cannot stand there. ``round`` is that of the older form;
    ``figures`` and ``signed`` say of another round's in which sections its figures were left behind, how many of each,
    and whether it was signed.
    """

    unit: str
    round: str
    answers: PrefilledAnswers
    count: int
    left_out: tuple[Finding, ...] = ()
    figures: Mapping[str, tuple[Message, int]] = field(default_factory=dict)
    signed: bool = False


def carried_answers(submission: Submission, findings: Sequence[Finding], round_: str) -> CarriedAnswers:
    """What a form that was read by the new one's rows and columns has for it; ``findings`` are those of that reading.

    Of another round than ``round_`` only words are taken: its figures are of another period, and its signature is of
    other answers.
    """
    of_another_round = submission.identity.round != round_
    answers: dict[str, dict[str, dict[str, Value]]] = {}
    figures: dict[str, tuple[Message, int]] = {}
    signed, count = False, 0
    for table in submission.form.tables:
        key = table.section.key
        rows, of_period = answers.setdefault(key, {}), 0
        for at, filled in enumerate(submission.tables.get(key, NO_ANSWERS)):
            values = {column.key: value for column, value in _answered(filled, table)}
            if of_another_round and table.section.has(OnFirstSheet):
                signed, values = signed or bool(values), {}
            elif of_another_round:
                words = {column: value for column, value in values.items() if not _is_of_period(table, column, value)}
                of_period += len(values) - len(words)
                values = words
            if values:
                rows[f"{at}" if table.is_listing else filled.row.key] = values
                count += len(values)
        if of_period:
            figures[key] = (table.section.title, of_period)
    left_out = tuple(finding for finding in findings if _is_of_an_answer(finding))
    return CarriedAnswers(submission.unit.id, submission.identity.round, answers, count, left_out, figures, signed)


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
