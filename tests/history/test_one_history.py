"""Every command sees the plan with what earlier rounds reported: templates, check, plan check, status, merge, report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.test_previous import FIRST, NOW
from tests.house import command
from tests.one_sheet import sheet_in
from tests.outputs.reading_back import Record
from tests.plans import PLAN
from tests.scoring.rounds import NAMES, Round, merged_round

ANSWERS = f"""
## Styrmått
{FIRST}
## Besök
| Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
| Läkarbesök > Somatik | 45 467       | 4 800                     |
| Övriga besök         | 40 000       | 7 000                     |
"""
DAYS = ("--period-from", "2023-01-01", "--period-to", "2023-04-30", "--deadline", "2023-05-12")


class Second(Round):
    """The round a year later, begun by ``followup new --from``."""

    def template(self, unit: str) -> Path:
        return self.folder / "templates" / f"{NAMES[unit]} T1 2023.xlsx"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022, merged."""
    return merged_round(tmp_path_factory.mktemp("t1") / "r", PLAN, {"nord": ANSWERS, "syd": FIRST})


@pytest.fixture(scope="module")
def begun(first: Round, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """T1 2023 with its templates, and the first round beside it."""
    folder = tmp_path_factory.mktemp("begun")
    shutil.copytree(first.folder, folder / "t1")
    code, output = command("new", str(folder / "t2"), "--from", str(folder / "t1"), "--round", "T1 2023", *DAYS)
    assert code == 0, output
    with_templates(Second(folder / "t2"))
    return folder


@pytest.fixture
def second(begun: Path, tmp_path: Path) -> Second:
    """The same, each to be changed."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return Second(tmp_path / "t2")


def with_templates(round_: Second) -> Second:
    code, output = command("template", "--plan", str(round_.folder))
    assert code == 0, output
    return round_


def cell(path: Path, sheet: str, key: str, column: str) -> Any:
    """The cell of a template in a row and under a column of these hidden keys."""
    found_column = 0
    for line in sheet_in(path, sheet).iter_rows():
        texts = [cell.value for cell in line]
        found_column = texts.index(column) if column in texts else found_column
        if texts[0] == key:
            return line[found_column]
    raise AssertionError(f"no row {key} on {sheet}")


def checked(round_: Round) -> list[tuple[str, str]]:
    """Rule and what stood there of what check finds in the inbox."""
    _code, printed = command("check", "--plan", str(round_.folder), str(round_.folder / "inbox"), "--format", "json")
    files = json.loads(printed[printed.index("{") :])["files"]
    return [(finding["rule"], finding["found"]) for file in files for finding in file["findings"]]


def of_prefilled(findings: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [finding for finding in findings if finding[0] in ("prefilled-changed", "reworded-since", "row-mixed")]


def again_with(first: Path, *changes: tuple[str, str]) -> None:
    """The first round is corrected by its unit and merged again."""
    text = ANSWERS
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    Round(first).answer("nord", text)
    assert Round(first).merge().code in (0, 1)


def renew(second: Round) -> None:
    code, output = command("new", str(second.folder), "--from", str(second.folder.parent / "t1"), "--renew")
    assert code == 0, output


def visits(round_: Round) -> Record:
    return round_.row("nord", "lakare-somatik", "Besök")


def test_templates_show_the_last_outcomes_and_last_years_production(second: Second) -> None:
    path = second.template("nord")
    assert cell(path, "Styrmått", "vantat", "earlier").value.replace("\u00a0", " ") == (
        "T1 2021 K: 71 % M: 69 %; T1 2022 K: 70,83 % M: 79 %"
    )
    assert cell(path, "Produktion", "lakare-somatik", "before").value == 45467
    assert cell(path, "Produktion", "lakare-somatik", "remote_before").value == 4800
    assert cell(path, "Produktion", "lakare-somatik", "before").value == 45467


def test_plan_check_lacks_nothing_that_the_last_round_reported(first: Round, second: Second) -> None:
    assert "target-without-a-baseline" in {finding["rule"] for finding in Round.plan_findings(no_history(second))}
    assert {finding["rule"] for finding in second.plan_findings()} <= {"contact-missing", "goals-not-judged"}


def no_history(second: Second) -> Round:
    """The same workspace without its history."""
    bare = second.folder.with_name("bare")
    shutil.copytree(second.folder, bare)
    shutil.rmtree(bare / "history")
    return Round(bare)


def test_check_and_merge_compare_with_the_very_figures_that_the_template_shows(second: Second) -> None:
    much = f"{NOW}\n## Besök\n| Besök | Besök jan–apr 2023 | Varav distansbesök jan–apr 2023 |\n| Läkarbesök > Somatik | 145 467 | 4 900 |"
    second.answer("nord", "## Styrmått\n" + much)
    found = checked(second)
    assert "far-from-last-year" in {rule for rule, _found in found}
    assert of_prefilled(found) == []
    merged = second.merged_json()
    assert "far-from-last-year" in {finding["rule"] for finding in merged["findings"]}
    row = visits(second)
    assert (row["Besök jan–apr 2022"], row["Besök jan–apr 2023"]) == (45467, 145467)


def test_the_regions_sum_of_last_year_is_that_of_the_record(second: Second) -> None:
    second.answer(
        "nord", "## Besök\n| Besök | Besök jan–apr 2023 |\n| Läkarbesök > Somatik | 50 000 |\n| Övriga besök | 40 000 |"
    )
    second.merge()
    unit = second.row("nord", "totalt", "Besök")
    assert (unit["Besök jan–apr 2022"], unit["Besök jan–apr 2023"]) == (45467 + 40000, 90000)
    assert unit["Förändring"] == pytest.approx(90000 / 85467 - 1)
    lines = sheet_in(second.regional, "Regionen").iter_rows(values_only=True)
    (region,) = [line for line in lines if "Totalt antal besök" in line]
    assert {90000, 85467} <= set(region), "the south has answered neither round: the sums are of the north"


def test_a_template_that_was_sent_before_the_earlier_round_was_corrected_is_no_noise(second: Second) -> None:
    second.answer("nord", "## Styrmått\n" + NOW)
    again_with(second.folder.parent / "t1", ("| 45 467 ", "| 45 000 "), ("| 20 ", "| 31 "))
    renew(second)
    assert of_prefilled(checked(second)) == []
    second.merge()
    assert visits(second)["Besök jan–apr 2022"] == 45000, "what stands is what was corrected"
    assert second.row("nord", "fragor")["Tidigare utfall"] == "T1 2021 19; T1 2022 31"


def test_what_the_unit_itself_changed_in_it_is_still_told(second: Second) -> None:
    second.answer("nord", "## Styrmått\n" + NOW)
    path = second.folder / "inbox" / second.template("nord").name
    book = openpyxl.load_workbook(path)
    of_path = cell(path, "Produktion", "lakare-somatik", "before")
    book["Produktion"][of_path.coordinate] = 44444
    earlier = cell(path, "Styrmått", "fragor", "earlier")
    book["Styrmått"][earlier.coordinate] = "T1 2021 19; T1 2022 21"
    book.save(path)
    again_with(second.folder.parent / "t1", ("| 45 467 ", "| 45 000 "))
    renew(second)
    assert sorted(of_prefilled(checked(second))) == [
        ("prefilled-changed", "44444"),
        ("prefilled-changed", "T1 2021 19; T1 2022 21"),
    ]
    second.merge()
    assert visits(second)["Besök jan–apr 2022"] == 45000


def test_a_template_that_was_sent_before_there_was_any_history_is_no_noise(first: Round, second: Second) -> None:
    history, aside = second.folder / "history", second.folder / "aside"
    history.rename(aside)
    with_templates(second)
    assert cell(second.template("nord"), "Produktion", "lakare-somatik", "before").value is None
    second.answer("nord", "## Styrmått\n" + NOW)
    aside.rename(history)
    assert of_prefilled(checked(second)) == []
    second.merge()
    assert visits(second)["Besök jan–apr 2022"] == 45467


def test_the_corrected_figure_is_shown_although_a_controller_has_noted_in_the_workbook(
    first: Round, tmp_path: Path
) -> None:
    """The note froze a workbook with 19; the unit corrected it to 31, and round two knows 31 everywhere."""
    folder = shutil.copytree(first.folder, tmp_path / "t1")
    again_with(folder, ("| 20 ", "| 19 "))
    book = openpyxl.load_workbook(folder / "output" / "regional.xlsx")
    book["Styrmått"]["A1"] = "Ring Nord om den här"
    book.save(folder / "output" / "regional.xlsx")
    again_with(folder, ("| 20 ", "| 31 "))
    (edited,) = (folder / "output").glob("regional 2*.xlsx")
    code, output = command("new", str(tmp_path / "t2"), "--from", str(folder), "--round", "T1 2023", *DAYS)
    assert code == 0, output
    second = with_templates(Second(tmp_path / "t2"))
    assert cell(second.template("nord"), "Styrmått", "fragor", "earlier").value == "T1 2021 19; T1 2022 31"
    second.answer("nord", "## Styrmått\n" + NOW.replace("| 31 ", "| 30 "))
    second.merge("--previous", str(edited))
    row = second.row("nord", "fragor")
    assert row["Måluppfyllelse: motivering"] == "Utfall 30, mål ökning från 31 (tertial 1 2022)."
    assert "▲" in row["Måluppfyllelse"]


def test_status_counts_what_check_finds(second: Second) -> None:
    much = f"{NOW}\n## Besök\n| Besök | Besök jan–apr 2023 | Varav distansbesök jan–apr 2023 |\n| Läkarbesök > Somatik | 145 467 | 4 900 |"
    second.answer("nord", "## Styrmått\n" + much)
    _code, printed = command("status", "--plan", str(second.folder), "--format", "json")
    units = {unit["id"]: unit for unit in json.loads(printed[printed.index("{") :])["units"]}
    merged = {unit["id"]: unit for unit in second.merged_json()["units"]}
    assert units["nord"] == merged["nord"]
    assert units["nord"]["warnings"] >= 1
