"""A workbook that is opened once and that tests type into again and again: what they type is put into its XML.

It is read as what openpyxl writes of the same workbook after the same typing, formulas without results and all
(``tests/test_open_workbooks.py``), in a tenth of the time. Nothing else in the file is changed.
"""

from __future__ import annotations

import functools
import hashlib
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import coordinate_to_tuple, get_column_letter

KEPT = 12
"""Workbooks that stay open in a process: some megabytes each."""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WORKBOOK, STYLES, STRINGS, CORE = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "docProps/core.xml"
SAVED = re.compile(rb"(?<=>)[^<]*(?=</dcterms:modified>)")
DAY = "yyyy-mm-dd"
DAY_ZERO = date(1899, 12, 30)
LONGEST = 32_767
"""Signs in a cell; what is longer is cut, as openpyxl does."""


def open_workbook(source: Path) -> OpenWorkbook:
    """The workbook of a file; the same one for each file of the same content."""
    content = source.read_bytes()
    return _opened(hashlib.sha256(content).digest(), _Content(content))


class _Content(bytes):
    """The digest beside it tells files apart."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


@functools.lru_cache(KEPT)
def _opened(_digest: bytes, content: _Content) -> OpenWorkbook:
    return OpenWorkbook(content)


class OpenCell:
    """A cell as those are called that type into one of openpyxl: its value, its place and its look."""

    def __init__(self, sheet: OpenSheet, row: int, column: int, value: Any = None, style: int = 0) -> None:
        self.row, self.column = row, column
        self._sheet, self._value, self._look = sheet, value, style

    @property
    def value(self) -> Any:
        """A text, a number or a truth, a formula with its sign of equality; None when it is empty."""
        return self._value

    @value.setter
    def value(self, value: str | float | date) -> None:
        self._value = value
        if isinstance(value, date) and not is_date_format(self.number_format):
            self.number_format = DAY
        self._sheet.typed[self.row, self.column] = self

    @property
    def _style(self) -> int:
        """The number of its style; openpyxl's cells have one by the same name, to be copied."""
        return self._look

    @_style.setter
    def _style(self, style: int) -> None:
        self._look = style
        self._sheet.typed[self.row, self.column] = self

    @property
    def has_style(self) -> bool:
        """Whether it looks otherwise than a cell that nobody has touched."""
        return self._look != 0

    @property
    def number_format(self) -> str:
        """How its numbers are shown."""
        return self._sheet.looks.number_format(self._style)

    @number_format.setter
    def number_format(self, code: str) -> None:
        self._style = self._sheet.looks.with_format(self._style, code)


class OpenSheet:
    """A sheet: cells by row and column, and those that were ``typed`` into."""

    def __init__(self, title: str, state: str, xml: bytes, strings: list[str], looks: _Looks) -> None:
        self.title, self.sheet_state, self.looks = title, state, looks
        self.state_before = state
        self.typed: dict[tuple[int, int], OpenCell] = {}
        self._root = _parsed(xml)
        self._elements = {coordinate_to_tuple(str(cell.get("r"))): cell for cell in self._root.iter(f"{MAIN}c")}
        self._contents = {place: _content(cell, strings) for place, cell in self._elements.items()}
        self._columns: dict[int, list[int]] = {}
        for row, column in sorted(self._elements):
            self._columns.setdefault(row, []).append(column)
        self._last_row = max(self._columns, default=1)
        for element in self._elements.values():
            _without_result(element)
        self.untouched = _bytes_of(self._root)

    @property
    def max_row(self) -> int:
        """The last row that has cells."""
        return max(self._last_row, *(row for row, _column in self.typed), 1)

    def cell(self, row: int, column: int) -> OpenCell:
        """The cell there, also one that the file does not have."""
        place = row, column
        if place in self.typed:
            return self.typed[place]
        value, style = self._contents.get(place, (None, 0))
        return OpenCell(self, row, column, value, style)

    def iter_rows(self) -> Iterator[list[OpenCell]]:
        """The cells of each row that has any, from left to right."""
        typed: dict[int, set[int]] = {}
        for row, column in self.typed:
            typed.setdefault(row, set()).add(column)
        for row in sorted(self._columns.keys() | typed):
            yield [self.cell(row, column) for column in sorted({*self._columns.get(row, ()), *typed.get(row, ())})]

    def written(self, string: Callable[[str], int] | None) -> bytes:
        """Its XML with what was typed; ``string`` gives a text's number among the shared ones, where texts are shared."""
        if not self.typed:
            return self.untouched
        root = deepcopy(self._root)
        rows = {int(row.get("r")): row for row in root.iter(f"{MAIN}row")}
        for dimension in root.findall(f"{MAIN}dimension"):
            root.remove(dimension)
        for at, places in groupby(sorted(self.typed), key=itemgetter(0)):
            row = _row_of(root, rows, at)
            elements = {coordinate_to_tuple(str(cell.get("r")))[1]: cell for cell in row}
            for _at, column in places:
                _write(_element_of(row, elements, column), self.typed[at, column], string)
        return _bytes_of(root)


