"""An Excel workbook (.xlsx, .xlsm, .xltx) from its raw XML: no entities, no network, nothing run, nothing guessed."""

from __future__ import annotations

import re
import zipfile
from dataclasses import field
from functools import lru_cache
from typing import Any, NamedTuple

from followup.files.links import links_on
from followup.files.packages.package import names_of, parse, parse_content
from followup.files.packages.thin_sheet import has_more_cells, thin_sheet
from followup.files.received import FileRemark, UnreadableFile
from followup.files.size_limits import Limits
from followup.files.xlsx.beside_xml import Package, comments_on, remarks_on_drawings, remarks_on_package
from followup.files.xlsx.cell_text import CellTexts
from followup.files.xlsx.cell_xml import CellReader, RichText, looks_with
from followup.files.xlsx.shared_strings import strings_in
from followup.files.xlsx.sheet_notes import SheetNotes
from followup.files.xlsx.sheet_text import notes_on_text
from followup.files.xlsx.sheet_xml import notes_on_sheet
from followup.files.xlsx.style_xml import Styles, styles_in
from followup.frozen import growing
from followup.rulebook.received.files import DAMAGED_FILE, HIDDEN_MACROS, TOO_MANY_CELLS

MACROS = "macroEnabled"
KEPT_STYLES = 1_000_000
"""Bytes of a part whose styles are kept read, by its content: a larger one would stay in memory with it."""
MAY_BE_EMPTY = 4
"""How many cells a sheet may have for each that may hold something."""
OF_LIBRARIES = "124519"
"""What libraries that write workbooks call the program that counted; they ask for a count when it is opened, always."""

DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")


@growing
class WorkbookNotes:
    """What the raw file tells, by sheet name."""

    sheets: dict[str, SheetNotes] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    remarks: list[FileRemark] = field(default_factory=list)
    macros: bool = False
    saved: str = ""
    old_results: bool = False


def note_workbook(archive: zipfile.ZipFile, limits: Limits, name: str) -> WorkbookNotes:
    """The notes on an Excel workbook in an opened package, or UnreadableFile; ``name`` is what the file is called."""
    names = names_of(archive)
    package = Package(archive, names, limits)
    main = main_part(package, "workbook.xml")
    workbook = parse(archive, main, limits)
    notes = WorkbookNotes(macros=_macros(package, name))
    texts = CellTexts(_reader(package, main, workbook))
    parts = {key: part for key, _kind, part in package.relations(main)}
    for element in workbook.iterfind("{*}sheets/{*}sheet"):
        sheet = element.get("name", "")
        # Two sheets of one name: a reader that takes the one and a check of the other would let values pass unseen.
        if sheet in notes.sheets:
            raise UnreadableFile(DAMAGED_FILE.problem(), sheet)
        if element.get("state", "visible") != "visible":
            notes.hidden.add(sheet)
        part = parts.get(next((value for key, value in element.attrib.items() if key.endswith("}id")), ""))
        if part not in archive.NameToInfo:
            raise UnreadableFile(DAMAGED_FILE.problem(), sheet)
        notes.sheets[sheet] = _sheet(package, notes, part, sheet, texts)
    if not notes.sheets:
        raise UnreadableFile(DAMAGED_FILE.problem(), main)
    for defined in workbook.iterfind("{*}definedNames/{*}definedName"):
        notes.names[defined.get("name", "")] = defined.text or ""
    notes.old_results = has_stale_results(workbook.find("{*}calcPr"))
    note_properties(package, notes)
    notes.remarks += remarks_on_package(package)
    return notes


def has_stale_results(calculating: Any) -> bool:
    """Whether a workbook itself says that the results kept in it are not those of what stands in it now: it is only
    counted by hand, was not counted through, or is to be counted when it is opened.
    """
    if calculating is None:
        return False
    by_hand = calculating.get("calcMode") == "manual"
    broken_off = calculating.get("calcCompleted") in ("0", "false")
    # Our own templates ask for a count on opening too, by the library that writes them: they would all seem old.
    yet_to_come = calculating.get("fullCalcOnLoad") in ("1", "true") and calculating.get("calcId") != OF_LIBRARIES
    return by_hand or broken_off or yet_to_come


