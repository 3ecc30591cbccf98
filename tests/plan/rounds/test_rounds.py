"""Rounds in the order of time, however they are written."""

from __future__ import annotations

from datetime import date

import pytest

from followup.plan.rounds.rounds import days_of, is_before, order_of, same_round


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("T1 2022", (2022, 4)),
        ("2022 T3", (2022, 12)),
        ("DÅ08 2021", (2021, 8)),
        ("då 04 2021", (2021, 4)),
        ("ÅR 2021", (2021, 12)),
        ("2021", (2021, 12)),
        ("2022-03", (2022, 3)),
        ("kvartal 2 2020", (2020, 6)),
        ("tertial 2 2020", (2020, 8)),
        ("DÅ04", None),
        ("", None),
    ],
)
def test_order(written: str, order: tuple[int, int] | None) -> None:
    assert order_of(written) == order


def test_before() -> None:
    assert is_before("T1 2021", "T1 2022")
    assert is_before("DÅ08 2021", "ÅR 2021")
    assert not is_before("T1 2022", "T1 2022")
    assert not is_before("någon gång", "T1 2022")


def test_the_same_round_in_other_words() -> None:
    assert same_round("2021 T1", "T1 2021")
    assert same_round("DÅ04 2021", "T1 2021")
    assert not same_round("2021", "T3 2021"), "a whole year is not its last tertial"
    assert not same_round("T1 2021", "T1 2022")


@pytest.mark.parametrize(
    ("round_", "last"),
    [
        ("T1 2026", date(2026, 4, 30)),
        ("DÅ08 2026", date(2026, 8, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("ÅR 2026", date(2026, 12, 31)),
    ],
)
def test_a_round_reports_from_the_first_day_of_its_year(round_: str, last: date) -> None:
    assert days_of(round_) == (date(2026, 1, 1), last)


def test_a_round_without_a_year_has_no_days() -> None:
    assert days_of("våren") == (None, None)
