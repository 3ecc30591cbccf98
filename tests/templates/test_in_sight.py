"""What somebody sees who opens a template on a laptop: what is to be answered, and nothing that is not theirs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.house import bundled, form_for, lay_out_form
from tests.tables import read_plan, save_book
from tests.templates.in_sight import YELLOW, counted, sheets_in_sight

EXAMPLES = sorted(folder.name for folder in bundled("examples").iterdir() if (folder / "plan.xlsx").exists())
GREY, BLUE = "F0F2F4", "E6F6FC"
LINK = re.compile(r"""HYPERLINK\("#'?(?P<sheet>[^'!]+)'?!(?P<cell>[A-Z]+[0-9]+)\"""")
LEAST_SIZE = 9
"""Points."""


@functools.cache
def templates(example: str) -> tuple[Path, ...]:
    """Those of the first unit and the last: they are asked for the most different things."""
    plan, _findings = read_plan(bundled("examples") / example / "plan.xlsx")
    units = plan.units.answering
    of_ends = units[:: max(len(units) - 1, 1)]
    return tuple(save_book(lay_out_form(form_for(plan, unit), plan, unit)) for unit in of_ends)


def books(example: str) -> Iterator[Workbook]:
    yield from map(openpyxl.load_workbook, templates(example))


def visible(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def hidden(sheet: Worksheet) -> set[int]:
    """The numbers of the columns that nobody sees."""
    runs = [width for width in sheet.column_dimensions.values() if width.hidden]
    return {at for width in runs for at in range(width.min or 1, (width.max or 0) + 1)}


def colour(sheet: Worksheet, cell: str) -> str:
    return str(sheet[cell].fill.fgColor.rgb)[-6:]


def test_every_column_to_answer_is_in_sight() -> None:
    """Of 148 sheets 34 had all of them in sight when the columns stood as they are declared, and 35 none."""
    count = counted(list(sheets_in_sight()))
    assert count["sheets"] >= 148
    assert count["wholly"] == count["sheets"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_sheets_open_at_the_first_cell_to_fill_in_and_links_lead_there(example: str) -> None:
    for book in books(example):
        for sheet in visible(book):
            cell = sheet.sheet_view.selection[-1].activeCell
            yellow = [
                other for line in sheet.iter_rows() for other in line if colour(sheet, other.coordinate) == YELLOW
            ]
            of_legend = sheet is book.worksheets[0]
            if len(yellow) > of_legend:
                assert colour(sheet, cell) == YELLOW, (sheet.title, cell)
            assert sheet[cell].column not in hidden(sheet), sheet.title
        start = book.worksheets[0]
        links = [match for line in start.iter_rows() for cell in line if (match := LINK.search(str(cell.value)))]
        for link in links:
            assert colour(book[link["sheet"]], link["cell"]) == YELLOW, link[0]
        assert links


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_unit_has_no_column_that_is_empty_and_that_it_does_not_answer(example: str) -> None:
    for book in books(example):
        for sheet in visible(book)[1:]:
            for column in sheet.iter_cols(min_col=2):
                titled = [cell for cell in column if colour(sheet, cell.coordinate) in (YELLOW, BLUE) or cell.value]
                heads = [cell for cell in column if cell.font.b and cell.font.color.rgb == "FFFFFFFF"]
                is_codes = column[0].column in hidden(sheet)
                assert is_codes or not heads or len(titled) > 2 * len(heads) - 1, (sheet.title, heads[0].value)


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_worked_out_has_the_colour_of_the_legend_and_no_text_is_too_small(example: str) -> None:
    for book in books(example):
        for sheet in visible(book):
            unseen = hidden(sheet)
            for at, line in enumerate(sheet.iter_rows(min_col=2), start=1):
                if sheet.row_dimensions[at].hidden:
                    continue
                for cell in line:
                    if cell.column in unseen or cell.value is None:
                        continue
                    assert cell.font.sz >= LEAST_SIZE, (sheet.title, cell.coordinate)
                    if str(cell.value).startswith("=") and "_check" not in str(cell.value):
                        colours = (BLUE, "000000") if sheet is book.worksheets[0] else (BLUE,)
                        assert colour(sheet, cell.coordinate) in colours, (sheet.title, cell.coordinate)


def test_rows_under_others_are_indented() -> None:
    (book, *_others) = books("norrbotten-2022-04")
    sheet = book["Produktion"]
    names = {
        cell.value: cell.alignment
        for cell in sheet["B"]
        if cell.value in ("Läkarbesök", "Somatik", "Totalt antal besök")
    }
    assert [(name, look.indent, look.horizontal) for name, look in names.items()] == [
        ("Läkarbesök", 0, None),
        ("Somatik", 1, "left"),
        ("Totalt antal besök", 0, None),
    ]
