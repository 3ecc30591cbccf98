"""What kills the process that reads, as the system does when memory runs out; never run in the test's own process.

For a test of ``followup.flow.gathering.reading.step``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from followup.flow.gathering.reading.step import Besides, FileReading, understanding_of
from tests.house import ReceivedBook

MAKER = f"{__name__}:dying"


def times_of(path: Path) -> Path:
    """The file that says how often the reader of another is to die: one that no check tells of."""
    return path.with_name(f".{path.name} kills")


def dying(basis: bytes) -> Callable[[ReceivedBook, Besides], FileReading]:
    """The step, but for a file beside which another says how often its reader is to die."""
    understand = understanding_of(basis)

    def die_or_understand(book: ReceivedBook, besides: Besides) -> FileReading:
        times = times_of(besides[0].path)
        if times.exists() and (left := int(times.read_text(encoding="ascii"))):
            times.write_text(str(left - 1), encoding="ascii")
            os._exit(1)
        return understand(book, besides)

    return die_or_understand
