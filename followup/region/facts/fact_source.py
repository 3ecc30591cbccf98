"""The facts of a section, gone through from above: all at once they would take more memory than the rest of a round."""

from __future__ import annotations

import pickle
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Any

from followup.region.facts.fact import Facts


class _PutAside:
    """Parts in a file that nobody else sees and that goes with this value; gone through any number of times.

    ``length`` is how many lines they have.
    """

    def __init__(self, parts: Iterable[Facts]) -> None:
        self._file = TemporaryFile()  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self.length = 0
        for part in parts:
            pickle.dump(part, self._file, pickle.HIGHEST_PROTOCOL)
            self.length += len(part)
        self._end = self._file.tell()

    def __iter__(self) -> Iterator[Facts]:
        at = 0
        while at < self._end:
            self._file.seek(at)
            part: Facts = pickle.load(self._file)
            at = self._file.tell()
            yield part


class FactSource:
    """Lines of facts by their numbers, from 0, in the columns that ``names`` are of.

    ``make`` gives them once, some of them at a time; where the first of these are all, they are kept (``is_kept``), and any
    line is at hand. Others are put aside: to make them again takes longer than all that is done with them.
    """

    def __init__(self, make: Callable[[], Iterator[Facts]], names: Collection[str]) -> None:
        self._names, parts = names, make()
        begun = list(islice(parts, 2))
        self.is_kept = len(begun) < 2
        self._every_part: Iterable[Facts]
        if self.is_kept:
            self._every_part, self.length = begun, sum(map(len, begun))
        else:
            self._every_part = aside = _PutAside(chain(begun, parts))
            self.length = aside.length
        self._begin()

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
