"""A unit's first five minutes, with the first sheet alone: what is asked, where, until when, and what to do when a figure
is missing.
"""

from __future__ import annotations

import openpyxl
import pytest

from tests.plans import changed
from tests.scoring.rounds import Round, new_round

CONTACT = changed("| Diarienummer | RM 2022/17 |", "| Diarienummer | RM 2022/17 |\n| Kontakt | Planeringschefen |")
WITHOUT_FIGURES = """
## Produktion
| Besök | Kommentar |
| Somatik | Systemet bytes i mars |
| Övriga besök | Systemet bytes i mars |

## Tillgänglighet
| Serie | Månad | Kommentar |
| Första besök | 2022-01 | Registret är inte klart |

## Styrmått
| Styrmått | Kommentar |
| Resultat mot budget | Bokslutet är inte klart |
"""


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """A round in which a unit has followed the sheet: no figure, but why."""
    return new_round(tmp_path_factory.mktemp("silent") / "r", CONTACT, {"nord": WITHOUT_FIGURES})


def first_sheet(round_: Round) -> dict[str, str]:
    """What is read beside each text in the first column in sight."""
    sheet = openpyxl.load_workbook(round_.template("nord"), data_only=True).worksheets[0]
    lines = ([str(cell.value) for cell in row if cell.value is not None] for row in sheet.iter_rows(min_col=2))
    return {line[0]: " · ".join(line[1:]) for line in lines if line}


def test_it_says_until_when_and_who_answers_questions(silent: Round) -> None:
    lines = first_sheet(silent)
    assert lines["Sista svarsdag"] == "2022-05-13"
    assert lines["Frågor besvaras av"] == "Planeringschefen"
    sheet = openpyxl.load_workbook(silent.template("nord")).worksheets[0]
    (day,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "2022-05-13")
    assert day.font.b, "it stands out"


def test_it_says_what_is_asked_and_where(silent: Round) -> None:
    lines = first_sheet(silent)
    assert lines["Styrmått"].startswith("Styrmått · 3 · 3 · 0")
    assert lines["Besök"].startswith("Produktion · 2 · 2 · 0")
    assert lines["Egen bedömning"].startswith("Egen bedömning · vid behov"), "nobody has to, and it says so"


def test_it_says_what_to_do_when_a_figure_is_missing(silent: Round) -> None:
    (line,) = (line for line in first_sheet(silent) if "Saknas en siffra?" in line)
    assert "skriv varför i kommentaren på samma rad" in line


def test_who_does_what_it_says_is_asked_no_more(silent: Round) -> None:
    findings = silent.merged_json()["findings"]
    words = ("Systemet bytes i mars", "Registret är inte klart", "Bokslutet är inte klart")
    explained = [f for f in findings if f["unit"] == "Division Nord" and any(word in f["advice"] for word in words)]
    assert {f["sheet"] for f in explained} == {"Produktion", "Tillgänglighet", "Styrmått"}
    assert {f["severity"] for f in explained} == {"info"}


def test_what_it_says_is_taken_for_nobodys_answer(silent: Round) -> None:
    assert [f for f in silent.merged_json()["findings"] if f["rule"] == "outside-the-tables"] == []


COLOURS = {"Gult": "FFF6D6", "Grått": "F0F2F4", "Blått": "E6F6FC", "Rött": "FBE3E3", "Orange": "FDE3C8"}


def test_it_says_what_every_colour_means_and_that_the_check_may_find_more(silent: Round) -> None:
    sheet = openpyxl.load_workbook(silent.template("nord")).worksheets[0]
    texts = {str(cell.value): cell for row in sheet.iter_rows() for cell in row}
    legend = {name: text for text in texts if (name := text.partition(":")[0]) in COLOURS}
    assert {name: str(texts[text].fill.fgColor.rgb)[2:] for name, text in legend.items()} == COLOURS
    assert "inte ditt" in legend["Grått"], "an empty grey cell is not filled in"
    assert any("kan hitta mer" in text for text in texts)


def test_it_says_whom_to_send_it_to(silent: Round) -> None:
    assert any("till den som skickade den till dig" in line for line in first_sheet(silent))
