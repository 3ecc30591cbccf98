"""A round that is merged again after the next one was begun: the copy of its record has grown old, and that is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_previous import FIRST
from tests.history.test_one_history import ANSWERS, DAYS, Second, again_with, renew, with_templates
from tests.house import command
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round

RULE = "earlier-round-merged-again"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """T1 2022 merged, and T1 2023 begun from it, beside each other."""
    folder = tmp_path_factory.mktemp("year")
    merged_round(folder / "t1", PLAN, {"nord": ANSWERS, "syd": FIRST})
    code, output = command("new", str(folder / "t2"), "--from", str(folder / "t1"), "--round", "T1 2023", *DAYS)
    assert code == 0, output
    with_templates(Second(folder / "t2"))
    return folder


@pytest.fixture
def year(begun: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(begun, tmp_path / "year"))


def merged_again(findings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(finding["file"], finding["advice"]) for finding in findings if finding["rule"] == RULE]


def test_a_correction_of_the_earlier_round_is_told_and_taken_in_when_asked(year: Path) -> None:
    second = Second(year / "t2")
    second.answer("nord", "## Besök\n| Besök | Besök jan–apr 2023 |\n| Läkarbesök > Somatik | 50 000 |")
    assert merged_again(second.merged_json()["findings"]) == []
    again_with(year / "t1", ("| 45 467 ", "| 45 000 "))
    ((file, advice),) = merged_again(second.merged_json()["findings"])
    assert file == "history/T1 2022" and "followup new . --from ../t1 --renew" in advice
    assert merged_again(second.plan_findings()), "plan check tells it too"
    assert second.row("nord", "lakare-somatik", "Besök")["Besök jan–apr 2022"] == 45467, "nothing is changed unasked"
    renew(second)
    assert merged_again(second.merged_json()["findings"]) == []
    assert second.row("nord", "lakare-somatik", "Besök")["Besök jan–apr 2022"] == 45000


DONE = "\n## Strategiska åtgärder\n| Åtgärd | Status | Kommentar |\n| Rätta till remissflödet | klar | Klart. |\n## Styrmått\n"


def test_what_was_finished_late_is_told_when_the_correction_is_taken_in(year: Path) -> None:
    """The plan was made before, and is a person's: it is not changed."""
    again_with(year / "t1", ("\n## Styrmått\n", DONE))
    code, output = command("new", str(year / "t2"), "--from", str(year / "t1"), "--renew")
    assert code == 0 and "klara i T1 2022 sedan planen gjordes" in output
    assert "Rätta till remissflödet (remisser)" in output and "produktionsplanering" not in output


def test_who_makes_templates_hears_that_they_show_what_was(year: Path) -> None:
    again_with(year / "t1", ("| 45 467 ", "| 45 000 "))
    code, output = command("template", "--plan", str(year / "t2"))
    assert code == 0 and "history/T1 2022" in output and "--renew" in output


def test_who_makes_templates_hears_that_a_record_cannot_be_read(year: Path) -> None:
    figures = year / "t2" / "history" / "T1 2022" / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("45467", "54467"), encoding="utf-8")
    code, output = command("template", "--plan", str(year / "t2"))
    assert code == 0 and "history/T1 2022/figures.csv" in output and "inte som den skrevs" in output


def test_a_round_that_is_merged_again_without_a_change_is_not_told(year: Path) -> None:
    Round(year / "t1").merge()
    assert merged_again(Second(year / "t2").plan_findings()) == []


def test_where_the_earlier_folder_is_gone_nothing_is_told(year: Path) -> None:
    again_with(year / "t1", ("| 45 467 ", "| 45 000 "))
    (year / "t1").rename(year / "elsewhere")
    assert merged_again(Second(year / "t2").plan_findings()) == []


def test_nothing_absolute_is_kept_of_where_the_earlier_round_lay(year: Path) -> None:
    index = (year / "t2" / "history" / "T1 2022" / "record.json").read_text(encoding="utf-8")
    assert json.loads(index)["copied_from"] == "../t1/output/record"
    assert str(year) not in index


def test_two_folders_that_move_together_still_know_each_other(year: Path) -> None:
    moved = year.rename(year.with_name("moved"))
    again_with(moved / "t1", ("| 45 467 ", "| 45 000 "))
    assert merged_again(Second(moved / "t2").plan_findings())


def test_a_third_round_knows_the_first_itself_and_not_its_copy(year: Path) -> None:
    second = Second(year / "t2")
    second.answer("nord", "## Besök\n| Besök | Besök jan–apr 2023 |\n| Läkarbesök > Somatik | 50 000 |")
    second.merge()
    code, output = command("new", str(year / "t3"), "--from", str(year / "t2"), "--round", "T1 2024")
    assert code == 0, output
    again_with(year / "t1", ("| 45 467 ", "| 45 000 "))
    ((file, advice),) = merged_again(Round(year / "t3").plan_findings())
    assert file == "history/T1 2022" and "../t1" in advice


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "--renew anges"),
        (("--from", "t1", "--round", "T1 2024"), "--renew anges"),
        (("--from", "t2"), "ingen dokumentation"),
    ],
)
def test_what_cannot_be_renewed_is_refused(
    year: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(year)
    code, output = command("new", "t2", "--renew", *arguments)
    assert code == 2 and sentence in output
