"""Those who read files side by side: an executor, and what it is given with each file."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from followup.flow.gathering.reading.guarded import end_guards
from followup.frozen import frozen

if TYPE_CHECKING:
    from followup.files.processes.messages import Understanding

AHEAD = 2
"""Files asked for at once, a worker: the next lies ready when one is read, and no more wait in memory."""


@frozen
class Crew:
    """An executor, how many files it is asked for at once, and the ``understanding`` as it is given to it.

    ``sends_content`` where its processes cannot open the files.
    """

    executor: Executor
    window: int
    understanding: Any
    sends_content: bool = False


@contextmanager
def crew_here(number: int, understanding: Understanding) -> Iterator[Crew]:
    """So many processes of this computer; ended afterwards. A thread for each waits for what its guarded process reads."""
    executor = ThreadPoolExecutor(number, "reader")
    try:
        yield Crew(executor, AHEAD * number, understanding)
    finally:
        executor.shutdown(cancel_futures=True)
        end_guards()
