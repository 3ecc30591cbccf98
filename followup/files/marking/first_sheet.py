"""Our sheet before the sheets of a received workbook, as it is laid out and written for any other workbook."""

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


def put_first(workbook: Workbook, first: Book, look: BaseLook) -> None:
    """Our sheet before the others, the only one that is chosen when the workbook opens."""
    from openpyxl import load_workbook

    (sheet,) = first.sheets
    target = workbook.create_sheet(sheet.name, 0)
    with tempfile.TemporaryDirectory(prefix="followup-") as folder:
        path = Path(folder, "first.xlsx")
        write_book(first, path, look)
        _copy_sheet(load_workbook(path)[sheet.name], target)
    _put_links(target, sheet)
    workbook.active = 0
    for worksheet in workbook.worksheets:
        worksheet.sheet_view.tabSelected = worksheet is target  # several chosen sheets would all be written in at once
    for view in workbook.views:
        view.firstSheet = 0
    if workbook.calculation is not None:
        workbook.calculation.fullCalcOnLoad = True


def _copy_sheet(source: Worksheet, target: Worksheet) -> None:
    cells: list[Any] = [cell for row in source.iter_rows() for cell in row]
    for cell in cells:
        other: Any = target.cell(cell.row, cell.column)
        other.value = "" if cell.data_type == "f" else cell.value
        other.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        other.font, other.fill, other.border = copy(cell.font), copy(cell.fill), copy(cell.border)
        other.alignment, other.protection = copy(cell.alignment), copy(cell.protection)
        other.number_format = cell.number_format
    for letters, dimension in source.column_dimensions.items():
        target.column_dimensions[letters].width = dimension.width
        target.column_dimensions[letters].hidden = dimension.hidden
    for row, height in source.row_dimensions.items():
        target.row_dimensions[row].height = height.height
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
