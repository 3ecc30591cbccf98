"""Who can do something about a finding: the unit that answered, or only the secretariat. One table, by rule.

What is not listed is for the unit. What is for the secretariat is never mailed to a unit, marks no cell of a returned
workbook, and sends none back.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from followup.form.finding import Finding


class Addressee(Enum):
    """Who has to act."""

    UNIT = "unit"
    SECRETARIAT = "secretariat"


THE_PLAN = frozenset(
    [
        "amount-not-understood",
        "attachment-missing",
        "bar-in-an-id",
        "closes-too-early",
        "colour-too-pale",
        "direction-missing",
        "figure-on-a-sum",
        "name-of-several",
        "nobody-answers",
        "not-a-colour",
        "owner-without-template",
        "period-backwards",
        "registration-number-twice",
        "round-without-year",
        "row-under-a-figure",
        "row-under-itself",
        "scale-missing",
        "scale-not-used",
        "scale-of-two-types",
        "not-a-plan",
        "sheet-missing",
        "sign-means-two-levels",
        "status-scale-missing",
        "target-against-direction",
        "target-compares-elsewhere",
        "target-is-a-number",
        "target-missing",
        "target-not-understood",
        "target-without-a-baseline",
        "target-without-a-round",
        "text-beside-no-section",
        "under-what-is-struck",
        "unit-nearly-known",
        "unit-not-asked",
        "unit-of-its-own",
        "units-of-one-name",
        "unknown-id",
        "unknown-split",
        "unknown-unit",
        "valid-backwards",
        "years-backwards",
    ]
)
"""Faults of the plan."""

SENT_BEFORE_THE_PLAN_CHANGED = frozenset(
    ["another-plan-version", "column-added-since", "reworded-since", "row-added-since", "table-added-since"]
)
"""A template is of an older plan: whether the unit gets a new one is not the unit's to know."""

REVISIONS = frozenset(["change-without-reason", "history-is-lost", "reason-without-change", "same-under-new-id"])
"""What differs between two plans."""

DECISIONS = frozenset(
    [
        "changed-after-edit",
        "decision-expired",
        "decision-without-effect",
        "edit-without-mark",
        "edited-by-nobody",
        "no-such-text",
        "waiver-of-a-refused-value",
    ]
)
"""What was decided, edited and placed."""

SEVERAL_FILES = frozenset(
    [
        "differs-between-files",
        "file-put-together",
        "file-replaced",
        "file-set-aside",
        "files-are-halves",
        "files-differ",
        "same-file-twice",
    ]
)
"""Which of a unit's files counts."""

THE_ROUND = frozenset(
    [
        "came-late",
        "earlier-left-out",
        "earlier-not-in-plan",
        "earlier-outcome-differs",
        "name-in-other-letters",
        "open-elsewhere",
        "previous-not-usable",
    ]
)
"""When a file came, where it lies, and what earlier rounds said."""

PUBLISHING = frozenset(["comment-beside-a-masked-number", "masked-number-in-text", "score-reveals-a-masked-number"])
"""What would tell a masked figure."""

TEMPLATES_OF_DOCUMENTS = frozenset(
    [
        "braces-not-closed",
        "mark-missing",
        "mark-twice",
        "one-brace",
        "style-missing",
        "template-not-used",
        "template-statement",
        "template-unreadable",
        "title-missing",
        "unknown-placeholder",
    ]
)
"""The region's own Word templates."""

FOR_THE_SECRETARIAT = frozenset().union(
    THE_PLAN,
    SENT_BEFORE_THE_PLAN_CHANGED,
    REVISIONS,
    DECISIONS,
    SEVERAL_FILES,
    THE_ROUND,
    PUBLISHING,
    TEMPLATES_OF_DOCUMENTS,
)


def addressee(rule: str) -> Addressee:
    """Who can do something about what a rule finds."""
    return Addressee.SECRETARIAT if rule in FOR_THE_SECRETARIAT else Addressee.UNIT


def for_the_unit(findings: Iterable[Finding]) -> list[Finding]:
    """Those that the unit can do something about, in their order."""
    return [finding for finding in findings if addressee(finding.rule) is Addressee.UNIT]
