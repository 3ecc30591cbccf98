"""Whether a figure reaches its target: limits, strictness, and every reason why it cannot be decided."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.rules.scoring.attainment import attain
from followup.rules.scoring.judged import Judged
from followup.rules.scoring.measured import Measured
from followup.targets.parse import parse_target
from tests.form.language import Level
from tests.house import Words

ENGLISH = Words("en")
MET, NOT_MET, UNDECIDED = Level.MET, Level.NOT_MET, Level.UNDECIDED
SHARE = Measured(percent=True, unit="%")
UP = Measured(percent=True, unit="%", direction="higher")
DOWN = Measured(percent=True, unit="%", direction="lower")
COUNT = Measured(unit="antal")
COUNT_UP = Measured(unit="antal", direction="higher")
MONEY = Measured(unit="mnkr", direction="higher")


def judged(target: str, outcome: str, measured: Measured, part: str = "", baseline: str | None = None) -> Judged:
    """The judgement of one outcome."""
    before = None if baseline is None else Decimal(baseline)
    return attain(parse_target(target), part, measured, Decimal(outcome), before, "T1 2021")


@pytest.mark.parametrize(
    ("target", "outcome", "measured", "level"),
    [
        ("minst 95 %", "0.95", SHARE, MET),
        ("minst 95 %", "0.9499", SHARE, NOT_MET),
        ("Över 95 %", "0.95", SHARE, NOT_MET),
        ("Över 95 %", "0.9501", SHARE, MET),
        ("högst 7 %", "0.07", SHARE, MET),
        ("högst 7 %", "0.0701", SHARE, NOT_MET),
        ("Under 6,5 %", "0.065", SHARE, NOT_MET),
        ("Under 6,5%", "0.0649", SHARE, MET),
        ("70%", "0.7", UP, MET),
        ("70%", "0.69", UP, NOT_MET),
        ("7%", "0.07", DOWN, MET),
        ("7%", "0.08", DOWN, NOT_MET),
        ("minst 95", "0.95", SHARE, MET),
        ("0,0", "0", MONEY, MET),
        ("0,0", "-17.7", MONEY, NOT_MET),
        ("minst 10 mnkr", "10", MONEY, MET),
        ("minst 10 mnkr", "9.99", MONEY, NOT_MET),
        ("högst 55", "55", COUNT, MET),
        ("högst 55 st", "56", COUNT, NOT_MET),
    ],
)
def test_against_a_limit(target: str, outcome: str, measured: Measured, level: Level) -> None:
    assert judged(target, outcome, measured).level is level


@pytest.mark.parametrize(
    ("target", "outcome", "baseline", "level"),
    [
        ("Öka", "20", "19", MET),
        ("Öka", "19", "19", NOT_MET),
        ("Öka", "18", "19", NOT_MET),
        ("Minska", "18", "19", MET),
        ("Minska", "19", "19", NOT_MET),
        ("Minska med 50% jmf 2020", "50", "100", MET),
        ("Minska med 50% jmf 2020", "51", "100", NOT_MET),
        ("Öka med 10 %", "110", "100", MET),
        ("Öka med 10 %", "109.99", "100", NOT_MET),
        ("Öka med 10", "110", "100", MET),
        ("Öka med 10", "109", "100", NOT_MET),
        ("Minska med 5", "0", "5", MET),
        ("Öka", "1", "0", MET),
        ("Öka med 10 %", "0", "0", UNDECIDED),
    ],
)
def test_against_what_was(target: str, outcome: str, baseline: str, level: Level) -> None:
    assert judged(target, outcome, COUNT, baseline=baseline).level is level


@pytest.mark.parametrize(
    ("part", "outcome", "level"),
    [
        ("K", "0.16", MET),
        ("K", "0.1601", NOT_MET),
        ("M", "0.172", MET),
        ("M", "0.1721", NOT_MET),
        ("", "0.1", UNDECIDED),
    ],
)
def test_each_part_has_its_own_limit(part: str, outcome: str, level: Level) -> None:
    assert judged("K 16,0 M 17,2", outcome, DOWN, part).level is level


@pytest.mark.parametrize(
    ("target", "measured", "baseline", "message"),
    [
        ("god kvalitet", UP, None, "“god kvalitet” is not understood"),
        ("70%", SHARE, None, "does not say which way is good"),
        ("Öka", COUNT_UP, None, "tertial 1 2021"),
        ("Minska med 50% jmf 2020", COUNT, None, "2020"),
        ("minst 95 %", COUNT, None, "in another unit"),
        ("minst 10 mnkr", SHARE, None, "in another unit"),
        ("minst 10 tkr", MONEY, None, "in another unit"),
        ("K 16,0 M 17,2", DOWN, None, "for each part"),
        ("Öka med 5 %", SHARE, "0.5", "in another unit"),
    ],
)
def test_what_cannot_be_decided_says_why(target: str, measured: Measured, baseline: str | None, message: str) -> None:
    result = judged(target, "0.5", measured, baseline=baseline)
    assert result.level is UNDECIDED
    reason = ENGLISH(result.reason)
    assert message in reason


@pytest.mark.parametrize(
    ("target", "outcome", "measured", "baseline", "reason"),
    [
        ("minst 95 %", "0.41", SHARE, None, "41\u00a0% against at least 95\u00a0%."),
        ("Under 6,5%", "0.067", SHARE, None, "6,7\u00a0% against less than 6,5\u00a0%."),
        ("0,0", "-17.7", MONEY, None, "−17,7 mnkr against at least 0 mnkr."),
    ],
)
def test_the_reason_gives_outcome_and_target(
    target: str, outcome: str, measured: Measured, baseline: str | None, reason: str
) -> None:
    assert ENGLISH(judged(target, outcome, measured, baseline=baseline).reason) == reason


def test_the_reason_of_a_change_gives_the_baseline_and_its_round() -> None:
    reason = ENGLISH(judged("Öka", "29", COUNT, baseline="12").reason)
    assert "29" in reason and "12" in reason and "tertial 1 2021" in reason
    reason = ENGLISH(judged("Minska med 50% jmf 2020", "60", COUNT, baseline="100").reason)
    assert "50" in reason and "100" in reason and "2020" in reason


def test_a_deadline_is_told_only_where_the_target_is_not_met_yet() -> None:
    late, done = judged("100 % i dec", "0.41", UP), judged("100 % i dec", "1", UP)
    assert (late.level, done.level) == (NOT_MET, MET)
    assert "by December" in ENGLISH(late.reason)
    assert "dec" not in ENGLISH(done.reason)


@pytest.mark.parametrize(
    ("target", "measured", "baseline", "low", "high"),
    [
        ("minst 95 %", SHARE, None, "0.95", None),
        ("Under 6,5 %", SHARE, None, None, "0.065"),
        ("7%", DOWN, None, None, "0.07"),
        ("70 %", UP, None, "0.7", None),
        ("mellan 10 och 20", COUNT, None, "10", "20"),
        ("±5", COUNT, None, "-5", "5"),
        ("ska inte öka", COUNT, "12", None, "12"),
        ("oförändrad", COUNT, "3", "3", "3"),
        ("Öka", COUNT_UP, "19", "19", None),
        ("Öka med 10 %", COUNT_UP, "20", "22", None),
        ("Minska med 5", COUNT, "20", None, "15"),
        ("Öka", COUNT_UP, None, None, None),
        ("God vård", COUNT, None, None, None),
    ],
)
def test_the_ends_of_what_is_wanted(
    target: str, measured: Measured, baseline: str | None, low: str | None, high: str | None
) -> None:
    judgement = judged(target, "3", measured, baseline=baseline)
    assert [judgement.low, judgement.high] == [end if end is None else Decimal(end) for end in (low, high)]
    assert (judgement.since is None) is (baseline is None)
