"""What several sums tell together: found, answered by hiding one figure more, and left alone where nothing is told."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product

import pytest

from followup.rules.sums.sums_together import figures_to_mask_together

FIGURES = {"women": 9, "men": 4, "all": 13, "others": 1, "region": 10}
SUMS = [("all", ["women", "men"]), ("region", ["women", "others"])]
HIDDEN = {"women", "men", "others"}


def further(
    figures: Mapping[str, int], sums: Sequence[tuple[str, list[str]]], hidden: set[str], limit: int = 5
) -> set[str]:
    """What more is to be hidden."""
    with_key: dict[str, list[int]] = {}
    for number, (total, parts) in enumerate(sums):
        for key in (total, *parts):
            with_key.setdefault(key, []).append(number)
    numbers = {key: Decimal(figure) for key, figure in figures.items()}
    return figures_to_mask_together(numbers, sums, with_key, hidden, Decimal(limit))


def test_two_sums_leave_one_number() -> None:
    """Nine to twelve by the 13, six to nine by the region's 10."""
    assert further(FIGURES, SUMS, HIDDEN) == {"region"}


@pytest.mark.parametrize(
    "changed", [{"women": 8, "all": 12, "region": 9}, {"men": 3, "all": 12}, {"others": 2, "region": 11}]
)
def test_where_two_numbers_fit_nothing_more_is_hidden(changed: dict[str, int]) -> None:
    figures = {**FIGURES, **changed}
    fits = [
        women
        for women, men, others in product(range(5, 14), range(1, 5), range(1, 5))
        if women + men == figures["all"] and women + others == figures["region"]
    ]
    assert (further(figures, SUMS, HIDDEN) == set()) is (len(fits) > 1)


def test_a_sum_that_lacks_a_part_tells_nothing() -> None:
    """The region's 43 have another unit's 33 in them, which nobody sees among the parts."""
    assert further({**FIGURES, "region": 43}, SUMS, HIDDEN) == set()


def test_nothing_hidden_tells_nothing() -> None:
    assert further(FIGURES, SUMS, set()) == set()


@pytest.mark.parametrize("seed", range(60))
def test_what_is_found_is_what_trying_every_number_finds(seed: int) -> None:
    """Three units' women and men with their totals, and the region's: a hidden one that only one number fits is found."""
    chance = random.Random(seed)
    figures = {f"{part}{unit}": chance.choice((1, 2, 3, 4, 6, 9)) for part in "wm" for unit in "abc"}
    figures |= {f"t{unit}": figures[f"w{unit}"] + figures[f"m{unit}"] for unit in "abc"}
    figures |= {part: sum(figures[f"{part}{unit}"] for unit in "abc") for part in "wm"}
    sums = [(f"t{unit}", [f"w{unit}", f"m{unit}"]) for unit in "abc"] + [
        (part, [f"{part}{unit}" for unit in "abc"]) for part in "wm"
    ]
    hidden = {key for key in figures if len(key) == 2 and key[0] != "t" and (figures[key] < 5 or chance.random() < 0.5)}
    ranges = [range(1, 5) if figures[key] < 5 else range(5, 20) for key in sorted(hidden)]
    fits = []
    for values in product(*ranges) if hidden else ():
        tried = {**figures, **dict(zip(sorted(hidden), values, strict=True))}
        if all(tried[total] == sum(tried[part] for part in parts) for total, parts in sums):
            fits.append(values)
    certain = {key for at, key in enumerate(sorted(hidden)) if len({values[at] for values in fits}) == 1}
    revealed = further(figures, sums, hidden)
    assert not revealed or certain, "nothing is hidden without need"
    if not revealed:
        assert not certain
