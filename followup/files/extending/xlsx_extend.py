"""A workbook with sheets and cells added, and all else in it as it was stored.

No workbook library reads and writes it: each of them loses something (text boxes, threaded comments, slicers, newer
rules). Parts that nothing is added to are copied byte for byte.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from followup.files.addresses import Area, area_of
from followup.files.book import LISTS
from followup.files.extending.merged_styles import merge_styles
from followup.files.extending.new_cells import MAIN, NO_WORKBOOK, CannotExtend, add_cells
from followup.files.extending.new_parts import RELATED, declare, free_part, place_after, relate, related
from followup.files.names import sheet_name
from followup.files.packages.content_types import TYPES
from followup.files.packages.part_xml import parse_part, serialise
from followup.files.packages.relationships import relationships_part
from followup.files.packages.xlsx_parts import (
    NotMarkable,
    Parts,
    parts_of,
    workbook_part,
)
from followup.locale import _

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
"""What stands before defined names in the list of sheets, in the order that Excel asks for."""

SIGNED = _("is digitally signed: whatever is added would break the signature. Save a copy without it and try again.")
SHARED = _("is a shared workbook that keeps a history of changes. Stop sharing it in Excel and try again.")


def table_areas(content: bytes) -> dict[str, list[Area]]:
    """Where Excel's own tables stand, by sheet. CannotExtend for what is no workbook."""
    parts = opened(content)
    areas: dict[str, list[Area]] = {}
    for name, sheet in parts.sheets.items():
        for part in related(parts, sheet, "table"):
            area = area_of(parse_part(parts.content[part]).get("ref", ""))
            if area is not None:
                areas.setdefault(name, []).append(area)
    return areas


def extended(content: bytes, additions: bytes) -> bytes:
    """The workbook with the sheets of ``additions`` that it lacks, last, and the cells of those that it has.

    CannotExtend where a cell would take the place of another. The same in, the same out.
    """
    old, new = opened(content), opened(additions)
    styles = _merge_styles(old, new)
    texts = _shared_texts(new)
    lists = sheet_name(LISTS, old.sheets)
    for name, part in new.sheets.items():
        root = parse_part(new.content[part])
        _use_styles(root, styles)
        _write_texts_in_cells(root, texts)
        _rename_lists(root, lists)
        if name in old.sheets and name != LISTS:
            add_cells(old, old.sheets[name], root)
        else:
            _add_sheet(old, new, name, lists if name == LISTS else name, root)
    return old.packed()


def opened(content: bytes) -> Parts:
    """The parts of a workbook that something can be added to. CannotExtend where that would do harm."""
    try:
        parts = parts_of(content)
        parse_part(parts.content[TYPES])
    except (NotMarkable, KeyError, SyntaxError) as error:
        raise CannotExtend(NO_WORKBOOK) from error
    names = [name.casefold() for name in parts.content]
    if not parts.sheets or parse_part(parts.content[workbook_part(parts.content)]).tag != f"{MAIN}workbook":
        raise CannotExtend(NO_WORKBOOK)  # Strict OOXML among them
    if any(name.startswith("_xmlsignatures/") for name in names):
        raise CannotExtend(SIGNED)
    if any("/revisions/" in name for name in names):
        raise CannotExtend(SHARED)
    return parts


def _merge_styles(old: Parts, new: Parts) -> Mapping[str, str]:
    """Add the looks of the additions; the number of each in the workbook by its number there."""
    (theirs,) = related(new, workbook_part(new.content), "styles")
    own = next(related(old, workbook_part(old.content), "styles"), None)
    if own is None:
        raise CannotExtend(NO_WORKBOOK)
    root = parse_part(old.content[own])
    numbers = merge_styles(root, parse_part(new.content[theirs]))
    old.content[own] = serialise(root)
    return numbers


def _shared_texts(new: Parts) -> list[Any]:
    shared = next(related(new, workbook_part(new.content), "sharedStrings"), None)
    return [] if shared is None else list(parse_part(new.content[shared]))


