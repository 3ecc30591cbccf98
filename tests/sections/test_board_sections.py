"""Internal control, agreements, texts under headings and attachments, through a whole round."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.house import command
from tests.outputs.reading_back import word_tables, word_text
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round
from tests.tables import empty_decisions, fill, plan_book, read_plan, text_tables

EXAMPLE = Path(__file__).parents[2] / "examples" / "norrbotten-2018-02"
SCALE = """
| Bedömning | internkontroll | utan brist | ✓ | utan brist | #2E7D32 | | | klar |
| Bedömning | internkontroll | brist | ▼ | brist | #F9D0CC | | | försenad |
| Bedömning | internkontroll | inte genomförd | ◊ | inte genomförd | #4A4F55 | | | inte påbörjad |
""".strip()
SHEETS = """
## Kontrollmoment
| Id | Nr | Kontrollmoment | Enhet | Kontrollmetod | Klart senast | Beslutat av |
| k1 | 1 | Delegationsbeslut | nord | Jämför med diariet | 2022-12-31 | Styrelsen |
| k2 | 2 | Bisysslor | nord | Jämför med Bolagsverket | 2022-04-15 | Styrelsen |
| k3 | 3 | Bisysslor | syd | Fråga cheferna | | Styrelsen |
| k4 | 4 | Rutiner | nord | Stickprov | | Styrelsen |

## Överenskommelser
| Id | Nr | Överenskommelse | Pågående eller ny | Staten förra året | Staten i år | Enheter |
| cancer | 1 | Cancervård | pågående | 447 mkr | 447,5 mkr | nord |
| psykisk | 2 | Psykisk hälsa | pågående | | 1,4 mkr, ökning med 529 mkr | syd |
| ny | 3 | Beredskap | ny | | trettio | syd |

## Rubriker
| Id | Rubrik | Enheter | Antal texter |
| nytt | Aktuella händelser | alla | 3 |

## Bilagor
| Id | Rubrik | Titel | Avser | Fil |
| a | Ledningsrapport | Rapport mars | mars | Mars på året.pdf |
| b | Ledningsrapport | Rapport april | april | April.pdf |
| c | Ledningsrapport | Rapport maj | maj | |
"""
START = "| åtgärdsstatus | prognos | klar |"
TEXT = PLAN.replace(START, f"{SCALE}\n{START}", 1) + SHEETS
ANSWERS = {
    "nord": """
## Internkontroll
| Kontrollmoment | Resultat av kontrollen | Bedömning av kontrollen | Brist | Vidtagen åtgärd |
| Delegationsbeslut | Fyra saknas. | brist | | |
| Bisysslor | | inte genomförd | | |
| Rutiner | | brist | Två är gamla. | |

## Nationella överenskommelser
| Överenskommelse | Vår del 2021, mnkr | Vår del 2022, mnkr |
| Cancervård | 10,6 | 9700 |

## Texter till rapporten
| Rubrik | Nr | Titel | Under texten före | Text |
| Aktuella händelser | 1 | Öppen tidbok | | Kön blev kortare. |
| Aktuella händelser | 2 | Varför | ja | Fler bokar själva. |
| Aktuella händelser | 3 | | | En text utan titel. |
""",
    "syd": """
## Nationella överenskommelser
| Överenskommelse | Vår del 2021, mnkr | Vår del 2022, mnkr |
| Psykisk hälsa | 11,6 | 22 |

