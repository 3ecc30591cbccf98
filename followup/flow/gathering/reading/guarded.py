"""The step as any executor runs it: a function of what to read and by what, behind a guarded process of its own."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING

from followup.files.processes.prefetch import Prefetcher

if TYPE_CHECKING:
    from followup.files.processes.messages import Request, Understanding
    from followup.files.size_limits import Limits
    from followup.flow.gathering.reading.step import FileReading

_idle: list[tuple[Understanding, Prefetcher]] = []
"""Processes that wait for the next file, each with the plan's forms: as many as files were read at once."""
_lock = Lock()


def read_guarded(understanding: Understanding, request: Request, limits: Limits) -> FileReading:
    """What is read of one file, or UnreadableFile that says why nothing.

    It may run in any thread of any process: what a file does to its reader is done to a process that this one watches.
    """
    guard = _take(understanding)
    try:
        reading: FileReading = guard.answer(request, limits)
    finally:
        with _lock:
            _idle.append((understanding, guard))
    return reading


def end_guards() -> None:
    """End the processes that wait; those of another plan are ended by themselves when a file comes."""
    with _lock:
        guards, _idle[:] = [guard for _understanding, guard in _idle], []
    for guard in guards:
        guard.close()


def _take(understanding: Understanding) -> Prefetcher:
    """A process that waits, else a new one. Those of other plans are ended."""
    with _lock:
        others = [*_others(understanding)]
        guard = _idle.pop()[1] if _idle else Prefetcher(understanding=understanding)
    for other in others:
        other.close()
    return guard


def _others(understanding: Understanding) -> Iterator[Prefetcher]:
    for waiting in [*_idle]:
        if waiting[0] != understanding:
            _idle.remove(waiting)
            yield waiting[1]


atexit.register(end_guards)
