"""Every expression that regions and municipalities were found to write: right, unknown or wrong.

A test of ``followup.targets.parse``.
"""

from __future__ import annotations

from typing import Any

import pytest

from followup.targets.parse import parse_target
from tests.targets.checking import RIGHT, UNKNOWN, WRONG, expectations, record, table, verdict

OPEN = expectations("open.json")


def test_all_expressions_are_here() -> None:
    assert len(OPEN) == 135
    assert sum(expectation["role"] == "target" for expectation in OPEN) == 88


def test_none_is_wrong_and_nearly_all_are_right() -> None:
    verdicts = [verdict(expectation) for expectation in OPEN]
    summary = table(verdicts)
    print(summary)
    assert [answer for answer in verdicts if answer.verdict == WRONG] == [], summary
    assert sum(answer.verdict == RIGHT for answer in verdicts) / len(verdicts) >= 0.97, summary


@pytest.mark.parametrize("expected", OPEN, ids=lambda answer: str(answer["text"])[:60])
def test_no_expression_is_understood_wrongly(expected: dict[str, Any]) -> None:
    assert verdict(expected).verdict in (RIGHT, UNKNOWN)


@pytest.mark.parametrize(
    "expected",
    [expectation for expectation in OPEN if expectation.get("direction_in_text") is False],
    ids=lambda answer: str(answer["text"])[:60],
)
def test_a_bare_value_has_no_direction_of_its_own(expected: dict[str, Any]) -> None:
    got = record(expected["text"], expected["role"])
    assert (got["kind"], got["direction_in_text"]) == ("equal", False)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("100 % i dec", "deadline", "december"),
        ("Minska med 50% jmf 2020", "baseline", "2020"),
        ("Öka jmf med motsvarande kvartal året innan", "baseline", "same quarter previous year"),
        ("fler än föregående år", "baseline", "previous year"),
        ("Q2 2023", "deadline", "2023-Q2"),
        ("v. 40", "deadline", "week 40"),
        ("minska 20% (bas 2018)", "baseline", "2018"),
        ("öka med 50 st per år", "unit", "st/år"),
        ("nettokostnad max 31 000 kr/inv", "unit", "kr/inv"),
        ("maximalt 250 recept ska skrivas ut per 1 000 invånare", "unit", "recept/1000 invånare"),
        ("högst 55 nyfödda per BHV-sjuksköterska", "unit", "nyfödda/bhv-sjuksköterska"),
        ("3,0 (skala 1-5)", "unit", "skala 1-5"),
        ("ska ha minskat med 35 % år 2020 jämfört med 2015", "year", 2020),
        ("Minst rikets genomsnitt", "reference", "at least rikets genomsnitt"),
        ("högst 1 procent avvikelse", "two_sided", True),
    ],
)
def test_what_else_a_target_says(text: str, field: str, value: object) -> None:
    assert record(text, "target")[field] == value


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("T1 2021 K:12, M:7 T1 2022 K:29 M: 4", "period", "T1 2022"),
        ("T1 2021 K:12, M:7 T1 2022 K:29 M: 4", "baseline", "T1 2021: women 12, men 7"),
        ("72 (69) %", "baseline", "previous: 69"),
        ("98,5 % (mars 2022)", "period", "2022-03"),
        ("1 814 tim i snitt/mån (R12)", "window", "rolling 12 months"),
        ("minus 205 miljoner kronor", "unit", "mnkr"),
        ("323 recept/1000 inv och år, en minskning med 2% jämfört med 2014", "change", "- 2 % since 2014"),
        ("#SAKNAS!", "missing_reason", "Excel error"),
        ("Mäts vartannat år", "missing_reason", "no measurement this year"),
        ("***", "masked", True),
    ],
)
def test_what_else_an_outcome_says(text: str, field: str, value: object) -> None:
    assert record(text, "outcome")[field] == value


def test_two_demands_are_both_told() -> None:
    (text,) = (expectation["text"] for expectation in OPEN if expectation["text"].startswith("Till 2018"))
    target = parse_target(text)
    assert [(part.kind.value, str(part.value)) for part in target.parts] == [("decrease_by", "7"), ("equal", "95")]
    assert (target.deadline, target.parts[0].baseline) == ("2018", "2013")


def test_every_answer_is_explained() -> None:
    record_ = [record(expectation["text"], expectation["role"])["explained"] for expectation in OPEN]
    assert all(record_)
