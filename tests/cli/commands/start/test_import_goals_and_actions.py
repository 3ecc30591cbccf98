"""Lists of goals and of actions come into the plan with what they stand under.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

from tests.cli.commands.start.taken_lists import (
    in_plan,
)
from tests.house import command
from tests.lists import (
    plan_with_units,
    sheet_of,
    take,
)


def test_goals_come_as_a_tree_or_with_their_parents() -> None:
    plan = plan_with_units()
    rows = [
        ("Perspektiv", "Strategiskt mål"),
        ("Medborgare", "Vård i tid"),
        (None, "Jämlik hälsa"),
        ("Ekonomi", "Balans"),
    ]
    code, result = take(plan, sheet_of(rows), "goals", "--yes")
    assert code == 0 and len(result["rows_added"]) == 5
    flat = [("Id", "Nivå", "Namn", "Överordnad"), ("trygg", "Strategiskt mål", "Trygg vård", "Medborgare")]
    assert take(plan, sheet_of(flat), "goals", "--yes")[0] == 0
    assert [(row["Namn"], row["Överordnad"]) for row in in_plan(plan, "Målstruktur")] == [
        ("Medborgare", None),
        ("Vård i tid", "medborgare"),
        ("Jämlik hälsa", "medborgare"),
        ("Ekonomi", None),
        ("Balans", "ekonomi"),
        ("Trygg vård", "medborgare"),
    ]
    assert command("plan", "check", str(plan))[0] == 0


def test_actions_come_with_their_days_units_and_running_numbers() -> None:
    plan = plan_with_units()
    rows = [
        ("Mål", "Aktivitet", "Ansvarig chef", "Förvaltning", "Start", "Klart senast"),
        ("God tillgänglighet", "Inför kömiljarden", "Förvaltningschef", "HSF", "2026-02-01", "2026-12-31"),
        (None, "Digitala besök", "IT-chef", "HSF, PSY", "2026-03-01", None),
    ]
    code, result = take(plan, sheet_of(rows), "actions", "--yes")
    assert code == 0, result["findings"]
    rows_there = in_plan(plan, "Åtgärder")
    assert [
        (row["Nr"], row["Åtgärd"] if "Åtgärd" in row else row["Strategisk åtgärd"], row["Enheter"])
        for row in rows_there
    ] == [
        ("1", "Inför kömiljarden", "HSF"),
        ("2", "Digitala besök", "HSF, PSY"),
    ]
    assert command("plan", "check", str(plan))[0] == 0
