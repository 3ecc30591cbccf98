"""Read a workbook that came back, whatever its format: the guard first, then the values."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from followup.files.guard import Notes, look_into
from followup.files.kinds import SPREADSHEETS_OF_OTHERS, Kind, kind_of, kind_of_package
from followup.files.limits import MEGABYTE, USUAL, Limits
from followup.files.links import links_in
from followup.files.package import opened
from followup.files.received import ReceivedBook, ReceivedSheet
from followup.files.refusals import (
    the_file_cannot_be_opened,
    the_file_is_too_large,
    the_workbook_is_in_another_format,
)
from followup.files.remarks import the_workbook_was_decrypted

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
    if kind not in (Kind.XLSX, Kind.DOCX) and not guarded:
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
    if kind is Kind.DOCX:
        from followup.files.docx_read import read_docx

        return read_docx(content, name, limits)
    if kind is Kind.XLSB:
        from followup.files.xlsb_read import read_xlsb

        return read_xlsb(content, name, limits)
    if kind is Kind.XLS:
        from followup.files.xls_read import read_xls

        return read_xls(content, name, limits)
    return read_xlsx(content, name, limits)


def read_xlsx(content: bytes, name: str, limits: Limits = USUAL) -> ReceivedBook:
    """An Excel workbook, with or without macros, template or not, strict or not."""
    book = received(name, look_into(content, limits, name))
    links = links_in(content)
    for each in book.sheets:
        each.links = links.get(each.name, {})
    return book


def received(name: str, notes: Notes) -> ReceivedBook:
    """The book from what is known of it."""
    sheets = [
        ReceivedSheet(
            sheet,
            found.values,
            sheet not in notes.hidden,
            frozenset(found.formulas),
            tuple(found.merged),
            found.comments,
            found.hidden_rows,
            found.hidden_columns,
            struck=frozenset(found.struck),
            left_out=found.left_out,
            written=found.written,
            old_results=notes.old_results,
            looks=found.looks,
            fills=found.fills,
        )
        for sheet, found in notes.sheets.items()
    ]
    remarks = tuple(dict.fromkeys(notes.remarks))
    return ReceivedBook(
        name, "", sheets, notes.properties, notes.names, notes.macros, saved=notes.saved, remarks=remarks
    )
