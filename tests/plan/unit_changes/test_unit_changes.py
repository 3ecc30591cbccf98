"""What stands under *Ersätter* on the plan's units sheet, and what cannot stand there.

A test of ``followup.plan.unit_changes.predecessors``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from followup.plan.unit_changes.predecessors import Predecessors, predecessors_in
from tests.flow.units.years import plan_of
from tests.house import Plan, Severity, Words, command, form_for, lay_out_form
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


EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "norrbotten-2022-04" / "plan.xlsx"
SPLIT = {"kirurgi": "lsv1 60 %", "medicin": "lsv1 40 %"}
HERE = {"Väntetider": "E", "Styrmått": "O", "Åtgärder": "H"}
"""The columns of the example in which many units may stand."""


def with_lsv1_replaced(path: Path, by: Mapping[str, str], by_hand: str = "") -> Plan:
    """The example's plan with these units on the row of lsv1 and after; ``by_hand`` in the cells that named it."""
    workbook = openpyxl.load_workbook(EXAMPLE)
    units = workbook["Enheter"]
    lines, titles = list(units.iter_rows(min_row=5)), [str(cell.value) for cell in units[4]]
    free = [line for line in lines if line[1].value == "lsv1"] + [line for line in lines if line[1].value is None]
    for (id_, replaces), cells in zip(by.items(), free, strict=False):
        unit = {"Id": id_, "Namn": f"Division {id_.title()}", "Slag": "division", "Överordnad": "region", "Mall": "ja"}
        for cell, title in zip(cells, titles, strict=True):
            cell.value = {**unit, "Ersätter": replaces}.get(title)
    for sheet, column in HERE.items():
        for cell in workbook[sheet][column][4:]:
            if "lsv1" in str(cell.value):
                cell.value = str(cell.value).replace("lsv1", by_hand or "lsv1")
    workbook.save(path)
    plan, findings = read_plan(path)
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]
    return plan


def book_of(plan: Plan, unit: str) -> str:
    """The template of a unit as it is laid out."""
    return str(lay_out_form(form_for(plan, plan.units[unit]), plan, plan.units[unit]))


def test_a_unit_that_was_split_is_understood_as_those_that_replace_it_wherever_many_may_stand(tmp_path: Path) -> None:
    """The same forms as if somebody had written the new ids in each of these cells; who is asked now is told in a line."""
    path = tmp_path / "plan.xlsx"
    plan = with_lsv1_replaced(path, SPLIT)
    by_hand = with_lsv1_replaced(tmp_path / "by_hand.xlsx", SPLIT, by_hand="kirurgi, medicin")
    assert plan.version == by_hand.version
    assert {unit.id for unit in plan.units.answering} >= {"kirurgi", "medicin"}
    for unit in plan.units.answering:
        assert book_of(plan, unit.id) == book_of(by_hand, unit.id)
    answering = [str(row["answers"]) for row in plan.rows("measures_planned")]
    assert sum("'kirurgi', 'medicin'" in units for units in answering) == 10 and "lsv1" not in str(answering)

    code, output = command("plan", "check", str(path))
    assert code == 0
    (line,) = [line for line in output.splitlines() if "”lsv1” har ersatts av kirurgi, medicin och förstås så." in line]
    assert "Styrmått!O5, O6, O7" in line and "Åtgärder!H49" in line and "Väntetider!E5" in line and "Texter!D11" in line


def test_what_the_old_unit_was_called_is_understood_too_and_no_unit_stands_twice() -> None:
    text = plan_of(2023, {"a": "Division Nord, vast", "syd": ""}).replace("| alla |", "| division nord, Vast, syd |")
    plan, findings = read_plan(plan_book(text))
    assert [row["answers"] for row in plan.rows("measures_planned")] == [("a", "syd")] * 3
    raws = {finding.raw for finding in findings if finding.rule == "unit-understood-as-successors"}
    assert raws == {"division nord", "Vast"}


def test_units_under_one_that_has_got_another_id_stand_under_that() -> None:
    """Of several nobody knows which: the unit stands under none, and that is an error."""
    for units, parent in (({"a": "nord", "syd": ""}, "a"), ({"a": "nord", "b": "nord", "syd": ""}, "nord")):
        text = plan_of(2023, units).replace("Division Syd | division | region |", "Division Syd | division | nord |")
        plan, findings = read_plan(plan_book(text))
        assert plan.units["syd"].parent == parent
        rules = [(finding.rule, finding.place.cell) for finding in findings if finding.raw == "nord"]
        assert rules == [("unit-understood-as-successors" if parent == "a" else "unknown-id", f"E{5 + len(units)}")]


def test_texts_for_units_that_were_merged_stand_one_after_the_other_and_a_text_of_its_own_instead() -> None:
    texts = """
## Texter
| Id | Slag | Gäller | Text |
| t1 | inledning | nord | Norr om ån. |
| t2 | inledning | vast | Väster om ån. |
{own}
"""
    by_own_text = {"": "Norr om ån.\nVäster om ån.", "| t3 | inledning | a | Vid ån. |": "Vid ån."}
    for own, expected in by_own_text.items():
        plan, _findings = read_plan(plan_book(plan_of(2023, {"a": "nord, vast", "syd": ""}) + texts.format(own=own)))
        assert plan.texts["introduction", "a"] == expected


def test_a_text_for_a_unit_that_is_gone_stands_before_the_templates_of_those_that_replace_it(tmp_path: Path) -> None:
    plan = with_lsv1_replaced(tmp_path / "plan.xlsx", SPLIT)
    for id_ in SPLIT:
        assert "Exempel: alla siffror, texter och namn i den här arbetsboken är påhittade." in book_of(plan, id_)


@pytest.mark.parametrize(
    ("units", "owner", "expected"),
    [
        ({"a": "nord", "syd": ""}, "nord", [("info", "har ersatts av a och förstås så.")]),
        ({"a": "nord", "b": "nord"}, "nord", [("error", "Menade du a, b?")]),
        ({"a": "", "b": ""}, "nord", [("error", "varken id eller namn")]),
    ],
)
def test_where_one_unit_stands_one_alone_can_replace_it(
    units: dict[str, str], owner: str, expected: list[tuple[str, str]]
) -> None:
    sheet = f"""
## Kontrollmoment
| Id | Nr | Kontrollmoment | Enhet |
| k1 | 1 | Attest | {owner} |
"""
    plan, findings = read_plan(plan_book(plan_of(2023, units) + sheet))
    of_cell = [finding for finding in findings if finding.raw == owner]
    assert [finding.severity.key for finding in of_cell] == [severity for severity, _text in expected]
    for finding, (_severity, text) in zip(of_cell, expected, strict=True):
        assert text in Words("sv")(finding.advice)
    (row,) = plan.rows("control_items")
    assert row.text("unit") == ("a" if expected[0][0] == "info" else owner)
