"""What several sums tell together of figures that are hidden, though none of them tells it alone.

Of 13 nine are women and four men; of the region's ten women nine are these and one is another unit's. Less than five are
hidden, and the nine with them. The 13 leave nine to twelve women, the ten six to nine: together they leave nine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Sum = tuple[Key, Sequence[Key]]
"""A total and its parts, among the figures' keys."""

Ends = tuple[Decimal, Decimal]
"""The least and the most that a reader knows a figure to be."""

UNBOUNDED = Decimal("Infinity")
MOST_TURNS = 200
"""How many times a sum is looked at: what is found by then is found in a few turns."""


def figures_to_mask_together(
    figures: Mapping[Key, Decimal],
    sums: Sequence[Sum[Key]],
    sums_with: Mapping[Key, Sequence[int]],
    hidden: Collection[Key],
    limit: Decimal,
) -> set[Key]:
    """A further figure to hide, where the sums leave one number alone for a hidden one; none where they do not.

    ``sums_with`` are the numbers of the sums that a figure stands in. A sum whose parts do not make its total, for one
    lacks or two were written apart, tells nothing that can be put together with others.
    """
    between = {key: (Decimal(1), limit - 1) if figures[key] < limit else (limit, UNBOUNDED) for key in hidden}
    unknown = {key for key, (least, most) in between.items() if least < most}
    touched = dict.fromkeys(number for key in hidden for number in sums_with.get(key, ()))
    # The region's 43 have another unit's 33 in them that nobody sees: reckoned with as if they were the parts' own,
    # they would have figures hidden that nobody could have worked out.
    turns = {number: 0 for number in touched if _holds(figures, sums[number])}
    waiting = deque(turns)
    queued = set(turns)
    while waiting:
        number = waiting.popleft()
        queued.discard(number)
        turns[number] += 1
        for key in _narrow(figures, sums[number], between):
            least, most = between[key]
            # At the first that is told: hiding one more changes what all other sums tell, so it is all reckoned anew.
            if key in unknown and least >= most and (further := _least_shown(figures, sums, sums_with[key], hidden)):
                return further
            again = [sum_ for sum_ in sums_with[key] if sum_ not in queued and turns.get(sum_, MOST_TURNS) < MOST_TURNS]
            queued.update(again)
            waiting.extend(again)
    return set()


def _holds(figures: Mapping[Key, Decimal], sum_: Sum[Key]) -> bool:
    total, parts = sum_
    return figures[total] == sum((figures[part] for part in parts), Decimal(0))


def _narrow(figures: Mapping[Key, Decimal], sum_: Sum[Key], between: dict[Key, Ends]) -> list[Key]:
    """The hidden figures of which a sum, with what is known of its other figures, tells more than was known."""
    total, parts = sum_
    signs = [(total, -1), *((part, 1) for part in parts)]
    changed = []
    for key, sign in signs:
        if key not in between:
            continue
        ends = [between.get(other, (figures[other], figures[other])) for other, _sign in signs if other != key]
        same = [other_sign == sign for other, other_sign in signs if other != key]
        least = -sum((high if is_same else -low for (low, high), is_same in zip(ends, same, strict=True)), Decimal(0))
        most = -sum((low if is_same else -high for (low, high), is_same in zip(ends, same, strict=True)), Decimal(0))
        narrower = max(between[key][0], least), min(between[key][1], most)
        if narrower != between[key]:
            between[key] = narrower
            changed.append(key)
    return changed


def _least_shown(
    figures: Mapping[Key, Decimal], sums: Sequence[Sum[Key]], numbers: Sequence[int], hidden: Collection[Key]
) -> set[Key]:
    """The least of the figures that are shown in these sums, a part before a total; none where all are hidden or 0."""
    # A total is worth most to the reader, and the least part costs least; a 0 that is hidden hides nothing, for
    # zeros are shown. By key where two are alike, so that every merge hides the same.
    parts = [key for number in numbers for key in sums[number][1] if key not in hidden and figures[key] > 0]
    totals = [sums[number][0] for number in numbers if sums[number][0] not in hidden]
    return {min(parts or totals, key=lambda key: (figures[key], str(key)))} if parts or totals else set()
