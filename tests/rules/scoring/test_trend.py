"""Where figures go: one arrow when the parts agree, one for each when they do not."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from followup.rules.scoring.measured import Measured
from followup.rules.scoring.trend import trend_of
from tests.form.language import Trend
from tests.house import Words

SWEDISH = Words("sv")
SHORT = {"women": "K", "men": "M"}
COUNT = Measured(unit="antal")


def figures(text: str) -> Mapping[str, Decimal]:
    """``women 12, men 7`` as figures by part."""
    pairs = (part.split() for part in text.split(",") if part.strip())
    return {part: Decimal(number) for part, number in pairs}


def trends(now: str, before: str) -> list[tuple[str, str]]:
    """Each trend with the part that it is of."""
    return [(trend.part, trend.level) for trend in trend_of(figures(now), figures(before), SHORT, COUNT, "T1 2021")]


@pytest.mark.parametrize(
    ("now", "before", "wanted"),
    [
        ("total 20", "total 19", [("", Trend.UP)]),
        ("total 19", "total 19.0", [("", Trend.SAME)]),
        ("total 18.999", "total 19", [("", Trend.DOWN)]),
        ("women 29, men 8", "women 12, men 7", [("", Trend.UP)]),
        ("women 12, men 7", "women 12, men 7", [("", Trend.SAME)]),
        ("women 29, men 4", "women 12, men 7", [("", Trend.APART)]),
        ("women 29, men 7", "women 12, men 7", [("women", Trend.UP), ("men", Trend.SAME)]),
        ("women 9, men 7", "women 12, men 7", [("women", Trend.DOWN), ("men", Trend.SAME)]),
        ("women 29", "women 12, men 7", [("", Trend.UP)]),
        ("women 29, men 4", "women 12", [("", Trend.UNKNOWN)]),
        ("total 4", "women 1, men 3", [("", Trend.UNKNOWN)]),
        ("total 4", "", [("", Trend.UNKNOWN)]),
        ("", "total 4", [("", Trend.UNKNOWN)]),
    ],
)
def test_trend(now: str, before: str, wanted: list[tuple[str, str]]) -> None:
    assert trends(now, before) == wanted


def test_every_trend_says_why() -> None:
    for now, before in (
        ("women 29, men 4", "women 12, men 7"),
        ("women 29, men 7", "women 12, men 7"),
        ("total 1", ""),
    ):
        for trend in trend_of(figures(now), figures(before), SHORT, COUNT, "T1 2021"):
            assert "tertial 1 2021" in SWEDISH(trend.reason)
    (apart,) = trend_of(figures("women 29, men 4"), figures("women 12, men 7"), SHORT, COUNT, "T1 2021")
    assert all(piece in SWEDISH(apart.reason) for piece in ("K", "12", "29", "M", "7", "4"))
