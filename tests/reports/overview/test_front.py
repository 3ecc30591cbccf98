"""The overview of the regional workbook: what a controller sees first says when something is missing in it."""

from __future__ import annotations

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
    assert (unit, figures[unit][0]) == ("Division Närsjukvård (preliminär)", 130205)
    assert any(unit.startswith("* Summan är ofullständig") for unit in figures)


def test_money_is_held_against_the_budget() -> None:
    sheet = sheet_in(done("socialnamnd-2026-08").folder / "output" / "regional.xlsx", "Översikt")
    texts = [str(cell.value) for row in sheet.iter_rows(4, 6) for cell in row if cell.value is not None]
    assert "−15,9" in texts, "the forecast against the budget of the year, of all units"
    assert "Avvikelse 202608: uppgift saknas" in texts, "a unit wrote ca 18"
