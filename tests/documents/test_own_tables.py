"""A table that the plan declares, in documents: its chapter, and what is said where a sum lacks a unit."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.house import command
from tests.outputs.reading_back import word_tables, word_text
from tests.plans import PLAN
from tests.scoring.rounds import Round, new_round
from tests.sections.declared.declared_plans import ECONOMY
from tests.tables import plan_of, rows_of

WITHOUT_A_BUDGET = ECONOMY.replace("| utfall-2022 | personal | syd | budget | | 40 |\n", "")
ANSWERS = {
    "nord": "## Ekonomi\n| Post | Utfall jan–apr 2022 |\n| Intäkter | 99 |\n| Personal | 58 |\n| Läkemedel | 31 |\n",
    "syd": "## Ekonomi\n| Post | Utfall jan–apr 2022 |\n| Intäkter | 51 |\n| Personal | 39 |\n",
}
DOCUMENT = """
## Dokument
| Id | Titel | Skede |
| lag | Lägesrapport | arbetsmaterial |

## Delar
| Dokument | Rubrik | Vad | Kolumner |
| lag | Utfallet | utfall-2022 | {columns} |
"""


def written(folder: Path, plan: str, name: str = "lag", answers: Mapping[str, str] = ANSWERS) -> Round:
    """A round with a document of its plan, or with what is published of it (``merge``)."""
    round_ = new_round(folder, plan, answers)
    verb = ("merge", "--published") if name == "merge" else ("report", name)
    code, output = command(*verb, "--plan", str(round_.folder))
    assert code == (0 if answers is ANSWERS else 1), output
    return round_


@pytest.mark.parametrize("columns", ["", "Budget {period}, Avvikelse", "budget, avvikelse"])
def test_a_sum_that_lacks_a_unit_says_which_and_is_held_against_nothing(columns: str, tmp_path: Path) -> None:
    round_ = written(tmp_path, PLAN + WITHOUT_A_BUDGET + DOCUMENT.format(columns=columns))
    text = word_text(round_.folder / "output" / "lag.docx")
    assert "Budget januari–april 2022: uppgifter saknas från Division Syd." in text
    assert "Utfall januari–april 2022: uppgifter saknas" not in text
    if not columns:
        (region,) = [table for table in word_tables(round_.folder / "output" / "lag.docx") if "60,0" in str(table)][:1]
        (personal,) = [row for row in region if row[0] == "Personal"][:1]
        assert "97,0" in personal and "60,0*" in personal
        assert "37,0" not in personal and "-37,0" not in personal, "97 of two units against 60 of one"


def test_nothing_is_said_to_be_missing_where_nothing_is(tmp_path: Path) -> None:
    round_ = written(tmp_path, PLAN + ECONOMY + DOCUMENT.format(columns="Budget {period}, Utfall {period}"))
    assert "uppgifter saknas" not in word_text(round_.folder / "output" / "lag.docx")


def test_the_appendix_has_the_tables_of_the_plan(tmp_path: Path) -> None:
    round_ = written(tmp_path, PLAN + ECONOMY, "appendix")
    (appendix,) = [path for path in (round_.folder / "output").rglob("*.docx") if "Nord" in path.name]
    assert "Ekonomiskt utfall" in word_text(appendix).splitlines()


def test_a_document_of_the_plan_stands_under_its_own_title(tmp_path: Path) -> None:
    """The summary is one of ours: it stands under that of the report, and says below which document it is."""
    report = "Delårsrapport april 2022"
    for title, expected in (
        (report, ["Lägesrapport", f"Region Mellansjö · {report}"]),
        ("Lägesrapport", ["Lägesrapport", "Region Mellansjö"]),
    ):
        assert report in PLAN
        round_ = written(tmp_path / title, PLAN.replace(report, title) + ECONOMY + DOCUMENT.format(columns=""))
        assert word_text(round_.folder / "output" / "lag.docx").splitlines()[:2] == expected


JUDGED = """
## Tabeller
| Id | Titel | Blad | Rader |
| kontroll | Kontroller | Kontroller | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Val eller skala |
| kontroll | moment | Kontroll | etikett | text | |
| kontroll | omdome | Omdöme | svar | bedömning | måluppfyllelse |
| kontroll | om | Om kontrollen | svar | text | |
## Rader
| Tabell | Id | Rad | Räknas |
| kontroll | avtal | Avtal | fylls i |
## Dokument
| Id | Titel |
| lag | Kontroller {år} |
## Delar
| Dokument | Rubrik | Vad | Kolumner |
| lag | Så gick det | kontroll | Kontroll, Omdöme, Om kontrollen |
"""


def test_a_level_stands_with_its_sign_and_the_year_in_the_title(tmp_path: Path) -> None:
    answers = {"nord": "## Kontroller\n| Kontroll | Omdöme | Om kontrollen |\n| Avtal | Uppnått | Alla följs |\n"}
    round_ = new_round(tmp_path, PLAN + JUDGED, answers)
    _code, offered = command("report", "--plan", str(round_.folder))
    assert "Kontroller 2022" in offered and "{år}" not in offered
    command("report", "lag", "--plan", str(round_.folder))
    document = round_.folder / "output" / "lag.docx"
    rows = [row for table in word_tables(document) for row in table]
    assert ["Avtal", "Division Nord", "Alla följs", "□ Uppnått"] in rows
    assert "Kontroller 2022" in word_text(document)


QUESTION = """
## Frågor
| Id | Rubrik | Fråga | Enheter |
| samlad | Samlad bedömning | Räcker kontrollen? | nord |
## Dokument
| Id | Titel |
| lag | Läget |
## Delar
| Dokument | Rubrik | Vad | Avser |
| lag | {heading} | svar i ord | Frågor |
"""


@pytest.mark.parametrize("heading", ["Samlad bedömning", "Svaren"])
def test_a_heading_that_the_part_has_already_is_not_said_again(heading: str, tmp_path: Path) -> None:
    answers = {"nord": "## Frågor\n| Rubrik | Svar |\n| Samlad bedömning | Den räcker. |\n"}
    round_ = new_round(tmp_path, PLAN + QUESTION.format(heading=heading), answers)
    command("report", "lag", "--plan", str(round_.folder))
    lines = word_text(round_.folder / "output" / "lag.docx").splitlines()
    assert lines.count("Samlad bedömning") == 2, "in the contents and above the answer"


def test_where_what_is_known_before_comes_from_stands_under_the_table(tmp_path: Path) -> None:
    before, heading, values = ECONOMY.partition("## Värden\n")
    titles, *rows = values.splitlines()
    sourced = "\n".join(
        [f"{before}{heading}{titles} Källa | Datum |", *(f"{row} Budgetbeslut | 2021-11-24 |" for row in rows), ""]
    )
    said = "Källa till Budget januari–april 2022: Budgetbeslut, 2021-11-24."
    round_ = written(tmp_path / "a", PLAN + sourced + DOCUMENT.format(columns="Budget {period}, Utfall {period}"))
    assert word_text(round_.folder / "output" / "lag.docx").splitlines().count(said) == 1
    round_ = written(tmp_path / "b", PLAN + sourced + DOCUMENT.format(columns="Utfall {period}"))
    assert said not in word_text(round_.folder / "output" / "lag.docx")


def test_the_region_is_drawn_before_its_units(tmp_path: Path) -> None:
    """A chart of the sums, under the region's name; what a unit answered stands in its own."""
    form = DOCUMENT.replace("| Kolumner |", "| Kolumner | Form |").replace("{columns} |", "{columns} | staplar |")
    round_ = written(tmp_path, PLAN + ECONOMY + form.format(columns="Post, Utfall {period}"))
    path = round_.folder / "output" / "lag.docx"
    titles = [
        line for line in word_text(path).splitlines() if line in ("Region Mellansjö", "Division Nord", "Division Syd")
    ]
    assert titles[-3:] == ["Region Mellansjö", "Division Nord", "Division Syd"]
    with zipfile.ZipFile(path) as package:
        charts = [package.read(f"word/charts/chart{number}.xml").decode() for number in (1, 2, 3)]
    drawn = [dict(zip(_said(chart, "cat"), _said(chart, "val"), strict=True)) for chart in charts]
    assert [series["Personal"] for series in drawn] == ["97.0", "58.0", "39.0"]


