"""What Microsoft's validator passes and people stumble on: a line for each fault of a workbook, read as it is stored."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import range_boundaries

LONGEST_LIST, LONGEST_TEXT, MOST_LINE_FEEDS, SMALLEST = 255, 32_767, 253, 9.0
"""What Excel takes of a list of choices and of a text; lines that it shows of a cell; points that people can read."""

READ, BESIDE = 4.5, 3.0
"""The least contrast of letters to what they stand on, and of bars that touch (WCAG 2.1, 1.4.3 and 1.4.11)."""

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
COLOUR = "{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
LINK = re.compile(r'HYPERLINK\("#\'?((?:[^\'"]|\'\')+)\'?!')


def faults(content: bytes) -> list[str]:
    """Each fault with its sheet and cell."""
    book = openpyxl.load_workbook(BytesIO(content))
    try:
        return [fault for look in LOOKS for fault in look(book)] + list(_charts(content)) + list(_bars(content))
    finally:
        book.close()


def faults_in(path: Path) -> list[str]:
    """Those of a file."""
    return faults(path.read_bytes())


def _cells(book: Any) -> Iterator[tuple[Any, Any]]:
    for sheet in book.worksheets:
        yield from ((sheet, cell) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def _lists(book: Any) -> Iterator[str]:
    for sheet in book.worksheets:
        for validation in sheet.data_validations.dataValidation:
            text = str(validation.formula1 or "")
            if validation.type == "list" and text.startswith('"') and len(text) - 2 > LONGEST_LIST:
                yield f"{sheet.title}!{validation.sqref}: a list of {len(text) - 2} characters"


def _merges(book: Any) -> Iterator[str]:
    for sheet in book.worksheets:
        areas: list[Any] = [range_boundaries(str(merged)) for merged in sheet.merged_cells.ranges]
        for one, other in combinations(areas, 2):
            if one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]:
                yield f"{sheet.title}: merged cells overlap at row {max(one[1], other[1])}"


def _texts(book: Any) -> Iterator[str]:
    for sheet, cell in _cells(book):
        if isinstance(cell.value, str):
            if len(cell.value) > LONGEST_TEXT:
                yield f"{sheet.title}!{cell.coordinate}: a text of {len(cell.value)} characters"
            if cell.value.count("\n") > MOST_LINE_FEEDS:
                yield f"{sheet.title}!{cell.coordinate}: {cell.value.count(chr(10))} line feeds"


def _names(book: Any) -> Iterator[str]:
    sheets = {sheet.title for sheet in book.worksheets}
    for name, defined in book.defined_names.items():
        if "#REF!" in (defined.attr_text or ""):
            yield f"name {name} leads nowhere"
        for of, _area in defined.destinations:
            if of not in sheets:
                yield f"name {name} is of a sheet that is not there"


def _tables(book: Any) -> Iterator[str]:
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            area: Any = range_boundaries(table.ref)
            first, top, last, _bottom = area
            heads = [str(sheet.cell(top, column).value or "") for column in range(first, last + 1)]
            titles = [column.name.replace("_x000a_", "\n") for column in table.tableColumns]
            if heads != titles:
                yield f"{sheet.title}: the titles of table {table.displayName} are not those of its cells"
            if len({title.casefold() for title in titles}) != len(titles):
                yield f"{sheet.title}: two columns of table {table.displayName} have one title"


def _links(book: Any) -> Iterator[str]:
    sheets = {sheet.title for sheet in book.worksheets}
    for sheet, cell in _cells(book):
        match = LINK.search(cell.value) if isinstance(cell.value, str) else None
        if match is not None and match[1].replace("''", "'") not in sheets:
            yield f"{sheet.title}!{cell.coordinate}: leads to a sheet that is not there"


def _letters(book: Any) -> Iterator[str]:
    """Small letters where people read: not in rows and columns that are hidden, nor on sheets that are."""
    for sheet in book.worksheets:
        hidden = {
            column
            for dimension in sheet.column_dimensions.values()
            if dimension.hidden
            for column in range(dimension.min, dimension.max + 1)
        }
        for row in sheet.iter_rows() if sheet.sheet_state == "visible" else ():
            for cell in row:
                is_hidden = cell.value is None or cell.column in hidden or sheet.row_dimensions[cell.row].hidden
                if not is_hidden and cell.font.sz is not None and cell.font.sz < SMALLEST:
                    yield f"{sheet.title}!{cell.coordinate}: letters of {cell.font.sz} points"


def _colours(book: Any) -> Iterator[str]:
    """Letters that can hardly be read on the colour of their cell."""
    looked: dict[tuple[str, str], float] = {}
    for sheet, cell in _cells(book):
        ink, ground = cell.font.color, cell.fill.fgColor
        if cell.fill.fill_type != "solid" or ground.type != "rgb" or sheet.sheet_state != "visible":
            continue
        pair = (str(ink.rgb)[-6:] if ink is not None and ink.type == "rgb" else "000000", str(ground.rgb)[-6:])
        if pair not in looked:
            looked[pair] = contrast(*pair)
        if looked[pair] < READ:
            yield f"{sheet.title}!{cell.coordinate}: written in {pair[0]} on {pair[1]}"


def contrast(one: str, other: str) -> float:
    """Of two colours as RRGGBB, as WCAG 2 defines it; worked out here so that what is tested is not tested by itself."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _bars(content: bytes) -> Iterator[str]:
    """Neighbours of a stacked chart that run together in greyscale."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in package.namelist():
            if part.startswith("xl/charts/chart"):
                for bars in ElementTree.fromstring(package.read(part)).iter(f"{CHART}barChart"):
                    found = [series.find(f"{CHART}spPr//{COLOUR}") for series in bars.iter(f"{CHART}ser")]
                    colours = [colour.get("val", "") for colour in found if colour is not None]
                    for one, other in pairwise(colours):
                        if contrast(one, other) < BESIDE:
                            yield f"{part}: bars of {one} and {other} touch"


def _charts(content: bytes) -> Iterator[str]:
    """Drawings that say nothing to those who cannot see them."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in package.namelist():
            if part.startswith("xl/drawings/drawing"):
                for drawn in ElementTree.fromstring(package.read(part)).iter(f"{DRAWING}cNvPr"):
                    decorative = any("decorative" in element.tag for element in drawn.iter())
                    if not drawn.get("descr") and not decorative:
                        yield f"{part}: {drawn.get('name')} has no text for those who cannot see it"


LOOKS: tuple[Callable[[Any], Iterator[str]], ...] = (
    _lists,
    _merges,
    _texts,
    _names,
    _tables,
    _links,
    _letters,
    _colours,
)
