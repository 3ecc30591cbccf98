"""What a change is counted from does not move with the rounds; better follows the direction; a budget is never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, merged_round
from tests.tables import SWEDISH, plan_book, read_plan

TITLES = "| Id | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Utgångsläge | Uppdelat | Svarar |"
MEASURES = f"""
{TITLES}
| fast | trygghet | Fast tillfälle | antal | högre | Öka | T1 2019 | nej | nord |
| ar | trygghet | Fast år | antal | lägre | Minska med 10 % | 2019 | nej | nord |
| siffra | trygghet | Fast siffra | % | högre | Öka | 40 % | nej | nord |
| delar | trygghet | Fast per del | % | högre | Öka | K 40 % M 60 % | ja | nord |
| text | trygghet | Texten säger året | antal | lägre | Minska jämfört med 2019 | 2018 | nej | nord |
| forra | trygghet | Förra året | antal | högre | Öka jämfört med föregående år | T1 2019 | nej | nord |
| tyst | trygghet | Bara tillfället | antal | högre | Öka | | nej | nord |
| battre | trygghet | Bättre är mindre | antal | lägre | Förbättras | | nej | nord |
| battrean | trygghet | Bättre än ett år | antal | lägre | bättre än 2019 | | nej | nord |
| oklart | trygghet | Bättre utan riktning | antal | | Förbättras | | nej | nord |
| budget | ramar | Kostnad | mnkr | lägre | Budget i balans | | nej | nord |
| budgeterad | ramar | Budgeterad kostnad | mnkr | lägre | Budget i balans | 20 mnkr | nej | nord |
| hallen | ramar | Hållen kostnad | mnkr | lägre | Hålla budget | 30 mnkr | nej | nord |
| dagar | trygghet | Dagar mot andel | % | lägre | högst 30 dagar | | nej | nord |
| st | trygghet | Stycken mot andel | % | högre | minst 300 st | | nej | nord |
| stmnkr | ramar | Stycken mot pengar | mnkr | högre | minst 3 st | | nej | nord |
"""
BEFORE = ("fast", "ar", "text", "forra", "tyst", "battre", "battrean")
EARLIER = "| Styrmått | Enhet | Tillfälle | Totalt |\n" + "\n".join(
    f"| {key} | nord | {when} | {figure} |"
    for key in BEFORE
    for when, figure in (("T1 2019", 10), ("ÅR 2019", 30), ("T1 2021", 20), ("T2 2021", 40))
)
NAMES = [line.split("|")[3].strip() for line in MEASURES.strip().splitlines()[1:]]
PERCENT = ("Fast siffra", "Dagar mot andel", "Stycken mot andel")
ANSWER = "\n".join(
    (
        "| Styrmått | Utfall totalt |",
        *(f"| {name} | {'25 %' if name in PERCENT else '25'} |" for name in NAMES if name != "Fast per del"),
        "",
        "| Styrmått | Utfall kvinnor | Utfall män |",
        "| Fast per del | 45 % | 55 % |",
    )
)
MET, NOT_MET, OPEN = "□ Uppnått", "▲ Inte uppnått", "? Kan inte avgöras"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The first round of the year."""
    plan = plan_text(MEASURES, earlier=EARLIER)
    return merged_round(tmp_path_factory.mktemp("fast") / "r", plan, {"nord": ANSWER})


@pytest.mark.parametrize(
    ("key", "level", "reason"),
    [
        ("fast", MET, "Utfall 25, mål ökning från 10 (tertial 1 2019)."),
        ("ar", MET, "mål högst 27, räknat från 30 (2019)."),
        ("siffra", NOT_MET, "Utfall 25 %, mål ökning från 40 % (planens utgångsläge)."),
        ("delar", f"K: {MET}\nM: {NOT_MET}", "M: Utfall 55 %, mål ökning från 60 % (planens utgångsläge)."),
        ("text", MET, "från 30 (2019)"),
        ("forra", MET, "från 20 (föregående år, T1 2021)"),
        ("tyst", MET, "från 20 (tertial 1 2021)"),
        ("battre", NOT_MET, "minskning från 20 (tertial 1 2021)"),
        ("battrean", MET, "minskning från 30 (2019)"),
        ("oklart", OPEN, "varken målet eller måttets riktning"),
        ("budget", OPEN, "behöver en budget att jämföra med"),
        ("budgeterad", NOT_MET, "Utfall 25 mnkr, mål högst 20 mnkr."),
        ("hallen", MET, "Utfall 25 mnkr, mål högst 30 mnkr."),
        ("dagar", OPEN, "annan enhet"),
        ("st", OPEN, "annan enhet"),
        ("stmnkr", OPEN, "annan enhet"),
    ],
)
def test_level_and_reason(first: Round, key: str, level: str, reason: str) -> None:
    row = first.row("nord", key)
    assert row["Måluppfyllelse"] == level, row["Måluppfyllelse: motivering"]
    assert reason in row["Måluppfyllelse: motivering"]


def rules_by_measure(measures: str, earlier: str = EARLIER, **settings: str) -> dict[str, list[str]]:
    """The rules told of each measure of a plan."""
    rules_of_measure: dict[str, list[str]] = {}
    for finding in read_plan(plan_book(plan_text(measures, earlier=earlier, settings=settings)))[1]:
        rules_of_measure.setdefault(finding.rule, []).append(f"{finding.raw}: {SWEDISH(finding.advice)}")
    return rules_of_measure


def test_the_plan_tells_what_can_never_be_judged() -> None:
    rules = rules_by_measure(MEASURES)
    assert {rule: len(findings) for rule, findings in rules.items()} == {
        "direction-missing": 1,
        "target-compares-elsewhere": 1,
        "target-in-another-unit": 3,
    }


UNITS = f"""
{TITLES}
| a | trygghet | Mot ett år | antal | lägre | Minska med 25 % jämfört med 2019 | | nej | nord, syd, vast |
"""


@pytest.mark.parametrize(
    ("having", "lacking"),
    [
        (("nord", "syd", "vast"), ()),
        (("nord",), ("Division Syd", "Division Väst")),
        (("nord", "vast"), ("Division Syd",)),
    ],
)
def test_a_missing_outcome_of_a_named_year_is_told_by_unit(having: tuple[str, ...], lacking: tuple[str, ...]) -> None:
    rows = "\n".join(f"| a | {unit} | 2019 | 40 |" for unit in having)
    rules = rules_by_measure(UNITS, f"| Styrmått | Enhet | Tillfälle | Totalt |\n{rows}")
    assert len(rules.get("target-without-a-baseline", [])) == bool(lacking)
    for unit in lacking:
        assert unit in rules["target-without-a-baseline"][0]


def test_the_fixed_points_are_the_same_at_the_next_round(tmp_path: Path) -> None:
    plan = plan_text(MEASURES, earlier=EARLIER, settings={"Jämförs med": "T2 2021"})
    round_ = merged_round(tmp_path / "r", plan, {"nord": ANSWER})
    since = {key: round_.row("nord", key)["Måluppfyllelse: motivering"] for key in ("fast", "ar", "siffra", "tyst")}
    assert "10 (tertial 1 2019)" in since["fast"] and "30 (2019)" in since["ar"] and "40 %" in since["siffra"]
    assert "40 (tertial 2 2021)" in since["tyst"], (
        "without a fixed point, the round that the plan compares with, and it is said"
    )