def _said(chart: str, part: str) -> list[str]:
    points = re.findall(rf"<c:{part}>(.*?)</c:{part}>", chart)[0]
    return re.findall(r"<c:v>([^<]*)</c:v>", points)


def test_a_sum_that_lacks_a_unit_is_not_drawn(tmp_path: Path) -> None:
    """Beside the budget of all it would show that less was spent."""
    form = DOCUMENT.replace("| Kolumner |", "| Kolumner | Form |").replace("{columns} |", "{columns} | staplar |")
    round_ = new_round(
        tmp_path,
        PLAN + ECONOMY + form.format(columns="Post, Budget {period}, Utfall {period}"),
        {"nord": ANSWERS["nord"]},
    )
    command("report", "lag", "--plan", str(round_.folder))
    path = round_.folder / "output" / "lag.docx"
    with zipfile.ZipFile(path) as package:
        region = package.read("word/charts/chart1.xml").decode()
    budget, outcome = (re.findall(r"<c:v>([^<]*)</c:v>", of) for of in re.findall(r"<c:val>(.*?)</c:val>", region))
    assert "100.0" in budget or "150.0" in budget
    assert not {"99.0", "58.0"} & set(outcome)
    assert "Utfall januari–april 2022: uppgifter saknas från Division Syd." in word_text(path)


