"""Rows of one list that may be the same, written in two ways, come both and are told with the cells of both.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import pytest

from tests.cli.commands.start.taken_lists import in_plan
from tests.lists import found, plan_with_units, sheet_of, take

TITLES = ("Styrmått", "Enhet", "Mål 2026", "Svarar", "Perspektiv")


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("Andel vårdskador", "Andel vårdskadr", True),
        ("Vårdskador", "Vård-skador", True),
        ("Sjukfrånvaro", "Sjukfrånvarro", True),
        ("Fall per 1 000", "Fall per 1 100", False),
        ("Inre miljö", "Yttre miljö", False),
        ("Sjukfrånvaro", "Sjukfrånvaro kvinnor", False),
    ],
)
def test_two_measures_of_nearly_one_name_are_told_with_both_cells(one: str, other: str, is_told: bool) -> None:
    rows = [TITLES, *((name, "%", "högst 5 %", "HSF", "Alla") for name in (one, "Annat", other))]
    plan = plan_with_units()
    code, result = take(plan, sheet_of(rows), "measures", "--yes")
    assert code == 0 and [row["Styrmått"] for row in in_plan(plan)] == [one, "Annat", other]
    assert found(result) == ([("listed-nearly-twice", "A4")] if is_told else [])
    if is_told:
        assert f"är nästan {one}" in result["findings"][0]["advice"] and "Lista!A2" in result["findings"][0]["advice"]


def test_two_units_of_nearly_one_name_are_told() -> None:
    rows = [("Namn", "Typ"), ("Kulturförvaltningen", "förvaltning"), ("Kulturförvaltingen", "förvaltning")]
    _code, result = take(plan_with_units(), sheet_of(rows), "units", "--yes")
    assert ("listed-nearly-twice", "A3") in found(result)
