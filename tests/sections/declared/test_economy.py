"""An economy table that the plan declares, from template to the region: no line of code knows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.form.language import FilledRow
from tests.house import Plan, consolidated, form_for, gather_files, lay_out_form
from tests.plans import PLAN
from tests.sections.declared.declared_plans import ECONOMY
from tests.tables import ReadBack, fill, new_path, plan_of, read_back, rows_of, save_book, sections_of, text_tables

TITLES = "| Post | Utfall 202204 | Prognos helår | Läge | Kommentar |\n"


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan, findings = plan_of(PLAN + ECONOMY)
    assert not findings, rows_of(list(findings))
    return plan


def filled(plan: Plan, rows: str, unit: str = "nord") -> Path:
    """A unit's template with rows of the table typed in."""
    whose = plan.units[unit]
    empty, path = save_book(lay_out_form(form_for(plan, whose), plan, whose)), new_path(f"{whose.name} T1 2022")
    fill(empty, path, text_tables(TITLES + rows, "Ekonomi"))
    return path


def read(plan: Plan, rows: str) -> ReadBack:
    return read_back(filled(plan, rows), tuple(sections_of(plan)), by=plan)


ALL_OF_IT = """| Intäkter | 98,5 | 200 | | |
| Personal | 58 | 120 | | |
| Läkemedel | 31 | 90 | underskott | Dyrare preparat |
"""


def table_of(rows: Sequence[FilledRow], columns: str) -> dict[str, list[object]]:
    return {row.row.key: [row[key] for key in columns.split()] for row in rows}


def test_sums_have_signs_and_what_is_worked_out_follows(plan: Plan) -> None:
    answered = read(plan, ALL_OF_IT).answers.tables["utfall-2022"]
    assert table_of(answered, "fore budget utfall avvikelse prognos") == {
        "intakter": [95, 100, Decimal("98.5"), Decimal("-1.5"), 200],
        "personal": [None, 60, 58, -2, 120],
        "lakemedel": [None, 30, 31, 1, 90],
        "kostnader": [None, 90, 89, -1, 210],
        "resultat": [95, 10, Decimal("9.5"), Decimal("-0.5"), -10],
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| Intäkter | 99 | 200 | | |\n", []),
        ("| Intäkter | 99 | -1 | | |\n", [("Prognos helår", "error beyond-declared-limit")]),
        ("| Personal | 70 | 120 | underskott | |\n", [("Avvikelse", "warning declared-question")]),
        ("| Personal | 70 | 120 | underskott | Vikarier |\n", [("Avvikelse", "info declared-question")]),
        ("| Personal | 61 | 120 | | |\n", [("Läge", "warning not-answered")]),
        ("| Personal | 55 | 120 | i balans | |\n", [("Läge", "warning answer-that-does-not-apply")]),
        ("| Personal | 61 | 120 | minus | |\n", [("Läge", "error not-in-the-list")]),
    ],
)
def test_what_the_plan_asks_of_a_row(plan: Plan, rows: str, expected: list[tuple[str, str]]) -> None:
    result = read(plan, rows)
    row = {"Intäkter": "intakter", "Personal": "personal"}[rows.split("|")[1].strip()]
    lines = {filled.place("utfall").row for filled in result.answers.tables["utfall-2022"] if filled.row.key == row}
    of_row = [finding for finding in result.findings if finding.place.row in lines and finding.place.sheet == "Ekonomi"]
    found = [(finding.place.label, f"{finding.severity.key} {finding.rule}") for finding in of_row]
    assert found == expected


def test_the_region_adds_up_what_units_say_and_counts_those_that_lack_it(plan: Plan) -> None:
    files = [filled(plan, ALL_OF_IT), filled(plan, "| Intäkter | 51,5 | 100 | | |\n", "syd")]
    region = consolidated(gather_files(files, plan), plan)
    (table,) = [table for table in region.tables if table.section.key == "utfall-2022"]
    rows = {row.filled.row.key: row.filled for row in table.region}
    assert (rows["intakter"]["utfall"], rows["intakter"]["budget"], rows["intakter"].coverage("utfall")) == (
        150,
        150,
        None,
    )
    assert (rows["personal"]["utfall"], rows["personal"].coverage("utfall")) == (58, (1, 2))
    assert rows["lakemedel"].coverage("utfall") is None, "only the north answers it"
    assert rows["resultat"]["utfall"] == 150 - 58 - 31
    assert rows["resultat"]["avvikelse"] is None, "a sum that lacks a figure is held against no budget"
