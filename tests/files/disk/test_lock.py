"""One merge at a time in a folder, and a lock that was forgotten does not stop the next for ever."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from followup.files.disk import lock
from followup.files.disk.atomic_files import OutputInUse, abandoned_parts
from followup.files.disk.lock import LOCK, Holder, LockHeld, folder_lock, holder_of


def dead_process() -> int:
    """The number of a process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def hours_ago(hours: float) -> str:
    """A time as a lock has it."""
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")


def put(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / LOCK).write_text(text, encoding="utf-8")


def held_by(host: str, pid: int, started: str) -> str:
    return json.dumps({"host": host, "user": "anna", "pid": pid, "started": started})


HERE = socket.gethostname()


@pytest.mark.parametrize(
    ("host", "pid", "hours", "stops"),
    [
        (HERE, os.getppid(), 0, True),
        (HERE, -1, 0, False),  # a dead process
        (HERE, os.getppid(), 24 * 365 * 30, False),  # its number is used again by a younger process
        ("en-annan-dator", 1, 1, True),
        ("en-annan-dator", 1, 5, False),
    ],
)
def test_a_living_holder_stops_and_a_forgotten_one_does_not(
    tmp_path: Path, host: str, pid: int, hours: float, stops: bool
) -> None:
    put(tmp_path, held_by(host, pid if pid > 0 else dead_process(), hours_ago(hours)))
    assert (holder_of(tmp_path) is not None) == stops
    if stops:
        with pytest.raises(LockHeld) as refusal, folder_lock(tmp_path):
            raise AssertionError("two at once")
        assert refusal.value.holder.user == "anna"
        assert (tmp_path / LOCK).is_file(), "another's lock is not removed"
        return
    with folder_lock(tmp_path) as forgotten:
        assert forgotten is not None and forgotten.user == "anna"
        assert holder_of(tmp_path) is not None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{", '{"host": "x"}', "[]", held_by(HERE, 1, "i går")])
def test_a_lock_that_cannot_be_read_is_taken_over(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "RETRY_DELAY", 0.0)
    put(tmp_path, text)
    with folder_lock(tmp_path) as forgotten:
        assert forgotten is not None
    assert list(tmp_path.iterdir()) == []


def test_it_is_let_go_whatever_happens(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), folder_lock(tmp_path / "new" / "output"):
        assert (tmp_path / "new" / "output" / LOCK).is_file()
        raise ZeroDivisionError
    assert not (tmp_path / "new" / "output").exists(), "a folder made for nothing is removed"
    with folder_lock(tmp_path) as forgotten:
        assert forgotten is None


def test_one_who_comes_meanwhile_is_stopped_and_the_lock_says_who_and_when(tmp_path: Path) -> None:
    with folder_lock(tmp_path):
        with pytest.raises(LockHeld) as refusal, folder_lock(tmp_path):
            raise AssertionError("two at once")
        holder = refusal.value.holder
    assert (holder.host, holder.pid) == (HERE, os.getpid())
    assert holder.since[:4].isdigit() and len(holder.since) == len("2022-05-13 14:02")
    assert Holder().since == ""


def test_a_lock_that_a_full_disk_has_no_room_for_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, *_arguments: object, **_named: object) -> None:
        os.close(handle)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OutputInUse) as refused, folder_lock(tmp_path):
        raise AssertionError("without a lock")
    assert refused.value.full
    assert list(tmp_path.iterdir()) == [], "the next merge would tell of one that did not finish"


def test_who_is_stopped_while_taking_a_lock_over_leaves_what_the_next_merge_puts_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    put(tmp_path, held_by(HERE, dead_process(), hours_ago(0)))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Path, "unlink", stop)
        with pytest.raises(KeyboardInterrupt), folder_lock(tmp_path):
            raise AssertionError("stopped before")
    remains = list(tmp_path.iterdir())
    assert len(remains) == 1
    assert abandoned_parts(tmp_path) == remains
