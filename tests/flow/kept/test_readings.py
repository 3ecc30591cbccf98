"""A file is read again only when it, the plan or the program has changed; what is kept changes no output."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
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
        yield patch


def test_what_has_not_changed_is_not_read_again(
    kept: Path, place: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check(place)
    assert '"rule"' in first
    assert len(list(kept.iterdir())) == 1
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
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"saved again"
    with pytest.raises(ReadAnewError):
        check(place)


def test_what_is_kept_may_be_spoilt(kept: Path, place: Path) -> None:
    first = check(place)
    (path,) = kept.iterdir()
    whole = path.read_bytes()
    for spoilt in (b"", whole[:20], whole[:-1], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], whole + b"x"):
        path.write_bytes(spoilt)
        assert check(place) == first
        assert path.read_bytes() == whole, "read anew, and kept anew"
    path.unlink()
    path.mkdir()
    assert check(place) == first
    path.rmdir()


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
