"""What a name of a list may mean: the nearest, the only one that begins so, or that has its initials; else nothing."""

from __future__ import annotations

import pytest

from followup.plan.importing.names.likely_names import likely_name
from tests.lists import REGION, SETTINGS, UNITS
from tests.tables import plan_book, read_plan


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("HSF", "Hälso- och sjukvårdsförvaltningen"),
        ("FTV", "Folktandvården"),
        ("PSY", "Psykiatriförvaltningen"),
        ("Service", "Serviceförvaltningen"),
        ("Folktandvård", "Folktandvården"),
        ("R", ""),
        ("XYZ", ""),
        ("förvaltning", ""),
    ],
)
def test_a_name_that_no_unit_has(name: str, wanted: str) -> None:
    rows = "\n".join(f"| e{number} | {unit} | förvaltning | region | ja |" for number, (_id, unit) in enumerate(UNITS))
    plan, _findings = read_plan(plan_book("\n".join([SETTINGS, "## Enheter", REGION + rows])))
    assert likely_name(name, plan.directories["units"]) == wanted
