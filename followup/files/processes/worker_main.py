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
from pathlib import Path
from typing import IO

from followup.files.processes.messages import BOOK, MORE, OPENING, READING, REFUSED, STARTED, Within, receive, send
from followup.files.received import ReceivedBook, UnreadableFile
from followup.files.size_limits import MEGABYTE, Limits, limits_around
from followup.rulebook.received.files import READER_FAILED

MEMORY_CHECK_FROM = 0.1
"""What takes less than this, in seconds, has not taken much memory either."""
GC_THRESHOLD = 100_000
"""How many objects more than before make Python look for rubbish: a file is many that are all kept, and no rings."""
Read = Callable[[bytes, str, Limits], ReceivedBook]


def serve(reader: str) -> None:
    """Read what is asked for until nobody asks; ``reader`` is a module and its function, with a colon between."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, and ends us by closing the pipe
    requests, answers = _take_over_pipes()
    read = _warm_up(reader)
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)
    send(answers, STARTED)
    while (request := receive(requests)) is not None:
        path, within, limits = pickle.loads(request[1])
        send(answers, OPENING)
        began = time.monotonic()
        _answer(read, path, within, limits, answers)
        if time.monotonic() - began > MEMORY_CHECK_FROM and _is_swollen(limits):
            return  # a new process is started: what one file has taken is not to be blamed on the next


def _is_swollen(limits: Limits) -> bool:
    """Whether memory taken for the last file has not been given back."""
    import psutil

    return bool(psutil.Process().memory_info().rss > limits.megabytes * MEGABYTE // 3)


def _take_over_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent; what libraries print goes nowhere instead of among the answers."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return requests, answers


def _warm_up(reader: str) -> Read:
    """The function that reads, with its libraries loaded before the first file comes."""
    module, _colon, name = reader.partition(":")
    read: Read = getattr(importlib.import_module(module), name)
    for library in ("lxml.etree", "followup.files.processes.format_readers"):
        importlib.import_module(library)
    return read


def _answer(read: Read, path: Path, within: Within, limits: Limits, answers: IO[bytes]) -> None:
    from followup.files.disk.ordinary_file import file_content

    try:
        outer_limits = limits if within and not within[0] else limits_around(limits)
        content = file_content(path, outer_limits, lambda: send(answers, MORE))
        send(answers, READING)
        answer = _read_file(read, content, path.name, within, limits)
    except UnreadableFile as fault:
        return send(answers, REFUSED, (fault.problem, fault.detail))
    except BaseException as error:  # a panic in a library is a BaseException of its own kind
        if os.environ.get("FOLLOWUP_TRACE"):
            import traceback

            traceback.print_exc(file=sys.stderr)
        return send(answers, REFUSED, (READER_FAILED.problem(), type(error).__name__))
    return send(answers, BOOK, answer)


def _read_file(read: Read, content: bytes, name: str, within: Within, limits: Limits) -> object:
    if within is not None and not within[0]:
        return read(content, within[1], limits)
    from followup.files.containers.unpacking import content_within, contents_of

    if within is None:
        return contents_of(content, name, limits)
    numbers, shown = within
    return read(content_within(content, name, numbers, limits), shown, limits)
