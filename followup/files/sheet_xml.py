"""What the raw XML of one sheet tells that no reader does: errors, formulas never calculated, what is hidden."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from followup.files.addresses import LAST_COLUMN, LAST_ROW, furthest, place_of
from followup.files.book import address
from followup.files.limits import Limits
from followup.files.received import Raw
from followup.files.refusals import (
    a_cell_that_no_sheet_has,
    a_text_is_too_long,
    the_file_is_damaged,
    the_sheet_has_too_many_cells,
    the_sheet_has_too_many_merges,
)
from followup.files.values import raw_of

WIDE_APART = 200_000
"""More empty places than this between the first and the last cell are not laid out: the cells are moved together."""


@dataclass
class SheetNotes:
    """What is known of one sheet: cells by (row, column), counted from 0; merged as first and last of each.

    ``values`` are what the fast reader leaves out or mistakes. ``scattered`` are the rows
    and the columns in use, in order, where a few cells stand far apart.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    values: dict[tuple[int, int], Raw | None] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    scattered: tuple[list[int], list[int]] | None = None
    cells: int = 0
    part: str = ""


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


def notes_on_sheet(root: Any, sheet: str, limits: Limits) -> SheetNotes:
    """The notes on a parsed sheet; UnreadableFile where two cells claim one place, or there are too many."""
    if not root.tag.startswith("{"):
        raise the_file_is_damaged(sheet)
    _every_cell_has_a_name(root)
    references = _find("m:sheetData/m:row/m:c[*]/@r", root)
    if len(references) > limits.cells:
        raise the_sheet_has_too_many_cells(limits.cells, f"{sheet}!{references[-1]}")
    notes = SheetNotes(merged=_merged(root, sheet, limits), cells=len(references))
    _note_width(notes, references, sheet)
    _every_place_is_its_own(root, references, sheet)
    _note_formulas(notes, root)
    _note_seldom_kinds(notes, root)
    notes.hidden_rows = frozenset(_hidden_rows(root))
    notes.hidden_columns = frozenset(_hidden_columns(root))
    _texts_are_not_too_long(root, sheet, limits)
    return notes


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


def _note_width(notes: SheetNotes, references: list[str], sheet: str) -> None:
    """A value far away, often typed by mistake, would make a reader lay out millions of empty cells before it."""
    last_row, last_column, beyond = furthest(references)
    if beyond:
        raise a_cell_that_no_sheet_has(f"{sheet}!{beyond}")
    if (last_row + 1) * (last_column + 1) > WIDE_APART + 4 * len(references):
        places = [place for each in references if (place := place_of(each)) is not None]
        notes.scattered = sorted({row for row, _ in places}), sorted({column for _, column in places})


def _note_formulas(notes: SheetNotes, root: Any) -> None:
    for cell in _find("m:sheetData/m:row/m:c[@t='e']", root):
        if (place := place_of(cell.get("r", ""))) is not None:
            notes.errors[place] = cell.findtext("{*}v") or "#N/A"
    for cell in _find("m:sheetData/m:row/m:c[m:f]", root):
        place = place_of(cell.get("r", ""))
        if place is None:
            continue
        notes.formulas.add(place)
        if not cell.findtext("{*}v") and cell.get("t") != "str" and cell.find("{*}is") is None:
            notes.uncalculated.add(place)


def _note_seldom_kinds(notes: SheetNotes, root: Any) -> None:
    """A text of the cell's own kept where a number is, and days written as days: the fast reader misses these."""
    for cell in _find("m:sheetData/m:row/m:c[@t='inlineStr' and not(m:is) and m:v]", root):
        if (place := place_of(cell.get("r", ""))) is not None:
            notes.values[place] = raw_of(cell.findtext("{*}v") or "")
    for cell in _find("m:sheetData/m:row/m:c[@t='d' and m:v]", root):
        place, told = place_of(cell.get("r", "")), cell.findtext("{*}v") or ""
        if place is None:
            continue
        try:
            notes.values[place] = raw_of(datetime.fromisoformat(told).replace(tzinfo=None))
        except ValueError:
            notes.values[place] = raw_of(told)


def numbers_in(root: Any, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """The numbers of some cells as they are written, whatever their format shows."""
    names = {address(*place): place for place in places}
    found = {}
    for cell in _find("m:sheetData/m:row/m:c[m:v]", root):
        if (place := names.get(cell.get("r", ""))) is not None:
            with contextlib.suppress(ValueError):
                found[place] = float(cell.findtext("{*}v"))
    return found


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
    for told in _find("m:sheetData/m:row[@hidden='1' or @hidden='true' or @ht='0']/@r", root):
        if told.isdecimal() and len(told) < 8 and 0 < int(told) <= LAST_ROW:
            yield int(told) - 1


def _hidden_columns(root: Any) -> Iterable[int]:
    for each in _find("m:cols/m:col[@hidden='1' or @hidden='true' or @width='0']", root):
        first, last = each.get("min", ""), each.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            yield from range(int(first) - 1, min(int(last), LAST_COLUMN))


def _texts_are_not_too_long(root: Any, sheet: str, limits: Limits) -> None:
    for cell in _find("m:sheetData/m:row/m:c[m:is or @t='str']", root):
        if sum(map(len, cell.itertext())) > limits.text:
            raise a_text_is_too_long(limits.text, f"{sheet}!{cell.get('r', '')}")


def moved_together(root: Any, scattered: tuple[list[int], list[int]]) -> None:
    """Close the gaps between a few cells far apart: each keeps its order, and ``scattered`` says where it stood."""
    rows = {row: index for index, row in enumerate(scattered[0])}
    columns = {column: index for index, column in enumerate(scattered[1])}
    for line in _find("m:sheetData/m:row", root):
        for cell in list(line):
            place = place_of(cell.get("r", ""))
            if place is None or place[0] not in rows or place[1] not in columns:
                line.remove(cell)
                continue
            cell.set("r", address(rows[place[0]], columns[place[1]]))
            line.set("r", str(rows[place[0]] + 1))
        if len(line) == 0:
            line.getparent().remove(line)
    for dimension in root.iterfind("{*}dimension"):
        root.remove(dimension)
