"""What the check of a plan says of targets: those that can never be decided are told before the round starts."""

from __future__ import annotations

import pytest

from tests.plans import PLAN, changed
from tests.tables import plan_book, read_plan

FRAGOR = "| fragor | 2 | vard-i-tid | Antal som fått frågan | antal | högre | Öka |"
ELSEWHERE, NO_FIGURE, NO_ROUND = "target-compares-elsewhere", "target-without-a-baseline", "target-without-a-round"
COMPARED = "| Jämförs med | T1 2021 |"
EARLIER = "| fragor | nord | T1 2021 | | | 19 |"


def findings_of(text: str) -> list[tuple[str, str]]:
    """Rule and what was found."""
    return [(finding.rule, finding.raw) for finding in read_plan(plan_book(text))[1]]


@pytest.mark.parametrize(
    ("target", "rules"),
    [
        # somebody else's figures: never decided
        ("i nivå med riket", [ELSEWHERE]),
        ("bättre än riket", [ELSEWHERE]),
        ("bättre än Västerbotten", [ELSEWHERE]),
        ("över rikssnittet", [ELSEWHERE]),
        ("högre än genomsnittet för jämförbara regioner", [ELSEWHERE]),
        ("bland de tio bästa", [ELSEWHERE]),
        ("minst 73 % (rikssnittet)", [ELSEWHERE]),
        ("inom budget", [ELSEWHERE]),
        # an earlier figure that the plan has
        ("Öka", []),
        ("i nivå med föregående år", []),
        ("bättre än förra året", []),
        ("ska inte minska", []),
        # an earlier figure that it has not
        ("Öka jämfört med 2019", [NO_FIGURE]),
        ("Öka med 10 st jämfört med T1 2020", [NO_FIGURE]),
        # an earlier figure that some units have, where the target itself says which
        ("Öka jämfört med T1 2021", [NO_FIGURE]),
        # no earlier figure is needed
        ("minst 20", []),
        ("mellan 20 och 30", []),
        ("så bra som möjligt", ["target-not-understood"]),
    ],
)
def test_a_target_that_cannot_be_decided(target: str, rules: list[str]) -> None:
    assert findings_of(changed(FRAGOR, FRAGOR.replace("Öka", target))) == [(rule, target) for rule in rules]


@pytest.mark.parametrize(
    ("plan", "rules"),
    [
        (changed(EARLIER, ""), [NO_FIGURE]),
        (changed(EARLIER, EARLIER.replace("T1 2021", "T1 2020")), [NO_FIGURE]),
        (changed(EARLIER, EARLIER.replace("19", "")), [NO_FIGURE]),
        (changed(EARLIER, EARLIER.replace("nord", "syd")), []),
        (changed(COMPARED, "| Jämförs med | |"), [NO_ROUND]),
        (changed(EARLIER, "").replace("| DÅ04, ÅR | alla |", "| ÅR | alla |"), []),
    ],
    ids=["none", "of-another-round", "empty", "of-another-unit", "no-round", "not-due-now"],
)
def test_a_change_needs_an_earlier_figure(plan: str, rules: list[str]) -> None:
    assert findings_of(plan) == [(rule, "Öka") for rule in rules]


def test_the_small_plan_is_sound() -> None:
    assert findings_of(PLAN) == []
