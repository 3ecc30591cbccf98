"""What a sealed folder says of itself is believed no further than its own folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from followup.history.closing import CLOSING, KeptFile, as_closing, kept_in, next_folder

KEPT = KeptFile("output/regional.xlsx", "regional", "", "2022-05-30", "0" * 64)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / CLOSING).write_text(as_closing([KEPT], round="T1 2022"), encoding="utf-8")
    assert kept_in(tmp_path) == [KEPT]


@pytest.mark.parametrize("way", ["../plan.xlsx", "output/../../plan.xlsx", "/etc/passwd"])
def test_a_way_out_of_the_folder_is_not_followed(tmp_path: Path, way: str) -> None:
    (tmp_path / CLOSING).write_text(as_closing([KEPT, KEPT._replace(file=way)]), encoding="utf-8")
    assert kept_in(tmp_path) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"format": 1, "files": [{"file": 1}]})])
def test_what_cannot_be_understood_keeps_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / CLOSING).write_text(text, encoding="utf-8")
    assert kept_in(tmp_path) == []


def test_a_folder_that_stands_there_is_never_taken(tmp_path: Path) -> None:
    assert next_folder(tmp_path, "T1/2022").name == "T1-2022"
    (tmp_path / "T1-2022").mkdir()
    (tmp_path / "T1-2022 (2)").write_text("", encoding="utf-8")
    assert next_folder(tmp_path, "T1/2022").name == "T1-2022 (3)"
