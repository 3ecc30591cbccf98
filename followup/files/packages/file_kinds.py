"""What a file really is, from its first bytes and from what a package holds; its name says nothing."""

from __future__ import annotations

import re
import zipfile
from enum import Enum

from followup.files.packages.package import names_of
from followup.files.received import UnreadableFile
from followup.files.refusals import no_workbook
from followup.files.sources import UNFINISHED
from followup.locale import Message, _
from followup.rulebook.received.files import EMPTY_FILE, INCOMPLETE_FILE, OLD_WORKBOOK

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ZIP_END = b"PK\x05\x06"
OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""Excel 2 to 4, where formulas never calculated cannot be recognised."""
BARE = (b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
"""Excel 5 and later, without a container around it."""
PICTURE, SHORTCUT, COMPRESSED = _("a picture"), _("a shortcut to a file"), _("a compressed folder")
MAIL, TEXT, WEB_PAGE = _("a mail"), _("a text file"), _("a web page")
CSV = _("a text file with columns (CSV)")
WORD, POWERPOINT = _("a Word document"), _("a PowerPoint presentation")
XML_2003 = _("a workbook in the XML format of Excel 2003")
APPLE = _("a Numbers, Pages or Keynote document (in Numbers: File, Export to, Excel)")
BY_FIRST_BYTES: tuple[tuple[bytes, Message], ...] = (
    (b"%PDF", _("a PDF document")),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"RIFF", PICTURE),
    (b"7z\xbc\xaf", COMPRESSED),
    (b"Rar!", COMPRESSED),
    (b"\x1f\x8b", COMPRESSED),
    (b"{\\rtf", _("a text document (RTF)")),
    (b"[InternetShortcut]", SHORTCUT),
    (b"L\0\0\0\x01\x14\x02\0", SHORTCUT),
    (b"bplist00", SHORTCUT),
    (b"book\0\0\0\0mark", SHORTCUT),
    (b"[{000214A0", SHORTCUT),
)
PICTURES_IN_BOXES = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"hevc")
MAIL_HEADER = re.compile(
    rb"(From|Received|Return-Path|Delivered-To|MIME-Version|Subject|Date|Message-ID|To|X-[\w-]+): ", re.IGNORECASE
)
MARKED_UP = re.compile(rb"\s*<(!doctype html|html|head|body|table|meta|script|style|div)", re.IGNORECASE)


class FileKind(Enum):
    """What is read, each by its own reader."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    OLE = "ole"
    XLS = "xls"
    DOCX = "docx"


def kind_of(content: bytes, name: str = "") -> FileKind | None:
    """The kind of a file that may be a workbook, None for a package that must be opened to tell; else UnreadableFile."""
    if not content:
        raise UnreadableFile(EMPTY_FILE.problem())
    if name.casefold().endswith(UNFINISHED) or not content.strip(b"\0"):
        raise UnreadableFile(INCOMPLETE_FILE.problem())
    if content.startswith(OLE):
        return FileKind.OLE
    if content.startswith(OLDEST):
        raise UnreadableFile(OLD_WORKBOOK.problem(kind=_("a workbook from Excel 4 or earlier")))
    if content.startswith(BARE):
        return FileKind.XLS
    if content.startswith(b"PK"):
        if ZIP_END not in content[-70_000:]:  # a comment of 65,535 bytes may stand behind it
            raise UnreadableFile(INCOMPLETE_FILE.problem())
        return None
    raise no_workbook(what_else(content))


def what_else(content: bytes) -> Message | None:
    """What a file is that is no workbook, where that can be seen."""
    for first, kind in BY_FIRST_BYTES:
        if content.startswith(first):
            return kind
    if content[4:8] == b"ftyp":
        return PICTURE if content[8:12] in PICTURES_IN_BOXES else _("a film")
    text = _as_text(content[:4096])
    if text is None:
        return None
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return XML_2003
    if MARKED_UP.match(text) or (b"<html" in text.lower() and text.lstrip().startswith(b"<")):
        return WEB_PAGE
    if text.lstrip().startswith(b"<"):
        return SHORTCUT if b"<plist" in text else _("an XML file")
    if MAIL_HEADER.match(text):
        return MAIL
    return CSV if _has_columns(text) else TEXT


def _as_text(start: bytes) -> bytes | None:
    """The start of a text as UTF-8 or an old Windows text; None when it is no text."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if start.startswith(mark):
            return start[: len(start) // 2 * 2].decode(encoding, "replace").encode()
    start = start.removeprefix(b"\xef\xbb\xbf")
    odd = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1b" for byte in start)
    return start if odd == 0 else None


def text_in(content: bytes) -> str | None:
    """The whole of a file as text: UTF-8 or UTF-16 where it says so or can be nothing else, else of an old Windows."""
    if not content or _as_text(content[:4096]) is None:
        return None
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _has_columns(text: bytes) -> bool:
    lines = [line for line in text.splitlines() if line.strip()][:5]
    return any(lines and all(mark in line for line in lines) for mark in (b";", b"\t", b","))


def kind_of_package(archive: zipfile.ZipFile) -> FileKind:
    """The kind of workbook in a ZIP package; UnreadableFile with what it is when it is none."""
    names = set(names_of(archive))
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if "mimetype" in names and "content.xml" in names:
        with archive.open(names_of(archive)["mimetype"]) as file:
            mimetype = file.read(200)
        if b"opendocument.spreadsheet" in mimetype:
            return FileKind.ODS
        raise no_workbook(_("an OpenDocument text or drawing"))
    if "[content_types].xml" in names:
        # Not by the content types: some programs leave the workbook's out.
        if any(name.endswith("workbook.bin") for name in names):
            return FileKind.XLSB
        if any(name.endswith("workbook.xml") for name in names) or "xl" in folders:
            return FileKind.XLSX
        if "word/document.xml" in names:
            return FileKind.DOCX
        raise no_workbook(_office(folders))
    if any(name.endswith((".iwa", "index.zip")) for name in names):
        raise no_workbook(APPLE)
    raise no_workbook(COMPRESSED)


def _office(folders: set[str]) -> Message | None:
    return WORD if "word" in folders else POWERPOINT if "ppt" in folders else None


SPREADSHEETS_OF_OTHERS = {
    FileKind.XLSB: _("a binary workbook (.xlsb)"),
    FileKind.ODS: _("an OpenDocument workbook (.ods)"),
    FileKind.XLS: _("a workbook in an older format (.xls)"),
    FileKind.OLE: _("a workbook in an older format (.xls)"),
}
