"""A figure that is to be checked is seen to be so wherever it stands, and so is what is made of it."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from tests.outputs.reading_back import word_tables
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round, plain

UNITS = """
| Id | Namn | Slag | Överordnad | Avsnitt | Mall |
| region | Region Mellansjö | region | | | nej |
| nord | Division Nord | division | region | Styrmått, Produktion | ja |
| syd | Division Syd | division | region | Styrmått, Produktion | ja |
"""
PLAN = plan_text(
    """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop | Regionens mål |
| inhyrd | 1 | ramar | Kostnad för inhyrd personal | tkr | lägre | högst 45 000 tkr | nej | DÅ04 | nord, syd | summa | |
| tid | 2 | trygghet | Vårdtid | index | lägre | högst 4 | nej | DÅ04 | nord, syd | | |
## Produktionsrader
| Tabell | Id | Rad | Under | Räknas |
| Besök | lakare | Läkarbesök | totalt | fylls i |
| Besök | ovriga | Övriga besök | totalt | fylls i |
| Besök | totalt | Totalt antal besök | | summa |
## Produktion förra året
| Enhet | Rad | Föregående | Varav distans |
| nord | lakare | 4000 | 10 |
| nord | ovriga | 100 | 10 |
| syd | lakare | 4000 | 10 |
| syd | ovriga | 100 | 10 |
""",
    units=UNITS,
    settings={"Jämförelseperiod till": "2021-04-30"},
)
TITLES = "| Styrmått | Utfall totalt | Kommentar |"
BESIDES = """
## Besök
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
| Läkarbesök | {visits} | 12 |
| Övriga besök | 100 | 11 |
"""
SYD = (
    f"{TITLES}\n| Kostnad för inhyrd personal | 47 000 | Sjukfrånvaro. |\n| Vårdtid | 5 | Fler sköra. |"
    + BESIDES.format(visits="4100")
)
FIGURE = "| Kostnad för inhyrd personal | 46 200 000 | {comment} |\n| Vårdtid | 3 | |"


def answered(folder: Path, comment: str, visits: str) -> Round:
    """Nord writes kronor where thousands are asked for, and so many visits; nobody doubts what Syd writes."""
    nord = f"{TITLES}\n{FIGURE.format(comment=comment)}{BESIDES.format(visits=visits)}"
    return merged_round(folder, PLAN, {"nord": nord, "syd": SYD}, "--today", "2022-05-20")


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Round:
    return answered(tmp_path_factory.mktemp("ifragasatt") / "r", "", "400")


def outcomes(round_: Round) -> dict[str, str]:
    """The outcomes in tkr in Word, by unit."""
    (table,) = [
        table
        for table in word_tables(round_.summary)
        if {"Utfall", "Enhet", "Mål"} <= set(table[0]) and any("tkr" in text for row in table for text in row)
    ]
    unit, outcome = table[0].index("Enhet"), table[0].index("Utfall")
    return {row[unit]: plain(row[outcome]) for row in table[1:] if "tkr" in row[outcome]}


def test_the_figure_and_the_sum_that_has_it_are_marked_and_no_other(round_: Round) -> None:
    assert outcomes(round_) == {
        "Region Mellansjö": "46 247 000 tkr (?)",
        "Division Nord": "46 200 000 tkr (?)",
        "Division Syd": "47 000 tkr",
    }
    assert "(?) En siffra som är att kontrollera, eller som bygger på en sådan: Division Nord." in plain(round_.word)


def test_so_are_sums_of_rows_and_what_is_worked_out(round_: Round) -> None:
    rows = round_.word_rows("Andel distansbesök")
    of_doctors, of_all, others = (
        [row for row in rows if row[0] == label] for label in ("Läkarbesök", "Totalt antal besök", "Övriga besök")
    )
    marked = [[text for text in row if text.endswith("(?)")] for rows in (of_doctors, of_all) for row in rows]
    region, nord, syd, region_of_all, nord_of_all, syd_of_all = marked
    assert region[0] == "4 500 (?)" and nord[0] == "400 (?)" and not syd
    assert region_of_all[0] == "4 700 (?)" and nord_of_all[0] == "500 (?)" and not syd_of_all
    shares = [of[-1] for of in (region, nord, region_of_all, nord_of_all)]
    assert all("%" in text for text in shares), "a share of them"
    assert not any(text.endswith("(?)") for row in others for text in row)


def test_a_comment_that_explains_it_takes_the_mark_away(tmp_path: Path) -> None:
    explained = answered(tmp_path / "r", "46 200 000 stämmer, köpt av hela länet.", "4100")
    assert "(?)" not in plain(explained.word)


def test_it_does_not_lead_the_list_of_what_is_furthest(round_: Round) -> None:
    sheet = openpyxl.load_workbook(round_.regional, data_only=True)["Översikt"]
    rows = [[str(cell.value) for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    start = next(at for at, row in enumerate(rows) if row[:1] == ["Störst avstånd till målet"])
    listed = [row[1] for row in rows[start + 1 : start + 6] if len(row) > 4]
    assert "Division Syd" in listed and listed[-1] == "Division Nord (att kontrollera)", listed


def test_it_is_noted_in_the_workbook_and_the_export(round_: Round) -> None:
    book = openpyxl.load_workbook(round_.regional, data_only=True)
    told = {
        (sheet.title, str(row[0].value), str(cell.value))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).startswith("att kontrollera: ")
    }
    visits = "att kontrollera: Besök jan–apr 2022, Förändring, Andel distansbesök"
    assert told == {
        ("Regionen", "Kostnad för inhyrd personal", "att kontrollera: Utfall totalt"),
        ("Regionen", "Läkarbesök", visits),
        ("Regionen", "Totalt antal besök", visits),
        ("Styrmått", "Division Nord", "att kontrollera: Utfall totalt"),
        ("Besök", "Division Nord", visits),
    }
    with (round_.folder / "output" / "record" / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        noted = [
            (line["unit"], line["row"], line["column"])
            for line in csv.DictReader(lines)
            if "att kontrollera" in line["note"]
        ]
    assert [unit for unit, row, _column in noted if row == "inhyrd"] == ["nord", ""]
    assert "syd" not in {unit for unit, _row, _column in noted}
