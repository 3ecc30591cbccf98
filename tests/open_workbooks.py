"""A workbook that openpyxl opens once and tests type into again and again: opening and writing cost a tenth of a second.

What comes out is what openpyxl writes of a workbook that was opened for this alone, but for the numbers that styles
have (``tests/test_open_workbooks.py``). Only sheets that were typed into are written anew.
"""

from __future__ import annotations

import functools
import hashlib
import zipfile
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.relationship import RelationshipList
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

KEPT = 12
"""Workbooks that stay open in a process: some megabytes each."""


def open_workbook(source: Path) -> OpenWorkbook:
    """The workbook of a file; the same one for each file of the same content."""
    content = source.read_bytes()
    return _opened(hashlib.sha256(content).hexdigest(), _Content(content))


@dataclass(frozen=True, eq=False)
class _Content:
    content: bytes

    def __eq__(self, other: object) -> bool:
        return True  # the digest beside it tells files apart

    def __hash__(self) -> int:
        return 0


@functools.lru_cache(KEPT)
def _opened(_digest: str, content: _Content) -> OpenWorkbook:
    return OpenWorkbook(content.content)


class _State:
    """The cells of a sheet as they were when it was opened."""

    def __init__(self, sheet: Any) -> None:
        self.sheet, self.cells, self.rows = sheet, dict(sheet._cells), dict(sheet.row_dimensions)
        typed_into: list[Any] = [
            cell for cell in self.cells.values() if isinstance(cell, Cell)
        ]  # not under a merged one
        self.contents = [(cell, cell._value, cell.data_type, copy(cell._style), cell._hyperlink) for cell in typed_into]

    def is_touched(self) -> bool:
        """Whether anything was typed since."""
        return len(self.sheet._cells) != len(self.cells) or any(
            cell._value is not value or cell._style != style or cell._hyperlink is not hyperlink
            for cell, value, _kind, style, hyperlink in self.contents
        )

    def restore(self) -> None:
        """Take back what was typed."""
        self.sheet._cells = dict(self.cells)
        self.sheet.row_dimensions.clear()
        self.sheet.row_dimensions.update(self.rows)
        for cell, value, kind, style, hyperlink in self.contents:
            cell._value, cell.data_type, cell._style, cell._hyperlink = value, kind, copy(style), hyperlink


@dataclass(frozen=True)
class _SheetParts:
    """A sheet as it was written: its XML, and what belongs to it in the package."""

    xml: bytes
    relations: RelationshipList
    comments: list[Any]


def _loaded(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


class OpenWorkbook:
    """A workbook, with each sheet's XML as openpyxl writes it when nobody has typed in it."""

    def __init__(self, content: bytes) -> None:
        self.workbook = _loaded(content)
        self._states = [_State(sheet) for sheet in self.workbook.worksheets]
        self.untouched = {sheet.title: _render(sheet) for sheet in self.workbook.worksheets}
        self._styles = list(self.workbook._cell_styles)  # those that writing has added stand in the XML just kept
        self._formats = list(self.workbook._number_formats)

    def after(self, change: Callable[[Any], None]) -> bytes:
        """The file after a change that types in cells and does nothing else; the workbook here stays as it was."""
        try:
            change(self.workbook)
            self.workbook.properties.modified = datetime.now(UTC).replace(tzinfo=None)  # as openpyxl does when it saves
            touched = {state.sheet.title for state in self._states if state.is_touched()}
            memory = BytesIO()
            with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
                _Writer(self, archive, touched).write_data()
            return memory.getvalue()
        finally:
            for state in self._states:
                state.restore()
            self.workbook._cell_styles = IndexedList(self._styles)
            self.workbook._number_formats = IndexedList(self._formats)


class _Writer(ExcelWriter):
    """openpyxl's writer, which writes no sheet twice that nobody has touched."""

    def __init__(self, opened: OpenWorkbook, archive: zipfile.ZipFile, touched: set[str]) -> None:
        super().__init__(opened.workbook, archive)
        self._package, self._untouched, self._touched = archive, opened.untouched, touched

    def write_worksheet(self, ws: Any) -> None:
        """As openpyxl's own."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        parts = _render(ws) if ws.title in self._touched else self._untouched[ws.title]
        ws._rels, ws._comments = RelationshipList(), list(parts.comments)
        for relation in parts.relations:
            ws._rels.append(copy(relation))
        self._package.writestr(ws.path[1:], parts.xml)
        self.manifest.append(ws)


def _render(sheet: Any) -> _SheetParts:
    memory = BytesIO()
    writer: Any = WorksheetWriter(sheet, memory)
    writer.write()
    sheet.column_dimensions.max_outline = None  # as before the first writing: else the next one says a level of 0
    relations = RelationshipList()
    for relation in writer._rels:
        relations.append(copy(relation))
    return _SheetParts(memory.getvalue(), relations, list(sheet._comments))
