"""Work that is done in a copy of this process while it does something else."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from followup.files.processes.prefetch import end_shared_prefetcher


@contextmanager
def meanwhile(work: Callable[[], object], wanted: bool = True) -> Iterator[None]:
    """Do some work, which leaves nothing but files, while the block runs, where that is ``wanted`` and can be: in a copy of
    this process, which has all that is in memory without its being sent.

    Else it is done after the block, and so it is where nothing came of the copy: whatever the work raises is raised here.
    """
    copy = _copy_that_does(work) if wanted else 0
    try:
        yield
    except BaseException:
        if copy:
            _end(copy)
        raise
    if not copy or not _succeeds(copy):
        work()


def _copy_that_does(work: Callable[[], object]) -> int:
    """The number of a copy that works and ends; 0 where none can be made.

    Only on Linux: Windows has no copies, and those of macOS cannot use all of its libraries. And only of a process with a
    single thread: what another holds in the moment of copying nobody ever lets go of in the copy.
    """
    if sys.platform != "linux":
        return 0
    end_shared_prefetcher()
    if len([*Path("/proc/self/task").iterdir()]) != 1:
        return 0
    try:
        copy = os.fork()
    except OSError:  # there is no memory for it, or there are too many processes
        return 0
    if copy:
        return copy
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(
            code
        )  # whatever was raised: the parent finds out, and nothing that is to be done at its end is done twice


def _succeeds(copy: int) -> bool:
    try:
        _number, status = os.waitpid(copy, 0)
    except ChildProcessError:  # somebody else in this process has waited for it
        return False
    except BaseException:  # Ctrl-C while we wait
        _end(copy)
        raise
    return status == 0


def _end(copy: int) -> None:
    with contextlib.suppress(OSError):
        os.kill(copy, signal.SIGKILL)
        os.waitpid(copy, 0)
