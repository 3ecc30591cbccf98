"""What somebody has set for a sheet besides its cells: merged, checked, coloured by rule, filtered, protected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from followup.files.seals.book_looks import MAIN, colour_of

RULES = "{http://schemas.microsoft.com/office/excel/2006/main}"
LATER = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
OF_PROGRAMS = {
    "dimension", "sheetViews", "sheetFormatPr", "pageMargins", "pageSetup", "printOptions", "ignoredErrors",
    "phoneticPr", "extLst", "cols", "sheetData", "sheetPr", "tableParts", "drawing", "legacyDrawing", "mergeCells",
    "hyperlinks", "dataValidations", "conditionalFormatting", "headerFooter", "autoFilter", "sheetProtection",
    "sheetCalcPr", "customProperties",
}  # fmt: skip
"""What a sheet holds that is read below, or that programs write by themselves; anything else counts by its name."""
HEADER_CODES = re.compile(r'&"[^"]*"|&\d+(?=\D|$)|&K[0-9A-Fa-f]{6}|&[LCR]|\s')
MOST_CELLS = 20_000
"""A rule for more cells is named by its area: one for a whole column would be a million lines."""


def settings_of(root: Any) -> Iterator[str]:
    """What is merged, checked, coloured by rule, filtered, protected, and whatever we do not know."""
    for element in root:
        kind = str(element.tag).rpartition("}")[2]
        if kind not in OF_PROGRAMS:
            yield f"holds {kind}"
        if kind == "sheetProtection" and element.get("sheet") in ("1", "true"):
            yield "protected"
    yield from sorted(f"merged {node.get('ref')}" for node in root.iter(f"{MAIN}mergeCell"))
    yield from _validations(root)
    ruled = root.iter(f"{MAIN}conditionalFormatting", f"{LATER}conditionalFormatting")
    yield from sorted({f"rule {_cells_of(node)}" for node in ruled})
    yield from filter_lines(root.find(f"{MAIN}autoFilter"))
    colour = root.find(f"{MAIN}sheetPr/{MAIN}tabColor")
    yield "tab" if colour is None else f"tab {colour_of(colour)}"
    for node in root.iter(f"{MAIN}oddHeader", f"{MAIN}oddFooter"):
        if text := HEADER_CODES.sub("", node.text or ""):
            yield f"edge {text}"


def _validations(root: Any) -> Iterator[str]:
    """Each cell with a rule for what may be typed: programs join rules that say the same."""
    cells: set[str] = set()
    for node in root.iter(f"{MAIN}dataValidation", f"{LATER}dataValidation"):
        kind = node.get("type", "none")
        for area in _cells_of(node).split():
            columns, rows = _edges(area)
            within = len(columns) * len(rows) <= MOST_CELLS
            cells |= {f"{kind} {row} {column}" for row in rows for column in columns} if within else {f"{kind} {area}"}
    yield from (f"checked {node}" for node in sorted(cells))


def _edges(area: str) -> tuple[range, range]:
    first, _colon, last = area.replace("$", "").partition(":")
    (left, top), (right, bottom) = _place(first), _place(last or first)
    return range(left or 1, (right or 16_384) + 1), range(top or 1, (bottom or 1_048_576) + 1)


def _place(cell: str) -> tuple[int, int]:
    """Column and row, from 1; 0 where a reference to whole rows or columns names none."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(cell[len(letters) :] or 0)


def _cells_of(element: Any) -> str:
    """The cells that a rule is for; what Excel has stored among its extensions says so in an element."""
    text = element.get("sqref") or element.findtext(f"{RULES}sqref") or ""
    return " ".join(sorted(text.split()))


def filter_lines(element: Any) -> Iterator[str]:
    """What a filter chooses; nothing where there is none."""
    if element is not None:
        for node in element.iter():
            yield f"filter {str(node.tag).rpartition('}')[2]} {sorted(node.attrib.items()) if node is not element else ''}"
