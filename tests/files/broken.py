"""Files as people send them: damaged, renamed, protected, dangerous, or from other programs. All are made here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.tables import Book, new_path, save_book

Edit = Callable[[str, bytes], bytes | None]
SHEET = "xl/worksheets/sheet1.xml"
PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
"""The type of a workbook, and of one with macros."""


def small_book() -> Path:
    """A workbook of three cells: a text in A1, a number in B2, a formula in B3."""
    book = Book("Liten")
    sheet = book.sheet("Blad")
    sheet.put(0, 0, "hej")
    sheet.put(1, 1, 5)
    sheet.put(2, 1, 10, formula="=B2*2")
    return save_book(book)


def repacked(edit: Edit, more: dict[str, bytes] | None = None, source: Path | None = None) -> Path:
    """A workbook with its parts changed: ``edit`` gives a part's new content, or None to leave it out."""
    target = new_path("ändrad")
    with zipfile.ZipFile(source or small_book()) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = edit(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return target


def replaced(part: str, old: str, new: str) -> Path:
    """A workbook with one text of one part replaced; the text must be there."""

    def edit(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        text = content.decode()
        assert old in text, f"{old} is not in {part}: {text}"
        return text.replace(old, new).encode()

    return repacked(edit)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    """A ZIP file of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return packed.getvalue()


def saved(content: bytes, stem: str = "fil") -> Path:
    """The bytes as a file that calls itself .xlsx."""
    path = new_path(stem)
    path.write_bytes(content)
    return path


def strict() -> Path:
    """A workbook in the Strict namespaces, as Excel saves when asked to."""
    transitional = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def edit(_name: str, content: bytes) -> bytes:
        for old, new in transitional.items():
            content = content.replace(old, new)
        return content

    return repacked(edit)


def with_macros() -> Path:
    """A workbook with macros, as Excel names it and types it."""
    package = repacked(lambda _name, content: content.replace(PLAIN, MACROS), {"xl/vbaProject.bin": b"x"})
    return package.rename(package.with_suffix(".xlsm"))
