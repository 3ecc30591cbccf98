"""Read a binary workbook (.xlsb). Its parts are records; they are walked for what the fast reader leaves out."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from followup.files.addresses import LAST_COLUMN, LAST_ROW
from followup.files.packages.file_kinds import SPREADSHEETS_OF_OTHERS, FileKind
from followup.files.packages.package import names_of, open_package
from followup.files.read_values import raw_of
from followup.files.received import ErrorValue, FileRemark, ReceivedBook, UnreadableFile
from followup.files.size_limits import Limits
from followup.files.xlsx.beside_xml import Package, remarks_on_drawings, remarks_on_package
from followup.files.xlsx.guard import WorkbookNotes, main_part, note_properties
from followup.files.xlsx.sheet_notes import SheetNotes
from followup.files.xlsx.xlsx_read import book_of_notes
from followup.rulebook.received.file_remarks import FORMATS_NOT_READ
from followup.rulebook.received.files import (
    CELL_BEYOND_SHEET,
    DAMAGED_FILE,
    OLD_WORKBOOK,
    TOO_MANY_CELLS,
    TOO_MANY_MERGES,
)

ROW, BLANK, ERROR, FORMULA_STRING, FORMULA_ERROR, LAST_CELL = 0, 1, 3, 8, 11, 11
COLUMN, MERGED, SHEET = 60, 176, 156
ROW_HIDDEN, COLUMN_HIDDEN = 0x1000, 0x0001
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def read_xlsb(content: bytes, name: str, limits: Limits) -> ReceivedBook:
    """The workbook's values and notes."""
    with open_package(content, limits) as archive:
        notes = _notes(archive, limits)
    for sheet, rows in _calamine_values(content):
        values = notes.sheets[sheet].values if sheet in notes.sheets else {}
        for row, line in enumerate(rows):
            for column, value in enumerate(line):
                if (raw := raw_of(value)) is not None:
                    values.setdefault((row, column), raw)
        if values and sheet not in notes.sheets:
            raise UnreadableFile(DAMAGED_FILE.problem(), sheet)
    notes.remarks.append(FileRemark(FORMATS_NOT_READ.problem(), ".xlsb"))
    return book_of_notes(name, notes)


def _calamine_values(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """Each sheet's name and rows of values, from its first cell on; a sheet without cells has no rows."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.typ is SheetTypeEnum.WorkSheet:
                yield sheet.name, workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableFile(DAMAGED_FILE.problem()) from error


def _notes(archive: zipfile.ZipFile, limits: Limits) -> WorkbookNotes:
    package = Package(archive, names_of(archive), limits)
    notes = WorkbookNotes(macros=any(key.endswith("vbaproject.bin") for key in package.names))
    main = main_part(package, "workbook.bin")
    parts = {key: part for key, _kind, part in package.relations(main)}
    count = 0
    for kind, record in _records(archive.read(main)):
        if kind != SHEET:
            continue
        state, relation, name = _sheet(record)
        if state:
            notes.hidden.add(name)
        if (part := parts.get(relation, "")) in archive.NameToInfo:
            sheet_notes = notes.sheets[name] = _notes_on_sheet(archive.read(part), name, limits)
            notes.remarks += remarks_on_drawings(package, part, name)
            count += sheet_notes.cells
            if count > limits.cells:
                raise UnreadableFile(TOO_MANY_CELLS.problem(n=limits.cells), name)
    note_properties(package, notes)
    notes.remarks += remarks_on_package(package)
    return notes


def _sheet(record: bytes) -> tuple[int, str, str]:
    """State, relation and name of a sheet."""
    (state,) = struct.unpack_from("<I", record)
    relation, at = _string(record, 8)
    name, _at = _string(record, at)
    return state, relation, name


def _string(record: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", record, at)
    end = at + 4 + (0 if length == 0xFFFF_FFFF else 2 * length)
    if end > len(record):
        raise UnreadableFile(DAMAGED_FILE.problem())
    return record[at + 4 : end].decode("utf-16-le", "replace"), end


def _notes_on_sheet(content: bytes, sheet: str, limits: Limits) -> SheetNotes:
    notes, row, places = SheetNotes(), 0, set[tuple[int, int]]()
    hidden_rows, hidden_columns = set[int](), set[int]()
    for kind, record in _records(content):
        if kind == ROW and len(record) > 12:
            row, _style, _height, options = struct.unpack_from("<IIHH", record)
            if options & ROW_HIDDEN:
                hidden_rows.add(row)
        elif BLANK < kind <= LAST_CELL and len(record) >= 8:
            _note_cell(notes, kind, record, row, places, sheet)
        elif kind == COLUMN and len(record) >= 18:
            first, end, _width, _style, options = struct.unpack_from("<IIIIH", record)
            if options & COLUMN_HIDDEN:
                hidden_columns.update(range(first, min(end + 1, LAST_COLUMN)))
        elif kind == MERGED and len(record) >= 16:
            top, below, left, right = struct.unpack_from("<IIII", record)
            notes.merged.append((top, left, below, right))
    if len(notes.merged) > limits.merges:
        raise UnreadableFile(TOO_MANY_MERGES.problem(n=limits.merges), sheet)
    notes.cells = len(places)
    high, wide = (max((place[at] for place in places), default=0) + 1 for at in (0, 1))
    if high * wide > 4 * limits.cells:
        # The fast reader would lay out all that is between; nobody sends such a file, so it is not mended here.
        raise UnreadableFile(OLD_WORKBOOK.problem(kind=SPREADSHEETS_OF_OTHERS[FileKind.XLSB]))
    notes.hidden_rows, notes.hidden_columns = frozenset(hidden_rows), frozenset(hidden_columns)
    return notes


def _note_cell(notes: SheetNotes, kind: int, record: bytes, row: int, places: set[tuple[int, int]], sheet: str) -> None:
    (column,) = struct.unpack_from("<I", record)
    place = row, column
    if row >= LAST_ROW or column >= LAST_COLUMN:
        raise UnreadableFile(CELL_BEYOND_SHEET.problem(), sheet)
    if place in places:
        raise UnreadableFile(DAMAGED_FILE.problem(), sheet)
    places.add(place)
    if kind >= FORMULA_STRING:
        notes.formulas.add(place)
    if kind in (ERROR, FORMULA_ERROR) and len(record) > 8:
        notes.values[place] = ErrorValue(ERRORS.get(record[8], "#N/A"))


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record: both number and length are written with seven bits a byte."""
    at, size = 0, len(content)
    while at + 2 <= size:
        kind, at = _packed(content, at, 2)
        length, at = _packed(content, at, 4)
        if at + length > size:
            raise UnreadableFile(DAMAGED_FILE.problem())
        yield kind, content[at : at + length]
        at += length


def _packed(content: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for index in range(most):
        if at >= len(content):
            raise UnreadableFile(DAMAGED_FILE.problem())
        byte = content[at]
        at += 1
        value |= (byte & 0x7F) << (7 * index)
        if not byte & 0x80:
            break
    return value, at
