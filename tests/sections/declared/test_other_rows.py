"""What a plan works out of cells of other rows, from template to the region, and what the published region hides of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.form.language import FilledRow
from tests.house import Plan, consolidated, form_for, gather_files, lay_out_form
from tests.plans import PLAN
from tests.scoring.rounds import new_round
from tests.tables import fill, new_path, plan_of, read_back, rows_of, save_book, sections_of, text_tables

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
