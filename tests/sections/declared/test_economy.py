"""An economy table that the plan declares, from template to the region: no line of code knows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.form.language import CellType, Column, FilledRow, WordTable, names_of_rows
from tests.house import Plan, Section, consolidated, form_for, gather_files, lay_out_form
from tests.plans import PLAN
from tests.sections.declared.declared_plans import ECONOMY
from tests.tables import (
    SWEDISH,
    ReadBack,
    fill,
    new_path,
    plan_of,
    read_back,
    rows_of,
    save_book,
    sections_of,
    text_tables,
)

TITLES = "| Post | Utfall jan–apr 2022 | Prognos helår | Läge | Kommentar |\n"


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan, findings = plan_of(PLAN + ECONOMY)
    assert not findings, rows_of(list(findings))
    return plan


def filled(plan: Plan, rows: str, unit: str = "nord") -> Path:
    """A unit's template with rows of the table typed in."""
    whose = plan.units[unit]
    empty, path = save_book(lay_out_form(form_for(plan, whose), plan, whose)), new_path(f"{whose.name} T1 2022")
    fill(empty, path, text_tables(TITLES + rows, "Ekonomi"))
    return path


def read(plan: Plan, rows: str) -> ReadBack:
    return read_back(filled(plan, rows), tuple(sections_of(plan)), by=plan)


ALL_OF_IT = """| Intäkter | 98,5 | 200 | | |
| Personal | 58 | 120 | | |
| Läkemedel | 31 | 90 | underskott | Dyrare preparat |
"""


def table_of(rows: Sequence[FilledRow], columns: str) -> dict[str, list[object]]:
    return {row.row.key: [row[key] for key in columns.split()] for row in rows}


def test_sums_have_signs_and_what_is_worked_out_follows(plan: Plan) -> None:
    answered = read(plan, ALL_OF_IT).answers.tables["utfall-2022"]
    assert table_of(answered, "fore budget utfall avvikelse prognos") == {
        "intakter": [95, 100, Decimal("98.5"), Decimal("-1.5"), 200],
        "personal": [None, 60, 58, -2, 120],
        "lakemedel": [None, 30, 31, 1, 90],
        "kostnader": [None, 90, 89, -1, 210],
        "resultat": [None, 10, Decimal("9.5"), Decimal("-0.5"), -10],  # income without costs is no result
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| Intäkter | 99 | 200 | | |\n", []),
        ("| Intäkter | 99 | -1 | | |\n", [("Prognos helår", "error beyond-declared-limit")]),
        ("| Personal | 70 | 120 | underskott | |\n", [("Avvikelse", "warning declared-question")]),
        ("| Personal | 70 | 120 | underskott | Vikarier |\n", [("Avvikelse", "info declared-question")]),
        ("| Personal | 61 | 120 | | |\n", [("Läge", "warning not-answered")]),
        ("| Personal | 55 | 120 | i balans | |\n", [("Läge", "warning answer-that-does-not-apply")]),
        ("| Personal | 61 | 120 | minus | |\n", [("Läge", "error not-in-the-list")]),
    ],
)
def test_what_the_plan_asks_of_a_row(plan: Plan, rows: str, expected: list[tuple[str, str]]) -> None:
    result = read(plan, rows)
    row = {"Intäkter": "intakter", "Personal": "personal"}[rows.split("|")[1].strip()]
    lines = {filled.place("utfall").row for filled in result.answers.tables["utfall-2022"] if filled.row.key == row}
    of_row = [finding for finding in result.findings if finding.place.row in lines and finding.place.sheet == "Ekonomi"]
    found = [(finding.place.label, f"{finding.severity.key} {finding.rule}") for finding in of_row]
    assert found == expected


