"""Goals are judged by the plan's rule, with what could not be decided said every time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.form.judgement import Level
from followup.locale import Words
from followup.outputs.goals import counts_in_a_sentence
from followup.plan.model import ScaleLevel
from followup.rules.roll_up import RollUp, roll_up

RULE = RollUp(Decimal("0.8"), Decimal("0.4"))
SWEDISH = Words("sv")


@pytest.mark.parametrize(
    ("counts", "rule", "level", "said"),
    [
        ({"met": 4, "not_met": 1}, RULE, Level.MET, "4 av 5"),
        ({"met": 3, "not_met": 1}, RULE, Level.PARTLY, "3 av 4"),
        ({"met": 2, "not_met": 3}, RULE, Level.PARTLY, "2 av 5"),
        ({"met": 1, "not_met": 2}, RULE, Level.NOT_MET, "1 av 3"),
        ({"met": 1, "partly": 1, "not_met": 3}, RULE, Level.NOT_MET, "1 av 5"),
        ({"met": 5, "undecided": 3, "no_data": 1}, RULE, Level.MET, "4 gick inte att avgöra"),
        ({"undecided": 3, "no_data": 1}, RULE, Level.UNDECIDED, "4"),
        ({"no_data": 2}, RULE, Level.NO_DATA, "2"),
        ({"not_due": 2}, RULE, Level.NOT_DUE, "2"),
        ({}, RULE, Level.UNDECIDED, "Inget styrmått"),
        ({"met": 5}, RollUp(None), Level.UNDECIDED, "ingen regel"),
        ({"met": 1, "not_met": 9}, RollUp(Decimal("0.8")), Level.NOT_MET, "1 av 10"),
    ],
)
def test_a_goal_is_judged_from_its_measures(counts: dict[str, int], rule: RollUp, level: Level, said: str) -> None:
    judged = roll_up(counts, rule)
    assert judged.level is level
    assert said in SWEDISH(judged.reason)


def test_the_counts_sentence_of_the_plan_revision() -> None:
    """The interim report of 2020 in Jämtland Härjedalen: 16 + 4 + 2 + 2 = 24 goals."""
    words = (("röda", 4), ("gula", 16), ("gröna", 2), ("som inte gått att redovisa", 2))
    counts = [(ScaleLevel(word, "", word), n) for word, n in words]
    assert SWEDISH(counts_in_a_sentence(counts)) == "16 gula, fyra röda, två gröna och två som inte gått att redovisa"


def test_counts_of_one_level_and_of_none() -> None:
    green = ScaleLevel("g", "", "gröna")
    assert SWEDISH(counts_in_a_sentence([(green, 13)])) == "13 gröna"
    assert SWEDISH(counts_in_a_sentence([(green, 0)])) == "ingen"
