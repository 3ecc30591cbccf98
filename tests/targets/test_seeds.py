"""The expressions that the first region's plan and reports held, each with its intended meaning.

A bare value is ``equal``: the text alone does not say which way is good. Letters K and M are women and men.

A test of ``followup.targets.parse``.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from followup.targets.parse import parse_outcome, parse_target

SEEDS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("seeds.json").read_text(encoding="utf-8"))
TARGETS = [seed for seed in SEEDS if seed["role"] == "target"]
OUTCOMES = [seed for seed in SEEDS if seed["role"] == "outcome"]
LETTERS = {"K": "women", "M": "men"}


def name(seed: dict[str, Any]) -> str:
    """The text itself, in the name of the test."""
    return str(seed["text"])


def number(text: str | None) -> Decimal | None:
    """A value as the seeds write it."""
    return None if text is None else Decimal(text)


def parts(split: dict[str, str]) -> dict[str, Decimal]:
    """A split as the seeds write it."""
    return {part: Decimal(text) for part, text in split.items()}


def test_all_seeds_are_here() -> None:
    assert (len(SEEDS), len(TARGETS), len(OUTCOMES)) == (28, 16, 12)


@pytest.mark.parametrize("seed", TARGETS, ids=name)
def test_target(seed: dict[str, Any]) -> None:
    target = parse_target(seed["text"])
    assert target.kind == seed["kind"]
    assert target.value == number(seed.get("value"))
    assert {LETTERS[part]: value for part, value in target.split.items()} == parts(seed.get("split", {}))
    assert target.strict is seed.get("strict", False)
    if "unit" in seed:
        assert target.unit == seed["unit"]
    assert target.direction_in_text is (seed["kind"] != "equal")


@pytest.mark.parametrize("seed", OUTCOMES, ids=name)
def test_outcome(seed: dict[str, Any]) -> None:
    outcome = parse_outcome(seed["text"])
    assert bool(outcome.missing_reason) is seed.get("missing", False)
    assert outcome.approximate is seed.get("approximate", False)
    if outcome.missing_reason:
        assert outcome.latest is None
        return
    assert outcome.latest is not None, "not understood"
    assert outcome.latest.total == number(seed.get("value"))
    assert {LETTERS[part]: value for part, value in outcome.latest.split.items()} == parts(seed.get("split", {}))
    if "unit" in seed:
        assert outcome.latest.unit == seed["unit"]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("100 % i dec", "deadline", "december"),
        ("Minska med 50% jmf 2020", "baseline", "2020"),
        ("Öka jmf med motsvarande kvartal året innan", "baseline", "same quarter previous year"),
        ("Målvärde 2020=95 %", "year", "2020"),
        ("år 2020 ska 70 procent", "year", "2020"),
    ],
)
def test_what_else_a_target_says(text: str, field: str, value: str) -> None:
    assert getattr(parse_target(text), field) == value


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("T1 2021 K:12, M:7 T1 2022 K:29 M: 4", [("T1 2021", {"K": 12, "M": 7})]),
        ("2021 K:23% M:23% 2022 T1 K:20% M19%", [("2021", {"K": 23, "M": 23})]),
        ("8,4%", []),
    ],
)
def test_earlier_occasions_of_an_outcome(text: str, earlier: list[tuple[str, dict[str, int]]]) -> None:
    wanted = [(period, {part: Decimal(number) for part, number in split.items()}) for period, split in earlier]
    assert [(figures.period, dict(figures.split)) for figures in parse_outcome(text).earlier] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "god kvalitet",
        "enligt bilaga",
        "95 % eller 90 %",
        "bör öka men inte över 5 %",
        "1 2 3",
        "12.345",
        "9" * 400,
    ],
)
def test_what_is_not_certain_is_unknown_and_never_a_guess(text: str) -> None:
    target = parse_target(text)
    assert target.kind == "unknown" and target.value is None and not target.split


@pytest.mark.parametrize("text", ["enligt bilaga", "se nedan", "K: många", "12.345", ""])
def test_an_outcome_that_is_not_understood_has_neither_figures_nor_reason(text: str) -> None:
    outcome = parse_outcome(text)
    assert not outcome.understood


@pytest.mark.parametrize(
    "text",
    [
        "Data saknas",
        "data saknas.",
        "Uppgift saknas",
        "ej aktuellt",
        "mäts ej",
        "Mäts ej detta tertial",
        "-",
        "–",
        "E/T",
        "n/a",
        "Redovisas inte på enhetsnivå",
    ],
)
def test_reasons_for_having_no_figure(text: str) -> None:
    assert parse_outcome(text).missing_reason == text.strip()


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("minst\u00a095\u202f%", "minst 95 %"),
        ("\u2265 95 %", "minst 95 %"),
        ("\u221217,7 mnkr", "-17,7 mnkr"),
        ("MINST 95 PROCENT", "minst 95 %"),
    ],
)
def test_spaces_signs_and_case_do_not_matter(text: str, same: str) -> None:
    one, other = parse_target(text), parse_target(same)
    assert (one.kind, one.value, one.unit) == (other.kind, other.value, other.unit)
    assert one.value is not None
