"""What is to be said of answers that could be read: each section's checks, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.answers.answers import LOST, NO_ANSWERS, AnsweredTable
from followup.form.cells.base import shown
from followup.form.checking.answered import asked_columns, says_nothing
from followup.form.checking.explained import explaining_column, if_right_say_why, is_open_to_comment
from followup.form.checking.firing import remarks_by_row
from followup.form.checking.selective import rows_to_check
from followup.form.columns import Role
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.frame import Frame
from followup.form.history.reported_figures import reported_otherwise
from followup.form.row_view import RowView
from followup.form.rows import FilledRow
from followup.form.texts.personal_number import masked
from followup.form.traits import Ratios, ReportsAgain
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
        remarks_of_checks = _remarks_of_checks(table, answered, frame)
        concerned = {*remarks_of_checks, *_rows_half_answered(table, answered)}
        for at in range(len(answered)) if signs or last or reported else sorted(concerned):
            filled = answered[at]
            if filled.is_lost:
                continue  # the row is lost, and that has been reported
            remarks = remarks_of_checks.get(at, [])
            remarks += _unanswered(filled, table, remarks, signs)
            remarks += unchanged_since_last_round(filled, table, last, submission.form.last.round) if last else ()
            remarks += reported_otherwise(filled, table, reported, frame.words) if reported else ()
            if remarks:
                yield from _of_row([remark for remark in remarks if remark.column not in filled.refused], filled, table)


def _remarks_of_checks(table: FormTable, answered: AnsweredTable, frame: Frame) -> dict[int, list[Remark]]:
    """What conditions and checks say, by the number of the row; each goes down the rows that it may concern."""
    remarks = {at: list(fired) for at, fired in remarks_by_row(table, answered, frame).items()}
    lost = {at for at, line in enumerate(answered.answers.lines) if line == LOST}
    for check in table.section.checks:
        for at in rows_to_check(check, answered, frame):
            if at not in lost and (of_row := list(check(answered[at], frame))):
                remarks.setdefault(at, []).extend(of_row)
    return remarks


def _rows_half_answered(table: FormTable, answered: AnsweredTable) -> Iterable[int]:
    """The rows where a breakdown may have been answered by half: rows with a part that is given and one that is not,
    with something refused, or of which shares are answered by what they are made of.
    """
    if table.section.has(Ratios):
        return range(len(answered))
    parts: dict[str, list[Sequence[Value]]] = {}
    for column in table.columns:
        if column.role is Role.INPUT and column.part != "total":
            parts.setdefault(column.base or column.key, []).append(answered.column(column.key))
    return answered.refused.keys() | {
        at
        for columns in parts.values()
        if len(columns) > 1
        for at, values in enumerate(zip(*columns, strict=True))
        if None in values and values.count(None) < len(values)
    }


def _holds_signs(table: FormTable, answered: AnsweredTable) -> bool:
    """Whether some row is answered by a sign alone: asked once a table, column by column, for most have none."""
    columns = [column.key for column in table.columns if column.role is Role.INPUT]
    return any(
        any(says_nothing(value) for value in values if value is not None and not isinstance(value, Decimal))
        for values in map(answered.column, columns)
    )


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

    A comment that is itself remarked on explains nothing, nor does a sign alone.
    """
    explains = table.section.explained_by
    open_to_comment = explains in filled.answer_columns and explaining_column(table, filled.row) is not None
    sound = open_to_comment and all(remark.column != explains for remark in remarks)
    comment = filled.text(explains) if sound and not says_nothing(filled[explains]) else ""
    for remark in remarks:
        finding = _finding(remark, filled)
        column = table.column(remark.column)
        settles = column is None or is_open_to_comment(finding.rule, filled.row, column)
        if finding.severity is Severity.WARNING and open_to_comment and remark.column != explains and settles:
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
