"""A small number is not published, nor what it could be worked out from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.rules.sums.masking import figures_to_mask

LIMIT = Decimal(5)
SUMS = [("T", ["K", "M"])]


@pytest.mark.parametrize(
    ("figures", "hidden"),
    [
        ({"K": 29, "M": 4, "T": 33}, "KM"),
        ({"K": 29, "M": 4}, "M"),
        ({"K": 29, "M": 0, "T": 29}, ""),
        ({"K": 2, "M": 3, "T": 5}, "KM"),
        ({"K": 1, "M": 2, "T": 3}, "KMT"),
        ({"K": 0, "M": 4, "T": 4}, "MT"),
        ({"K": 5, "M": 5, "T": 10}, ""),
        ({"K": 4, "M": 4, "T": 8}, "KMT"),  # two below 5 that are 8 together can only be 4 and 4
        ({"K": 5, "M": 1, "T": 6}, "KMT"),  # one below 5 and one that is not: only 1 and 5 make 6
        ({"K": 6, "M": 1, "T": 7}, "KM"),
        ({"T": 4}, "T"),
        ({"K": 29, "T": 33}, ""),
        ({}, ""),
    ],
)
def test_what_is_hidden(figures: dict[str, int], hidden: str) -> None:
    assert figures_to_mask({key: Decimal(n) for key, n in figures.items()}, SUMS, LIMIT) == set(hidden)


def test_only_counts_of_people_are_masked_for_being_small() -> None:
    """3 ambulances beside 40 patients: nothing is hidden; beside 4 patients both are, for the 4 could be worked out."""
    people = {"M", "T"}
    figures = {"K": Decimal(3), "M": Decimal(40), "T": Decimal(43)}
    assert figures_to_mask(figures, SUMS, LIMIT, people) == set()
    assert figures_to_mask({**figures, "M": Decimal(4), "T": Decimal(7)}, SUMS, LIMIT, people) == {"M", "K"}


def test_what_can_be_worked_out_through_another_total_is_hidden_too() -> None:
    """Two units and the region: the men of one hide its women, which would show through the region's women."""
    figures = {("a", "K"): 29, ("a", "M"): 4, ("a", "T"): 33, ("b", "K"): 40, ("b", "M"): 50, ("b", "T"): 90}
    figures |= {("", "K"): 69, ("", "M"): 54, ("", "T"): 123}
    sums = [((unit, "T"), [(unit, "K"), (unit, "M")]) for unit in ("a", "b", "")]
    sums += [(("", part), [("a", part), ("b", part)]) for part in ("K", "M", "T")]
    hidden = figures_to_mask({key: Decimal(n) for key, n in figures.items()}, sums, LIMIT)
    assert hidden == {("a", "K"), ("a", "M"), ("b", "K"), ("b", "M")}


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=5))
def test_no_sum_leaves_exactly_one_hidden(pairs: list[tuple[int, int]]) -> None:
    figures: dict[tuple[int, str], Decimal] = {}
    sums: list[tuple[tuple[int, str], list[tuple[int, str]]]] = []
    for unit, (women, men) in enumerate(pairs):
        figures |= {(unit, "K"): Decimal(women), (unit, "M"): Decimal(men), (unit, "T"): Decimal(women + men)}
        sums.append(((unit, "T"), [(unit, "K"), (unit, "M")]))
    for part in ("K", "M", "T"):
        figures[-1, part] = sum((figures[unit, part] for unit in range(len(pairs))), Decimal(0))
        sums.append(((-1, part), [(unit, part) for unit in range(len(pairs))]))
    sums.append(((-1, "T"), [(-1, "K"), (-1, "M")]))
    hidden = figures_to_mask(figures, sums, LIMIT)
    assert all(key in hidden for key, figure in figures.items() if 0 < figure < LIMIT)
    for total, parts in sums:
        members = [key for key in (*parts, total) if figures[key] > 0]
        assert sum(key in hidden for key in members) != 1 or len(members) == 1
