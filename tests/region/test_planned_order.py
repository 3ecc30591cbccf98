"""Rows of several units stand in the plan's order. A test of ``followup.region.model``."""

from __future__ import annotations

from types import SimpleNamespace as Made
from typing import Any

from followup.region.model import keys_in_order


def rows_of(units: dict[str, str]) -> list[Any]:
    """A row for each key, which are words, of units by their ids."""
    return [
        Made(unit=Made(id=unit), filled=Made(row=Made(key=key))) for unit, keys in units.items() for key in keys.split()
    ]


def in_order(units: dict[str, str], plan: str = "") -> str:
    """The keys as words, with the plan's order of them."""
    return " ".join(keys_in_order(rows_of(units), {key: at for at, key in enumerate(plan.split())}))


def test_the_plan_decides_not_the_unit_that_comes_first() -> None:
    assert in_order({"nord": "2.2 2.5", "syd": "2.1 2.3 2.4"}, "2.1 2.2 2.3 2.4 2.5 2.6") == "2.1 2.2 2.3 2.4 2.5"
    assert in_order({"nord": "1.1 1.3", "syd": "1.2 1.3"}, "1.1 1.2 1.3") == "1.1 1.2 1.3"


def test_what_the_plan_has_no_place_for_keeps_its_neighbours() -> None:
    assert in_order({"nord": "a c sum", "syd": "b sum"}, "a b c") == "a b c sum"
    assert in_order({"nord": "b own", "syd": "first a b"}, "a b") == "first a b own"
    assert in_order({"nord": "a b", "syd": "a x b"}) == "a x b"
    assert in_order({"nord": "a b", "syd": "x b"}) == "a x b"


def test_rows_that_nobody_shares_stand_unit_by_unit() -> None:
    assert in_order({"nord": "a b", "syd": "c d"}) == "a b c d"
    assert in_order({}) == ""
