"""Read a workbook that came back: the guard first, then the values."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from followup.files.guard import SheetNotes, look_into, refuse
from followup.files.received import ErrorValue, Raw, ReceivedBook, ReceivedSheet, Uncalculated, UnreadableFile, exact
from followup.locale import _

LARGEST_FILE = 50 * 1024 * 1024
NOT_BLANK = re.compile(r"[^\s\u200b\u2060\ufeff]")


def read_book(path: Path) -> ReceivedBook:
    """The workbook's values with what stands behind them, or UnreadableFile with a sentence that says why not."""
    content = _content(path)
    notes = look_into(content)
    sheets = []
    for name, rows in _values(content):
        note = notes.sheets.get(name, SheetNotes())
        visible, formulas = name not in notes.hidden, frozenset(note.formulas)
        sheets.append(ReceivedSheet(name, _cells(rows, note), visible, formulas, tuple(note.merged)))
    digest = hashlib.sha256(content).hexdigest()
    return ReceivedBook(path.name, digest, sheets, notes.properties, notes.names, notes.macros, len(content))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refuse("too-large", "", _("is larger than 50 MB. Send the template that you were given."))
        return path.read_bytes()
    except OSError as error:
        told = _("could not be opened. Check that it is synchronised and not open elsewhere.")
        raise refuse("cannot-be-opened", "", told) from error


def _values(content: bytes) -> list[tuple[str, list[list[Any]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        return [
            (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names
        ]
    except UnreadableFile:
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException" and not isinstance(error, CalamineError | ValueError | OSError):
            raise  # a panic in the library is a BaseException of its own kind
        told = _("cannot be read as a workbook. Save it again in Excel and send it again.")
        raise refuse("damaged-file", "", told) from error


def _cells(rows: list[list[Any]], notes: SheetNotes) -> dict[tuple[int, int], Raw]:
    cells: dict[tuple[int, int], Raw] = {}
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value == "" and value.__class__ is str:
                continue
            raw = exact(value) if value.__class__ is float else _raw(value)
            if raw is not None:
                cells[row, column] = raw
    for place in notes.uncalculated:
        cells[place] = Uncalculated("=")
    for place, error in notes.errors.items():
        cells[place] = ErrorValue(error)
    return cells


def _raw(value: object) -> Raw | None:
    if isinstance(value, str):
        return value if NOT_BLANK.search(value) else None
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        return exact(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value
    if isinstance(value, date):
        return value
    if isinstance(value, timedelta):
        return Decimal(str(value.total_seconds() / 86_400))
    return None if value is None else str(value)
