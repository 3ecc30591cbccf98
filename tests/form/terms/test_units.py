"""A test of ``followup.form.terms.units``. What is looked up for a unit is what concerns it, in the plan's order."""

from __future__ import annotations

import pytest

from followup.form.terms.units import REGION, ByUnit, Unit, concerns

LISTS = [
    ("nord",), ("syd", "nord"), ("Alla",), ("nord", "alla enheter"), None, (), ("regionen",), ("syd", "Regionen"), "nord",
    ("NORD",), ("nord", "nord"), ("region",),
]  # fmt: skip


@pytest.mark.parametrize("unit", [Unit("nord", "Nord"), Unit("väst", "Väst"), Unit("region", "Regionen", REGION)])
def test_what_is_looked_up_for_a_unit_is_what_concerns_it(unit: Unit) -> None:
    """Of every way to list units, those also that name it twice and those that are no list."""
    by_unit = ByUnit((units, at) for at, units in enumerate(LISTS))
    assert by_unit.of(unit) == [at for at, units in enumerate(LISTS) if concerns(units, unit)]
