"""The cells of a sheet from its text, where it is written as Excel and most others write one: no tree is made of them.

A tree takes half a kilobyte a cell, and most of the time that reading takes. What is read here says the same as its tree:
from ``<sheetData>`` to its end every byte must belong to rows and cells of the few forms below, which are well-formed XML
whatever stands in them; what stands around is a tree. Anything else, and all that is to be refused, is left to the tree.

The text is cut where a cell begins. What follows a cell's name stands in many cells, and in many sheets, the same:
``cell_text`` understands it once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from typing import Any

from followup.files.addresses import LAST_COLUMN, LAST_ROW, place_of
from followup.files.packages.package import parse_content
from followup.files.packages.plain_xml import NONCHARACTERS, NotPlain
from followup.files.packages.thin_sheet import is_plain
from followup.files.received import UnreadableFile
from followup.files.size_limits import Limits
from followup.files.xlsx.cell_text import CellTexts
from followup.files.xlsx.sheet_notes import Place, SheetNotes, unusual_fills
from followup.files.xlsx.sheet_xml import every_value_stands_in_a_cell, hidden_columns_in, merged_in

BEGINS, ENDS = b"<sheetData>", b"</sheetData>"
ROW, CELL, ROW_ENDS = b'<row r="', '<c r="', "</row>"
NUMBER = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
LETTERS = re.compile(r"[A-Z]{1,3}")
HEAD = re.compile(r"""((?: [A-Za-z0-9:]{1,30}="[ !#-%'-;=?-~]*+")*+) ?(/?)>""")
"""How a row begins, after its number: its attributes, and its end where it has one there."""
ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
OF_ROWS = {
    "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed",
    "thickTop", "thickBot", "ph",
}  # fmt: skip
NEWER = "x14ac:dyDescent"
HEIGHT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,20})?", re.ASCII)


def notes_on_text(
    content: bytes, part: str, sheet: str, texts: CellTexts, limits: Limits
) -> tuple[Any, SheetNotes] | None:
    """The root of what stands around the cells, and all that the sheet says; None where it is to be read from its tree."""
    begin, end = content.find(BEGINS) + len(BEGINS), content.rfind(ENDS)
    if begin < len(BEGINS) or end < begin:
        return None
    frame = content[:begin] + content[end:]
    if not is_plain(frame):
        return None
    try:
        root = _root_of(parse_content(frame, part, limits))
        rows = _Rows(root, texts)
        notes = rows.read(content, begin, end)
        notes.merged = merged_in(root, sheet, limits)
        every_value_stands_in_a_cell(root, [], sheet)
    except (NotPlain, UnreadableFile, UnicodeDecodeError):
        return None
    notes.hidden_rows = frozenset(rows.hidden)
    notes.hidden_columns = frozenset(hidden_columns_in(root))
    notes.fills = dict(unusual_fills(rows.coloured))
    return (root, notes) if notes.cells <= limits.cells else None


def _root_of(root: Any) -> Any:
    """The root, where it is that of cells and the one element of that name is its own child: cells elsewhere are none."""
    elements = list(root.iter("{*}sheetData"))
    if len(elements) != 1 or elements[0].getparent() is not root or root.prefix is not None:
        raise NotPlain
    if not root.tag.endswith("}worksheet"):
        raise NotPlain
    return root


class _Rows:
    """Takes one row after the other; each attribute of rows and each name of a column is understood once."""

    def __init__(self, root: Any, texts: CellTexts) -> None:
        self.notes = SheetNotes()
        self.hidden: set[int] = set()
        self.coloured = defaultdict[str, list[Place]](list)
        self._texts = texts
        self._attributes = OF_ROWS | ({NEWER} if "x14ac" in root.nsmap else set())
        self._heads: dict[str, tuple[bool, bool]] = {}
        self._columns = _Columns()

    def read(self, content: bytes, begin: int, end: int) -> SheetNotes:
        """All rows between two places; each must follow those before it, so that no place comes twice."""
        last = -1
        for text in _rows_in(content, begin, end):
            number, _quote, rest = text.partition('"')
            if NUMBER.fullmatch(number) is None or not last < (row := int(number) - 1) < LAST_ROW:
                raise NotPlain
            last = row
            head, *cells = rest.removesuffix(ROW_ENDS).split(CELL)
            hides, has_end = self._heads.get(head) or self._head(head)
            if has_end == rest.endswith(ROW_ENDS) or (has_end and cells):
                raise NotPlain
            if hides:
                self.hidden.add(row)
            self._take(row, f'{number}"', cells)
        return self.notes

    def _head(self, text: str) -> tuple[bool, bool]:
        """Whether a row is hidden, and whether it ends where it begins."""
        match = HEAD.fullmatch(text)
        if match is None:
            raise NotPlain
        head = self._heads[text] = _hides(match[1], self._attributes), bool(match[2])
        return head

    def _take(self, row: int, name_ends: str, cells: list[str]) -> None:
        """The cells of a row, each from the letters of its name on; one must come before the other, as in the sheet."""
        notes, columns, texts, coloured = self.notes, self._columns, self._texts, self.coloured
        values, last, held = notes.values, -1, 0
        for cell in cells:
            letters, _name_ends, text = cell.partition(name_ends)
            column = columns[letters]
            if column <= last:
                raise NotPlain
            last = column
            raw, fill, holds, beside = texts[text]
            place = (row, column)
            if fill:
                coloured[fill].append(place)
            if holds:
                held += 1
                if raw is not None:
                    values[place] = raw
                if beside is not None:
                    notes.note_beside(place, *beside)
        notes.cells += held


class _Columns(dict[str, int]):
    """The numbers of columns, counted from 0, by their letters; NotPlain for one that no sheet has."""

    def __missing__(self, letters: str) -> int:
        place = place_of(f"{letters}1") if LETTERS.fullmatch(letters) else None
        if place is None or place[1] >= LAST_COLUMN:
            raise NotPlain
        self[letters] = place[1]
        return place[1]


def _rows_in(content: bytes, begin: int, end: int) -> Iterator[str]:
    """The text of each row between two places, without how it begins; NotPlain where something else stands there."""
    if begin < end and not content.startswith(ROW, begin):
        raise NotPlain
    while begin < end:
        begin += len(ROW)
        after = content.find(ROW, begin, end)
        if after < 0:
            after = end
        text = content[begin:after].decode()
        if NONCHARACTERS[0] in text or NONCHARACTERS[1] in text:
            raise NotPlain
        yield text
        begin = after


def _hides(attributes: str, allowed: Set[str]) -> bool:
    """Whether a row is hidden by hand, by a filter, or made so low that nothing shows."""
    pairs = ATTRIBUTE.findall(attributes)
    values = dict(pairs)
    if len(values) != len(pairs) or not values.keys() <= allowed:
        raise NotPlain
    height = values.get("ht", "1")
    if not HEIGHT.fullmatch(height):
        raise NotPlain
    return values.get("hidden") in ("1", "true") or float(height) == 0
