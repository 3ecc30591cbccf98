"""Files read by a crew, several at once, and given in the order in which they were expected."""

from __future__ import annotations

from asyncio import CancelledError
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from followup.files.containers.inbox import open_elsewhere_remark
from followup.files.disk.ordinary_file import file_content
from followup.files.processes.prefetch import request_of
from followup.files.received import UnreadableFile
from followup.files.size_limits import Limits, limits_around
from followup.flow.gathering.reading.guarded import read_guarded
from followup.flow.gathering.reading.step import FileReading, read_file_of
from followup.round.collecting import unreadable_file
from followup.rulebook.received.files import READER_DIED

if TYPE_CHECKING:
    from followup.files.processes.messages import Request, Understanding
    from followup.files.sources import Source
    from followup.flow.gathering.reading.crew import Crew
    from followup.returns.reader import Reader
    from followup.round.model import ReadFile


class SideBySide:
    """Each file is read whole by a crew, several at once: an ``InTurn``. What a worker that ended was reading is read
    once more, alone.
    """

    def __init__(self, crew: Crew, understanding: Understanding, reader: Reader, limits: Limits) -> None:
        self._crew, self._understanding, self._reader, self._limits = crew, understanding, reader, limits
        self._waiting: deque[Source] = deque()
        self._asked: deque[tuple[Source, Future[FileReading]]] = deque()

    def expect(self, sources: Sequence[Source]) -> None:
        """See ``InTurn``."""
        for _source, future in self._asked:
            future.cancel()
        self._asked.clear()
        self._waiting = deque(sources)
        self._ask()

    def read(self, source: Source) -> ReadFile:
        """See ``InTurn``."""
        refusal = source.member.refusal if source.member is not None else None
        if refusal is not None:
            return unreadable_file(source, refusal.problem, refusal.detail)
        expected, future = self._asked.popleft()
        assert expected == source
        self._ask()
        try:
            return read_file_of(self._reading(source, future), source, self._reader)
        except UnreadableFile as fault:
            return unreadable_file(source, fault.problem, fault.detail)

    def _ask(self) -> None:
        while self._waiting and len(self._asked) < self._crew.window:
            source = self._waiting.popleft()
            self._asked.append((source, self._future(source)))

    def _future(self, source: Source) -> Future[FileReading]:
        """What will come of a file. An executor that takes no more is as one that was ended meanwhile."""
        crew, future = self._crew, Future[FileReading]()
        try:
            return crew.executor.submit(
                read_guarded, crew.understanding, self._request(source, crew.sends_content), self._limits
            )
        except (UnreadableFile, RuntimeError) as fault:
            future.set_exception(fault)
            return future

    def _request(self, source: Source, with_content: bool = False) -> Request:
        limits = limits_around(self._limits) if source.within else self._limits
        content = file_content(source.path, limits) if with_content else None
        return request_of(source)._replace(content=content, besides=(source, open_elsewhere_remark(source.path)))

    def _reading(self, source: Source, future: Future[FileReading]) -> FileReading:
        try:
            return future.result()
        except UnreadableFile as fault:
            if fault.problem.rule != READER_DIED.id:
                raise
        except (Exception, CancelledError):  # whatever becomes of an executor: the file may have nothing to do with it
            pass
        return read_guarded(self._understanding, self._request(source), self._limits)