def test_the_region_adds_up_what_units_say_and_counts_those_that_lack_it(plan: Plan) -> None:
    files = [filled(plan, ALL_OF_IT), filled(plan, "| Intäkter | 51,5 | 100 | | |\n", "syd")]
    region = consolidated(gather_files(files, plan), plan)
    (table,) = [table for table in region.tables if table.section.key == "utfall-2022"]
    rows = {row.filled.row.key: row.filled for row in table.region}
    assert (rows["intakter"]["utfall"], rows["intakter"]["budget"], rows["intakter"].coverage("utfall")) == (
        150,
        150,
        None,
    )
    assert (rows["personal"]["utfall"], rows["personal"].coverage("utfall")) == (58, (1, 2))
    assert rows["lakemedel"].coverage("utfall") is None, "only the north answers it"
    assert rows["resultat"]["utfall"] is None, "150 of both less the costs of one is the result of nobody"
    assert rows["resultat"]["avvikelse"] is None, "a sum that lacks a figure is held against no budget"


def test_a_condition_is_told_as_a_sentence_in_the_headings_that_stand_in_the_form(plan: Plan) -> None:
    found = read(plan, "| Personal | 70 | 120 | underskott | |\n").findings
    (asked,) = [SWEDISH(finding.advice) for finding in found if finding.place.label == "Avvikelse"]
    assert "Avvikelse (oavsett tecken) är mer än 5" in asked
    (left,) = [
        SWEDISH(finding.advice)
        for finding in read(plan, "| Personal | 55 | 120 | i balans | |\n").findings
        if finding.place.label == "Läge"
    ]
    assert "Utfall jan–apr 2022 är mer än Budget jan–apr 2022" in left
    limit = SWEDISH(read(plan, "| Intäkter | 99 | -1 | | |\n").of("beyond-declared-limit")[0].advice)
    assert "här gäller att Prognos helår är minst 0." in limit


STAFF = """
## Tabeller
| Id | Titel | Rader |
| staff | Personal | fasta |

## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Uppdelat | Krävs när |
| staff | grupp | Grupp | etikett | text | | |
| staff | antal | Anställda | svar | antal | delar och totalt | ja |
| staff | om | Om siffrorna | svar | text | | |

## Rader
| Tabell | Id | Rad | Räknas |
| staff | lakare | Läkare | fylls i |
"""


def test_the_sum_of_the_parts_is_asked_of_nobody() -> None:
    plan, findings = plan_of(PLAN + STAFF)
    assert not findings, rows_of(list(findings))
    whose = plan.units["nord"]
    empty, path = save_book(lay_out_form(form_for(plan, whose), plan, whose)), new_path(f"{whose.name} T1 2022")
    fill(empty, path, text_tables("| Grupp | Om siffrorna |\n| Läkare | Kommer i juni |\n", "Personal"))
    found = read_back(path, tuple(sections_of(plan)), by=plan).findings
    labels = [finding.place.label for finding in found if finding.place.sheet == "Personal"]
    assert labels == ["Anställda kvinnor", "Anställda män"]


def type_in(section: Section, key: str) -> CellType:
    """The cells of a column."""
    (kind,) = [column.type for column in section.columns if isinstance(column, Column) and column.key == key]
    assert isinstance(kind, CellType)
    return kind


def test_amounts_stand_under_each_other_and_their_unit_is_said_once(plan: Plan) -> None:
    (economy,) = [section for section in sections_of(plan) if section.key == "utfall-2022"]
    (table,) = economy.word
    assert isinstance(table, WordTable)
    assert SWEDISH(table.caption) == "Ekonomiskt utfall, mnkr"
    assert [type_in(economy, "utfall").show(Decimal(figure), SWEDISH) for figure in ("4", "-163.25")] == [
        "4,0",
        "−163,3",
    ]
    broken = [key for key, width in table.widths.items() if key == "avvikelse" and width < 1.8]
    assert not broken, "a heading has room for its longest word"


@pytest.mark.parametrize(("people", "may_count"), [("nej", False), ("", True)])
def test_figures_of_which_the_plan_says_that_they_count_nobody_are_never_asked_about(
    people: str, may_count: bool
) -> None:
    text = STAFF.replace("Krävs när |", "Räknar personer |").replace("delar och totalt | ja |", f"| {people} |")
    plan, findings = plan_of(PLAN + text)
    assert not findings, rows_of(list(findings))
    (staff,) = [section for section in sections_of(plan) if section.key == "staff"]
    assert type_in(staff, "antal").may_count() is may_count


