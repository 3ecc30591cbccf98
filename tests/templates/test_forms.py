"""Units' forms are made of rows that are worked out once a plan: what is one unit's own reaches no other."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from tests.house import SECTIONS, Plan, form_for
from tests.plans import PLAN
from tests.tables import plan_book, read_plan

SHARED = PLAN.replace("| forsta | Första besök | 100 % | nord |", "| forsta | Första besök | 100 % | nord, syd |")
"""With waiting times that two units give, of which one has figures of the year before."""


def fresh() -> Plan:
    """A plan of which no form has been made yet."""
    plan, findings = read_plan(plan_book(SHARED))
    assert not findings
    return plan


@pytest.mark.parametrize("order", list(permutations(("nord", "syd", "tand"))), ids="-".join)
def test_a_form_is_the_same_whichever_was_made_before_it(order: tuple[str, ...]) -> None:
    plan = fresh()
    forms = {unit: form_for(plan, plan.units[unit], SECTIONS) for unit in order}
    for unit, form in forms.items():
        alone = fresh()
        assert form == form_for(alone, alone.units[unit], SECTIONS)


def test_earlier_figures_are_each_units_own() -> None:
    plan = fresh()
    nord, syd = (form_for(plan, plan.units[unit], SECTIONS).by_section for unit in ("nord", "syd"))
    months = [{row.cells["month"]: row.cells.get("before.women") for row in of["access"].rows} for of in (nord, syd)]
    assert months[0]["2022-01"] == Decimal("0.5") and not any(months[1].values())
    waited = [next(row for row in of["measures"].rows if row.key == "vantat") for of in (nord, syd)]
    assert [row.plan_record["answering"] for row in waited] == ["nord", "syd"]
    assert [bool(row.earlier) for row in waited] == [True, False]
    assert [bool(row.cells["earlier"]) for row in waited] == [True, False]
    sums = [next(row for row in of["visits"].rows if row.key == "lakare").sums for of in (nord, syd)]
    assert sums == [("lakare-somatik",), ("lakare-psykiatri",)]
