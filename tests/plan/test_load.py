"""What a plan holds once it is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from followup.plan.load import load_plan, plan_form
from tests.house import SECTIONS, Severity, Words, read_book
from tests.plans import changed
from tests.tables import DECLARATIONS, empty_plan, form_with, plan, plan_book, read_plan, unit


def table_of(unit_id: str, section: str) -> Any:
    """A unit's table."""
    table = form_with(unit_id, SECTIONS).by_section.get(section)
    assert table is not None
    return table


def test_settings() -> None:
    assert plan().round == "T1 2022"
    assert plan().period.deadline == date(2022, 5, 13)
    assert plan().settings["small_numbers"] == Decimal(5)
    labels = {"period": "202204", "before": "202104", "year": "2022", "year_before": "2021", "last_year": "2021"}
    assert plan().period.labels == labels


def test_units_are_a_tree() -> None:
    assert [(unit.id, unit.parent, unit.kind, unit.board) for unit in plan().units.values()] == [
        ("region", "", "region", "Regionstyrelsen"),
        ("nord", "region", "division", "Regionstyrelsen"),
        ("syd", "region", "division", "Regionstyrelsen"),
        ("tand", "region", "förvaltning", "Tandnämnden"),
    ]
    assert [unit.id for unit in plan().units.answering] == ["nord", "syd", "tand"]


def test_goals_are_a_tree() -> None:
    assert [goal.id for goal in plan().goals.above("vard-i-tid")] == ["vard-i-tid", "medborgare"]
    assert plan().goals.perspective("vard-i-tid") == "Medborgare"
    assert plan().goals.perspective("finns-inte") == ""


def test_goals_in_a_ring_end() -> None:
    read, _findings = read_plan(
        plan_book(
            changed(
                "| medborgare | Perspektiv | Medborgare | |", "| medborgare | Perspektiv | Medborgare | vard-i-tid |"
            )
        )
    )
    assert len(list(read.goals.above("vard-i-tid"))) == 2


def test_scales_and_split() -> None:
    scale = plan().scales.of("attainment")
    assert scale is not None
    assert [(key, level.symbol, level.word) for key, level in scale.levels.items()] == [
        ("met", "□", "Uppnått"),
        ("not_met", "▲", "Inte uppnått"),
    ]
    assert plan().scales.of("åtgärdsstatus") is plan().scales.of("forecast")
    assert plan().scales.of("maturity") is None
    assert [(part.key, part.name, part.short) for part in plan().breakdown] == [
        ("women", "Kvinnor", "K"),
        ("men", "Män", "M"),
    ]


@pytest.mark.parametrize(
    ("unit_id", "sections"),
    [
        ("nord", ["sign_off", "visits", "episodes", "contracted", "access", "measures", "actions"]),
        ("syd", ["sign_off", "visits", "measures", "actions"]),
        ("tand", ["sign_off", "measures"]),
    ],
)
def test_a_unit_carries_the_sections_that_have_rows_for_it(unit_id: str, sections: list[str]) -> None:
    expected = {"sign_off", "visits", "episodes", "contracted", "access", "measures", "actions"}
    assert [
        table.section.key for table in form_with(unit_id, SECTIONS).tables if table.section.key in expected
    ] == sections


@pytest.mark.parametrize(
    ("unit_id", "section", "rows"),
    [
        ("nord", "visits", ["lakare", "lakare-somatik", "ovriga", "totalt"]),
        ("syd", "visits", ["lakare", "lakare-psykiatri", "totalt"]),
        ("nord", "measures", ["vantat", "fragor", "budget"]),
        ("syd", "measures", ["vantat", "fragor"]),
        ("tand", "measures", ["fragor", "karies"]),
        ("syd", "actions", ["planering", "hyr"]),
        ("nord", "access", [f"forsta.2022-0{month}" for month in range(1, 5)]),
    ],
)
def test_a_unit_carries_its_own_rows(unit_id: str, section: str, rows: list[str]) -> None:
    assert [row.key for row in table_of(unit_id, section).rows] == rows


