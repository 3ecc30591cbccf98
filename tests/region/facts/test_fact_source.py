"""Facts gone through some at a time: the same lines whatever the pieces are that they come in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.region.facts.fact_source import FactSource

NAMES = ("unit", "row", "label")


class Piece:
    """Some lines that differ in their labels, two a row."""

    def __init__(self, labels: list[str]) -> None:
        rows = tuple(f"r{number // 2}" for number in range(len(labels)))
        self.columns = {"unit": ("a",) * len(labels), "row": rows, "label": tuple(labels)}

    def column(self, name: str) -> tuple[str, ...]:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.columns["label"])


@given(sizes=st.lists(st.integers(1, 5), max_size=5), at_a_time=st.integers(1, 7))
def test_lines_are_the_same_in_any_pieces(sizes: list[int], at_a_time: int) -> None:
    pieces = [[f"{piece}.{line}" for line in range(size)] for piece, size in enumerate(sizes)]

    def make() -> Iterator[Any]:
        return (Piece(labels) for labels in pieces)

    source, every = FactSource(make, NAMES), [label for labels in pieces for label in labels]
    assert source.length == len(every)
    for _again in range(2):
        listed: list[str] = []
        for first in range(0, len(every), at_a_time):
            lines = range(first, min(first + at_a_time, len(every)))
            units = source.column("unit", lines)
            listed += source.column("label", lines)
            assert list(units) == ["a"] * len(lines)
        assert listed == every
