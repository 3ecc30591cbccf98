"""The process that reads files for another: paths come in on its standard input, workbooks go out on its output.

What a hostile or broken file makes of its reader happens here, where it can be stopped from outside.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable
from typing import IO, Any

from followup.files.processes.messages import (
    BOOK,
    MORE,
    OPENING,
    READING,
    REFUSED,
    STARTED,
    UNDERSTANDING,
    Request,
    Understanding,
    function_called,
    receive,
    send,
)
from followup.files.received import ReceivedBook, UnreadableFile
from followup.files.size_limits import MEGABYTE, Limits, limits_around
from followup.rulebook.received.files import READER_FAILED

MEMORY_CHECK_FROM = 0.1
"""What takes less than this, in seconds, has not taken much memory either."""
GC_THRESHOLD = 100_000
"""How many objects more than before make Python look for rubbish: a file is many that are all kept, and no rings."""
Read = Callable[[bytes, str, Limits], ReceivedBook]
Understand = Callable[[ReceivedBook, Any], object]


def serve(reader: str, maker: str = "") -> None:
    """Read what is asked for until nobody asks; ``reader`` is a module and its function, with a colon between, and so is
    the ``maker`` of what makes something else of each book: the first message has what it is made of.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, and ends us by closing the pipe
    requests, answers = _take_over_pipes()
    read, understand = _warm_up(reader), _understanding(maker, requests)
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)
    gc.enable()
    own = _memory() if understand is not None else 0
    send(answers, STARTED, own)
    while (message := receive(requests)) is not None:
        request, limits = pickle.loads(message[1])
        send(answers, OPENING)
        began = time.monotonic()
        _answer(read, understand, request, limits, answers)
        if time.monotonic() - began > MEMORY_CHECK_FROM and _memory() - own > limits.megabytes * MEGABYTE // 3:
            return  # a new process is started: what one file has taken is not to be blamed on the next


def _memory() -> int:
    """What this process takes, in bytes."""
    import psutil

    return int(psutil.Process().memory_info().rss)


def _take_over_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent; what libraries print goes nowhere instead of among the answers."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return requests, answers


def _warm_up(reader: str) -> Read:
    """The function that reads, with its libraries loaded before the first file comes."""
    read: Read = function_called(reader)
    for library in ("lxml.etree", "followup.files.processes.format_readers"):
        importlib.import_module(library)
    return read


def _understanding(maker: str, requests: IO[bytes]) -> Understand | None:
    """What is to be made of each book; None where the books themselves are sent."""
    message = receive(requests) if maker else None
    return Understanding(maker, pickle.loads(message[1])).prepare() if message is not None else None


def _answer(read: Read, understand: Understand | None, request: Request, limits: Limits, answers: IO[bytes]) -> None:
    from followup.files.disk.ordinary_file import file_content

    within = request.within
    try:
        outer_limits = limits if within and not within[0] else limits_around(limits)
        content = request.content
        if content is None:
            content = file_content(request.path, outer_limits, lambda: send(answers, MORE))
        send(answers, READING)
        answer = _read_file(read, content, request, limits)
        if understand is not None and isinstance(answer, ReceivedBook):
            send(answers, UNDERSTANDING)
            answer = understand(answer, request.besides)
    except UnreadableFile as fault:
        return send(answers, REFUSED, (fault.problem, fault.detail))
    except BaseException as error:  # a panic in a library is a BaseException of its own kind
        if os.environ.get("FOLLOWUP_TRACE"):
            import traceback

            traceback.print_exc(file=sys.stderr)
        return send(answers, REFUSED, (READER_FAILED.problem(), type(error).__name__))
    return send(answers, BOOK, answer)


def _read_file(read: Read, content: bytes, request: Request, limits: Limits) -> object:
    name, within = request.path.name, request.within
    if within is not None and not within[0]:
        return read(content, within[1], limits)
    from followup.files.containers.unpacking import content_within, contents_of

    if within is None:
        return contents_of(content, name, limits)
    numbers, shown = within
    return read(content_within(content, name, numbers, limits), shown, limits)
