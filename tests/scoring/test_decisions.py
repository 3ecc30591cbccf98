"""What the secretariat decides stands instead of the computed judgement, which is kept and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, new_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop | Regionens mål |
| vantat | 1 | vard-i-tid | Väntat högst 90 dagar | % | högre | minst 80 % | ja | DÅ04 | nord, syd | nej | |
| samtal | 2 | vard-i-tid | Besvarade samtal | antal | högre | minst 100 | nej | DÅ04 | nord, syd | summa | minst 100 |
"""
RULE = {"Målet nått när minst": "80 %", "Målet delvis nått när minst": "40 %"}
ANSWERS = {
    "nord": """
    | Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |
    | Väntat högst 90 dagar | 85 % | 70 % | |
    | Besvarade samtal | | | 20 |
    """,
    "syd": """
    | Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |
    | Väntat högst 90 dagar | 85 % | 81 % | |
    | Besvarade samtal | | | 50 |
    """,
}
TITLES = "| Vad | Enhet | Del | Bedömning | Varför | Beslutat av | Till och med |"
CALLS = "| samtal | nord | | uppnått | Växeln låg nere i två veckor. | Regiondirektören | 2022-12-31 |"
COUNTED = ("met", "partly", "not_met", "not_due", "no_data", "undecided")


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """A round that nothing has been decided in yet."""
    return new_round(tmp_path / "r", plan_text(MEASURES, settings=RULE), ANSWERS)


def levels(result: dict[str, Any]) -> list[int]:
    """Counts in the contract's order."""
    assert tuple(result["levels"]) == COUNTED
    return list(result["levels"].values())


def findings_of_rule(result: dict[str, Any], rule: str) -> list[dict[str, str]]:
    """Findings of a rule."""
    return [finding for finding in result["findings"] if finding["rule"] == rule]


def test_an_override_is_counted_and_the_computed_is_shown(round_: Round) -> None:
    assert levels(round_.merged_json("--today", "2022-05-20")) == [3, 0, 3, 0, 0, 0]
    round_.decide(f"{TITLES}\n{CALLS}")
    result = round_.merged_json("--today", "2022-05-20")
    assert levels(result) == [4, 0, 2, 0, 0, 0]
    assert round_.code == 0
    row = round_.row("nord", "samtal")
    assert row["Måluppfyllelse"] == "□ Uppnått (beslutat)\n(▲ Inte uppnått, uträknat)"
    assert "Regiondirektören" in row["Måluppfyllelse: motivering"]
    assert "Växeln låg nere i två veckor." in row["Måluppfyllelse: motivering"]
    assert "Utfall 20, mål minst 100." in row["Måluppfyllelse: motivering"]
    assert round_.goal("Vård i tid", "nord")["Bedömningar"] == "□ 2   ▲ 1"


@pytest.mark.parametrize(
    "row",
    [
        "| Besvarade samtal | Division Nord | | Uppnått | Växeln låg nere. | Regiondirektören | |",
        "| BESVARADE SAMTAL | division nord | | □ | Växeln låg nere. | Regiondirektören | |",
        "| samtal | DIVISION NORD | | □ Uppnått | Växeln låg nere. | Regiondirektören | |",
    ],
)
def test_names_and_the_templates_words_do_as_well_as_ids(round_: Round, row: str) -> None:
    round_.decide(f"{TITLES}\n{row}")
    result = round_.merged_json()
    assert levels(result) == [4, 0, 2, 0, 0, 0] and round_.code == 0
    assert round_.row("nord", "samtal")["Måluppfyllelse"] == "□ Uppnått (beslutat)\n(▲ Inte uppnått, uträknat)"


def test_a_part_by_its_name_and_the_region_by_its_own(round_: Round) -> None:
    part = "| Väntat högst 90 dagar | nord | män | Delvis uppnått | Ny klinik. | Regiondirektören | |"
    region = "| God vård | Region Mellansjö | | Uppnått | Samlad bild. | Regionstyrelsen | |"
    round_.decide(f"{TITLES}\n{part}\n{region}")
    result = round_.merged_json()
    assert [finding for finding in result["findings"] if finding["file"] == "decisions.xlsx"] == []
    assert levels(result) == [3, 1, 2, 0, 0, 0]
    assert round_.goal("God vård")["Beslutat"] == "□ Uppnått"


