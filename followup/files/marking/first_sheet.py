"""Our sheets in a received workbook, as they are laid out and written for any other: a list first, then a table."""

from __future__ import annotations

import tempfile
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.files.book import Book, Sheet, WorkbookLink, quoted
from followup.files.xlsx_writing.xlsx_write import write_book

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from followup.files.xlsx_writing.base_look import BaseLook


TABLE_MARK = "#"
"""What the mark of a table begins with."""


def put_first(workbook: Workbook, first: Book, look: BaseLook) -> None:
    """Our sheet before the others, the only one that is chosen when the workbook opens."""
    (sheet,) = first.sheets
    target = workbook.create_sheet(sheet.name, 0)
    _copy_sheet(_written(first, look), target)
    _put_links(target, sheet)
    workbook.active = 0
    for worksheet in workbook.worksheets:
        worksheet.sheet_view.tabSelected = worksheet is target  # several chosen sheets would all be written in at once
    for view in workbook.views:
        view.firstSheet = 0
    if workbook.calculation is not None:
        workbook.calculation.fullCalcOnLoad = True


def put_table(workbook: Workbook, added: Book, look: BaseLook) -> None:
    """A sheet with one table behind our first one; where the workbook has that table, the rows that it lacks below it.

    A table is known by the mark in the hidden first column, its rows by the keys below it, its columns by the keys beside
    it.
    """
    (sheet,) = added.sheets
    source = _written(added, look)
    own: Any = next(cell for (cell,) in source.iter_rows(max_col=1) if str(cell.value).startswith(TABLE_MARK))
    cells: list[Any] = [cell for worksheet in workbook.worksheets for cell in worksheet._cells.values()]
    corner = next((cell for cell in cells if cell.value == own.value), None)
    if corner is None:
        target = workbook.create_sheet(sheet.name, 1)
        _copy_sheet(source, target)
        _put_links(target, sheet)
    else:
        _put_rows_that_are_not_there(source, own.row, corner)


def _put_rows_that_are_not_there(source: Worksheet, key_row: int, corner: Any) -> None:
    """Below the table that begins at ``corner``, whose columns may stand in another order than in ``source``."""
    target: Any = corner.parent
    columns = {cell.value: cell.column for cell in target[corner.row] if cell.column != corner.column}
    keys = {target.cell(row, corner.column).value for row in range(corner.row + 1, target.max_row + 1)}
    at = target.max_row + 1
    for row in range(key_row + 2, source.max_row + 1):  # under the keys stand the titles
        key: Any = source.cell(row, 1)
        if key.value is None or key.value in keys:
            continue
        _copy_cell(key, target.cell(at, corner.column))
        for column in range(2, source.max_column + 1):
            title: Any = source.cell(key_row, column).value
            if title in columns:
                _copy_cell(source.cell(row, column), target.cell(at, columns[title]))
        at += 1


def _written(book: Book, look: BaseLook) -> Worksheet:
    """The only sheet of a book, as it is written."""
    from openpyxl import load_workbook

    (sheet,) = book.sheets
    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        path = Path(folder, "sheet.xlsx")
        write_book(book, path, look)
        written: Worksheet = load_workbook(path)[sheet.name]
        return written


def _copy_cell(cell: Any, other: Any) -> None:
    other.value = "" if cell.data_type == "f" else cell.value
    other.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    other.font, other.fill, other.border = copy(cell.font), copy(cell.fill), copy(cell.border)
    other.alignment, other.protection = copy(cell.alignment), copy(cell.protection)
    other.number_format = cell.number_format


def _copy_sheet(source: Worksheet, target: Worksheet) -> None:
    from openpyxl.utils import get_column_letter

    cells: list[Any] = [cell for row in source.iter_rows() for cell in row]
    for cell in cells:
        _copy_cell(cell, target.cell(cell.row, cell.column))
    for dimension in source.column_dimensions.values():
        for number in range(
            dimension.min or 1, (dimension.max or 0) + 1
        ):  # neighbours of one width are one dimension when read
            column = target.column_dimensions[get_column_letter(number)]
            column.width, column.hidden = dimension.width, dimension.hidden
    for row, height in source.row_dimensions.items():
        target.row_dimensions[row].height = height.height
        target.row_dimensions[row].hidden = height.hidden
    target.freeze_panes = source.freeze_panes
    target.sheet_view.showGridLines = False
    target.print_title_rows = source.print_title_rows
    target.page_setup, target.page_margins = copy(source.page_setup), copy(source.page_margins)
    target.sheet_properties = copy(source.sheet_properties)
    target.oddHeader, target.oddFooter = copy(source.oddHeader), copy(source.oddFooter)


def _put_links(worksheet: Worksheet, sheet: Sheet) -> None:
    """Stored links: unlike formulas they need no calculation, and there are a few hundred at most."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, WorkbookLink):
            target: Any = worksheet.cell(row + 1, column + 1)
            target.value = cell.value.text
            target.data_type = "s"
            if cell.value.sheet:
                place = f"{quoted(cell.value.sheet)}!{cell.value.cell}"
                target._hyperlink = Hyperlink(ref=target.coordinate, location=place)
