"""The usual texts have the very phrases that the grammar finds in them.

A test of ``followup.targets.grammar.usual``.
"""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from followup.targets.grammar.usual import CHANGES, LIMITS, PARTS, UNITS, grammar_phrases, usual_phrases

NUMBERS = (
    *("0", "1", "5", "7", "12", "20", "29", "31", "60", "99", "100", "250", "999"),
    *("007", "0,5", "1,25", "16,0", "99,95", "3,14", "30,09", "2020", "12345", "1,234", "5."),
)
EACH_UNIT = ("", "%", *UNITS)
SPACES = ("", " ")


def assert_as_the_grammar_has_it(text: str) -> bool:
    """Whether the text is a usual one; then its phrases must be those of the grammar, and marks of the same kind."""
    usual = usual_phrases(text)
    if usual is not None:
        assert repr(usual) == repr(grammar_phrases(text)), text
    return usual is not None


def test_a_number_with_a_limit_and_a_unit() -> None:
    texts = [
        f"{limit} {number} {unit}".strip() for limit, number, unit in product(("", *LIMITS), ("7", "16,5"), EACH_UNIT)
    ]
    assert all(map(assert_as_the_grammar_has_it, texts))


@pytest.mark.parametrize("seed", range(4))
def test_any_number_and_spaces(seed: int) -> None:
    random = Random(seed)

    def amount() -> str:
        return random.choice(NUMBERS) + random.choice(SPACES) + random.choice(EACH_UNIT)

    def part() -> str:
        return random.choice(PARTS) + random.choice((" ", ":", ": ", "")) + amount().strip()

    limits = (random.choice(("", *LIMITS)) + random.choice(SPACES) + amount() for _each in range(150))
    parts = (random.choice(SPACES).join(part() for _part in range(random.randint(1, 4))) for _each in range(150))
    usual = sum(assert_as_the_grammar_has_it(text.strip()) for text in (*limits, *parts))
    assert usual > 60


@pytest.mark.parametrize("text", CHANGES)
def test_a_change(text: str) -> None:
    assert assert_as_the_grammar_has_it(text)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "since", ["", "jämfört 2020", "jämfört med 2019", "jämfört föregående år", "jämfört med föregående år"]
)
def test_a_change_by_so_much_or_to_a_level_since_a_time(change: str, since: str) -> None:
    amounts = [f"{number} {unit}".strip() for number, unit in product(("7", "16,5"), EACH_UNIT)]
    texts = [f"{change} {how} {amount} {since}".strip() for how, amount in product(("med", "till"), amounts)]
    assert all(map(assert_as_the_grammar_has_it, [*texts, f"{change} {since}".strip()]))


def test_a_limit_to_reach_by_a_year() -> None:
    texts = [
        f"{limit} {number} {unit}".strip() for limit, number, unit in product(("", *LIMITS), ("7", "100"), EACH_UNIT)
    ]
    assert all(assert_as_the_grammar_has_it(f"{text} senast 2023") for text in texts)


def test_between_two_numbers() -> None:
    assert all(
        assert_as_the_grammar_has_it(f"mellan 4 och {n} {unit}".strip()) for n, unit in product(("6", "6,5"), EACH_UNIT)
    )


@pytest.mark.parametrize(
    "text", ["2020", "minst20", "5dagar", "under 2020", "1 200 st", "m2 5", "k 5, m 6", "ca 5 %", "5-6 %", "mer än 5", "5 maj"]
)  # fmt: skip
def test_what_only_the_grammar_can_tell(text: str) -> None:
    assert usual_phrases(text) is None
