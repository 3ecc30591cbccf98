"""Files in the order in which they will be asked for, read ahead of the one who asks, each in a guarded process."""

from __future__ import annotations

import atexit
import pickle
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

from followup.files.containers.inbox import open_elsewhere_remark
from followup.files.processes.messages import Request, Understanding
from followup.files.processes.worker import WorkerProcess
from followup.files.received import ReceivedBook, UnreadableFile
from followup.files.size_limits import USUAL, Limits, limits_around
from followup.files.sources import Source

if TYPE_CHECKING:
    from followup.files.containers.container import ContainerContents

READER = "followup.files.processes.format_readers:book_of"
PREFETCH = 3
"""Files ahead of the one who asks; more would only wait in memory."""
START_TIMEOUT = 20.0
"""Seconds without any work: a busy computer may be slow to start it."""
LONGEST_SILENCE = 30.0
"""Seconds beside the limits of a file. Those are watched by another thread; this is for a process that is gone."""


def request_of(file: Path | Source) -> Request:
    """What is asked for where a file is to be read."""
    source = file if isinstance(file, Source) else Source(file)
    return Request(source.path, (source.within, source.name))


class Prefetcher:
    """Give the files that are expected, then open them in that order.

    ``alone`` is set where no process could be started: files are then read here, behind the same guard, and other
    formats than Excel's own are refused. With an ``understanding`` the process answers with what that makes of each book.
    """

    def __init__(self, reader: str = READER, understanding: Understanding | None = None) -> None:
        self.alone = False
        self._reader, self._understanding = reader, understanding
        self._understand: Callable[[Any, Any], object] | None = None
        self._child: WorkerProcess | None = None
        self._requested: deque[Request] = deque()
        self._waiting: deque[Request] = deque()
        self._limits = USUAL

    @property
    def is_running(self) -> bool:
        """Whether there is a process that reads."""
        return self._child is not None

    def start(self) -> None:
        """Start the process, so that it is warm when the first file is asked for."""
        if self._child is None and not self.alone:
            try:
                self._child = WorkerProcess(self._reader, self._understanding)
            except OSError:
                self.alone = True

    def expect(self, files: Sequence[Path | Source], limits: Limits = USUAL) -> None:
        """The files that will be opened, in order."""
        self._expect([request_of(file) for file in files], limits)

    def _expect(self, requests: Sequence[Request], limits: Limits) -> None:
        if self._requested:
            self.close()
        self._waiting, self._limits = deque(requests), limits
        self._ask()

    def open(self, file: Path | Source) -> ReceivedBook:
        """The workbook, or UnreadableFile that says why not; with a remark where somebody has it open."""
        request = request_of(file)
        book: ReceivedBook = self._open(request)
        if (remark := open_elsewhere_remark(request.path)) is not None:
            book.remarks = (*book.remarks, remark)
        return book

    def contents(self, path: Path, limits: Limits = USUAL) -> ContainerContents:
        """What a mail or a compressed folder holds, or UnreadableFile that says why it was not opened."""
        contents: ContainerContents = self.answer(Request(path, None), limits)
        return contents

    def answer(self, request: Request, limits: Limits = USUAL) -> Any:
        """What the process makes of one request, or UnreadableFile that says why nothing."""
        self._expect([request], limits)
        return self._open(request)

    def _open(self, request: Request) -> Any:
        if request != next(iter([*self._requested, *self._waiting]), None):
            self._expect([request], self._limits)
        while not self.alone:
            self._ask()
            answer = self._answer()
            if answer is None:
                continue
            self._requested.popleft()
            self._ask()
            if isinstance(answer, UnreadableFile):
                raise answer
            return pickle.loads(answer)
        return self._read_here(request)

    def _ask(self) -> None:
        """Keep the process some files ahead, no more: what is read waits in memory. It is started for the first file."""
        if self._waiting:
            self.start()
        while self._child is not None and self._waiting and len(self._requested) < PREFETCH:
            self._requested.append(self._waiting.popleft())
            self._child.ask(self._requested[-1], self._limits)

    def _answer(self) -> bytes | UnreadableFile | None:
        """The next answer; None when the process is gone and what it was asked for is to be asked for again."""
        child = self._child
        if child is None:
            return None
        answer = self._receive(child)
        if answer is None:
            self.alone = not child.started
            self._waiting.extendleft(reversed(self._requested))
            self.close(keep=True)
        return answer

    def _receive(self, child: WorkerProcess) -> bytes | UnreadableFile | None:
        """What the process answers, however long it works; None when it is gone, or does nothing at all."""
        while True:
            patience = self._limits.opening + self._limits.stalled + LONGEST_SILENCE if child.started else START_TIMEOUT
            try:
                return child.answers.get(timeout=patience)
            except Empty:
                if not child.has_worked():
                    return None

    def _read_here(self, request: Request) -> object:
        from followup.files.containers.unpacking import content_within, contents_of
        from followup.files.disk.ordinary_file import file_content
        from followup.files.processes.format_readers import book_of

        self._waiting = deque(other for other in self._waiting if other != request)
        if request.within is None:
            content = file_content(request.path, limits_around(self._limits))
            return contents_of(content, request.path.name, self._limits)
        numbers, shown = request.within
        whole = request.content
        if whole is None:
            whole = file_content(request.path, limits_around(self._limits) if numbers else self._limits)
        content = content_within(whole, request.path.name, numbers, self._limits)
        book = book_of(content, shown, self._limits, guarded=False)
        if self._understanding is None:
            return book
        self._understand = self._understand or self._understanding.prepare()
        return self._understand(book, request.besides)

    def close(self, keep: bool = False) -> None:
        """End the process, and forget what was expected unless it is to be kept."""
        self._requested.clear()
        if not keep:
            self._waiting.clear()
        if self._child is not None:
            self._child.close()
            self._child = None


_shared: list[Prefetcher] = []


def shared_prefetcher() -> Prefetcher:
    """The one that the whole run shares; its process starts when the first file is expected."""
    if not _shared:
        _shared.append(Prefetcher())
        atexit.register(_shared[0].close)
    return _shared[0]


def end_shared_prefetcher() -> None:
    """End its process, with the threads that hear and watch it; whoever asks for it again starts another."""
    for prefetcher in _shared:
        prefetcher.close()