def test_sums_are_over_the_rows_that_the_unit_has() -> None:
    rows = {row.key: row for row in table_of("nord", "visits").rows}
    assert rows["lakare"].sums == ("lakare-somatik",)
    assert rows["totalt"].sums == ("lakare", "ovriga")
    assert rows["ovriga"].sums == ()


def test_columns_that_are_not_asked_for_are_closed() -> None:
    rows = {row.key: row for row in table_of("nord", "measures").rows}
    outcomes = {"outcome.women", "outcome.men", "outcome.total"}
    assert not rows["vantat"].closed & outcomes
    assert rows["fragor"].closed & outcomes == {"outcome.women", "outcome.men"}


def test_what_is_not_due_is_optional() -> None:
    assert {row.key: row.optional for row in table_of("tand", "measures").rows} == {"fragor": False, "karies": True}


def test_earlier_figures_stand_in_the_form() -> None:
    rows = {row.key: row for row in table_of("nord", "visits").rows}
    assert rows["lakare-somatik"].cells["before"] == Decimal(42401)
    months = {row.key: row for row in table_of("nord", "access").rows}
    assert months["forsta.2022-01"].cells["before.women"] == Decimal("0.5")
    assert "before.women" not in months["forsta.2022-03"].cells


def test_the_regions_own_words_name_sheets_and_columns() -> None:
    text = changed("## Styrmått\n", "## Ord\n| Ordet | Vårt ord |\n| styrmått | mätetal |\n\n## Styrmått\n")
    renamed, findings = read_plan(plan_book(text))
    assert [finding.rule for finding in findings] == ["concept-renamed"]
    measures = next(section for section in SECTIONS if section.key == "measures")
    assert renamed.words(measures.title) == "Mätetal"


def test_rows_of_another_plan_give_another_version() -> None:
    other, _findings = read_plan(plan_book(changed("| nord | vtf | 4 421 |", "| nord | vtf | 4 422 |")))
    assert other.version != plan().version
    assert len(plan().version) == 8


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_blank_plan_is_read_and_lacks_only_what_must_be_filled_in(language: str) -> None:
    words = Words(language)
    read, findings = load_plan(read_book(empty_plan(words=words, typed=True)), DECLARATIONS, words)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert {error.rule for error in errors} == {"required"}
    assert {error.place.column for error in errors} == {2}
    assert read.scales.of("attainment") is not None
    assert len(read.breakdown) == 2


def test_the_plans_own_form_has_every_sheet_once() -> None:
    keys = [table.section.key for table in plan_form(DECLARATIONS).tables]
    assert len(keys) == len(set(keys))
    assert unit("nord").name == "Division Nord"


@pytest.mark.parametrize(
    ("line", "other"),
    [
        (
            "| Gräns för små tal | 5 |",
            "| Gräns för små tal | 7 |\n| Stänger | 2022-06-01 |\n| Dokumentets datum | 2022-06-02 |",
        ),
        (
            "| Gräns för små tal | 5 |",
            "| Gräns för små tal | 5 |\n| Målet nått när minst | 80 % |\n| Avsändare | Staben |",
        ),
        ("| Regionstyrelsen | Stabschef | | ja |\n| syd", "| Regionstyrelsen | nord@x.se | | ja |\n| syd"),
    ],
)
def test_what_no_template_shows_makes_no_other_version(line: str, other: str) -> None:
    """A template that has been sent is no older than the plan by it."""
    changed_plan, _findings = read_plan(plan_book(changed(line, other)))
    assert changed_plan.version == plan().version
    later, _findings = read_plan(
        plan_book(changed("| Sista svarsdag | 2022-05-13 |", "| Sista svarsdag | 2022-05-20 |"))
    )
    assert later.version != plan().version
