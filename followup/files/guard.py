"""Look at a file before it is read: what it really is, whether it is safe, and what a fast reader would not tell.

The XML of each sheet is parsed once, with no entities and no network. From it come the cells that hold errors and
the formulas that were never calculated: both would otherwise pass as blank.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from followup.files.book import address
from followup.files.received import UnreadableFile
from followup.locale import Message, _

MOST_ENTRIES = 2_000
LARGEST_EXPANDED = 200 * 1024 * 1024
LARGEST_RATIO = 200
MOST_CELLS = 5_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
DIGITS, MOST_DIGITS = "0123456789", 7
SAVE_AS = _("Open it in Excel, choose Save as and the file type Excel workbook (.xlsx), and send it again.")
NOT_A_WORKBOOK = _("is not an Excel workbook. Send the template that you were given, as .xlsx.")


@dataclass
class SheetNotes:
    """What the raw XML of one sheet tells: cells by (row, column), counted from 0; merged as first and last of each."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass
class Notes:
    """What the raw file tells, by sheet name."""

    sheets: dict[str, SheetNotes] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    macros: bool = False


def refuse(rule: str, found: str, advice: Message) -> UnreadableFile:
    """The exception for a file that cannot be read."""
    return UnreadableFile(rule, found, advice)


def look_into(content: bytes) -> Notes:
    """The notes on a workbook, or UnreadableFile with what it is instead."""
    _sniff(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _weigh(archive)
            return _notes(archive)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        told = _("is damaged or incomplete. Check that it has been synchronised, and send it again.")
        raise refuse("damaged-file", "", told) from error


def _sniff(content: bytes) -> None:
    """What the first bytes say; anything but a ZIP file is refused with its own sentence."""
    head = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not content:
        raise refuse("empty-file", "", _("is empty (0 bytes). Send it again."))
    if content.startswith(OLE):
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in content:
            told = _(
                "is protected with a password or a sensitivity label. Remove the protection (File, Info) and send it again."
            )
            raise refuse("password-protected", "", told)
        raise refuse("old-workbook", "", _("is in an older file format (.xls). {save}", save=SAVE_AS))
    if content.startswith(b"PK"):
        return
    if content.startswith(b"%PDF"):
        raise refuse("not-a-workbook", "PDF", NOT_A_WORKBOOK)
    if head[:1] == b"<":
        raise refuse("not-a-workbook", "HTML/XML", NOT_A_WORKBOOK)
    kind = "text" if b"\0" not in content[:4096] else ""
    raise refuse("not-a-workbook", kind, NOT_A_WORKBOOK)


def _weigh(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    expanded = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = expanded > 10_000_000 and expanded > LARGEST_RATIO * max(packed, 1)
    if len(entries) > MOST_ENTRIES or expanded > LARGEST_EXPANDED or bomb:
        raise refuse(
            "too-large", "", _("is far larger inside than a template can be. Send the template that you were given.")
        )
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        raise refuse("damaged-file", "", _("is damaged: it holds the same part twice. Save it again in Excel."))
    if "[Content_Types].xml" not in names or not any(name.casefold().endswith("workbook.xml") for name in names):
        raise refuse("not-a-workbook", "", _not_excel(names))


def _not_excel(names: list[str]) -> Message:
    if "xl/workbook.bin" in names:
        return _("is a binary workbook (.xlsb). {save}", save=SAVE_AS)
    if "mimetype" in names or "content.xml" in names:
        return _("is an OpenDocument file (.ods). {save}", save=SAVE_AS)
    if any(name.startswith("word/") for name in names):
        return _("is a Word document. Send the workbook that you were given.")
    return NOT_A_WORKBOOK


def _parse(archive: zipfile.ZipFile, part: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(archive.read(part), parser)
    except etree.XMLSyntaxError as error:
        raise refuse(
            "damaged-file", part, _("cannot be read: a part of the file is damaged. Save it again in Excel.")
        ) from error
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise refuse(
            "unsafe-file", part, _("holds a document type declaration, which no workbook needs. It was not read.")
        )
    return root


def _notes(archive: zipfile.ZipFile) -> Notes:
    names = {name.casefold(): name for name in archive.namelist()}
    workbook_part = next(name for name in names.values() if name.casefold().endswith("workbook.xml"))
    workbook = _parse(archive, workbook_part)
    notes = Notes(macros=any(name.endswith("vbaproject.bin") for name in names))
    parts = _parts(archive, workbook_part, names)
    for key, name in names.items():
        if key.endswith("sharedstrings.xml"):
            _count_strings(_parse(archive, name), archive.getinfo(name).file_size, name)
    for sheet in workbook.iterfind(".//{*}sheets/{*}sheet"):
        name = sheet.get("name", "")
        if sheet.get("state", "visible") != "visible":
            notes.hidden.add(name)
        part = parts.get(next((value for key, value in sheet.attrib.items() if key.endswith("}id")), ""))
        if part in archive.NameToInfo:
            notes.sheets[name] = _sheet_notes(_parse(archive, part), name)
    for defined in workbook.iterfind(".//{*}definedName"):
        notes.names[defined.get("name", "")] = defined.text or ""
    if "docprops/custom.xml" in names:
        for each in _parse(archive, names["docprops/custom.xml"]):
            notes.properties[each.get("name", "")] = "".join(each.itertext())
    return notes


def _count_strings(root: Any, size: int, part: str) -> None:
    """A reader that makes room for as many strings as a file says that it holds can be made to take all memory."""
    limits = {"count": MOST_CELLS, "uniqueCount": max(size, 1000)}
    counts = [(root.get(name, "0"), limit) for name, limit in limits.items()]
    if not all(count.isdecimal() and len(count) < 12 and int(count) <= limit for count, limit in counts):
        raise refuse("damaged-file", part, _("cannot be read: a part of the file is damaged. Save it again in Excel."))


def _parts(archive: zipfile.ZipFile, workbook_part: str, names: dict[str, str]) -> dict[str, str]:
    """The part of each relation of the workbook, by relation id."""
    folder, name = posixpath.split(workbook_part)
    rels = names.get(f"{folder}/_rels/{name}.rels".casefold().lstrip("/"))
    if rels is None:
        return {}
    found = {}
    for relation in _parse(archive, rels):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id", "")] = names.get(path.casefold(), path)
    return found


def _sheet_notes(root: Any, sheet: str) -> SheetNotes:
    space = root.tag.partition("}")[0].lstrip("{")
    within = {"m": space}
    if root.xpath("boolean(//m:c[not(@r)])", namespaces=within):
        _give_names_to_cells(root)
    _measure(root.xpath("//m:c[*]/@r", namespaces=within, smart_strings=False), sheet)
    errors = root.xpath("//m:c[@t='e']", namespaces=within)
    formulas = root.xpath("//m:c[m:f]", namespaces=within)
    notes = SheetNotes(merged=_merged(root))
    for cell in errors:
        if (place := place_of(cell.get("r", ""))) is not None:
            notes.errors[place] = cell.findtext("{*}v") or "#N/A"
    for cell in formulas:
        place = place_of(cell.get("r", ""))
        if place is None:
            continue
        notes.formulas.add(place)
        if not cell.findtext("{*}v") and cell.get("t") != "str":
            notes.uncalculated.add(place)
    return notes


def _give_names_to_cells(root: Any) -> None:
    """Some programs leave the cells' names out: each then follows the one before it."""
    row = -1
    for line in root.iterfind(".//{*}sheetData/{*}row"):
        row = int(line.get("r", row + 2)) - 1
        column = -1
        for cell in line.iterfind("{*}c"):
            place = place_of(cell.get("r", ""))
            column = place[1] if place else column + 1
            cell.set("r", address(row, column))


def _measure(references: list[str], sheet: str) -> None:
    """A value far away, often typed by mistake, would make the reader lay out millions of empty cells before it."""
    last_row, columns = 0, dict[str, int]()
    for reference in references:
        letters = reference.rstrip(DIGITS)
        if letters not in columns:
            place = place_of(f"{letters}1")
            columns[letters] = LAST_COLUMN if place is None else place[1]
        digits = reference[len(letters) :]
        row = int(digits) - 1 if 0 < len(digits) <= MOST_DIGITS else LAST_ROW
        if not 0 <= row < LAST_ROW or columns[letters] >= LAST_COLUMN:
            raise refuse("damaged-file", reference[:20], _("is damaged: it has a cell that no sheet has."))
        last_row = max(last_row, row)
    last_column = max(columns.values(), default=0)
    if (last_row + 1) * (last_column + 1) > MOST_CELLS:
        told = _(
            "has a value far away from the tables. Delete the last rows and columns of that sheet, and send it again."
        )
        raise refuse("too-large", f"{sheet}!{address(last_row, last_column)}", told)


def _merged(root: Any) -> list[tuple[int, int, int, int]]:
    merged = []
    for each in root.iterfind(".//{*}mergeCells/{*}mergeCell"):
        first, _colon, last = each.get("ref", "").partition(":")
        start, end = place_of(first), place_of(last or first)
        if start is not None and end is not None and start != end:
            merged.append((*start, *end))
    return merged


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, counted from 0, of a name such as ``D7``; None for anything else."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
