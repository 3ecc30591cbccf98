"""Put parts into a package (ZIP) without packing the others anew: they are copied as they are, which costs nothing."""

from __future__ import annotations

import io
import shutil
import struct
import weakref
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
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
"""Bytes of a part that is kept as it was packed, and of what is kept in memory."""
FROM, FIXED_TIME, RIGHTS = 20, (0, 1 << 5 | 1), 0o600 << 16
"""The version of ZIP that can unpack it; midnight on the first of January 1980; who may read what is unpacked."""


class ZipEntry(NamedTuple):
    """An entry as it is stored in a file: where its content begins, with what stands before it, and how long both are; and its
    line in the directory."""

    file: BinaryIO
    at: int
    length: int
    listed: bytes

    def pieces(self) -> Iterator[bytes]:
        """What is stored, some at a time."""
        self.file.seek(self.at)
        left = self.length
        while left:
            yield (piece := self.file.read(min(left, CHUNK)))
            left -= len(piece)


class PackedPart(io.RawIOBase):
    """A part that is packed while it is written: the XML of a long one is never in memory as a whole, and packed it is not
    either, but in a file that nobody else sees and that goes with this value.

    ``size`` is how many bytes it is, ``length`` how many when it is packed.
    """

    def __init__(self, level: int = QUICK) -> None:
        self.sum, self.size, self.length = 0, 0, 0
        self.packing = zlib_ng.compressobj(level, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS)
        self._packed = SpooledTemporaryFile(MOST_KEPT)  # noqa: SIM115
        weakref.finalize(self, self._packed.close)

    def writable(self) -> bool:
        """It is for writing only."""
        return True

    def write(self, data: Any) -> int:
        """Pack some more."""
        self.sum, self.size = zlib_ng.crc32(data, self.sum), self.size + len(data)
        self.length += self._packed.write(self.packing.compress(data))
        return len(data)

    def text(self) -> io.TextIOWrapper:
        """What takes the part as text; closed, all of it has come."""
        return io.TextIOWrapper(io.BufferedWriter(self, CHUNK), encoding="utf-8", newline="\n")

    def close(self) -> None:
        """The part is complete."""
        if not self.closed:
            self.length += self._packed.write(self.packing.flush())
            del self.packing
        super().close()

    def pieces(self) -> Iterator[bytes]:
        """What it is packed, some at a time."""
        self._packed.seek(0)
        while piece := self._packed.read(CHUNK):
            yield piece


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
        named, length = name.encode(), part.length
        entry = struct.pack(
            "<5H3L2H", FROM, 0, zipfile.ZIP_DEFLATED, *FIXED_TIME, part.sum, length, part.size, len(named), 0
        )
        file.write(b"".join((b"PK\3\4", entry, named)))
        file.writelines(part.pieces())
        listed.append(
            b"".join((b"PK\1\2", struct.pack("<H", FROM), entry, struct.pack("<3H2L", 0, 0, 0, RIGHTS, at), named))
        )
        at += LOCAL + len(named) + length
    directory = b"".join(listed)
    file.write(directory + _end(len(listed), len(directory), at))


def with_packed(content: bytes, new: Mapping[str, PackedPart]) -> bytes:
    """The package with these parts in the place of those of their name, which it must have."""
    entries = _entries(BytesIO(content))
    for name, part in new.items():
        packed = b"".join(part.pieces())
        sums, entry = struct.pack("<3L", part.sum, len(packed), part.size), entries[name]
        header = _patch(content[entry.at : entry.at + LOCAL + len(name.encode())], LOCAL, sums)
        listed = _patch(entry.listed, DIRECTORY, sums)
        entries[name] = ZipEntry(BytesIO(header + packed), 0, len(header) + len(packed), listed)
    return _as_bytes(entries)


def _patch(header: bytes, kind: int, sums: bytes) -> bytes:
    return header[: SUMS[kind]] + sums + header[SUMS[kind] + len(sums) :]


def with_parts(content: bytes, new: Mapping[str, bytes]) -> bytes:
    """The package with these parts in the place of those of their name, else last; the same in, the same out."""
    return _as_bytes({**_entries(BytesIO(content)), **_packed_entries(new)})


def put_parts(path: Path, new: Mapping[str, bytes]) -> None:
    """The same of a package in a file, however large it is."""
    with SpooledTemporaryFile(MOST_KEPT) as whole:
        with path.open("rb") as file:
            for piece in _joined({**_entries(file), **_packed_entries(new)}):  # together they would be held in memory
                whole.write(piece)
        whole.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(whole, file, CHUNK)


def _packed_entries(parts: Mapping[str, bytes]) -> dict[str, ZipEntry]:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), part, zipfile.ZIP_DEFLATED)
    return _entries(packed)


def _entries(file: BinaryIO) -> dict[str, ZipEntry]:
    entries: dict[str, ZipEntry] = {}
    with zipfile.ZipFile(file) as archive:
        file.seek(archive.start_dir)
        directory, at = file.read(), 0
        for info in archive.infolist():
            if info.flag_bits & WRITTEN_LATER:
                raise zipfile.BadZipFile("an entry whose sizes stand after its content")
            lengths = struct.unpack_from("<3H", directory, at + 28)
            listed = directory[at : at + DIRECTORY + sum(lengths)]
            at += len(listed)
            file.seek(info.header_offset + 26)
            name, extra = struct.unpack("<2H", file.read(4))
            length = LOCAL + name + extra + info.compress_size
            entries[info.filename] = ZipEntry(file, info.header_offset, length, listed)
    return entries


def _as_bytes(entries: Mapping[str, ZipEntry]) -> bytes:
    return b"".join(_joined(entries))


def _joined(entries: Mapping[str, ZipEntry]) -> Iterator[bytes]:
    """A package of these entries, piece by piece."""
    if len(entries) > MOST:
        raise zipfile.BadZipFile("too many entries")
    directory, at = [], 0
    for entry in entries.values():
        yield from entry.pieces()
        directory.append(entry.listed[:42] + struct.pack("<L", at) + entry.listed[46:])
        at += entry.length
    listed = b"".join(directory)
    yield listed + _end(len(entries), len(listed), at)


def _end(entries: int, length: int, at: int) -> bytes:
    """The end of a package whose directory has so many entries, is so long and begins there."""
    return struct.pack("<4s4H2LH", END, 0, 0, entries, entries, length, at, 0)
