"""Counts and amounts are held only against a round of as many months."""

from __future__ import annotations

from datetime import date

import pytest

from followup.sections.measures.measures_periods import comparable_round, of_another_length
from tests.form.language import FigureKind, Frame, Period
from tests.house import Words

BEFORE = "M"


def frame(now: str, before: str) -> Frame:
    """Two periods, 2022-01-01 2022-04-30; the earlier is of the round compared with."""
    first, last, begins, ends = map(date.fromisoformat, f"{now} {before}".split())
    return Frame(period=Period("N", first=first, last=last, compared_with=BEFORE, earlier=((BEFORE, (begins, ends)),)))


@pytest.mark.parametrize(
    ("now", "before", "compared"),
    [
        ("2022-05-01 2022-08-31", "2022-01-01 2022-04-30", True),
        ("2022-01-01 2022-08-31", "2022-01-01 2022-04-30", False),
        ("2022-01-01 2022-12-31", "2021-01-01 2021-11-30", False),
        ("2022-02-01 2022-02-28", "2022-01-01 2022-01-31", True),
        ("2022-01-15 2022-02-14", "2021-12-01 2021-12-31", True),
        ("2022-01-01 2022-01-15", "2021-12-01 2021-12-31", False),
    ],
)
def test_a_count_is_compared_with_as_many_months_alone(now: str, before: str, compared: bool) -> None:
    assert bool(comparable_round(FigureKind.COUNT, frame(now, before), BEFORE)) is compared
    assert comparable_round(FigureKind.SHARE, frame(now, before), BEFORE) == BEFORE, "a share does not grow with time"


def test_both_lengths_are_said() -> None:
    reason = Words("sv")(of_another_length(frame("2022-01-01 2022-08-31", "2022-01-01 2022-04-30"), BEFORE))
    assert (
        reason == "Uppgifterna för M gäller 4 månader och de för N gäller 8, så antal och belopp går inte att jämföra."
    )
