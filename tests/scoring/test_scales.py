"""Scales of two, four and five steps, each counting as met, partly or not met; and one sign for several of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.one_sheet import sheet_in
from tests.scoring.plans import SCALES, plan_text
from tests.scoring.rounds import Round, every_cell, merged_round, new_round, plain
from tests.tables import SWEDISH, plan_book, read_plan

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar |
| ett | 1 | vard-i-tid | Första | % | högre | minst 80 % | nej | nord |
| tva | 2 | vard-i-tid | Andra | % | högre | minst 80 % | nej | nord |
| tre | 3 | trygghet | Tredje | % | högre | minst 80 % | nej | nord |
"""
ANSWER = """
| Styrmått | Utfall totalt |
| Första | 85 % |
| Andra | 70 % |
| Tredje | 20 % |
"""
RULE = {"Styrmått delvis uppnått från": "80 %", "Målet nått när minst": "50 %"}
TITLES = "| Skala | Typ | Nivå | Symbol | Ord | Färg | Räknas som |"
TREND = "\n".join(line for line in SCALES.splitlines() if "utveckling" in line)


def scale(*steps: str) -> str:
    """A scale of attainment of these steps: level, symbol, word and what it counts as; and the usual trend."""
    rows = [
        f"| måluppfyllelse | måluppfyllelse | {step[: step.rindex('|')]}| |{step[step.rindex('|') + 1 :]} |"
        for step in steps
    ]
    trend = [f"{line} |" for line in TREND.splitlines()]
    return "\n".join((TITLES, *rows, *trend))


FIVE = scale(
    "långt över | ★ | Långt över målet | uppnått",
    "uppnått | ● | Uppnått |",
    "nästan | ◐ | Nästan uppnått | delvis",
    "en bit kvar | ▲ | En bit kvar | inte uppnått",
    "långt kvar | ■ | Långt kvar | inte uppnått",
)
TWO = scale("uppnått | ✓ | Ja |", "inte uppnått | ✗ | Nej |")
COLOURS = scale("uppnått | ● | Grön |", "delvis | ● | Gul |", "inte uppnått | ● | Röd |")
STATES_TAKEN = scale("uppnått | – | Nått |", "delvis | ? | På väg |", "inte uppnått | ○ | Inte nått |")


def levels(round_: Round) -> list[str]:
    """What is shown of the three measures."""
    return [str(round_.row("nord", key)["Måluppfyllelse"]) for key in ("ett", "tva", "tre")]


def problems(scales: str) -> list[tuple[str, str, str]]:
    """Rule, what was found and advice of the plan."""
    findings = read_plan(plan_book(plan_text(MEASURES, scales=scales)))[1]
    return [(finding.rule, finding.raw, SWEDISH(finding.advice)) for finding in findings]


@pytest.mark.parametrize(
    ("scales", "wanted"),
    [
        (FIVE, ["● Uppnått", "◐ Nästan uppnått", "▲ En bit kvar"]),
        (COLOURS, ["● Grön", "● Gul", "● Röd"]),
        (STATES_TAKEN, ["– Nått", "? På väg", "○ Inte nått"]),
    ],
    ids=["five", "colours", "states"],
)
def test_each_computed_level_is_a_step_of_the_scale(tmp_path: Path, scales: str, wanted: Sequence[str]) -> None:
    round_ = merged_round(tmp_path / "r", plan_text(MEASURES, scales=scales, settings=RULE), {"nord": ANSWER})
    assert levels(round_) == wanted


