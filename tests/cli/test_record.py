"""The record of a round: plain files beside the outputs, from which later rounds take what was, whoever has edited the workbooks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_previous import FIRST, LATER, NOW, NextRound
from tests.house import command
from tests.killing import RECORD
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round, new_round

RULES = {"record-changed", "record-before-workbook", "earlier-outcome-differs", "previous-not-usable"}


@pytest.fixture
def first(tmp_path: Path) -> Round:
    """T1 2022, merged."""
    return merged_round(tmp_path / "r", PLAN, {"nord": FIRST, "syd": FIRST})


def a_year_later(first: Round, answers: str = NOW) -> NextRound:
    """T1 2023 in the same workspace: another plan and templates, another inbox, the outputs as they were."""
    other = new_round(first.folder.parent / "later", LATER, {})
    for name in ("plan.xlsx", "templates"):
        path = first.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.move(other.folder / name, path)
    shutil.rmtree(first.folder / "inbox")
    later = NextRound(first.folder)
    later.answer("nord", answers)
    return later


def found(merged: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Rule, severity and file of what concerns earlier rounds."""
    return [(f["rule"], f["severity"], f["file"]) for f in merged["findings"] if f["rule"] in RULES]


def test_a_merge_leaves_its_record_beside_the_outputs(first: Round) -> None:
    folder = first.folder / "output" / "record"
    assert sorted(path.name for path in folder.iterdir()) == list(RECORD)
    index = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert (index["round"], index["period_start"], index["period_end"]) == ("T1 2022", "2022-01-01", "2022-04-30")
    assert sorted([*index["files"], "record.json"]) == list(RECORD)
    assert any(level["word"] == "Uppnått" for scale in index["scales"] for level in scale["levels"])
    lines = (folder / "figures.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "section,row,unit,column,value"
    assert "measures,vantat,nord,outcome.women,0.7083" in lines


def test_the_same_inputs_give_the_same_record(first: Round) -> None:
    folder = first.folder / "output" / "record"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    first.merge()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_next_round_in_the_same_workspace_knows_the_one_before(first: Round) -> None:
    later = a_year_later(first)
    assert found(later.merged_json()) == []
    row = later.row("nord", "vantat")
    assert row["Tidigare utfall"] == "T1 2021 K: 71 % M: 69 %; T1 2022 K: 70,83 % M: 79 %"
    assert later.row("nord", "fragor")["Måluppfyllelse"] == "□ Uppnått", "20 then and 31 now is an increase"
    assert sorted(path.name for path in (later.folder / "history" / "T1 2022").iterdir()) == list(RECORD)
    later.merge()
    assert later.row("nord", "vantat") == row, "the record that is in the history now says the same"


def test_a_corrected_figure_counts_although_a_controller_has_noted_in_the_workbook(first: Round) -> None:
    book = openpyxl.load_workbook(first.regional)
    book["Styrmått"]["A1"] = "Ring Nord om den här"
    book.save(first.regional)
    first.answer("nord", FIRST.replace("| 20 ", "| 31 "))
    first.merge()
    (edited,) = first.regional.parent.glob("regional 2*.xlsx")
    stale = shutil.copy(edited, first.folder.parent / "regional-T1.xlsx")
    later = a_year_later(first, NOW.replace("| 31 ", "| 40 "))
    merged = later.merged_json("--previous", str(stale))
    assert found(merged) == [("record-before-workbook", "info", "regional-T1.xlsx")]
    workbook = next(Path(path) for path in merged["outputs"] if "regional" in path)
    assert later.row("nord", "fragor", path=workbook)["Tidigare utfall"].endswith("T1 2022 31")


def test_a_record_that_somebody_has_changed_is_not_read(first: Round) -> None:
    figures = first.folder / "output" / "record" / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("0.7083", "0.9"), encoding="utf-8")
    later = a_year_later(first)
    merged = later.merged_json()
    assert found(merged) == [("record-changed", "error", "output/record/figures.csv")]
    assert later.code == 1
    assert later.row("nord", "vantat")["Tidigare utfall"] == "T1 2021 K: 71 % M: 69 %"
    again = later.merged_json()
    assert found(again) == [("record-changed", "error", "history/T1 2022/figures.csv")], "told until it is put right"