def _use_styles(root: Any, styles: Mapping[str, str]) -> None:
    for node in root.iter(f"{MAIN}c", f"{MAIN}row"):
        if node.get("s") is not None:
            node.set("s", styles[node.get("s")])


def _write_texts_in_cells(root: Any, texts: Sequence[Any]) -> None:
    """Each text in its own cell: the shared texts of the workbook are left as they are."""
    for cell in root.iter(f"{MAIN}c"):
        if cell.get("t") == "s":
            text = texts[int(cell.findtext(f"{MAIN}v"))]
            inline = cell.makeelement(f"{MAIN}is")
            inline.extend(deepcopy(node) for node in text)
            cell[:] = [inline]
            cell.set("t", "inlineStr")


def _rename_lists(root: Any, name: str) -> None:
    for node in root.iter(f"{MAIN}formula1"):
        if node.text and node.text.startswith(f"{LISTS}!"):
            node.text = f"'{name}'{node.text[len(LISTS) :]}"


# --------------------------------------------------------------------------------------------------------- new sheets


def _add_sheet(old: Parts, new: Parts, source: str, name: str, root: Any) -> None:
    """A whole sheet, last: so no other changes its number, which print areas and the like are known by."""
    workbook = workbook_part(old.content)
    part = free_part(old, f"{posixpath.dirname(workbook)}/worksheets/sheet{{}}.xml")
    for view in root.iter(f"{MAIN}sheetView"):
        view.attrib.pop("tabSelected", None)
    old.content[part] = serialise(root)
    declare(old, part, SHEET_TYPE)
    _add_tables(old, new, new.sheets[source], part)
    listed = parse_part(old.content[workbook])
    sheets = listed.find(f"{MAIN}sheets")
    number = max(int(node.get("sheetId", "0")) for node in sheets) + 1
    attributes = {"name": name, "sheetId": str(number), RELATED: relate(old, workbook, "worksheet", part)}
    theirs = parse_part(new.content[workbook_part(new.content)])
    entry = next(node for node in theirs.find(f"{MAIN}sheets") if node.get("name") == source)
    sheets.append(
        sheets.makeelement(f"{MAIN}sheet", attributes | {key: entry.get(key) for key in ("state",) if entry.get(key)})
    )
    _add_names(listed, theirs, list(new.sheets).index(source), len(sheets) - 1)
    old.content[workbook] = serialise(listed)
    old.sheets[name] = part


def _add_names(listed: Any, theirs: Any, source: int, number: int) -> None:
    """The names that belong to the sheet alone: which rows are printed on every page."""
    names = [node for node in theirs.iter(f"{MAIN}definedName") if node.get("localSheetId") == str(source)]
    own = listed.find(f"{MAIN}definedNames")
    if names and own is None:
        own = listed.makeelement(f"{MAIN}definedNames")
        listed.insert(place_after(listed, BEFORE_NAMES), own)
    for node in names:
        copied = deepcopy(node)
        copied.set("localSheetId", str(number))
        own.append(copied)


def _add_tables(old: Parts, new: Parts, source: str, part: str) -> None:
    relations = new.content.get(relationships_part(source))
    if relations is None:
        return
    root = parse_part(relations)
    tables = [parse_part(content) for name, content in old.content.items() if "/tables/" in name.casefold()]
    number = max((int(node.get("id", "0")) for node in tables), default=0)
    names = {node.get("displayName", "").casefold() for node in tables}
    for node, table in zip(root, related(new, source, "table"), strict=True):
        number += 1
        content = parse_part(new.content[table])
        name = content.get("displayName")
        while name.casefold() in names:
            name += "_"
        content.set("id", str(number))
        content.set("name", name)
        content.set("displayName", name)
        own = free_part(old, f"{posixpath.dirname(workbook_part(old.content))}/tables/table{{}}.xml")
        old.content[own] = serialise(content)
        declare(old, own, TABLE_TYPE)
        node.set("Target", f"/{own}")
    old.content[relationships_part(part)] = serialise(root)
