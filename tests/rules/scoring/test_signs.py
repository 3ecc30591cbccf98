"""A deficit, a cost and a saving are written with a minus by some and without by others: right, or not decided.

A test of ``followup.rules.scoring.judge_text``.
"""

from __future__ import annotations

import pytest

from followup.rules.scoring.judge_text import judge_text
from tests.house import Words
from tests.targets.checking import figure, target_of

SV = Words("sv")
LETTERS = {"met": "+", "not_met": "-", "undecided": "?"}
DIRECTIONS = ("", "higher", "lower")


def levels(target: str, unit: str, outcome: str, before: str = "", called: str = "") -> str:
    """Met (+), not met (-) or undecided (?) without a direction, where higher is better, where lower is."""
    given = figure(outcome, unit, before)
    judged = (judge_text(target_of(target), given, direction, called)[""] for direction in DIRECTIONS)
    return "".join(LETTERS[judgement.level.value] for judgement in judged)


def reason(target: str, outcome: str, direction: str = "") -> str:
    return SV(judge_text(target_of(target), figure(outcome, "mnkr"), direction)[""].reason)


@pytest.mark.parametrize(
    "target",
    [
        "underskott högst 15 mnkr",
        "underskottet ska vara högst 15 mnkr",
        "högst 15 mnkr i underskott",
        "max 15 mnkr underskott",
        "högst 15 mnkr minus",
        "förlust högst 15 mnkr",
        "ekonomiskt underskott högst 15 mnkr",
        "negativt resultat högst 15 mnkr",
        "negativ avvikelse högst 15 mnkr",
        "obalans högst 15 mnkr",
        "budgetöverskridande högst 15 mnkr",
    ],
)
def test_the_size_of_a_deficit(target: str) -> None:
    assert [levels(target, "mnkr", outcome) for outcome in ("-20", "-15", "-3", "0", "15", "20")] == [
        "?-?", "+++", "+++", "+++", "+++", "?+-",
    ]  # fmt: skip


def test_what_to_write_is_said() -> None:
    unsigned = reason("underskott högst 15 mnkr", "-20")
    assert "minst −15 mnkr" in unsigned and "Riktning" in unsigned
    assert reason("underskott högst 15 mnkr", "-20", "higher") == "Utfall −20 mnkr, mål minst −15 mnkr."


@pytest.mark.parametrize("target", ["inget underskott", "inga underskott", "ingen förlust"])
def test_no_deficit_at_all(target: str) -> None:
    assert [levels(target, "mnkr", outcome) for outcome in ("-20", "0", "20")] == ["?-?", "+++", "?+-"]


@pytest.mark.parametrize("target", ["minska underskottet", "underskottet ska minska", "minskat underskott"])
def test_a_smaller_deficit(target: str) -> None:
    assert [levels(target, "mnkr", outcome, "-34.5") for outcome in ("-40", "-34.5", "-20", "20", "40")] == [
        "--?", "--?", "++?", "++?", "?+?",
    ]  # fmt: skip
    assert [levels(target, "mnkr", outcome, "34.5") for outcome in ("40", "34.5", "20", "-20", "-40")] == [
        "-?-", "-?-", "+?+", "+??", "???",
    ]  # fmt: skip
    assert levels(target, "mnkr", "-5", "0") == "???"


