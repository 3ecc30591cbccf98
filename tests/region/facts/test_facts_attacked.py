"""Published facts under attack: no masked figure can be worked out, and nothing beside it tells it."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.region.facts.test_facts import EXAMPLES, exported, facts_of, lines_of, only, public_facts_of, select_facts
from tests.region.facts.test_facts_by_hand import sums_of
from tests.region.masking.attacking import Fact, figures_in, worked_out
from tests.region.masking.test_published import ANSWERS, EARLIER, LIMIT, MEASURES
from tests.round.test_sub_units import UNITS
from tests.scoring.plans import plan_text
from tests.scoring.rounds import new_round

TODAY = ("--today", "2022-05-20")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Fact], list[Fact]]:
    """The facts of a round full of small numbers, and what is published of them."""
    folder = tmp_path_factory.mktemp("angrepp")
    return published(folder, plan_text(MEASURES, earlier=EARLIER, settings=LIMIT), ANSWERS)


def published(folder: Path, plan: str, answers: Mapping[str, str]) -> tuple[list[Fact], list[Fact]]:
    """The facts of a round, and as they are published."""
    round_ = new_round(folder / "r", plan, answers)
    facts = exported(round_.folder, folder / "ut", "--published", *TODAY)
    return list(facts), list(lines_of(folder / "ut" / "published" / "facts.csv"))


def leaks(facts: Sequence[Fact], public: Sequence[Fact]) -> list[str]:
    """Where a published line tells the very figure that is masked: of its own row and unit, in any column."""
    real = figures_in(facts)
    numbers: dict[tuple[str, str, str], set[str]] = {}
    for figure, fact in figures_in(public).items():
        if fact["masked"] == "yes" and real[figure]["value"]:
            numbers.setdefault((fact["unit"], fact["section"], fact["row"]), set()).add(real[figure]["value"])
    return [
        f"{fact['unit']} {fact['row']} {fact['column']}: {column} tells {number}"
        for fact in public
        for number in numbers.get((fact["unit"], fact["section"], fact["row"]), ())
        for column in ("text", "missing_reason", "reason", "note", "gap", "target_low", "target_high", "compared_with")
        if fact["kind"] != "earlier" and re.search(rf"(?<![\w.,<]){re.escape(number)}(?![\w.,%])", fact[column])
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_masked_figure_of_an_example_can_be_worked_out(name: str) -> None:
    facts, public = facts_of(name), public_facts_of(name)
    below = {row: tuple(rows) for row, rows in sums_of(name).items()}
    assert worked_out(facts, public, below, 5) == {}
    assert leaks(facts, public) == []


def test_no_masked_figure_of_a_round_full_of_them_can_be_worked_out(both: tuple[list[Fact], list[Fact]]) -> None:
    facts, public = both
    assert worked_out(facts, public, {}, 5) == {}
    assert leaks(facts, public) == []


def test_the_attack_works_where_a_figure_is_shown_that_should_not_be(both: tuple[list[Fact], list[Fact]]) -> None:
    """With Nord's 729 women back in the facts the four men follow from the 733; so they do from a share and its base."""
    facts, public = both
    women = {"unit": "nord", "row": "hot", "column": "outcome", "part": "women", "kind": "leaf"}
    shown = [fact if fact not in select_facts(public, **women) else only(facts, **women) for fact in public]
    leaks = worked_out(facts, shown, {}, 5)
    assert {(figure.unit, figure.row, figure.part) for figure in leaks} >= {("nord", "hot", "men")}
    share = {"unit": "nord", "row": "andel", "column": "outcome", "part": "men", "kind": "leaf"}
    shown = [fact if fact not in select_facts(public, **share) else only(facts, **share) for fact in public]
    assert {figure.column for figure in worked_out(facts, shown, {}, 5)} >= {"numerator"}


