"""Values that would fill the memory, put aside while they are gone through: in a file that nobody else sees."""

from __future__ import annotations

import pickle
import weakref
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Generic, TypeVar

Part = TypeVar("Part")


class PutAside(Generic[Part]):
    """Parts in their order, gone through any number of times; the file goes with this value. OSError where the disk is full."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._file = TemporaryFile()  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        for part in parts:
            pickle.dump(part, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()

    def __iter__(self) -> Iterator[Part]:
        at = 0
        while at < self._end:
            self._file.seek(at)
            part: Part = pickle.load(self._file)
            at = self._file.tell()
            yield part
