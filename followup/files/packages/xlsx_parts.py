"""The parts of an .xlsx file as they are stored: for what a workbook library would lose on the way through it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from followup.files.addresses import place_of
from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.relationships import relationships_of
from followup.files.packages.thin_sheet import cells_in
from followup.frozen import growing

LARGEST = 60 * 1024 * 1024
WIDEST_MERGE = 10_000
"""A merge of more cells is split instead: the library makes room for every cell that it covers."""
MOST_CELLS = 100_000
"""A template has some thousands; the library takes about three seconds for so many, there and back."""
MERGE = re.compile(rb'mergeCell [^<>]*?ref="([A-Z0-9:$]+)"')
FIXED = (1980, 1, 1, 0, 0, 0)
KEPT_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"

Results = dict[str, dict[str, tuple[str, str]]]
"""The stored results of formulas by sheet and cell: type and text."""


class NotMarkable(Exception):
    """A file that is no ordinary workbook of a size that can be marked."""


class SheetPart(NamedTuple):
    """A sheet that a workbook lists; ``part`` is empty where nothing says which it is."""

    name: str
    is_visible: bool
    part: str


@growing
class Parts:
    """The content of a file by name, in its order; and which part is which sheet."""

    content: dict[str, bytes]
    sheets: dict[str, str]

    def packed(self) -> bytes:
        """The parts as a file; the same parts give the same bytes."""
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.content.items():
                archive.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)
        return file.getvalue()

    def roots(self) -> Iterator[tuple[str, Any]]:
        """Each sheet with its XML."""
        for name, part in self.sheets.items():
            if part in self.content:
                yield name, parse_part(self.content[part])


def parts_of(content: bytes) -> Parts:
    """The parts of a workbook; NotMarkable when it is none, or too large to be gone through."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise NotMarkable
            content_by_part = {name: archive.read(name) for name in archive.namelist()}
        sheets = {sheet.name: sheet.part for sheet in sheets_of(content_by_part) if sheet.part}
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise NotMarkable from error
    return Parts(content_by_part, sheets)


def refuse_huge(parts: Parts) -> None:
    """NotMarkable where a workbook library would take minutes and gigabytes: it makes room for every cell that has a format,
    that stands in a row of its own, or that merged cells cover.
    """
    cells = sum(_room_for(parts.content.get(part, b"")) for part in parts.sheets.values())
    if cells > MOST_CELLS:
        raise NotMarkable


def _room_for(sheet: bytes) -> int:
    rows = sheet.count(b"<row ") + sheet.count(b":row ")
    areas = (_area(merge[1].decode()) for merge in MERGE.finditer(sheet))
    return cells_in(sheet) + rows + sum(area for area in areas if area <= WIDEST_MERGE)


def workbook_part(content: Mapping[str, bytes]) -> str:
    """The name of the part that lists the sheets; NotMarkable where there is none."""
    workbook = next((name for name in content if name.casefold().endswith("xl/workbook.xml")), None)
    if workbook is None:
        raise NotMarkable
    return workbook


def sheets_of(content: Mapping[str, bytes]) -> Iterator[SheetPart]:
    """The sheets of a workbook in order; NotMarkable where nothing says which parts they are."""
    workbook = workbook_part(content)
    parts = {relationship.id: relationship.part for relationship in relationships_of(content, workbook)}
    if not parts:
        raise NotMarkable
    for sheet in parse_part(content[workbook]).iterfind(".//{*}sheets/{*}sheet"):
        relationship = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        is_visible = sheet.get("state", "visible") == "visible"
        yield SheetPart(sheet.get("name", ""), is_visible, parts.get(relationship, ""))


def formula_results(parts: Parts) -> Results:
    """What each formula came to when the workbook was last saved; one that was never calculated is left out."""
    results: Results = {}
    for name, root in parts.roots():
        for cell in root.iterfind(".//{*}sheetData/{*}row/{*}c"):
            if cell.find("{*}f") is not None and (cell.findtext("{*}v") or cell.get("t") == "str"):
                result = (cell.get("t", "n"), cell.findtext("{*}v") or "")
                results.setdefault(name, {})[cell.get("r", "")] = result
    return results


