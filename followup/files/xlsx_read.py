"""Read a workbook that came back, whatever its format: the guard first, then the values."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import time
from io import BytesIO
from pathlib import Path
from typing import Any

from followup.files.addresses import LAST_COLUMN
from followup.files.guard import Notes, look_into, numbers_of, with_cells_together
from followup.files.kinds import SPREADSHEETS_OF_OTHERS, Kind, kind_of, kind_of_package
from followup.files.limits import MEGABYTE, USUAL, Limits
from followup.files.links import links_in
from followup.files.package import opened
from followup.files.received import ErrorValue, Raw, ReceivedBook, ReceivedSheet, Uncalculated, UnreadableFile, exact
from followup.files.refusals import (
    the_file_cannot_be_opened,
    the_file_is_damaged,
    the_file_is_too_large,
    the_workbook_is_in_another_format,
)
from followup.files.remarks import the_workbook_was_decrypted
from followup.files.sheet_xml import SheetNotes
from followup.files.values import raw_of

LONG_ON_WINDOWS = 240


def read_book(path: Path, limits: Limits = USUAL, guarded: bool = True) -> ReceivedBook:
    """The workbook's values with what stands behind them, or UnreadableFile with a sentence that says why not.

    Other formats than Excel's own are only read where the process is ``guarded``: their readers may hang or abort.
    """
    return book_of(file_content(path, limits), path.name, limits, guarded)


def file_content(path: Path, limits: Limits) -> bytes:
    """The file's bytes."""
    try:
        path = _however_long(path)
        if path.stat().st_size > limits.file:
            raise the_file_is_too_large(limits.file // MEGABYTE)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise the_file_cannot_be_opened(error) from error


def _however_long(path: Path) -> Path:
    """Windows opens a path of more than 260 characters only when it is written in full, in a way of its own."""
    text = str(path.absolute())
    if os.name != "nt" or len(text) < LONG_ON_WINDOWS or text.startswith("\\\\?\\"):
        return path
    return Path("\\\\?\\UNC\\" + text[2:] if text.startswith("\\\\") else "\\\\?\\" + text)


def book_of(content: bytes, name: str, limits: Limits = USUAL, guarded: bool = True) -> ReceivedBook:
    """The workbook in these bytes, by what they are."""
    digest, size = hashlib.sha256(content).hexdigest(), len(content)
    kind, decrypted = kind_of(content, name), False
    if kind is Kind.OLE:
        from followup.files.ole import decrypted_or_old

        inner = decrypted_or_old(content)
        kind, decrypted = (Kind.XLS, False) if inner is None else (kind_of(inner), True)
        content = inner or content
    if kind is None:
        with opened(content, limits) as archive:
            kind = kind_of_package(archive)
    if kind is not Kind.XLSX and not guarded:
        raise the_workbook_is_in_another_format(SPREADSHEETS_OF_OTHERS[kind])
    book = _read(kind, content, name, limits)
    book.sha256, book.size = digest, size
    if decrypted:
        book.remarks = (*book.remarks, the_workbook_was_decrypted())
    return book


def _read(kind: Kind, content: bytes, name: str, limits: Limits) -> ReceivedBook:
    if kind is Kind.ODS:
        from followup.files.ods_read import read_ods

        return read_ods(content, name, limits)
    if kind is Kind.XLSB:
        from followup.files.xlsb_read import read_xlsb

        return read_xlsb(content, name, limits)
    if kind is Kind.XLS:
        from followup.files.xls_read import read_xls

        return read_xls(content, name, limits)
    return read_xlsx(content, name, limits)


def read_xlsx(content: bytes, name: str, limits: Limits = USUAL) -> ReceivedBook:
    """An Excel workbook, with or without macros, template or not, strict or not."""
    notes = look_into(content, limits, name)
    cells = {}
    for sheet, rows in calamine_values(with_cells_together(content, notes, limits)):
        note = notes.sheets.get(sheet)
        if note is None and any(map(any, rows)):
            raise the_file_is_damaged(sheet)  # nobody has looked for its errors
        cells[sheet], times = _cells(rows, note or SheetNotes())
        if times and note is not None:
            _mend_times(cells[sheet], numbers_of(content, note.part, times, limits))
    book = received(name, notes, cells)
    links = links_in(content)
    for each in book.sheets:
        each.links = links.get(each.name, {})
    return book


def received(name: str, notes: Notes, cells: dict[str, dict[tuple[int, int], Raw]]) -> ReceivedBook:
    """The book from the values by sheet, and the notes: errors and formulas never calculated stand over the values."""
    sheets = []
    for sheet, values in cells.items():
        note = notes.sheets.get(sheet, SheetNotes())
        for place, value in note.values.items():
            values.pop(place, None)
            if value is not None:
                values[place] = value
        for place in note.uncalculated:
            values[place] = Uncalculated("=")
        for place, error in note.errors.items():
            values[place] = ErrorValue(error)
        sheets.append(
            ReceivedSheet(
                sheet,
                values,
                sheet not in notes.hidden,
                frozenset(note.formulas),
                tuple(note.merged),
                note.comments,
                note.hidden_rows,
                note.hidden_columns,
            )
        )
    return ReceivedBook(
        name,
        "",
        sheets,
        notes.properties,
        notes.names,
        notes.macros,
        saved=notes.saved,
        remarks=tuple(dict.fromkeys(notes.remarks)),
    )


def calamine_values(content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """Each sheet's name and rows of values, from its first cell on; a sheet without cells has no rows."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        for sheet in workbook.sheets_metadata:
            rows = []
            if sheet.typ is SheetTypeEnum.WorkSheet:
                rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            yield sheet.name, rows
    except UnreadableFile:
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException" and not isinstance(error, CalamineError | ValueError | OSError):
            raise  # a panic in the library is a BaseException of its own kind
        raise the_file_is_damaged() from error


def _cells(rows: list[list[Any]], notes: SheetNotes) -> tuple[dict[tuple[int, int], Raw], list[tuple[int, int]]]:
    """The values by cell, and which of them the fast reader has made times of day."""
    cells: dict[tuple[int, int], Raw] = {}
    times: list[tuple[int, int]] = []
    rows_used, columns_used = notes.scattered or (range(len(rows)), range(LAST_COLUMN))
    for row, values in zip(rows_used, rows, strict=False):
        for column, value in zip(columns_used, values, strict=False):
            if value == "" and value.__class__ is str:
                continue
            raw = exact(value) if value.__class__ is float else raw_of(value)
            if raw is not None:
                cells[row, column] = raw
            if value.__class__ is time:
                times.append((row, column))
    return cells, times


def _mend_times(cells: dict[tuple[int, int], Raw], numbers: dict[tuple[int, int], float]) -> None:
    """A number shown as a time of day has lost its sign and its whole days: only a part of a day is a time."""
    for place, number in numbers.items():
        if not 0 < number < 1:
            cells[place] = exact(number)
