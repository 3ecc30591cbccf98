"""Women and men against one target: counts and money as one sum, shares and indexes one by one; the region's sum too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round

TITLES = (
    "| Id | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Läggs ihop | Regionens mål |"
)
MEASURES = f"""
{TITLES}
| besok | vard-i-tid | Besök | besök | högre | minst 40 besök | ja | nord | nej | |
| antal | vard-i-tid | Samtal | antal | högre | minst 40 | ja | nord | nej | |
| kostnad | ramar | Kostnad | mnkr | lägre | högst 12 mnkr | ja | nord | nej | |
| andel | vard-i-tid | Andel | % | högre | minst 40 % | ja | nord | nej | |
| index | vard-i-tid | Nöjdhet | index | högre | minst 40 | ja | nord | nej | |
| dagar | vard-i-tid | Väntan | dagar | lägre | högst 40 dagar | ja | nord | nej | |
| delmal | vard-i-tid | Var sitt mål | antal | högre | K 25 M 20 | ja | nord | nej | |
| okand | vard-i-tid | Okänd enhet | glimtar | högre | minst 40 | ja | nord | nej | |
| summerad | vard-i-tid | Summerad enhet | glimtar | högre | minst 40 | ja | nord | summa | |
| oka | vard-i-tid | Fler frågade | antal | högre | Öka | ja | nord | nej | |
| okamed | vard-i-tid | Fem fler | antal | högre | Öka med 5 st | ja | nord | nej | |
"""
EARLIER = """
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| oka | nord | T1 2021 | 10 | 30 | |
| okamed | nord | T1 2021 | 10 | 30 | |
| andel | nord | T1 2021 | 10 % | 50 % | |
| antal | nord | T1 2021 | | | 50 |
"""
MET, NOT_MET, OPEN = "□ Uppnått", "▲ Inte uppnått", "? Kan inte avgöras"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Every measure answered with 20 for women and 25 for men, shares in per cent."""
    rows = "\n".join(
        f"| {name} | 20 | 25 |"
        for name in ("Besök", "Samtal", "Nöjdhet", "Väntan", "Var sitt mål", "Okänd enhet", "Summerad enhet")
    )
    answer = f"""
    | Styrmått | Utfall kvinnor | Utfall män |
    {rows}
    | Kostnad | 5,5 | 6,6 |
    | Andel | 20 % | 45 % |
    | Fler frågade | 20 | 25 |
    | Fem fler | 20 | 25 |
    """
    plan = plan_text(MEASURES, earlier=EARLIER)
    return merged_round(tmp_path_factory.mktemp("delar") / "r", plan, {"nord": answer})


@pytest.mark.parametrize(
    ("key", "level", "reason"),
    [
        ("besok", MET, "Utfall 45 besök, mål minst 40 besök."),
        ("antal", MET, "Utfall 45, mål minst 40."),
        ("kostnad", NOT_MET, "Utfall 12,1 mnkr, mål högst 12 mnkr."),
        ("andel", f"K: {NOT_MET}\nM: {MET}", "K: Utfall 20 %, mål minst 40 %.\nM: Utfall 45 %, mål minst 40 %."),
        ("index", f"K: {NOT_MET}\nM: {NOT_MET}", "K: Utfall 20,"),
        ("dagar", f"K: {MET}\nM: {MET}", "K: Utfall 20 dagar"),
        ("delmal", f"K: {NOT_MET}\nM: {MET}", "K: Utfall 20, mål minst 25."),
        ("okand", OPEN, "Varken måttenheten ”glimtar” eller Läggs ihop"),
        ("summerad", MET, "Utfall 45 glimtar"),
        ("oka", f"K: {MET}\nM: {NOT_MET}", "M: Utfall 25, mål ökning från 30 (tertial 1 2021)."),
        ("okamed", MET, "från 40 (tertial 1 2021)."),
    ],
)
def test_level_and_reason(parts: Round, key: str, level: str, reason: str) -> None:
    row = parts.row("nord", key)
    assert row["Måluppfyllelse"] == level
    assert reason in row["Måluppfyllelse: motivering"]


@pytest.mark.parametrize(
    ("key", "trend", "reason"),
    [
        ("oka", "↕ Åt olika håll", "M från 30 till 25 (sämre)"),
        ("okamed", "↑ Ökar", "från 40 till 45 (bättre)."),
        ("andel", "↕ Åt olika håll", "K från 10 % till 20 % (bättre)"),
        ("antal", "↓ Minskar", "från 50 till 45 (sämre)."),
    ],
)
def test_the_trend_is_of_the_same_figures(parts: Round, key: str, trend: str, reason: str) -> None:
    row = parts.row("nord", key)
    assert row["Utveckling"] == trend
    assert reason in row["Utveckling: motivering"]


