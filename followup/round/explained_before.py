"""What looks unusual in one round after the other: that the unit has explained it before is said, and how."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from followup.form.finding import Finding
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.texts.personal_number import masked
from followup.history.explanations import NO_EXPLANATIONS, Explained, Explanations
from followup.locale import _, literal
from followup.returns.model import Submission
from followup.round.model import ReadFile
from followup.rulebook.figures import FAR_FROM_LAST_YEAR, FAR_FROM_LIKELY
from followup.rulebook.problem import Severity

UNUSUAL = frozenset({FAR_FROM_LAST_YEAR.id, FAR_FROM_LIKELY.id})
"""The rules by which a figure is unusual, and right all the same where somebody can say why."""

Recall = Callable[[Collection[str]], Explanations]
"""What some units, by id, explained in the last round; asked only where there is something to explain."""


def say_explained_before(files: Sequence[ReadFile], recall: Recall) -> Sequence[ReadFile]:
    """The files, with what the last round said beside what looks unusual in this one too."""
    units = {
        file.submission.unit.id
        for file in files
        if file.submission is not None and any(finding.rule in UNUSUAL for finding in file.findings)
    }
    before = recall(units) if units else NO_EXPLANATIONS
    if not before.explained:
        return files
    return [_with_explanations(file, before) for file in files]


def _with_explanations(file: ReadFile, before: Explanations) -> ReadFile:
    submission = file.submission
    if submission is None or all(submission.unit.id != explained.unit for explained in before.explained):
        return file
    findings = [
        _with_explanation(finding, submission, before) if finding.rule in UNUSUAL else finding
        for finding in file.findings
    ]
    return replace(file, findings=findings)


def _with_explanation(finding: Finding, submission: Submission, before: Explanations) -> Finding:
    for section, filled, column in _at(finding, submission):
        unit, row = submission.unit.id, filled.row.key
        if Explained(unit, section.key, row, column, finding.rule) not in before.explained:
            continue
        text = before.texts.get((unit, section.key, row, section.explained_by), "")
        if text:
            return _said(finding, text, filled.text(section.explained_by), before.round)
    return finding


def _said(finding: Finding, before: str, now: str, round_: str) -> Finding:
    is_same = finding.severity is Severity.INFO and now.casefold().split() == before.casefold().split()
    message = (
        _("{advice} The unit explained the same in {round}, in the same words.")
        if is_same
        else _("{advice} In {round} the unit explained the same: “{comment}”", comment=literal(masked(before)))
    )
    return replace(finding, advice=message.filled(advice=finding.advice, round=literal(round_)))


def _at(finding: Finding, submission: Submission) -> Iterator[tuple[Section, FilledRow, str]]:
    """The section, the row and the column, with its part, of the cell that a finding is about."""
    place = finding.place
    for table in submission.form.tables:
        for filled in submission.tables.get(table.section.key, ()):
            if filled.origin.sheet != place.sheet:
                break
            for key, cell in filled.cells.items():
                if cell == (place.row, place.column):
                    yield table.section, filled, key.removesuffix(".total")
