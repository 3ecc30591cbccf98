"""Read what merge made as a person would: a table by its titles, a Word file by its text."""

from __future__ import annotations

import functools
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
from lxml import etree

Record = dict[str, Any]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sheet_records(path: Path, sheet: str, first_title: str) -> list[Record]:
    """The rows under the header that begins with ``first_title``, as dictionaries by title."""
    rows = _rows(path.read_bytes(), sheet)
    start = next(i for i, row in enumerate(rows) if row and row[0] == first_title)
    titles = [str(title).strip() if title is not None else "" for title in rows[start]]
    records = []
    for row in rows[start + 1 :]:
        if row[0] is None:
            break
        records.append(dict(zip(titles, row, strict=True)))
    return records


# Many tests read the same file: what was read last is kept, by the bytes that it was read from.


@functools.lru_cache(maxsize=32)
def _rows(content: bytes, sheet: str) -> tuple[tuple[Any, ...], ...]:
    workbook = openpyxl.load_workbook(BytesIO(content), data_only=True, read_only=True)  # no other sheet is read
    try:
        return tuple(workbook[sheet].iter_rows(values_only=True))
    finally:
        workbook.close()


def word_tables(path: Path) -> list[list[list[str]]]:
    """Every table of a Word file as rows of texts."""
    return [[list(row) for row in table] for table in _word_tables(path.read_bytes())]


@functools.lru_cache(maxsize=16)
def _word_tables(content: bytes) -> list[list[list[str]]]:
    tables = []
    for table in _body(content).iter(f"{WORD}tbl"):
        rows = []
        for row in table.iter("{*}tr"):
            rows.append(
                [
                    "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in cell.iter("{*}p"))
                    for cell in row.iter("{*}tc")
                ]
            )
        tables.append(rows)
    return tables


def word_text(path: Path) -> str:
    """All text of a Word file, a paragraph a line, spaces as they are; its footnotes last, in their own order."""
    paragraphs = _body(path.read_bytes()).iter(f"{WORD}p")
    return "\n".join([*(_text(paragraph) for paragraph in paragraphs), *footnotes(path).values()])


@functools.lru_cache(maxsize=4)
def _body(content: bytes) -> Any:
    return docx.Document(BytesIO(content)).element.body


def footnotes(path: Path) -> dict[str, str]:
    """The text of each of a Word file's own footnotes by its id, those that are only lines apart."""
    with zipfile.ZipFile(path) as archive:
        if "word/footnotes.xml" not in archive.namelist():
            return {}
        root = etree.fromstring(archive.read("word/footnotes.xml"))
    notes = [note for note in root.iter(f"{WORD}footnote") if note.get(f"{WORD}type") is None]
    return {str(note.get(f"{WORD}id")): "\n".join(_text(p) for p in note.iter(f"{WORD}p")).strip() for note in notes}


def footnotes_in_order(path: Path) -> list[tuple[str, str]]:
    """The paragraph and the text of each footnote, in the order that the text refers to them."""
    texts = footnotes(path)
    body = _body(path.read_bytes())
    return [
        (_text(next(mark.iterancestors(f"{WORD}p"))), texts[mark.get(f"{WORD}id")])
        for mark in body.iter(f"{WORD}footnoteReference")
    ]


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{WORD}t"))
