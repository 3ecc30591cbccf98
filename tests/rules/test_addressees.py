"""Who a finding is for: one table by rule, and what only the secretariat can decide reaches no unit."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from followup.rules.addressees import FOR_THE_SECRETARIAT, Addressee, addressee

ROOT = Path(__file__).parents[2]
THE_SECRETARIATS_OWN = (
    *("followup/plan/", "followup/files/template_remarks.py", "followup/stages/revision_faults.py"),
    *("followup/stages/several.py", "followup/stages/publishing.py", "followup/stages/telling.py"),
    *("followup/stages/editing.py", "followup/stages/waiving.py", "followup/stages/earlier.py"),
    "followup/stages/older_plan.py",
)
"""Code that looks at what units never see: the plan, decisions, several files of one unit, published editions."""


def places() -> dict[str, set[str]]:
    """Every rule with the files whose functions make it."""
    found: dict[str, set[str]] = {}
    for rule in runpy.run_path(str(ROOT / "docs" / "make_rules.py"))["rules"]():
        found.setdefault(rule.name, set()).add(rule.where)
    return found


def test_every_rule_in_the_table_is_made_somewhere() -> None:
    assert set(places()) >= FOR_THE_SECRETARIAT


def test_what_units_never_see_is_for_the_secretariat() -> None:
    own = {rule for rule, where in places().items() if all(each.startswith(THE_SECRETARIATS_OWN) for each in where)}
    unlisted = {rule for rule in own if addressee(rule) is Addressee.UNIT}
    assert unlisted == set(), "list them in followup/rules/addressees.py"


@pytest.mark.parametrize("rule", ["not-a-number", "not-answered", "personal-number", "changed-after-approval"])
def test_what_a_unit_can_correct_is_for_the_unit(rule: str) -> None:
    assert addressee(rule) is Addressee.UNIT


def test_the_page_of_rules_says_who(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for rule in places():
        of_rule = page.split(f"## `{rule}`\n", 1)[1].split("\n## ", 1)[0]
        assert f"For the {addressee(rule).value}." in of_rule, rule
