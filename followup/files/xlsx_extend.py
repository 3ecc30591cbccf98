"""A workbook with sheets and cells added, and all else in it as it was stored.

No workbook library reads and writes it: each of them loses something (text boxes, threaded comments, slicers, newer
rules). Parts that nothing is added to are copied byte for byte.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from followup.files.addresses import address, place_of
from followup.files.book import LISTS
from followup.files.names import sheet_name
from followup.files.parts import NotTaken, Parts, parsed, parts_of, relations_of, serialised, workbook_part
from followup.files.styles_merged import merge_styles
from followup.locale import Message, _

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = f"{{{OFFICE}}}id"
TYPES = "[Content_Types].xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
BEFORE_VALIDATIONS = (
    *("sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
)
BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
"""What stands before them in a part, in the order that Excel asks for."""


Area = tuple[int, int, int, int]
"""First row and column, last row and column, from 0."""


class CannotExtend(Exception):
    """Nothing can be added to the workbook without harm; ``message`` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.id)
        self.message = message


NO_WORKBOOK = _(
    "is no ordinary Excel workbook. Open it in Excel, choose Save as and Excel workbook (.xlsx), and try again."
)
SIGNED = _("is digitally signed: whatever is added would break the signature. Save a copy without it and try again.")
SHARED = _("is a shared workbook that keeps a history of changes. Stop sharing it in Excel and try again.")
IN_THE_WAY = _(
    "has something in the cells where new ones are to stand. Leave room to the right of its tables and try again."
)


def table_areas(content: bytes) -> dict[str, list[Area]]:
    """Where Excel's own tables stand, by sheet. CannotExtend for what is no workbook."""
    parts = _opened(content)
    areas: dict[str, list[Area]] = {}
    for name, sheet in parts.sheets.items():
        for part in _related(parts, sheet, "table"):
            area = _area_of(parsed(parts.content[part]).get("ref", ""))
            if area is not None:
                areas.setdefault(name, []).append(area)
    return areas


def extended(content: bytes, additions: bytes) -> bytes:
    """The workbook with the sheets of ``additions`` that it lacks, last, and the cells of those that it has.

    CannotExtend where a cell would take the place of another. The same in, the same out.
    """
    old, new = _opened(content), _opened(additions)
    styles = _merge_styles(old, new)
    texts = _shared_texts(new)
    lists = sheet_name(LISTS, old.sheets)
    for name, part in new.sheets.items():
        root = parsed(new.content[part])
        _use_styles(root, styles)
        _write_texts_in_cells(root, texts)
        _rename_lists(root, lists)
        if name in old.sheets and name != LISTS:
            _add_cells(old, old.sheets[name], root)
        else:
            _add_sheet(old, new, name, lists if name == LISTS else name, root)
    return old.packed()


def _opened(content: bytes) -> Parts:
    try:
        parts = parts_of(content)
        parsed(parts.content[TYPES])
    except (NotTaken, KeyError, SyntaxError) as error:
        raise CannotExtend(NO_WORKBOOK) from error
    names = [name.casefold() for name in parts.content]
    if not parts.sheets or parsed(parts.content[workbook_part(parts.content)]).tag != f"{MAIN}workbook":
        raise CannotExtend(NO_WORKBOOK)  # Strict OOXML among them
    if any(name.startswith("_xmlsignatures/") for name in names):
        raise CannotExtend(SIGNED)
    if any("/revisions/" in name for name in names):
        raise CannotExtend(SHARED)
    return parts


def _area_of(reference: str) -> Area | None:
    first, _colon, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    return None if start is None or end is None else (*start, *end)


# ---------------------------------------------------------------------------------------------------------- the package


def _related(parts: Parts, part: str, kind: str) -> Iterator[str]:
    """The parts of a kind that a part refers to."""
    relations = parts.content.get(relations_of(part))
    for each in parsed(relations) if relations is not None else ():
        if each.get("Type", "").endswith(f"/{kind}") and each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), each.get("Target", "")))
            if target.lstrip("/") in parts.content:
                yield target.lstrip("/")


def _free_part(parts: Parts, pattern: str) -> str:
    taken = {name.casefold() for name in parts.content}
    return next(name for number in range(1, 10_000) if (name := pattern.format(number)).casefold() not in taken)


def _declare(parts: Parts, part: str, content_type: str) -> None:
    root = parsed(parts.content[TYPES])
    space = root.tag.rpartition("}")[0] + "}"
    root.append(root.makeelement(f"{space}Override", {"PartName": f"/{part}", "ContentType": content_type}))
    parts.content[TYPES] = serialised(root)


