"""Small numbers of people are not published; nor is a figure from which one could be worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

Key = TypeVar("Key")


def masked(figures: Mapping[Key, Decimal], sums: Sequence[tuple[Key, Sequence[Key]]], limit: Decimal) -> set[Key]:
    """The figures that must not be shown.

    Those above 0 and below ``limit``, and as many more as are needed so that no masked figure is what is left of a
    total when the others are taken away. ``sums`` are (total, parts) among the figures' keys; a total or part that
    is not shown anywhere is left out of ``figures``. 0 is shown: nobody is nobody.
    """
    hidden = {key for key, figure in figures.items() if 0 < figure < limit}
    while True:
        more = {second for total, parts in sums if (second := _second(figures, total, parts, hidden)) is not None}
        if more <= hidden:
            return hidden
        hidden |= more


def _second(figures: Mapping[Key, Decimal], total: Key, parts: Sequence[Key], hidden: set[Key]) -> Key | None:
    """The further figure to hide in a sum where exactly one is hidden; None where nothing can be worked out."""
    shown = [key for key in (*parts, total) if key in figures]
    if total not in figures or any(part not in figures for part in parts):
        return None
    if sum(key in hidden for key in shown) != 1:
        return None
    others = [key for key in parts if key not in hidden and figures[key] > 0]
    return min(others, key=lambda key: (figures[key], str(key))) if others else (total if total not in hidden else None)


def possible_values(limit: Decimal) -> range:
    """The whole numbers that a masked figure may be."""
    return range(1, int(limit))
