"""What the facts say besides the round's own figures: goals, earlier rounds, other days, approvals, strict targets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.demos import Demo
from tests.region.facts.test_facts import EXAMPLES, Fact, exported, facts_of, lines_of, only, pivot, select_facts
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, new_round
from tests.scoring.test_roll_up_and_own import EARLIER, MEASURES, NORD, RULE, SYD

TODAY = ("--today", "2022-05-20")
COMPARED = {"Jämförelseperiod från": "2021-01-01", "Jämförelseperiod till": "2021-04-30"}


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Two units, judged by a rule of 80 and 40 per cent, with judgements of their own and a decision on a goal."""
    plan = plan_text(MEASURES, earlier=EARLIER, settings={**RULE, **COMPARED})
    merged = new_round(tmp_path_factory.mktemp("mal") / "r", plan, {"nord": NORD, "syd": SYD})
    merged.decide(
        "| Vad | Enhet | Del | Bedömning | Varför | Beslutat av | Till och med |\n"
        "| trygghet | nord | | inte uppnått | Tillsynen anmärkte. | Regiondirektören | 2022-12-31 |"
    )
    return merged


@pytest.fixture(scope="module")
def facts(round_: Round, tmp_path_factory: pytest.TempPathFactory) -> list[Fact]:
    """Its facts."""
    return exported(round_.folder, tmp_path_factory.mktemp("facts"), *TODAY)


# ------------------------------------------------------------------------------------------------------------ goals


@pytest.mark.parametrize(
    ("unit", "goal", "judged"),
    [
        ("nord", "vard-i-tid", [("computed", "Delvis uppnått", "2 av 3")]),
        (
            "nord",
            "trygghet",
            [
                ("beside", "Delvis uppnått", "Verksamhetschef: Arbetet har börjat"),
                ("override", "Inte uppnått", "Tillsynen anmärkte."),
                ("replaced", "Uppnått", "nås i den enda"),
            ],
        ),
        ("nord", "ekonomi", [("computed", "Uppgift saknas", "Uppgift saknas.")]),
        (
            "syd",
            "ekonomi",
            [("replaced", "Inte uppnått", "nås inte i den enda"), ("unit", "Delvis uppnått", "Ekonomichef: –")],
        ),
        ("", "medborgare", [("computed", "Delvis uppnått", "5 av 8")]),
    ],
)
def test_a_goal_has_a_line_for_each_of_its_judgements(
    facts: list[Fact], unit: str, goal: str, judged: list[tuple[str, str, str]]
) -> None:
    """As ``test_roll_up_and_own`` has them by hand."""
    lines = sorted(select_facts(facts, section="goals", unit=unit, row=goal), key=lambda fact: fact["origin"])
    assert [(line["origin"], line["level_word"]) for line in lines] == [fact[:2] for fact in judged]
    assert all(reason in line["reason"] for line, (_origin, _word, reason) in zip(lines, judged, strict=True))
    assert {line["kind"] for line in lines} == {"subtotal" if unit else "total"}


def test_all_goals_together_have_no_row(facts: list[Fact]) -> None:
    whole = select_facts(facts, section="goals", row="")
    assert [(fact["unit"], fact["label"], fact["order"]) for fact in whole] == [
        ("nord", "Division Nord", "0"),
        ("syd", "Division Syd", "0"),
        ("", "Region Mellansjö", "0"),
    ]
    assert only(facts, section="goals", row="ramar", unit="syd")["group"] == "Ekonomi"


@pytest.mark.parametrize("name", EXAMPLES)
def test_one_judgement_stands_for_each_goal(name: str) -> None:
    goals = select_facts(facts_of(name), section="goals")
    stand = [goal for goal in goals if goal["origin"] in ("computed", "unit", "override")]
    places = [(fact["unit"], fact["row"]) for fact in stand]
    assert len(places) == len(set(places)) == len({(goal["unit"], goal["row"]) for goal in goals})


def test_an_own_judgement_has_the_plans_word() -> None:
    """Jämtland's steps are red, yellow, green; "Inte uppnått" is ours, for a plan without words of its own."""
    judgements = select_facts(facts_of("jamtland-2020-revision"), section="own_judgement", scale="own")
    assert {fact["level_word"] for fact in judgements} <= {"Röd", "Gul", "Grön"} and len(judgements) == 22


