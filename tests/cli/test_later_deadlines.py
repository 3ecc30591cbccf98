"""A unit that has been given longer: its own last day stands on its template, in status and in mails, and counts."""

from __future__ import annotations

import email
import shutil
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from tests.cli.commands.test_status import CLOSES, GOOD, a_round, as_json, status
from tests.house import command
from tests.scoring.rounds import Round
from tests.tables import edited

TITLES = "## Anstånd\n| Enhet | Sista svarsdag | Varför | Beslutat av | Tillfälle |"
LATER = "| Division Syd | 2022-05-25 | Nytt journalsystem. | Regiondirektören | |"


def given_longer(round_: Round, row: str = LATER) -> None:
    """Write a later deadline."""
    round_.decide(f"{TITLES}\n{row}")


def first_sheet(path: Path) -> set[str]:
    """All texts of a template's first sheet."""
    return {str(cell.value)[:10] for line in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in line}


def test_it_stands_on_the_units_template_alone(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {})
    given_longer(round_)
    code, output = command("template", "--plan", str(round_.folder))
    assert code == 0, output
    assert "2022-05-25" in first_sheet(round_.template("syd"))
    assert "2022-05-13" in first_sheet(round_.template("nord")) and "2022-05-25" not in first_sheet(
        round_.template("nord")
    )


def test_status_counts_the_days_by_it(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": GOOD})
    given_longer(round_)
    output = status(round_, today="2022-05-20")
    assert "för 7 dagar sedan" in output and "Division Syd: Sista svarsdag är den 25 maj 2022, 5 dagar kvar." in output
    assert as_json(round_)["later_deadlines"] == {"syd": "2022-05-25"}


def test_the_reminder_names_it(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": GOOD}, CLOSES)
    given_longer(round_)
    status(round_, "--drafts", str(tmp_path / "drafts"), today="2022-05-20")
    mail = email.message_from_bytes(next((tmp_path / "drafts").glob("Division Syd*.eml")).read_bytes(), policy=default)
    text = mail.get_content()
    assert "Sista svarsdag är 2022-05-25." in text and "2022-05-13" not in text
    assert "kommer efter 2022-05-20" not in text, "nothing is late before the unit's own last day"


def test_answers_before_it_are_not_late(tmp_path: Path) -> None:
    """The round closes on the 20th; the workbook was first seen on the 24th."""
    round_ = a_round(tmp_path, {"syd": GOOD}, {"Stänger": "2020-01-20", "Sista svarsdag": "2020-01-13"})
    late = [f["rule"] for f in round_.merged_json("--today", "2022-05-24")["findings"]]
    assert "came-late" in late
    given_longer(round_, LATER.replace("2022", "2099"))
    late = [f["rule"] for f in round_.merged_json("--today", "2022-05-24")["findings"]]
    assert "came-late" not in late


def test_a_template_that_went_out_before_is_answered_without_a_word_of_it(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": GOOD})
    before = round_.merged_json()["findings"]
    given_longer(round_)
    assert round_.merged_json()["findings"] == before, "the plan is the same plan, and its day is known for ours"


def test_one_of_another_round_does_not_count(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"nord": GOOD})
    given_longer(round_, LATER.rstrip("|") + "T1 2021 |")
    assert as_json(round_)["later_deadlines"] == {}


@pytest.mark.parametrize("row", [LATER.replace("2022-05-25", "2022-05-13"), LATER.replace("Division Syd", "region")])
def test_one_that_gives_nobody_longer_is_told(tmp_path: Path, row: str) -> None:
    round_ = a_round(tmp_path, {"nord": GOOD})
    given_longer(round_, row)
    assert [f["rule"] for f in round_.merged_json()["findings"] if f["file"] == "decisions.xlsx"] == [
        "decision-without-effect"
    ]
    assert as_json(round_)["later_deadlines"] == {}


def test_the_day_of_all_is_known_for_ours_where_the_hidden_sheet_is_lost(tmp_path: Path) -> None:
    round_ = a_round(tmp_path, {"syd": GOOD})
    path = round_.folder / "inbox" / round_.template("syd").name
    shutil.copyfile(edited(path, lambda workbook: workbook.remove(workbook["_followup"])), path)
    before = round_.merged_json()["findings"]
    given_longer(round_)
    assert round_.merged_json()["findings"] == before
