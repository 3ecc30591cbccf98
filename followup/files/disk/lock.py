"""One at a time in a folder: a lock file that says who holds it and since when."""

from __future__ import annotations

import getpass
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from followup.files.disk.atomic_files import as_output_error, is_alive, part_of
from followup.files.disk.ordinary_file import text_of
from followup.frozen import frozen

LOCK = ".followup.lock"
FORGOTTEN_AFTER_HOURS = 4
"""A lock from another machine that is older than this was forgotten: whether its process lives cannot be seen."""
RETRY_DELAY = 0.2
TRIES = 5
"""A lock that cannot be read is just being written, or just let go: for about a second it is looked at again."""
LONGEST_LOCK = 10_000
"""Bytes; a longer file of that name is none of ours."""
CLOCK_SLACK = timedelta(seconds=5)
"""How much later than the lock a process may seem to have begun, and still be the one that took it."""


@frozen
class Holder:
    """Who holds a lock. ``started`` is ISO 8601 with its offset; all empty when the lock does not tell."""

    host: str = ""
    user: str = ""
    pid: int = 0
    started: str = ""

    @property
    def since(self) -> str:
        """The time as a person reads it: 2022-05-13 14:02."""
        return self.started[:16].replace("T", " ")


class LockHeld(Exception):
    """Somebody else is at work in the folder."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(str(holder))
        self.holder = holder


@contextmanager
def folder_lock(folder: Path) -> Iterator[Holder | None]:
    """Hold the folder's lock, made where it is missing; gives the holder of a forgotten lock that was taken over.

    LockHeld when somebody is at work there, OutputInUse when the folder may not be written. The lock is let go however
    the block ends; a folder that was made for it and stayed empty is removed.
    """
    path, is_new = folder / LOCK, not folder.exists()
    with as_output_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
        text, forgotten = _take(path)
    try:
        yield forgotten
    finally:
        if _text_of(path) == text:
            path.unlink(missing_ok=True)
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def holder_of(folder: Path) -> Holder | None:
    """Who is at work in the folder now; None when nobody is, or only a forgotten lock says so."""
    text = _text_of(folder / LOCK)
    holder = _read(text) if text is not None else None
    return holder if holder is not None and _is_at_work(holder) else None


def _take(path: Path) -> tuple[str, Holder | None]:
    forgotten: Holder | None = None
    for _try in range(TRIES):
        text = _write(path)
        if text is not None:
            return text, forgotten
        text = _text_of(path)
        holder = _read(text) if text is not None else None
        if holder is None:  # just let go, or just being written
            time.sleep(RETRY_DELAY)
            holder = Holder()
        elif _is_at_work(holder):
            raise LockHeld(holder)
        if text is not None and _text_of(path) == text and _remove(path, text):
            forgotten = holder
    raise LockHeld(_read(_text_of(path) or "") or Holder())


def _write(path: Path) -> str | None:
    """The lock's text when it is now ours; None when there is one already."""
    started = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    text = json.dumps(asdict(Holder(socket.gethostname(), _user(), os.getpid(), started)), ensure_ascii=False)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        return None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:  # an empty lock would be taken for one that a merge forgot
        path.unlink(missing_ok=True)
        raise
    return text


def _remove(path: Path, text: str) -> bool:
    """Remove a forgotten lock: by moving it, so that of two who find it one alone removes it, and never a new one.

    It is moved to a part's name: who is stopped meanwhile leaves what the next merge puts away.
    """
    aside = part_of(path)
    try:
        path.replace(aside)
    except FileNotFoundError:
        return False
    if _text_of(aside) != text and not path.exists():
        aside.replace(path)
        return False
    aside.unlink(missing_ok=True)
    return True


def _text_of(path: Path) -> str | None:
    try:
        return text_of(path, LONGEST_LOCK)
    except (OSError, ValueError):
        return None


def _read(text: str) -> Holder | None:
    try:
        fields = json.loads(text)
        return Holder(str(fields["host"]), str(fields["user"]), int(fields["pid"]), str(fields["started"]))
    except (ValueError, KeyError, TypeError):
        return None


def _is_at_work(holder: Holder) -> bool:
    """Whether the holder lives; on another machine, whether the lock is young enough to believe it."""
    try:
        started = datetime.fromisoformat(holder.started).astimezone(UTC)
    except ValueError:
        return False
    if holder.host != socket.gethostname():
        return datetime.now(UTC) - started < timedelta(hours=FORGOTTEN_AFTER_HOURS)
    return is_alive(holder.pid) and _start_time(holder.pid) <= started + CLOCK_SLACK


def _start_time(process: int) -> datetime:
    """When a process began; long ago when that cannot be seen. Numbers of processes are used again."""
    import psutil

    try:
        return datetime.fromtimestamp(psutil.Process(process).create_time(), UTC)
    except psutil.Error:
        return datetime.min.replace(tzinfo=UTC)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