# ----------------------------------------------------------------------------------------------------- earlier rounds


def test_an_earlier_figure_is_of_its_own_round_and_in_no_sum(facts: list[Fact]) -> None:
    earlier = select_facts(facts, kind="earlier")
    values = [(fact["unit"], fact["row"], fact["round"], fact["part"], fact["value"]) for fact in earlier]
    assert values == [("nord", "samtal", "T1 2021", "", "90"), ("nord", "skador", "T1 2021", "", "0.08")]
    assert {fact["reported"] for fact in facts} == {"T1 2022"}
    assert {fact["round"] for fact in facts if fact["kind"] != "earlier"} == {"T1 2022"}
    assert {(fact["period_start"], fact["period_end"]) for fact in earlier} == {("2021-01-01", "2021-04-30")}
    assert pivot(facts, ["row"], kind="leaf", column="outcome", row="samtal") == {("samtal",): Decimal(170)}


def test_other_rounds_have_no_days_and_another_method_is_noted(tmp_path: Path) -> None:
    measures = """
    | Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Ny metod från | Svarar |
    | samtal | 2 | vard-i-tid | Besvarade samtal | antal | högre | minst 100 | nej | T1 2021 | nord |
    """
    before = """
    | Styrmått | Enhet | Tillfälle | Totalt |
    | samtal | nord | T1 2020 | 80 |
    | samtal | nord | T1 2021 | 90 |
    """
    plan = plan_text(measures, earlier=before, settings=COMPARED)
    merged = new_round(tmp_path / "r", plan, {"nord": "| Styrmått | Utfall totalt |\n| Besvarade samtal | 120 |"})
    first, second = select_facts(exported(merged.folder, tmp_path / "ut", *TODAY), kind="earlier")
    assert (first["round"], first["period_end"], first["note"]) == ("T1 2020", "", "mätt på annat sätt än från T1 2021")
    assert (second["round"], second["period_end"], second["note"]) == ("T1 2021", "2021-04-30", "")


FALLS = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Följs upp | Svarar | Läggs ihop |
| fall | 1 | trygghet | Fall | antal | lägre | TARGET | ja | ja | DÅ04 | nord, syd | summa |
"""
FALLS_BEFORE = """
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| fall | nord | T1 2021 | 713 | 3 | 716 |
| fall | syd | T1 2021 | 622 | 533 | 1155 |
| fall | syd | T1 2020 | 604 | 511 | 1115 |
"""


@pytest.mark.parametrize("target", ["Minska", "högst 1500"])
def test_no_earlier_figure_of_a_round_with_a_small_one_is_published(tmp_path: Path, target: str) -> None:
    """716 less 713 is the 3. Syd's are shown, as in the documents, and nothing adds the two up."""
    answers = dict.fromkeys(("nord", "syd"), "| Styrmått | Utfall kvinnor | Utfall män |\n| Fall | 741 | 652 |")
    merged = new_round(
        tmp_path / "r",
        plan_text(FALLS.replace("TARGET", target), earlier=FALLS_BEFORE, settings={"Gräns för små tal": "5"}),
        answers,
    )
    every = exported(merged.folder, tmp_path / "ut", "--published", *TODAY)
    public = lines_of(tmp_path / "ut" / "published" / "facts.csv")
    shown = {(fact["unit"], fact["round"], fact["part"]): fact for fact in select_facts(public, kind="earlier")}
    assert set(shown) == {(fact["unit"], fact["round"], fact["part"]) for fact in select_facts(every, kind="earlier")}
    masked = {key for key, fact in shown.items() if fact["masked"] == "yes"}
    assert masked == {("nord", "T1 2021", part) for part in ("women", "men", "")}
    assert {shown[key]["value"] for key in masked} == {""} and {shown[key]["missing_reason"] for key in masked} == {"–"}
    assert [shown["syd", round_, "women"]["value"] for round_ in ("T1 2021", "T1 2020")] == ["622", "604"]
    assert [text for fact in public for text in fact.values() if "716" in text] == []


