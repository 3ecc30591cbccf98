"""A long table: its rows are written as texts, and say what XlsxWriter says of the same cells one by one.

A test of ``followup.files.book``, as it is written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.files.language import (
    Book,
    Cell,
    LazyRows,
    SeriesRanges,
    SheetChart,
    StreamedColumn,
    StreamedTable,
    WorkbookLink,
)
from tests.tables import save_book

COLUMNS = (
    StreamedColumn("A", "label", width=10),
    StreamedColumn("B", "muted", "0.0"),
    StreamedColumn("C", "link", width=30),
)
FILE = WorkbookLink("Ä & B <1>.xlsx", file="../inbox/Ä & B <1>.xlsx")
ROWS: dict[str, Sequence[object]] = {
    "texts, one of them again": ["a", "a", " b "],
    "nothing": [None, "", None],
    "a text of several lines": ["a\nb", "c" * 90, "d" * 400],
    "a text too long for a cell": ["å" * 40_000, "\x07\x0b", None],
    "numbers": [Decimal("0.1"), 12, Decimal("-1234567890.12345")],
    "links": [FILE, WorkbookLink("Blad!A1", "Blad 'x'", "A1", "x.xlsx"), WorkbookLink("x" * 300, file="y")],
    "a link that says an error": [WorkbookLink("#N/A", file="x"), None, WorkbookLink("", file="x")],
    "days": [date(1900, 1, 1), date(2024, 2, 29), datetime(2024, 2, 29, 12)],
    "a truth": [True, False, "x"],
    "cells of their own": [
        Cell("a\nb", "label", colour="#B3261E"),
        Cell(Decimal(1), "label total", "0 %"),
        Cell("long " * 30, "label", wrap=False),
    ],
    "a formula": [Cell("", "text", formula='="x"'), Cell(Decimal(2), "text", formula="1+1"), "after it"],
    "fewer values than titles": ["a"],
}


def parts(book: Book, folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(save_book(book, folder / "book.xlsx")) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def book_of(rows: Sequence[Sequence[object]], name: str, column: int) -> Book:
    """A table between other cells, and a sheet behind it."""
    book = Book("A book")
    sheet = book.sheet("Table")
    sheet.put(0, 0, "Title", "title")
    sheet.put(1, 0, "above it", "warning")
    sheet.put(3, column + 4, "beside it", "warning")
    sheet.put(40, 0, "below it", "instruction")
    sheet.blocks.append(StreamedTable(name, 2, column, COLUMNS, rows))  # type: ignore[arg-type]
    book.sheet("Behind").put(0, 0, "a", "error")
    return book


def drawn(book: Book) -> Book:
    """The same with a chart of the table elsewhere: then XlsxWriter has to know each cell."""
    area = ("Table", 3, 0, 4, 0)
    chart = SheetChart(0, 0, "line", "Chart", (SeriesRanges("s", area, area),), "A chart.")
    return replace(book, sheets=[*book.sheets[:-1], replace(book.sheets[-1], charts=[chart])])


@pytest.mark.parametrize("column", [0, 27])
@pytest.mark.parametrize("name", ["table", ""])
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_rows_say_the_same_cell_by_cell(row: Sequence[object], name: str, column: int, tmp_path: Path) -> None:
    book = book_of([row, ["a", Decimal(1), None], row], name, column)
    short, long = parts(book, tmp_path), parts(drawn(book), tmp_path)
    for part in (
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        *(["xl/tables/table1.xml"] * bool(name)),
    ):
        assert short[part] == long[part], part


def test_two_tables_stand_beside_each_other(tmp_path: Path) -> None:
    book = book_of([["a", Decimal(1), None]] * 2, "table", 0)
    book.sheets[0].blocks.append(StreamedTable("other", 2, 5, COLUMNS, [[None, Decimal(2), "a"]] * 2))
    short, long = parts(book, tmp_path), parts(drawn(book), tmp_path)
    assert short["xl/worksheets/sheet1.xml"] == long["xl/worksheets/sheet1.xml"]
    assert b'<c r="B4"' in short["xl/worksheets/sheet1.xml"]


def test_rows_keep_what_is_known_of_them(tmp_path: Path) -> None:
    book = book_of([["a", Decimal(1), None]] * 3, "table", 0)
    book.sheets[0].hidden_rows.add(4)
    book.sheets[0].heights[5] = 33
    short, long = (parts(one_book, tmp_path)["xl/worksheets/sheet1.xml"] for one_book in (book, drawn(book)))
    assert short == long
    assert short.count(b'hidden="1"') == 1 and short.count(b'ht="33"') == 1


def test_rows_worked_out_while_they_are_written_are_the_same(tmp_path: Path) -> None:
    rows: list[tuple[str, Decimal, None]] = [("a", Decimal(number), None) for number in range(20)]
    book = book_of(rows, "table", 0)
    package = parts(book, tmp_path)
    columns = [list(zip(*rows[first : first + 7], strict=True)) for first in range(0, 20, 7)]
    lazy = LazyRows(20, lambda: iter(columns))
    book.sheets[0].blocks[0] = replace(book.sheets[0].blocks[0], rows=lazy)
    assert parts(book, tmp_path) == package
    assert len(lazy) == 20 and rows[3] in lazy and ["b"] not in lazy


def test_a_chart_has_the_figures_of_its_table(tmp_path: Path) -> None:
    chart = parts(drawn(book_of([[Decimal("1.25"), None, None], ["x", None, None]], "table", 0)), tmp_path)
    assert b"<c:v>1.25</c:v>" in chart["xl/charts/chart1.xml"]


def test_an_excel_table_spans_all_of_its_rows(tmp_path: Path) -> None:
    package = parts(book_of([["a", None, None]] * 30, "table", 0), tmp_path)
    assert package["xl/tables/table1.xml"].count(b'ref="A3:C33"') == 2
