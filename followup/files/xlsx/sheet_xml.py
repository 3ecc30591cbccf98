"""The raw XML of one sheet: each cell's value, the formulas, what is merged and what is hidden.

Values and notes come from one and the same reading: two that understand a file differently would let an error or a value
pass unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from followup.files.addresses import LAST_COLUMN, LAST_ROW, Places, place_of
from followup.files.packages.thin_sheet import ThinSheet, name_cells
from followup.files.received import Look, Raw, UnreadableFile
from followup.files.runs import Abridged
from followup.files.size_limits import Limits
from followup.files.xlsx.cell_xml import CellReader, RawCell, cell_in
from followup.files.xlsx.sheet_text import SheetText
from followup.rulebook.received.files import CELL_BEYOND_SHEET, DAMAGED_FILE, TOO_MANY_CELLS, TOO_MANY_MERGES

Name = TypeVar("Name")
"""What a cell is called: its name or its place."""


@dataclass
class SheetNotes:
    """What is known of one sheet: cells by (row, column), counted from 0; merged as first and last of each."""

    values: dict[tuple[int, int], Raw] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    looks: dict[tuple[int, int], Look] = field(default_factory=dict)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    cells: int = 0
    struck: set[tuple[int, int]] = field(default_factory=set)
    left_out: dict[tuple[int, int], str] = field(default_factory=dict)
    written: dict[tuple[int, int], str] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)

    def take(self, place: tuple[int, int], raw: Raw, struck: bool = False) -> None:
        """The value of a cell; ``struck`` is how the cell as a whole looks."""
        if raw.__class__ is Abridged:
            assert isinstance(raw, Abridged)
            self.leave_out(place, raw.left_out)
            struck, raw = raw.struck, str(raw)  # its runs say how they look, whatever the cell does
        if struck:
            self.struck.add(place)
        self.values[place] = raw

    def leave_out(self, place: tuple[int, int], text: str) -> None:
        """What was struck out in a cell, or in a comment on it; nothing where the text is empty."""
        if text:
            self.left_out[place] = " ".join(filter(None, (self.left_out.get(place), text)))


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
    merged, places = _merged(root, sheet, limits), Places()
    notes = _notes_on_cells((_cell(element, places, sheet) for element in elements), sheet, reader)
    _every_place_is_its_own(root, [element.get("r") for element in elements], sheet)
    _every_value_stands_in_a_cell(root, elements, sheet)
    notes.merged = merged
    notes.hidden_rows = frozenset(_hidden_rows(root))
    notes.hidden_columns = frozenset(_hidden_columns(root))
    looks = [*_looks_of_cells(root), *thin.left_out] if reader.styles.fills else []
    named = _unusual_fills(looks, reader.styles.fills)
    notes.fills = {place: fill for name, fill in named if (place := places[name]) is not None}
    return notes


def notes_on_text(text: SheetText, sheet: str, reader: CellReader, limits: Limits) -> SheetNotes:
    """The same of a sheet that has no tree but of what stands around its cells."""
    merged = _merged(text.root, sheet, limits)
    notes = _notes_on_cells(text.cells, sheet, reader)
    _every_value_stands_in_a_cell(text.root, [], sheet)
    notes.merged = merged
    notes.hidden_rows = frozenset(text.hidden_rows)
    notes.hidden_columns = frozenset(_hidden_columns(text.root))
    notes.fills = dict(_unusual_fills(text.looks, reader.styles.fills))
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
        place = cell.place
        if cell.formula is not None:
            notes.formulas.add(place)
            if cell.formula:
                notes.written[place] = cell.formula
        raw, look, struck, left_out = read(cell, sheet)
        if raw is None:
            continue
        values[place] = raw
        if struck:
            notes.struck.add(place)
        if left_out:
            notes.leave_out(place, left_out)
        if look is not None:
            notes.looks[place] = look
    return notes


def _looks_of_cells(root: Any) -> Iterable[tuple[str, str]]:
    """Name and look of each cell that has a look of its own."""
    names = _find("m:sheetData/m:row/m:c[@s]/@r", root)
    return zip(names, _find("m:sheetData/m:row/m:c[@s]/@s", root), strict=True)


def _unusual_fills(looks: Sequence[tuple[Name, str]], fills: Mapping[str, str]) -> Iterable[tuple[Name, str]]:
    """The colours of cells, but for the one that most of them have: in a form of ours most often that of its answers."""
    by_fill = Counter[str]()
    for look, times in Counter(map(itemgetter(1), looks)).items():
        if look in fills:
            by_fill[fills[look]] += times
    if len(by_fill) < 2:
        return ()
    usual = by_fill.most_common(1)[0][0]
    coloured = {look for look, fill in fills.items() if fill != usual}
    return ((name, fills[look]) for name, look in looks if look in coloured)


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


def _every_value_stands_in_a_cell(root: Any, cells: list[Any], sheet: str) -> None:
    """A value where no cell is, as between alternatives, is one that we would not see and another program might."""
    elements = set(cells)
    for element in root.iter("{*}v", "{*}is"):
        above = element.getparent()
        if above not in elements and above.tag.endswith("}c"):
            raise UnreadableFile(DAMAGED_FILE.problem(), f"{sheet}!{above.get('r', '')}")


def _merged(root: Any, sheet: str, limits: Limits) -> list[tuple[int, int, int, int]]:
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


def _hidden_columns(root: Any) -> Iterable[int]:
    for column in _find("m:cols/m:col[@hidden='1' or @hidden='true' or number(@width)=0]", root):
        first, last = column.get("min", ""), column.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            yield from range(int(first) - 1, min(int(last), LAST_COLUMN))