class _Looks:
    """The styles of a workbook, and those that typing has added."""

    def __init__(self, xml: bytes) -> None:
        self._root = _parsed(xml)
        self._styles = list(self._root.find(f"{MAIN}cellXfs"))
        codes = {int(kind.get("numFmtId")): str(kind.get("formatCode")) for kind in self._root.iter(f"{MAIN}numFmt")}
        self._codes = BUILTIN_FORMATS | codes
        self.added: list[tuple[int, str]] = []

    def number_format(self, style: int) -> str:
        """A style's number format."""
        beyond = style - len(self._styles)
        return self.added[beyond][1] if beyond >= 0 else self._codes[int(self._styles[style].get("numFmtId", 0))]

    def with_format(self, style: int, code: str) -> int:
        """The style that is like another but for its number format."""
        beyond = style - len(self._styles)
        look = (self.added[beyond][0] if beyond >= 0 else style), code
        if look not in self.added:
            self.added.append(look)
        return len(self._styles) + self.added.index(look)

    def written(self) -> bytes:
        """Their XML, with the added ones."""
        root = deepcopy(self._root)
        styles, kinds = root.find(f"{MAIN}cellXfs"), root.find(f"{MAIN}numFmts")
        if kinds is None:
            kinds = etree.Element(f"{MAIN}numFmts")
            root.insert(0, kinds)
        for style, code in self.added:
            number = next((named for named, format_ in self._codes.items() if format_ == code), None)
            if number is None:
                number = 1 + max(163, *(int(kind.get("numFmtId")) for kind in kinds), 163)
                etree.SubElement(kinds, f"{MAIN}numFmt", numFmtId=str(number), formatCode=code)
            look = deepcopy(styles[style])
            look.set("numFmtId", str(number))
            look.set("applyNumberFormat", "1")
            styles.append(look)
        kinds.set("count", str(len(kinds)))
        styles.set("count", str(len(styles)))
        return _bytes_of(root)


def _in_view(xml: bytes, titles: Collection[str]) -> bytes:
    """The list of sheets, of which these are no longer hidden."""
    root = _parsed(xml)
    for sheet in root.iter(f"{MAIN}sheet"):
        if sheet.get("name") in titles:
            sheet.attrib.pop("state", None)
    return _bytes_of(root)


