"""Read files in a process of its own, ahead of whoever asks for them, and stop it where a file takes too much."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from followup.files.child import ASK, OPENING, READING, REFUSED, STARTED, Within, receive, send
from followup.files.limits import MEGABYTE, Limits
from followup.files.received import UnreadableFile
from followup.files.refusals import (
    the_file_cannot_be_opened,
    the_file_took_too_long,
    the_file_took_too_much_memory,
    the_reader_died,
)

LOOK_EVERY = 0.02
WHEN_BUSY = 3
START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from followup.files.child import serve; serve(sys.argv[2])"


class ChildProcess:
    """One child and two threads: one hears its answers, one watches what it takes.

    ``answers`` are a book or an UnreadableFile for each file asked for, in order, and None when the child is gone.
    """

    def __init__(self, reader: str) -> None:
        self.answers: SimpleQueue[bytes | UnreadableFile | None] = SimpleQueue()
        self.started = False
        self._limits: deque[Limits] = deque()
        self._doing: tuple[bytes, float, Limits] | None = None
        self._verdict: UnreadableFile | None = None
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._popen = subprocess.Popen(
            [sys.executable, "-c", START, json.dumps(sys.path), reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("FOLLOWUP_TRACE") else subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        for work in (self._listen, self._watch):
            threading.Thread(target=work, daemon=True).start()

    @property
    def id(self) -> int:
        """The process's number in the system."""
        return self._popen.pid

    def ask(self, path: Path, limits: Limits, within: Within = ((), "")) -> None:
        """Ask for a file; the answers come in the same order. ``within`` is the way to it in a container."""
        assert self._popen.stdin is not None
        self._limits.append(limits)
        with contextlib.suppress(OSError):  # it is gone, as the end of its answers will say
            send(self._popen.stdin, ASK, (path.absolute(), within, limits))

    def close(self) -> None:
        """End it, whatever it is doing: it holds nothing that could be lost."""
        assert self._popen.stdin is not None and self._popen.stdout is not None
        self._popen.kill()
        self._popen.wait()
        self._over.wait(5)
        with contextlib.suppress(OSError):
            self._popen.stdin.close()
        self._popen.stdout.close()

    def _listen(self) -> None:
        assert self._popen.stdout is not None
        while (message := receive(self._popen.stdout)) is not None:
            kind, packed = message
            if kind == STARTED:
                self.started = True
            elif kind in (OPENING, READING):
                limits = self._limits.popleft() if kind == OPENING else self._limits_of_this()
                self._do((kind, time.monotonic(), limits))
            else:
                self._do(None)
                self.answers.put(UnreadableFile(*pickle.loads(packed)) if kind == REFUSED else packed)
        if self._doing is not None:  # it was reading: the file is to blame
            self.answers.put(self._verdict or the_reader_died())
        self._over.set()
        self.answers.put(None)

    def _limits_of_this(self) -> Limits:
        return self._doing[2] if self._doing is not None else Limits()

    def _do(self, doing: tuple[bytes, float, Limits] | None) -> None:
        with self._lock:
            self._doing = doing

    def _watch(self) -> None:
        """Look how long a file takes and how much; one that is soon read is hardly looked at."""
        seen: Any = None
        looked_at, before = None, 0.0
        while not self._over.wait(LOOK_EVERY):
            with self._lock:
                doing = self._doing
            if doing is None or time.monotonic() - doing[1] < LOOK_EVERY:
                continue
            seen = seen or self._seen()
            if doing is not looked_at:
                looked_at, before = doing, _worked(seen)
            verdict = _too_long(doing, _worked(seen) - before) or _too_much(doing, seen)
            with self._lock:
                if verdict is not None and doing is self._doing:
                    self._verdict = verdict
                    self._popen.kill()
                    return

    def _seen(self) -> Any:
        import psutil

        try:
            return psutil.Process(self._popen.pid)
        except psutil.Error:
            return None


def _too_much(doing: tuple[bytes, float, Limits], seen: Any) -> UnreadableFile | None:
    import psutil

    most = doing[2].megabytes
    with contextlib.suppress(psutil.Error, AttributeError):
        if seen.memory_info().rss > most * MEGABYTE:
            return the_file_took_too_much_memory(most)
    return None


def _too_long(doing: tuple[bytes, float, Limits], worked: float) -> UnreadableFile | None:
    """To open a file may take long where it is fetched over the network; to read it may not.

    A computer that is busy with other things gives the reader little time: it is then given more of the clock.
    """
    kind, since, limits = doing
    took = time.monotonic() - since
    if kind == OPENING:
        return the_file_cannot_be_opened() if took > limits.opening else None
    if took > limits.seconds and (took > WHEN_BUSY * limits.seconds or worked > limits.seconds * 0.9):
        return the_file_took_too_long(limits.seconds)
    return None


def _worked(seen: Any) -> float:
    """The seconds that the processor has given a process, since it started."""
    import psutil

    with contextlib.suppress(psutil.Error, AttributeError):
        times = seen.cpu_times()
        return float(times.user + times.system)
    return 0.0