@pytest.mark.parametrize(
    ("answer", "level", "reason"),
    [
        ("| 20 | |", OPEN, "Målet gäller alla tillsammans, och det saknas en siffra för Män."),
        ("| | 45 |", OPEN, "Målet gäller alla tillsammans, och det saknas en siffra för Kvinnor."),
        ("| 20 | Data saknas |", OPEN, "det saknas en siffra för Män."),
    ],
)
def test_a_part_that_is_missing_leaves_it_undecided(tmp_path: Path, answer: str, level: str, reason: str) -> None:
    rows = f"| Styrmått | Utfall kvinnor | Utfall män |\n| Samtal {answer}"
    row = merged_round(tmp_path / "r", plan_text(MEASURES, earlier=EARLIER), {"nord": rows}).row("nord", "antal")
    assert (row["Måluppfyllelse"], row["Utveckling"]) == (level, "– Kan inte avgöras")
    assert reason in row["Måluppfyllelse: motivering"] and reason in row["Utveckling: motivering"]


def test_a_total_that_stands_there_is_what_is_judged(tmp_path: Path) -> None:
    rows = "| Styrmått | Utfall kvinnor | Utfall totalt |\n| Samtal | 20 | 41 |"
    row = merged_round(tmp_path / "r", plan_text(MEASURES), {"nord": rows}).row("nord", "antal")
    assert (row["Måluppfyllelse"], row["Måluppfyllelse: motivering"]) == (MET, "Utfall 41, mål minst 40.")


SUMS = f"""
{TITLES.replace("| Id |", "| Id | Nr |")}
| utan | 1 | vard-i-tid | Utan mål för regionen | antal | högre | minst 40 | nej | nord, syd | summa | |
| med | 2 | vard-i-tid | Med mål för regionen | antal | högre | minst 40 | nej | nord, syd | summa | minst 100 |
| delad | 3 | vard-i-tid | Delad | antal | högre | minst 40 | ja | nord, syd | summa | minst 80 |
| pengar | 4 | ramar | Kostnad | mnkr | lägre | högst 10 mnkr | nej | nord, syd | summa | högst 25 mnkr |
| andel | 5 | ramar | Andel | % | högre | minst 40 % | nej | nord, syd | viktat | |
"""
ANSWER = """
| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |
| Utan mål för regionen | 45 | | |
| Med mål för regionen | 45 | | |
| Kostnad | 12 | | |
| Andel | | 45 | 100 |

| Styrmått | Utfall kvinnor | Utfall män |
| Delad | 20 | 25 |
"""


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Both units have answered the same."""
    answers = {"nord": ANSWER, "syd": ANSWER}
    return merged_round(tmp_path_factory.mktemp("summor") / "r", plan_text(SUMS), answers)


@pytest.mark.parametrize(
    ("measure", "target", "level", "reason"),
    [
        ("Utan mål för regionen", None, None, "Planen har inget mål för regionens summa, så summan bedöms inte."),
        ("Med mål för regionen", "minst 100", NOT_MET, "Utfall 90, mål minst 100."),
        ("Delad", "minst 80", MET, "Utfall 90, mål minst 80."),
        ("Kostnad", "högst 25 mnkr", MET, "Utfall 24 mnkr, mål högst 25 mnkr."),
        ("Andel", "minst 40 %", MET, "Utfall 45 %, mål minst 40 %."),
    ],
)
def test_a_sum_is_judged_against_the_region_s_own_target(
    sums: Round, measure: str, target: str | None, level: str | None, reason: str
) -> None:
    row = sums.region(measure)
    assert row is not None
    assert (row["Mål"], row["Måluppfyllelse"]) == (target, level)
    assert reason in row["Måluppfyllelse: motivering"].replace("\u00a0", " ")


def test_what_has_no_level_counts_in_no_state(sums: Round) -> None:
    """The units' own are judged by their target: eight met, two costs not."""
    assert {level: n for level, n in sums.merged_json()["levels"].items() if n} == {"met": 8, "not_met": 2}


ASKED = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| fragor | 1 | vard-i-tid | Fått frågan | antal | högre | Öka | ja | DÅ04 | nord, syd | summa |
"""
ALL_PARTS = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"


def test_a_unit_that_gives_every_part_and_no_total_is_in_the_region_s_total(tmp_path: Path) -> None:
    """Women and men of one unit, a total of another: the region's total is all of them, and complete."""
    answers = {
        "nord": f"{ALL_PARTS}\n| Fått frågan | 29 | 4 | |",
        "syd": f"{ALL_PARTS}\n| Fått frågan | 64 | 41 | 105 |",
    }
    row = merged_round(tmp_path / "r", plan_text(ASKED), answers).region("Fått frågan")
    assert row is not None and (row["Utfall kvinnor"], row["Utfall män"], row["Utfall totalt"]) == (93, 45, 138)
    assert not row["Ofullständig"]


def test_half_a_breakdown_is_no_total(tmp_path: Path) -> None:
    answers = {"nord": f"{ALL_PARTS}\n| Fått frågan | 29 | | |", "syd": f"{ALL_PARTS}\n| Fått frågan | 64 | 41 | 105 |"}
    row = merged_round(tmp_path / "r", plan_text(ASKED), answers).region("Fått frågan")
    assert row is not None and row["Utfall totalt"] == 105 and "1 av 2" in row["Ofullständig"]
