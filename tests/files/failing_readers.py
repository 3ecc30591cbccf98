"""Readers that fail as only a hostile file can make one fail: run in the process that reads, never in the test's own."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable

from followup.files.processes.format_readers import book_of
from followup.files.size_limits import Limits
from tests.house import ReceivedBook


def works_for_ever() -> None:
    """As a loop over a count that a file tells."""
    while True:
        pass


def works_little_by_little() -> None:
    """As on a computer that is busy with other things: two seconds on the wall, a tenth of that of the processor's."""
    for _turn in range(40):
        time.sleep(0.05)
        end = time.process_time() + 0.006
        while time.process_time() < end:
            pass


def eats_memory() -> None:
    """As room made for what a file says that it holds."""
    memory = []
    while True:
        memory.append(bytearray(20_000_000))


def swells() -> None:
    """As a large file that is read within the limits; what it took is not given back."""
    KEPT.append(bytearray(b"x") * 150_000_000)
    time.sleep(0.15)


KEPT: list[bytearray] = []


def raises() -> None:
    """As on what nobody thought of."""
    raise ZeroDivisionError


def stops() -> None:
    """As a library that takes itself for the program."""
    raise SystemExit(3)


def prints() -> None:
    """As a library that warns on standard output."""
    print("noise among the answers", flush=True)
    os.write(1, b"noise")


FAILURES: dict[str, Callable[[], object]] = {
    "works for ever": works_for_ever,
    "sleeps for ever": lambda: time.sleep(1000),
    "works little by little": works_little_by_little,
    "eats memory": eats_memory,
    "aborts": os.abort,
    "exits": lambda: os._exit(0),
    "reads what is not there": lambda: ctypes.string_at(0),
    "swells": swells,
    "raises": raises,
    "stops": stops,
    "prints": prints,
}


def counting(basis: bytes) -> Callable[[ReceivedBook, object], object]:
    """What makes numbers of books; it takes much memory for itself, as the forms of a large plan do."""
    KEPT.append(bytearray(b"x") * int(basis))

    def count(book: ReceivedBook, besides: object) -> object:
        FAILURES.get(str(besides), lambda: None)()
        return len(book.sheets[0].cells), besides

    return count


def read(content: bytes, name: str, limits: Limits) -> ReceivedBook:
    """The book, but for files whose names say how the reader is to fail."""
    FAILURES.get(name.partition(".")[0], lambda: None)()
    return book_of(content, name, limits)
