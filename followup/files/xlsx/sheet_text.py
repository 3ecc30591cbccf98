"""The cells of a sheet from its text, where it is written as Excel and most others write one: no tree is made of them.

A tree takes half a kilobyte a cell, and most of the time that reading takes. What is read here says the same as its tree:
from ``<sheetData>`` to its end every byte must belong to rows and cells of the few forms below, which are well-formed XML
whatever stands in them; what stands around is a tree. Anything else, and all that is to be refused, is left to the tree.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from dataclasses import dataclass, field
from typing import Any

from followup.files.addresses import LAST_COLUMN, LAST_ROW, place_of
from followup.files.packages.package import parse_content
from followup.files.packages.plain_xml import KEEPING_BLANKS, LONGEST, NONCHARACTERS, TEXT, NotPlain, text_in
from followup.files.packages.thin_sheet import is_plain
from followup.files.received import UnreadableFile
from followup.files.size_limits import USUAL, Limits
from followup.files.xlsx.cell_xml import RawCell, unescape

BEGINS, ENDS = b"<sheetData>", b"</sheetData>"
YES_OR_NO = rb'="(?:0|1|true|false)"'
FORMULA = (
    rb'<f(?: t="(?:normal|array|shared)")?(?: aca%b)?(?: ref="[A-Z0-9:]{1,30}")?(?: ca%b)?(?: si="[0-9]{1,9}")?'
    rb" ?(?:/>|>%b</f>)" % (YES_OR_NO, YES_OR_NO, TEXT)
)
VALUE = rb"<v%b>%b</v>|<v ?/>" % (KEEPING_BLANKS, TEXT)
INLINE = rb"<is><t%b>%b</t></is>" % (KEEPING_BLANKS, TEXT)
CELL = (
    rb'<c r="[A-Z]{1,3}\1"(?: s="[0-9]{1,6}")?(?: t="(?:n|s|str|b|e|d|inlineStr)")? ?'
    rb"(?:/>|>(?:(?:%b)?(?:%b)?|%b)</c>)" % (FORMULA, VALUE, INLINE)
)
ROW = re.compile(
    rb'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9:]{1,30}="[ !#-%%\'-;=?-~]*+")*+) ?(?:/>|>((?:%b)*+)</row>)' % CELL
)
"""A row: its number, its other attributes, and its cells, which have the number of the row in their names."""

CELLS = re.compile(
    r'<c r="([A-Z]+)[0-9]+"(?: s="([0-9]+)")?(?: t="(\w+)")? ?(?:>(?:<v>([^<]+)</v></c>|(<[fiv].*?)</c>)|[^<]*)',
    re.DOTALL,
)
"""The cells of a row: letters, look, kind, and the value, or all that stands in one that holds more than that."""
WITHIN = re.compile(
    r"(?:<f[^<>]*?(?:/>|>([^<]*)</f>))?(?:<v[^<>]*?(?:/>|>([^<]*)</v>))?(?:<is><t[^<>]*>([^<]*)</t></is>)?"
)
ATTRIBUTE = re.compile(rb' ([A-Za-z0-9:]+)="([^"]*)"')
OF_ROWS = {
    b"spans", b"s", b"customFormat", b"ht", b"hidden", b"customHeight", b"outlineLevel", b"collapsed",
    b"thickTop", b"thickBot", b"ph",
}  # fmt: skip
NEWER = b"x14ac:dyDescent"
HEIGHT = re.compile(rb"[0-9]{1,9}(?:\.[0-9]{0,20})?")


@dataclass(frozen=True)
class SheetText:
    """A sheet without a tree of its cells: the ``root`` is of what stands around them.

    ``cells`` are those that hold something, ``looks`` the place and look of each, empty or not, that is coloured.
    """

    root: Any
    cells: list[RawCell] = field(default_factory=list)
    looks: list[tuple[tuple[int, int], str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


def sheet_text(content: bytes, part: str, coloured: Collection[str], limits: Limits = USUAL) -> SheetText | None:
    """The sheet, or None where it is to be read from its tree. ``coloured`` are looks that are remembered."""
    begin, end = content.find(BEGINS) + len(BEGINS), content.rfind(ENDS)
    if begin < len(BEGINS) or end < begin or any(sign in content for sign in NONCHARACTERS):
        return None
    frame = content[:begin] + content[end:]
    if not is_plain(frame):
        return None
    try:
        sheet = SheetText(_root_of(parse_content(frame, part, limits)))
        _Rows(sheet, coloured).read(content, begin, end)
    except (NotPlain, UnreadableFile, UnicodeDecodeError):
        return None
    return sheet if len(sheet.cells) <= limits.cells else None


def _root_of(root: Any) -> Any:
    """The root, where the one element of that name is its own child: cells in another place are none."""
    elements = list(root.iter("{*}sheetData"))
    if len(elements) != 1 or elements[0].getparent() is not root or root.prefix is not None:
        raise NotPlain
    return root


class _Rows:
    """Takes one row after the other; each attribute of rows and each name of a column is understood once."""

    def __init__(self, sheet: SheetText, coloured: Collection[str]) -> None:
        self.sheet = sheet
        self.coloured = coloured
        self.attributes = OF_ROWS | ({NEWER} if "x14ac" in sheet.root.nsmap else set())
        self.hiding: dict[bytes, bool] = {b"": False}
        self.columns: dict[str, int] = {}

    def read(self, content: bytes, begin: int, end: int) -> None:
        """All rows between two places; each must follow those before it, so that no place comes twice."""
        last = -1
        while begin < end:
            row = ROW.match(content, begin, end)
            if row is None:
                raise NotPlain
            begin, number = row.end(), int(row[1]) - 1
            if not last < number < LAST_ROW:
                raise NotPlain
            last = number
            if self._hides(row[2]):
                self.sheet.hidden_rows.add(number)
            if row[3]:
                self._take(number, row[3].decode())

    def _hides(self, attributes: bytes) -> bool:
        hides = self.hiding.get(attributes)
        if hides is None:
            hides = self.hiding[attributes] = _hides(attributes, self.attributes)
        return hides

    def _take(self, row: int, text: str) -> None:
        matches = CELLS.findall(text)
        if len({match[0] for match in matches}) != len(matches):
            raise NotPlain
        columns, coloured, cells = self.columns, self.coloured, self.sheet.cells
        for letters, look, kind, value, within in matches:
            column = columns.get(letters)
            if column is None:
                column = columns[letters] = _column(letters)
            place = (row, column)
            if look in coloured:
                self.sheet.looks.append((place, look))
            if within:
                cells.append(_cell(place, kind, look, within))
            elif value:
                cells.append(RawCell(place, kind or "n", look, text_in(value)))
            elif kind == "e":
                cells.append(RawCell(place, kind, look))


def _hides(attributes: bytes, allowed: Set[bytes]) -> bool:
    """Whether a row is hidden by hand, by a filter, or made so low that nothing shows."""
    pairs = ATTRIBUTE.findall(attributes)
    values = dict(pairs)
    if len(values) != len(pairs) or not values.keys() <= allowed:
        raise NotPlain
    height = values.get(b"ht", b"1")
    if not HEIGHT.fullmatch(height):
        raise NotPlain
    return values.get(b"hidden") in (b"1", b"true") or float(height) == 0


def _column(letters: str) -> int:
    place = place_of(f"{letters}1")
    if place is None or place[1] >= LAST_COLUMN:
        raise NotPlain
    return place[1]


def _cell(place: tuple[int, int], kind: str, look: str, within: str) -> RawCell:
    """A cell that holds a formula, a text of its own, or a value that is written in a longer way."""
    match = WITHIN.fullmatch(within)
    if match is None or len(within) > LONGEST:
        raise NotPlain
    formula, value, inline = (None if text is None else text_in(text) for text in match.groups())
    formula = (formula or "") if within.startswith("<f") else None
    text = (value or "") if "<v" in within else None
    return RawCell(place, kind or "n", look, text, formula, None if inline is None else unescape(inline))
