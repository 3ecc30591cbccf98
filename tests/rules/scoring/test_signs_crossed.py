"""Targets about signs crossed with figures and directions, held against what their writers can have meant.

A *world* is one way in which the figures may have been written: a deficit with a minus or without, a cost with a minus.
A level is right where the target's plain meaning has the same answer in every world that is possible; where it has not,
and where none is possible, nothing may be decided. No arithmetic of the product's is used.

A test of ``followup.rules.scoring.judge_text``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import product

import pytest

from followup.rules.scoring.judge_text import judge_text
from tests.targets.checking import figure, target_of

World = tuple[Decimal, Decimal]
"""What was and what is: of a deficit how large, of a cost how much, of a result how good."""
Meaning = Callable[[Decimal, Decimal], bool]
Worlds = Callable[[Decimal, Decimal, str], list[World]]

FIGURES = [
    Decimal(n)
    for n in ("-60", "-40", "-34.5", "-20", "-15", "-10", "-3", "0", "3", "10", "15", "20", "34.5", "40", "60")
]
DIRECTIONS = ("", "higher", "lower")


def deficits(before: Decimal, now: Decimal, direction: str) -> list[World]:
    """The deficit before and now: as a result, as a size, and one figure so and the other so."""
    as_result, as_size, apart = (-before, -now), (before, now), (abs(before), abs(now))
    if direction == "higher":
        return [as_result]
    if direction == "lower":
        return [as_size, *([as_result, apart] if before < 0 or now < 0 else [])]
    return [as_result, as_size, *([apart] if before * now < 0 else [])]


def deficits_now(_before: Decimal, now: Decimal, direction: str) -> list[World]:
    return deficits(now, now, direction)


def reduced_deficits(before: Decimal, now: Decimal, direction: str) -> list[World]:
    """Only what was a deficit can be reduced; where the direction's own way of writing says that it was none, none is."""
    worlds = deficits(before, now, direction)
    if direction and worlds[0][0] <= 0:
        return []
    return [world for world in worlds if world[0] > 0]


def amounts_now(_before: Decimal, now: Decimal, _direction: str) -> list[World]:
    """A figure of money: as it stands, or a cost with its minus."""
    return [(now, now), *([(-now, -now)] if now < 0 else [])]


def lowered(before: Decimal, now: Decimal, _direction: str) -> list[World]:
    """Something that shall be less: as the figures stand, or costs with a minus, in one of the two or in both."""
    if before < 0:
        return [(before, now), (-before, -now)]
    return [(before, now), *([(before, -now)] if now < 0 else [])]


def raised(before: Decimal, now: Decimal, direction: str) -> list[World]:
    """Something that shall be more: as the figures stand, unless the direction leaves open that they are costs."""
    return [(before, now), *([(-before, -now)] if before < 0 and direction != "higher" else [])]


def savings(_before: Decimal, now: Decimal, direction: str) -> list[World]:
    """What is saved: a size, unless there is a minus or the plan wants lower figures; then also a change of the cost."""
    if direction == "lower":
        return [(now, -now)] if now < 0 else [(now, now), (now, -now)]
    return [(now, now), *([(now, -now)] if now < 0 else [])]


def falls(_before: Decimal, now: Decimal, direction: str) -> list[World]:
    """A fall: a size or a change, unless the figure and the direction agree on which."""
    if direction == "higher" and now >= 0:
        return [(now, now)]
    if direction == "lower" and now < 0:
        return [(now, -now)]
    return [(now, now), (now, -now)]


def either_way(before: Decimal, now: Decimal, _direction: str) -> list[World]:
    return [(abs(before), abs(now))]


def as_they_stand(before: Decimal, now: Decimal, _direction: str) -> list[World]:
    return [(before, now)]


def at_most_15(_before: Decimal, now: Decimal) -> bool:
    return now <= 15


def under_15(_before: Decimal, now: Decimal) -> bool:
    return now < 15


def at_least_15(_before: Decimal, now: Decimal) -> bool:
    return now >= 15


def at_least_minus_15(_before: Decimal, now: Decimal) -> bool:
    return now >= -15


def none(_before: Decimal, now: Decimal) -> bool:
    return now <= 0


def smaller(before: Decimal, now: Decimal) -> bool:
    return now < before


def no_larger(before: Decimal, now: Decimal) -> bool:
    return now <= before


def larger(before: Decimal, now: Decimal) -> bool:
    return now > before


def no_smaller(before: Decimal, now: Decimal) -> bool:
    return now >= before


def halved(before: Decimal, now: Decimal) -> bool:
    return (before - now) * 2 >= abs(before)


def less_by_10(before: Decimal, now: Decimal) -> bool:
    return before - now >= 10


def more_by_10(before: Decimal, now: Decimal) -> bool:
    return now - before >= 10


def more_by_a_fifth(before: Decimal, now: Decimal) -> bool:
    return (now - before) * 5 >= abs(before)


def less_by_a_fifth(before: Decimal, now: Decimal) -> bool:
    return (before - now) * 5 >= abs(before)


