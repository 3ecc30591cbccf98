"""The raw XML of one sheet: each cell's value, the formulas, what is merged and what is hidden.

Values and notes come from one and the same reading: two that understand a file differently would let an error or a value
pass unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

from followup.files.addresses import LAST_COLUMN, LAST_ROW, Places, place_of
from followup.files.packages.thin_sheet import ThinSheet, name_cells
from followup.files.received import UnreadableFile
from followup.files.size_limits import Limits
from followup.files.xlsx.cell_xml import CellReader, RawCell, cell_in
from followup.files.xlsx.sheet_notes import SheetNotes, unusual_fills
from followup.rulebook.received.files import CELL_BEYOND_SHEET, DAMAGED_FILE, TOO_MANY_CELLS, TOO_MANY_MERGES


@cache
def _path(path: str, space: str) -> Any:
    from lxml import etree

    return etree.XPath(path, namespaces={"m": space}, smart_strings=False)


def _find(path: str, root: Any) -> Any:
    """What a path finds; ``m:`` is the sheet's own namespace."""
    return _path(path, root.tag.partition("}")[0].lstrip("{"))(root)


def notes_on_sheet(thin: ThinSheet, sheet: str, reader: CellReader, limits: Limits) -> SheetNotes:
    """All that a parsed sheet says; UnreadableFile where two cells claim one place, or there are too many."""
    root = thin.root
    _every_cell_has_a_name(root)  # first: its name says where a cell stands
    elements = _find("m:sheetData/m:row/m:c[* or @t='e']", root)
    if len(elements) > limits.cells:
        raise UnreadableFile(TOO_MANY_CELLS.problem(n=limits.cells), f"{sheet}!{elements[-1].get('r')}")
    merged, places = merged_in(root, sheet, limits), Places()
    notes = _notes_on_cells((_cell(element, places, sheet) for element in elements), sheet, reader)
    _every_place_is_its_own(root, [element.get("r") for element in elements], sheet)
    every_value_stands_in_a_cell(root, elements, sheet)
    notes.merged = merged
    notes.hidden_rows = frozenset(_hidden_rows(root))
    notes.hidden_columns = frozenset(hidden_columns_in(root))
    notes.fills = {
        place: fill
        for name, fill in unusual_fills(_coloured(thin, reader.styles.fills))
        if (place := places[name]) is not None
    }
    return notes


def _cell(element: Any, places: Places, sheet: str) -> RawCell:
    place = places[element.get("r")]
    if place is None:
        raise UnreadableFile(CELL_BEYOND_SHEET.problem(), f"{sheet}!{element.get('r')[:20]}")
    return cell_in(element, place)


def _notes_on_cells(cells: Iterable[RawCell], sheet: str, reader: CellReader) -> SheetNotes:
    notes = SheetNotes()
    values, read = notes.values, reader.read
    for cell in cells:
        notes.cells += 1
        raw, look, struck, left_out, italics = read(cell, sheet)
        if raw is not None:
            values[cell.place] = raw
        notes.note_beside(cell.place, cell.formula, look, struck, left_out, italics)
    return notes


def _coloured(thin: ThinSheet, fills: Mapping[str, str]) -> dict[str, list[str]]:
    """The names of the cells of each colour."""
    coloured: dict[str, list[str]] = {}
    if not fills:
        return coloured
    names, looks = (_find(f"m:sheetData/m:row/m:c[@s]/@{key}", thin.root) for key in "rs")
    for name, look in chain(zip(names, looks, strict=True), thin.left_out):
        if (fill := fills.get(look)) is not None:
            coloured.setdefault(fill, []).append(name)
    return coloured


def _every_cell_has_a_name(root: Any) -> None:
    """Some programs leave the cells' names out: each then follows the one before it."""
    if not _find("boolean(m:sheetData/m:row/m:c[not(@r)])", root):
        return
    row = -1
    for line in _find("m:sheetData/m:row", root):
        row = name_cells(line, row)


def _every_place_is_its_own(root: Any, references: list[str], sheet: str) -> None:
    if len(set(references)) != len(references):
        raise UnreadableFile(DAMAGED_FILE.problem(), f"{sheet}!{Counter(references).most_common(1)[0][0]}")
    rows = _find("m:sheetData/m:row/@r", root)
    if len(set(rows)) != len(rows):
        raise UnreadableFile(DAMAGED_FILE.problem(), sheet)


def every_value_stands_in_a_cell(root: Any, cells: list[Any], sheet: str) -> None:
    """A value where no cell is, as between alternatives, is one that we would not see and another program might."""
    elements = set(cells)
    for element in root.iter("{*}v", "{*}is"):
        above = element.getparent()
        if above not in elements and above.tag.endswith("}c"):
            raise UnreadableFile(DAMAGED_FILE.problem(), f"{sheet}!{above.get('r', '')}")


def merged_in(root: Any, sheet: str, limits: Limits) -> list[tuple[int, int, int, int]]:
    """First row and column, last row and column, of each merged range; UnreadableFile where there are too many."""
    merged = []
    references = _find("m:mergeCells/m:mergeCell/@ref", root)
    if len(references) > limits.merges:
        raise UnreadableFile(TOO_MANY_MERGES.problem(n=limits.merges), sheet)
    for reference in references:
        first, _colon, last = reference.partition(":")
        start, end = place_of(first), place_of(last or first)
        if start is not None and end is not None and start != end:
            merged.append((*start, *end))
    return merged


def _hidden_rows(root: Any) -> Iterable[int]:
    """Hidden by hand, by a filter, or made so low that nothing shows."""
    for number in _find("m:sheetData/m:row[@hidden='1' or @hidden='true' or number(@ht)=0]/@r", root):
        if number.isdecimal() and len(number) < 8 and 0 < int(number) <= LAST_ROW:
            yield int(number) - 1


def hidden_columns_in(root: Any) -> Iterable[int]:
    """Hidden by hand, or made so narrow that nothing shows."""
    for column in _find("m:cols/m:col[@hidden='1' or @hidden='true' or number(@width)=0]", root):
        first, last = column.get("min", ""), column.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            yield from range(int(first) - 1, min(int(last), LAST_COLUMN))
