"""What stands under *Ersätter* on the plan's units sheet, and what cannot stand there. A test of ``followup.plan.predecessors``."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.plan.predecessors import Predecessors, predecessors_in
from tests.flow.test_units_that_change import plan_of
from tests.house import Words
from tests.tables import plan_book, read_plan

CELL = Predecessors()


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("LD", {"LD": None}),
        ("LD1, LD2", {"LD1": None, "LD2": None}),
        ("LD1,LD2", {"LD1": None, "LD2": None}),
        ("LD1; LD2", {"LD1": None, "LD2": None}),
        ("LD1\nLD2", {"LD1": None, "LD2": None}),
        ("LD1 + LD2", {"LD1": None, "LD2": None}),
        ("LD 60 %", {"LD": "0.6"}),
        ("LD 60%", {"LD": "0.6"}),
        ("LD\u00a060\u00a0%", {"LD": "0.6"}),
        ("LD (60 %)", {"LD": "0.6"}),
        ("LD: 60 %", {"LD": "0.6"}),
        ("LD 60 procent", {"LD": "0.6"}),
        ("60 % av LD", {"LD": "0.6"}),
        ("LD 33,3 %, LS", {"LD": "0.333", "LS": None}),
        ("LD 12.5 %", {"LD": "0.125"}),
        ("LD 0 %", {"LD": "0"}),
        ("Länssjukvård 2 60 %", {"Länssjukvård 2": "0.6"}),
        (Decimal(101), {"101": None}),
        ("60 %", None),
        ("LD60 %", None),
        ("LD, 60 %", None),
        ("LD 160 %", None),
        ("LD sextio %", None),
        ("LD, ld", None),
    ],
)
def test_what_people_write(written: str | Decimal, understood: dict[str, str | None] | None) -> None:
    parsed = CELL.parse(written)
    if understood is None:
        assert parsed.value is None and parsed.problem is not None
        assert "LD 60 %" in Words("sv")(parsed.problem.advice), "says how it is written"
        return
    assert parsed.problem is None
    shares = {unit: None if share is None else Decimal(share) for unit, share in understood.items()}
    assert dict(predecessors_in(parsed.value)) == shares
    again = CELL.parse(str(CELL.to_cell(parsed.value, Words("sv"))))
    assert again == parsed, "as it is written into a workbook it says the same"


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ({"a": "nord 60 %", "b": "nord 40 %"}, []),
        ({"a": "nord 60 %", "b": "nord 50 %"}, [("b", "shares-not-whole", "nord 50 %")]),
        ({"a": "nord 60 %"}, [("a", "shares-not-whole", "nord 60 %")]),
        ({"a": "nord 33,3 %", "b": "nord 33,3 %", "c": "nord 33,3 %"}, []),
        ({"a": "nord 33 %", "b": "nord 33 %", "c": "nord 33 %"}, []),
        ({"a": "nord 33 %", "b": "nord 33 %", "c": "nord 32 %"}, [("c", "shares-not-whole", "nord 32 %")]),
        ({"a": "nord 60 %", "b": "nord"}, [("b", "shares-not-whole", "nord")]),
        ({"a": "nord 60 %", "b": "Nord 40 %"}, []),
        ({"a": "syd", "syd": ""}, [("a", "predecessor-still-there", "syd")]),
        ({"a": "Division Syd", "syd": ""}, [("a", "predecessor-still-there", "Division Syd")]),
        ({"a": "syd 40 %", "syd": "syd 60 %"}, []),
        ({"a": "b", "b": "a"}, [("a", "predecessor-still-there", "b"), ("b", "predecessor-still-there", "a")]),
        ({"a": "Division A", "b": ""}, []),
        ({"a": "60 %", "b": ""}, [("a", "predecessor-not-understood", "60 %")]),
    ],
)
def test_what_cannot_stand_is_told_at_its_cell(units: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    _plan, findings = read_plan(plan_book(plan_of(2023, units)))
    lines = {f"{number}": unit for number, unit in enumerate(("region", *units), start=5)}
    of_cells = [
        (lines[finding.place.cell[1:]], finding.rule, finding.raw)
        for finding in findings
        if finding.place.sheet == "Enheter"
    ]
    assert sorted(of_cells) == expected
