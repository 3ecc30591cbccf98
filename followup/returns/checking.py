"""What is to be said of answers that could be read: each section's checks, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.answers.answers import NO_ANSWERS, AnsweredTable
from followup.form.cells.base import shown
from followup.form.checking.answered import asked_columns, says_nothing
from followup.form.checking.explained import explaining_column, if_right_say_why
from followup.form.checking.firing import remarks_by_row
from followup.form.columns import Role
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.frame import Frame
from followup.form.history.reported_figures import reported_otherwise
from followup.form.row_view import RowView
from followup.form.rows import FilledRow
from followup.form.texts.personal_number import masked
from followup.form.traits import ReportsAgain
from followup.form.values import Value
from followup.locale import _, literal
from followup.returns.model import Submission
from followup.rulebook.answers import NOT_ANSWERED
from followup.rulebook.problem import Remark, Severity
from followup.rules.answering import breakdown_is_half, reason_is_only_a_sign
from followup.rules.last_round import unchanged_since_last_round


def check(submission: Submission, frame: Frame) -> list[Finding]:
    """The findings of every check on every row, without those that only echo a cell already refused."""
    return list(_findings(submission, frame))


def _findings(submission: Submission, frame: Frame) -> Iterator[Finding]:
    for table in submission.form.tables:
        answered = submission.tables.get(table.section.key, NO_ANSWERS)
        signs, last = _holds_signs(table, answered), submission.form.last.of_section(table.section.key)
        reported = submission.form.reported if table.section.has(ReportsAgain) else {}
        fired = remarks_by_row(table, answered, frame) if table.section.conditions else {}
        for at, filled in enumerate(answered):
            if filled.is_lost:
                continue  # the row is lost, and that has been reported
            remarks = [
                *fired.get(at, ()),
                *(remark for check in table.section.checks for remark in check(filled, frame)),
            ]
            remarks += _unanswered(filled, table, remarks, signs)
            remarks += unchanged_since_last_round(filled, table, last, submission.form.last.round) if last else ()
            remarks += reported_otherwise(filled, table, reported, frame.words) if reported else ()
            if remarks:
                yield from _of_row([remark for remark in remarks if remark.column not in filled.refused], filled, table)


def _holds_signs(table: FormTable, answered: AnsweredTable) -> bool:
    """Whether some row is answered by a sign alone: asked once a table, column by column, for most have none."""
    columns = [column.key for column in table.columns if column.role is Role.INPUT]
    return any(
        any(says_nothing(value) for value in values if value is not None and not isinstance(value, Decimal))
        for values in (_column(answered, key) for key in columns)
    )


def _column(answered: AnsweredTable, key: str) -> Sequence[Value]:
    """The values of a column, row by row; as the plan has them where the sheet has no such column."""
    values = answered.values.get(key)
    return [row.cells.get(key) for row in answered.rows] if values is None else values


def _unanswered(filled: FilledRow, table: FormTable, remarks: Sequence[Remark], signs: bool) -> list[Remark]:
    """What is answered by a sign alone, where the table holds ``signs``, or by half.

    Not by half where a check of the section tells of the same cell.
    """
    asked = asked_columns(table, filled.row)
    half = list(breakdown_is_half(filled, asked))
    if half:
        reported = {remark.column for remark in remarks if remark.problem.rule == NOT_ANSWERED.id}
        half = [remark for remark in half if remark.column not in reported]
    return [*(reason_is_only_a_sign(filled, asked) if signs else ()), *half]


def _of_row(remarks: Sequence[Remark], filled: FilledRow, table: FormTable) -> Iterator[Finding]:
    """A row's remarks; a warning that the row's own comment explains is carried on as acknowledged.

    A comment that is itself remarked on explains nothing.
    """
    explains = table.section.explained_by
    open_to_comment = explains in filled.answer_columns and explaining_column(table, filled.row) is not None
    sound = all(remark.column != explains for remark in remarks)
    for remark in remarks:
        finding = _finding(remark, filled)
        if finding.severity is Severity.WARNING and open_to_comment and remark.column != explains:
            comment = filled.text(explains) if sound else ""
            finding = _acknowledged_by_figure(finding, comment) if remark.named else _acknowledged(finding, comment)
        yield finding


def _finding(remark: Remark, filled: RowView) -> Finding:
    return Finding.of(filled.place(remark.column), remark.problem, remark.raw)


def _acknowledged_by_figure(finding: Finding, comment: str) -> Finding:
    """As ``_acknowledged``, where the comment names what was found; else a warning that says to name it there."""
    figure = "".join(finding.raw.split()).removesuffix("%")
    if figure in "".join(comment.split()):
        return _acknowledged(finding, comment)
    advice = _("{advice} If it is right as it stands, write {figure} and why in the comment on the same row.")
    return replace(finding, advice=advice.filled(advice=finding.advice, figure=literal(finding.raw)))


def _acknowledged(finding: Finding, comment: str) -> Finding:
    """With a comment a note that quotes it; without one a warning that says that a comment would settle it."""
    if not comment:
        return replace(finding, advice=if_right_say_why(finding.rule, finding.advice))
    advice = _(
        "{advice} The unit explains: “{comment}”", advice=finding.advice, comment=literal(masked(shown(comment)))
    )
    return replace(finding, severity=Severity.INFO, advice=advice)
