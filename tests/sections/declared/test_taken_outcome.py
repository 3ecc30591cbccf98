"""A measure whose outcome is a cell of a declared table: budget in balance is judged against the economy table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.house import Plan, consolidated, form_for, gather_files, lay_out_form
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.sections.declared.declared_plans import ECONOMY
from tests.sections.declared.test_economy import ALL_OF_IT, filled
from tests.tables import (
    SWEDISH,
    fill,
    new_path,
    plan_book,
    plan_of,
    read_back,
    read_plan,
    rows_of,
    save_book,
    sections_of,
    text_tables,
)

HEAD = "|Svarar|Läggs ihop|Källa|Fotnot |"
MEASURE = "| budget | 3 | ramar | Resultat mot budget | mnkr | högre | 0,0 | nej | nej | DÅ04, ÅR | nord | summa | | |"


def taking(where: str) -> str:
    """The plan with a measure that takes its outcome from there."""
    lines = []
    for line in (PLAN + ECONOMY).splitlines():
        if line.endswith(HEAD):
            line += "Hämtas ur |"
        elif line.startswith(("|vantat|1|", "| fragor | 2 |", "| karies | 4 |")):
            line += " |"
        elif line == MEASURE:
            line += f" {where} |"
        lines.append(line)
    return "\n".join(lines)


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan, findings = plan_of(taking("utfall-2022.resultat.avvikelse"))
    assert not findings, rows_of(list(findings))
    return plan


def test_the_template_shows_the_figure_and_does_not_ask_for_it(plan: Plan) -> None:
    unit = plan.units["nord"]
    form = form_for(plan, unit)
    table = form.by_section["measures"]
    (row,) = [row for row in table.rows if row.key == "budget"]
    assert not any(table.asks(row, column) for column in table.columns if column.base == "outcome")
    sheet = sheet_in(save_book(lay_out_form(form, plan, unit)), "Styrmått")
    formulas = [str(cell.value) for line in sheet.iter_rows() for cell in line if "'Ekonomi'!" in str(cell.value)]
    assert formulas == ["""=IF('Ekonomi'!F9="","",'Ekonomi'!F9)"""]


def test_the_measure_is_judged_by_what_the_table_says(plan: Plan) -> None:
    path = filled(plan, ALL_OF_IT)
    read = read_back(path, tuple(sections_of(plan)), by=plan)
    assert read.value("measures", "budget", "outcome.total") == Decimal("-0.5")
    region = consolidated(gather_files([path], plan), plan)
    (table,) = [table for table in region.tables if table.section.key == "measures"]
    levels = [judged.level for row in table.rows if row.filled.row.key == "budget" for judged in row.judgements]
    assert levels[0] == "not_met"


def test_what_was_refused_in_the_table_is_no_outcome(plan: Plan) -> None:
    path = filled(plan, ALL_OF_IT.replace("| Personal | 58 |", "| Personal | ca 58 eller 60 |"))
    read = read_back(path, tuple(sections_of(plan)), by=plan)
    assert read.value("measures", "budget", "outcome.total") is None


@pytest.mark.parametrize("where", ["utfall-2022.resultat", "utfall-2022.resultat.lage", "ekonomi.resultat.avvikelse"])
def test_a_cell_that_is_no_figure_is_told(where: str) -> None:
    _plan, findings = read_plan(plan_book(taking(where)))
    (finding,) = findings
    assert (finding.rule, finding.raw) == ("taken-from-nothing", where)
    assert "utfall-2022" in SWEDISH(finding.advice)


def test_a_figure_typed_over_the_taken_one_is_refused_by_name(plan: Plan) -> None:
    path = filled(plan, ALL_OF_IT)
    typed = new_path("Division Nord T1 2022")
    fill(path, typed, text_tables("| Styrmått | Utfall totalt |\n| Resultat mot budget | -3,2 |", "Styrmått"))
    read = read_back(typed, tuple(sections_of(plan)), by=plan)
    assert read.value("measures", "budget", "outcome.total") == Decimal("-0.5")
    (finding,) = read.of("computed-overwritten")
    assert (finding.place.sheet, finding.place.cell, finding.raw) == ("Styrmått", "H7", "-3,2")


def test_what_the_table_lacks_is_not_asked_for_where_it_is_taken(plan: Plan) -> None:
    read = read_back(filled(plan, "| Intäkter | 99 | | | |\n"), tuple(sections_of(plan)), by=plan)
    asked = [finding.place.cell for finding in read.findings if finding.place.sheet == "Styrmått"]
    assert "H7" not in asked


def test_a_unit_without_the_table_is_asked_for_the_outcome() -> None:
    row_of_unit = "| nord | Division Nord | division | region | Regionstyrelsen | Stabschef |{}| ja |"
    text = taking("utfall-2022.resultat.avvikelse")
    assert row_of_unit.format(" ") in text
    plan, _findings = plan_of(text.replace(row_of_unit.format(" "), row_of_unit.format(" Styrmått ")))
    table = form_for(plan, plan.units["nord"]).by_section["measures"]
    (row,) = [row for row in table.rows if row.key == "budget"]
    assert [column.key for column in table.columns if column.base == "outcome" and table.asks(row, column)] == [
        "outcome.total"
    ]