def test_overrides_are_listed_in_both_documents(round_: Round) -> None:
    round_.decide(f"{TITLES}\n{CALLS}")
    round_.merge("--today", "2022-05-20")
    (row,) = round_.rows("Beslut")
    assert list(row.values()) == [
        *("Besvarade samtal", "Division Nord", None, "□ Uppnått"),
        *("Växeln låg nere i två veckor.", "Regiondirektören", "2022-12-31"),
    ]
    (line,) = round_.word_rows("Varför", "Beslutat av")
    assert line == [str(value or "") for value in row.values()]
    (reason,) = [
        line
        for line in round_.word_rows("Rad", "Bedömning", "Motivering")
        if line[1] == "Besvarade samtal" and "uträknat" in line[2]
    ]
    assert "Växeln" in reason[3] and "minst 100" in reason[3]


def test_what_has_expired_is_not_applied_and_not_listed(round_: Round) -> None:
    round_.decide(f"{TITLES}\n{CALLS}")
    assert levels(round_.merged_json("--today", "2022-12-31")) == [4, 0, 2, 0, 0, 0], "to that day, and with it"
    assert levels(round_.merged_json("--today", "2023-01-01")) == [3, 0, 3, 0, 0, 0]
    assert round_.row("nord", "samtal")["Måluppfyllelse"] == "▲ Inte uppnått"
    assert "Växeln" not in round_.word


def test_one_part_of_a_split(round_: Round) -> None:
    round_.decide(f"{TITLES}\n| vantat | nord | M | delvis | Ny klinik. | Regiondirektören | |")
    assert levels(round_.merged_json()) == [3, 1, 2, 0, 0, 0]
    assert round_.row("nord", "vantat")["Måluppfyllelse"].splitlines() == [
        "K: □ Uppnått",
        "M: ● Delvis uppnått (beslutat)",
        "(M: ▲ Inte uppnått, uträknat)",
    ]


def test_the_whole_of_a_measure_that_is_split(round_: Round) -> None:
    """Nothing written under part means the whole: each part, since each is counted for itself."""
    round_.decide(f"{TITLES}\n| vantat | nord | | delvis | Ny klinik. | Regiondirektören | |")
    result = round_.merged_json()
    assert levels(result) == [2, 2, 2, 0, 0, 0]
    assert findings_of_rule(result, "decision-without-effect") == []


def test_the_region_s_own_figure(round_: Round) -> None:
    round_.decide(f"{TITLES}\n| samtal | | | uppnått | Räknas om. | Regiondirektören | |")
    result = round_.merged_json()
    assert levels(result) == [3, 0, 3, 0, 0, 0], "levels are those of the units"
    region = round_.region("Besvarade samtal")
    assert region is not None
    assert region["Måluppfyllelse"] == "□ Uppnått (beslutat)\n(▲ Inte uppnått, uträknat)"
    assert findings_of_rule(result, "decision-without-effect") == []


def test_a_sum_without_a_target_of_its_own_may_be_judged_by_decision(tmp_path: Path) -> None:
    merged = new_round(tmp_path / "r", plan_text(MEASURES.replace("| minst 100 |\n", "| |\n"), settings=RULE), ANSWERS)
    merged.decide(f"{TITLES}\n| samtal | | | uppnått | Räknas om. | Regiondirektören | |")
    assert findings_of_rule(merged.merged_json(), "decision-without-effect") == []
    region = merged.region("Besvarade samtal")
    assert region is not None and region["Måluppfyllelse"] == "□ Uppnått (beslutat)"