class OpenWorkbook:
    """A workbook with its sheets; after each change it is what it was."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self._strings: Any = _parsed(self._parts[STRINGS]) if STRINGS in self._parts else None
        strings = ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in self._shared()]
        self._looks = _Looks(self._parts[STYLES])
        self._sheets = {
            path: OpenSheet(title, state, self._parts[path], strings, self._looks)
            for title, state, path in _sheets_of(self._parts)
        }
        self.worksheets = list(self._sheets.values())

    def after(self, change: Callable[[Any], None]) -> bytes:
        """The file after a change that types in cells and does nothing else; the workbook here stays as it was."""
        try:
            change(self)
            return self._package()
        finally:
            self._looks.added.clear()
            for sheet in self.worksheets:
                sheet.typed.clear()
                sheet.sheet_state = sheet.state_before

    def _shared(self) -> Any:
        """The texts that cells share; none in a file whose texts stand in their cells."""
        return () if self._strings is None else self._strings

    def _package(self) -> bytes:
        texts: dict[str, int] = {}

        def string(text: str) -> int:
            return len(self._shared()) + texts.setdefault(text, len(texts))

        shared = None if self._strings is None else string
        changed = {path: sheet.written(shared) for path, sheet in self._sheets.items()}
        changed[CORE] = SAVED.sub(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode(), self._parts[CORE])
        brought_into_view = {sheet.title for sheet in self.worksheets if sheet.sheet_state != sheet.state_before}
        if brought_into_view:
            changed[WORKBOOK] = _in_view(self._parts[WORKBOOK], brought_into_view)
        if texts:
            changed[STRINGS] = self._with_strings(list(texts))
        if self._looks.added:
            changed[STYLES] = self._looks.written()
        memory = BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, content in (self._parts | changed).items():
                package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, compresslevel=1)
        return memory.getvalue()

    def _with_strings(self, texts: list[str]) -> bytes:
        root = deepcopy(self._strings)
        for text in texts:
            shown = etree.SubElement(etree.SubElement(root, f"{MAIN}si"), f"{MAIN}t")
            shown.text = text
            shown.set(SPACE, "preserve")
        root.attrib.pop("count", "")
        root.set("uniqueCount", str(len(root)))
        return _bytes_of(root)


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content)


def _bytes_of(root: Any) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _sheets_of(parts: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Title, state and part of each sheet, in order."""
    relations = _parsed(parts["xl/_rels/workbook.xml.rels"])
    targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
    for sheet in _parsed(parts[WORKBOOK]).iter(f"{MAIN}sheet"):
        path = PurePosixPath("/xl") / targets[sheet.get(RELATION)]
        yield str(sheet.get("name")), str(sheet.get("state", "visible")), str(path).removeprefix("/")


def _content(element: Any, strings: list[str]) -> tuple[Any, int]:
    """What stands in a cell, and its style."""
    style, kind, value = int(element.get("s", 0)), element.get("t", "n"), element.findtext(f"{MAIN}v")
    if (formula := element.find(f"{MAIN}f")) is not None:
        return f"={formula.text or ''}", style
    if kind == "inlineStr":
        return "".join(text.text or "" for text in element.iter(f"{MAIN}t")), style
    if value is None:
        return None, style
    if kind == "s":
        return strings[int(value)], style
    if kind == "n":
        return (float(value) if set(value) & set(".eE") else int(value)), style
    return (value == "1" if kind == "b" else value), style


def _without_result(element: Any) -> None:
    """A formula that is still to be calculated, as openpyxl leaves it."""
    if element.find(f"{MAIN}f") is not None:
        element.attrib.pop("t", "")
        for value in element.findall(f"{MAIN}v"):
            value.text = None


def _row_of(root: Any, rows: dict[int, Any], at: int) -> Any:
    """The element of a row, put in its place where there is none."""
    if at not in rows:
        row = etree.Element(f"{MAIN}row", r=str(at))
        root.find(f"{MAIN}sheetData").insert(sum(number < at for number in rows), row)
        rows[at] = row
    return rows[at]


def _element_of(row: Any, elements: dict[int, Any], column: int) -> Any:
    """The element of a cell of a row, whose ``elements`` stand by column; put in its place where there is none."""
    if column not in elements:
        element = etree.Element(f"{MAIN}c", r=f"{get_column_letter(column)}{row.get('r')}")
        row.attrib.pop("spans", "")
        row.insert(sum(number < column for number in elements), element)
        elements[column] = element
    return elements[column]


def _write(element: Any, cell: OpenCell, string: Callable[[str], int] | None) -> None:
    """The value and the style of a cell."""
    for child in list(element):
        element.remove(child)
    element.attrib.pop("t", "")
    element.set("s", str(cell._style))
    value = cell.value
    if value is None:
        return
    if isinstance(value, str) and value not in ERROR_CODES and string is None:
        element.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(element, f"{MAIN}is"), f"{MAIN}t")
        text.text = value[:LONGEST]
        text.set(SPACE, "preserve")
        return
    shown = etree.SubElement(element, f"{MAIN}v")
    if isinstance(value, str) and value in ERROR_CODES:
        element.set("t", "e")
        shown.text = value
    elif isinstance(value, str) and string is not None:
        element.set("t", "s")
        shown.text = str(string(value[:LONGEST]))
    else:
        shown.text = str((value - DAY_ZERO).days if isinstance(value, date) else value)
