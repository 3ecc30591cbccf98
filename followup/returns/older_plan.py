"""A template of another version of the same plan: what could be carried over, and what could not."""

from __future__ import annotations

from collections.abc import Iterable

from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.returns.model import Submission
from followup.rulebook.answers import PREFILLED_CHANGED
from followup.rulebook.problem import Severity
from followup.rulebook.received.identity import (
    COLUMN_ADDED_SINCE,
    FIGURE_CHANGED_SINCE,
    REWORDED_SINCE,
    ROW_ADDED_SINCE,
    TABLE_ADDED_SINCE,
)
from followup.rulebook.tables import COLUMN_MISSING, ROW_MISSING, TABLE_MISSING

SINCE = {
    ROW_MISSING.id: ROW_ADDED_SINCE,
    COLUMN_MISSING.id: COLUMN_ADDED_SINCE,
    TABLE_MISSING.id: TABLE_ADDED_SINCE,
    PREFILLED_CHANGED.id: REWORDED_SINCE,
}
"""What a finding of reading is when the plan has changed since."""


def reclassify_findings(submission: Submission, findings: Iterable[Finding], frame: Frame) -> list[Finding]:
    """The findings of reading, where the plan has changed since the template was made.

    What is missing may never have been there, and a text that differs was most likely written by us: that is nobody's
    fault, so it is reported as what it is. A form of this version of the plan is left as it is.
    """
    if submission.identity.plan_version == frame.version:
        return list(findings)
    return [_since(finding) if finding.rule in SINCE else finding for finding in findings]


def _since(finding: Finding) -> Finding:
    """The finding as what it is: what is missing is a warning, and a text or figure that differs as grave as it was."""
    rule = SINCE[finding.rule]
    if rule is not REWORDED_SINCE:
        problem = rule.problem(advice=finding.advice)
    else:
        problem = (REWORDED_SINCE if finding.severity is Severity.INFO else FIGURE_CHANGED_SINCE).problem()
    return Finding.of(finding.place, problem, finding.raw, finding.decide)
