"""The checklist of accessible statistics in spreadsheets (gptables, aftables, the guidance of the British statisticians),
as far as a program can tell: a line for each point that a workbook of a region does not meet.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

LINK = re.compile(r'HYPERLINK\("#\'((?:[^\']|\'\')+)\'!')
FIGURE, UNIT, SAID = "Värde", "Måttenhet", ("Värde", "Text", "Nivå")
"""Columns of a sheet of data: the figure, what it is measured in, and what one of must stand on every row."""

ABOUT = "Om arbetsboken"


def faults(content: bytes) -> list[str]:
    """Each point with its sheet."""
    book = openpyxl.load_workbook(BytesIO(content))
    try:
        return [*_language(content), *(fault for look in LOOKS for fault in look(book))]
    finally:
        book.close()


def faults_in(path: Path) -> list[str]:
    """Those of a file."""
    return faults(path.read_bytes())


def _language(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        core = package.read("docProps/core.xml").decode("utf-8")
    if not re.search("<dc:language>[a-z-]+</dc:language>", core, re.IGNORECASE):
        yield "the workbook says no language"
    if not re.search("<dc:title>[^<]+</dc:title>", core):
        yield "the workbook has no title"


def _visible(book: Any) -> list[Any]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _contents(book: Any) -> Iterator[str]:
    """The first sheet leads to each other, and says how the workbook is read."""
    first, *others = _visible(book)
    cells = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value is not None]
    listed = {match[1].replace("''", "'") for text in cells if (match := LINK.search(text))}
    yield from (f"the contents do not lead to {sheet.title}" for sheet in others if sheet.title not in listed)
    if ABOUT not in cells:
        yield "the first sheet does not say how the workbook is read"


def _tables(book: Any) -> Iterator[str]:
    """A sheet of data is one table from A1 on, a sheet to read has a title above its tables."""
    for sheet in _visible(book)[1:]:
        tables = list(sheet.tables.values())
        if str(sheet["A1"].value or "") in ("", "None"):
            yield f"{sheet.title}: A1 is empty"
        if _is_data(sheet):
            if len(tables) != 1 or tables[0].ref != sheet.dimensions:
                yield f"{sheet.title}: holds something beside its table"
        elif sheet.max_row > 4 and not tables and not _is_chosen(sheet):
            yield f"{sheet.title}: no table is marked up"


def _is_chosen(sheet: Any) -> bool:
    """Whether people choose from a list what the sheet shows, of what is marked up elsewhere."""
    return any(validation.type == "list" for validation in sheet.data_validations.dataValidation)


def _named(sheet: Any) -> list[tuple[str, Any]]:
    return [(table.displayName, table) for table in sheet.tables.values()]


def _is_data(sheet: Any) -> bool:
    return any(name.startswith("r_") and table.ref.startswith("A1:") for name, table in _named(sheet))


def _blanks(book: Any) -> Iterator[str]:
    """No row of a table is empty; a row of data has a figure, or what stands instead of it, and the figure its unit."""
    for sheet in _visible(book):
        for name, table in _named(sheet):
            area: Any = range_boundaries(table.ref)
            left, top, right, bottom = area
            titles, *rows = list(sheet.iter_rows(top, bottom, left, right, values_only=True))
            if any(not str(title or "").strip() for title in titles):
                yield f"{sheet.title}: a column of {name} has no title"
            for number, row in enumerate(rows, start=2):
                line = dict(zip(titles, row, strict=True))
                if len(rows) > 1 and not any(value not in (None, "") for value in row):
                    yield f"{sheet.title}: row {number} of {name} is empty"
                elif _is_data(sheet) and not any(line[title] not in (None, "") for title in SAID):
                    yield f"{sheet.title}: row {number} says neither a figure nor why there is none"
                elif _is_data(sheet) and line[FIGURE] is not None and not line[UNIT]:
                    yield f"{sheet.title}: the figure on row {number} has no unit of measurement"


LOOKS: tuple[Callable[[Any], Iterator[str]], ...] = (_contents, _tables, _blanks)