def _relate(parts: Parts, source: str, kind: str, target: str) -> str:
    """Let a part refer to another; the id of the relation."""
    name = relations_of(source)
    root = parsed(parts.content[name])
    space = root.tag.rpartition("}")[0] + "}"
    ids = {each.get("Id") for each in root}
    own = next(own for number in range(1, 10_000) if (own := f"rId{number}") not in ids)
    root.append(
        root.makeelement(f"{space}Relationship", {"Id": own, "Type": f"{OFFICE}/{kind}", "Target": f"/{target}"})
    )
    parts.content[name] = serialised(root)
    return own


def _after(root: Any, names: Sequence[str]) -> int:
    """Where in an element something stands that comes after those of these names."""
    return max((at for at, each in enumerate(root, start=1) if _local(each) in names), default=0)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


# --------------------------------------------------------------------------------------------------- styles and texts


def _merge_styles(old: Parts, new: Parts) -> Mapping[str, str]:
    """Add the looks of the additions; the number of each in the workbook by its number there."""
    (theirs,) = _related(new, workbook_part(new.content), "styles")
    own = next(_related(old, workbook_part(old.content), "styles"), None)
    if own is None:
        raise CannotExtend(NO_WORKBOOK)
    root = parsed(old.content[own])
    numbers = merge_styles(root, parsed(new.content[theirs]))
    old.content[own] = serialised(root)
    return numbers


def _shared_texts(new: Parts) -> list[Any]:
    shared = next(_related(new, workbook_part(new.content), "sharedStrings"), None)
    return [] if shared is None else list(parsed(new.content[shared]))


def _use_styles(root: Any, styles: Mapping[str, str]) -> None:
    for each in root.iter(f"{MAIN}c", f"{MAIN}row"):
        if each.get("s") is not None:
            each.set("s", styles[each.get("s")])


def _write_texts_in_cells(root: Any, texts: Sequence[Any]) -> None:
    """Each text in its own cell: the shared texts of the workbook are left as they are."""
    for cell in root.iter(f"{MAIN}c"):
        if cell.get("t") == "s":
            text = texts[int(cell.findtext(f"{MAIN}v"))]
            inline = cell.makeelement(f"{MAIN}is")
            inline.extend(deepcopy(each) for each in text)
            cell[:] = [inline]
            cell.set("t", "inlineStr")


def _rename_lists(root: Any, name: str) -> None:
    for each in root.iter(f"{MAIN}formula1"):
        if each.text and each.text.startswith(f"{LISTS}!"):
            each.text = f"'{name}'{each.text[len(LISTS) :]}"


# --------------------------------------------------------------------------------------------------------- new sheets


def _add_sheet(old: Parts, new: Parts, source: str, name: str, root: Any) -> None:
    """A whole sheet, last: so no other changes its number, which print areas and the like are known by."""
    workbook = workbook_part(old.content)
    part = _free_part(old, f"{posixpath.dirname(workbook)}/worksheets/sheet{{}}.xml")
    for view in root.iter(f"{MAIN}sheetView"):
        view.attrib.pop("tabSelected", None)
    old.content[part] = serialised(root)
    _declare(old, part, SHEET_TYPE)
    _add_tables(old, new, new.sheets[source], part)
    listed = parsed(old.content[workbook])
    sheets = listed.find(f"{MAIN}sheets")
    number = max(int(each.get("sheetId", "0")) for each in sheets) + 1
    given = {"name": name, "sheetId": str(number), RELATED: _relate(old, workbook, "worksheet", part)}
    theirs = parsed(new.content[workbook_part(new.content)])
    entry = next(each for each in theirs.find(f"{MAIN}sheets") if each.get("name") == source)
    sheets.append(
        sheets.makeelement(f"{MAIN}sheet", given | {key: entry.get(key) for key in ("state",) if entry.get(key)})
    )
    _add_names(listed, theirs, list(new.sheets).index(source), len(sheets) - 1)
    old.content[workbook] = serialised(listed)
    old.sheets[name] = part


def _add_names(listed: Any, theirs: Any, source: int, number: int) -> None:
    """The names that belong to the sheet alone: which rows are printed on every page."""
    names = [each for each in theirs.iter(f"{MAIN}definedName") if each.get("localSheetId") == str(source)]
    own = listed.find(f"{MAIN}definedNames")
    if names and own is None:
        own = listed.makeelement(f"{MAIN}definedNames")
        listed.insert(_after(listed, BEFORE_NAMES), own)
    for each in names:
        copied = deepcopy(each)
        copied.set("localSheetId", str(number))
        own.append(copied)


def _add_tables(old: Parts, new: Parts, source: str, part: str) -> None:
    relations = new.content.get(relations_of(source))
    if relations is None:
        return
    root = parsed(relations)
    taken = [parsed(content) for name, content in old.content.items() if "/tables/" in name.casefold()]
    number = max((int(each.get("id", "0")) for each in taken), default=0)
    names = {each.get("displayName", "").casefold() for each in taken}
    for each, table in zip(root, _related(new, source, "table"), strict=True):
        number += 1
        content = parsed(new.content[table])
        name = content.get("displayName")
        while name.casefold() in names:
            name += "_"
        content.set("id", str(number))
        content.set("name", name)
        content.set("displayName", name)
        own = _free_part(old, f"{posixpath.dirname(workbook_part(old.content))}/tables/table{{}}.xml")
        old.content[own] = serialised(content)
        _declare(old, own, TABLE_TYPE)
        each.set("Target", f"/{own}")
    old.content[relations_of(part)] = serialised(root)


