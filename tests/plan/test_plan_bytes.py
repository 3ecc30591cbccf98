"""A plan as bytes and back: the same to all that is made of it, with the same findings."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from followup.plan.plan_bytes import plan_from_bytes, plan_to_bytes
from tests.flow.units.years import plan_of
from tests.plans import PLAN
from tests.tables import DECLARATIONS, plan_book, read_plan

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/plan*.xlsx"))
SUCCESSORS = plan_of(2023, {"a": "nord 60 %", "b": "nord 40 %", "syd": ""})
WRONG = PLAN.replace("| syd |", "| nrd |").replace("2022-05-13", "i maj")


@pytest.mark.parametrize(
    "text", [PLAN, SUCCESSORS, WRONG, *EXAMPLES], ids=["small", "successors", "wrong", *map(str, EXAMPLES)]
)
def test_a_plan_goes_through_bytes_and_comes_back_the_same(text: str | Path) -> None:
    plan, findings = read_plan(text if isinstance(text, Path) else plan_book(text))
    assert findings or text is not WRONG
    data = plan_to_bytes(plan, findings)
    back, found = plan_from_bytes(data, DECLARATIONS)
    for field in fields(plan):
        if field.name not in ("records", "directories"):
            assert getattr(back, field.name) == getattr(plan, field.name), field.name
    assert found == findings
    assert back.directories.keys() == plan.directories.keys()
    for key, table in plan.records.items():
        assert list(back.records[key].rows) == list(table.rows)
        assert [row.values for row in back.records[key]] == [row.values for row in table]
        for row in table:
            for column in ("id", "name"):
                assert back.meant(row.text(column)) == plan.meant(row.text(column))
    assert plan_to_bytes(back, found) == data


def test_bytes_of_something_else_are_refused() -> None:
    plan, findings = read_plan(plan_book(PLAN))
    data = plan_to_bytes(plan, findings)
    for other in (b"", data[:-1], b"rubbish"):
        with pytest.raises(ValueError, match="nothing that this version"):
            plan_from_bytes(other, DECLARATIONS)
