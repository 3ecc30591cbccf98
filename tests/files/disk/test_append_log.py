"""A log grows by lines, whatever was written in it or cut from it."""

from __future__ import annotations

from pathlib import Path

from followup.files.disk.append_log import append_lines, lines_in

TITLES = ("when", "file", "why")
FIRST, SECOND = ("2022-05-01", "Åre; öst.xlsx", "=1+1"), ("2022-05-02", "b.xlsx", "två\nrader")


def test_lines_are_added_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "log" / "merges.csv"
    append_lines(path, TITLES, [FIRST])
    append_lines(path, TITLES, [SECOND])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfwhen;file;why\r\n")
    assert "'=1+1" in path.read_text(encoding="utf-8"), "no spreadsheet reckons it out"
    read = lines_in(path, TITLES)
    assert [tuple(line.values()) for line in read] == [FIRST, ("2022-05-02", "b.xlsx", "två rader")]


def test_what_stands_there_stays_and_a_cut_line_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "merges.csv"
    append_lines(path, TITLES, [FIRST, SECOND])
    before = path.read_bytes()[: -len("två rader") + 2] + b'"'
    path.write_bytes(before)
    append_lines(path, TITLES, [SECOND])
    assert path.read_bytes().startswith(before + b"\r\n")
    assert [line["file"] for line in lines_in(path, TITLES)][0::2] == ["Åre; öst.xlsx", "b.xlsx"]


def test_a_file_of_something_else_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "merges.csv"
    assert lines_in(path, TITLES) == []
    path.write_bytes(b"\xff\xfe\x00 somebody's")
    assert lines_in(path, TITLES) == []


def test_a_line_of_fewer_columns_is_one_of_a_former_version(tmp_path: Path) -> None:
    path = tmp_path / "merges.csv"
    append_lines(path, TITLES[:2], [FIRST[:2]])
    append_lines(path, TITLES, [SECOND])
    assert [line["why"] for line in lines_in(path, TITLES)] == ["", "två rader"]
