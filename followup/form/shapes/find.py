"""Find the tables of a form in a workbook that came back, by the marks and keys that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from followup.files.received import ReceivedBook, ReceivedSheet
from followup.form.form import FormTable
from followup.form.shapes.layout import MARK


@dataclass(frozen=True)
class Found:
    """A table found: its corner, column keys by column number, row keys by row number, and where it ends."""

    table: FormTable
    sheet: ReceivedSheet
    corner: tuple[int, int]
    columns: dict[int, str]
    keys: dict[int, str]
    end: int

    @property
    def header(self) -> int:
        """The row of titles, under the key row."""
        return self.corner[0] + 1


def find_tables(book: ReceivedBook, tables: tuple[FormTable, ...]) -> Iterator[Found]:
    """Every occurrence of every table, in the order of sheets; a copied sheet gives its tables twice."""
    by_key = {table.section.key: table for table in tables}
    for sheet in book.sheets:
        corners = sorted(_corners(sheet, by_key), key=lambda each: each[0])
        for index, (corner, table) in enumerate(corners):
            end = corners[index + 1][0][0] if index + 1 < len(corners) else _last_row(sheet) + 1
            yield _found(sheet, table, corner, end)


def _corners(sheet: ReceivedSheet, tables: Mapping[str, FormTable]) -> Iterator[tuple[tuple[int, int], FormTable]]:
    """Each mark with a key of its table's columns beside it; a mark alone is somebody's text."""
    for (row, column), value in sheet.cells.items():
        table = tables.get(value[len(MARK) :]) if isinstance(value, str) and value.startswith(MARK) else None
        if table is None:
            continue
        keys = {each.key for each in table.columns}
        if any(place[0] == row and place[1] > column and other in keys for place, other in sheet.cells.items()):
            yield (row, column), table


def _last_row(sheet: ReceivedSheet) -> int:
    return max((row for row, _column in sheet.cells), default=0)


def _found(sheet: ReceivedSheet, table: FormTable, corner: tuple[int, int], end: int) -> Found:
    keys_row, keys_column = corner
    known = {column.key for column in table.columns}
    columns: dict[int, str] = {}
    keys: dict[int, str] = {}
    for (row, column), value in sheet.cells.items():
        if row == keys_row and column != keys_column and value in known:
            columns[column] = str(value)
        elif column == keys_column and keys_row + 1 < row < end:
            keys[row] = str(value)
    return Found(table, sheet, corner, columns, keys, end)


def unknown_rows(found: Found) -> Iterator[tuple[int, str]]:
    """Rows with a key that the form does not have: from an older plan, or made up."""
    wanted = {row.key for row in found.table.rows}
    if not found.table.is_listing:
        yield from ((at, key) for at, key in sorted(found.keys.items()) if key not in wanted)