KNOWN_TEXT = """
## Tabeller
| Id | Titel | Rader |
| kontroll | Kontroller | fasta |

## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Krävs när |
| kontroll | moment | Kontroll | etikett | text | |
| kontroll | metod | Metod | förifylld | text | |
| kontroll | antal | Granskade | svar | antal | ja |

## Rader
| Tabell | Id | Rad | Räknas |
| kontroll | avtal | Avtal | fylls i |

## Värden
| Tabell | Rad | Kolumn | Värde |
| kontroll | avtal | metod | Stickprov av tjugofem fakturor |
"""


def test_a_row_is_called_by_its_label_and_not_by_a_text_that_is_known_before() -> None:
    plan, findings = plan_of(PLAN + KNOWN_TEXT)
    assert not findings, rows_of(list(findings))
    (table,) = [table for table in form_for(plan, plan.units["nord"]).tables if table.section.key == "kontroll"]
    assert names_of_rows(table.rows) == {"avtal": "Avtal"}


def test_a_heading_may_name_the_year_of_figures_some_years_back() -> None:
    plan, findings = plan_of(PLAN + STAFF.replace("Anställda", "Anställda {år-2} och {år − 1}"))
    assert not findings, rows_of(list(findings))
    (table,) = [table for table in form_for(plan, plan.units["nord"]).tables if table.section.key == "staff"]
    assert SWEDISH(table.columns[-2].title) == "Anställda 2020 och 2021"


def test_what_is_worked_out_of_no_column_is_told_in_its_cell() -> None:
    _plan, findings = plan_of(PLAN + ECONOMY.replace("| utfall - budget |", "| 2 + 3 |"))
    (finding,) = [finding for finding in findings if finding.raw == "2 + 3"]
    assert (finding.rule, finding.place.label) == ("column-not-usable", "Beräknas")


def missing(text: str) -> list[tuple[str, str]]:
    """The columns that lack a figure that is known before, and for whom."""
    _plan, findings = plan_of(PLAN + text)
    found = [finding for finding in findings if finding.rule == "declared-value-missing"]
    return [(finding.raw, SWEDISH(finding.advice).split(" saknar siffra för ")[1].split(":")[0]) for finding in found]


def test_a_budget_that_a_unit_lacks_is_told_at_its_column() -> None:
    of_south = "| utfall-2022 | {} | syd | budget | | {} |\n"
    both = of_south.format("intakter", 50) + of_south.format("personal", 40)
    assert both in ECONOMY
    assert missing(ECONOMY) == []
    one = ECONOMY.replace(of_south.format("personal", 40), "")
    assert missing(one) == [("budget", "Division Syd (Personal)")]
    assert missing(ECONOMY.replace(both, "")) == [("budget", "Division Syd")]
    of_all = ECONOMY.replace(both, of_south.format("intakter", 50).replace("syd", ""))
    assert missing(of_all) == [("budget", "Division Syd (Personal)")], "a value of no unit is that of all"


def test_a_sum_is_never_asked_about(plan: Plan) -> None:
    """What is unusual in it stands on the rows under it, and there it is explained."""
    result = read(
        plan, "| Intäkter | 104 | 200 | i balans | |\n| Personal | 56 | 120 | | |\n| Läkemedel | 30 | 90 | | |\n"
    )
    assert result.value("utfall-2022", "resultat", "avvikelse") == 8
    assert result.of("declared-question") == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("| nord | budget | | 61 |", True),
        ("| nord | budget | | 60 |", False),
        ("| nord | budget | T1 2022 | 61 |", True),
        ("| | budget | | 61 |", False),
    ],
)
def test_a_second_value_of_a_cell_is_told_where_it_would_never_be_shown(line: str, told: bool) -> None:
    """The north has 60 already, of no period: in every one. What holds for all gives way to what is a unit's own."""
    _plan, findings = plan_of(f"{PLAN}{ECONOMY.rstrip()}\n| utfall-2022 | personal {line}\n")
    assert ("declared-value-not-usable" in {finding.rule for finding in findings}) is told
