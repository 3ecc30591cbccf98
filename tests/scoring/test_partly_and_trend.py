"""Partly met by a declared rule; up and down apart from better and worse; a new method breaks the series."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round, new_round

# The plan says 80 % and 2 % of all measures; the last three have rules of their own.
MEASURES = """
| Id | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Delvis uppnått från | Oförändrat inom | Ny metod från |
| hoger | vard-i-tid | Högre är bättre | % | högre | minst 80 % | nej | nord, syd | | | |
| lagre | vard-i-tid | Lägre är bättre | dagar | lägre | högst 8 | nej | nord, syd | | | |
| strang | vard-i-tid | Strängare delmål | % | högre | minst 80 % | nej | nord, syd | 95 % | | |
| grov | trygghet | Grovt mått | antal | högre | minst 100 | nej | nord, syd | | 10 % | |
| ny | trygghet | Ny metod i år | antal | lägre | Minska | nej | nord, syd | | | T1 2022 |
| nygammal | trygghet | Ny metod före jämförelsen | antal | lägre | Minska | nej | nord, syd | | | T1 2020 |
| minska | trygghet | Minska från ett år | antal | lägre | Minska med 50 % jämfört med 2019 | nej | nord, syd | | | T1 2020 |
| delat | ramar | Delat mått | antal | | Öka | ja | nord, syd | | | |
"""
EARLIER = """
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| hoger | nord | T1 2021 | | | 70 % |
| lagre | nord | T1 2021 | | | 10 |
| strang | nord | T1 2021 | | | 70 % |
| grov | nord | T1 2021 | | | 100 |
| ny | nord | T1 2021 | | | 40 |
| nygammal | nord | T1 2021 | | | 40 |
| minska | nord | 2019 | | | 40 |
| minska | nord | T1 2021 | | | 30 |
| delat | nord | T1 2021 | 50 | 50 | |
"""
NORD = """
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |
| Högre är bättre | | | 71 % |
| Lägre är bättre | | | 9,9 |
| Strängare delmål | | | 71 % |
| Grovt mått | | | 109 |
| Ny metod i år | | | 30 |
| Ny metod före jämförelsen | | | 30 |
| Minska från ett år | | | 15 |
| Delat mått | 60 | 50 | |
"""
RULES = {"Styrmått delvis uppnått från": "80 %", "Oförändrat inom": "2 %"}


@pytest.fixture(scope="module")
def nord(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Nord's answers under both rules of the plan."""
    plan = plan_text(MEASURES, earlier=EARLIER, settings=RULES)
    return merged_round(tmp_path_factory.mktemp("regler") / "r", plan, {"nord": NORD})


@pytest.mark.parametrize(
    ("key", "level", "reason"),
    [
        (
            "hoger",
            "● Delvis uppnått",
            "Utfall 71 %, mål minst 80 %. Det är 88,8 % av målet; delvis uppnått från 80 %.",
        ),
        (
            "lagre",
            "● Delvis uppnått",
            "Utfall 9,9 dagar, mål högst 8 dagar. Det är 80,8 % av målet; delvis uppnått från 80 %.",
        ),
        ("strang", "▲ Inte uppnått", "Utfall 71 %, mål minst 80 %."),
        ("grov", "□ Uppnått", "Utfall 109, mål minst 100."),
        (
            "ny",
            "? Kan inte avgöras",
            "Metoden ändrades från och med T1 2022. Tidigare siffror går inte att jämföra med.",
        ),
        ("nygammal", "□ Uppnått", "Utfall 30, mål minskning från 40 (tertial 1 2021)."),
        ("minska", "? Kan inte avgöras", "Metoden ändrades från och med T1 2020."),
        ("delat", "K: □ Uppnått\nM: ▲ Inte uppnått", "K: Utfall 60, mål ökning från 50 (tertial 1 2021)."),
    ],
)
def test_level_and_reason(nord: Round, key: str, level: str, reason: str) -> None:
    row = nord.row("nord", key)
    assert row["Måluppfyllelse"] == level
    assert reason in row["Måluppfyllelse: motivering"]


@pytest.mark.parametrize(
    ("key", "trend", "reason"),
    [
        ("hoger", "→ Oförändrat", "från 70 % till 71 %"),
        ("lagre", "→ Oförändrat", "från 10 dagar till 9,9 dagar"),
        ("grov", "→ Oförändrat", "från 100 till 109"),
        ("ny", "– Kan inte avgöras", "Metoden ändrades från och med T1 2022."),
        ("nygammal", "↓ Minskar", "från 40 till 30 (bättre)"),
        ("minska", "↓ Minskar", "från 30 till 15 (bättre)"),
        ("delat", "K: ↑ Ökar\nM: → Oförändrat", "K från 50 till 60"),
    ],
)
def test_trend_and_reason(nord: Round, key: str, trend: str, reason: str) -> None:
    row = nord.row("nord", key)
    assert row["Utveckling"] == trend
    assert reason in row["Utveckling: motivering"]


def test_without_a_direction_a_movement_is_neither_better_nor_worse(nord: Round) -> None:
    reason = nord.row("nord", "delat")["Utveckling: motivering"]
    assert "bättre" not in reason and "sämre" not in reason


def test_up_can_be_worse_and_down_can_be_better(tmp_path: Path) -> None:
    plan = plan_text(MEASURES, earlier=EARLIER)
    rows = "| Högre är bättre | 60 % |\n| Lägre är bättre | 12 |\n| Ny metod före jämförelsen | 39 |"
    round_ = merged_round(tmp_path / "r", plan, {"nord": f"| Styrmått | Utfall totalt |\n{rows}"})
    by_measure = {key: round_.row("nord", key) for key in ("hoger", "lagre", "nygammal")}
    assert [by_measure[key]["Utveckling"] for key in by_measure] == ["↓ Minskar", "↑ Ökar", "↓ Minskar"]
    reasons = [by_measure[key]["Utveckling: motivering"].rpartition("(")[2] for key in by_measure]
    assert reasons == ["sämre).", "sämre).", "bättre)."]


def test_without_rules_nothing_is_partly_met_and_every_change_counts(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "r", plan_text(MEASURES, earlier=EARLIER), {"nord": NORD})
    assert round_.row("nord", "hoger")["Måluppfyllelse"] == "▲ Inte uppnått"
    assert round_.row("nord", "hoger")["Utveckling"] == "↑ Ökar"
    assert round_.row("nord", "grov")["Utveckling"] == "→ Oförändrat", "by the measure's own rule"
    strict = new_round(
        tmp_path / "s", plan_text(MEASURES.replace("| 95 % |", "| 85 % |"), earlier=EARLIER), {"nord": NORD}
    ).merge()
    assert strict.row("nord", "strang")["Måluppfyllelse"] == "● Delvis uppnått", "by the measure's own rule"


def test_a_unit_without_an_earlier_figure_has_no_trend_and_says_of_which_round(tmp_path: Path) -> None:
    answers = {"syd": NORD}
    round_ = merged_round(tmp_path / "r", plan_text(MEASURES, earlier=EARLIER, settings=RULES), answers)
    row = round_.row("syd", "nygammal")
    assert row["Måluppfyllelse"] == "? Kan inte avgöras"
    assert row["Måluppfyllelse: motivering"] == "Det finns inget utfall från tertial 1 2021 att jämföra med."
    assert row["Utveckling: motivering"] == "Det finns inget utfall från tertial 1 2021 att jämföra med."
