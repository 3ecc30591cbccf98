"""Deficits, savings and figures below zero through a whole round: what the plan says of them, and what is judged."""

from __future__ import annotations

import pytest

from tests.house import command
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, every_cell, merged_round, plain

MEASURES = """
| Id | Framgångsfaktor | Styrmått | Måttenhet | Slag av siffra | Riktning | Mål | Uppdelat | Svarar |
| upp | ramar | Resultat | mnkr | | högre | underskott högst 15 mnkr | nej | nord |
| utan | ramar | Resultat utan riktning | mnkr | | | underskott högst 15 mnkr | nej | nord |
| ned | ramar | Underskott | mnkr | | lägre | underskott högst 15 mnkr | nej | nord |
| mindre | ramar | Mindre underskott | mnkr | | | minska underskottet | nej | nord |
| bättre | ramar | Bättre resultat | mnkr | | högre | öka med 10 % | nej | nord |
| namn | ramar | Budgetavvikelse | % | förändring | lägre | högst 2 % | nej | nord |
| ord | ramar | Mot budget | % | förändring | lägre | budgetavvikelse högst 2 % | nej | nord |
| spar | ramar | Sparat | mnkr | | högre | besparing minst 15 mnkr | nej | nord |
"""
EARLIER = """
| Styrmått | Enhet | Tillfälle | Totalt |
| mindre | nord | T1 2021 | -34,5 |
| bättre | nord | T1 2021 | -34,5 |
"""
ANSWER = """
| Styrmått | Utfall totalt |
| Resultat | -20 |
| Resultat utan riktning | -20 |
| Underskott | 20 |
| Mindre underskott | -40 |
| Bättre resultat | -36 |
| Budgetavvikelse | -5 % |
| Mot budget | -5 % |
| Sparat | 20 |
"""


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Round:
    return merged_round(tmp_path_factory.mktemp("tecken") / "r", plan_text(MEASURES, earlier=EARLIER), {"nord": ANSWER})


@pytest.mark.parametrize(
    ("key", "level", "reason"),
    [
        ("upp", "Inte uppnått", "Utfall −20 mnkr, mål minst −15 mnkr."),
        ("utan", "Kan inte avgöras", "Skriv målet med tecken, minst −15 mnkr, eller fyll i kolumnen Riktning."),
        ("ned", "Inte uppnått", "Utfall 20 mnkr, mål högst 15 mnkr."),
        ("mindre", "Inte uppnått", "Utfall −40 mnkr, mål mer än −34,5 mnkr (tertial 1 2021)."),
        ("bättre", "Inte uppnått", "mål minst −31,05 mnkr, räknat från −34,5 mnkr"),
        ("namn", "Kan inte avgöras", "har inget minustecken men det har utfallet −5 %"),
        ("ord", "Inte uppnått", "Utfall −5 %, mål högst 2 %."),
        ("spar", "Uppnått", "Utfall 20 mnkr, mål minst 15 mnkr."),
    ],
)
def test_level_and_reason(merged: Round, key: str, level: str, reason: str) -> None:
    row = merged.row("nord", key)
    assert row["Måluppfyllelse"].endswith(f" {level}"), row["Måluppfyllelse: motivering"]
    assert reason in row["Måluppfyllelse: motivering"]


def test_the_plans_check_asks_for_the_direction_where_it_decides(merged: Round) -> None:
    found = [(one["rule"], one["found"]) for one in merged.plan_findings() if one["rule"].startswith("direction")]
    assert found == [("direction-missing", "underskott högst 15 mnkr")]


def test_how_a_target_is_understood_has_its_sign(merged: Round) -> None:
    code, output = command("plan", "check", str(merged.folder / "plan.xlsx"))
    assert code == 0, output
    (understood,) = (merged.folder / "output").glob("plan*.xlsx")
    texts = {plain(value) for _sheet, _cell, value in every_cell(understood) if isinstance(value, str)}
    assert "minst -15 mnkr (riktning enligt planen)" in texts, sorted(text for text in texts if "15" in text)
    assert {"högst 15 mnkr underskott", "minska underskottet", "högst 2 % åt endera hållet"} <= texts
