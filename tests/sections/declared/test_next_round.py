"""A declared table in the round after: what was reported stands beside what is asked, and small numbers stay out of print."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_previous import LATER, NextRound
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round
from tests.sections.declared.declared_plans import ECONOMY

STAFF = """
## Tabeller
| Id | Titel | Rader | Förklaras i |
| personal | Personal | fasta | kommentar |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Räknas i | Uppdelat | Tidigare av | Från när | Beräknas | Räknar personer | I översikten |
| personal | forra | Anställda förra omgången | tidigare | antal | | delar | antal | förra omgången | | ja | |
| personal | antal | Anställda | svar | antal | | delar och totalt | | | | ja | ja |
| personal | forandring | Förändring | beräknad | andel | | delar | | | förändring(antal; forra) | | |
| personal | kommentar | Kommentar | svar | text | | | | | | | |
## Rader
| Tabell | Id | Rad | Under | Räknas |
| personal | alla | Alla | | summa |
| personal | lakare | Läkare | alla | fylls i |
| personal | ovriga | Övriga | alla | fylls i |
"""
ANSWERS = """
## Personal
| Personal | Anställda kvinnor | Anställda män |
| Läkare | 40 | 3 |
| Övriga | 100 | 20 |
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Round:
    round_ = new_round(tmp_path_factory.mktemp("t1") / "r", PLAN + STAFF, {"nord": ANSWERS, "syd": ANSWERS})
    return round_.merge("--published")


def sheet(path: Path, name: str) -> list[list[object]]:
    """The rows of a sheet with something in them, without the hidden column."""
    lines = openpyxl.load_workbook(path, data_only=True)[name].iter_rows(min_col=2, values_only=True)
    return [[value for value in line if value is not None] for line in lines if any(line)]


def test_the_template_of_the_next_round_shows_what_was_reported(first: Round, tmp_path: Path) -> None:
    new_round(tmp_path / "r", LATER + STAFF, {})
    later = NextRound(tmp_path / "r")
    later.answer("nord", ANSWERS.replace("| 40 | 3 |", "| 44 | 6 |"))
    later.merged_json("--previous", str(first.regional))
    (doctors,) = [
        row for row in later.rows("Personal") if row["Enhet"] == "Division Nord" and row["Personal"] == "Läkare"
    ]
    shown = {key: doctors[key] for key in doctors if key.startswith(("Anställda", "Förändring"))}
    assert shown == {
        "Anställda förra omgången kvinnor": 40,
        "Anställda förra omgången män": 3,
        "Anställda kvinnor": 44,
        "Anställda män": 6,
        "Anställda": 50,
        "Förändring kvinnor": 0.1,
        "Förändring män": 1,
    }


def test_small_numbers_of_people_stay_out_of_what_is_published(first: Round) -> None:
    working = [value for row in first.rows("Personal") for value in row.values()]
    published = [row for row in first.rows("Personal", first.public("regional.xlsx")) if row["Personal"] == "Läkare"]
    assert 3 in working
    assert {row["Anställda män"] for row in published} <= {"<5", "< 5", "–", "..", None, "*"} | {"maskerat"}


def test_economy_is_summed_up_in_overview_regional_workbook_and_word(tmp_path: Path) -> None:
    answers = "## Ekonomi\n| Post | Utfall jan–apr 2022 |\n| Intäkter | 98,5 |\n| Personal | 58 |\n| Läkemedel | 31 |\n"
    round_ = new_round(tmp_path / "r", PLAN + ECONOMY, {"nord": answers}).merge()
    texts = [str(value) for line in sheet(round_.regional, "Översikt") for value in line]
    assert any("Ekonomiskt utfall, mnkr: Utfall jan–apr 2022" in text for text in texts)
    assert "Ekonomiskt utfall" in round_.word
