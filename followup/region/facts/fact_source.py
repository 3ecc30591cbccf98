"""The facts of a section, gone through from above: all at once they would take more memory than the rest of a round."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from followup.region.facts.fact import Facts


class FactSource:
    """Lines of facts by their numbers, from 0, in the columns that ``names`` are of.

    ``make`` begins anew with the same facts each time, some of them at once; where the first of them are all, they are
    kept (``is_kept``), and any line is at hand.
    """

    def __init__(self, make: Callable[[], Iterator[Facts]], names: Collection[str]) -> None:
        self._make, self._names = make, names
        parts = make()
        first, second = next(parts, None), next(parts, None)
        self.is_kept = second is None
        if second is None:
            kept = [] if first is None else [first]
            self._make = lambda: iter(kept)
        self.length = sum(map(len, chain(filter(None, (first, second)), parts)))
        self._begin()

    def _begin(self) -> None:
        self._parts, self._first, self._held = self._make(), 0, 0
        self._columns: Mapping[str, Sequence[Any]] = dict.fromkeys(self._names, ())

    def column(self, name: str, lines: range) -> Sequence[Any]:
        """What lines beside each other say in a column. Those above them are dropped: who asks for these begins anew."""
        if lines.start < self._first:
            self._begin()
        while self._first + self._held < lines.stop:
            self._take(next(self._parts), min(lines.start - self._first, self._held))
        return self._columns[name][lines.start - self._first : lines.stop - self._first]

    def _take(self, part: Facts, dropped: int) -> None:
        self._columns = {name: (*self._columns[name][dropped:], *part.column(name)) for name in self._names}
        self._first += dropped
        self._held += len(part) - dropped
