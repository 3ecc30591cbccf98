"""Small nasties, all made here: what calls itself a workbook and is none, and workbooks written as no one should."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.files.broken import SHEET, repacked, replaced, saved, small_book, zipped

Make = Callable[[], Path]
STRINGS, BOOK, RELS = "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
ROOT_RELS, TYPES, STYLES = "_rels/.rels", "[Content_Types].xml", "xl/styles.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def cell(xml: str) -> Path:
    """The small workbook with a seventh row that holds this XML."""
    return sheet_end(f'<row r="7">{xml}</row>')


def sheet_end(xml: str) -> Path:
    """The small workbook with this XML at the end of its rows."""
    return replaced(SHEET, "</sheetData>", f"{xml}</sheetData>")


def part(name: str, change: Callable[[bytes], bytes]) -> Path:
    """The small workbook with one part changed; it must be there."""
    parts = []

    def edit(part_name: str, content: bytes) -> bytes:
        if part_name != name:
            return content
        parts.append(part_name)
        return change(content)

    package = repacked(edit)
    assert parts, name
    return package


def swapped(name: str, old: str, new: str) -> Path:
    """The small workbook with a text in a part changed, everywhere in it."""
    assert old in text_of(name), f"{old} is not in {name}"
    return part(name, lambda content: content.replace(old.encode(), new.encode()))


def text_of(name: str) -> str:
    """A part of the small workbook."""
    with zipfile.ZipFile(small_book()) as archive:
        return archive.read(name).decode()


def without(name: str) -> Path:
    """The small workbook without a part."""
    assert text_of(name)
    return repacked(lambda part_name, content: None if part_name == name else content)


def beside(name: str, content: bytes) -> Path:
    """The small workbook with a part more."""
    return repacked(lambda _name, old: old, {name: content})


def encoded(name: str, encoding: str, *, declared: str = "") -> Path:
    """A part in another encoding, which its declaration tells unless ``declared`` says otherwise."""
    return part(name, lambda content: content.decode().replace("UTF-8", declared or encoding).encode(encoding))


def renamed(rename: Callable[[str], str]) -> Path:
    """The small workbook with its parts called otherwise."""
    packed = io.BytesIO()
    with zipfile.ZipFile(small_book()) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name)
            entry.filename = rename(name)  # a ZipInfo is not asked to mend the name
            new.writestr(entry, old.read(name))
    return saved(packed.getvalue())


def in_headers(offset: int, value: int) -> Path:
    """The small workbook with a byte set in every ZIP header: 0 for the flags, 2 for the way it is packed."""
    content = bytearray(small_book().read_bytes())
    for mark, start in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + start + offset] = value
    return saved(bytes(content))


def prefixed(change: Callable[[bytes], bytes] = lambda content: content) -> Path:
    """A sheet whose elements all have a prefix, as some programs write."""

    def edit(content: bytes) -> bytes:
        content = change(content)
        return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content).replace(b'xmlns="', b'xmlns:x="')

    return part(SHEET, edit)


def text(xml: str) -> Path:
    """The small workbook with its only text written as this XML."""
    return replaced(STRINGS, "<t>hej</t>", xml)


def related(old: str, new: str) -> Path:
    """The small workbook with something changed in what its workbook is related to."""
    return swapped(RELS, old, new)


def content(first: bytes, size: int = 600) -> Make:
    """A file that begins so."""
    return lambda: saved(first.ljust(size, b"\1"))


def package(*names: str) -> Make:
    """A ZIP file of parts that all hold the same."""
    return lambda: saved(zipped(*((name, b"<x/>") for name in names)))


def named(name: str) -> Path:
    """A sound workbook under another name."""
    path = small_book()
    return path.rename(path.with_name(name))


def cut(first: float, last: float) -> Path:
    """A part of a sound file."""
    whole = small_book().read_bytes()
    return saved(whole[int(len(whole) * first) : int(len(whole) * last)])


def doctype(name: str, declared: str) -> Path:
    """A part with a document type declaration."""
    return part(name, lambda content: content.replace(b"?>", f"?>{declared}".encode(), 1))


def names(count: int) -> str:
    """So many names that lead nowhere, as a workbook defines them."""
    return "".join(f'<definedName name="n{number}">#REF!</definedName>' for number in range(count))
