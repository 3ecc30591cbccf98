"""What is to be said of answers that could be read: each section's checks, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from followup.form.cells.base import shown
from followup.form.finding import Finding, Remark, Severity
from followup.form.form import FormTable
from followup.form.personal_number import masked
from followup.form.rows import FilledRow
from followup.locale import _, literal
from followup.plan.model import Plan
from followup.rules.likely import day_is_far_from_the_round
from followup.stages.reading import Submission


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
            yield from _of_row([each for each in remarks if each.column not in filled.refused], filled, table)


def check_across(submissions: Mapping[str, Submission], plan: Plan) -> Iterator[tuple[str, Finding]]:
    """What the rows of all units say together, as each section declares it; each finding with the id of its unit."""
    rows: dict[str, dict[str, list[FilledRow]]] = {}
    sections, units = {}, {}
    for unit, submission in submissions.items():
        for table in submission.form.tables:
            for filled in submission.tables.get(table.section.key, ()) if table.section.across else ():
                sections[table.section.key], units[id(filled)] = table.section, unit
                rows.setdefault(table.section.key, {}).setdefault(filled.row.key, []).append(filled)
    for key, section in sections.items():
        for each in section.across:
            for filled, remark in each(rows[key], plan):
                if remark.column not in filled.refused:
                    yield units[id(filled)], _finding(remark, filled)


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
