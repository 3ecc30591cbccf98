"""Rows added to a table that stands in a workbook: into the rows prepared for them, then below, where the table grows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from followup.files.addresses import Area, address, area_of, place_of
from followup.files.extending.new_cells import IN_THE_WAY, MAIN, NO_WORKBOOK, CannotExtend
from followup.files.extending.new_parts import related
from followup.files.legal import legal
from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.xlsx_parts import NotMarkable, Parts, parts_of, workbook_part
from followup.frozen import frozen
from followup.locale import _

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DAY_FORMATS = frozenset({14, 15, 16, 17, 22})
"""Excel's own number formats of days."""
PERCENTAGE = "10"
"""Excel's own number format with a percent sign and two decimals."""
EXCELS_FIRST = date(1899, 12, 30)
PROTECTED = _(
    "has a sheet that is protected. Take the protection away in Excel (Review, Unprotect sheet) and try again."
)
TOTALS = _("has a row of totals under a table where new rows are to stand. Take it away in Excel and try again.")


class Share(Decimal):
    """A number, 0–1 and above, that is shown as a percentage."""


@frozen
class TableRows:
    """Rows for the table whose titles stand on row ``header``: from row ``first`` on, ``last`` being its last row or the
    last that is prepared; each with values by column, all counted from 0.
    """

    header: int
    first: int
    last: int
    rows: Sequence[Mapping[int, str | Decimal | date]]


def with_rows(content: bytes, tables: Mapping[str, TableRows]) -> bytes:
    """The workbook with the rows, by sheet, and all else as it was stored. CannotExtend where a row is not free.

    A new row looks as the last of the table, and has its rules and its drop-downs. A sheet that was hidden is shown.
    """
    try:
        parts = parts_of(content)
    except NotMarkable as error:
        raise CannotExtend(NO_WORKBOOK) from error
    looks = _Looks(parts)
    for name, table in tables.items():
        if name not in parts.sheets:
            raise CannotExtend(NO_WORKBOOK)
        if table.rows:
            _add(parts, parts.sheets[name], table, looks)
            _show(parts, name)
    return parts.packed()


def _show(parts: Parts, name: str) -> None:
    """Show a sheet that was hidden until somebody had rows for it; one that only a program can hide stays so."""
    workbook = workbook_part(parts.content)
    root = parse_part(parts.content[workbook])
    for sheet in root.iter(f"{MAIN}sheet"):
        if sheet.get("name") == name and sheet.get("state") == "hidden":
            del sheet.attrib["state"]
            parts.content[workbook] = serialise(root)


class _Looks:
    """The looks of cells: which show a day, where one is written as Excel's number and elsewhere as a text; and those that
    show a percentage, which are added.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        workbook = parts.content[workbook_part(parts.content)]
        self._from_1904 = re.search(rb'date1904="(?:1|true)"', workbook) is not None
        self._styles = next(related(parts, workbook_part(parts.content), "styles"), None)
        self._days = set[int]()
        self._of_shares: dict[str, str] = {}
        if self._styles is not None:
            root = parse_part(parts.content[self._styles])
            own = {
                int(node.get("numFmtId", "0"))
                for node in root.iter(f"{MAIN}numFmt")
                if "y" in node.get("formatCode", "")
            }
            looks = root.find(f"{MAIN}cellXfs")
            for at, look in enumerate(() if looks is None else looks):
                if int(look.get("numFmtId", "0")) in own | DAY_FORMATS:
                    self._days.add(at)

    def of_share(self, look: str) -> str:
        """The number of the same look with a percent sign; the look itself in a workbook without looks."""
        if look not in self._of_shares and self._styles is not None:
            root = parse_part(self._parts.content[self._styles])
            looks = root.find(f"{MAIN}cellXfs")
            if looks is None or int(look or 0) >= len(looks):
                return look
            added = deepcopy(looks[int(look or 0)])
            added.set("numFmtId", PERCENTAGE)
            added.set("applyNumberFormat", "1")
            looks.append(added)
            looks.set("count", str(len(looks)))
            self._parts.content[self._styles] = serialise(root)
            self._of_shares[look] = str(len(looks) - 1)
        return self._of_shares.get(look, look)

    def number_of(self, day: date, look: str) -> int | None:
        """Excel's number of a day, where a cell of that look shows it as one."""
        return None if self._from_1904 or int(look or 0) not in self._days else (day - EXCELS_FIRST).days


def _add(parts: Parts, part: str, table: TableRows, looks: _Looks) -> None:
    root = parse_part(parts.content[part])
    if root.find(f"{MAIN}sheetProtection") is not None:
        raise CannotExtend(PROTECTED)
    data = root.find(f"{MAIN}sheetData")
    rows = {int(node.get("r", "0")): node for node in data}
    end = table.first + len(table.rows) - 1
    merged = [area for node in root.iter(f"{MAIN}mergeCell") if (area := area_of(node.get("ref", ""))) is not None]
    if any(first <= end and table.first <= last for first, _left, last, _right in merged):
        raise CannotExtend(IN_THE_WAY)
    pattern = rows.get(table.last + 1)
    for at, values in enumerate(table.rows, start=table.first):
        own = rows.get(at + 1)
        if own is None:
            own = rows[at + 1] = _new_row(data, at, pattern)
        if at > table.last:
            _refuse_filled(own)
            _put_looks(own, pattern)
        own.attrib.pop("spans", None)
        cells = {cell.get("r"): cell for cell in own}
        for column, value in sorted(values.items()):
            cell = cells.get(address(at, column))
            _set(_new_cell(own, at, column, pattern) if cell is None else cell, value, looks)
    if end > table.last:
        _stretch_rules(root, table.last, end)
        _stretch_tables(parts, part, table, end)
    _say_where_cells_are(root, end)
    parts.content[part] = serialise(root)


