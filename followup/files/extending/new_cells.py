"""Cells put into a sheet that stands in a workbook: into its XML, where nothing takes the place of anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from followup.files.addresses import Area, address, area_of, place_of
from followup.files.extending.new_parts import place_after, related
from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.xlsx_parts import Parts
from followup.locale import Message, _

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BEFORE_COLUMNS = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr")
BEFORE_VALIDATIONS = (
    *("sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
)
"""What stands before them in a sheet, in the order that Excel asks for."""


class CannotExtend(Exception):
    """Nothing can be added to the workbook without harm; ``message`` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.id)
        self.message = message


NO_WORKBOOK = _(
    "is no ordinary Excel workbook. Open it in Excel, choose Save as and Excel workbook (.xlsx), and try again."
)
IN_THE_WAY = _(
    "has something in the cells where new ones are to stand. Leave room to the right of its tables and try again."
)


def add_cells(parts: Parts, part: str, new: Any) -> None:
    """The cells, widths and rules of ``new`` into the sheet that is this part; CannotExtend where a cell is not free."""
    root = parse_part(parts.content[part])
    data = root.find(f"{MAIN}sheetData")
    merged = [area_of(node.get("ref", "")) for node in root.iter(f"{MAIN}mergeCell")]
    rows = {node.get("r"): node for node in data}
    places: list[tuple[int, int]] = []
    for row in new.find(f"{MAIN}sheetData"):
        cells = [cell for cell in row if len(cell) or cell.get("s") is not None]
        if not cells:
            continue
        if row.get("r") not in rows:
            rows[row.get("r")] = _new_row(data, row)
        own = rows[row.get("r")]
        own.attrib.pop("spans", None)  # it says which columns the row has, and no program needs to be told
        for cell in cells:
            places.append(_put_cell(own, cell, merged))
    _widen(root, new)
    _add_validations(root, new)
    _say_where_cells_are(root, places)
    parts.content[part] = serialise(root)
    _widen_tables(parts, part, new, dict(zip(places, _texts(new, places), strict=True)))


def _new_row(data: Any, row: Any) -> Any:
    number = int(row.get("r"))
    below = next((at for at, node in enumerate(data) if int(node.get("r", "0")) > number), len(data))
    own = data.makeelement(f"{MAIN}row", {key: value for key, value in row.attrib.items() if key in ("r", "ht")})
    data.insert(below, own)
    return own


def _put_cell(row: Any, cell: Any, merged: Sequence[Area | None]) -> tuple[int, int]:
    """Put a cell into its row; where it stands. One that is there already must be empty."""
    place = place_of(cell.get("r"))
    places = [place_of(node.get("r", "")) for node in row]
    if place is None or None in places:
        raise CannotExtend(NO_WORKBOOK)
    if any(area is not None and area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3] for area in merged):
        raise CannotExtend(IN_THE_WAY)
    at = next((at for at, other in enumerate(places) if other is not None and other >= place), len(places))
    if at < len(places) and places[at] == place:
        if len(row[at]):
            raise CannotExtend(IN_THE_WAY)
        row.remove(row[at])
    row.insert(at, deepcopy(cell))
    return place


def _texts(new: Any, places: Sequence[tuple[int, int]]) -> list[str]:
    by_place = {place_of(cell.get("r")): "".join(cell.itertext()) for cell in new.iter(f"{MAIN}c")}
    return [by_place[place] for place in places]


def _widen(root: Any, new: Any) -> None:
    """The widths of new columns; a run of columns that somebody has hidden or made narrow is divided around them."""
    theirs = new.find(f"{MAIN}cols")
    if theirs is None:
        return
    own = _list_of(root, "cols", BEFORE_COLUMNS)
    for column in theirs:
        at = int(column.get("min"))
        for run in list(own):
            first, last = int(run.get("min")), int(run.get("max"))
            if first <= at <= last:
                for start, end in ((first, at - 1), (at + 1, last)):
                    if start <= end:
                        part = deepcopy(run)
                        part.set("min", str(start))
                        part.set("max", str(end))
                        run.addprevious(part)
                own.remove(run)
        below = next((node for node, run in enumerate(own) if int(run.get("min")) > at), len(own))
        own.insert(below, deepcopy(column))


def _list_of(root: Any, name: str, before: Sequence[str]) -> Any:
    """What holds elements of a kind, made in its place where the sheet has none."""
    own = root.find(f"{MAIN}{name}")
    if own is None:
        own = root.makeelement(f"{MAIN}{name}")
        root.insert(place_after(root, before), own)
    return own


def _add_validations(root: Any, new: Any) -> None:
    theirs = new.find(f"{MAIN}dataValidations")
    if theirs is None:
        return
    own = _list_of(root, "dataValidations", BEFORE_VALIDATIONS)
    ruled = [area for node in own for area in _areas_of(node)]
    for node in theirs:  # of two rules over a cell Excel takes the file for damaged
        if not any(_meet(area, other) for area in _areas_of(node) for other in ruled):
            own.append(deepcopy(node))
    own.set("count", str(len(own)))


def _areas_of(rule: Any) -> list[Area]:
    return [area for node in rule.get("sqref", "").split() if (area := area_of(node)) is not None]


def _meet(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _say_where_cells_are(root: Any, places: Sequence[tuple[int, int]]) -> None:
    dimension = root.find(f"{MAIN}dimension")
    area = None if dimension is None else area_of(dimension.get("ref", ""))
    if area is not None and places:
        first = address(min(area[0], *(row for row, _at in places)), min(area[1], *(at for _row, at in places)))
        last = address(max(area[2], *(row for row, _at in places)), max(area[3], *(at for _row, at in places)))
        dimension.set("ref", f"{first}:{last}")


def _widen_tables(parts: Parts, part: str, new: Any, texts: Mapping[tuple[int, int], str]) -> None:
    """Excel's own tables take in the columns whose titles were put right beside theirs, so that sorting moves them too."""
    for name in related(parts, part, "table"):
        root = parse_part(parts.content[name])
        area = area_of(root.get("ref", ""))
        if area is None or root.get("headerRowCount") == "0":
            continue
        first, left, last, right = area
        columns = root.find(f"{MAIN}tableColumns")
        while (first, right + 1) in texts:
            right += 1
            number = max(int(node.get("id")) for node in columns) + 1
            columns.append(columns.makeelement(f"{MAIN}tableColumn", {"id": str(number), "name": texts[first, right]}))
        if right == area[3]:
            continue
        columns.set("count", str(len(columns)))
        root.set("ref", f"{address(first, left)}:{address(last, right)}")
        filtered = root.find(f"{MAIN}autoFilter")
        within = None if filtered is None else area_of(filtered.get("ref", ""))
        if within is not None:
            filtered.set("ref", f"{address(within[0], within[1])}:{address(within[2], right)}")
        parts.content[name] = serialise(root)
