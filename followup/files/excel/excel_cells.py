"""What is entered into cells of the running Excel, and how they look: texts that stay texts, blocks, looks in groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from followup.files.book import column_letters
from followup.files.excel.excel_rows import rectangles
from followup.files.excel.written_workbook import CellContent, CellPosition, CellStyle, CellValue, as_comparable

LONGEST_IN_BLOCK = 8000
"""A block of values may hold no longer text; such a one is entered by itself."""
LONGEST_NUMBER = 64
"""No longer text can be a number, a day or a time to Excel."""
LONGEST_ADDRESS = 240
"""Excel takes an address of 255 characters."""
SIGNS = tuple("=+-@'#")
TRUE_AND_FALSE = {"true", "false", "sant", "falskt"}


def as_entry(stands: CellContent) -> CellValue:
    """What to hand to Excel. It reads a text as if it were typed: one that it could take for more gets an apostrophe."""
    value = stands.value
    if stands.formula or not isinstance(value, str) or not value:
        return value
    short = len(value) <= LONGEST_NUMBER
    taken_for_more = value.startswith(SIGNS) or (short and any(sign.isdigit() for sign in value))
    return f"'{value}" if taken_for_more or value.strip().casefold() in TRUE_AND_FALSE else value


def grid_of(area: Any) -> list[list[CellContent]]:
    """What stands in a range now, row by row."""
    rows, columns = area.shape
    values, formulas = area.options(ndim=2).value, _square(area.formula, rows, columns)
    return [
        [_there(value, formula) for value, formula in zip(*pair, strict=True)]
        for pair in zip(values, formulas, strict=True)
    ]


def _there(value: Any, formula: Any) -> CellContent:
    """A text that begins as a formula is its own value; a formula is not."""
    if isinstance(formula, str) and formula.startswith("=") and formula != value:
        return CellContent(formula, formula=True)
    return CellContent(as_comparable(value) if value != "" else None)


def _square(value: Any, rows: int, columns: int) -> list[list[Any]]:
    """Rows of cells, of what Excel gives: a single cell comes alone."""
    if rows == 1 and columns == 1 and not isinstance(value, list | tuple):
        return [[value]]
    return [list(row) for row in value]


def put(sheet: Any, row: int, column: int, grid: Sequence[Sequence[CellContent]]) -> None:
    """A block of cells in one call; very long texts afterwards, each by itself."""
    if not grid or not grid[0]:
        return
    block, long = [], []
    for down, line in enumerate(grid):
        entries = [as_entry(cell) for cell in line]
        for right, entry in enumerate(entries):
            if isinstance(entry, str) and len(entry) > LONGEST_IN_BLOCK:
                long.append((row + down, column + right, entry))
                entries[right] = None
        block.append(entries)
    area_of(sheet, row, column, row + len(block) - 1, column + len(block[0]) - 1).value = block
    for at_row, at_column, text in long:
        sheet.range((at_row, at_column)).value = text


def put_cells(sheet: Any, cells: Mapping[CellPosition, CellContent]) -> None:
    """Cells anywhere, in as few blocks as they make."""
    for first, left, last, right in rectangles(cells):
        put(
            sheet,
            first,
            left,
            [[cells[row, column] for column in range(left, right + 1)] for row in range(first, last + 1)],
        )


def area_of(sheet: Any, first: int, left: int, last: int, right: int) -> Any:
    """A range by its corners, counted from 1."""
    return sheet.range((first, left), (last, right))


def put_looks(sheet: Any, looks: Mapping[CellPosition, tuple[CellStyle, CellStyle | None]]) -> None:
    """Give each cell its look, alike ones together. With the look that it had, only what differs is set: a person's
    colour in a cell that had none of ours stays."""
    groups: dict[tuple[tuple[str, object], ...], list[CellPosition]] = {}
    for at, (look, before) in looks.items():
        properties = tuple(_differing(look, before))
        if properties:
            groups.setdefault(properties, []).append(at)
    for properties, cells in groups.items():
        for address in _addresses(cells):
            for name, value in properties:
                _set(sheet.range(address), name, value)


def _differing(look: CellStyle, before: CellStyle | None) -> Iterator[tuple[str, object]]:
    had = before or CellStyle()
    for name, value in zip(CellStyle._fields, look, strict=True):
        if name == "font":
            continue
        if before is None or value != getattr(had, name):
            yield name, value


def _set(area: Any, name: str, value: Any) -> None:
    if name == "colour":
        area.font.color = f"#{value or '000000'}"
    elif name == "bold":
        area.font.bold = value
    elif name == "fill":
        area.color = f"#{value}" if value else None
    elif name == "number_format":
        area.number_format = value
    elif name == "size" and value:
        area.font.size = value
    elif name == "wrap":
        area.wrap_text = value


def _addresses(cells: Iterable[CellPosition]) -> Iterator[str]:
    """Cells as addresses of many rectangles each, none longer than Excel takes."""
    joined = ""
    for first, left, last, right in rectangles(cells):
        rectangle = f"{column_letters(left - 1)}{first}:{column_letters(right - 1)}{last}"
        if joined and len(joined) + len(rectangle) >= LONGEST_ADDRESS:
            yield joined
            joined = ""
        joined = f"{joined},{rectangle}" if joined else rectangle
    if joined:
        yield joined