# ------------------------------------------------------------------------------------------------- cells of old sheets


def _add_cells(parts: Parts, part: str, new: Any) -> None:
    """The cells, widths and rules of a sheet that is there already; nothing takes the place of anything."""
    root = parsed(parts.content[part])
    data = root.find(f"{MAIN}sheetData")
    merged = [_area_of(each.get("ref", "")) for each in root.iter(f"{MAIN}mergeCell")]
    rows = {each.get("r"): each for each in data}
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
    parts.content[part] = serialised(root)
    _widen_tables(parts, part, new, dict(zip(places, _texts(new, places), strict=True)))


def _new_row(data: Any, row: Any) -> Any:
    number = int(row.get("r"))
    below = next((at for at, each in enumerate(data) if int(each.get("r", "0")) > number), len(data))
    own = data.makeelement(f"{MAIN}row", {key: value for key, value in row.attrib.items() if key in ("r", "ht")})
    data.insert(below, own)
    return own


def _put_cell(row: Any, cell: Any, merged: Sequence[Area | None]) -> tuple[int, int]:
    """Put a cell into its row; where it stands. One that is there already must be empty."""
    place = place_of(cell.get("r"))
    known = [place_of(each.get("r", "")) for each in row]
    if place is None or None in known:
        raise CannotExtend(NO_WORKBOOK)
    if any(area is not None and area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3] for area in merged):
        raise CannotExtend(IN_THE_WAY)
    at = next((at for at, other in enumerate(known) if other is not None and other >= place), len(known))
    if at < len(known) and known[at] == place:
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
    own = root.find(f"{MAIN}cols")
    if own is None:
        own = root.makeelement(f"{MAIN}cols")
        root.insert(_after(root, ("sheetPr", "dimension", "sheetViews", "sheetFormatPr")), own)
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
        below = next((each for each, run in enumerate(own) if int(run.get("min")) > at), len(own))
        own.insert(below, deepcopy(column))


def _add_validations(root: Any, new: Any) -> None:
    theirs = new.find(f"{MAIN}dataValidations")
    if theirs is None:
        return
    own = root.find(f"{MAIN}dataValidations")
    if own is None:
        own = root.makeelement(f"{MAIN}dataValidations")
        root.insert(_after(root, BEFORE_VALIDATIONS), own)
    ruled = [area for each in own for area in _areas_of(each)]
    for each in theirs:  # of two rules over a cell Excel takes the file for damaged
        if not any(_meet(area, other) for area in _areas_of(each) for other in ruled):
            own.append(deepcopy(each))
    own.set("count", str(len(own)))


def _areas_of(rule: Any) -> list[Area]:
    return [area for each in rule.get("sqref", "").split() if (area := _area_of(each)) is not None]


def _meet(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _say_where_cells_are(root: Any, places: Sequence[tuple[int, int]]) -> None:
    dimension = root.find(f"{MAIN}dimension")
    area = None if dimension is None else _area_of(dimension.get("ref", ""))
    if area is not None and places:
        first = address(min(area[0], *(row for row, _at in places)), min(area[1], *(at for _row, at in places)))
        last = address(max(area[2], *(row for row, _at in places)), max(area[3], *(at for _row, at in places)))
        dimension.set("ref", f"{first}:{last}")


def _widen_tables(parts: Parts, part: str, new: Any, texts: Mapping[tuple[int, int], str]) -> None:
    """Excel's own tables take in the columns whose titles were put right beside theirs, so that sorting moves them too."""
    for name in _related(parts, part, "table"):
        root = parsed(parts.content[name])
        area = _area_of(root.get("ref", ""))
        if area is None or root.get("headerRowCount") == "0":
            continue
        first, left, last, right = area
        columns = root.find(f"{MAIN}tableColumns")
        while (first, right + 1) in texts:
            right += 1
            number = max(int(each.get("id")) for each in columns) + 1
            columns.append(columns.makeelement(f"{MAIN}tableColumn", {"id": str(number), "name": texts[first, right]}))
        if right == area[3]:
            continue
        columns.set("count", str(len(columns)))
        root.set("ref", f"{address(first, left)}:{address(last, right)}")
        filtered = root.find(f"{MAIN}autoFilter")
        within = None if filtered is None else _area_of(filtered.get("ref", ""))
        if within is not None:
            filtered.set("ref", f"{address(within[0], within[1])}:{address(within[2], right)}")
        parts.content[name] = serialised(root)
