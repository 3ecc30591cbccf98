"""A file is read again only when it, the plan or the program has changed, and so is the plan; what is kept changes no
output.

A test of ``followup.flow.kept.readings``.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from followup.flow.kept import readings
from tests.demos import Demo
from tests.house import breaks, command


class ReadAnewError(Exception):
    """A file is being read."""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, of this test alone."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    monkeypatch.setenv("FOLLOWUP_KEEP", "yes")
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache" / "followup" / "kept"


@pytest.fixture
def place(demo: Demo, tmp_path: Path) -> Path:
    """A workspace with one answer that has findings, that may be changed."""
    folder = tmp_path / "arbete"
    (folder / "inbox").mkdir(parents=True)
    shutil.copy(demo.folder / "plan.xlsx", folder)
    shutil.copy(max((demo.folder / "inbox").iterdir(), key=lambda path: path.stat().st_size), folder / "inbox")
    return folder


def check(place: Path) -> str:
    return command("check", str(place / "inbox"), "--plan", str(place / "plan.xlsx"), "--format", "json")[1].partition(
        "{"
    )[2]


@pytest.fixture
def reading_fails(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    def fail(*_arguments: object) -> None:
        raise ReadAnewError

    with monkeypatch.context() as patch:
        breaks(patch, "looking outside the tables", fail)
        breaks(patch, "finding the tables of a plan", fail)
        yield patch


def test_what_has_not_changed_is_not_read_again(
    kept: Path, place: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(place)
    assert '"rule"' in first
    assert len(list(kept.iterdir())) == 3, "the plan, its targets and the file"
    request.getfixturevalue("reading_fails")
    assert check(place) == first

    (path,) = (place / "inbox").iterdir()
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"\x05Kim A" + bytes(159))  # somebody has it open
    with pytest.raises(ReadAnewError):
        check(place)
    lock.unlink()
    renamed = path.rename(path.with_name("Division Syd T1 2021.xlsx"))  # a name may be at fault
    with pytest.raises(ReadAnewError):
        check(place)
    renamed.rename(path)
    assert check(place) == first
    with monkeypatch.context() as patch, pytest.raises(ReadAnewError):
        patch.setattr(readings, "program_digest", lambda: "another")
        check(place)
    with monkeypatch.context() as patch, pytest.raises(ReadAnewError):
        patch.setenv("FOLLOWUP_KEEP", "no")
        check(place)
    for changed in (path, place / "plan.xlsx"):
        whole = changed.read_bytes()
        with zipfile.ZipFile(changed, "a") as archive:
            archive.comment = b"saved again"
        with pytest.raises(ReadAnewError):
            check(place)
        changed.write_bytes(whole)
        assert check(place) == first


def test_what_is_kept_may_be_spoilt(kept: Path, place: Path) -> None:
    first = check(place)
    whole = {path: path.read_bytes() for path in kept.iterdir()}
    changed: tuple[Callable[[bytes], bytes], ...] = (
        lambda data: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: data + b"x",
    )
    for change in changed:
        for path, data in whole.items():
            path.write_bytes(change(data))
        assert check(place) == first
        assert {path: path.read_bytes() for path in kept.iterdir()} == whole, "read anew, and kept anew"
    for path in whole:
        path.unlink()
        path.mkdir()
    assert check(place) == first


@pytest.mark.skipif(os.name == "nt", reason="who may write where is another matter on Windows")
def test_nothing_is_kept_where_others_can_write(kept: Path, place: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.parent.chmod(0o777)
    check(place)
    assert not kept.exists()


def test_outputs_are_the_same(
    kept: Path, demo: Demo, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("merge", "--plan", str(demo.folder / "plan.xlsx"), "--into", str(tmp_path / "output"))

    def outputs() -> dict[Path, bytes]:
        shutil.rmtree(tmp_path / "output", ignore_errors=True)
        assert command(*arguments)[0] == 1
        return {path: path.read_bytes() for path in (tmp_path / "output").rglob("*") if path.is_file()}

    with monkeypatch.context() as patch:
        patch.setenv("FOLLOWUP_KEEP", "no")
        read = outputs()
    command("check", "--plan", str(demo.folder / "plan.xlsx"))
    request.getfixturevalue("reading_fails")
    assert outputs() == read
