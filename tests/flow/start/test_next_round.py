"""followup new DIR --from DIR --round ID: the plan of the round before with another round in it, and its figures as history."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.cli.test_previous import FIRST, NOW
from tests.house import command
from tests.one_sheet import sheet_in
from tests.plans import PLAN, changed
from tests.scoring.rounds import NAMES, Round, merged_round, new_round
from tests.tables import fill, text_tables

OF_THE_SEAL = {"docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"}
DAYS = ("--period-from", "2023-01-01", "--period-to", "2023-04-30", "--deadline", "2023-05-12")


class Later(Round):
    """The round a year later."""

    def template(self, unit: str) -> Path:
        return self.folder / "templates" / f"{NAMES[unit]} T1 2023.xlsx"


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022, merged."""
    return merged_round(tmp_path_factory.mktemp("t1") / "r", PLAN, {"nord": FIRST, "syd": FIRST})


def start(merged: Round, folder: Path, *arguments: str) -> tuple[int, str]:
    return command("new", str(folder), "--from", str(merged.folder), *arguments)


def settings(path: Path) -> dict[str, object]:
    """The settings of a plan by their titles."""
    sheet = sheet_in(path, "Uppföljning")
    return {str(row[1].value): row[2].value for row in sheet.iter_rows() if row[1].value}


def test_a_year_later_nothing_of_the_last_round_is_typed_again(merged: Round, tmp_path: Path) -> None:
    code, output = start(merged, tmp_path / "t", "--round", "T1 2023", *DAYS)
    assert code == 0, output
    assert "T1 2022" in output
    later = Later(tmp_path / "t")
    code, output = command("plan", "check", str(later.folder / "plan.xlsx"))
    assert code == 0, output
    command("template", "--plan", str(later.folder))
    fill(later.template("nord"), later.folder / "inbox" / later.template("nord").name, text_tables(NOW, "Styrmått"))
    later.merge()
    row = later.row("nord", "vantat")
    assert row["Tidigare utfall"] == "T1 2021 K: 71 % M: 69 %; T1 2022 K: 70,83 % M: 79 %"
    assert "tertial 1 2022" in row["Utveckling: motivering"], (
        "compared with the round before, without a word of it in the plan"
    )
    assert later.row("syd", "vantat")["Tidigare utfall"] == "T1 2022 K: 70,83 % M: 79 %"


def test_the_settings_are_those_of_the_round_to_come(merged: Round, tmp_path: Path) -> None:
    before = settings(merged.folder / "plan.xlsx")
    start(merged, tmp_path / "t", "--round", "T1 2023", *DAYS)
    after = settings(tmp_path / "t" / "plan.xlsx")
    changed = {title: str(value)[:10] for title, value in after.items() if value != before[title]}
    assert {title: text for title, text in changed.items() if text != "None"} == {
        "Tillfälle": "T1 2023",
        "Period från": "2023-01-01",
        "Period till": "2023-04-30",
        "Jämförs med": "T1 2022",
        "Jämförelseperiod från": "2022-01-01",
        "Jämförelseperiod till": "2022-04-30",
        "Sista svarsdag": "2023-05-12",
    }


def test_all_else_in_the_plan_is_as_it_was_stored(merged: Round, tmp_path: Path) -> None:
    start(merged, tmp_path / "t", "--round", "T1 2023")
    with zipfile.ZipFile(merged.folder / "plan.xlsx") as old, zipfile.ZipFile(tmp_path / "t" / "plan.xlsx") as new:
        differ = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert len(differ - OF_THE_SEAL) == 2, "the sheets of the settings and of last year's production"


def test_what_is_not_known_yet_is_named(merged: Round, tmp_path: Path) -> None:
    code, output = start(merged, tmp_path / "t", "--round", "T2 2022", "--period-from", "2022-05-01")
    assert code == 0
    assert "Period till" in output and "Sista svarsdag" in output


def test_the_number_of_the_case_that_follows_along_is_named(merged: Round, tmp_path: Path) -> None:
    _code, output = start(merged, tmp_path / "t", "--round", "T2 2022")
    assert "ett eget ärende: Diarienummer RM 2022/17 (Uppföljning!C19)." in output
    assert settings(tmp_path / "t" / "plan.xlsx")["Diarienummer"] == "RM 2022/17"


