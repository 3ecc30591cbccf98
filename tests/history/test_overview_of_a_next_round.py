"""The overview says what has changed since the round before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.house import command
from tests.one_sheet import sheet_in
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
| plan | 1 | trygghet | Fått plan | % | högre | minst 80 % | nej | nej | DÅ04, DÅ08 | alla | nej |
| tid | 2 | vard-i-tid | Väntat | % | lägre | högst 20 % | nej | nej | DÅ04, DÅ08 | alla | nej |
"""
ANSWERS = "| Styrmått | Utfall totalt |\n| Fått plan | {} |\n| Väntat | {} |"


class Second(Round):
    """The tertial after it."""

    def template(self, unit: str) -> Path:
        (path,) = (self.folder / "templates").glob(f"*{unit.title()} T2 2022.xlsx")
        return path


@pytest.fixture(scope="module")
def overview(tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """The rows of the second round's overview, without what is empty."""
    folder = tmp_path_factory.mktemp("rounds")
    first = {"nord": ANSWERS.format("70 %", "30 %"), "syd": ANSWERS.format("85 %", "25 %")}
    merged_round(folder / "t1", plan_text(MEASURES), first)
    days = ("--period-from", "2022-05-01", "--period-to", "2022-08-31", "--deadline", "2022-09-12")
    begun, output = command("new", str(folder / "t2"), "--from", str(folder / "t1"), "--round", "T2 2022", *days)
    assert begun == 0, output
    assert command("template", "--plan", str(folder / "t2"))[0] == 0
    second = Second(folder / "t2")
    second.answer("nord", ANSWERS.format("82 %", "31 %"))
    second.answer("syd", ANSWERS.format("84 %", "24 %"))
    assert second.merge().code in (0, 1), second.output
    sheet = sheet_in(second.regional, "Översikt", data_only=True)
    return [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]


def below(overview: list[list[Any]], title: str, rows: int) -> list[list[Any]]:
    at, *_titles = [number for number, row in enumerate(overview) if row and row[0] == title]
    return overview[at + 1 : at + 1 + rows]


def test_the_share_is_held_against_that_of_the_round_before(overview: list[list[Any]]) -> None:
    at, *_titles = [number for number, row in enumerate(overview) if row and row[-1] == "Sedan tertial 1 2022"]
    changes = {row[0]: row[-1] for row in overview[at + 1 : at + 5] if row}
    assert changes["Division Nord"] == 50
    assert changes["Division Syd"] == 0
    assert changes["Alla enheter"] == 25


def test_the_largest_improvements_are_in_the_direction_of_the_target(overview: list[list[Any]]) -> None:
    title, *rows = below(overview, "Störst förbättring", 3)
    assert title == ["Störst förbättring", "Enhet", "Då", "Nu", "Skillnad", "Jämförs med", "Källa"]
    assert [row[:4] for row in rows] == [
        ["Fått plan", "Division Nord", 0.7, 0.82],
        ["Väntat", "Division Syd", 0.25, 0.24],
    ]


def test_all_units_are_held_against_the_same_units_alone(tmp_path: Path) -> None:
    merged_round(tmp_path / "t1", plan_text(MEASURES), {"nord": ANSWERS.format("70 %", "30 %")})
    days = ("--period-from", "2022-05-01", "--period-to", "2022-08-31", "--deadline", "2022-09-12")
    assert command("new", str(tmp_path / "t2"), "--from", str(tmp_path / "t1"), "--round", "T2 2022", *days)[0] == 0
    assert command("template", "--plan", str(tmp_path / "t2"))[0] == 0
    second = Second(tmp_path / "t2")
    second.answer("nord", ANSWERS.format("82 %", "31 %"))
    second.answer("syd", ANSWERS.format("84 %", "14 %"))
    assert second.merge().code in (0, 1), second.output
    sheet = sheet_in(second.regional, "Översikt", data_only=True)
    rows = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    (at,) = [number for number, row in enumerate(rows) if row and row[-1] == "Sedan tertial 1 2022"]
    shown = {row[0]: row for row in rows[at + 1 : at + 5]}
    assert shown["Division Nord"][-1] == 50
    assert len(shown["Alla enheter"]) == len(shown["Division Nord"]) - 1, "Syd had no figures then"
