"""merge --previous: outcomes of earlier rounds come from the regional workbooks of those rounds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.plans import PLAN
from tests.scoring.rounds import Round, every_cell, new_round
from tests.tables import fill, text_tables

FIRST = """
| Styrmått                        | Utfall kvinnor | Utfall män | Utfall totalt |
| Andel som väntat högst 90 dagar | 70,83 %        | 79 %       |               |
| Antal som fått frågan           |                |            | 20            |
"""
NOW = FIRST.replace("70,83 %", "75 %").replace("| 20 ", "| 31 ")
LATER = (
    PLAN.replace("| Tillfälle | T1 2022 |", "| Tillfälle | T1 2023 |")
    .replace("| Jämförs med | T1 2021 |", "| Jämförs med | T1 2022 |")
    .replace("| Period från | 2022-01-01 |", "| Period från | 2023-01-01 |")
    .replace("| Period till | 2022-04-30 |", "| Period till | 2023-04-30 |")
)


class NextRound(Round):
    """A round a year later."""

    def template(self, unit: str) -> Path:
        return Path(str(super().template(unit)).replace("T1 2022", "T1 2023"))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022, merged and published."""
    round_ = new_round(tmp_path_factory.mktemp("t1") / "r", PLAN, {"nord": FIRST, "syd": FIRST})
    return round_.merge("--published")


def a_year_later(folder: Path, plan: str = LATER) -> NextRound:
    """T1 2023 with one unit's answers."""
    new_round(folder, plan, {})
    round_ = NextRound(folder)
    round_.answer("nord", NOW)
    return round_


def findings(result: dict[str, Any], *rules: str) -> list[tuple[str, str, str, str]]:
    """Rule, severity, file and what was found."""
    return [(f["rule"], f["severity"], f["file"], f["found"]) for f in result["findings"] if f["rule"] in rules]


RULES = ("earlier-outcome-differs", "earlier-not-in-plan", "previous-not-usable", "prefilled-changed")


def test_what_the_plan_lacks_comes_from_the_earlier_workbook(before: Round, tmp_path: Path) -> None:
    later = a_year_later(tmp_path / "r")
    later.merge()
    assert later.row("nord", "vantat")["Utveckling"].endswith("Kan inte avgöras")
    result = later.merged_json("--previous", str(before.regional))
    row = later.row("nord", "vantat")
    assert row["Tidigare utfall"] == "T1 2021 K: 71 % M: 69 %; T1 2022 K: 70,83 % M: 79 %"
    assert "70,83 %" in row["Utveckling: motivering"] and "tertial 1 2022" in row["Utveckling: motivering"]
    assert later.row("nord", "fragor")["Måluppfyllelse"] == "□ Uppnått", "20 then and 31 now is an increase"
    assert later.row("syd", "vantat")["Tidigare utfall"] == "T1 2022 K: 70,83 % M: 79 %", (
        "also of one who has not answered"
    )
    assert findings(result, *RULES) == []


def test_the_plans_own_figure_stands_and_the_difference_is_told(before: Round, tmp_path: Path) -> None:
    figures = (
        "| vantat | nord | T1 2022 | 71 % | 60 % | |\n| fragor | nord | T1 2022 | | | 19 |\n| fragor | nord | T1 2021"
    )
    later = a_year_later(tmp_path / "r", LATER.replace("| fragor | nord | T1 2021", figures))
    result = later.merged_json("--previous", str(before.regional))
    assert findings(result, *RULES) == [
        ("earlier-outcome-differs", "warning", "plan.xlsx", "60,0\u00a0%"),
        ("earlier-outcome-differs", "warning", "plan.xlsx", "19"),
    ], "71 % and 70,83 % are the same figure"
    differing = next(finding for finding in result["findings"] if finding["rule"] == RULES[0])
    assert differing["cell"] and "79,0\u00a0%" in differing["advice"] and "regional.xlsx" in differing["advice"]
    assert "T1 2022 K: 71 % M: 60 %" in later.row("nord", "vantat")["Tidigare utfall"]
    assert "60 %" in later.row("nord", "vantat")["Utveckling: motivering"]


def test_two_figures_that_differ_are_not_shown_alike(before: Round, tmp_path: Path) -> None:
    figures = "| vantat | nord | T1 2022 | 70,831 % | 79 % | |\n| fragor | nord | T1 2021"
    later = a_year_later(tmp_path / "r", LATER.replace("| fragor | nord | T1 2021", figures))
    (result,) = [
        finding
        for finding in later.merged_json("--previous", str(before.regional))["findings"]
        if finding["rule"] == RULES[0]
    ]
    assert result["found"] == "70,831\u00a0%" and "70,830\u00a0%" in result["advice"]


