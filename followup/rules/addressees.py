"""Who can do something about a finding: as the record of its rule says."""

from __future__ import annotations

from collections.abc import Iterable

from followup.form.finding import Finding
from followup.rulebook.registry import RULES
from followup.rulebook.rule import Addressee


def addressee(rule: str) -> Addressee:
    """Whom a rule is for; one that is none of the rulebook's is for the unit."""
    return RULES[rule].addressee if rule in RULES else Addressee.UNIT


def for_the_unit(findings: Iterable[Finding]) -> list[Finding]:
    """Those that the unit can do something about, in their order."""
    return [finding for finding in findings if addressee(finding.rule) is Addressee.UNIT]