## Texter till rapporten
| Rubrik | Nr | Titel | Under texten före | Text |
| Aktuella händelser | 1 | Nytt kök | | Det öppnade i mars. |
| Aktuella händelser | 2 | Tom titel | | |
""",
}


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """A round with an attachment whose name a Mac has written."""
    merged = new_round(tmp_path / "r", TEXT, ANSWERS)
    (merged.folder / "bilagor").mkdir()
    name = unicodedata.normalize("NFD", "Mars på året.pdf")
    shutil.copyfile(next((EXAMPLE / "bilagor").glob("*december*.pdf")), merged.folder / "bilagor" / name)
    return merged


def place(round_: Round, rows: str) -> None:
    """Type rows into a new decisions workbook, on the sheet Ordning."""
    empty = empty_decisions()
    fill(empty, round_.decisions, text_tables(rows, "Ordning"))


def report(round_: Round) -> Path:
    """The report to the board."""
    code, output = command("report", "board_report", "--plan", str(round_.folder))
    assert code == 0, output
    return round_.folder / "output" / "board_report.docx"


def test_what_is_found(round_: Round) -> None:
    place(round_, "| Text | Enhet | Nummer | Tas med |\n| Nytt köksbord | | 1 | ja |")
    result = [
        (finding["rule"], finding["unit"], finding["label"], finding["found"])
        for finding in round_.merged_json()["findings"]
        if finding["rule"] != "not-answered" and finding["severity"] != "info"
    ]
    nord, syd = "Division Nord", "Division Syd"
    assert sorted(result) == [
        ("amount-implausible", nord, "Vår del 2022, mnkr", "9\u00a0700"),
        ("amount-implausible", syd, "Staten 2022", "1,4 mkr, ökning med 529 mkr"),
        ("amount-not-understood", syd, "Staten 2022", "trettio"),
        ("attachment-missing", "", "Fil", "April.pdf"),
        ("control-not-done", nord, "Bedömning av kontrollen", "inte genomförd"),
        ("no-such-text", "", "Text", "Nytt köksbord"),
        ("shortcoming-not-described", nord, "Brist", ""),
        ("shortcoming-without-measure", nord, "Vidtagen åtgärd", ""),
        ("text-without-title", nord, "Titel", ""),
        ("title-without-text", syd, "Titel", "Tom titel"),
    ]


def test_what_is_right_is_not_found(round_: Round) -> None:
    right = ANSWERS["nord"].replace("| brist | | |", "| brist | Fyra saknas. | Rutinen ses över. |")
    right = right.replace("| | inte genomförd |", "| Görs i maj. | inte genomförd |").replace("9700", "9,7")
    right = right.replace("| Två är gamla. | |", "| Två är gamla. | De ses över. |").replace("| 3 | |", "| 3 | Titel |")
    round_.answer("nord", right)
    rules = {finding["rule"] for finding in round_.merged_json()["findings"] if finding["unit"] == "Division Nord"}
    assert rules <= {"not-answered"}


def test_texts_stand_as_decided_and_what_is_left_out_takes_its_subheadings_along(round_: Round) -> None:
    def order() -> list[str]:
        lines = word_text(report(round_)).splitlines()
        body = lines[len(lines) - lines[::-1].index("Aktuella händelser") :]
        titles = ("Öppen tidbok", "Varför", "Nytt kök", "Tom titel")
        return [line for line in body if line in titles]

    assert order() == ["Öppen tidbok", "Varför", "Nytt kök", "Tom titel"]
    place(round_, "| Text | Enhet | Nummer | Tas med |\n| nytt kök | | 1 | ja |\n| nytt.2 | syd | | nej |")
    assert order() == ["Nytt kök", "Öppen tidbok", "Varför"]
    place(round_, "| Text | Enhet | Nummer | Tas med |\n| Öppen tidbok | nord | | nej |")
    assert order() == ["Nytt kök", "Tom titel"]


def test_a_moment_of_two_units_and_sums_of_what_is_stated(round_: Round) -> None:
    tables = word_tables(report(round_))
    (controls,) = [table for table in tables if table[0][0] == "Kontrollmoment"]
    assert [row[:2] for row in controls[1:]] == [
        ["Delegationsbeslut", "Division Nord"],
        ["Bisysslor", "Division Nord"],
        ["", "Division Syd"],
        ["Rutiner", "Division Nord"],
    ]
    assert tables[1][0][4:6] == ["Vår del 2021, mnkr", "Vår del 2022, mnkr"], "what is empty everywhere has no column"
    sums = [row for table in tables for row in table if row[0].startswith("Summa")]
    shares = [[row[0], *(cell.replace("\u00a0", " ") for cell in row[4:6])] for row in sums]
    assert shares == [
        ["Summa pågående", "22,2 mnkr", "9 722 mnkr (?)"],
        ["Summa nya", "", ""],
        ["Summa", "22,2 mnkr*", "9 722 mnkr* (?)"],
    ]


def test_attachments(round_: Round) -> None:
    (table,) = [table for table in word_tables(report(round_)) if table[0][0] == "Bilaga"]
    assert table[1:] == [
        ["1. Rapport mars", "mars", "Mars på året.pdf", "2"],
        ["2. Rapport april", "april", "April.pdf", ""],
        ["3. Rapport maj", "maj", "", ""],
    ]


def test_a_plan_with_controls_needs_a_scale_for_them() -> None:
    _plan, findings = read_plan(plan_book(PLAN + SHEETS))
    assert [finding.rule for finding in findings if finding.severity == 0] == ["scale-missing"]
    _plan, findings = read_plan(plan_book(TEXT))
    assert [finding.rule for finding in findings] == ["amount-implausible", "amount-not-understood"]
