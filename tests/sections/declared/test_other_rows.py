"""What a plan works out of cells of other rows, from template to the region, and what the published region hides of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.form.language import FilledRow
from tests.form.self_check.filled import form_faults, worked_out
from tests.house import Plan, consolidated, form_for, gather_files, lay_out_form
from tests.office import needs_office
from tests.plans import PLAN
from tests.scoring.rounds import new_round
from tests.tables import SWEDISH, fill, new_path, plan_of, read_back, rows_of, save_book, sections_of, text_tables

STAFF = """
## Tabeller
| Id | Titel | Rader |
| personal | Personal | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Uppdelat | Tidigare av | Från när | Beräknas | Räknar personer |
| personal | forra | Förra | tidigare | antal | delar | antal | förra omgången | | |
| personal | antal | Anställda | svar | antal | delar | | | | ja |
| personal | andel | Andel | beräknad | andel | delar | | | andel(antal; Alla.antal) | |
| personal | mot | Mot läkare | beräknad | tal | delar | | | antal - lakare.antal | |
| personal | okning | Ökning | beräknad | tal | delar | | | antal - före(alla.antal) | |
| personal | dubbel | Dubbel andel | beräknad | tal | delar | | | lakare.andel * 2 | |
## Rader
| Tabell | Id | Rad | Under | Räknas | Enheter |
| personal | lakare | Läkare | alla | fylls i | nord |
| personal | ovriga | Övriga | alla | fylls i | |
| personal | alla | Alla | | summa | |
## Värden
| Tabell | Rad | Enhet | Kolumn | Del | Period | Värde |
| personal | lakare | nord | antal | women | T3 2021 | 25 |
| personal | ovriga | nord | antal | women | T3 2021 | 5 |
"""
TITLES = "| Personal | Anställda kvinnor |\n"


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan, findings = plan_of(PLAN + STAFF)
    assert not findings, rows_of(list(findings))
    return plan


def filled(plan: Plan, rows: str, unit: str = "nord") -> Path:
    whose = plan.units[unit]
    empty, path = save_book(lay_out_form(form_for(plan, whose), plan, whose)), new_path(f"{whose.name} T1 2022")
    fill(empty, path, text_tables(TITLES + rows, "Personal"))
    return path


def figures(rows: Sequence[FilledRow], column: str) -> dict[str, object]:
    return {row.row.key: row[f"{column}.women"] for row in rows}


def test_a_cell_of_another_row_is_missing_where_it_has_no_figure_and_where_the_unit_has_not_the_row(plan: Plan) -> None:
    read = read_back(filled(plan, "| Läkare | 40 |\n| Övriga | 60 |\n"), tuple(sections_of(plan)), by=plan)
    rows = read.answers.tables["personal"]
    assert figures(rows, "andel") == {"lakare": Decimal("0.4"), "ovriga": Decimal("0.6"), "alla": 1}
    assert figures(rows, "mot") == {"lakare": 0, "ovriga": 20, "alla": 60}
    assert figures(rows, "okning") == {"lakare": 10, "ovriga": 30, "alla": 70}
    assert figures(rows, "dubbel") == dict.fromkeys(("lakare", "ovriga", "alla"), Decimal("0.8"))
    lacking = read_back(filled(plan, "| Läkare | 40 |\n"), tuple(sections_of(plan)), by=plan).answers.tables["personal"]
    assert figures(lacking, "andel") == dict.fromkeys(("lakare", "ovriga", "alla")), "a share of a sum that lacks a row"
    south = read_back(filled(plan, "| Övriga | 7 |\n", "syd"), tuple(sections_of(plan)), by=plan).answers.tables[
        "personal"
    ]
    assert figures(south, "andel") == {"ovriga": 1, "alla": 1}
    assert figures(south, "mot") == {"ovriga": None, "alla": None}


def test_the_region_works_it_out_of_its_own_sums(plan: Plan) -> None:
    files = [filled(plan, "| Läkare | 40 |\n| Övriga | 60 |\n"), filled(plan, "| Övriga | 100 |\n", "syd")]
    (table,) = [
        table for table in consolidated(gather_files(files, plan), plan).tables if table.section.key == "personal"
    ]
    region = [row.filled for row in table.region]
    assert figures(region, "andel") == {"lakare": Decimal("0.2"), "ovriga": Decimal("0.8"), "alla": 1}
    assert figures(region, "mot") == {"lakare": 0, "ovriga": 120, "alla": 160}


def test_a_formula_that_was_changed_is_found_where_the_first_row_names_itself(plan: Plan) -> None:
    """The formulas of the other rows differ from it in more than the number of the row."""
    path, changed = filled(plan, "| Läkare | 40 |\n| Övriga | 60 |\n"), new_path("Division Nord T1 2022")
    book = openpyxl.load_workbook(path)
    sheet = book["Personal"]
    (title,) = [cell for line in sheet.iter_rows() for cell in line if cell.value == "Mot läkare kvinnor"]
    first, second = (sheet.cell(title.row + below, title.column) for below in (1, 2))
    second.value = str(first.value).replace(str(first.row), str(second.row))
    assert second.value != first.value
    book.save(changed)
    found = read_back(changed, tuple(sections_of(plan)), by=plan).findings
    assert [finding.place.label for finding in found if finding.rule == "formula-changed"] == ["Mot läkare kvinnor"]


def test_what_a_hidden_figure_would_be_seen_from_is_hidden_with_it(tmp_path: Path) -> None:
    """Three doctors are no number to publish: nor is how many fewer they are than others, nor what is made of that."""
    answers = "## Personal\n| Personal | Anställda kvinnor |\n| Läkare | 3 |\n| Övriga | 60 |\n"
    round_ = new_round(tmp_path / "r", PLAN + STAFF, {"nord": answers}).merge("--published")
    working, published = (
        next(row for row in rows if (row["Enhet"], row["Personal"]) == ("Division Nord", "Övriga"))
        for rows in (round_.rows("Personal"), round_.rows("Personal", round_.public("regional.xlsx")))
    )
    titles = ("Mot läkare kvinnor", "Dubbel andel kvinnor")
    assert [working[title] for title in titles] == [57, pytest.approx(3 / 63 * 2)]
    assert not any(isinstance(published[title], int | float) for title in titles)


CONDITIONS = """
## Tabeller
| Id | Titel | Rader | Förklaras i |
| ekonomi | Budget | fasta | kommentar |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Val eller skala | Krävs när | Gäller när | Gräns | Frågas om när |
| ekonomi | utfall | Utfall | svar | belopp | | | | utfall <= Tak.utfall | utfall < golv.utfall |
| ekonomi | lage | Läge | svar | val | Öppet; Stängt | | | | |
| ekonomi | plan | Plan | svar | text | | resultat.utfall < 0 | | | |
| ekonomi | datum | Dag | svar | datum | | | tak.lage = "stängt" | | |
| ekonomi | kommentar | Kommentar | svar | text | | | | | |
## Rader
| Tabell | Id | Rad | Under | Räknas | Tecken i summan | Enheter |
| ekonomi | tak | Tak | | fylls i | | |
| ekonomi | golv | Golv | | fylls i | | nord |
| ekonomi | resultat | Resultat | | summa | | |
| ekonomi | in | Intäkter | resultat | fylls i | | |
| ekonomi | ut | Kostnader | resultat | fylls i | minus | |
"""
CONDITION_TITLES = "| Budget | Utfall | Läge | Plan | Dag | Kommentar |\n"
ASKED = {"beyond-declared-limit", "declared-question", "not-answered", "answer-that-does-not-apply"}


def economy(rows: str, unit: str = "nord") -> tuple[Path, list[tuple[str, str]]]:
    """The economy table of a unit filled in so, and the rule and the cell of what its conditions find."""
    plan, findings = plan_of(PLAN + CONDITIONS)
    assert not findings, rows_of(list(findings))
    whose = plan.units[unit]
    empty, path = save_book(lay_out_form(form_for(plan, whose), plan, whose)), new_path(f"{whose.name} T1 2022")
    fill(empty, path, text_tables(CONDITION_TITLES + rows, "Budget"))
    found = read_back(path, tuple(sections_of(plan)), by=plan).findings
    return path, sorted(
        (finding.rule, finding.place.cell)
        for finding in found
        if finding.place.sheet == "Budget" and finding.rule in ASKED
    )


GAIN = """\
| Tak | 50 | Stängt | | | |
| Golv | 10 | | | 2022-04-01 | |
| Intäkter | 60 | | p | | |
| Kostnader | 5 | | | | |
"""
LOSS = """\
| Tak | 80 | Öppet | p | | |
| Golv | 10 | | p | 2022-04-01 | |
| Intäkter | 60 | | | | |
| Kostnader | 70 | | p | | |
"""
"""The same but that more is spent than there is, and that the ceiling is open."""


def test_a_condition_names_a_cell_of_another_row() -> None:
    """Income is above the ceiling and costs are below the floor; then a loss asks for plans, and a day does not apply."""
    gained, lost = economy(GAIN)[1], economy(LOSS)[1]
    assert gained == [("beyond-declared-limit", "C7"), ("declared-question", "C8")]
    assert lost == [("answer-that-does-not-apply", "F5"), ("not-answered", "E7")]


def test_a_row_that_the_unit_has_not_is_missing() -> None:
    without_floor = re.sub(r"\| Golv .*\n", "", GAIN)
    assert economy(without_floor, "syd")[1] == [("beyond-declared-limit", "C6")]


def test_the_sentence_names_the_row() -> None:
    found = read_back(
        economy(GAIN)[0], tuple(sections_of(plan_of(PLAN + CONDITIONS)[0])), by=plan_of(PLAN + CONDITIONS)[0]
    )
    (limit,) = found.of("beyond-declared-limit")
    assert "Utfall är högst Utfall för Tak" in SWEDISH(limit.advice)


@needs_office
@pytest.mark.xdist_group("office")
@pytest.mark.parametrize(("rows", "unit"), [(GAIN, "nord"), (LOSS, "nord"), (re.sub(r"\| Golv .*\n", "", LOSS), "syd")])
def test_the_form_says_the_same(rows: str, unit: str, tmp_path: Path) -> None:
    """Worked out by LibreOffice, and as the template is written before anybody opens it."""
    path, found = economy(rows, unit)
    (book,) = worked_out([path], tmp_path)
    faults = [fault for fault in form_faults(book) if fault.sheet == "Budget" and fault.rule in ASKED]
    assert sorted((fault.rule, fault.cell) for fault in faults) == found
    assert found


SHARE = """
## Tabeller
| Id | Titel | Rader |
| bemanning | Bemanning | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Beräknas | Gräns |
| bemanning | antal | Anställda | svar | antal | | |
| bemanning | andel | Andel | beräknad | andel | andel(antal; alla.antal) | andel > 10 % |
## Rader
| Tabell | Id | Rad | Under | Räknas |
| bemanning | lakare | Läkare | alla | fylls i |
| bemanning | ovriga | Övriga | alla | fylls i |
| bemanning | alla | Alla | | summa |
"""


@needs_office
@pytest.mark.xdist_group("office")
def test_a_limit_on_what_is_worked_out_of_another_row_is_told_on_every_row(tmp_path: Path) -> None:
    """Its formula names that row whatever row it stands on."""
    typed, findings = plan_of(PLAN + SHARE)
    assert not findings, rows_of(list(findings))
    unit = typed.units["nord"]
    empty, path = save_book(lay_out_form(form_for(typed, unit), typed, unit)), new_path(f"{unit.name} T1 2022")
    fill(empty, path, text_tables("| Bemanning | Anställda |\n| Läkare | 5 |\n| Övriga | 95 |\n", "Bemanning"))
    found = read_back(path, tuple(sections_of(typed)), by=typed).of("beyond-declared-limit")
    (book,) = worked_out([path], tmp_path)
    by_form = [fault.cell for fault in form_faults(book) if fault.rule == "beyond-declared-limit"]
    assert by_form == [finding.place.cell for finding in found]
    assert len(by_form) == 1


PARTS = """
## Tabeller
| Id | Titel | Rader |
| bemanning | Bemanning | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Uppdelat | Krävs när |
| bemanning | antal | Anställda | svar | antal | delar och totalt | |
| bemanning | skal | Skäl | svar | text | | antal < 12 |
## Rader
| Tabell | Id | Rad | Räknas |
| bemanning | lakare | Läkare | fylls i |
"""


@pytest.mark.parametrize(("men", "asked"), [("7", 0), ("6", 1)])
def test_beside_parts_the_total_is_meant(men: str, asked: int) -> None:
    """Five women and seven men are twelve: the total is no part to be added to them once more, nor one of several."""
    decided, findings = plan_of(PLAN + PARTS)
    assert not findings, rows_of(list(findings))
    unit = decided.units["nord"]
    empty, path = save_book(lay_out_form(form_for(decided, unit), decided, unit)), new_path(f"{unit.name} T1 2022")
    titles = "| Bemanning | Anställda kvinnor | Anställda män |\n"
    fill(empty, path, text_tables(f"{titles}| Läkare | 5 | {men} |\n", "Bemanning"))
    found = read_back(path, tuple(sections_of(decided)), by=decided).of("not-answered")
    assert len([finding for finding in found if finding.place.sheet == "Bemanning"]) == asked