@pytest.mark.parametrize("name", ["Våren 2022", "T2 2022"])
def test_a_round_of_the_very_days_of_the_last_one_is_not_compared_with_it(
    first: Round, name: str, tmp_path: Path
) -> None:
    """It is the same round by another name, or the plan has the period of the one that it was copied from."""
    other = new_round(tmp_path / "other", PLAN.replace("| T1 2022 |", f"| {name} |", 1), {})
    shutil.copytree(first.folder / "output" / "record", other.folder / "history" / "T1 2022")
    (finding,) = [finding for finding in other.plan_findings() if finding["rule"] in RULES]
    assert (finding["rule"], finding["found"]) == ("previous-not-usable", "T1 2022")
    assert "2022-01-01" in finding["advice"]
    _code, output = command("template", "--plan", str(other.folder))
    assert "history/T1 2022" in output
    sheet = sheet_in(other.folder / "templates" / f"Division Nord {name}.xlsx", "Styrmått")
    assert not [cell.value for line in sheet.iter_rows() for cell in line if "70,83" in str(cell.value)]


OF_A_ROUND = ("templates", "inbox", "plan.xlsx")


def move(source: Path, target: Path) -> None:
    """Put what belongs to one round where the other's lies: another plan in the same workspace."""
    target.mkdir(exist_ok=True)
    for name in OF_A_ROUND:
        path = target / name
        if path.is_dir():
            shutil.rmtree(path)
        copy = shutil.copytree if (source / name).is_dir() else shutil.copy
        copy(source / name, path)


def test_a_round_that_is_merged_again_after_a_later_one_is_as_it_was(first: Round, tmp_path: Path) -> None:
    before = first.row("nord", "vantat")
    move(first.folder, tmp_path / "t1")
    later = a_year_later(first).merge()
    move(first.folder, tmp_path / "t2")
    move(tmp_path / "t1", first.folder)
    assert found(first.merged_json()) == [], "records of this round and of later ones are no history of it"
    assert first.row("nord", "vantat") == before
    assert sorted(path.name for path in (first.folder / "history").iterdir()) == ["T1 2022", "T1 2023"]
    first.answer("nord", FIRST.replace("| 20 ", "| 18 "))
    first.merge()
    move(tmp_path / "t2", first.folder)
    later.merge()
    assert later.row("nord", "fragor")["Tidigare utfall"].endswith("T1 2022 18"), "not what the later round kept of it"


def test_a_record_that_a_person_has_edited_is_left_and_the_new_one_gets_a_number(first: Round) -> None:
    output = first.folder / "output"
    (output / "record" / "findings.csv").write_text("anteckning\n", encoding="utf-8")
    first.merge()
    assert (output / "record" / "findings.csv").read_text(encoding="utf-8") == "anteckning\n"
    assert sorted(path.name for path in (output / "record (2)").iterdir()) == list(RECORD)
    first.merge()
    assert not (output / "record (3)").exists(), "nobody has edited the new one"
    later = a_year_later(first)
    assert found(later.merged_json()) == []
    assert later.row("nord", "vantat")["Tidigare utfall"].endswith("T1 2022 K: 70,83 % M: 79 %")


def test_of_several_copies_in_the_history_the_last_counts(first: Round, tmp_path: Path) -> None:
    """A person had noted something in the first of them, in a file that no later round reads."""
    later = new_round(tmp_path / "later", LATER, {})
    shutil.copytree(first.folder / "output" / "record", later.folder / "history" / "T1 2022")
    first.answer("nord", FIRST.replace("| 20 ", "| 18 "))
    first.merge()
    shutil.copytree(first.folder / "output" / "record", later.folder / "history" / "T1 2022 (2)")
    assert [finding["rule"] for finding in later.plan_findings() if finding["rule"] in RULES] == []
    command("template", "--plan", str(later.folder))
    sheet = sheet_in(later.folder / "templates" / "Division Nord T1 2023.xlsx", "Styrmått")
    (earlier,) = [str(cell.value) for line in sheet.iter_rows() for cell in line if "T1 2022 18" in str(cell.value)]
    assert earlier.endswith("T1 2022 18")


def test_a_published_round_leaves_no_record(first: Round) -> None:
    first.merge("--published")
    assert not (first.folder / "output" / "published" / "record").exists()
