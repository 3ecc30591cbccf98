"""What every format of a report says is what the report says: the same headings, texts and tables, masked where they are.

A test of ``followup``.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import followup
from tests.demos import Demo
from tests.one_sheet import sheet_in
from tests.outputs.reading_back import left_out_of_word
from tests.schemas import faults

NAMES = ("summary", "appendix")


@pytest.fixture(scope="module")
def written(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The documents of the demo by format, working and published ones."""
    into, today = tmp_path_factory.mktemp("formats"), date(2022, 5, 16)
    return {
        name: list(followup.report(demo.folder, NAMES, format=name, into=into, published=True, today=today).paths)
        for name in ("docx", "html", "json", "xlsx", "csv")
    }


def parts(path: Path, kind: str) -> list[dict[str, Any]]:
    """The parts of a kind in a report as JSON."""
    return [part for part in json.loads(path.read_text(encoding="utf-8"))["parts"] if part["part"] == kind]


def test_each_format_writes_the_same_documents_under_the_same_names(written: dict[str, list[Path]]) -> None:
    stems = {name: [(path.parent.name, path.stem) for path in paths] for name, paths in written.items()}
    assert len(stems["docx"]) == 12 and all(names == stems["docx"] for names in stems.values())


def test_json_is_as_its_schema_says(written: dict[str, list[Path]]) -> None:
    for path in written["json"]:
        assert faults("report", json.loads(path.read_text(encoding="utf-8"))) == []


def test_word_has_the_headings_and_the_tables(written: dict[str, list[Path]]) -> None:
    for word, path in zip(written["docx"], written["json"], strict=True):
        styled = [
            (paragraph.style.name if paragraph.style else "", paragraph.text)
            for paragraph in docx.Document(str(word)).paragraphs
        ]
        headings = [(int(style[-1]), text) for style, text in styled if style.startswith("Heading ")]
        assert [(part["level"], part["text"]) for part in parts(path, "heading")] == headings
        tables = [[part["columns"], *part["rows"]] for part in parts(path, "table")]
        assert left_out_of_word(word, tables) == []


def test_the_page_has_the_headings_and_the_cells(written: dict[str, list[Path]]) -> None:
    for page, path in zip(written["html"], written["json"], strict=True):
        text = page.read_text(encoding="utf-8")
        headings = [(int(level) - 1, unescape(title)) for level, title in re.findall(r"<h([234])>(.*?)</h\1>", text)]
        assert [(part["level"], part["text"]) for part in parts(path, "heading")] == headings
        text = re.sub(r'<sup><a href="#note-\d+">\d+</a></sup>', "", text)
        cells = [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", text, re.DOTALL)]
        expected = [cell for part in parts(path, "table") for row in part["rows"] for cell in row]
        assert cells == expected
        assert "<script" not in text and "http" not in text


def test_the_workbook_has_numbers_and_a_sheet_a_chapter(written: dict[str, list[Path]]) -> None:
    for file, path in zip(written["xlsx"], written["json"], strict=True):
        book = openpyxl.load_workbook(file)
        chapters = [part["text"] for part in parts(path, "heading") if part["level"] == 1]
        assert [str(sheet["A1"].value) for sheet in book.worksheets[1:]] == chapters
    production = sheet_in(written["xlsx"][0], "Produktion")
    (row,) = [
        [cell.value for cell in row] for row in production if row[0].value == "Läkarbesök" and row[1].value == 190842
    ]
    assert all(isinstance(value, int | float) for value in row[1:4])


def test_no_footnote_is_lost(written: dict[str, list[Path]]) -> None:
    texts = [unescape(page.read_text(encoding="utf-8")) for page in written["html"]]
    notes = {note for text in texts for note in re.findall(r'id="note-\d+">\d+\. (.+?)</p>', text)}
    books = [openpyxl.load_workbook(path) for path in written["xlsx"]]
    cells = {str(cell.value) for book in books for sheet in book for row in sheet for cell in row if cell.value}
    assert notes and all(any(f"[{note}]" in cell for cell in cells) for note in notes)
    lines = "".join(path.read_text(encoding="utf-8-sig") for path in written["csv"])
    assert all(f"[{note}]" in lines for note in notes)


def test_what_is_published_says_so_in_every_format(written: dict[str, list[Path]]) -> None:
    statuses = {path: json.loads(path.read_text(encoding="utf-8"))["fields"]["status"] for path in written["json"]}
    for paths in zip(*written.values(), strict=True):
        _word, page, source, book, table = paths
        assert statuses[source].startswith("Publicerad" if "published" in source.parts else "Arbetsmaterial")
        assert statuses[source] in unescape(page.read_text(encoding="utf-8"))
        assert statuses[source] == openpyxl.load_workbook(book).worksheets[0]["A3"].value
        assert statuses[source] in table.read_text(encoding="utf-8-sig").split("\n")[3]


def test_the_same_round_gives_the_same_bytes(written: dict[str, list[Path]], demo: Demo, tmp_path: Path) -> None:
    for name in ("html", "json", "xlsx", "csv"):
        again = followup.report(demo.folder, "summary", format=name, into=tmp_path, today=date(2022, 5, 16)).paths[0]
        assert again.read_bytes() == written[name][0].read_bytes()
