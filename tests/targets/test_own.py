"""Expressions in the manner of real plans, whose meanings were written down before the grammar had read them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.targets.checking import RIGHT, WRONG, expectations, record, table, verdict

OWN = expectations("own.json")
MORE = ("unit", "baseline", "deadline", "year", "period", "window")


def test_none_is_wrong_and_nearly_all_are_right() -> None:
    verdicts = [verdict(expectation) for expectation in OWN]
    summary = table(verdicts)
    print(summary)
    assert len(OWN) >= 150
    assert [answer for answer in verdicts if answer.verdict == WRONG] == [], summary
    assert sum(answer.verdict == RIGHT for answer in verdicts) / len(verdicts) >= 0.97, summary


@pytest.mark.parametrize("expected", OWN, ids=lambda answer: f"{answer['role']} {answer['text']}"[:60])
def test_an_expression_is_understood_as_it_was_meant(expected: dict[str, Any]) -> None:
    assert verdict(expected).verdict == RIGHT
    got = record(expected["text"], expected["role"])
    if got["kind"] != expected["kind"]:
        return
    assert {key: got.get(key) for key in MORE if key in expected} == {
        key: expected[key] for key in MORE if key in expected
    }
    if "earlier" in expected:
        assert got["earlier"][0]["value"] == expected["earlier"]
    if expected.get("missing"):
        assert got["missing_reason"]
