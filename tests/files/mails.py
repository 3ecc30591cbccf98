"""Mails and compressed folders for tests: as Outlook saves them (.msg), as others do (.eml), winmail.dat and .zip."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP

Tree = Mapping[str, "bytes | Tree"]
Files = Mapping[str, "bytes | EmailMessage"]
FREE, LAST, TABLE, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
SECTOR, SMALL, LEAST = 512, 64, 4096


def zipped(files: Mapping[str, bytes], compressed: bool = True) -> bytes:
    """A compressed folder."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 5, 2, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return package.getvalue()


def with_names_in(encoding: str, files: Mapping[str, bytes]) -> bytes:
    """A compressed folder whose names are stored in an encoding that it does not name."""
    signs = {name: f"{number:06}" + "x" * (len(name.encode(encoding)) - 6) for number, name in enumerate(files)}
    package = zipped({signs[name]: content for name, content in files.items()})
    for name, sign in signs.items():
        package = package.replace(sign.encode(), name.encode(encoding))
    return package


def with_password(content: bytes) -> bytes:
    """A compressed folder that says that its files are encrypted."""
    package = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = package.find(mark)
        while place >= 0:
            package[place + at] |= 1
            place = package.find(mark, place + 4)
    return bytes(package)


def eml(files: Files, subject: str = "Uppföljning") -> bytes:
    """A mail with attachments; one that is a mail itself is attached as such."""
    return bytes(mail(files, subject))


def mail(files: Files, subject: str = "Uppföljning") -> EmailMessage:
    """The same, not yet a file."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["Subject"] = "eva.ek@region.se", subject
    message.set_content("Hej!\n\nHär kommer svaren.\n")
    for name, content in files.items():
        if isinstance(content, EmailMessage):
            message.add_attachment(content, filename=name)
        else:
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary(f"part-{zlib.crc32((subject + ''.join(files)).encode())}")  # else it differs from run to run
    return message


def msg(files: Mapping[str, bytes | Tree | None], subject: str = "Uppföljning") -> bytes:
    """A mail of Outlook. An attachment without content is a link to a file; a tree is a mail within."""
    return ole(msg_tree(files, subject))


def msg_tree(files: Mapping[str, bytes | Tree | None], subject: str = "Uppföljning") -> Tree:
    """Its streams."""
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": b"\0" * 32, stream("0037"): subject.encode("utf-16-le")}
    for number, (name, content) in enumerate(files.items()):
        attached: dict[str, bytes | Tree] = {
            "__properties_version1.0": b"\0" * 8,
            stream("3707"): name.encode("utf-16-le"),
        }
        if isinstance(content, bytes):
            attached[stream("3701", "0102")] = content
        elif content is not None:
            attached[stream("3701", "000D")] = content
        tree[f"__attach_version1.0_#{number:08X}"] = attached
    return tree


def stream(key: str, kind: str = "001F") -> str:
    """The name of a property."""
    return f"__substg1.0_{key}{kind}"


def tnef(files: Mapping[str, bytes]) -> bytes:
    """A winmail.dat."""
    stream_of_parts = b"\x78\x9f\x3e\x22\x01\x00"
    for name, content in files.items():
        long_name = name.encode("utf-16-le") + b"\0\0"
        padded = long_name + b"\0" * (-len(long_name) % 4)
        properties = struct.pack("<IHHIHHII", 2, 0x03, 0x0E20, 7, 0x1F, 0x3707, 1, len(long_name)) + padded
        for level, attribute, value in (
            (2, 0x69002, b"\0" * 14),
            (2, 0x18010, b"ANNAT~1.XLS\0"),
            (2, 0x6800F, content),
            (2, 0x69005, properties),
        ):
            stream_of_parts += (
                struct.pack("<BII", level, attribute, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
            )
    return stream_of_parts


def ole(tree: Tree) -> bytes:
    """A container of streams, small ones in the small stream as the format asks."""
    return _Container(tree).packed()


class _Container:
    def __init__(self, tree: Tree) -> None:
        self.entries: list[tuple[str, int, bytes, int, int]] = []  # name, kind, content, next sibling, first child
        self.sectors: list[bytes] = []
        self.table: list[int] = []
        self.small, self.small_table = b"", list[int]()
        self._add("Root Entry", tree, 5, NONE)

    def _add(self, name: str, node: bytes | Tree, kind: int, after: int) -> int:
        self.entries.append(("", 0, b"", NONE, NONE))
        mine, child = len(self.entries) - 1, NONE
        if not isinstance(node, bytes):
            for member, inner in sorted(node.items(), key=lambda item: (len(item[0]), item[0].upper()), reverse=True):
                child = self._add(member, inner, 2 if isinstance(inner, bytes) else 1, child)
        self.entries[mine] = (name, kind, node if isinstance(node, bytes) else b"", after, child)
        return mine

    def packed(self) -> bytes:
        starts = {number: self._start(kind, content) for number, (_n, kind, content, _a, _c) in enumerate(self.entries)}
        starts[0] = self._large(self.small) if self.small else LAST
        small_start = self._large(_numbers(self.small_table)) if self.small_table else LAST
        listed = b"".join(
            _entry(name, kind, len(content) if number else len(self.small), after, child, starts[number])
            for number, (name, kind, content, after, child) in enumerate(self.entries)
        )
        directory, at = self._large(listed), len(self.table)
        tables = next(count for count in range(1, 110) if count * 128 >= at + count)
        self.table += [TABLE] * tables
        self.table += [FREE] * (tables * 128 - len(self.table))
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        small_sectors = -(-len(self.small_table) * 4 // SECTOR)
        head += _numbers([0, tables, directory, 0, LEAST, small_start, small_sectors, LAST, 0])
        head += _numbers([*range(at, at + tables), *[FREE] * (109 - tables)])
        return head + b"".join(self.sectors) + _numbers(self.table)

    def _start(self, kind: int, content: bytes) -> int:
        if kind != 2 or not content:
            return LAST
        if len(content) >= LEAST:
            return self._large(content)
        start = _chained(content, self.small_table, SMALL)
        self.small += content + b"\0" * (-len(content) % SMALL)
        return start

    def _large(self, content: bytes) -> int:
        start = _chained(content, self.table, SECTOR)
        padded = content + b"\0" * (-len(content) % SECTOR)
        self.sectors += [padded[at : at + SECTOR] for at in range(0, len(padded), SECTOR)]
        return start


def _numbers(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _chained(content: bytes, table: list[int], size: int) -> int:
    start, count = len(table), -(-len(content) // size)
    table.extend([*range(start + 1, start + count), LAST])
    return start


def _entry(name: str, kind: int, size: int, after: int, child: int, start: int) -> bytes:
    text = name.encode("utf-16-le")
    entry = (
        text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + struct.pack("<III", NONE, after, child)
    )
    return entry + b"\0" * 36 + struct.pack("<IQ", start, size)
