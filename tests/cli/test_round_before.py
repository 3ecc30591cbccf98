"""merge --previous also tells how the round before was left: goals, names and wordings, and what was struck since."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_previous import FIRST, LATER, NextRound, a_year_later
from tests.one_sheet import sheet_in
from tests.outputs.reading_back import sheet_records
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round

RULE = "| Gräns för små tal | 5 |\n| Målet nått när minst | 80 % |"
JUDGED = PLAN.replace("| Gräns för små tal | 5 |", RULE)
NOW = LATER.replace("| Gräns för små tal | 5 |", RULE)
OTHERWISE = (
    NOW.replace("| Framgångsfaktor | Vård i tid |", "| Framgångsfaktor | Vården kommer i tid |")
    .replace("| minst 80 % |", "| minst 85 % |")
    .replace("| Rätta till remissflödet |", "| Kortare väg för remisser |")
    .replace("| hyr | 3 | ramar | Färre hyrläkare | | Divisionschef | syd | Löpande | 2022-01-01 | | |\n", "")
)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022, merged."""
    round_ = new_round(tmp_path_factory.mktemp("t1") / "r", JUDGED, {"nord": FIRST, "syd": FIRST})
    return round_.merge()


def after(folder: Path, plan: str, *previous: Path) -> NextRound:
    """T1 2023 with that plan, merged with the workbooks of earlier rounds."""
    round_ = a_year_later(folder, plan)
    round_.merge(*(argument for path in previous for argument in ("--previous", str(path))))
    return round_


def lines(round_: Round, sheet: str) -> list[str]:
    """What stands in the first column above the table."""
    return [str(row[0]) for row in sheet_in(round_.regional, sheet).iter_rows(max_row=5, values_only=True)]


def test_goals_stand_beside_how_they_stood(before: Round, tmp_path: Path) -> None:
    round_ = after(tmp_path / "r", OTHERWISE, before.regional)
    sentence = "I uppföljningen för tertial 1 2022 har två mål bedömts: ett är inte uppnått. För ett saknas uppgift."
    assert sentence in lines(round_, "Mål")
    stood = {(row["Enhet"], row["Mål"]): row["Uträknat"] for row in sheet_records(before.regional, "Mål", "Enhet")}
    rows = sheet_records(round_.regional, "Mål", "Enhet")
    assert {(row["Enhet"], row["Hette vid T1 2022"] or row["Mål"]): row["Bedömning T1 2022"] for row in rows} == stood
    assert {row["Hette vid T1 2022"] for row in rows if row["Mål"] == "Vården kommer i tid"} == {"Vård i tid"}


def test_what_reads_otherwise_is_listed_though_no_change_is_declared(before: Round, tmp_path: Path) -> None:
    round_ = after(tmp_path / "r", OTHERWISE, before.regional)
    titles, *rows = sheet_in(round_.regional, "Ändringar").iter_rows(min_row=4, values_only=True)
    wanted = ("Id", "Vad som händer", "Lydelse T1 2022", "Lydelse nu", "Skäl")
    assert sorted(tuple(row[titles.index(title)] for title in wanted) for row in rows) == [
        ("hyr", "stryks", "Färre hyrläkare", None, None),
        ("remisser", "omformuleras", "Rätta till remissflödet", "Kortare väg för remisser", None),
        ("vantat", "målvärde", "minst 80 %", "minst 85 %", None),
        ("vard-i-tid", "byter namn", "Vård i tid", "Vården kommer i tid", None),
    ]


@pytest.mark.parametrize("plan", [NOW, OTHERWISE], ids=["unchanged", "changed"])
def test_without_the_round_before_nothing_is_told_of_it(plan: str, tmp_path: Path) -> None:
    round_ = after(tmp_path / "r", plan)
    assert not any("T1 2022" in line for line in lines(round_, "Mål"))
    assert "Bedömning T1 2022" not in sheet_records(round_.regional, "Mål", "Enhet")[0]
    assert "Ändringar" not in openpyxl.load_workbook(round_.regional).sheetnames


def test_the_same_plan_has_no_changes(before: Round, tmp_path: Path) -> None:
    round_ = after(tmp_path / "r", NOW, before.regional)
    assert "Ändringar" not in openpyxl.load_workbook(round_.regional).sheetnames


def test_a_workbook_made_before_this_was_kept_still_gives_its_figures(before: Round, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(before.regional)
    del workbook["_followup_before"]
    old = tmp_path / "gammal.xlsx"
    workbook.save(old)
    round_ = after(tmp_path / "r", OTHERWISE, old)
    assert "70,83 %" in round_.row("nord", "vantat")["Tidigare utfall"]
    assert "Bedömning T1 2022" not in sheet_records(round_.regional, "Mål", "Enhet")[0]
