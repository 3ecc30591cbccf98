"""The colours that LibreOffice gives the cells of a workbook, those of its conditions among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import openpyxl

from tests.tables import address

SHEET = re.compile(r"<h1>Sheet \d+: <em>(?P<name>.*?)</em></h1>.*?<table(?P<table>.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td(?P<marks>[^>]*)>", re.DOTALL)
COLOUR = re.compile(r'bgcolor="(#[0-9A-Fa-f]{6})"')
SPAN = re.compile(r'colspan="?(\d+)')


def colours(page: Path, workbook: Path) -> dict[tuple[str, str], str]:
    """The colour of each coloured cell, by sheet and address; ``page`` is the workbook as LibreOffice shows it.

    What is hidden is not on the page.
    """
    text, book = page.read_text(encoding="utf-8"), openpyxl.load_workbook(workbook)
    colours_found = {
        (sheet["name"], cell): colour
        for sheet in SHEET.finditer(text)
        for cell, colour in _of_sheet(sheet["table"], book[unescape(sheet["name"])])
    }
    book.close()
    return {(unescape(name), cell): colour for (name, cell), colour in colours_found.items()}


def _of_sheet(table: str, sheet: object) -> Iterator[tuple[str, str]]:
    shown_rows, shown_columns = _shown(sheet)
    for row, cells in zip(shown_rows, ROW.findall(table), strict=False):
        at = 0
        for cell in CELL.finditer(cells):
            colour, span = COLOUR.search(cell["marks"]), SPAN.search(cell["marks"])
            if colour:
                yield address(row - 1, shown_columns[at] - 1), colour[1].upper()
            at += int(span[1]) if span else 1


def _shown(sheet: object) -> tuple[list[int], list[int]]:
    """The numbers of the rows and columns that are not hidden, counted from 1."""
    rows, columns = sheet.row_dimensions, sheet.column_dimensions  # type: ignore[attr-defined]
    hidden = {at for column in columns.values() if column.hidden for at in range(column.min, column.max + 1)}
    last_row, last = sheet.max_row, sheet.max_column + len(hidden)  # type: ignore[attr-defined]
    shown_rows = [row for row in range(1, last_row + 1) if not (row in rows and rows[row].hidden)]
    return shown_rows, [column for column in range(1, last + 2) if column not in hidden]