RANDOM = "| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Svarar | Läggs ihop |"
AMOUNTS = (0, 1, 2, 3, 4, 5, 6, 9, 14, 33, 120)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_no_masked_figure_of_a_random_round_can_be_worked_out(tmp_path: Path, seed: int) -> None:
    """Twelve measures of three units: sums, with and without their totals, and shares with what they are made of."""
    chance = random.Random(seed)
    rows = [
        f"| m{n} | {n} | trygghet | Mått {n} | antal | lägre | {chance.choice(('Minska', 'högst 9', 'minst 3'))} | ja | ja | alla | summa |"
        for n in range(8)
    ]
    rows += [
        f"| w{n} | {n + 8} | trygghet | Andel {n} | % | högre | minst 80 % | ja | ja | alla | viktat |"
        for n in range(4)
    ]
    answers = {unit: random_answers(chance) for unit in ("nord", "syd", "vast")}
    facts, public = published(tmp_path, plan_text("\n".join([RANDOM, *rows]), settings=LIMIT), answers)
    assert len(select_facts(public, masked="yes")) > 20
    assert worked_out(facts, public, {}, 5) == {}
    assert leaks(facts, public) == []


def random_answers(chance: random.Random) -> str:
    """One unit's answers to those measures; now and then without a total."""
    sums, shares = [], []
    for n in range(8):
        women, men = chance.choice(AMOUNTS), chance.choice(AMOUNTS)
        sums.append(f"| Mått {n} | {women} | {men} | {women + men if chance.random() < 0.7 else ''} |")
    for n in range(4):
        women, men = chance.choice(AMOUNTS), chance.choice(AMOUNTS)
        of_women, of_men = women + chance.choice(AMOUNTS) + 1, men + chance.choice(AMOUNTS) + 1
        shares.append(f"| Andel {n} | {women} | {men} | {women + men} | {of_women} | {of_men} | {of_women + of_men} |")
    titles = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"
    weights = (
        "| Styrmått | Täljare kvinnor | Täljare män | Täljare totalt | Nämnare kvinnor | Nämnare män | Nämnare totalt |"
    )
    return "\n".join([titles, *sums, "", weights, *shares])


OUTCOMES = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"
A_UNIT_WITHOUT_A_TOTAL = [
    # A's 45 less A2's 12 and A1's 29 women; A's 43 less A2's 22 and 18; the 33 of A's clinics less A's own 29 women
    ("nej", {"a": "| | | 45 |", "a1": "| 29 | 4 | |", "a2": "| | | 12 |"}),
    ("nej", {"a": "| | | 43 |", "a1": "| | | 3 |", "a2": "| 22 | 18 | |"}),
    ("nej", {"a": "| 29 | 4 | |", "a1": "| | | 20 |", "a2": "| | | 13 |"}),
    # the region's 174 less A's 129, B2's 18, C's 14 and B1's nine women, though A1 and A2 were added up and are hidden
    (
        "summa",
        {
            "a": "| 125 | 4 | 129 |",
            "a1": "| 5 | 4 | 9 |",
            "a2": "| 120 | 0 | 120 |",
            "b1": "| 9 | 4 | |",
            "b2": "| 4 | 14 | 18 |",
            "c": "| 5 | 9 | 14 |",
        },
    ),
]


@pytest.mark.parametrize(("adds_up", "answers"), A_UNIT_WITHOUT_A_TOTAL)
def test_the_parts_of_a_unit_that_gave_no_total_do_not_tell_a_figure(
    tmp_path: Path, adds_up: str, answers: Mapping[str, str]
) -> None:
    measure = f"{RANDOM}\n| m | 1 | trygghet | Fall | antal | lägre | högst 9 | ja | ja | alla | {adds_up} |"
    plan = plan_text(measure, units=UNITS.format(a=""), settings=LIMIT)
    result = {unit: f"{OUTCOMES}\n| Fall {figures}" for unit, figures in answers.items()}
    facts, public = published(tmp_path, plan, result)
    assert select_facts(public, missing_reason="<5")
    assert worked_out(facts, public, {}, 5) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("totals", [1, 0.7])
def test_no_small_figure_of_units_under_units_can_be_worked_out(tmp_path: Path, seed: int, totals: float) -> None:
    """Division A's own figures are the sum of its clinics'; of B nobody answers but its clinics. Now and then a unit
    gives no total."""
    facts, public = units_under_units(tmp_path, seed, totals)
    assert len(select_facts(public, masked="yes")) > 20
    assert worked_out(facts, public, {}, 5) == {}


