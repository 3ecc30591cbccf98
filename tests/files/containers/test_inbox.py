"""Which files of an inbox are read, which are named as not read, and which are passed over in silence."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest

from followup.files.containers.inbox import open_elsewhere_remark, submissions_in
from followup.files.processes.prefetch import Prefetcher
from tests.files.broken import small_book
from tests.files.test_reading_safely import refused
from tests.house import Severity, Words

NAME = "svar från Närsjukvården.xlsx"


def put(folder: Path, *names: str) -> None:
    """Files with these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def found(folder: Path) -> tuple[list[str], list[str]]:
    """Names of what is to be read and of what is no workbook."""
    submissions, other = submissions_in([folder])
    return tuple([str(path.relative_to(folder).as_posix()) for path in paths] for paths in (submissions, other))  # type: ignore[return-value]


def test_what_is_read_what_is_named_and_what_is_passed_over(tmp_path: Path) -> None:
    read = ["a.xlsx", "B.XLSM", "c.xls", "d.ods", "e.xlsb", "f.xltx", "g.numbers", "h.xlsx.crdownload", "i.xlsx.part"]
    read += ["brev.MSG", "brev.eml", "mapp.zip", "mapp.7z"]
    named = ["bilaga.pdf", "foto.heic", "svar.csv", "utan ändelse"]
    silent = [
        "~$a.xlsx",
        "Desktop.ini",
        "THUMBS.DB",
        ".DS_Store",
        "x.tmp",
        "__MACOSX/._a.xlsx",
        ".dold.xlsx",
        "~$$b.~vsdx",
    ]
    put(tmp_path, *read, *named, *silent)
    assert found(tmp_path) == (sorted(read), sorted(named))


def test_folders_within_folders_and_odd_names(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "återlämnad å.xlsx")
    names = [
        f"division/{decomposed}",
        "division/igen/b.xlsx",
        "c & d %20 'e'.xlsx",
        f"{'lång mapp ' * 12}/{'x' * 100}.xlsx",
    ]
    put(tmp_path, *names)
    assert sorted(found(tmp_path)[0]) == sorted(names)


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_back_to_a_folder_above_ends_there(tmp_path: Path) -> None:
    put(tmp_path, "a/svar.xlsx")
    (tmp_path / "a" / "tillbaka").symlink_to(tmp_path)
    (tmp_path / "själv").symlink_to(tmp_path / "själv")
    (tmp_path / "borta.xlsx").symlink_to(tmp_path / "ingenstans.xlsx")
    assert found(tmp_path) == (["a/svar.xlsx", "borta.xlsx"], ["själv"])
    assert refused(tmp_path / "borta.xlsx").problem.rule == "cannot-be-opened"


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    put(tmp_path, "svar.txt", "~$svar.xlsx")
    paths = [tmp_path / "svar.txt", tmp_path / "~$svar.xlsx"]
    assert submissions_in(paths) == (paths, [])


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user who is refused: not root, not Windows"
)
def test_a_folder_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    put(tmp_path, "stängd/svar.xlsx")
    (tmp_path / "stängd").chmod(0)
    try:
        assert found(tmp_path) == (["stängd"], [])
        assert refused(tmp_path / "stängd").problem.rule == "cannot-be-opened"
    finally:
        (tmp_path / "stängd").chmod(0o700)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "annat program"),
        (FileNotFoundError(2, "No such file"), "finns inte längre"),
        (OSError(22, "Invalid argument"), "OneDrive"),
        (TimeoutError(110, "timed out"), "nätverket"),
        (ValueError("embedded null byte"), "gick inte att öppna"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_of_with_its_cause(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path, _mode: str) -> None:
        raise error

    path = small_book()
    monkeypatch.setattr(Path, "open", fail)
    fault = refused(path)
    assert fault.problem.rule == "cannot-be-opened"
    assert said in Words("sv")(fault.problem.advice)


def owner_file(name: str) -> bytes:
    """What Excel puts beside a workbook that somebody has open."""
    old = name.encode("cp1252")
    wide = name.encode("utf-16-le")
    return bytes([len(old)]) + old.ljust(54) + bytes([len(name), 0]) + wide.ljust(108, b" \0"[:1])


@pytest.mark.parametrize(
    ("content", "who"),
    [
        (owner_file("Åsa Öberg"), "Åsa Öberg"),
        (bytes([3]) + b"Eva" + b" " * 51, "Eva"),
        (b"", "?"),
        (b"\xff\xff", "?"),
        (b"lock", "?"),
    ],
)
def test_a_workbook_that_is_open_at_somebodys(content: bytes, who: str, tmp_path: Path) -> None:
    path = tmp_path / NAME
    shutil.copyfile(small_book(), path)
    (tmp_path / f"~${NAME}").write_bytes(content)
    remark = open_elsewhere_remark(path)
    assert (
        remark is not None and remark.problem.rule == "open-elsewhere" and remark.problem.severity is Severity.WARNING
    )
    assert f"hos {who};" in Words("sv")(remark.problem.advice) or who == "?"
    ahead = Prefetcher()
    assert ahead.open(path).remarks == (remark,)
    ahead.close()


def test_an_owner_file_with_the_first_letters_left_out(tmp_path: Path) -> None:
    put(tmp_path, NAME, f"~${NAME[2:]}")
    assert open_elsewhere_remark(tmp_path / NAME) is not None
    put(tmp_path, "annan.xlsx")
    assert open_elsewhere_remark(tmp_path / "annan.xlsx") is None
