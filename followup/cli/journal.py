"""How much is told, and where else it is written: ``--quiet``, ``--verbose``, ``--log FILE``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TextIO

LOG_BEGINS = "# followup log, UTF-8"
"""The first line of a log: by it we know that a file is one, and may be written on."""


class NoLog(Exception):
    """A file that is no log of ours, and that is not written on."""


class Journal:
    """What one run tells: ``quiet`` only errors beside the result, ``verbose`` every step; ``write`` adds to the log, where
    one was asked for.
    """

    def __init__(self, run: str = "") -> None:
        """``run`` stands first in the log: which program, where, and what was typed."""
        self.quiet = self.verbose = False
        self._run = run
        self.began = time.monotonic()
        self._log: IO[str] | None = None

    @property
    def follows(self) -> bool:
        """Whether anybody wants to know of every step."""
        return self.verbose or self._log is not None

    @property
    def has_log(self) -> bool:
        """Whether what is told is also written."""
        return self._log is not None

    def begin_log(self, path: Path) -> None:
        """Write on a log, or begin one. NoLog where another file stands there, OSError where it cannot be written."""
        begun = _begins_as_log(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._log = path.open("a", encoding="utf-8", newline="\n")
        if not begun:
            self._log.write(f"{LOG_BEGINS}\n")
        self.write(self._run)

    def write(self, text: str) -> None:
        """Lines with their time, at once: of a run that ends badly all is there up to that."""
        if self._log is not None and text.strip():
            now = datetime.now().isoformat(" ", "milliseconds")
            self._log.writelines(f"{now}  {line}\n" for line in text.splitlines() if line.strip())
            self._log.flush()

    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.began

    def end(self) -> None:
        """Close the log."""
        if self._log is not None:
            self._log.close()
            self._log = None


_journal = Journal()


def journal() -> Journal:
    """What this run tells of itself, and where."""
    return _journal


def begin_journal(run: str = "") -> Journal:
    """A new one, for a new run."""
    global _journal
    _journal.end()
    _journal = Journal(run)
    return _journal


def _begins_as_log(path: Path) -> bool:
    """Whether there is a log already; NoLog for anything else that has something in it."""
    if not path.exists():
        return False
    if not path.is_file():
        raise NoLog
    with path.open("rb") as file:
        first = file.read(len(LOG_BEGINS))
    if first and first != LOG_BEGINS.encode():
        raise NoLog
    return bool(first)


@contextmanager
def what_libraries_say(hear: Callable[[str], None]) -> Iterator[None]:
    """What libraries warn of is for those who follow every step: no user can do anything about it."""
    import warnings

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        hear(f"{category.__name__}: {message} ({Path(filename).name}:{lineno})")

    before, warnings.showwarning = warnings.showwarning, show
    try:
        yield
    finally:
        warnings.showwarning = before


@contextmanager
def what_libraries_log(hear: Callable[[str], None]) -> Iterator[None]:
    """The same for what they say through ``logging``, which would stand on standard error where nobody takes it."""
    import logging

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            hear(f"{record.name}: {record.getMessage()}")

    before, logging.lastResort = logging.lastResort, Heard(logging.WARNING)
    try:
        yield
    finally:
        logging.lastResort = before
