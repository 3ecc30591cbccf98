"""Read a file that came back by the reader of its format: by what it is, not by its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from followup.files.disk.ordinary_file import file_content
from followup.files.packages.file_kinds import SPREADSHEETS_OF_OTHERS, FileKind, kind_of, kind_of_package
from followup.files.packages.package import open_package
from followup.files.received import FileRemark, ReceivedBook, UnreadableFile
from followup.files.size_limits import USUAL, Limits
from followup.files.xlsx.xlsx_read import read_xlsx
from followup.rulebook.received.file_remarks import WAS_DECRYPTED
from followup.rulebook.received.files import OLD_WORKBOOK


def read_book(path: Path, limits: Limits = USUAL, guarded: bool = True) -> ReceivedBook:
    """The workbook's values with what stands behind them, or UnreadableFile with a sentence that says why not.

    Other formats than Excel's own are only read where the process is ``guarded``: their readers may hang or abort.
    """
    return book_of(file_content(path, limits), path.name, limits, guarded)


def book_of(content: bytes, name: str, limits: Limits = USUAL, guarded: bool = True) -> ReceivedBook:
    """The workbook in these bytes, by what they are."""
    digest, size = hashlib.sha256(content).hexdigest(), len(content)
    kind, decrypted = kind_of(content, name), False
    if kind is FileKind.OLE:
        from followup.files.packages.ole import decrypt_or_none

        inner = decrypt_or_none(content)
        kind, decrypted = (FileKind.XLS, False) if inner is None else (kind_of(inner), True)
        content = inner or content
    book = (
        _read_package(content, name, limits, guarded) if kind is None else _read(kind, content, name, limits, guarded)
    )
    book.sha256, book.size = digest, size
    if decrypted:
        book.remarks = (*book.remarks, FileRemark(WAS_DECRYPTED.problem()))
    return book


def _read_package(content: bytes, name: str, limits: Limits, guarded: bool) -> ReceivedBook:
    """A workbook of Excel's own is read from the package as it was opened; others are few, and open it anew."""
    with open_package(content, limits) as archive:
        kind = kind_of_package(archive)
        if kind is FileKind.XLSX:
            return read_xlsx(archive, name, limits)
    return _read(kind, content, name, limits, guarded)


def _read(kind: FileKind, content: bytes, name: str, limits: Limits, guarded: bool) -> ReceivedBook:
    if kind is not FileKind.DOCX and not guarded:
        raise UnreadableFile(OLD_WORKBOOK.problem(kind=SPREADSHEETS_OF_OTHERS[kind]))
    if kind is FileKind.ODS:
        from followup.files.other_formats.ods_read import read_ods

        return read_ods(content, name, limits)
    if kind is FileKind.DOCX:
        from followup.files.word_form.docx_read import read_docx

        return read_docx(content, name, limits)
    if kind is FileKind.XLSB:
        from followup.files.other_formats.xlsb_read import read_xlsb

        return read_xlsb(content, name, limits)
    from followup.files.other_formats.xls_read import read_xls

    return read_xls(content, name, limits)
