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

from followup.files.processes.messages import (
    ASK,
    BASIS,
    MORE,
    OPENING,
    READING,
    REFUSED,
    STARTED,
    UNDERSTANDING,
    Request,
    Understanding,
    receive,
    send,
)
from followup.files.received import UnreadableFile
from followup.files.refusals import cannot_be_opened
from followup.files.size_limits import MEGABYTE, Limits
from followup.frozen import growing
from followup.rulebook.received.files import READER_DIED, TOOK_TOO_LONG, TOOK_TOO_MUCH_MEMORY

POLL_INTERVAL = 0.02
"""Seconds between looks."""
FIRST_LOOK = 0.25
"""Seconds; a file that is read sooner is not looked at, for what looks takes as long to load as ten files to read."""
LEAST_WORK = 0.005
"""Seconds of the processor that are a sign of life."""
START = (
    "import gc, sys, json; gc.disable(); sys.path[:] = json.loads(sys.argv[1]); "
    "from followup.files.processes.worker_main import serve; serve(*sys.argv[2:])"
)
"""What is imported stays: rubbish is looked for from when it serves."""


def _as_here() -> list[str]:
    """Of this Python's own options, what a child does not have by itself: where bytecode is kept (the portable folder).

    Where libraries lie it is told, and need not look for: without ``site`` it starts in half the time.
    """
    return ["-S", *(["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else [])]


def _search_path() -> str:
    """Where a child finds what is imported here. This program may lie in none of these places, where it is being written."""
    return json.dumps([*sys.path, str(Path(__file__).parents[3])])


@growing
class _Task:
    """What the child is doing for one file. ``worked`` is what the processor had given it then, ``still`` for how long
    nothing has come of it: that is counted in looks, so that a computer that slept, or is busy, takes nobody's time.
    """

    kind: bytes
    limits: Limits
    began: float
    started_at: float | None = None
    worked: float = 0.0
    still: int = 0

    def note(self, worked: float) -> None:
        """A look at it, with the seconds that the processor has given the child since it started."""
        if self.started_at is None:
            self.started_at = self.worked = worked
        moves = self.kind == READING and worked - self.worked >= LEAST_WORK
        self.still = 0 if moves else self.still + 1
        self.worked = worked if moves else self.worked

    def too_long(self, worked: float) -> UnreadableFile | None:
        """To open a file may take long where it is fetched over the network; to read it may not.

        What is understood of it afterwards is our own work, and has no such limit in whoever reads alone either.
        """
        if self.kind == UNDERSTANDING:
            return None
        waited = self.still * POLL_INTERVAL
        if self.kind == OPENING:
            return cannot_be_opened() if waited > self.limits.opening else None
        if worked - (self.started_at or 0.0) > self.limits.seconds or waited > self.limits.stalled:
            return UnreadableFile(TOOK_TOO_LONG.problem(n=max(1, round(self.limits.seconds))))
        return None


class WorkerProcess:
    """One child and two threads: one hears its answers, one watches what it takes.

    ``answers`` are a book or an UnreadableFile for each file asked for, in order, and None when the child is gone.
    """

    def __init__(self, reader: str, understanding: Understanding | None = None) -> None:
        self.answers: SimpleQueue[bytes | UnreadableFile | None] = SimpleQueue()
        self.started = False
        self._limits: deque[Limits] = deque()
        self._task: _Task | None = None
        self._last_worked = 0.0
        self._own_memory = 0
        self._verdict: UnreadableFile | None = None
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._popen = subprocess.Popen(
            [sys.executable, *_as_here(), "-c", START, _search_path(), reader, *(understanding or ())[:1]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("FOLLOWUP_TRACE") else subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._listen, self._watch)]
        for thread in self._threads:
            thread.start()
        if understanding is not None:
            self._send(BASIS, understanding.basis)

    @property
    def id(self) -> int:
        """The process's number in the system."""
        return self._popen.pid

    def ask(self, request: Request, limits: Limits) -> None:
        """Ask for a file; the answers come in the same order."""
        self._limits.append(limits)
        self._send(ASK, (request._replace(path=request.path.absolute()), limits))

    def _send(self, kind: bytes, content: object) -> None:
        assert self._popen.stdin is not None
        with contextlib.suppress(OSError):  # it is gone, as the end of its answers will say
            send(self._popen.stdin, kind, content)

    def has_worked(self) -> bool:
        """Whether it has done anything since this was asked the last time: a busy computer may be slow to start it."""
        worked = _processor_seconds(self._process())
        moves, self._last_worked = worked - self._last_worked >= LEAST_WORK, worked
        return moves

    def close(self) -> None:
        """End it, whatever it is doing: it holds nothing that could be lost."""
        assert self._popen.stdin is not None and self._popen.stdout is not None
        self._popen.kill()
        self._popen.wait()
        for thread in self._threads:
            thread.join(5)
        with contextlib.suppress(OSError):
            self._popen.stdin.close()
        self._popen.stdout.close()

    def _listen(self) -> None:
        assert self._popen.stdout is not None
        while (message := receive(self._popen.stdout)) is not None:
            self._hear(*message)
            del message  # of a large plan it is many megabytes, and the next may be long in coming
        if self._task is not None:  # it was reading: the file is to blame
            self.answers.put(self._verdict or UnreadableFile(READER_DIED.problem()))
        self._over.set()
        self.answers.put(None)

    def _hear(self, kind: bytes, packed: bytes) -> None:
        if kind == STARTED:
            self.started, self._own_memory = True, pickle.loads(packed)
        elif kind in (OPENING, MORE, READING, UNDERSTANDING):
            limits = self._limits.popleft() if kind == OPENING else self._limits_of_this()
            self._set_task(_Task(OPENING if kind == MORE else kind, limits, time.monotonic()))
        else:
            self._set_task(None)
            self.answers.put(UnreadableFile(*pickle.loads(packed)) if kind == REFUSED else packed)

    def _limits_of_this(self) -> Limits:
        return self._task.limits if self._task is not None else Limits()

    def _set_task(self, task: _Task | None) -> None:
        with self._lock:
            self._task = task

    def _watch(self) -> None:
        """Look how long a file takes and how much; one that is soon read is hardly looked at."""
        process: Any = None
        while not self._over.wait(POLL_INTERVAL):
            with self._lock:
                task = self._task
            if task is None or time.monotonic() - task.began < FIRST_LOOK:
                continue
            process = process or self._process()
            worked = _processor_seconds(process)
            task.note(worked)
            verdict = task.too_long(worked) or _too_much(task.limits.megabytes, process, self._own_memory)
            with self._lock:
                if verdict is not None and task is self._task:
                    self._verdict = verdict
                    self._popen.kill()
                    return

    def _process(self) -> Any:
        import psutil

        try:
            return psutil.Process(self._popen.pid)
        except psutil.Error:
            return None


def _too_much(most: int, process: Any, own: int) -> UnreadableFile | None:
    """``own`` is what the process had taken, in bytes, before it read anything."""
    import psutil

    with contextlib.suppress(psutil.Error, AttributeError):
        if process.memory_info().rss - own > most * MEGABYTE:
            return UnreadableFile(TOOK_TOO_MUCH_MEMORY.problem(n=most))
    return None


def _processor_seconds(process: Any) -> float:
    """The seconds that the processor has given a process, since it started."""
    import psutil

    with contextlib.suppress(psutil.Error, AttributeError):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0