def put_results(parts: Parts, results: Results) -> None:
    """Store the results beside the formulas again: in Protected View nothing is calculated."""
    for name, root in parts.roots():
        stored = results.get(name, {})
        for cell in root.iterfind(".//{*}sheetData/{*}row/{*}c"):
            if cell.find("{*}f") is None:
                continue
            for old in cell.findall("{*}v"):
                cell.remove(old)
            cell.attrib.pop("t", None)
            if cell.get("r") in stored:
                kind, text = stored[cell.get("r")]
                cell.set("t", kind)
                value = cell.makeelement(cell.tag.removesuffix("c") + "v")
                value.text = text
                cell.append(value)
        parts.content[parts.sheets[name]] = serialise(root)


def split_hiding_merges(parts: Parts) -> bool:
    """Undo merged cells that hide values, and those of thousands of cells. True when there were any."""
    any_split = False
    for name, root in parts.roots():
        merges = root.findall(".//{*}mergeCells/{*}mergeCell")
        if not merges:
            continue
        filled = {place_of(cell.get("r", "")) for cell in root.iterfind(".//{*}sheetData/{*}row/{*}c[{*}v]")}
        filled |= {place_of(cell.get("r", "")) for cell in root.iterfind(".//{*}sheetData/{*}row/{*}c[{*}is]")}
        split = [merge for merge in merges if _hides(merge.get("ref", ""), {place for place in filled if place})]
        for merge in split:
            merged = merge.getparent()
            merged.remove(merge)
            merged.set("count", str(len(merged)))
            if not len(merged):
                merged.getparent().remove(merged)
        if split:
            any_split = True
            parts.content[parts.sheets[name]] = serialise(root)
    return any_split


def _area(reference: str) -> int:
    """How many cells merged ones cover; 0 for what is no range."""
    first, _colon, last = reference.partition(":")
    start, end = place_of(first), place_of(last)
    return 0 if start is None or end is None else (end[0] - start[0] + 1) * (end[1] - start[1] + 1)


def _hides(reference: str, filled: set[tuple[int, int]]) -> bool:
    first, _colon, last = reference.partition(":")
    start, end = place_of(first), place_of(last)
    if start is None or end is None:
        return False
    if _area(reference) > WIDEST_MERGE:
        return True
    return any(start[0] <= row <= end[0] and start[1] <= at <= end[1] and (row, at) != start for row, at in filled)


def newer_validations(parts: Parts) -> Iterator[tuple[str, str, dict[str, str], list[str]]]:
    """Drop-downs that Excel stores in its newer way, as lists on another sheet: sheet, cells, attributes, formulas."""
    for name, root in parts.roots():
        for validation in root.iter(f"{X14}dataValidation"):
            formulas = [
                "".join(node.itertext()) for node in validation if node.tag in (f"{X14}formula1", f"{X14}formula2")
            ]
            cells = validation.findtext("{*}sqref") or ""
            if cells:
                yield name, cells, dict(validation.attrib), formulas


def lost_in_copy(parts: Parts) -> list[str]:
    """What a copy will lack: ``threads``, ``shapes``, ``pictures``, ``controls``, ``macros``."""
    names = [name.casefold() for name in parts.content]
    drawings = (content for name, content in parts.content.items() if "/drawings/drawing" in name.casefold())
    shapes = any(
        b":sp>" in drawing or b":sp " in drawing or b":grpSp" in drawing or b":cxnSp" in drawing for drawing in drawings
    )
    lost = {
        "threads": any("threadedcomments/" in name for name in names),
        "shapes": shapes,
        "pictures": any("/media/" in name and not name.endswith(KEPT_PICTURES) for name in names),
        "controls": any(
            folder in name for name in names for folder in ("/activex/", "/ctrlprops/", "/embeddings/", "slicer")
        ),
        "macros": any(name.endswith("vbaproject.bin") for name in names),
    }
    return [key for key, is_lost in lost.items() if is_lost]
