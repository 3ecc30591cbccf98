"""Drop-downs in cells that name a row of another table of the same workbook."""

from __future__ import annotations

from collections.abc import Sequence

from followup.files.book import Book, Validation, address, quoted
from followup.form.cells.text import Names
from followup.form.columns import Column
from followup.form.layout.table_layout import TableLayout
from followup.locale import Words, _

MORE_ROWS = 200
"""Rows below the drawn ones that the list takes in too: people go on writing there."""

ONE = _("Choose from the list, or write an id or a name.")
SEVERAL = _("Choose from the list, or write ids or names with commas between.")


def put_reference_lists(
    book: Book, layouts: Sequence[TableLayout], words: Words, standing: Sequence[TableLayout] = ()
) -> None:
    """A list of the other table's ids in every cell of a column that refers to it. Other texts are taken too:
    a name, or several ids with commas between. The other table may be among those ``standing`` in the workbook already.
    """
    by_section = {layout.table.section.key: layout for layout in (*layouts, *standing)}
    for layout in layouts:
        for column in layout.shown:
            other = by_section.get(column.refers)
            if other is not None and "id" in other.columns:
                _put_list(book, layout, column, other, words)


def _put_list(book: Book, layout: TableLayout, column: Column, other: TableLayout, words: Words) -> None:
    at = layout.columns[column.key]
    help_ = SEVERAL if isinstance(column.type, Names) else ONE
    place, rows = other.columns["id"], (other.header + 1, other.last_row + MORE_ROWS)
    first, last = (address(row, place) for row in rows)
    source = f"={quoted(other.sheet)}!{_fixed(first)}:{_fixed(last)}"
    sheet = book.sheet(layout.sheet)
    sheet.validations = [
        existing for existing in sheet.validations if existing[2] != at or not _inside(existing, layout)
    ]
    validation = Validation("list", help=words(help_), source=source)
    sheet.validations.append((layout.header + 1, layout.last_row, at, validation))


def _inside(validation: tuple[int, int, int, Validation], layout: TableLayout) -> bool:
    return layout.header < validation[0] <= layout.last_row


def _fixed(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"
