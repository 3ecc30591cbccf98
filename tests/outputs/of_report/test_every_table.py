"""The same report in every format has every text of every table, in all examples.

A test of ``followup``.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import followup
from tests.demos import copied
from tests.outputs.reading_back import left_out_of_word

FORMATS = ("json", "docx", "html", "xlsx", "csv")
EXAMPLES = ("norrbotten-2022-04", "jamtland-2021-04", "norrbotten-2018-02", "jamtland-2020-revision", "halland-2020")
Rows = list[list[str]]


@pytest.fixture(scope="module", params=EXAMPLES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Every document of an example, in every format."""
    folder = copied(tmp_path_factory.mktemp("example") / "w", request.param)
    return {name: list(followup.report(folder, format=name, into=folder / name).paths) for name in FORMATS}


def tables_of(path: Path) -> list[Rows]:
    """The tables of a report, as its JSON has them: titles, then rows."""
    parts = json.loads(path.read_text(encoding="utf-8"))["parts"]
    return [[part["columns"], *part["rows"]] for part in parts if part["part"] == "table"]


def test_there_are_tables(written: dict[str, list[Path]]) -> None:
    assert sum(len(rows) for path in written["json"] for rows in tables_of(path)) > 15


def test_word(written: dict[str, list[Path]]) -> None:
    for source, path in zip(written["json"], written["docx"], strict=True):
        assert left_out_of_word(path, tables_of(source)) == []


def test_page(written: dict[str, list[Path]]) -> None:
    for source, path in zip(written["json"], written["html"], strict=True):
        page = re.sub(r'<sup><a href="#note-\d+">\d+</a></sup>', "", path.read_text(encoding="utf-8"))
        cells = [unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<t[dh]\b.*?</t[dh]>", page, re.DOTALL)]
        assert cells == [cell for rows in tables_of(source) for row in rows for cell in row]


def test_workbook(written: dict[str, list[Path]]) -> None:
    for source, path in zip(written["json"], written["xlsx"], strict=True):
        lines = iter([line for sheet in openpyxl.load_workbook(path) for line in sheet.iter_rows(values_only=True)])
        for rows in tables_of(source):
            above: Sequence[Any] = ()
            for row in rows if any(rows[0]) else rows[1:]:
                line = next((line for line in lines if says(line, row, above)), None)
                assert line is not None, (path, row)
                above = line


def test_csv(written: dict[str, list[Path]]) -> None:
    for source, path in zip(written["json"], written["csv"], strict=True):
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [line for line in csv.reader(file, delimiter=";") if line[2].isdecimal()]
        rows = [(str(number), row) for number, rows in enumerate(tables_of(source), start=1) for row in rows]
        assert [line[2] for line in lines] == [number for number, _row in rows]
        above: Sequence[Any] = ()
        for line, (_number, row) in zip(lines, rows, strict=True):
            assert says(line[4:], row, above), (path, row)
            above = line[4:]


REMARK = re.compile(r" \[[^\]]*\]| \((?:https?:|mailto:|\.\./)[^)]*\)")
"""A footnote or an address that stands behind a text where nothing can lead there."""


def says(line: Sequence[Any], row: Sequence[str], above: Sequence[Any]) -> bool:
    """Whether a line has the texts of a row; where a document leaves out a label of the row above, the line has it."""
    pairs = enumerate(zip(line, row, strict=False))
    return len(line) >= len(row) and all(
        reads(cell, text) or (text == "" and above and cell == above[at]) for at, (cell, text) in pairs
    )


def reads(cell: Any, text: str) -> bool:
    """Whether a cell says what a document says: the same text, or a number that is shown so, with its unit or its star."""
    if isinstance(cell, int | float):
        shown = re.fullmatch(r"(-?\d+)(?:,(\d+))?(%?)(?: mnkr)?[*]?", text.replace("\u00a0", "").replace("−", "-"))
        if not shown:
            return False
        number = float(f"{shown[1]}.{shown[2] or 0}") / (100 if shown[3] else 1)
        return abs(number - cell) <= 0.500001 * 10.0 ** -(len(shown[2] or "") + (2 if shown[3] else 0))
    return plain(cell or "") == plain(text)


def plain(text: str) -> str:
    """A text without remarks, spaces within numbers, the apostrophe before a formula and the number of an appendix."""
    bare = REMARK.sub("", text).replace("\u00a0", "").strip()
    return re.sub(r"^'(?=[=+\-@'])|^\d+\. (?=\w)", "", bare)