def units_under_units(folder: Path, seed: int, totals: float) -> tuple[list[Fact], list[Fact]]:
    """Facts of eight measures, as they are and as they are published; ``totals`` is the share of totals that are given."""
    chance = random.Random(seed)
    rows = [
        f"| m{n} | {n} | trygghet | Mått {n} | antal | lägre | högst 9 | ja | ja | alla | summa |" for n in range(8)
    ]
    pairs = {unit: [chance.choices(AMOUNTS, k=2) for _row in rows] for unit in ("a1", "a2", "b1", "b2", "c")}
    pairs["a"] = [list(map(sum, zip(*both, strict=True))) for both in zip(pairs["a1"], pairs["a2"], strict=True)]
    answers = {
        unit: "\n".join(
            [OUTCOMES]
            + [
                f"| Mått {n} | {women} | {men} | {women + men if chance.random() < totals else ''} |"
                for n, (women, men) in enumerate(sub_units)
            ]
        )
        for unit, sub_units in pairs.items()
    }
    plan = plan_text("\n".join([RANDOM, *rows]), units=UNITS.format(a=""), settings=LIMIT)
    return published(folder, plan, answers)


# ------------------------------------------------------------------------------------------- levels, reasons and texts


def test_a_level_that_narrows_a_masked_figure_is_not_told(both: tuple[list[Fact], list[Fact]]) -> None:
    """Nord's four men against "Minska" from three: "Inte uppnått" says that they were not one or two. Syd's 552 are far
    from their 533: nothing near them would be judged otherwise."""
    facts, public = both
    lines = {"section": "measures", "row": "hot", "scale": "attainment", "origin": "computed"}
    for part in ("women", "men"):
        assert only(facts, unit="nord", part=part, **lines)["level"]
        assert only(public, unit="syd", part=part, **lines)["level"] == "not_met"
    men = only(public, unit="nord", part="men", **lines)
    assert (men["level"], men["level_word"], men["masked"], men["missing_reason"]) == ("", "", "yes", "–")
    assert men["reason"] == "Siffrorna är maskerade. Bedömningen är gjord på de riktiga."


def test_a_level_that_says_nothing_of_a_masked_figure_is_told(tmp_path: Path) -> None:
    """Any number of men below five is at most 800."""
    measure = f"{RANDOM}\n| fall | 1 | trygghet | Fall | antal | lägre | K 800 M 800 | ja | ja | nord | nej |"
    answers = {"nord": "| Styrmått | Utfall kvinnor | Utfall män |\n| Fall | 417 | 3 |"}
    _facts, public = published(tmp_path, plan_text(measure, settings=LIMIT), answers)
    men = {"section": "measures", "part": "men"}
    assert only(public, column="outcome", **men)["missing_reason"] == "<5"
    assert only(public, scale="attainment", **men)["level"] == "met"


def test_a_goal_above_a_level_that_is_not_told_is_not_told_either(both: tuple[list[Fact], list[Fact]]) -> None:
    """ "1 av 3" and the other two would say what the third is; the region's counts would too."""
    _facts, public = both
    goals = {(fact["unit"], fact["row"]): fact["level"] for fact in select_facts(public, section="goals")}
    hidden = {at for at, level in goals.items() if not level}
    assert {("nord", "trygghet"), ("nord", "god-vard"), ("nord", ""), ("", "trygghet"), ("", "")} <= hidden
    assert goals["syd", "trygghet"] == "not_met" and goals["vast", "vard-i-tid"] == "met"


def test_texts_and_reasons_that_tell_a_masked_figure_are_not_told(both: tuple[list[Fact], list[Fact]]) -> None:
    """ "Fyra män slogs.", "De 4 männen är kända." and "Bara 4 män drabbades." stand in the documents, with warnings."""
    facts, public = both
    for column in ("cause", "comment"):
        assert "män" in only(facts, unit="nord", row="hot", column=column)["text"]
        masked = only(public, unit="nord", row="hot", column=column)
        assert (masked["text"], masked["masked"], masked["missing_reason"]) == ("", "yes", "–")
    assert [fact for fact in public if re.search("4 män|[Ff]yra män", " ".join(fact.values()))] == []
    judgements = only(public, unit="nord", section="own_judgement", scale="own")
    assert (judgements["level"], judgements["reason"], judgements["masked"]) == ("partly", "–", "yes")
