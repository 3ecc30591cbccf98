"""On two sheets of the regional workbook something is chosen, and formulas show all that there is of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.demos import Demo
from tests.office import needs_office, type_in
from tests.one_sheet import sheet_in
from tests.outputs.reading_back import sheet_records

BY_MEASURE, BY_GOAL, HIDDEN = "Styrmått, välj", "Mål, välj", "_choices"


def table_below(sheet: Any, title: str) -> list[dict[str, Any]]:
    """The rows below the titles, as far as a unit stands there."""
    head = next(row for row in sheet.iter_rows() if row[0].value == title)
    titles = [cell.value for cell in head]
    rows = sheet.iter_rows(min_row=head[0].row + 1, values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows if row[0]]


def listed(book: Any, sheet: str) -> list[str]:
    """What the list of the first choice on a sheet holds."""
    (rule,) = [rule for rule in book[sheet].data_validations.dataValidation if "B4" in rule.sqref]
    name, place = rule.formula1.lstrip("=").split("!")
    assert name == HIDDEN
    return [row[0].value for row in book[HIDDEN][place.replace("$", "")]]


def views(demo: Demo) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the measures' reading view."""
    records = sheet_records(demo.regional, "Styrmått", "Enhet")
    return {(record["Styrmått"], record["Enhet"]): record for record in records}


def test_every_measure_and_every_goal_can_be_chosen(demo: Demo) -> None:
    book = openpyxl.load_workbook(demo.regional)
    measures = listed(book, BY_MEASURE)
    assert sorted(measures) == sorted({measure for measure, _unit in views(demo)})
    goals = [goal.strip() for goal in listed(book, BY_GOAL)]
    assert "Medborgare" in goals and "En god vård med hög tillgänglighet" in goals
    assert len(set(goals)) == len(goals)


def test_the_overview_leads_to_both_and_what_is_published_has_neither(demo: Demo, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(demo.regional)
    links = [str(cell.value) for cell in book["Översikt"]["A"] if str(cell.value).startswith("=HYPERLINK")]
    assert [name for name in (BY_MEASURE, BY_GOAL) if any(f"#'{name}'!A1" in link for link in links)] == [
        BY_MEASURE,
        BY_GOAL,
    ]
    assert book[HIDDEN].sheet_state == "veryHidden"


def test_an_outcome_that_is_no_figure_stands_among_the_words(demo: Demo) -> None:
    rows = [row[:7] for row in sheet_in(demo.regional, HIDDEN).iter_rows(values_only=True)]
    result = {row[0]: str(row[6] or "") for row in rows if "inom budget" in str(row[1])}
    assert "Utfall totalt: gick inte att använda" in result["Division Närsjukvård"]
    assert not any("Utfall" in words for unit, words in result.items() if unit != "Division Närsjukvård"), result


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("measure", ["Sjukfrånvaro", "Antal patienter som fått fråga om våld i nära relation"])
def test_a_measure_that_is_chosen_shows_every_unit(demo: Demo, tmp_path: Path, measure: str) -> None:
    unit = "Division Närsjukvård"
    chosen = tmp_path / "chosen.xlsx"
    type_in(demo.regional, chosen, [(BY_MEASURE, "B4", measure), (BY_MEASURE, "B5", unit)])
    book = openpyxl.load_workbook(chosen, data_only=True)
    rows = {row["Enhet"]: row for row in table_below(book[BY_MEASURE], "Enhet")}
    expected = {whose: record for (name, whose), record in views(demo).items() if name == measure}
    assert rows.keys() == expected.keys() and len(rows) > 3
    for whose, record in expected.items():
        for title in ("Utfall kvinnor", "Utfall män", "Utfall totalt"):
            if record.get(title) is not None:  # a sum of parts stands among the data alone
                assert rows[whose][title] == record[title], (whose, title)
        assert (rows[whose]["Mål"] or None) == record["Mål"]
        answers = str(rows[whose]["Svar i ord"] or "")
        assert all(line in answers for line in str(record["Svar i ord"] or "").split("\n"))
    drawn = [
        [cell for cell in row if cell not in (None, "")]
        for row in book[HIDDEN]["V2:Z3"]
        for row in [[c.value for c in row]]
    ]
    assert [row[0] for row in drawn] == ["april 2021", "april 2022"]
    scale = 100 if "%" in str(book[BY_MEASURE]["B6"].value) else 1
    now = [expected[unit].get(title) for title in ("Utfall totalt", "Utfall kvinnor", "Utfall män")]
    shown = [pytest.approx(value * scale) for value in now if value is not None]
    assert [value for value in drawn[1][1:4] if value != "#N/A"] == shown


@needs_office
@pytest.mark.slow
def test_a_goal_that_is_chosen_shows_what_everybody_wrote_below_it(demo: Demo, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(demo.regional)
    goals = listed(book, BY_GOAL)
    chosen = tmp_path / "chosen.xlsx"
    goal = next(name for name in goals if name.strip() == "En god vård med hög tillgänglighet")
    type_in(demo.regional, chosen, [(BY_GOAL, "B4", goal)])
    rows = table_below(sheet_in(chosen, BY_GOAL, data_only=True), "Enhet")
    of_goal = [
        record
        for title in ("Styrmått", "Strategiska åtgärder")
        for record in sheet_records(demo.regional, title, "Enhet")
        if record.get("Framgångsfaktor") == goal.strip()
    ]
    expected = {(record["Enhet"], record.get("Styrmått") or record["Åtgärd"]) for record in of_goal}
    assert {(row["Enhet"], row["Rad"]) for row in rows} == expected and len(rows) == len(of_goal) > 3
