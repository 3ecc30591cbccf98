"""Writing without loss: beside first, then into place; a file that is in use or changed is never written over."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from followup.files.disk import atomic_files as safe
from followup.files.disk.atomic_files import (
    AtomicFiles,
    OutputInUse,
    Placement,
    abandoned_parts,
    part_of,
    written_beside,
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for a program to let go."""
    monkeypatch.setattr(safe, "WAITS", (0.0, 0.0))


def in_use(monkeypatch: pytest.MonkeyPatch, *names: str, times: int = 1000) -> list[str]:
    """Make files of these names refuse to be replaced, as Windows does while Excel has them open; what was tried."""
    tried: list[str] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name in names and tried.count(target.name) < times:
            tried.append(target.name)
            raise PermissionError(errno.EACCES, "in use", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return tried


def together(folder: Path, **texts: str) -> tuple[AtomicFiles, list[Placement]]:
    """A set with a file of each name, complete and not yet moved."""
    files = AtomicFiles(lambda path, _wanted: path.read_text() != "edited")
    for name, text in texts.items():
        files.beside(folder / f"{name}.txt").write_text(text)
    return files, files.plan()


def standing(folder: Path) -> dict[str, str]:
    """Every file of a folder with its text."""
    return {path.name: path.read_text() for path in sorted(folder.iterdir()) if path.is_file()}


def test_nothing_is_moved_before_all_is_complete(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    files, planned = together(tmp_path, a="new", b="new")
    assert (tmp_path / "a.txt").read_text() == "old"
    files.place(planned)
    files.moves.let_go()
    files.discard()
    assert standing(tmp_path) == {"a.txt": "new", "b.txt": "new"}


def test_what_was_not_moved_is_removed(tmp_path: Path) -> None:
    files, _planned = together(tmp_path, a="new")
    files.discard()
    assert standing(tmp_path) == {}


@pytest.mark.parametrize(
    ("there", "blocked", "ends"),
    [
        ({}, (), "a.txt"),
        ({"a.txt": "old"}, ("a.txt",), "a (2).txt"),
        ({"a.txt": "old", "a (2).txt": "edited"}, ("a.txt",), "a (3).txt"),
        ({"a.txt": "old", "a (2).txt": "old"}, ("a.txt",), "a (2).txt"),
        ({"a.txt": "old", "a (2).txt": "old"}, ("a.txt", "a (2).txt"), "a (3).txt"),
        ({"a.txt": "edited"}, (), "a (2).txt"),
        ({"a.txt": "edited", "a (2).txt": "old"}, ("a (2).txt",), "a (3).txt"),
    ],
)
def test_a_file_in_use_or_changed_is_left_alone_and_the_new_one_gets_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: dict[str, str], blocked: tuple[str, ...], ends: str
) -> None:
    for name, text in there.items():
        (tmp_path / name).write_text(text)
    files, planned = together(tmp_path, a="new")
    in_use(monkeypatch, *blocked)
    (placed,) = files.place(planned)
    files.moves.let_go()
    files.discard()
    assert placed.path.name == ends
    assert placed.why == ("" if ends == "a.txt" else "in use" if "a.txt" in blocked or blocked else "changed")
    assert standing(tmp_path) == {**there, ends: "new"}


def test_a_moment_s_use_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("old")
    files, planned = together(tmp_path, a="new")
    tried = in_use(monkeypatch, "a.txt", times=2)
    assert files.place(planned)[0].path.name == "a.txt"
    assert len(tried) == 2


def test_the_waiting_is_about_two_and_a_half_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert 2 <= sum(safe.WAITS) <= 3


def test_one_file_alone_in_use_is_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("old")
    in_use(monkeypatch, "a.txt")
    with pytest.raises(OutputInUse) as refusal, written_beside(tmp_path / "a.txt") as beside:
        beside.write_text("new")
    assert (refusal.value.path.name, refusal.value.full) == ("a.txt", False)
    assert standing(tmp_path) == {"a.txt": "old"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG])
def test_a_full_disk_is_told_as_such_and_the_old_file_stays(tmp_path: Path, number: int) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(OutputInUse) as refusal, written_beside(tmp_path / "a.txt") as beside:
        beside.write_text("ne")
        raise OSError(number, "no room")
    assert refusal.value.full
    assert standing(tmp_path) == {"a.txt": "old"}


def test_a_folder_in_the_way_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OutputInUse):
        AtomicFiles(lambda _path, _wanted: True).beside(tmp_path / "a.txt")


def test_parts_of_living_processes_are_left_alone(tmp_path: Path) -> None:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    ours, dead, alive = (tmp_path / f".a.txt.{pid}.part" for pid in (os.getpid(), done.pid, os.getppid()))
    for path in (ours, dead, alive, tmp_path / ".a.part", tmp_path / "a.12.part"):
        path.write_text("half")
    assert part_of(tmp_path / "a.txt") == ours
    assert abandoned_parts(tmp_path) == sorted([ours, dead])


def test_a_part_older_than_the_process_of_its_number_is_left_over(tmp_path: Path) -> None:
    """Numbers of processes are given out again: that one cannot have written it."""
    old = tmp_path / f".a.txt.{os.getppid()}.part"
    old.write_text("half")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    assert abandoned_parts(tmp_path) == [old]


def broken(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Make files of these names fail to be replaced by another."""
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name in names and self != target:
            raise OSError(errno.EIO, "broken", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("links", [True, False], ids=["links", "copies"])
def test_what_was_moved_before_one_that_fails_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    (tmp_path / "a.txt").write_text("old")
    files, planned = together(tmp_path, a="new", b="new", c="new")
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    broken(monkeypatch, "c.txt")
    with pytest.raises(OutputInUse):
        files.place(planned)
    assert (tmp_path / "a.txt").read_text() == (tmp_path / "b.txt").read_text() == "new"
    assert files.moves.undo()
    files.discard()
    assert standing(tmp_path) == {"a.txt": "old"}


def no_links(_path: Path, _target: Path) -> None:
    """What some network folders say."""
    raise OSError(errno.EPERM, "no links here")


def test_what_cannot_be_put_back_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("old")
    files, planned = together(tmp_path, a="new", b="new")
    files.place(planned)
    broken(monkeypatch, "a.txt")
    assert not files.moves.undo()
    assert (tmp_path / "b.txt").read_text() == "old"
    assert abandoned_parts(tmp_path), "the old one is kept until it can be put back"


def test_nothing_is_kept_beside_what_stands_when_all_was_moved(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    files, planned = together(tmp_path, a="new")
    files.place(planned)
    assert [path.read_text() for path in abandoned_parts(tmp_path)] == ["old"]
    files.moves.let_go()
    assert standing(tmp_path) == {"a.txt": "new"}


def test_of_a_file_that_is_held_no_other_name_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows would not let it be taken away again."""
    (tmp_path / "a.txt").write_text("old")
    files, planned = together(tmp_path, a="new")
    in_use(monkeypatch, "a.txt")
    monkeypatch.setattr(Path, "unlink", lambda *_path, **_how: None)
    files.place(planned)
    assert sorted(standing(tmp_path)) == ["a (2).txt", "a.txt"]