PHRASES: list[tuple[Worlds, Meaning, tuple[str, ...]]] = [
    (deficits_now, at_most_15, (
        "underskott högst 15 mnkr", "underskottet ska vara högst 15 mnkr", "underskottet får inte överstiga 15 mnkr",
        "högst 15 mnkr i underskott", "max 15 mnkr underskott", "högst 15 mnkr minus", "förlust högst 15 mnkr",
        "förlusten får vara högst 15 mnkr", "budgetunderskott högst 15 mnkr", "negativt resultat högst 15 mnkr",
        "negativ avvikelse högst 15 mnkr", "minusresultat max 15 mnkr", "obalans högst 15 mnkr",
        "budgetöverskridande högst 15 mnkr", "underskott på högst 15 mnkr", "högst 15 mnkr back",
        "ett underskott om högst 15 mnkr",
    )),
    (deficits_now, under_15, ("underskott < 15 mnkr", "ekonomiskt underskott mindre än 15 mnkr", "underskott under 15 mnkr")),
    (deficits_now, none, ("inget underskott", "inga underskott", "ingen förlust", "underskottet ska vara 0")),
    (reduced_deficits, smaller, (
        "minska underskottet", "underskottet ska minska", "minskat underskott", "minska förlusten", "lägre underskott",
        "mindre underskott", "sänkt underskott",
    )),
    (reduced_deficits, halved, (
        "underskottet halveras", "halverat underskott", "halvera underskottet", "minska underskottet med 50 %",
        "minska underskottet med hälften",
    )),
    (reduced_deficits, less_by_10, ("minska underskottet med 10 mnkr", "underskottet ska minska med minst 10 mnkr")),
    (reduced_deficits, no_larger, ("underskottet ska inte öka", "underskottet får inte öka", "oförändrat underskott")),
    (amounts_now, at_most_15, ("högst 15 mnkr", "max 15", "kostnaden ska vara högst 15 mnkr", "≤ 15 mnkr")),
    (amounts_now, under_15, ("under 15 mnkr", "< 15 mnkr", "lägre än 15 mnkr")),
    (lowered, smaller, ("minska", "ska minska", "sänkta kostnader", "kostnaderna ska minska", "↓")),
    (lowered, no_larger, ("ska inte öka", "får inte öka")),
    (lowered, less_by_10, ("minska med 10 mnkr", "minska kostnaden med minst 10 mnkr")),
    (raised, larger, ("öka", "ska öka", "ökat resultat", "↑")),
    (raised, no_smaller, ("ska inte minska", "inte sjunka")),
    (raised, more_by_10, ("öka med 10 mnkr", "öka resultatet med minst 10 mnkr")),
    (savings, at_least_15, (
        "besparing minst 15 mnkr", "besparingar på minst 15 mnkr", "minst 15 mnkr i besparing", "spara minst 15 mnkr",
        "effektivisering minst 15 mnkr", "besparing 15 mnkr",
    )),
    (falls, at_least_15, ("kostnadsminskning minst 15 mnkr", "kostnadssänkning minst 15 mnkr", "kostnadsminskning 15 mnkr")),
    (either_way, at_most_15, (
        "avvikelse högst 15 mnkr", "avvikelse mot budget högst 15 mnkr", "budgetavvikelse högst 15 mnkr",
        "budgetavvikelsen högst 15 mnkr", "prognosavvikelse max 15 mnkr", "resultatavvikelser högst 15 mnkr",
        "kostnadsavvikelsen ska vara högst 15 mnkr", "skillnaden högst 15 mnkr", "±15 mnkr", "+/- 15 mnkr",
    )),
    (either_way, none, ("ingen avvikelse", "ingen budgetavvikelse", "ingen skillnad")),
    (either_way, no_larger, ("avvikelsen ska inte öka",)),
    (as_they_stand, at_least_15, ("minst 15 mnkr", "överskott minst 15 mnkr", "resultat minst 15 mnkr")),
    (as_they_stand, at_least_minus_15, ("minst -15 mnkr", "lägst minus 15 mnkr", "resultatet ska vara minst -15 mnkr")),
]  # fmt: skip
"""The worlds that a phrase leaves open, its plain meaning, and ways to say it."""

OF_A_PERCENTAGE: list[tuple[Worlds, Meaning, tuple[str, ...]]] = [
    (raised, more_by_a_fifth, ("öka med 20 %", "20 % högre än förra året", "öka minst 20 %")),
    (lowered, less_by_a_fifth, ("minska med 20 %", "20 % lägre än förra året", "minska kostnaden med minst 20 %")),
    (lowered, halved, ("halveras", "minska med 50 %")),
]
"""As above; a percentage of nothing says nothing."""


def combinations() -> Iterator[tuple[str, Decimal, Decimal, str, str]]:
    """Target, before, now, direction, and the level that is certain, or undecided."""
    for phrases, of_nothing in ((PHRASES, True), (OF_A_PERCENTAGE, False)):
        for worlds, meaning, texts in phrases:
            for before, now, direction in product(FIGURES, FIGURES, DIRECTIONS):
                possible = worlds(before, now, direction) if of_nothing or before else []
                answers = {meaning(*world) for world in possible}
                level = {frozenset([True]): "met", frozenset([False]): "not_met"}.get(frozenset(answers), "undecided")
                for text in texts:
                    yield text, before, now, direction, level


def test_a_level_is_what_every_reading_says() -> None:
    wrong, count = [], 0
    for target, before, now, direction, level in combinations():
        count += 1
        judged = judge_text(target_of(target), figure(str(now), "mnkr", str(before)), direction)[""]
        if judged.level.value != level:
            wrong.append(f"{target}; {before} → {now}; {direction or '-'}: {judged.level.value}, not {level}")
    assert count > 50_000
    assert not wrong, f"{len(wrong)} of {count}\n" + "\n".join(wrong[:: max(1, len(wrong) // 60)])


@pytest.mark.parametrize(
    "target",
    ["25 % bättre än förra året", "förbättras med 20 %", "förbättras"],
)
def test_better_is_what_the_direction_says(target: str) -> None:
    for before, now in product(FIGURES, FIGURES):
        levels = {
            direction: judge_text(target_of(target), figure(str(now), "mnkr", str(before)), direction)[""].level.value
            for direction in DIRECTIONS
        }
        assert levels[""] == "undecided"
        assert levels["higher"] != "met" or now > before, (target, before, now)
        assert levels["lower"] != "met" or (before > 0 and abs(now) < before), (target, before, now)