def _new_row(data: Any, at: int, pattern: Any) -> Any:
    kept = ("ht", "customHeight", "s", "customFormat", "hidden")
    attributes = {} if pattern is None else {key: pattern.get(key) for key in kept if pattern.get(key) is not None}
    attributes.pop("hidden", None)
    row = data.makeelement(f"{MAIN}row", {"r": str(at + 1), **attributes})
    below = next((place for place, node in enumerate(data) if int(node.get("r", "0")) > at + 1), len(data))
    data.insert(below, row)
    return row


def _refuse_filled(row: Any) -> None:
    """Something stands under the table: notes, or another table, which nobody but its owner may move."""
    if any(len(cell) for cell in row):
        raise CannotExtend(IN_THE_WAY)


def _put_looks(row: Any, pattern: Any) -> None:
    """The looks of the last row of the table, in cells that have none."""
    present = {place_of(cell.get("r", "")) for cell in row}
    number = int(row.get("r")) - 1
    for cell in () if pattern is None else pattern:
        place = place_of(cell.get("r", ""))
        if place is not None and cell.get("s") is not None and (number, place[1]) not in present:
            _insert(row, number, place[1], cell.get("s"))


def _new_cell(row: Any, at: int, column: int, pattern: Any) -> Any:
    """A cell where none is stored, as some programs leave out those that are empty."""
    looks = {place_of(cell.get("r", "")): cell.get("s") for cell in (() if pattern is None else pattern)}
    look = next((look for place, look in looks.items() if place is not None and place[1] == column), None)
    return _insert(row, at, column, look)


def _insert(row: Any, at: int, column: int, look: str | None) -> Any:
    cell = row.makeelement(f"{MAIN}c", {"r": address(at, column), **({"s": look} if look else {})})
    places = [place_of(node.get("r", "")) for node in row]
    row.insert(sum(place is not None and place < (at, column) for place in places), cell)
    return cell


def _set(cell: Any, value: str | Decimal | date, looks: _Looks) -> None:
    if len(cell):
        raise CannotExtend(IN_THE_WAY)
    cell.attrib.pop("t", None)
    if isinstance(value, Share) and (look := looks.of_share(cell.get("s", ""))):
        cell.set("s", look)
    number: Decimal | int | None = value if isinstance(value, Decimal) else None
    if isinstance(value, date):
        number = looks.number_of(value, cell.get("s", ""))
        value = value.isoformat()
    if number is not None:
        node = cell.makeelement(f"{MAIN}v")
        node.text = f"{number:f}" if isinstance(number, Decimal) else str(number)
        cell.append(node)
        return
    cell.set("t", "inlineStr")
    inline = cell.makeelement(f"{MAIN}is")
    text = inline.makeelement(f"{MAIN}t")
    text.text = legal(str(value))
    if text.text != text.text.strip():
        text.set(SPACE, "preserve")
    inline.append(text)
    cell.append(inline)


# ---------------------------------------------------------------------------------------- what grows with the table


def _stretch_rules(root: Any, last: int, end: int) -> None:
    """Rules and colours that reach down to the last row go on to the new end."""
    for name, kept in (("dataValidation", "sqref"), ("conditionalFormatting", "sqref")):
        for node in root.iter(f"{MAIN}{name}"):
            node.set(kept, " ".join(_stretched(text, last, end) for text in node.get(kept, "").split()))


def _stretched(reference: str, last: int, end: int) -> str:
    area = area_of(reference)
    return reference if area is None or area[2] != last else _reference((area[0], area[1], end, area[3]))


def _reference(area: Area) -> str:
    return f"{address(area[0], area[1])}:{address(area[2], area[3])}"


def _stretch_tables(parts: Parts, part: str, table: TableRows, end: int) -> None:
    for name, root, area in _tables(parts, part):
        if area[0] != table.header:
            if area[0] <= end and table.header < area[0]:
                raise CannotExtend(IN_THE_WAY)
            continue
        if int(root.get("totalsRowCount") or 0):
            raise CannotExtend(TOTALS)
        root.set("ref", _reference((area[0], area[1], max(end, area[2]), area[3])))
        filtered = root.find(f"{MAIN}autoFilter")
        within = None if filtered is None else area_of(filtered.get("ref", ""))
        if within is not None:
            filtered.set("ref", _reference((within[0], within[1], max(end, within[2]), within[3])))
        parts.content[name] = serialise(root)


def _tables(parts: Parts, part: str) -> Iterator[tuple[str, Any, Area]]:
    for name in related(parts, part, "table"):
        root = deepcopy(parse_part(parts.content[name]))
        area = area_of(root.get("ref", ""))
        if area is not None:
            yield name, root, area


def _say_where_cells_are(root: Any, end: int) -> None:
    dimension = root.find(f"{MAIN}dimension")
    area = None if dimension is None else area_of(dimension.get("ref", ""))
    if area is not None and area[2] < end:
        dimension.set("ref", _reference((area[0], area[1], end, area[3])))
