"""A digest of all that a plan says."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from followup.plan.fingerprint import FOLLOWS, fingerprint
from tests import tables
from tests.house import Plan


def with_another(plan: Plan, field: str) -> Plan:
    parts: dict[str, Any] = {field: "another"}
    return replace(plan, **parts)


def test_it_changes_with_every_part_of_a_plan() -> None:
    plan = tables.plan()
    assert fingerprint(plan) == fingerprint(tables.plan())
    for field in fields(Plan):
        if field.name not in FOLLOWS:
            assert fingerprint(with_another(plan, field.name)) != fingerprint(plan), field.name


def test_values_that_look_alike_are_not_the_same() -> None:
    values = [
        "1",
        1,
        True,
        Decimal(1),
        Decimal("1.0"),
        date(2022, 4, 30),
        "2022-04-30",
        None,
        {},
        (),
        {"a": 1},
        frozenset("a"),
    ]
    assert len({fingerprint(Plan(settings={"x": value})) for value in values}) == len(values)  # type: ignore[dict-item]


def test_what_nobody_has_told_how_to_write_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        fingerprint(Plan(settings={"x": object()}))  # type: ignore[dict-item]
