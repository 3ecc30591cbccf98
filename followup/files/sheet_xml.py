"""The raw XML of one sheet: each cell's value, the formulas, what is merged and what is hidden.

Values and notes come from one and the same parsed tree: two readers that understand a file differently would let an
error or a value pass unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from followup.files.addresses import LAST_COLUMN, LAST_ROW, Places, place_of
from followup.files.book import address
from followup.files.cell_xml import CellReader, formula_in
from followup.files.limits import Limits
from followup.files.received import Look, Raw
from followup.files.refusals import (
    a_cell_that_no_sheet_has,
    the_file_is_damaged,
    the_sheet_has_too_many_cells,
    the_sheet_has_too_many_merges,
)
from followup.files.runs import Abridged


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


def may_be_too_many_cells(content: bytes, limits: Limits) -> bool:
    """Whether there are far more cells than allowed, seen before room is made for them."""
    return content.count(b"<c ") + content.count(b":c ") > 4 * limits.cells


def notes_on_sheet(root: Any, sheet: str, reader: CellReader, limits: Limits) -> SheetNotes:
    """All that a parsed sheet says; UnreadableFile where two cells claim one place, or there are too many."""
    _every_cell_has_a_name(root)
    cells = _find("m:sheetData/m:row/m:c[* or @t='e']", root)
    if len(cells) > limits.cells:
        raise the_sheet_has_too_many_cells(limits.cells, f"{sheet}!{cells[-1].get('r')}")
    notes = SheetNotes(merged=_merged(root, sheet, limits), cells=len(cells))
    places, before = Places(), reader.seen
    for cell in cells:
        place = places[cell.get("r")]
        if place is None:
            raise a_cell_that_no_sheet_has(f"{sheet}!{cell.get('r')[:20]}")
        raw, is_formula = reader.read(cell, sheet)
        if is_formula:
            notes.formulas.add(place)
            if text := formula_in(cell):
                notes.written[place] = text
        if raw is not None:
            notes.take(place, raw, reader.is_struck(cell))
            if (look := reader.look_of(cell, raw)) is not None:
                notes.looks[place] = look
    _every_place_is_its_own(root, [cell.get("r") for cell in cells], sheet)
    _every_value_stands_in_a_cell(root, cells, reader.seen - before, sheet)
    notes.hidden_rows = frozenset(_hidden_rows(root))
    notes.hidden_columns = frozenset(_hidden_columns(root))
    notes.fills = _unusual_fills(root, places, reader.styles.fills)
    return notes


def _unusual_fills(root: Any, places: Places, fills: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """The colours of cells, but for the one that most of them have: in a form of ours most often that of its answers."""
    looks = _find("m:sheetData/m:row/m:c[@s]/@s", root) if fills else []
    counted = Counter(look for look in looks if look in fills)
    by_fill = Counter[str]()
    for look, times in counted.items():
        by_fill[fills[look]] += times
    if len(by_fill) < 2:
        return {}
    usual = by_fill.most_common(1)[0][0]
    coloured = {look for look in counted if fills[look] != usual}
    found = ((at, look) for at, look in zip(_find("m:sheetData/m:row/m:c[@s]/@r", root), looks, strict=True))
    return {place: fills[look] for at, look in found if look in coloured and (place := places[at]) is not None}


def _every_cell_has_a_name(root: Any) -> None:
    """Some programs leave the cells' names out: each then follows the one before it."""
    if not _find("boolean(m:sheetData/m:row/m:c[not(@r)])", root):
        return
    row = -1
    for line in _find("m:sheetData/m:row", root):
        told = line.get("r", "")
        row = int(told) - 1 if told.isdecimal() and len(told) < 8 else row + 1
        column = -1
        for cell in line.iterfind("{*}c"):
            place = place_of(cell.get("r", ""))
            column = place[1] if place else column + 1
            cell.set("r", address(row, column))


def _every_place_is_its_own(root: Any, references: list[str], sheet: str) -> None:
    if len(set(references)) != len(references):
        raise the_file_is_damaged(f"{sheet}!{Counter(references).most_common(1)[0][0]}")
    rows = _find("m:sheetData/m:row/@r", root)
    if len(set(rows)) != len(rows):
        raise the_file_is_damaged(sheet)


def _every_value_stands_in_a_cell(root: Any, cells: list[Any], seen: int, sheet: str) -> None:
    """A value where no cell is, as between alternatives, is one that we would not see and another program might."""
    if sum(1 for _each in root.iter("{*}v", "{*}is")) == seen:
        return
    known = set(cells)
    for each in root.iter("{*}v", "{*}is"):
        above = each.getparent()
        if above.tag.endswith("}c") and above not in known:
            raise the_file_is_damaged(f"{sheet}!{above.get('r', '')}")


def _merged(root: Any, sheet: str, limits: Limits) -> list[tuple[int, int, int, int]]:
    merged = []
    references = _find("m:mergeCells/m:mergeCell/@ref", root)
    if len(references) > limits.merges:
        raise the_sheet_has_too_many_merges(limits.merges, sheet)
    for each in references:
        first, _colon, last = each.partition(":")
        start, end = place_of(first), place_of(last or first)
        if start is not None and end is not None and start != end:
            merged.append((*start, *end))
    return merged


def _hidden_rows(root: Any) -> Iterable[int]:
    """Hidden by hand, by a filter, or made so low that nothing shows."""
    for told in _find("m:sheetData/m:row[@hidden='1' or @hidden='true' or number(@ht)=0]/@r", root):
        if told.isdecimal() and len(told) < 8 and 0 < int(told) <= LAST_ROW:
            yield int(told) - 1


def _hidden_columns(root: Any) -> Iterable[int]:
    for each in _find("m:cols/m:col[@hidden='1' or @hidden='true' or number(@width)=0]", root):
        first, last = each.get("min", ""), each.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            yield from range(int(first) - 1, min(int(last), LAST_COLUMN))
