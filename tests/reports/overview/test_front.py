"""The overview of the regional workbook: what a controller sees first says when something is missing in it."""

from __future__ import annotations

import re

import openpyxl
import pytest

from tests.demos import Demo, done
from tests.one_sheet import sheet_in


def key_figures(demo: Demo, edition: str) -> dict[str, tuple[object, str]]:
    """The visits of each unit, as they stand and in which format, from the heading on."""
    sheet = sheet_in(demo.folder / "output" / edition / "regional.xlsx", "Översikt")
    (first,) = [cell.row for cell in sheet["A"] if cell.value == "Nyckeltal"]
    lines = [sheet[row] for row in range(first + 2, first + 10)]
    return {str(line[0].value): (line[1].value, line[1].number_format) for line in lines if line[0].value}


def test_a_key_figure_that_lacks_a_figure_has_a_star(demo: Demo) -> None:
    figures = key_figures(demo, "")
    starred = {unit for unit, (_value, shown) in figures.items() if shown.endswith('"*"')}
    (unit,) = starred
    assert unit == "Division Närsjukvård (preliminär)" and str(figures[unit][0]).endswith(",130205)")
    assert any(unit.startswith("* Summan är ofullständig") for unit in figures)


def test_each_figure_leads_to_its_lines(demo: Demo) -> None:
    book = openpyxl.load_workbook(demo.regional)
    sheet = book["Översikt"]
    (first,) = [cell.row for cell in sheet["A"] if cell.value == "Nyckeltal"]
    ways = {}
    for row in sheet.iter_rows(first + 2, first + 7):
        for cell in row[1:]:
            if cell.value is not None:
                way = re.fullmatch(r"=HYPERLINK\(\"#'(.*)'!A(\d+):R(\d+)\",\d+\)", str(cell.value))
                assert way is not None, cell.value
                ways[str(row[0].value), way[1]] = range(int(way[2]), int(way[3]) + 1)
    assert len(ways) == 8
    for (unit, name), lines in ways.items():
        of_unit = [row[0].row for row in book[name].iter_rows(2) if row[0].value == unit.removesuffix(" (preliminär)")]
        assert of_unit == list(lines), (unit, name)


def test_counts_of_findings_lead_to_them_and_none_leads_nowhere(demo: Demo) -> None:
    sheet = openpyxl.load_workbook(demo.regional)["Översikt"]
    (first,) = [cell.row for cell in sheet["A"] if cell.value == "Fem av sex enheter har svarat"]
    counts = {str(row[0].value): (row[7].value, row[9].value) for row in sheet.iter_rows(first + 2, first + 7)}
    leads = "=HYPERLINK(\"#'Iakttagelser'!{}\",{})"
    units = {name.split('"')[-2]: of_unit for name, of_unit in counts.items()}
    assert units["Division Närsjukvård"] == (leads.format("A5:I6", 2), 0)
    assert units["Division Länssjukvård 2"] == (0, leads.format("A7:I14", 8))


def test_money_is_held_against_the_budget() -> None:
    sheet = sheet_in(done("socialnamnd-2026-08").folder / "output" / "regional.xlsx", "Översikt")
    texts = [str(cell.value) for row in sheet.iter_rows(4, 6) for cell in row if cell.value is not None]
    assert "−15,9" in texts, "the forecast against the budget of the year, of all units"
    assert "Avvikelse jan–aug 2026: uppgift saknas" in texts, "a unit wrote ca 18"


@pytest.mark.parametrize("example", ["norrbotten-2022-04", "halland-2020"])
def test_a_count_of_findings_leads_to_them(example: str) -> None:
    """To the rows that it counts, and to no other."""
    book = openpyxl.load_workbook(done(example).regional)
    (titles,) = [row for row in book["Översikt"].iter_rows() if "Att rätta" in [cell.value for cell in row]]
    columns = {cell.value: at for at, cell in enumerate(titles)}
    followed = 0
    for row in book["Översikt"].iter_rows((titles[0].row or 0) + 1):
        unit = str(row[0].value).rpartition('","')[2].rstrip('")')
        for severity in ("Att rätta", "Att kontrollera"):
            way = re.fullmatch(
                r"=HYPERLINK\(\"#'Iakttagelser'!(A\d+:I\d+)\",(\d+)\)", str(row[columns[severity]].value)
            )
            if way is not None:
                first, last = map(int, re.findall(r"\d+", way[1]))
                found = list(book["Iakttagelser"].iter_rows(first, last, 1, 2, values_only=True))
                assert set(found) == {(unit, severity)} and len(found) == int(way[2])
                followed += 1
    assert followed


def test_measures_that_begin_alike_are_told_apart(demo: Demo) -> None:
    """*Andel av patienter som står på väntelista, som väntat 90 dagar …*: to a first visit, or to an operation."""
    sheet = sheet_in(demo.regional, "Översikt")
    (first,) = [cell.row for cell in sheet["A"] if cell.value == "Längst från målet"]
    lines = [tuple(cell.value for cell in sheet[row][:5]) for row in range(first + 1, first + 11)]
    named = [(line[0], next(value for value in line[1:] if value)) for line in lines]
    assert len(set(named)) == len(named) == 10


def test_a_title_that_has_no_room_says_so() -> None:
    """*God ekonomisk hushållning* beside *Alla*."""
    sheet = sheet_in(done("socialnamnd-2026-08").regional, "Översikt")
    titles = {str(cell.value) for row in sheet.iter_rows(1, 30) for cell in row if cell.value is not None}
    assert "God ekonomisk hus…" in titles
