"""What a first round is begun with: its days by its name, and its rows in the plan."""

from __future__ import annotations

from datetime import date

import pytest

from followup.plan.workbook.first_round import FirstRound, days_of, rows_of
from tests.house import Words

SWEDISH = Words("sv")


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


def test_the_settings_compare_with_the_year_before_and_units_stand_under_their_region() -> None:
    start = FirstRound(
        "Region Nord", "", "T1 2026", date(2026, 1, 1), date(2026, 4, 30), None, ("Öst", " Öst ", "Väst", "väst")
    )
    rows = rows_of(start, SWEDISH)
    settings = {key: row["value"] for key, row in rows["settings"].items()}
    assert settings["region_id"] == "nord"
    assert settings["compare_with"] == "T1 2025"
    assert (settings["compare_from"], settings["compare_to"]) == (date(2025, 1, 1), date(2025, 4, 30))
    assert "deadline" not in settings, "nobody knows it: its cell is empty"
    assert [(row["id"], row["name"], row.get("parent"), row["template"]) for row in rows["units"].values()] == [
        ("nord", "Region Nord", None, "no"),
        ("ost", "Öst", "nord", "yes"),
        ("vast", "Väst", "nord", "yes"),
        ("vast-2", "väst", "nord", "yes"),
    ]


def test_nothing_known_is_nothing_written() -> None:
    rows = rows_of(FirstRound(), SWEDISH)
    assert not any(rows.values())
