"""The mark that a file of ours bears: which kind of output it is, and a digest of what we wrote.

By it the next run knows what it may replace, wherever the file lies: what is as we wrote it, also when a program only
opened and saved it, and nothing that a person has edited. What is not certain counts as edited.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.packages.package_properties import PROPERTIES, custom_property, with_custom_property
from followup.files.packages.repack import put_parts
from followup.frozen import frozen

if TYPE_CHECKING:
    from followup.files.seals.cell_content import BookContents

MARK = "followup_written"
"""The custom property of a workbook or a document, and the word of the line in a text."""
VERSION = "1"
BOOKS, DOCUMENTS = (".xlsx", ".xlsm", ".xlam"), (".docx",)
LINES = {
    ".html": '<meta name="followup_written" content="{}">',
    ".htm": '<meta name="followup_written" content="{}">',
    ".cmd": "rem followup_written {}",
    ".sh": "# followup_written {}",
}
"""How a text bears its mark: a line of its own, which the digest leaves out."""
LINE = re.compile(rb"[^\n]*\bfollowup_written\b[^\n]*\n?")
IN_LINE = re.compile(rb'followup_written(?:" content="| )([^"\r\n>]*)')
LARGEST = 500 * 1024 * 1024
"""Bytes unpacked; what is larger is not looked through, and counts as edited."""
UNKNOWN = "0"
"""Instead of the digest of contents that cannot be read: then only the very same bytes are as we wrote them."""
NOT_DIGESTED = {PROPERTIES, "[Content_Types].xml", "_rels/.rels"}
"""Parts that bearing the mark changes."""
LINES_AT_ONCE = 1_000
"""That a digest takes: one call a line costs more than the digest itself."""


@frozen
class Seal:
    """``kind`` of output; digests of its ``parts`` as stored and of its ``contents`` as any program stores them.

    ``of`` stands for what it was made of; empty where that never grows old.
    """

    kind: str
    parts: str
    contents: str
    of: str = ""

    def __str__(self) -> str:
        return " ".join([VERSION, self.kind, self.parts, self.contents, self.of or "-"])


def can_bear(path: Path) -> bool:
    """Whether a file of that name can bear a mark; what cannot is known by a record alone."""
    return path.suffix.casefold() in (*BOOKS, *DOCUMENTS, *LINES)


def put_seal(
    path: Path, target: Path, kind: str, of: str = "", contents: bool = True, noted: BookContents | None = None
) -> None:
    """Mark a complete file, which will stand at ``target``; the same file gives the same bytes.

    Without ``contents`` only the very same bytes are known again: of what is large a copy is kept, and tells the rest.
    What was ``noted`` when a workbook was written is not read again.
    """
    ending = target.suffix.casefold()
    if ending in LINES:
        path.write_bytes(_with_line(path.read_bytes(), ending, kind, of))
    elif can_bear(target):
        put_parts(path, _marked_parts(path, ending, kind, of, contents, noted))


def seal_in(path: Path) -> Seal | None:
    """The mark of a file; None where it bears none, and of what is no file: to open a pipe would wait for ever."""
    try:
        text = _mark_in(path) if can_bear(path) and path.is_file() else ""
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, SyntaxError, NotImplementedError, RuntimeError):
        return None
    words = (text or "").split()
    if len(words) != 5 or words[0] != VERSION:
        return None
    _version, kind, parts, contents, of = words
    return Seal(kind, parts, contents, "" if of == "-" else of)


def is_untouched(path: Path, seal: Seal) -> bool:
    """Whether a file that bears this mark says what it said when it was marked, and nothing besides."""
    with suppress(Exception):  # whatever is odd in it, somebody else has put there
        content, ending = path.read_bytes(), path.suffix.casefold()
        if ending in LINES:
            return _digest_of_text(content) == seal.contents
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _digest_of_parts(archive) == seal.parts or _digest_of_contents(archive, ending) == seal.contents
    return False


def digest_of_contents(path: Path) -> str:
    """A digest of what a workbook or a document says, whatever program saved it."""
    with zipfile.ZipFile(path) as archive:
        return _digest_of_contents(archive, path.suffix.casefold())


def _mark_in(path: Path) -> str:
    if path.suffix.casefold() in LINES:
        line = IN_LINE.search(path.read_bytes())
        return line[1].decode("ascii", "replace") if line else ""
    with zipfile.ZipFile(path) as archive:
        return custom_property(archive, MARK)


def _with_line(content: bytes, ending: str, kind: str, of: str) -> bytes:
    content = LINE.sub(b"", content)
    digest, end = _digest_of_text(content), b"\r\n" if ending == ".cmd" else b"\n"
    line = LINES[ending].format(Seal(kind, digest, digest, of)).encode() + end
    if ending in (".html", ".htm"):
        return content.replace(b"</head>", line + b"</head>", 1)
    return content + (b"" if content.endswith(b"\n") else end) + line


def _marked_parts(
    path: Path, ending: str, kind: str, of: str, contents: bool, noted: BookContents | None
) -> Mapping[str, bytes]:
    """The parts of a package that bear its mark."""
    with zipfile.ZipFile(path) as archive:
        digest = UNKNOWN
        with suppress(Exception):  # a template or a received workbook may hold what we cannot read
            digest = _digest_of_contents(archive, ending, noted) if contents else UNKNOWN
        seal = Seal(kind, _digest_of_parts(archive), digest, of)
        return with_custom_property(archive, MARK, str(seal))


def _digest_of_text(content: bytes) -> str:
    return _digest([LINE.sub(b"", content).replace(b"\r", b"").decode("utf-8", "replace")])


def _digest_of_parts(archive: zipfile.ZipFile) -> str:
    """By what the directory says of each part: name, size and check sum, so that nothing has to be unpacked."""
    listed = (f"{entry.filename} {entry.file_size} {entry.CRC}" for entry in archive.infolist())
    return _digest(sorted(line for line in listed if line.split(" ")[0] not in NOT_DIGESTED))


def _digest_of_contents(archive: zipfile.ZipFile, ending: str, noted: BookContents | None = None) -> str:
    from followup.files.seals.book_content import lines_of_book
    from followup.files.seals.document_content import lines_of_document

    if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
        raise ValueError("too large to be looked through")
    parts: Mapping[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    return _digest(lines_of_document(parts) if ending in DOCUMENTS else lines_of_book(parts, noted))


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    remaining = iter(lines)
    while some := list(islice(remaining, LINES_AT_ONCE)):
        digest.update("\n".join((*some, "")).encode("utf-8", "replace"))
    return digest.hexdigest()[:32]