def test_an_empty_code_asks_for_measures_of_other_rounds_and_says_so(merged: Round, tmp_path: Path) -> None:
    start(merged, tmp_path / "t", "--round", "T2 2022", "--period-from", "2022-01-01", "--period-to", "2022-08-31")
    new = Round(tmp_path / "t")
    (finding,) = [finding for finding in new.plan_findings() if finding["rule"] == "code-missing"]
    assert finding["severity"] == "warning" and finding["advice"].endswith("i kolumnen Följs upp: DÅ04, ÅR.")
    place = sheet_in(new.folder / "plan.xlsx", finding["sheet"])[finding["cell"]]
    assert place.value is None and place.offset(column=-1).value == "Kod"
    assert "code-missing" not in {finding["rule"] for finding in merged.plan_findings()}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Ange det kommande tillfället"),
        (("--round", "T1 2021"), "kommer inte efter T1 2022"),
        (("--round", "T2"), "kommer inte efter T1 2022"),
    ],
)
def test_what_cannot_be_started_is_refused(
    merged: Round, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    code, output = start(merged, tmp_path / "t", *arguments)
    assert code == 2
    assert sentence in output
    assert not (tmp_path / "t" / "plan.xlsx").exists()


def test_a_round_that_was_never_merged_has_no_figures_to_carry_over(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": FIRST})
    shutil.rmtree(round_.folder / "output", ignore_errors=True)
    code, output = start(round_, tmp_path / "t", "--round", "T1 2023")
    assert code == 2 and "dokumentation" in output


def test_a_record_that_somebody_has_changed_is_not_carried_over(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "r", PLAN, {"nord": FIRST})
    figures = round_.folder / "output" / "record" / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("0.7083", "0.9"), encoding="utf-8")
    code, output = start(round_, tmp_path / "t", "--round", "T1 2023")
    assert code == 2 and "figures.csv är inte som den skrevs" in output
    assert not (tmp_path / "t" / "plan.xlsx").exists()


def test_days_of_a_plan_that_counts_from_1904_are_not_four_years_off(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "r", PLAN, {"nord": FIRST})
    book = openpyxl.load_workbook(round_.folder / "plan.xlsx")
    book.epoch = CALENDAR_MAC_1904
    book.save(round_.folder / "plan.xlsx")
    code, output = start(round_, tmp_path / "t", "--round", "T1 2023", *DAYS)
    assert code == 0, output
    assert str(settings(tmp_path / "t" / "plan.xlsx")["Sista svarsdag"])[:10] == "2023-05-12"


def test_the_history_goes_on_from_round_to_round(merged: Round, tmp_path: Path) -> None:
    start(merged, tmp_path / "a", "--round", "T1 2023", *DAYS)
    second = Later(tmp_path / "a")
    command("template", "--plan", str(second.folder))
    fill(second.template("nord"), second.folder / "inbox" / second.template("nord").name, text_tables(NOW, "Styrmått"))
    second.merge()
    code, output = command("new", str(tmp_path / "b"), "--from", str(second.folder), "--round", "T1 2024")
    assert code == 0, output
    assert sorted(path.name for path in (tmp_path / "b" / "history").iterdir()) == ["T1 2022", "T1 2023"]


def test_a_workspace_is_never_written_over(merged: Round, tmp_path: Path) -> None:
    code, output = start(merged, merged.folder, "--round", "T1 2023")
    assert code == 2 and "finns redan" in output


def test_a_figure_of_another_period_never_stands_under_the_new_ones_heading(merged: Round, tmp_path: Path) -> None:
    """Visits of January to April are no comparison for May to August."""
    old = sheet_in(merged.folder / "plan.xlsx", "Produktion förra året")
    code, output = start(merged, tmp_path / "t", "--round", "T2 2022", "--period-to", "2022-08-31")
    assert code == 0 and "Produktion förra året" in output
    new = sheet_in(tmp_path / "t" / "plan.xlsx", "Produktion förra året")
    held = {cell.coordinate for row in old.iter_rows() for cell in row if isinstance(cell.value, int | float)}
    kept = {cell.coordinate for row in new.iter_rows() for cell in row if isinstance(cell.value, int | float)}
    assert held and not kept
    labels = [[cell.value for cell in row[:3]] for row in old.iter_rows()]
    assert [[cell.value for cell in row[:3]] for row in new.iter_rows()] == labels, "which rows a unit has is kept"


def test_earlier_outcomes_stand_in_the_order_of_time_however_the_plan_has_them(tmp_path: Path) -> None:
    of_2021 = "| vantat | nord | T1 2021 | 71 % | 69 % | |"
    typed = f"| vantat | nord | ÅR 2021 | 73 % | 74 % | |\n{of_2021}\n| vantat | nord | T2 2021 | 72 % | 70 % | |"
    round_ = merged_round(tmp_path / "r", changed(of_2021, typed), {"nord": FIRST})
    earlier = "T1 2021 K: 71 % M: 69 %; T2 2021 K: 72 % M: 70 %; ÅR 2021 K: 73 % M: 74 %"
    assert round_.row("nord", "vantat")["Tidigare utfall"] == earlier
    start(round_, tmp_path / "t", "--round", "T1 2023", *DAYS)
    command("template", "--plan", str(tmp_path / "t"))
    sheet = sheet_in(Later(tmp_path / "t").template("nord"), "Styrmått")
    texts = [str(cell.value).replace("\u00a0", " ") for row in sheet.iter_rows() for cell in row if cell.value]
    assert f"{earlier}; T1 2022 K: 70,83 % M: 79 %" in texts


def test_days_that_nobody_gives_are_those_of_the_round_s_name_and_the_title_follows(
    merged: Round, tmp_path: Path
) -> None:
    before = settings(merged.folder / "plan.xlsx")
    code, output = start(merged, tmp_path / "t", "--round", "T2 2022", "--deadline", "2022-09-15")
    assert code == 0, output
    assert "2022-01-01–2022-08-31" in output
    after = settings(tmp_path / "t" / "plan.xlsx")
    assert [str(after[title])[:10] for title in ("Period från", "Period till", "Jämförelseperiod till")] == [
        "2022-01-01",
        "2022-08-31",
        "2021-08-31",
    ]
    assert str(before["Rapportens titel"]).replace("T1 2022", "T2 2022") == after["Rapportens titel"]
