"""What is to be said of answers that could be read: each section's checks, row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from followup.form.answered import asked_of
from followup.form.cells.base import shown
from followup.form.finding import Finding, Remark, Severity
from followup.form.form import FormTable
from followup.form.personal_number import masked
from followup.form.rows import FilledRow
from followup.form.section import Grid
from followup.locale import _, literal
from followup.plan.asked import answers
from followup.plan.model import Plan
from followup.rules.answering import breakdown_is_half, reason_is_only_a_sign
from followup.rules.likely import day_is_far_from_the_round
from followup.stages.reading import Submission
from followup.stages.sub_units import differences


def check(submission: Submission, plan: Plan) -> list[Finding]:
    """The findings of every check on every row, without those that only echo a cell already refused."""
    return list(_findings(submission, plan))


def _findings(submission: Submission, plan: Plan) -> Iterator[Finding]:
    for table in submission.form.tables:
        for filled in submission.tables.get(table.section.key, ()):
            if not filled.cells:
                continue  # the row is lost, and that has been told
            remarks = [remark for each in table.section.checks for remark in each(filled, plan)]
            remarks += day_is_far_from_the_round(filled, plan)
            remarks += _unanswered(
                filled, table, {each.column for each in remarks if each.problem.rule == NOT_ANSWERED}
            )
            yield from _of_row([each for each in remarks if each.column not in filled.refused], filled, table)


NOT_ANSWERED = "not-answered"


def _unanswered(filled: FilledRow, table: FormTable, told: Collection[str]) -> Iterator[Remark]:
    """What is answered by a sign alone, or by half; not where a check of the section tells of the same cell."""
    asked = asked_of(table, filled.row)
    yield from reason_is_only_a_sign(filled, asked)
    yield from (remark for remark in breakdown_is_half(filled, asked) if remark.column not in told)


def check_across(submissions: Mapping[str, Submission], plan: Plan) -> Iterator[tuple[str, Finding]]:
    """What the rows of all units say together, as each section declares it; each finding with the id of its unit."""
    sections: dict[str, FormTable] = {}
    for submission in submissions.values():
        for table in submission.form.tables:
            if table.section.across or (table.section.aggregate and plan.units_above):
                sections.setdefault(table.section.key, table)
    for table in sections.values():
        rows = _by_key(table, submissions, plan)
        units = {id(row): unit for by_unit in rows.values() for unit, own in by_unit.items() for row in own}
        flat = {key: [row for own in by_unit.values() for row in own if row.cells] for key, by_unit in rows.items()}
        remarks = [each for across in table.section.across for each in across(flat, plan)]
        if plan.units_above:
            remarks += differences(table.section, table.columns, rows, plan)
        for filled, remark in remarks:
            if remark.column not in filled.refused:
                yield units[id(filled)], _finding(remark, filled)


def _by_key(
    table: FormTable, submissions: Mapping[str, Submission], plan: Plan
) -> dict[str, dict[str, list[FilledRow]]]:
    """The rows of a section by key and unit. Where units stand under each other, also rows nobody has sent in yet."""
    section = table.section
    rows: dict[str, dict[str, list[FilledRow]]] = {}
    for unit in plan.answering():
        submission = submissions.get(unit.id)
        own: Iterable[FilledRow] = submission.tables.get(section.key, ()) if submission is not None else ()
        if submission is None and plan.units_above and isinstance(section.shape, Grid) and answers(plan, unit, section):
            own = [FilledRow(row, dict(row.cells)) for row in section.shape.rows(plan, unit)]
        for filled in own:
            rows.setdefault(filled.row.key, {}).setdefault(unit.id, []).append(filled)
    return rows


def _of_row(remarks: Sequence[Remark], filled: FilledRow, table: FormTable) -> Iterator[Finding]:
    """A row's remarks; a warning that the row's own comment explains is carried on as acknowledged.

    A comment that is itself remarked on explains nothing.
    """
    explains = table.section.explained_by
    column = table.column(explains)
    open_to_comment = column is not None and explains in filled.cells and table.asked(filled.row, column)
    sound = all(each.column != explains for each in remarks)
    for remark in remarks:
        finding = _finding(remark, filled)
        if finding.severity is Severity.WARNING and open_to_comment and remark.column != explains:
            comment = filled.text(explains) if sound else ""
            finding = _told_of_the_figure(finding, comment) if remark.named else _acknowledged(finding, comment)
        yield finding


def _finding(remark: Remark, filled: FilledRow) -> Finding:
    problem = remark.problem
    return Finding(filled.place(remark.column), problem.rule, problem.severity, remark.found, problem.advice)


def _told_of_the_figure(finding: Finding, comment: str) -> Finding:
    """As ``_acknowledged``, where the comment names what was found; else a warning that says to name it there."""
    figure = "".join(finding.found.split()).removesuffix("%")
    if figure in "".join(comment.split()):
        return _acknowledged(finding, comment)
    told = _("{advice} If it is right as it stands, write the figure and why in the comment on the same row.")
    return replace(finding, advice=told.filled(advice=finding.advice))


def _acknowledged(finding: Finding, comment: str) -> Finding:
    """With a comment a note that quotes it; without one a warning that says that a comment would settle it."""
    if not comment:
        told = _("{advice} If it is right as it stands, say why in the comment on the same row.", advice=finding.advice)
        return replace(finding, advice=told)
    told = _("{advice} The unit explains: “{comment}”", advice=finding.advice, comment=literal(masked(shown(comment))))
    return replace(finding, severity=Severity.INFO, advice=told)
