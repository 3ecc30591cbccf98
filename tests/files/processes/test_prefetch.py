"""Whatever a file does to its reader, it is told of, and the others are read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from followup.files.processes.prefetch import Prefetcher, request_of
from followup.files.processes.worker import WorkerProcess
from followup.files.size_limits import Limits
from tests.files.broken import saved, small_book
from tests.files.language import Understanding
from tests.house import ReceivedBook, UnreadableFile

FAILING = "tests.files.failing_readers:read"
SHORT = Limits(seconds=0.4, stalled=0.4, megabytes=200)


@pytest.fixture
def ahead() -> Iterator[Prefetcher]:
    """A process of its own for each test, whose reader fails when a file's name asks for it."""
    prefetch = Prefetcher(FAILING)
    yield prefetch
    prefetch.close()


def files(folder: Path, *names: str) -> list[Path]:
    """Sound workbooks with these names."""
    paths = [folder / f"{name}.xlsx" for name in names]
    for path in paths:
        shutil.copyfile(small_book(), path)
    return paths


def outcome(ahead: Prefetcher, path: Path) -> str:
    """The rule that a file was refused by, or ``read``."""
    try:
        book = ahead.open(path)
    except UnreadableFile as fault:
        return fault.problem.rule
    assert isinstance(book, ReceivedBook) and len(book.sheets[0].cells) == 3 and book.file == path.name
    return "read"


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("works for ever", "took-too-long"),
        ("sleeps for ever", "took-too-long"),
        ("eats memory", "took-too-much-memory"),
        ("aborts", "reader-died"),
        ("exits", "reader-died"),
        ("reads what is not there", "reader-died"),
        ("raises", "reader-failed"),
        ("stops", "reader-failed"),
        ("prints", "read"),
        ("works little by little", "read"),
    ],
)
def test_a_reader_that_fails_is_told_of_and_the_others_are_read(
    ahead: Prefetcher, tmp_path: Path, name: str, rule: str
) -> None:
    paths = files(tmp_path, "first", name, "second", "third", "fourth", "fifth")
    ahead.expect(paths, SHORT)
    began = time.monotonic()
    assert [outcome(ahead, path) for path in paths] == ["read", rule, "read", "read", "read", "read"]
    assert time.monotonic() - began < 60, "it ends, however busy the computer is"


def test_one_after_another_fails(ahead: Prefetcher, tmp_path: Path) -> None:
    names = ["aborts", "exits", "raises", "aborts (1)", "sound"]
    paths = files(tmp_path, *names)
    for path, name in zip(paths, names, strict=True):
        if name.endswith("(1)"):
            path.rename(path.with_name("aborts.copy.xlsx"))
    paths[3] = tmp_path / "aborts.copy.xlsx"
    ahead.expect(paths, SHORT)
    assert [outcome(ahead, path) for path in paths] == [
        "reader-died",
        "reader-died",
        "reader-failed",
        "reader-died",
        "read",
    ]


def test_what_a_large_file_took_is_not_blamed_on_the_next(ahead: Prefetcher, tmp_path: Path) -> None:
    paths = files(tmp_path, "swells", "a", "b", "swells.again", "c")
    paths[3] = tmp_path / "swells.again.xlsx"
    ahead.expect(paths, Limits(megabytes=250))
    assert [outcome(ahead, path) for path in paths] == ["read"] * 5


def test_files_in_another_order_than_expected(ahead: Prefetcher, tmp_path: Path) -> None:
    paths = files(tmp_path, "a", "b", "c", "d", "e")
    ahead.expect(paths)
    assert [outcome(ahead, path) for path in (paths[3], paths[0], paths[0], tmp_path / "e.xlsx")] == ["read"] * 4


def test_a_file_that_disappears_and_one_that_is_too_large(ahead: Prefetcher, tmp_path: Path) -> None:
    paths = files(tmp_path, "stor", "borta")
    paths[1].unlink()
    ahead.expect(paths, Limits(file=1000))
    assert [outcome(ahead, path) for path in paths] == ["too-large", "cannot-be-opened"]


def test_no_process_is_left_when_it_is_closed(tmp_path: Path) -> None:
    others = psutil.Process().children()
    ahead = Prefetcher(FAILING)
    (path,) = files(tmp_path, "a")
    assert outcome(ahead, path) == "read"
    (child,) = set(psutil.Process().children()) - set(others)
    ahead.close()
    assert not child.is_running()
    assert outcome(ahead, path) == "read", "another is started"
    ahead.close()


def test_the_process_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from followup.files.processes.prefetch import shared_prefetcher;"
        "ahead = shared_prefetcher(); ahead.start(); print(ahead._child.id, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        assert child.wait(20) in (None, 0, 1)


def test_where_no_process_can_be_started_sound_files_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python here"))
    ahead = Prefetcher()
    paths = [*files(tmp_path, "a", "b"), saved(b"hej"), saved(b"\x09\x08\x10\x00" + b"\0" * 20)]
    ahead.expect(paths)
    assert ahead.alone
    assert [outcome(ahead, path) for path in paths] == ["read", "read", "not-a-workbook", "old-workbook"]


def test_a_process_that_ends_at_once_is_not_started_again_and_again(tmp_path: Path) -> None:
    ahead = Prefetcher("tests.files.no_such_module:read")
    paths = files(tmp_path, "a", "b")
    ahead.expect(paths)
    assert [outcome(ahead, path) for path in paths] == ["read", "read"]
    assert ahead.alone


def test_what_it_gives_is_what_the_reader_gives(tmp_path: Path) -> None:
    from tests.house import read_book

    ahead = Prefetcher()
    path = small_book()
    assert ahead.open(path) == read_book(path)
    ahead.close()


def test_what_a_process_needs_to_understand_books_is_not_blamed_on_any(tmp_path: Path) -> None:
    ahead = Prefetcher(FAILING, Understanding("tests.files.failing_readers:counting", b"300000000"))
    request = request_of(*files(tmp_path, "a"))
    without_file = request._replace(path=tmp_path / "elsewhere.xlsx", content=request.path.read_bytes())
    limits = Limits(seconds=0.4, megabytes=200)
    assert ahead.answer(request, limits) == (3, None)
    assert ahead.answer(without_file._replace(besides="sent along"), limits) == (3, "sent along")
    for besides, rule in (
        ("eats memory", "took-too-much-memory"),
        ("exits", "reader-died"),
        ("raises", "reader-failed"),
    ):
        with pytest.raises(UnreadableFile) as refused:
            ahead.answer(request._replace(besides=besides), limits)
        assert refused.value.problem.rule == rule
    assert ahead.answer(request._replace(besides="works little by little"), limits) == (3, "works little by little")
    ahead.close()


def test_where_no_process_can_be_started_books_are_understood_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python here"))
    ahead = Prefetcher(FAILING, Understanding("tests.files.failing_readers:counting", b"1"))
    request = request_of(*files(tmp_path, "a"))
    assert ahead.answer(request._replace(besides="b", content=request.path.read_bytes())) == (3, "b")


def test_an_answer_is_not_blamed_on_the_next_file(tmp_path: Path) -> None:
    child = WorkerProcess(FAILING)
    (path,) = files(tmp_path, "a")
    child.ask(request_of(path), SHORT)
    assert isinstance(child.answers.get(timeout=30), bytes)
    child.close()
    assert child.answers.get(timeout=30) is None, "killed between two files: no file is to blame"
