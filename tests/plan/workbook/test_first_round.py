"""What a first round is begun with: its days by its name, and its rows in the plan."""

from __future__ import annotations

from datetime import date

from followup.plan.workbook.first_round import FirstRound, rows_of
from tests.house import Words

SWEDISH = Words("sv")


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
    assert rows["units"]["nord"]["kind"] == "region", "else its figures have nowhere to stand"
    assert [(row["id"], row["name"], row.get("parent"), row["template"]) for row in rows["units"].values()] == [
        ("nord", "Region Nord", None, "no"),
        ("ost", "Öst", "nord", "yes"),
        ("vast", "Väst", "nord", "yes"),
        ("vast-2", "väst", "nord", "yes"),
    ]


def test_nothing_known_is_nothing_written() -> None:
    rows = rows_of(FirstRound(), SWEDISH)
    assert not any(rows.values())
