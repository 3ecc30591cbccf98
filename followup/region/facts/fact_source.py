"""The facts of a section, gone through from above: all at once they would take more memory than the rest of a round."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from followup.files.processes.put_aside import PutAside
from followup.region.facts.fact import Facts


class FactSource:
    """Lines of facts by their numbers, from 0, in the columns that ``names`` are of.

    ``make`` gives them once, some of them at a time; where the first of these are all, they are kept (``is_kept``), and any
    line is at hand. Others are put aside: to make them again takes longer than all that is done with them.
    """

    def __init__(self, make: Callable[[], Iterator[Facts]], names: Collection[str]) -> None:
        self._names, parts = names, make()
        begun = list(islice(parts, 2))
        self.is_kept = len(begun) < 2
        self.length = 0
        every_part = self._counted(chain(begun, parts))
        self._every_part: Iterable[Facts] = list(every_part) if self.is_kept else PutAside(every_part)
        self._begin()

    def _counted(self, parts: Iterable[Facts]) -> Iterator[Facts]:
        for part in parts:
            self.length += len(part)
            yield part

    def _begin(self) -> None:
        self._parts, self._first, self._held = iter(self._every_part), 0, 0
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