# ------------------------------------------------------------------------------------------------------ days and marks


@pytest.mark.parametrize(
    ("example", "section", "column", "days"),
    [
        ("norrbotten-2022-04", "visits", "now", ("2022-01-01", "2022-04-30")),
        ("norrbotten-2022-04", "visits", "before", ("2021-01-01", "2021-04-30")),
        ("norrbotten-2022-04", "visits", "remote_before", ("2021-01-01", "2021-04-30")),
        ("norrbotten-2022-04", "episodes", "before", ("2021-01-01", "2021-04-30")),
        ("norrbotten-2022-04", "measures", "forecast", ("2022-01-01", "2022-12-31")),
        ("norrbotten-2018-02", "agreements", "share_before", ("2017-01-01", "2017-12-31")),
        ("norrbotten-2018-02", "agreements", "share_now", ("2018-01-01", "2018-12-31")),
    ],
)
def test_a_figure_is_of_its_own_days(example: str, section: str, column: str, days: tuple[str, str]) -> None:
    lines = select_facts(facts_of(example), section=section, column=column)
    assert {(line["period_start"], line["period_end"]) for line in lines} == {days}


def test_a_figure_that_waits_for_an_approval_is_preliminary(demo: Demo, tmp_path: Path) -> None:
    """Of the demo's plan, which asks for approvals, each unit as the sheet Underlag has it."""
    every = exported(demo.folder, tmp_path)
    marked = {fact["unit"]: fact["preliminary"] for fact in every if fact["kind"] != "earlier"}
    assert marked == {**dict.fromkeys(marked, "no"), "narsjukvard": "yes", "": "yes"}
    assert {fact["preliminary"] for fact in select_facts(every, kind="earlier")} == {""}
    assert {fact["preliminary"] for fact in facts_of("halland-2020")} == {""}


def test_a_figure_that_says_so_itself_is_preliminary(tmp_path: Path) -> None:
    measures = """
    | Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Läggs ihop |
    | samtal | 2 | vard-i-tid | Besvarade samtal | antal | högre | minst 100 | nej | nord, syd | summa |
    """
    answers = {
        "nord": "| Styrmått | Utfall totalt |\n| Besvarade samtal | preliminärt 120 |",
        "syd": "| Styrmått | Utfall totalt |\n| Besvarade samtal | 70 |",
    }
    merged = new_round(tmp_path / "r", plan_text(measures), answers)
    calls = select_facts(exported(merged.folder, tmp_path / "ut", *TODAY), column="outcome")
    assert {call["unit"]: (call["value"], call["preliminary"]) for call in calls} == {
        "nord": ("120", "yes"),
        "syd": ("70", ""),
        "": ("190", "yes"),
    }


@pytest.mark.parametrize(
    ("target", "strict", "ends"),
    [
        ("minst 100", "no", ("100", "")),
        ("mer än 100", "yes", ("100", "")),
        ("Under 130", "yes", ("", "130")),
        ("högst 130", "no", ("", "130")),
        ("100–130", "no", ("100", "130")),
        ("Öka", "yes", ("90", "")),
        ("ska inte minska", "no", ("90", "")),
        ("Öka med minst 10 %", "no", ("99", "")),
        ("enligt plan", "", ("", "")),
    ],
)
def test_whether_the_end_itself_reaches_the_target(
    tmp_path: Path, target: str, strict: str, ends: tuple[str, str]
) -> None:
    measures = f"""
    | Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar |
    | samtal | 2 | vard-i-tid | Besvarade samtal | antal | högre | {target} | nej | nord |
    """
    before = "| Styrmått | Enhet | Tillfälle | Totalt |\n| samtal | nord | T1 2021 | 90 |"
    merged = new_round(
        tmp_path / "r",
        plan_text(measures, earlier=before),
        {"nord": "| Styrmått | Utfall totalt |\n| Besvarade samtal | 120 |"},
    )
    every = exported(merged.folder, tmp_path / "ut", *TODAY)
    for line in (
        only(every, column="outcome", kind="leaf"),
        only(every, scale="attainment", section="measures"),
    ):
        assert (line["target_strict"], (line["target_low"], line["target_high"])) == (strict, ends)
