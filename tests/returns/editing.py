"""What people do to a workbook, with openpyxl: cells are found by the texts that a person sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Change = Callable[[Any], None]
KEYS = 1


def at(workbook: Any, sheet: str, row: str, column: str, nth: int = 0) -> Any:
    """The cell under a title and beside a label; ``nth`` where several rows have that label."""
    page = workbook[sheet]
    header = next(cell for line in page.iter_rows() for cell in line if visible_text(cell) == column)
    labels = [
        cell
        for line in page.iter_rows(min_row=header.row + 1, min_col=2, max_col=4)
        for cell in line
        if visible_text(cell) == row
    ]
    return page.cell(labels[nth].row, header.column)


def visible_text(cell: Any) -> str:
    """The text of a cell."""
    return "" if cell.value is None else " ".join(str(cell.value).split())


def put(sheet: str, row: str, column: str, value: object, nth: int = 0) -> Change:
    """Type a value; a text stays a text, also one that starts with an equals sign."""

    def change(workbook: Any) -> None:
        at(workbook, sheet, row, column, nth).value = value

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(workbook: Any) -> None:
        for each in changes:
            each(workbook)

    return change


def on(sheet: str, do: Callable[[Any], object]) -> Change:
    """Do something to one sheet."""

    def change(workbook: Any) -> None:
        do(workbook[sheet])

    return change


def move_columns(page: Any, first: int, last: int, steps: int) -> None:
    """Cut columns out and paste them elsewhere, keys and headers with them."""
    page.move_range(f"{letter(first)}1:{letter(last)}{page.max_row}", cols=steps)


def letter(column: int) -> str:
    """Excel's letter of a column, counted from 1."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def sort_rows(page: Any, first: int, last: int, from_column: int) -> None:
    """Turn the order of rows around, from a column on: from 1 with the keys, from 2 without them."""
    columns = range(from_column, page.max_column + 1)
    lines = [[content(page.cell(row, column)) for column in columns] for row in range(first, last + 1)]
    for row, contents in zip(range(first, last + 1), reversed(lines), strict=True):
        for column, each in zip(columns, contents, strict=True):
            page.cell(row, column).value = each[0]
            page.cell(row, column).data_type = each[1]
            page.cell(row, column).number_format = each[2]


def content(cell: Any) -> tuple[Any, str, str]:
    """Value, type and number format, as Excel sorts them; a text that starts with an equals sign is no formula."""
    return cell.value, cell.data_type, cell.number_format
