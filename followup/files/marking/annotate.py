"""A copy of a workbook with a column of notes beside a table; the workbook itself is never touched."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Any

from followup.files.book import column_letters
from followup.files.disk.atomic_files import written_beside
from followup.files.legal import fitting, legal
from followup.files.packages.saved import save_bytes

WIDTH = 60

RowNotes = Mapping[str, Mapping[int, str]]
"""Notes by sheet and row, counted from 0."""


class CannotAnnotate(Exception):
    """No copy can be made: the library that copies stumbles over something in the workbook, most often a look."""


def annotate(source: Path, target: Path, title: str, notes: RowNotes) -> None:
    """Write the copy: on each sheet the first free column gets the title over its notes, in the header's own look."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what the library leaves out of the copy concerns nobody who reads the notes
            content = _annotate(source.read_bytes(), title, notes)
    except Exception as error:  # openpyxl fails in many ways on odd files; the workbook itself was read without it
        raise CannotAnnotate from error
    with written_beside(target) as beside:
        beside.write_bytes(content)


def _annotate(source: bytes, title: str, notes: RowNotes) -> bytes:
    import openpyxl

    workbook = openpyxl.load_workbook(BytesIO(source))
    for name, by_row in notes.items():
        sheet = workbook[name]
        header = min(by_row)  # the row above the first note
        column = max(cell.column for cell in sheet[header] if cell.value is not None) + 1
        written = {header: title, **{row + 1: text for row, text in by_row.items()}}
        for row, text in written.items():
            cell: Any = sheet.cell(row, column)
            beside: Any = sheet.cell(row, column - 1)
            cell.value = fitting(legal(text), "…")
            cell.data_type = "s"
            cell._style = copy(beside._style)
        sheet.column_dimensions[column_letters(column - 1)].width = WIDTH
    try:
        return save_bytes(workbook)
    finally:
        workbook.close()
