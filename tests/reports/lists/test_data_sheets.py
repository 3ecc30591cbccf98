"""Data sheets: what people pivot. Leaves add up to the region's totals, and titles are those that formulas stand on."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import openpyxl
import pytest

from tests.demos import Demo, done
from tests.outputs.reading_back import data_records, sheet_records

TITLES = [
    *("Enhet", "Nämnd", "Radnyckel", "Rad", "Grupp", "Kolumn", "Del", "Från", "Till", "Slag", "Värde", "Måttenhet"),
    *("Mål", "Riktning", "Avstånd till mål", "Nivå", "Text", "Källa"),
]
EXAMPLES = ("norrbotten-2022-04", "socialnamnd-2026-08")


def data_sheets(demo: Demo) -> dict[str, str]:
    """The names of the data sheets by their tables."""
    book = openpyxl.load_workbook(demo.regional)
    return {
        table: sheet.title
        for sheet in book.worksheets
        for table in sheet.tables
        if table.startswith("r_") and sheet["A1"].value == "Enhet" and sheet["R1"].value == "Källa"
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_titles_stand_in_the_first_row_and_are_the_same_on_every_sheet(example: str) -> None:
    book, sheets = openpyxl.load_workbook(done(example).regional), data_sheets(done(example))
    assert sheets
    for table, name in sheets.items():
        assert [cell.value for cell in book[name][1]] == TITLES, name
        assert book[name].tables[table].ref == f"A1:R{book[name].max_row}"


@pytest.mark.parametrize("example", EXAMPLES)
def test_days_are_shown_as_days(example: str) -> None:
    """A number of days since 1900 says nothing to anybody."""
    book = openpyxl.load_workbook(done(example).regional)
    lines = [line for name in data_sheets(done(example)).values() for line in book[name].iter_rows(2, None, 8, 9)]
    periods = [cell for line in lines for cell in line if cell.value is not None]
    assert periods and all(cell.is_date for cell in periods)


@pytest.mark.parametrize("example", EXAMPLES)
def test_leaves_add_up_to_the_totals_of_the_region(example: str) -> None:
    """Of sums; what is worked out anew for the region, or is known to be incomplete, is no sum."""
    checked = 0
    for sheet in data_sheets(done(example)).values():
        records = data_records(done(example).regional, sheet.removesuffix(", data"))
        leaves: dict[tuple[Any, ...], float] = defaultdict(float)
        for line in records:
            if line["Slag"] == "enskild" and line["Värde"] is not None:
                leaves[line["Radnyckel"], line["Kolumn"], line["Del"]] += line["Värde"]
        for line in records:
            if line["Slag"] == "totalt" and line["Värde"] is not None and line["Måttenhet"] != "%":
                row = (line["Radnyckel"], line["Kolumn"], line["Del"])
                if row in leaves and "ofullständig" not in str(line["Text"]):
                    assert line["Värde"] == pytest.approx(leaves[row]), (sheet, row)
                    checked += 1
    assert checked >= 5


def test_each_figure_of_a_reading_view_stands_on_the_data_sheet(demo: Demo) -> None:
    for view, column, title in (("Besök", "now", "Besök jan–apr 2022"), ("Styrmått", "outcome", "Utfall totalt")):
        lines = {
            (line["Enhet"], line["Radnyckel"]): line["Värde"]
            for line in data_records(demo.regional, view)
            if line["Kolumn"] == column and not line["Del"] and line["Slag"] in ("enskild", "delsumma")
        }
        rows = [row for row in sheet_records(demo.regional, view, "Enhet") if isinstance(row[title], int | float)]
        assert len(rows) > 10
        assert [row for row in rows if lines[row["Enhet"], row["Radnyckel"]] != pytest.approx(row[title])] == []


def test_every_answered_figure_says_its_cell(demo: Demo) -> None:
    leaves = [line for line in data_records(demo.regional, "Styrmått") if line["Slag"] == "enskild" and line["Värde"]]
    assert len(leaves) > 60
    without = [line for line in leaves if ".xlsx › Styrmått!" not in str(line["Källa"])]
    assert all("summerat av delarna" in line["Text"] for line in without), "a figure in no cell says so"


def test_a_published_workbook_names_no_sources_and_has_no_formulas(demo: Demo) -> None:
    published = demo.folder / "output" / "published" / "regional.xlsx"
    if not published.exists():
        pytest.skip("the demo publishes nothing")
    assert not any(line["Källa"] for line in data_records(published, "Styrmått"))
