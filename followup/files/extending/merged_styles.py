"""The looks of one workbook added to those of another: none that is there changes its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
"""In which Excel wants them."""
FIRST_OWN_FORMAT = 164
"""Number formats below it are Excel's own, the same in every workbook."""


def merge_styles(old: Any, new: Any) -> Mapping[str, str]:
    """Add each look of ``new``, fonts, fills and all; its number in ``old`` by its number there."""
    moved = {name: _append(old, new, name) for name in ("fonts", "fills", "borders")}
    formats = dict(_merge_number_formats(old, new))
    looks = _list_of(old, "cellXfs")
    numbers = {}
    for number, look in enumerate(new.find(f"{MAIN}cellXfs")):
        copied = deepcopy(look)
        for attribute, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            copied.set(attribute, str(int(copied.get(attribute, "0")) + moved[name]))
            copied.set(f"apply{attribute[0].upper()}{attribute[1:-2]}", "1")
        kind = copied.get("numFmtId", "0")
        copied.set("numFmtId", formats.get(kind, kind))
        copied.set("xfId", "0")
        numbers[str(number)] = str(len(looks))
        looks.append(copied)
    looks.set("count", str(len(looks)))
    return numbers


def _append(old: Any, new: Any, name: str) -> int:
    """Add the fonts, fills or borders; how many there were."""
    own = _list_of(old, name)
    before = len(own)
    own.extend(deepcopy(node) for node in new.find(f"{MAIN}{name}"))
    own.set("count", str(len(own)))
    return before


def _list_of(root: Any, name: str) -> Any:
    own = root.find(f"{MAIN}{name}")
    if own is None:
        own = root.makeelement(f"{MAIN}{name}")
        before = ORDER[: ORDER.index(name)]
        root.insert(sum(node.tag.rpartition("}")[2] in before for node in root), own)
    return own


def _merge_number_formats(old: Any, new: Any) -> Iterator[tuple[str, str]]:
    """The number in ``old`` of each number format of ``new``, by its number there."""
    theirs = new.find(f"{MAIN}numFmts")
    if theirs is None:
        return
    own = _list_of(old, "numFmts")
    ids_by_code = {node.get("formatCode"): node.get("numFmtId") for node in own}
    for node in theirs:
        code = node.get("formatCode")
        if code not in ids_by_code:
            number = max([FIRST_OWN_FORMAT - 1, *(int(other.get("numFmtId")) for other in own)]) + 1
            ids_by_code[code] = str(number)
            own.append(own.makeelement(f"{MAIN}numFmt", {"numFmtId": ids_by_code[code], "formatCode": code}))
        yield node.get("numFmtId"), ids_by_code[code]
    own.set("count", str(len(own)))
