"""What is to be said of answers that could be read: each section's checks, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.finding import Finding
from followup.plan.model import Plan
from followup.rules.personal_numbers import personal_number_in_an_answer
from followup.stages.reading import Submission


def check(submission: Submission, plan: Plan) -> list[Finding]:
    """The findings of every check on every row, without those that only echo a cell already refused."""
    return list(_findings(submission, plan))


def _findings(submission: Submission, plan: Plan) -> Iterator[Finding]:
    for table in submission.form.tables:
        for filled in submission.tables.get(table.section.key, ()):
            if not filled.cells:
                continue  # the row is lost, and that has been told
            for each in (personal_number_in_an_answer, *table.section.checks):
                for remark in each(filled, plan):
                    if remark.column not in filled.refused:
                        problem = remark.problem
                        place = filled.place(remark.column)
                        yield Finding(place, problem.rule, problem.severity, remark.found, problem.advice)
