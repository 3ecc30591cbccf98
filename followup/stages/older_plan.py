"""A template of another version of the same plan: what could be carried over, and what could not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from followup.form.finding import Finding, Severity
from followup.form.frame import Frame
from followup.locale import _
from followup.stages.returns import Submission

Renamed = Callable[[Finding], Finding]


def carried_over(submission: Submission, findings: Iterable[Finding], frame: Frame) -> list[Finding]:
    """The findings of reading, where the plan has changed since the template was made.

    What is missing may never have been there, and a text that differs was most likely written by us: that is nobody's
    fault, so it is told as what it is. A form of this version of the plan is left as it is.
    """
    if submission.identity.plan_version == frame.version:
        return list(findings)
    return [SINCE[finding.rule](finding) if finding.rule in SINCE else finding for finding in findings]


def row_is_new_in_the_plan(finding: Finding) -> Finding:
    """A row that the plan has got since the template was made cannot have been answered.

    Wrong: the plan has got the measure "Väntat högst 90 dagar", the template was made before.
    Right: a template made by today's plan.
    """
    return _since(finding, "row-added-since")


def column_is_new_in_the_plan(finding: Finding) -> Finding:
    """A column that the plan has got since, as when figures are to be split, cannot have been answered.

    Wrong: the plan asks for women and men, the template only for a total.
    Right: a template made by today's plan.
    """
    return _since(finding, "column-added-since")


def table_is_new_in_the_plan(finding: Finding) -> Finding:
    """A whole section that the plan has got since cannot have been answered.

    Wrong: the plan has got waiting times, the template was made before.
    Right: a template made by today's plan.
    """
    return _since(finding, "table-added-since")


def _since(finding: Finding, rule: str) -> Finding:
    told = _(
        "{advice} The plan has changed since this template was made; if it is new in the plan, it is not answered here.",
        advice=finding.advice,
    )
    return replace(finding, rule=rule, severity=Severity.WARNING, advice=told)


def text_of_the_plan_has_changed(finding: Finding) -> Finding:
    """A label or an earlier figure that the plan has changed since stands in the template as it was.

    Wrong: the template says "minst 80 %", the plan now "minst 85 %".
    Right: a template made by today's plan.
    """
    told = _("stands so in the older template; what the plan says now was used.")
    return replace(finding, rule="reworded-since", advice=told)


SINCE: dict[str, Renamed] = {
    "row-missing": row_is_new_in_the_plan,
    "column-missing": column_is_new_in_the_plan,
    "table-missing": table_is_new_in_the_plan,
    "prefilled-changed": text_of_the_plan_has_changed,
}