def test_a_goal_of_the_region_and_of_a_unit(round_: Round) -> None:
    rows = "| god-vard | | | uppnått | Samlad bild. | Regionstyrelsen | |\n| vard-i-tid | syd | | delvis | Ses över. | Regiondirektören | |"
    round_.decide(f"{TITLES}\n{rows}")
    result = round_.merged_json()
    assert levels(result) == [3, 0, 3, 0, 0, 0], "goals are not among the levels of measures"
    region, syd = round_.goal("God vård"), round_.goal("Vård i tid", "syd")
    assert (region["Uträknat"], region["Beslutat"]) == ("● Delvis uppnått", "□ Uppnått")
    assert "Regionstyrelsen: Samlad bild." in region["Beslutets motivering"]
    assert (syd["Uträknat"], syd["Beslutat"]) == ("● Delvis uppnått", "● Delvis uppnått")
    (line,) = [line for line in round_.word_rows("Mål", "Motivering, nr") if line[0].strip() == "God vård"]
    assert line[2] == "□ Uppnått (beslutat)\n(● Delvis uppnått, uträknat)"
    (reason,) = [line[-1] for line in round_.word_rows("Nr", "Rad", "Bedömning") if line[1] == "God vård"]
    assert "Samlad bild." in reason and "3 av 6" in reason
    assert [row["Vad"] for row in round_.rows("Beslut")] == ["God vård", "Vård i tid"]


@pytest.mark.parametrize(
    ("row", "column", "expected", "advice"),
    [
        ("| samtall | nord | | uppnått | Fel id. | Direktören | |", "B", "samtall", "samtal"),
        ("| samtal | norr | | uppnått | Fel enhet. | Direktören | |", "C", "norr", "nord"),
        ("| vantat | nord | X | uppnått | Fel del. | Direktören | |", "D", "X", ""),
    ],
)
def test_an_unknown_id_is_an_error_with_its_cell_and_changes_nothing(
    round_: Round, row: str, column: str, expected: str, advice: str
) -> None:
    round_.decide(f"{TITLES}\n{row}")
    result = round_.merged_json()
    (error,) = findings_of_rule(result, "unknown-id")
    assert round_.code == 1
    assert (error["severity"], error["file"], error["sheet"], error["found"]) == (
        "error",
        "decisions.xlsx",
        "Beslut",
        expected,
    )
    assert error["cell"].startswith(column) and advice in error["advice"]
    assert levels(result) == [3, 0, 3, 0, 0, 0]
    assert [path.split("/")[-1].split("\\")[-1] for path in result["outputs"]] == ["regional.xlsx", "summary.docx"]


@pytest.mark.parametrize(
    "row",
    [
        "| samtal | nord | | uppnått | | Direktören | |",
        "| samtal | nord | | uppnått | Ingen stod för det. | | |",
        "| samtal | nord | | | Ingen bedömning. | Direktören | |",
        "| samtal | nord | | toppen | Okänt ord. | Direktören | |",
    ],
)
def test_a_decision_that_lacks_something_is_an_error_and_not_applied(round_: Round, row: str) -> None:
    round_.decide(f"{TITLES}\n{row}")
    result = round_.merged_json()
    errors = [finding for finding in result["findings"] if finding["severity"] == "error"]
    assert round_.code == 1 and errors and all(error["cell"] for error in errors)
    assert levels(result) == [3, 0, 3, 0, 0, 0]


@pytest.mark.parametrize(
    "row",
    [
        "| samtal | vast | | uppnått | Väst svarar inte på måttet. | Direktören | |",
        "| samtal | nord | M | uppnått | Måttet är inte delat. | Direktören | |",
        "| ekonomi | nord | | uppnått | Inget mått under målet. | Direktören | |",
        "| vantat | | | uppnått | Regionen har inget eget tal. | Direktören | |",
    ],
)
def test_a_decision_that_replaces_nothing_is_told(round_: Round, row: str) -> None:
    round_.decide(f"{TITLES}\n{row}")
    result = round_.merged_json()
    (warning,) = findings_of_rule(result, "decision-without-effect")
    assert (warning["severity"], warning["sheet"], warning["cell"][0]) == ("warning", "Beslut", "B")
    assert round_.code == 0 and levels(result) == [3, 0, 3, 0, 0, 0]