def test_a_unit_and_a_decision_may_choose_any_step_and_it_counts_as_the_plan_says(tmp_path: Path) -> None:
    answer = f"""
    {ANSWER}

    ## Egen bedömning
    | Mål eller styrmått | Egen bedömning | Motivering | Bedömt av |
    | Vård i tid | Långt över målet | Fler än väntat. | Chef |
    """
    round_ = new_round(
        tmp_path / "r",
        plan_text(MEASURES, scales=FIVE, settings=RULE),
        {"nord": f"## Styrmått\n{answer}"},
    )
    round_.decide(
        """
        | Vad | Enhet | Bedömning | Varför | Beslutat av |
        | ett | nord | Långt över målet | Räknat om. | Chef |
        | tre | nord | långt kvar | Räknat om. | Chef |
        """
    )
    result = round_.merged_json()
    assert [finding for finding in result["findings"] if finding["severity"] == "error"] == []
    assert {key: n for key, n in result["levels"].items() if n} == {"met": 1, "partly": 1, "not_met": 1}
    assert levels(round_)[0].startswith("★ Långt över målet (beslutat)")
    assert levels(round_)[2].startswith("■ Långt kvar (beslutat)")
    goal = round_.goal("Vård i tid", "nord")
    assert (goal["Bedömningar"], goal["Uträknat"], goal["Egen bedömning"]) == (
        "★ 1   ◐ 1",
        "● Uppnått",
        "★ Långt över målet",
    )
    cells = [(cell, value) for sheet, cell, value in every_cell(round_.regional) if sheet == "Översikt"]
    assert any(value == "★ Långt över målet" for _cell, value in cells)
    page = sheet_in(round_.regional, "Översikt", data_only=True)
    assert "1 av 3" in {cell.value for line in page.iter_rows() for cell in line}, "of the three one counts as met"


def test_a_scale_of_two_steps_offers_two(tmp_path: Path) -> None:
    plan = plan_text(MEASURES, scales=TWO)
    round_ = merged_round(tmp_path / "r", plan, {"nord": ANSWER})
    assert levels(round_) == ["✓ Ja", "✗ Nej", "✗ Nej"]


def test_a_sign_of_several_steps_has_its_word_beside_it_in_counts_too(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "r", plan_text(MEASURES, scales=COLOURS, settings=RULE), {"nord": ANSWER})
    assert round_.goal("Vård i tid", "nord")["Bedömningar"] == "● Grön 1   ● Gul 1"
    assert any(plain(value) == "● Grön 1   ● Gul 1   ● Röd 1" for _sheet, _cell, value in every_cell(round_.regional))


def test_a_sign_of_several_steps_is_no_answer(tmp_path: Path) -> None:
    """Nobody can tell which of the three a bare ● is."""
    round_ = new_round(tmp_path / "r", plan_text(MEASURES, scales=COLOURS), {"nord": ANSWER})
    round_.decide("| Vad | Enhet | Bedömning | Varför | Beslutat av |\n| ett | nord | ● | Räknat om. | Chef |")
    assert [finding["found"] for finding in round_.merged_json()["findings"] if finding["severity"] == "error"] == ["●"]


@pytest.mark.parametrize(
    ("scales", "messages"),
    [
        (COLOURS, [("sign-means-two-levels", "●")]),
        (scale("uppnått | ▲ | Nått |", "inte uppnått | ▲ | Inte |"), [("sign-means-two-levels", "▲")]),
        (FIVE, []),
        (TWO, []),
        (STATES_TAKEN, []),
    ],
    ids=["three", "two", "five-signs", "two-signs", "signs-of-states"],
)
def test_the_plan_is_told_of_a_sign_that_means_two_and_of_another(scales: str, messages: list[tuple[str, str]]) -> None:
    findings = problems(scales)
    assert [finding[:2] for finding in findings] == messages
    for _rule, sign, advice in findings:
        assert "till exempel" in advice and f"till exempel {sign}" not in advice


def test_a_step_of_ones_own_must_say_what_it_counts_as() -> None:
    (finding,) = problems(scale("uppnått | ● | Uppnått |", "mycket bra | ★ | Mycket bra |", "inte uppnått | ▲ | Nej |"))
    assert finding[1] == "mycket bra"


def test_no_state_has_a_sign_that_the_scale_has(tmp_path: Path) -> None:
    """Nothing answered, not understood and not due beside a scale that has –, ? and ○ for its own steps."""
    measures = """
    | Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar |
    | ett | 1 | vard-i-tid | Första | % | högre | minst 80 % | nej | | nord |
    | tva | 2 | vard-i-tid | Andra | % | högre | god vård | nej | | nord |
    | tre | 3 | trygghet | Tredje | % | högre | minst 80 % | nej | DÅ08 | nord |
    """
    answer = "| Styrmått | Utfall totalt |\n| Andra | 70 % |"
    round_ = merged_round(tmp_path / "r", plan_text(measures, scales=STATES_TAKEN), {"nord": answer})
    signs = [level.split()[0] for level in levels(round_)]
    assert not set(signs) & set("–?○") and len(set(signs)) == 3