def test_ids_that_are_gone_are_named(before: Round, tmp_path: Path) -> None:
    later = a_year_later(tmp_path / "r", LATER.replace("| fragor |", "| fragan |").replace("|fragor|", "|fragan|"))
    result = later.merged_json("--previous", str(before.regional))
    assert findings(result, *RULES) == [("earlier-not-in-plan", "info", "regional.xlsx", "fragor")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("| Kort namn | mellansjo |", "| Kort namn | skane |"), "mellansjo"),
        (("| Tillfälle | T1 2023 |", "| Tillfälle | 2022 T1 |"), "T1 2022"),
        (("| Tillfälle | T1 2023 |", "| Tillfälle | T3 2021 |"), "T1 2022"),
    ],
)
def test_another_region_or_no_earlier_round_is_not_used(
    before: Round, tmp_path: Path, change: tuple[str, str], expected: str
) -> None:
    new_round(tmp_path / "r", LATER.replace(*change), {})
    later = Round(tmp_path / "r")
    inbox = later.folder / "inbox"
    inbox.mkdir()
    for template in (later.folder / "templates").glob("Division Nord*"):
        shutil.copyfile(template, inbox / "mall.xlsx")
        fill_in(inbox / "mall.xlsx")
    result = later.merged_json("--previous", str(before.regional))
    assert findings(result, *RULES) == [("previous-not-usable", "warning", "regional.xlsx", expected)]


def fill_in(path: Path) -> None:
    """Type this year's figures into a template."""
    fill(path, path, text_tables(NOW, "Styrmått"))


def test_what_is_no_regional_workbook_stops_with_a_sentence(before: Round, tmp_path: Path) -> None:
    later = a_year_later(tmp_path / "r")
    (tmp_path / "tom.xlsx").write_bytes(b"")
    for other in (before.public("regional.xlsx"), before.folder / "plan.xlsx", tmp_path / "tom.xlsx", tmp_path / "nej"):
        later.merge("--previous", str(other))
        assert later.code == 2 and other.name in later.output and "Traceback" not in later.output
    assert not (later.folder / "output").exists()


def test_the_published_workbook_keeps_no_figures(before: Round) -> None:
    assert "_followup" in {sheet for sheet, _cell, _value in every_cell(before.regional)}
    assert "_followup" not in {sheet for sheet, _cell, _value in every_cell(before.public("regional.xlsx"))}


def test_several_earlier_rounds_and_the_record_of_them(before: Round, tmp_path: Path) -> None:
    later = a_year_later(tmp_path / "r")
    copy = tmp_path / "samma igen.xlsx"
    shutil.copyfile(before.regional, copy)
    result = later.merged_json("--previous", str(before.regional), "--previous", str(copy))
    assert findings(result, *RULES) == []
    record_ = json.loads((later.folder / "output" / "manifest.json").read_text(encoding="utf-8"))
    assert [file["file"] for file in record_["previous"]] == ["regional.xlsx", "samma igen.xlsx"]
    assert record_["previous"][0]["sha256"] == record_["previous"][1]["sha256"]


def test_a_merge_without_what_the_last_one_had_says_so(before: Round, tmp_path: Path) -> None:
    later = a_year_later(tmp_path / "r")
    result = later.merged_json("--previous", str(before.regional))
    assert findings(result, "earlier-left-out") == []
    assert findings(later.merged_json(), "earlier-left-out") == [("earlier-left-out", "warning", "regional.xlsx", "")]


def test_rows_sorted_without_their_keys_are_still_known(before: Round, tmp_path: Path) -> None:
    later = a_year_later(tmp_path / "r")
    path = later.folder / "inbox" / later.template("nord").name
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Styrmått"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    one, other = rows["vantat"], rows["fragor"]
    for column in range(2, sheet.max_column + 1):
        first, second = sheet.cell(one, column), sheet.cell(other, column)
        first.value, second.value = second.value, first.value
        first.number_format, second.number_format = second.number_format, first.number_format
    workbook.save(path)
    result = later.merged_json("--previous", str(before.regional))
    assert [finding["rule"] for finding in result["findings"] if finding["rule"] == "sorted-without-keys"]
    assert later.row("nord", "fragor")["Utfall totalt"] == 31
    assert "70,83 %" in later.row("nord", "vantat")["Tidigare utfall"]
