"""Who a finding is for: what only the secretariat can decide reaches no unit."""

from __future__ import annotations

import pytest

from followup.rules.addressees import addressee, for_the_unit
from tests.house import Finding, Place, Severity, literal


@pytest.mark.parametrize("rule", ["not-a-number", "not-answered", "personal-number", "changed-after-approval"])
def test_what_a_unit_can_correct_is_for_the_unit(rule: str) -> None:
    assert addressee(rule).value == "unit"


@pytest.mark.parametrize("rule", ["unknown-id", "files-differ", "came-late", "decision-without-effect", "mark-missing"])
def test_what_only_the_secretariat_can_settle_reaches_no_unit(rule: str) -> None:
    assert addressee(rule).value == "secretariat"
    assert for_the_unit([Finding(Place(), rule, Severity.ERROR, "", literal("–"))]) == []


def test_a_rule_of_somebodys_own_is_for_the_unit() -> None:
    assert addressee("more-than-planned").value == "unit"
