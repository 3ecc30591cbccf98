"""Cells of a workbook given other values, and all else in it as it was stored: looks, rules, comments, other parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from followup.files.addresses import address, place_of
from followup.files.extending.new_cells import MAIN, NO_WORKBOOK, CannotExtend
from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.xlsx_parts import NotMarkable, parts_of, workbook_part

Places = Mapping[tuple[int, int], "str | date | None"]
"""Values by row and column, counted from 0; None empties a cell."""

EXCELS_FIRST = date(1899, 12, 30)
EXCELS_DAYS = (30_000, 80_000)
"""1982 to 2119: a number outside them was typed as something else."""


def with_cells(content: bytes, sheets: Mapping[str, Places]) -> bytes:
    """The workbook with these cells set, by sheet. CannotExtend where a sheet or a cell is not there to be set.

    A day goes as a number where the cell holds one of a day already, for then it is shown as a day; else as text, as in a
    workbook that counts days from 1904.
    """
    try:
        parts = parts_of(content)
    except NotMarkable as error:
        raise CannotExtend(NO_WORKBOOK) from error
    counts_from_1904 = re.search(rb'date1904="(?:1|true)"', parts.content[workbook_part(parts.content)]) is not None
    for name, values in sheets.items():
        if name not in parts.sheets:
            raise CannotExtend(NO_WORKBOOK)
        part = parts.sheets[name]
        root = parse_part(parts.content[part])
        cells = {cell.get("r"): cell for cell in root.iterfind(f"{MAIN}sheetData/{MAIN}row/{MAIN}c")}
        for (row, column), value in values.items():
            cell = cells.get(address(row, column))
            if cell is None:
                cell = _new_cell(root, row, column)
            _set(cell, value, day_as_text=counts_from_1904)
        parts.content[part] = serialise(root)
    return parts.packed()


def _new_cell(root: Any, row: int, column: int) -> Any:
    """A cell where none is stored, as some programs leave out those that are empty; CannotExtend where its row is not."""
    own = next((node for node in root.iterfind(f"{MAIN}sheetData/{MAIN}row") if node.get("r") == str(row + 1)), None)
    places = [] if own is None else [place_of(node.get("r", "")) for node in own]
    if own is None or None in places:
        raise CannotExtend(NO_WORKBOOK)
    cell = own.makeelement(f"{MAIN}c", {"r": address(row, column)})
    own.attrib.pop("spans", None)
    own.insert(sum(place is not None and place < (row, column) for place in places), cell)
    return cell


def _set(cell: Any, value: str | date | None, day_as_text: bool) -> None:
    held_day = not day_as_text and cell.get("t", "n") == "n" and _is_day(cell.findtext(f"{MAIN}v", ""))
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if value is None or value == "":
        return
    if isinstance(value, date) and held_day:
        cell.append(_element(cell, "v", str((value - EXCELS_FIRST).days)))
        return
    cell.set("t", "inlineStr")
    inline = cell.makeelement(f"{MAIN}is")
    inline.append(_element(cell, "t", value.isoformat() if isinstance(value, date) else value))
    cell.append(inline)


def _is_day(number: str) -> bool:
    """Whether a number can be a day as Excel counts: 20220430 is one in another way."""
    return number.replace(".", "", 1).isdigit() and EXCELS_DAYS[0] <= float(number) <= EXCELS_DAYS[1]


def _element(cell: Any, name: str, text: str) -> Any:
    element = cell.makeelement(f"{MAIN}{name}")
    element.text = text
    return element