@pytest.mark.parametrize("cell", ["Filter", "Grupp", "Ordning"])
def test_what_is_no_column_of_a_table_of_your_own_is_told(cell: str) -> None:
    """The sheets that declare it have columns too (Enhet, of values known before), which say nothing of its rows."""
    said = {"Filter": 'Enhet = "nord"', "Grupp": "Enhet", "Ordning": "Enhet"}
    parts = f"| Dokument | Rubrik | Vad | {cell} |\n| lag | Utfallet | utfall-2022 | {said[cell]} |\n"
    found = rows_of(plan_of(PLAN + ECONOMY + DOCUMENT.partition("| Dokument |")[0] + parts)[1])
    assert "part-column-unknown" in found and "Skiljs åt av" not in found


def test_sums_stand_behind_the_units_rows_that_are_ordered_by_a_figure(tmp_path: Path) -> None:
    parts = "| Dokument | Rubrik | Vad | Kolumner | Ordning |\n"
    parts += "| lag | Utfallet | utfall-2022 | Post, Utfall {period} | Utfall {period} fallande |\n"
    round_ = written(tmp_path, PLAN + ECONOMY + DOCUMENT.partition("| Dokument |")[0] + parts)
    (rows,) = [table[1:] for table in word_tables(round_.folder / "output" / "lag.docx") if table[0][0] == "Post"]
    units = [row[1] for row in rows]
    first_sum = units.index("Region Mellansjö")
    assert "Region Mellansjö" not in units[:first_sum] and set(units[first_sum:]) == {"Region Mellansjö"}
    figures = [float(row[2].replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")) for row in rows[:first_sum]]
    assert figures == sorted(figures, reverse=True)


FREE = """
## Tabeller
| Id | Titel | Rader | Skiljs åt av |
| klagomal | Klagomål | fria | amne |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | I översikten |
| klagomal | amne | Ämne | svar | text | |
| klagomal | antal | Antal | svar | antal | ja |
"""


def test_figures_of_rows_that_units_write_are_summed_in_the_overview(tmp_path: Path) -> None:
    answers = {"nord": "## Klagomål\n| Ämne | Antal |\n| Väntetid | 28 |\n| Bemötande | 4 |\n"}
    round_ = new_round(tmp_path, PLAN + FREE, answers)
    code, output = command("merge", "--plan", str(round_.folder))
    assert code == 0, output
    sheet = openpyxl.load_workbook(round_.folder / "output" / "regional.xlsx")["Översikt"]
    assert any(str(cell.value).endswith(",32)") for line in sheet.iter_rows() for cell in line), "28 and 4, with a link"


CHOSEN = """
## Tabeller
| Id | Titel | Rader | Skiljs åt av |
| klagomal | Klagomål | fria | amne |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Val eller skala | Räknar personer | Beräknas |
| klagomal | amne | Ämne | svar | {} | Väntetid; Bemötande; Annat | | |
| klagomal | antal | Antal | svar | antal | | ja | |
| klagomal | forra | Förra | svar | antal | | ja | |
| klagomal | andrat | Förändring | beräknad | förändring | | | förändring(antal; forra) |
## Dokument
| Id | Titel | Skede |
| lag | Lägesrapport | arbetsmaterial |
## Delar
| Dokument | Rubrik | Vad |
| lag | Klagomålen | klagomal |
"""
WRITTEN_ROWS = {
    "nord": "## Klagomål\n| Ämne | Antal | Förra |\n| Väntetid | 28 | 20 |\n| Bemötande | 4 | 8 |\n",
    "syd": "## Klagomål\n| Ämne | Antal | Förra |\n| Väntetid | 22 | |\n| Annat | 3 | 4 |\n| Annat | 7 | 4 |\n",
}


def test_rows_that_units_choose_from_a_list_are_summed_over_the_region(tmp_path: Path) -> None:
    """Of the second row of others nobody knows what it is of, so its figures are in no sum."""
    round_ = written(tmp_path, PLAN + CHOSEN.format("val"), answers=WRITTEN_ROWS)
    region = word_tables(round_.folder / "output" / "lag.docx")[0]
    assert [[text.replace("\u00a0", " ") for text in row] for row in region[1:]] == [
        ["Väntetid", "50", "20*", ""],
        ["Annat", "3*", "4*", ""],
        ["Bemötande", "4", "8", "\u221250,0 %"],
    ]


def test_a_row_of_which_nobody_says_what_it_is_is_to_be_corrected(tmp_path: Path) -> None:
    """Its figures stand in no sum of the region."""
    answers = {"nord": "## Klagomål\n| Ämne | Antal | Förra |\n| | 28 | 20 |\n| Väntetid | 5 | 5 |\n"}
    round_ = new_round(tmp_path, PLAN + CHOSEN.format("val"), answers)
    _code, output = command("check", "--plan", str(round_.folder), str(round_.folder / "inbox"))
    assert "Klagomål!B4 · Ämne: " in output.partition("Att kontrollera")[0]


def test_rows_that_units_name_in_their_own_words_are_nobody_elses(tmp_path: Path) -> None:
    round_ = written(tmp_path, PLAN + CHOSEN.format("text"), answers=WRITTEN_ROWS)
    text = word_text(round_.folder / "output" / "lag.docx")
    assert "Klagomål, Division Nord" in text and "Klagomål, Region Mellansjö" not in text


def test_a_small_sum_of_rows_that_units_choose_is_masked(tmp_path: Path) -> None:
    round_ = written(tmp_path, PLAN + CHOSEN.format("val"), "merge", answers=WRITTEN_ROWS)
    sheet = openpyxl.load_workbook(round_.public("regional.xlsx"))["Klagomål, data"]
    region = [[cell.value for cell in line] for line in sheet.iter_rows() if line[0].value == "Region Mellansjö"]
    shown = {(line[3], line[5]): [value for value in line if value in (50, 4, "<5")] for line in region}
    assert shown["Väntetid", "antal"] == [50] and shown["Bemötande", "antal"] == ["<5"]