@pytest.mark.parametrize("target", ["underskottet halveras", "minska underskottet med 50 %", "halverat underskott"])
def test_half_a_deficit(target: str) -> None:
    assert [levels(target, "mnkr", outcome, "-34.5") for outcome in ("-60", "-30", "-17.25", "-10")] == [
        "--?", "--?", "++?", "++?",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "before", "outcome", "expected"),
    [
        ("öka med 10 %", "-34.5", "-37", "?-?"),
        ("öka med 10 %", "-34.5", "-32", "?-?"),
        ("öka med 10 %", "-34.5", "-31", "?+?"),
        ("10 % högre än T1 2025", "-34.5", "-36", "?-?"),
        ("25 % bättre än T1 2025", "-34.5", "-40", "?-?"),
        ("25 % bättre än T1 2025", "-34.5", "-25", "?+?"),
        ("förbättras med 10 %", "-34.5", "-36", "?-?"),
        ("fördubblas", "-34.5", "-10", "???"),
        ("minska med 10 %", "-34.5", "-40", "???"),
        ("halveras", "-34.5", "-40", "???"),
        ("minska", "-34.5", "-40", "???"),
        ("ska inte öka", "-34.5", "-40", "???"),
        ("ska inte öka", "-34.5", "-34.5", "+++"),
        ("öka", "-34.5", "-30", "+++"),
        ("öka", "-34.5", "-40", "---"),
        ("öka med 10 mnkr", "-34.5", "-24.5", "+++"),
        ("minska", "34.5", "-20", "+++"),
        ("minska", "34.5", "-40", "???"),
        ("ska inte öka", "34.5", "-40", "???"),
        ("öka med 10 %", "0", "5", "???"),
        ("minska med 10 %", "0", "0", "???"),
        ("halveras", "0", "0", "???"),
        ("öka", "0", "5", "+++"),
    ],
)
def test_changes_of_figures_around_zero(target: str, before: str, outcome: str, expected: str) -> None:
    assert levels(target, "mnkr", outcome, before) == expected


@pytest.mark.parametrize(
    "target",
    [
        f"{word} högst 2 %"
        for word in (
            "budgetavvikelse", "budgetavvikelsen", "prognosavvikelse", "kostnadsavvikelse", "resultatavvikelser",
            "avvikelse", "avvikelse mot budget", "budgetavvikelsen får vara", "skillnaden",
        )
    ],
)  # fmt: skip
def test_a_deviation_goes_both_ways(target: str) -> None:
    assert [levels(target, "%", outcome) for outcome in ("-5", "-2", "2", "5")] == ["---", "+++", "+++", "---"]


def test_no_deviation_at_all() -> None:
    assert [levels("ingen budgetavvikelse", "mnkr", outcome) for outcome in ("-5", "0", "5")] == ["---", "+++", "---"]


def test_a_smaller_deviation() -> None:
    assert [levels("avvikelsen ska minska", "mnkr", outcome, "-5") for outcome in ("-6", "-4", "4", "6")] == [
        "---", "+++", "+++", "---",
    ]  # fmt: skip


def test_what_is_saved() -> None:
    assert [levels("besparing minst 15 mnkr", "mnkr", outcome) for outcome in ("-20", "-3", "3", "20")] == [
        "??+", "---", "---", "++?",
    ]  # fmt: skip
    assert [levels("kostnadsminskning minst 15 mnkr", "mnkr", outcome) for outcome in ("-20", "3", "20")] == [
        "??+", "---", "?+?",
    ]  # fmt: skip


def test_a_cost_with_a_minus_is_not_under_its_limit() -> None:
    assert [levels("högst 15 mnkr", "mnkr", outcome) for outcome in ("-20", "-10", "20")] == ["???", "+++", "---"]
    assert levels("högst 15", "index", "-20") == "+++"
    assert levels("högst 2 %", "%", "-5") == "+++", "a growth below zero is below its limit"
    assert levels("högst 2 %", "%", "-5", called="Budgetavvikelse") == "???"
    assert levels("minst 15 mnkr", "mnkr", "-20", called="Genomförda besparingar") == "???"


def test_a_written_sign_is_what_it_says() -> None:
    assert [levels("minst -15 mnkr", "mnkr", outcome) for outcome in ("-20", "-10", "20")] == ["---", "+++", "+++"]
    assert [levels("±15 mnkr", "mnkr", outcome) for outcome in ("-20", "-10", "20")] == ["---", "+++", "---"]


@pytest.mark.parametrize(
    "target", ["underskott minst 15 mnkr", "underskott 15 mnkr", "underskott mellan 5 och 15 mnkr", "öka underskottet"]
)
def test_a_deficit_that_nobody_asks_for_is_not_understood(target: str) -> None:
    assert levels(target, "mnkr", "-20", "-10") == "???"
