"""Who reads the files: this process, others on this computer, or a cluster."""

from __future__ import annotations

import os

from followup.frozen import frozen

FILES_PER_WORKER = 30
"""Files that a process must have to read before it pays to start it: it makes the plan's forms for itself first."""


@frozen
class Readers:
    """How many files are read at once; None: as many as pay on this computer.

    Where they are more than one, outputs are written side by side too. ``dask`` is the address of the scheduler of a
    cluster that reads them instead.
    """

    workers: int | None = None
    dask: str = ""

    def number(self, files: int) -> int:
        """How many processes of this computer read so many files; 1 stands for one after the other."""
        wanted = min(cores(), files // FILES_PER_WORKER) if self.workers is None else min(self.workers, files)
        return max(1, wanted)


AS_MANY_AS_PAY = Readers()


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
