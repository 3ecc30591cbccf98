"""Workbooks in other formats than Excel's own, made by hand: records for .xls and .xlsb, XML for .ods."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.files.broken import zipped

Tree = dict[str, "Tree"]
Cell = tuple[int, int, object]
FREE, LAST, TABLE, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


class Error(int):
    """The code of an error in a cell."""


class Formula:
    """A formula with its result: a number, an error, or nothing but the wish to be calculated."""

    def __init__(self, result: float | Error | None) -> None:
        self.result = result


def container(tree: Tree) -> bytes:
    """An OLE file with these storages and (empty) streams: a name with something below it is a storage."""
    entries: list[bytes] = []

    def add(name: str, below: Tree, kind: int, after: int) -> int:
        entries.append(b"")
        mine, child = len(entries) - 1, NONE
        for member, inner in reversed(list(below.items())):
            child = add(member, inner, 1 if inner else 2, child)
        text = name.encode("utf-16-le")
        named = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
        entries[mine] = named + struct.pack("<III", NONE, after, child) + b"\0" * 36 + struct.pack("<IQ", LAST, 0)
        return mine

    add("Root Entry", tree, 5, NONE)
    while len(entries) % 4:
        entries.append(b"\0" * 68 + struct.pack("<III", NONE, NONE, NONE) + b"\0" * 48)
    sectors = len(entries) // 4
    table = [TABLE, *range(2, sectors + 1), LAST]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, LAST, 0, LAST, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    return head + struct.pack("<128I", *table, *[FREE] * (128 - len(table))) + b"".join(entries)


def xls(*cells: Cell, merged: Sequence[tuple[int, int, int, int]] = (), state: int = 0) -> bytes:
    """An .xls of one sheet, Blad, as records without a container."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    start = struct.pack("<HHHHII", 0x0600, 0, 0x0DBB, 0x07CC, 0, 6)
    font = record(0x31, struct.pack("<HHHHHBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 1) + b"\0A")
    look = record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    globals_ = record(0x809, start[:2] + struct.pack("<H", 5) + start[4:]) + record(0x42, struct.pack("<H", 1200))
    globals_ += font * 4 + look
    name = struct.pack("<BB", 4, 0) + b"Blad"
    offset = len(globals_) + 4 + 6 + len(name) + 4
    sheet = record(0x809, start[:2] + struct.pack("<H", 0x10) + start[4:])
    for row, column, value in cells:
        at = struct.pack("<HHH", row, column, 0)
        if isinstance(value, Error):
            sheet += record(0x205, at + struct.pack("<BB", value, 1))
        elif isinstance(value, bool):
            sheet += record(0x205, at + struct.pack("<BB", value, 0))
        elif isinstance(value, Formula):
            sheet += record(6, at + _result(value.result) + b"\x03\0\x1e\x01\0")
        elif isinstance(value, str):
            sheet += record(0x204, at + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
        else:
            sheet += record(0x203, at + struct.pack("<d", value))
    if merged:
        ranges = b"".join(struct.pack("<HHHH", top, below, left, right) for top, left, below, right in merged)
        sheet += record(0xE5, struct.pack("<H", len(merged)) + ranges)
    bound = record(0x85, struct.pack("<IBB", offset, state, 0) + name)
    return globals_ + bound + record(0xA, b"") + sheet + record(0xA, b"")


def _result(result: float | Error | None) -> bytes:
    """A formula's result and its options; without one it is a nought that is always to be calculated."""
    if isinstance(result, Error):
        return struct.pack("<BBBBHHHI", 2, 0, result, 0, 0, 0xFFFF, 0, 0)
    return struct.pack("<dHI", result or 0.0, 1 if result is None else 0, 0)


def xlsb(*cells: Cell, merged: Sequence[tuple[int, int, int, int]] = (), state: int = 0) -> bytes:
    """An .xlsb of one sheet, Blad."""

    def record(kind: int, content: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return number + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    rows = b""
    for index in sorted({row for row, _column, _value in cells}):
        rows += record(0, struct.pack("<IIHHBI", index, 0, 300, 0, 0, 0))
        for row, column, value in cells:
            if row == index:
                kind, content = _binary(value, text)
                rows += record(kind, struct.pack("<II", column, 0) + content)
    size = struct.pack("<IIII", 0, max(row for row, *_ in cells), 0, max(column for _row, column, _value in cells))
    sheet = record(129) + record(148, size) + record(145) + rows + record(146)
    if merged:
        sheet += record(177, struct.pack("<I", len(merged)))
        sheet += b"".join(
            record(176, struct.pack("<IIII", top, below, left, right)) for top, left, below, right in merged
        )
        sheet += record(178)
    book = record(131) + record(143) + record(156, struct.pack("<II", state, 1) + text("rId1") + text("Blad"))
    book += record(144) + record(132)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    )
    binary = "application/vnd.ms-excel"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.bin" ContentType="{binary}.sheet.binary.macroEnabled.main"/>'
        f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{binary}.worksheet"/></Types>'
    )
    return zipped(
        ("[Content_Types].xml", types.encode()),
        ("_rels/.rels", f'{parts} Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>'.encode()),
        ("xl/workbook.bin", book),
        (
            "xl/_rels/workbook.bin.rels",
            f'{parts} Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'.encode(),
        ),
        ("xl/worksheets/sheet1.bin", sheet + record(130)),
    )


def _binary(value: object, text: object) -> tuple[int, bytes]:
    if isinstance(value, Formula):
        if isinstance(value.result, Error):
            return 11, bytes([value.result]) + b"\0\0" + b"\0" * 8
        return 9, struct.pack("<d", value.result or 0.0) + b"\0\0" + b"\0" * 8
    if isinstance(value, Error):
        return 3, bytes([value])
    if isinstance(value, bool):
        return 4, bytes([value])
    if isinstance(value, str):
        assert callable(text)
        return 6, text(value)
    assert isinstance(value, int | float)
    return 5, struct.pack("<d", value)


def ods(rows: str, styles: str = "", more: str = "", **parts: bytes) -> bytes:
    """An .ods of one sheet, Blad, with these rows; ``more`` stands after the sheet.

    Other parts are named with __xml for .xml, other __ for slashes, and _ for hyphens.
    """
    office, table = (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    )
    content = (
        f'<o:document-content xmlns:o="{office}" xmlns:t="{table}" xmlns:office="{office}" xmlns:table="{table}"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:calc"'
        ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
        f"<o:automatic-styles>{styles}</o:automatic-styles><o:body><o:spreadsheet>"
        f'<t:table t:name="Blad" t:style-name="ta1">{rows}</t:table>{more}'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    contents = {"content.xml": content.encode(), **{_part(name): part for name, part in parts.items()}}
    return zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), *contents.items())


def _part(name: str) -> str:
    return name.replace("__xml", ".xml").replace("__", "/").replace("_", "-")
