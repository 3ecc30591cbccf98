"""The paper of sheets: on no page is a letter smaller than eight points.

A test of ``followup.files.xlsx_writing.paper``.
"""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from followup.files.xlsx_writing.paper import A3, A4, SIDE, Paper, breaks_of, paper_of
from tests.demos import Demo, done
from tests.files.language import Sheet

LETTERS, LEAST = 10, 8
"""Points: of most cells as they are, and of a letter on paper."""

USUAL = 64.0
"""Pixels of a column that nobody has set."""


@pytest.mark.parametrize(
    ("widths", "stands", "paper"),
    [
        ([100], True, Paper(A4, False)),
        ([100, 40], True, Paper(A4, True)),
        ([100, 40], False, Paper(A4, True)),
        ([100, 80, 40], False, Paper(A3, True)),
        ([100, 80, 100], False, Paper(A3, True, 2)),
        ([100, 80, 80, 80], False, Paper(A3, True, 2)),
        ([100, 160, 160], False, Paper(A3, True, 2)),
        ([100, 160, 20, 160], False, Paper(A3, True, 3)),
        ([100, 80, 80, 80, 80, 80], False, Paper(A3, True, 3)),
    ],
)
def test_a_wide_sheet_lies_is_large_and_then_goes_on_beside(widths: list[float], stands: bool, paper: Paper) -> None:
    sheet = Sheet("s")
    sheet.widths, sheet.landscape, sheet.freeze = dict(enumerate(widths)), not stands, (1, 1)
    assert paper_of(sheet) == paper


def test_what_is_hidden_takes_no_paper() -> None:
    sheet = Sheet("s")
    sheet.widths, sheet.hidden_columns = {0: 100, 1: 400}, {1}
    assert paper_of(sheet) == Paper(A4, True)


def test_no_part_of_a_sheet_is_on_two_pages_that_has_room_on_one() -> None:
    """A page at that size has room for some 31 rows of 15 points."""
    sheet = Sheet("s")
    sheet.widths, sheet.parts = {0: 100}, [20, 30, 50, 60]
    for row in range(65):
        sheet.put(row, 0, "x")
    paper = paper_of(sheet)
    assert breaks_of(sheet, paper, {}) == [30, 60]
    assert breaks_of(sheet, paper, {21: 200.0}) == [20, 30, 60]


def test_the_overview_is_printed_without_a_broken_table(demo: Demo) -> None:
    sheet = openpyxl.load_workbook(demo.regional)["Översikt"]
    headings = {cell.row for cell in sheet["A"] if cell.font.b and cell.font.sz and cell.font.sz > LETTERS}
    breaks = [at.id + 1 for at in sheet.row_breaks.brk]
    assert breaks and set(breaks) <= headings


@pytest.mark.parametrize("example", ["norrbotten-2022-04", "halland-2020"])
def test_no_letter_of_an_example_is_printed_smaller_than_eight_points(example: str) -> None:
    demo = done(example)
    for path in (demo.regional, *sorted((demo.folder / "templates").glob("*.xlsx"))):
        for sheet in openpyxl.load_workbook(path).worksheets:
            if sheet.sheet_state == "visible":
                assert printed_size(sheet) >= LEAST, (path.name, sheet.title)


def printed_size(sheet: Worksheet) -> float:
    """How large letters are when all columns stand on the pages that the sheet asks for; pages beside each other repeat some."""
    sides = {9: (8.27, 11.69), 8: (11.69, 16.54)}[int(sheet.page_setup.paperSize or 9)]
    page = (sides[sheet.page_setup.orientation == "landscape"] - 2 * SIDE) * 96
    widths = [0.0] + [USUAL] * sheet.max_column
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min or 0, min(dimension.max or 0, sheet.max_column) + 1):
            widths[column] = 0 if dimension.hidden else dimension.width * 7
    pages = int(sheet.page_setup.fitToWidth or 1)
    repeated = str(sheet.print_title_cols or "").rpartition(":")[2].strip("$")
    again = sum(w for column, w in enumerate(widths) if column and repeated and get_column_letter(column) <= repeated)
    return LETTERS * min(page * pages / (sum(widths) + again * (pages - 1)), 1)
