"""Partly met only by a declared share of the target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.rules.scoring.judged import Judged
from followup.rules.scoring.measured import Measured
from followup.rules.scoring.partly import add_forecast, judge_partly
from tests.form.language import Level
from tests.house import Words, literal

WHY = literal("0")


@pytest.mark.parametrize(
    ("outcome", "limit", "higher", "rule", "level"),
    [
        ("60", "70", True, "0.8", Level.PARTLY),
        ("56", "70", True, "0.8", Level.PARTLY),
        ("55.9", "70", True, "0.8", Level.NOT_MET),
        ("8", "7", False, "0.8", Level.PARTLY),
        ("9", "7", False, "0.8", Level.NOT_MET),
        ("60", "70", True, None, Level.NOT_MET),
        ("-17.7", "0", True, "0.8", Level.NOT_MET),
        ("0", "0", True, "0.8", Level.NOT_MET),
    ],
)
def test_partly(outcome: str, limit: str, higher: bool, rule: str | None, level: Level) -> None:
    judged = Judged(Level.NOT_MET, WHY, Decimal(limit), higher)
    assert judge_partly(judged, Decimal(outcome), Decimal(rule) if rule else None).level is level


def test_what_is_met_or_undecided_stays_so() -> None:
    for level in (Level.MET, Level.UNDECIDED):
        judged = Judged(level, WHY, Decimal(70))
        assert judge_partly(judged, Decimal(69), Decimal("0.8")) is judged


@pytest.mark.parametrize(
    ("forecast", "later", "message"),
    [
        ("95", True, "når målet"),
        ("60", True, "når inte målet"),
        (None, True, ""),
        ("95", False, ""),
    ],
)
def test_a_forecast_is_told_and_is_no_outcome(forecast: str | None, later: bool, message: str) -> None:
    judged = Judged(Level.NOT_MET, WHY, Decimal(90))
    reason = add_forecast(judged, Decimal(forecast) if forecast else None, later, Measured(unit="antal"))
    assert reason.level is Level.NOT_MET
    assert message in Words("sv")(reason.reason) and bool(message) is (reason.reason != WHY)
