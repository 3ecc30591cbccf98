"""Personal numbers anywhere in a workbook: told once a sheet, taken out before anything is read, shown nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl.comments
import pytest

from tests.house import Severity
from tests.returns.editing import Change, at
from tests.returns.test_reader import ACTIONS, ANSWERS, MEASURES, PRODUCTION, answers_of, assert_told, read_after
from tests.tables import SWEDISH, filled_in, read_back, rows_of

NUMBER, OTHER = "811218-9876", "640823-3234"
AS_FIGURE = 198112189876


@pytest.fixture(scope="module")
def answered() -> Path:
    """A template filled in, all right."""
    return filled_in(ANSWERS)


def put(sheet: str, *values: tuple[str, Any], state: str = "visible") -> Change:
    """Values into cells of a sheet, which is made where there is none."""

    def change(workbook: Any) -> None:
        page = workbook[sheet] if sheet in workbook.sheetnames else workbook.create_sheet(sheet)
        page.sheet_state = state
        for cell, value in values:
            page[cell] = value

    return change


def on_a_row(sheet: str, row: str, column: str, value: Any) -> Change:
    """A value in a cell that is found by its row and column."""

    def change(workbook: Any) -> None:
        at(workbook, sheet, row, column).value = value

    return change


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_of_numbers_is_one_error_that_comes_first(answered: Path, state: str) -> None:
    values = [("A1", "Namn"), ("B1", "Nummer")]
    values += [(f"{letter}{row}", value) for row in range(2, 9) for letter, value in (("A", "Eva Ek"), ("B", NUMBER))]
    read = read_after(
        answered, put("Underlag", *values, state=state), on_a_row(PRODUCTION, "Övriga besök", "Besök jan–apr 2022", "?")
    )
    assert read.findings[0].rule == "personal-number", rows_of(read.findings)
    assert_told(
        read,
        f"""
        | sheet        | rule            | found       | severity |
        | Underlag     | personal-number | 8112**-**** | error    |
        | {PRODUCTION} | not-a-number    | ?           | error    |
        """,
    )
    advice = SWEDISH(read.findings[0].advice)
    assert "7 celler" in advice and "dolt blad" in advice and "B2, B3" in advice
    assert "kommentar" not in advice


@pytest.mark.parametrize("value", [AS_FIGURE, 8112189876, str(AS_FIGURE), NUMBER, f" {NUMBER} "])
def test_a_number_as_a_figure_is_refused_with_one_finding(answered: Path, value: Any) -> None:
    read = read_after(answered, on_a_row(PRODUCTION, "Övriga besök", "Besök jan–apr 2022", value))
    (finding,) = (finding for finding in read.findings if finding.severity is not Severity.INFO)
    assert (finding.rule, finding.severity, finding.place.label) == (
        "personal-number",
        Severity.ERROR,
        "Besök jan–apr 2022",
    )
    assert "9876" not in rows_of(read.findings)
    assert read.answers.refused == 1
    assert not [value for value in answers_of(read).values() if "9876" in str(value)]


def test_one_where_a_text_may_say_why_there_is_no_figure_is_no_reason(answered: Path) -> None:
    read = read_after(answered, on_a_row(MEASURES, "Antal som fått frågan", "Utfall totalt", NUMBER))
    assert_told(read, f"| sheet | rule | severity |\n| {MEASURES} | personal-number | error |")
    assert not [value for value in answers_of(read).values() if "8112" in str(value)]


def test_one_as_a_number_among_words_is_kept_masked(answered: Path) -> None:
    read = read_after(answered, on_a_row(ACTIONS, "1", "Kommentar", AS_FIGURE))
    assert_told(read, f"| sheet | rule | severity |\n| {ACTIONS} | personal-number | warning |")
    assert "198112**-****" in map(str, answers_of(read).values())


def test_all_numbers_of_a_sheet_are_one_finding_with_its_cells(answered: Path) -> None:
    read = read_after(
        answered,
        on_a_row(ACTIONS, "1", "Kommentar", f"Patienten {NUMBER} och {OTHER}"),
        on_a_row(ACTIONS, "2", "Kommentar", f"Patienten {NUMBER}"),
    )
    assert_told(read, f"| sheet | rule | found |\n| {ACTIONS} | personal-number | 8112**-****, 6408**-**** |")
    assert "2 celler" in SWEDISH(read.of("personal-number")[0].advice)


def test_comments_names_of_sheets_and_what_stands_beside_a_number(answered: Path) -> None:
    def change(workbook: Any) -> None:
        page = workbook[ACTIONS]
        at(workbook, ACTIONS, "1", "Status").comment = openpyxl.comments.Comment(f"Fråga {NUMBER}", "Eva")
        page.cell(page.max_row + 3, 3).value = OTHER
        page.cell(page.max_row, 4).value = "Eva Ek"
        workbook.create_sheet(f"{NUMBER} vård")

    read = read_after(answered, change)
    assert_told(
        read,
        f"""
        | sheet            | rule            | found                    | severity |
        | 8112**-**** vård | personal-number | 8112**-**** vård         | warning  |
        | {ACTIONS}        | personal-number | 8112**-****, 6408**-**** | warning  |
        """,
    )


def test_a_sheet_that_is_renamed_to_a_number_is_read_all_the_same(answered: Path) -> None:
    def change(workbook: Any) -> None:
        workbook[ACTIONS].title = NUMBER

    read = read_after(answered, change)
    assert answers_of(read).keys() == answers_of(read_after(answered)).keys()
    assert {finding.place.sheet for finding in read.of("personal-number")} == {"8112**-****"}


@pytest.mark.parametrize(
    "amounts",
    [
        [8112189876, 7345678901, 2345678, 91234567],
        [8112189876.5],
        [-8112189876],
        [8112189875],
        [81121898760],
    ],
)
def test_amounts_are_no_personal_numbers(answered: Path, amounts: list[float]) -> None:
    cells = [(f"B{row}", amount) for row, amount in enumerate(amounts, start=2)]
    read = read_after(answered, put("Ekonomi", *cells))
    assert {finding.rule for finding in read.findings} == {"outside-the-tables"}


def test_a_column_of_numbers_as_figures_is_told_whole(answered: Path) -> None:
    read = read_after(answered, put("Lista", ("B2", 8112189876), ("B3", 6408233234), ("B4", AS_FIGURE), ("C4", 17)))
    assert_told(read, "| sheet | rule | found |\n| Lista | personal-number | 8112**-****, 6408**-****, 198112**-**** |")


def test_a_workbook_that_is_not_ours_is_told_of_too(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Lista")["A1"] = NUMBER
    workbook.save(tmp_path / "lista.xlsx")
    read = read_back(tmp_path / "lista.xlsx")
    assert sorted(read.rules()) == ["not-our-form", "personal-number"]
