"""The facts of a section, gone through from above: all at once they would take more memory than the rest of a round."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from followup.region.facts.fact import Facts

KEYS = ("unit", "row")


class FactSource:
    """Lines of facts by their numbers, from 0, in the columns that ``names`` are of.

    ``make`` begins anew with the same facts each time, some of them at once; where the first of them are all, they are
    kept. ``first_lines`` has the number of the first line of each row, by the ids of unit and row.
    """

    def __init__(self, make: Callable[[], Iterator[Facts]], names: Collection[str]) -> None:
        self._make, self._names, self.length = make, names, 0
        self.first_lines: dict[tuple[str, str], int] = {}
        parts = make()
        first, second = next(parts, None), next(parts, None)
        if second is None:
            kept = [] if first is None else [first]
            self._make = lambda: iter(kept)
        for part in chain(filter(None, (first, second)), parts):
            self._note(part)
        self._begin()

    def _note(self, part: Facts) -> None:
        keys = zip(*(part.columns[name] for name in KEYS), strict=True)
        for line, key in enumerate(keys, self.length):
            self.first_lines.setdefault(key, line)
        self.length += len(part)

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
        columns = part.columns
        self._columns = {name: (*self._columns[name][dropped:], *columns[name]) for name in self._names}
        self._first += dropped
        self._held += len(part) - dropped
