"""What a unit reads on the row of a measure: in what it is measured, and what the plan calls that which it stands under."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.rounds import new_round


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    """The sheet of measures in a template."""
    round_ = new_round(tmp_path_factory.mktemp("row") / "r", PLAN, {})
    sheet: Worksheet = sheet_in(round_.template("nord"), "Styrmått")
    return sheet


def rows_of(sheet: Worksheet) -> list[dict[str, str]]:
    """The rows of a sheet by its titles."""
    lines = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    at = next(at for at, line in enumerate(lines) if "Styrmått" in line and "Mål" in line)
    return [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]]


def test_the_unit_of_measurement_stands_on_the_row(sheet: Worksheet) -> None:
    units = {row["Styrmått"]: row["Måttenhet"] for row in rows_of(sheet)}
    assert units["Andel som väntat högst 90 dagar"] == "%"
    assert "mnkr" in units.values()


def test_the_line_above_says_what_must_be_answered_and_what_may_be_left_empty(sheet: Worksheet) -> None:
    (line,) = (
        str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row if str(cell.value).startswith("Svara")
    )
    assert "lämna cellen tom och skriv varför i Kommentar" in line and line.endswith("Resten får vara tomt.")


@pytest.mark.parametrize(
    ("level", "title"), [("Framgångsfaktor", "Framgångsfaktor"), ("Nämndmål", "Nämndmål"), ("Mål", "Hör till mål")]
)
def test_a_measure_stands_under_what_the_plan_calls_it(
    level: str, title: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plan = PLAN
    for goal in ("vard-i-tid", "ramar"):
        plan = plan.replace(f"| {goal} | Framgångsfaktor |", f"| {goal} | {level} |")
    round_ = new_round(tmp_path_factory.mktemp("level") / "r", plan, {})
    rows = rows_of(sheet_in(round_.template("nord"), "Styrmått"))
    assert title in rows[0]
    assert rows[0][title]
