"""Figures of a declared table beside those of last year: known or asked for, asked about, and told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.units.years import Later, merged_after, plan_of
from tests.form.language import Role
from tests.house import form_for, lay_out_form
from tests.plans import PLAN
from tests.scoring.rounds import NAMES, merged_round
from tests.tables import SWEDISH, fill, new_path, read_back, save_book, sections_of, text_tables
from tests.tables import plan_of as plan_of_text

SAME_PERIOD = """
## Tabeller
| Id | Titel | Blad | Rader |
| besok | Besök | Produktion | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Beräknas | Tidigare av | Från när | Jämförs med | Krävs när | I dokument |
| besok | nu | Besök {period} | svar | antal | | | | fore | ja | |
| besok | fore | Besök {före} | tidigare, annars svar | antal | | nu | samma period förra året | | | |
| besok | andrat | Förändring | beräknad | förändring | förändring(nu; fore) | | | | | också i ord |
## Rader
| Tabell | Id | Rad | Under | Räknas | Enheter | Gräns, gånger |
| besok | somatik | Somatik | totalt | fylls i | nord | |
| besok | psykiatri | Psykiatri | totalt | fylls i | syd | 20 |
| besok | totalt | Totalt | | summa | | |
"""

KNOWN = """
## Värden
| Tabell | Rad | Kolumn | Värde |
| besok | somatik | fore | 1000 |
| besok | psykiatri | fore | 1000 |
"""


def reported(year: int, row: str, figure: str, before: str = "") -> str:
    """What a unit fills in; a figure of before only where its form asks for one."""
    title, cell = (f" Besök jan–apr {year - 1} |", f" {before} |") if before else ("", "")
    return f"## Produktion\n| Besök | Besök jan–apr {year} |{title}\n| {row} | {figure} |{cell}\n"


def test_a_figure_of_before_is_shown_where_it_is_known_and_asked_of_the_unit_else(tmp_path: Path) -> None:
    units = {"nord": "", "syd": ""}
    first = merged_round(
        tmp_path / "1", plan_of(2022, units) + SAME_PERIOD, {"nord": reported(2022, "Somatik", "1000")}
    )
    given = {"nord": reported(2023, "Somatik", "1200"), "syd": reported(2023, "Psykiatri", "500", "400")}
    later = merged_after(Later(tmp_path / "2"), plan_of(2023, units) + SAME_PERIOD, given, {"T1 2022": first})
    rows = {(row["Enhet"], row["Radnyckel"]): row["Besök jan–apr 2022"] for row in later.rows("Besök")}
    assert rows[NAMES["nord"], "somatik"] == 1000, "of the record"
    assert rows[NAMES["syd"], "psykiatri"] == 400, "of the unit: it had not answered the year before"
    assert "Totalt: 1 700, en ökning med 21,4 procent jämfört med samma period 2022 (1 400)." in later.word


def test_in_the_first_round_a_column_is_asked_for_where_nothing_of_it_is_known() -> None:
    """What one unit knows is known in all: there the plan has what is to be known."""
    assert role_of_before("") is Role.INPUT
    assert role_of_before(KNOWN.replace("| besok | psykiatri | fore | 1000 |\n", "")) is Role.EARLIER


def role_of_before(known: str) -> Role:
    """Who fills in the column of the year before, in a form of the south."""
    plan = plan_of_text(plan_of(2022, {"nord": "", "syd": ""}) + SAME_PERIOD + known)[0]
    columns = form_for(plan, plan.units["syd"]).by_section["besok"].columns
    return next(column.role for column in columns if column.key == "fore")


@pytest.mark.parametrize(
    ("figure", "expected"),
    [("1 100", []), ("2 100", ["far-from-last-year"]), ("400", ["far-from-last-year"]), ("1 100,5", ["part-of-one"])],
)
def test_a_figure_far_from_last_years_is_asked_about(figure: str, expected: list[str]) -> None:
    assert rules_of("nord", "Somatik", figure) == expected


def test_a_row_may_have_a_limit_of_its_own() -> None:
    assert rules_of("syd", "Psykiatri", "15 000") == []
    assert rules_of("syd", "Psykiatri", "25 000") == ["far-from-last-year"]


def rules_of(unit: str, row: str, figure: str) -> list[str]:
    """What the check says of a figure, where there were 1 000 the year before."""
    plan = plan_of_text(plan_of(2022, {"nord": "", "syd": ""}) + SAME_PERIOD + KNOWN)[0]
    whose = plan.units[unit]
    empty, filled = save_book(lay_out_form(form_for(plan, whose), plan, whose)), new_path("Division T1 2022")
    fill(empty, filled, text_tables(f"| Besök | Besök jan–apr 2022 |\n| {row} | {figure} |", "Produktion"))
    findings = read_back(filled, tuple(sections_of(plan)), by=plan).findings
    return [finding.rule for finding in findings if finding.place.sheet == "Produktion"]


STAFF = """
## Tabeller
| Id | Titel | Rader | Förklaras i |
| personal | Personal | fasta | om |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Uppdelat | Tidigare av | Från när | Del av | Jämförs med | I dokument |
| personal | grupp | Grupp | etikett | text | | | | | | |
| personal | alla | Alla | svar | antal | delar och totalt | | | | forra | |
| personal | forra | Alla {före} | tidigare | antal | delar och totalt | alla | samma period förra året | | | |
| personal | nya | Nya | svar | antal | delar och totalt | | | alla | nya-forra | |
| personal | nya-forra | Nya {före} | tidigare | antal | delar och totalt | nya | samma period förra året | forra | | |
| personal | om | Om siffrorna | svar | text | | | | | | |
## Rader
| Tabell | Id | Rad | Räknas |
| personal | lakare | Läkare | fylls i |
## Värden
| Tabell | Rad | Kolumn | Del | Värde |
| personal | lakare | forra | women | 1000 |
| personal | lakare | forra | men | 1000 |
| personal | lakare | nya-forra | women | 200 |
| personal | lakare | nya-forra | men | 200 |
"""
ALL = "| Grupp | Alla kvinnor | Alla män | Nya kvinnor | Nya män |\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1 100 | 900 | 210 | 180", []),
        ("1 100 | 900 | 1 050 | 180", [("Nya kvinnor", "far-from-likely")]),
        ("1 100 | 900 | 210 | 950", [("Nya män", "part-exceeds-whole")]),
        ("1 100 | 100 | 210 | 20", [("Alla män", "far-from-last-year")]),
        ("1 100,5 | 900 | 210 | 180", [("Alla kvinnor", "part-of-one")]),
    ],
)
def test_each_part_of_the_breakdown_is_held_against_its_own(row: str, expected: list[tuple[str, str]]) -> None:
    """Of a part nothing is asked where its whole is: that is reported already."""
    plan = plan_of_text(PLAN + STAFF)[0]
    whose = plan.units["nord"]
    empty, filled = save_book(lay_out_form(form_for(plan, whose), plan, whose)), new_path("Division Nord T1 2022")
    fill(empty, filled, text_tables(f"{ALL}| Läkare | {row} |", "Personal"))
    findings = read_back(filled, tuple(sections_of(plan)), by=plan).findings
    found = [(finding.place.label, finding.rule) for finding in findings if finding.place.sheet == "Personal"]
    assert found == expected


ALL_COLUMN = "| alla | Alla | svar | antal | delar och totalt | | | {} | {} | {} |"


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        (("om", "forra", ""), "Del av", "är ingen kolumn som den här kan vara en del av"),
        (("alla", "forra", ""), "Del av", "är ingen kolumn som den här kan vara en del av"),
        (("ny", "forra", ""), "Del av", "nämner ny, som inte är någon kolumn i tabellen"),
        (("", "nya", ""), "Jämförs med", "är inget som ett svar kan jämföras med"),
        (("", "forra", "också i ord"), "I dokument", "är för en förändring, beräknad som förändring(nu; före)"),
    ],
)
def test_what_cannot_stand_there_is_told_at_its_cell(cells: tuple[str, str, str], column: str, told: str) -> None:
    written = ALL_COLUMN.format(*cells)
    text = STAFF.replace("| alla | Alla | svar | antal | delar och totalt | | | | forra | |", written)
    assert text.count(written) == 1
    (finding,) = plan_of_text(PLAN + text)[1]
    assert (finding.place.sheet, finding.place.label) == ("Kolumner", column)
    assert told in SWEDISH(finding.advice)


EARLIER_OF_NOW = "| tidigare | belopp | mnkr | | nu | samma period förra året |"
BESIDE_BUDGET = """
## Tabeller
| Id | Titel | Rader | Förklaras i |
| utfall | Ekonomi | fasta | orsak |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Räknas i | Jämförs med | Tidigare av | Från när | Beräknas |
| utfall | post | Post | etikett | text | | | | | |
| utfall | budget | Budget {år} | förifylld | belopp | mnkr | | | | |
| utfall | nu | Utfall {period} | svar | belopp | mnkr | budget | | | |
| utfall | orsak | Orsak | svar | text | | | | | |
## Rader
| Tabell | Id | Rad | Räknas | Gräns, gånger |
| utfall | personal | Personal | fylls i | |
| utfall | resultat | Resultat | fylls i | |
| utfall | projekt | Projekt | fylls i | 2000 |
| utfall | lokaler | Lokaler | fylls i | |
## Värden
| Tabell | Rad | Kolumn | Värde |
| utfall | personal | budget | 57,0 |
| utfall | resultat | budget | 0 |
| utfall | projekt | budget | 57,0 |
| utfall | lokaler | budget | -25,6 |
"""
BESIDE_LAST_YEAR = BESIDE_BUDGET.replace(
    "Budget {år} | förifylld | belopp | mnkr | | | |", f"Utfall {{före}} {EARLIER_OF_NOW}"
)


@pytest.mark.parametrize(
    ("row", "figure", "expected"),
    [
        ("Personal", "58,5", []),
        ("Personal", "0", [("far-from-likely", "ligger långt från 57 i kolumnen Budget 2022.")]),
        ("Personal", "57 000", [("far-from-likely", "ligger långt från 57 i kolumnen Budget 2022.")]),
        ("Personal", "0,57", [("far-from-likely", "ligger långt från 57 i kolumnen Budget 2022.")]),
        ("Resultat", "-8,6", []),
        ("Resultat", "-8 600", [("far-from-likely", "ligger långt från 0 i kolumnen Budget 2022.")]),
        ("Projekt", "57 000", []),
        ("Lokaler", "-24,4", []),
        ("Lokaler", "24,4", [("far-from-likely", "har motsatt tecken mot −25,6 i kolumnen Budget 2022.")]),
        ("Lokaler", "-2,4", [("far-from-likely", "ligger långt från −25,6 i kolumnen Budget 2022.")]),
    ],
)
def test_an_amount_in_another_unit_than_its_budget_or_without_its_sign_is_asked_about(
    row: str, figure: str, expected: list[tuple[str, str]]
) -> None:
    assert found_beside(BESIDE_BUDGET, row, figure) == expected


def test_an_amount_is_held_against_the_budget_that_it_is_taken_from_though_the_plan_does_not_say_so() -> None:
    unsaid = BESIDE_BUDGET.replace("| mnkr | budget |", "| mnkr | |")
    last = "| utfall | orsak |"
    for expression, is_asked in (
        ("nu - budget", True),
        ("budget - nu", True),
        ("nu * 2", False),
        ("projekt.nu - budget", False),
    ):
        rest = f"| utfall | rest | Rest | beräknad | belopp | mnkr | | | | {expression} |\n"
        assert bool(found_beside(unsaid.replace(last, rest + last), "Personal", "57 000")) is is_asked, expression


def test_an_amount_without_the_sign_of_last_years_is_asked_about() -> None:
    expected = ("far-from-last-year", "har motsatt tecken mot −25,6 året före.")
    assert found_beside(BESIDE_LAST_YEAR, "Lokaler", "24,4") == [expected]
    assert found_beside(BESIDE_LAST_YEAR, "Lokaler", "-24,4") == []


def found_beside(table: str, row: str, figure: str) -> list[tuple[str, str]]:
    """The rule and the first sentence of what is found where an amount stands beside that of the plan."""
    plan = plan_of_text(PLAN + table)[0]
    whose = plan.units["nord"]
    empty, filled = save_book(lay_out_form(form_for(plan, whose), plan, whose)), new_path("Division Nord T1 2022")
    fill(empty, filled, text_tables(f"| Post | Utfall jan–apr 2022 |\n| {row} | {figure} |", "Ekonomi"))
    findings = read_back(filled, tuple(sections_of(plan)), by=plan).findings
    return [
        (finding.rule, f"{SWEDISH(finding.advice).partition('.')[0]}.")
        for finding in findings
        if finding.place.sheet == "Ekonomi" and finding.rule != "not-answered"
    ]
