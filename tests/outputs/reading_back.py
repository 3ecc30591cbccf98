"""Read what merge made as a person would: a table by its titles, a Word file by its text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl

Record = dict[str, Any]


def sheet_records(path: Path, sheet: str, first_title: str) -> list[Record]:
    """The rows under the header that begins with ``first_title``, as dictionaries by title."""
    workbook = openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=True)
    rows = list(workbook[sheet].iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if row and row[0] == first_title)
    titles = [str(title).strip() if title is not None else "" for title in rows[start]]
    made = []
    for row in rows[start + 1 :]:
        if row[0] is None:
            break
        made.append(dict(zip(titles, row, strict=True)))
    return made


def word_tables(path: Path) -> list[list[list[str]]]:
    """Every table of a Word file as rows of texts."""
    document = docx.Document(str(path))
    tables = []
    for table in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tbl"):
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
    """All text of a Word file, a paragraph a line, spaces as they are."""
    document = docx.Document(str(path))
    return "\n".join(
        "".join(t.text or "" for t in p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
        for p in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    )