def main_part(package: Package, ending: str) -> str:
    """The workbook's own part: what the package says that it is, else the one that is called so."""
    for _id, kind, part in package.relations(""):
        if kind == "officeDocument" and part in package.archive.NameToInfo:
            return part
    # Where the package does not say, or names what is not there, the part's name is all that is left.
    path = next((name for key, name in package.names.items() if key.endswith(ending)), None)
    if path is None:
        raise UnreadableFile(DAMAGED_FILE.problem(), ending)
    return path


def _macros(package: Package, file: str) -> bool:
    """Whether there are macros, openly; hidden ones are refused."""
    if not any(key.endswith("vbaproject.bin") for key in package.names):
        return False
    types = package.archive.read(package.names["[content_types].xml"]).decode("utf-8", "replace")
    # What names itself a plain workbook and runs code was made to deceive; open macros are read past.
    if MACROS not in types or file.casefold().endswith((".xlsx", ".xltx")):
        raise UnreadableFile(HIDDEN_MACROS.problem())
    return True


def _sheet(package: Package, notes: WorkbookNotes, part: str, name: str, texts: CellTexts) -> SheetNotes:
    content = package.archive.read(part)
    root, sheet = _notes_on(content, part, name, texts, package.limits)
    if sheet is None:  # a sheet of one chart, a dialogue, or macros of the oldest kind
        notes.macros = notes.macros or root.tag.endswith("macrosheet")
        return SheetNotes(links=links_on(root, package.relations(part)))
    # Over all sheets together: a hundred sheets, each within the limit, fill the memory as well.
    if sheet.cells + sum(sheet.cells for sheet in notes.sheets.values()) > package.limits.cells:
        raise UnreadableFile(TOO_MANY_CELLS.problem(n=package.limits.cells), name)
    sheet.links = links_on(root, package.relations(part))
    sheet.comments = comments_on(package, part, name, sheet.leave_out)
    notes.remarks += remarks_on_drawings(package, part, name)
    return sheet


def _notes_on(content: bytes, part: str, name: str, texts: CellTexts, limits: Limits) -> tuple[Any, SheetNotes | None]:
    """The root of a sheet, and what the sheet says; None where it is no sheet of cells."""
    if has_more_cells(content, MAY_BE_EMPTY * limits.cells):  # seen before room is made for them
        raise UnreadableFile(TOO_MANY_CELLS.problem(n=limits.cells), name)
    read = notes_on_text(content, part, name, texts, limits)
    if read is not None:
        return read
    thin = thin_sheet(content, part, limits, texts.reader.styles.fills)
    is_sheet = thin.root.tag.endswith("}worksheet")
    return thin.root, notes_on_sheet(thin, name, texts.reader, limits) if is_sheet else None


class _Looks(NamedTuple):
    """The looks of cells, and the numbers of those that are struck out, or in italics."""

    styles: Styles
    struck: frozenset[str] = frozenset()
    italic: frozenset[str] = frozenset()


def _reader(package: Package, main: str, workbook: Any) -> CellReader:
    """What reads the cells: the texts and the looks that they point to."""
    strings: list[RichText] = []
    looks = _Looks(Styles())
    for _id, kind, part in package.relations(main):
        if part not in package.archive.NameToInfo:
            continue
        if kind == "sharedStrings":
            strings += strings_in(package.archive.read(part), part, package.limits)
        elif kind == "styles":
            look = package.archive.read(part)
            read = _looks_in if len(look) <= KEPT_STYLES else _looks_in.__wrapped__
            looks = read(look, part, package.limits)
    properties = workbook.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return CellReader(strings, looks.styles, from_1904, package.limits, looks.struck, looks.italic)


@lru_cache(maxsize=4)
def _looks_in(content: bytes, part: str, limits: Limits) -> _Looks:
    """The looks of cells: workbooks made of one template have the same ones."""
    root = parse_content(content, part, limits)
    return _Looks(styles_in(root), looks_with("strike", root), looks_with("i", root))


def note_properties(package: Package, notes: WorkbookNotes) -> None:
    """The document's own properties, and when it was last saved."""
    if (custom := package.names.get("docprops/custom.xml")) is not None:
        for element in parse(package.archive, custom, package.limits):
            notes.properties[element.get("name", "")] = "".join(element.itertext())
    if (core := package.names.get("docprops/core.xml")) is not None:
        modified = parse(package.archive, core, package.limits).findtext("{*}modified") or ""
        notes.saved = saved_time(modified)


def saved_time(text: str) -> str:
    """A time as a workbook says it, or empty."""
    match = DAY.match(text.strip())
    return match[0] if match else ""
