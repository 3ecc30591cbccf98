"""A ZIP package of XML parts, weighed before it is opened; no part is parsed that declares a document type."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from followup.files.packages.relationships import relationships_in, relationships_part
from followup.files.received import UnreadableFile
from followup.files.size_limits import Limits
from followup.rulebook.received.files import (
    DAMAGED_FILE,
    NESTED_TOO_DEEP,
    PASSWORD_PROTECTED,
    TEXT_TOO_LONG,
    TOO_LARGE_INSIDE,
    TOO_MANY_PARTS,
    TOO_MANY_PICTURES,
    UNSAFE_FILE,
)

XML_NAMES = (".xml", ".rels", ".vml", ".rdf")
DOCTYPE = b"<!DOCTYPE"
WIDE_DOCTYPES = tuple(DOCTYPE.decode().encode(encoding) for encoding in ("utf-16-le", "utf-16-be"))
PICTURES = ("/media/", "pictures/")
MANY_BYTES = 10_000_000
"""From here on the ratio tells a bomb; what is smaller fills no memory, however well it packs."""
MOST_KEPT = 8_000_000
"""Bytes kept unpacked: most parts are read twice, for document types and for what they say."""
ENCRYPTED = 0x1
HYPERLINK = "hyperlink"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError, OSError)
"""What a damaged package makes the libraries raise; LookupError for text in an encoding that nobody knows."""


class Archive(zipfile.ZipFile):
    """A package that unpacks a part once: what has been read is kept, up to some megabytes in all."""

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self._kept: dict[str, bytes] = {}
        self._room = MOST_KEPT

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """The content of a part."""
        key = name if isinstance(name, str) else name.filename
        content = self._kept.get(key)
        if content is None:
            content = super().read(name, pwd)
            if len(content) <= self._room:
                self._room -= len(content)
                self._kept[key] = content
        return content


@contextmanager
def open_package(content: bytes, limits: Limits) -> Iterator[Archive]:
    """The package, weighed and without document types; whatever goes wrong within is a damaged file."""
    try:
        with Archive(content) as archive:
            _weigh(archive, limits)
            _look_for_document_types(archive)
            yield archive
    except UnreadableFile:
        raise
    except (*BROKEN, LookupError, AttributeError, TypeError) as error:
        raise UnreadableFile(DAMAGED_FILE.problem()) from error


def _weigh(archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    pictures = sum(any(folder in plain(entry.filename) for folder in PICTURES) for entry in entries)
    if pictures > limits.pictures:
        raise UnreadableFile(TOO_MANY_PICTURES.problem(n=limits.pictures))
    if len(entries) - pictures > limits.parts:
        raise UnreadableFile(TOO_MANY_PARTS.problem(n=limits.parts))
    expanded = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if expanded > limits.expanded or (expanded > MANY_BYTES and expanded > limits.ratio * max(packed, 1)):
        raise UnreadableFile(TOO_LARGE_INSIDE.problem())
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnreadableFile(PASSWORD_PROTECTED.problem())
    names = [plain(entry.filename) for entry in entries]
    if len(names) != len(set(names)):
        raise UnreadableFile(DAMAGED_FILE.problem(), Counter(names).most_common(1)[0][0])


def plain(name: str) -> str:
    """A part's name as others refer to it: in small letters, and with slashes where Windows wrote its own."""
    return name.casefold().replace("\\", "/")


def names_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts by their plain names."""
    return {plain(name): name for name in archive.namelist()}


def _look_for_document_types(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if name.casefold().endswith(XML_NAMES):
            content = archive.read(name)
            # Signs of two bytes have zeros among them: those of one, as nearly all have, are searched once.
            if DOCTYPE in content or (b"\0" in content and any(mark in content for mark in WIDE_DOCTYPES)):
                raise UnreadableFile(UNSAFE_FILE.problem(), name)


def parse(archive: zipfile.ZipFile, part: str, limits: Limits) -> Any:
    """The root element of a part; no entities, no network."""
    return parse_content(archive.read(part), part, limits)


def parse_content(content: bytes, part: str, limits: Limits) -> Any:
    """The root element of an XML text."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise UnreadableFile(NESTED_TOO_DEEP.problem(), part) from error
        if "too long" in str(error):
            raise UnreadableFile(TEXT_TOO_LONG.problem(n=limits.text), part) from error
        raise UnreadableFile(DAMAGED_FILE.problem(), part) from error
    if root is None:
        raise UnreadableFile(DAMAGED_FILE.problem(), part)
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise UnreadableFile(UNSAFE_FILE.problem(), part)
    return root


def relations(archive: zipfile.ZipFile, part: str, names: dict[str, str], limits: Limits) -> list[tuple[str, str, str]]:
    """What a part is related to: id, last word of the type, and the part, or the address where that is outside.

    ``names`` are the parts by their plain names. What a cell leads to stays as it is written.
    """
    part = part.replace("\\", "/")
    rels = names.get(plain(relationships_part(part)))
    if rels is None:
        return []
    related = []
    for relationship in relationships_in(parse(archive, rels, limits), part):
        within = "" if relationship.kind == HYPERLINK else relationship.part
        target = names.get(plain(within), within) or relationship.target
        related.append((relationship.id, relationship.kind, target))
    return related
