"""A copy of a workbook with a column of notes beside a table, and all else in it as it was; the workbook is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from followup.files.addresses import address, place_of
from followup.files.disk.atomic_files import written_beside
from followup.files.extending.new_cells import MAIN, NO_WORKBOOK, CannotExtend, add_cells
from followup.files.extending.xlsx_extend import opened
from followup.files.legal import fitting, legal
from followup.files.packages.part_xml import parse_part

WIDTH = "60"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

RowNotes = Mapping[str, Mapping[int, str]]
"""Notes by sheet and row, counted from 0."""


def annotate(source: Path, target: Path, title: str, notes: RowNotes) -> None:
    """Write the copy: on each sheet the first free column gets the title over its notes, each in the look of the cell beside
    it. CannotExtend where nothing can be added to the workbook.
    """
    try:
        content = _annotated(source.read_bytes(), title, notes)
    except (
        SyntaxError,
        ValueError,
        TypeError,
    ) as error:  # odd numbers of rows, columns or looks: it was read without them
        raise CannotExtend(NO_WORKBOOK) from error
    with written_beside(target) as beside:
        beside.write_bytes(content)


def _annotated(source: bytes, title: str, notes: RowNotes) -> bytes:
    parts = opened(source)
    for name, by_row in notes.items():
        if name not in parts.sheets:
            raise CannotExtend(NO_WORKBOOK)
        part, header = parts.sheets[name], min(by_row) - 1
        add_cells(parts, part, _column(parse_part(parts.content[part]), {header: title, **by_row}))
    return parts.packed()


def _column(sheet: Any, texts: Mapping[int, str]) -> Any:
    """A sheet with nothing but these texts, by row, the first of which are titles; below each other in a free column."""
    looks, filled = {}, set()
    for cell in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row/{MAIN}c"):
        place = place_of(cell.get("r", ""))
        looks[place] = cell.get("s", "0")
        if len(cell):
            filled.add(place)
    column = 1 + max((at for row, at in filter(None, filled) if row == min(texts)), default=-1)
    while any((row, column) in filled for row in texts):
        column += 1
    root = sheet.makeelement(f"{MAIN}worksheet")
    number = str(column + 1)
    width = {"min": number, "max": number, "width": WIDTH, "customWidth": "1"}
    _below(_below(root, "cols"), "col", width)
    rows = _below(root, "sheetData")
    for row, text in sorted(texts.items()):
        look = looks.get((row, column - 1), "0")
        attributes = {"r": address(row, column), "s": look, "t": "inlineStr"}
        cell = _below(_below(rows, "row", {"r": str(row + 1)}), "c", attributes)
        _below(_below(cell, "is"), "t", {SPACE: "preserve"}).text = fitting(legal(text), "…")
    return root


def _below(node: Any, name: str, attributes: Mapping[str, str] | None = None) -> Any:
    below = node.makeelement(f"{MAIN}{name}", attributes)
    node.append(below)
    return below
