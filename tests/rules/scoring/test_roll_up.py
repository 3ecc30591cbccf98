"""Goals are judged by the plan's rule, with what could not be decided said every time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.rules.scoring.roll_up import RollUp, roll_up
from tests.form.language import Level
from tests.house import Words

RULE = RollUp(Decimal("0.8"), Decimal("0.4"))
SWEDISH = Words("sv")


@pytest.mark.parametrize(
    ("counts", "rule", "level", "message"),
    [
        ({"met": 4, "not_met": 1}, RULE, Level.MET, "4 av 5"),
        ({"met": 3, "not_met": 1}, RULE, Level.PARTLY, "3 av 4"),
        ({"met": 2, "not_met": 3}, RULE, Level.PARTLY, "2 av 5"),
        ({"met": 1, "not_met": 2}, RULE, Level.NOT_MET, "1 av 3"),
        ({"met": 1, "partly": 1, "not_met": 3}, RULE, Level.NOT_MET, "1 av 5"),
        ({"met": 5, "undecided": 3, "no_data": 1}, RULE, Level.MET, "Ytterligare fyra gick inte att göra"),
        ({"undecided": 3, "no_data": 1}, RULE, Level.UNDECIDED, "Ingen av de fyra bedömningarna gick att göra."),
        ({"no_data": 2}, RULE, Level.NO_DATA, "Uppgift saknas."),
        ({"not_due": 2}, RULE, Level.NOT_DUE, "Inget under det följs upp nu."),
        ({}, RULE, Level.UNDECIDED, "Inget styrmått"),
        ({"met": 5}, RollUp(None), Level.UNDECIDED, "ingen regel"),
        ({"met": 1, "not_met": 9}, RollUp(Decimal("0.8")), Level.NOT_MET, "1 av 10"),
    ],
)
def test_a_goal_is_judged_from_its_measures(counts: dict[str, int], rule: RollUp, level: Level, message: str) -> None:
    judged = roll_up(counts, rule)
    assert judged.level is level
    assert message in SWEDISH(judged.reason)
