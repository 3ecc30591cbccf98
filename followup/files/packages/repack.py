"""Put parts into a package (ZIP) without packing the others anew: they are copied as they are, which costs nothing."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

from zlib_ng import zlib_ng

FIXED = (1980, 1, 1, 0, 0, 0)
DIRECTORY, LOCAL = 46, 30
"""Bytes of an entry in the directory, and of the one before its content, but for names and what stands extra."""
END = b"PK\x05\x06"
MOST = 0xFFFF
"""Entries that a ZIP counts in its own two bytes; the extension for more (ZIP64) is not written here."""
WRITTEN_LATER = 0x08
"""The flag of an entry whose sizes stand after its content."""
SUMS = {LOCAL: 14, DIRECTORY: 16}
"""Where checksum and sizes stand in each."""
QUICK = 5
"""A level of packing: for sheets half the time of the usual one (6) of Python's own zlib, and files of the same size."""
CHUNK = 1 << 16
MOST_KEPT = 1 << 18
"""Bytes of a part that is kept as it was packed."""
FROM, FIXED_TIME, RIGHTS = 20, (0, 1 << 5 | 1), 0o600 << 16
"""The version of ZIP that can unpack it; midnight on the first of January 1980; who may read what is unpacked."""


class ZipEntry(NamedTuple):
    """An entry as it is stored: its content with what stands before it, and its line in the directory."""

    stored: bytes
    listed: bytes


class PackedPart(io.RawIOBase):
    """A part that is packed while it is written: the XML of a long one is never in memory as a whole."""

    def __init__(self, level: int = QUICK) -> None:
        self.sum, self.size = 0, 0
        self.packing = zlib_ng.compressobj(level, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS)
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is for writing only."""
        return True

    def write(self, data: Any) -> int:
        """Pack some more."""
        self.sum, self.size = zlib_ng.crc32(data, self.sum), self.size + len(data)
        self.pieces.append(self.packing.compress(data))
        return len(data)

    def text(self) -> io.TextIOWrapper:
        """What takes the part as text; closed, all of it has come."""
        return io.TextIOWrapper(io.BufferedWriter(self, CHUNK), encoding="utf-8", newline="\n")

    def close(self) -> None:
        """The part is complete."""
        if not self.closed:
            self.pieces.append(self.packing.flush())
        super().close()


@lru_cache(maxsize=64)
def packed(content: bytes) -> PackedPart:
    """A part that is known as a whole. What comes again is packed once: the looks, the theme and many a sheet are the same
    in every template of a round.
    """
    part = PackedPart()
    part.write(content)
    part.close()
    return part


def packed_text(text: str) -> PackedPart:
    """The same of a part of text; a large one is not kept, for it would take its place of a hundred small ones."""
    content = text.encode("utf-8")
    return packed(content) if len(content) <= MOST_KEPT else packed.__wrapped__(content)


def write_package(parts: Iterable[tuple[str, PackedPart]], file: BinaryIO) -> None:
    """A package of these parts, in their order and with the oldest date that a ZIP knows: the same in, the same out."""
    listed, at = [], 0
    for name, part in parts:
        named, length = name.encode(), sum(map(len, part.pieces))
        entry = struct.pack(
            "<5H3L2H", FROM, 0, zipfile.ZIP_DEFLATED, *FIXED_TIME, part.sum, length, part.size, len(named), 0
        )
        file.write(b"".join((b"PK\3\4", entry, named)))
        for piece in part.pieces:
            file.write(piece)
        listed.append(
            b"".join((b"PK\1\2", struct.pack("<H", FROM), entry, struct.pack("<3H2L", 0, 0, 0, RIGHTS, at), named))
        )
        at += LOCAL + len(named) + length
    directory = b"".join(listed)
    file.write(directory + _end(len(listed), len(directory), at))


def with_packed(content: bytes, new: Mapping[str, PackedPart]) -> bytes:
    """The package with these parts in the place of those of their name, which it must have."""
    entries = _entries(content)
    for name, part in new.items():
        packed = b"".join(part.pieces)
        sums = struct.pack("<3L", part.sum, len(packed), part.size)
        header, listed = entries[name].stored[: LOCAL + len(name.encode())], entries[name].listed
        entries[name] = ZipEntry(_patch(header, LOCAL, sums) + packed, _patch(listed, DIRECTORY, sums))
    return _join(entries)


def _patch(header: bytes, kind: int, sums: bytes) -> bytes:
    return header[: SUMS[kind]] + sums + header[SUMS[kind] + len(sums) :]


def with_parts(content: bytes, new: Mapping[str, bytes]) -> bytes:
    """The package with these parts in the place of those of their name, else last; the same in, the same out."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in new.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), part, zipfile.ZIP_DEFLATED)
    return _join({**_entries(content), **_entries(packed.getvalue())})


def _entries(content: bytes) -> dict[str, ZipEntry]:
    entries: dict[str, ZipEntry] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        at = archive.start_dir
        for info in archive.infolist():
            if info.flag_bits & WRITTEN_LATER:
                raise zipfile.BadZipFile("an entry whose sizes stand after its content")
            lengths = struct.unpack_from("<3H", content, at + 28)
            listed = content[at : at + DIRECTORY + sum(lengths)]
            at += len(listed)
            name, extra = struct.unpack_from("<2H", content, info.header_offset + 26)
            end = info.header_offset + LOCAL + name + extra + info.compress_size
            entries[info.filename] = ZipEntry(content[info.header_offset : end], listed)
    return entries


def _join(entries: Mapping[str, ZipEntry]) -> bytes:
    if len(entries) > MOST:
        raise zipfile.BadZipFile("too many entries")
    stored, directory, at = [], [], 0
    for entry in entries.values():
        stored.append(entry.stored)
        directory.append(entry.listed[:42] + struct.pack("<L", at) + entry.listed[46:])
        at += len(entry.stored)
    listed = b"".join(directory)
    return b"".join([*stored, listed, _end(len(entries), len(listed), at)])


def _end(entries: int, length: int, at: int) -> bytes:
    """The end of a package whose directory has so many entries, is so long and begins there."""
    return struct.pack("<4s4H2LH", END, 0, 0, entries, entries, length, at, 0)
