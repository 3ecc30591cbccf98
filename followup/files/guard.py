"""Look at a workbook before its values are read: whether it is safe, and what a fast reader would not tell.

The XML of each sheet is parsed once, with no entities and no network. From it come the cells that hold errors and
the formulas that were never calculated: both would otherwise pass as blank.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from followup.files.addresses import place_of
from followup.files.beside_xml import Package, comments_on, remarks_on_drawings, remarks_on_package
from followup.files.limits import USUAL, Limits
from followup.files.package import names_of, opened, parse, parsed, relations
from followup.files.received import FileRemark
from followup.files.refusals import (
    a_text_is_too_long,
    macros_hide_in_a_plain_workbook,
    the_file_is_damaged,
    the_sheet_has_too_many_cells,
)
from followup.files.sheet_xml import SheetNotes, may_be_too_many_cells, moved_together, notes_on_sheet, numbers_in

__all__ = ["Notes", "look_into", "place_of"]

MACROS = "macroEnabled"
DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")


@dataclass
class Notes:
    """What the raw file tells, by sheet name."""

    sheets: dict[str, SheetNotes] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    remarks: list[FileRemark] = field(default_factory=list)
    macros: bool = False
    saved: str = ""


def look_into(content: bytes, limits: Limits = USUAL, name: str = "") -> Notes:
    """The notes on an Excel workbook, or UnreadableFile."""
    with opened(content, limits) as archive:
        return _notes(archive, limits, name)


def _notes(archive: zipfile.ZipFile, limits: Limits, file: str) -> Notes:
    names = names_of(archive)
    package = Package(archive, names, limits)
    main = main_part(package, "workbook.xml")
    workbook = parse(archive, main, limits)
    notes = Notes(macros=_macros(package, file))
    for key, name in names.items():
        if key.endswith("sharedstrings.xml"):
            _check_strings(archive.read(name), name, limits)
    parts = {key: part for key, _kind, part in relations(archive, main, names, limits)}
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        name = sheet.get("name", "")
        if sheet.get("state", "visible") != "visible":
            notes.hidden.add(name)
        part = parts.get(next((value for key, value in sheet.attrib.items() if key.endswith("}id")), ""))
        if part in archive.NameToInfo:
            notes.sheets[name] = _sheet(package, notes, part, name)
    for defined in workbook.iterfind("{*}definedNames/{*}definedName"):
        notes.names[defined.get("name", "")] = defined.text or ""
    note_properties(package, notes)
    notes.remarks += remarks_on_package(package)
    return notes


def main_part(package: Package, ending: str) -> str:
    """The workbook's own part: what the package says that it is, else the one that is called so."""
    for _id, kind, part in relations(package.archive, "", package.names, package.limits):
        if kind == "officeDocument" and part in package.archive.NameToInfo:
            return part
    found = next((name for key, name in package.names.items() if key.endswith(ending)), None)
    if found is None:
        raise the_file_is_damaged(ending)
    return found


def _macros(package: Package, file: str) -> bool:
    """Whether there are macros, openly; hidden ones are refused."""
    if not any(key.endswith("vbaproject.bin") for key in package.names):
        return False
    types = package.archive.read(package.names["[content_types].xml"]).decode("utf-8", "replace")
    if MACROS not in types or file.casefold().endswith((".xlsx", ".xltx")):
        raise macros_hide_in_a_plain_workbook()
    return True


def _sheet(package: Package, notes: Notes, part: str, name: str) -> SheetNotes:
    content = package.archive.read(part)
    if may_be_too_many_cells(content, package.limits):
        raise the_sheet_has_too_many_cells(package.limits.cells, name)
    found = notes_on_sheet(parsed(content, part, package.limits), name, package.limits)
    if found.cells + sum(each.cells for each in notes.sheets.values()) > package.limits.cells:
        raise the_sheet_has_too_many_cells(package.limits.cells, name)
    found.part = part
    found.comments = comments_on(package, part, name)
    notes.remarks += remarks_on_drawings(package, part, name)
    return found


def _check_strings(content: bytes, part: str, limits: Limits) -> None:
    """A reader that makes room for as many texts as a file says that it holds can be made to take all memory."""
    from lxml import etree

    root: Any = next(etree.iterparse(BytesIO(content), ("start",), resolve_entities=False, no_network=True))[1]
    most = {"count": 20 * limits.cells, "uniqueCount": max(len(content), 1000)}
    for name, limit in most.items():
        count = root.get(name, "0")
        if not (count.isdecimal() and len(count) < 12 and int(count) <= limit):
            raise the_file_is_damaged(part)
    if len(content) <= limits.text:
        return
    for each in parsed(content, part, limits).iterfind("{*}si"):
        if sum(map(len, each.itertext())) > limits.text:
            raise a_text_is_too_long(limits.text, part)


def note_properties(package: Package, notes: Notes) -> None:
    """The document's own properties, and when it was last saved."""
    if (custom := package.names.get("docprops/custom.xml")) is not None:
        for each in parse(package.archive, custom, package.limits):
            notes.properties[each.get("name", "")] = "".join(each.itertext())
    if (core := package.names.get("docprops/core.xml")) is not None:
        told = parse(package.archive, core, package.limits).findtext("{*}modified") or ""
        notes.saved = saved_as_told(told)


def saved_as_told(told: str) -> str:
    """A time as a workbook says it, or empty."""
    found = DAY.match(told.strip())
    return found[0] if found else ""


def numbers_of(
    content: bytes, part: str, places: Iterable[tuple[int, int]], limits: Limits
) -> dict[tuple[int, int], float]:
    """The numbers of some cells of a sheet as they are written, whatever their format shows."""
    with opened(content, limits) as archive:
        return numbers_in(parse(archive, part, limits), places)


def with_cells_together(content: bytes, notes: Notes, limits: Limits) -> bytes:
    """The workbook with the gaps closed in the sheets where a few cells stand far apart; else as it is."""
    scattered = {each.part: each.scattered for each in notes.sheets.values() if each.scattered is not None}
    if not scattered:
        return content
    from lxml import etree

    held = BytesIO()
    with opened(content, limits) as archive, zipfile.ZipFile(held, "w") as moved:
        for name in archive.namelist():
            part = archive.read(name)
            if (gaps := scattered.get(name)) is not None:
                root = parsed(part, name, limits)
                moved_together(root, gaps)
                part = etree.tostring(root)
            moved.writestr(name, part)
    return held.getvalue()
