"""Drop-downs in cells that name a row of another table of the same workbook."""

from __future__ import annotations

from collections.abc import Sequence

from followup.files.book import Book, Validation, address, quoted
from followup.form.cells.text import Names
from followup.form.columns import Column
from followup.form.layout.laid import Laid
from followup.locale import Words, _

MORE_ROWS = 200
"""Rows below the drawn ones that the list takes in too: people go on writing there."""

ONE = _("Choose from the list, or write an id or a name.")
SEVERAL = _("Choose from the list, or write ids or names with commas between.")


def put_reference_lists(book: Book, laid: Sequence[Laid], words: Words, standing: Sequence[Laid] = ()) -> None:
    """A list of the other table's ids in every cell of a column that refers to it. Other texts are taken too:
    a name, or several ids with commas between. The other table may be among those ``standing`` in the workbook already.
    """
    by_section = {each.table.section.key: each for each in (*laid, *standing)}
    for each in laid:
        for column in each.table.columns:
            other = by_section.get(column.refers)
            if other is not None and "id" in other.columns:
                _put_list(book, each, column, other, words)


def _put_list(book: Book, laid: Laid, column: Column, other: Laid, words: Words) -> None:
    at = laid.columns[column.key]
    help_ = SEVERAL if isinstance(column.type, Names) else ONE
    place, rows = other.columns["id"], (other.header + 1, other.last_row + MORE_ROWS)
    first, last = (address(row, place) for row in rows)
    source = f"={quoted(other.sheet)}!{_fixed(first)}:{_fixed(last)}"
    sheet = book.sheet(laid.sheet)
    sheet.validations = [each for each in sheet.validations if each[2] != at or not _inside(each, laid)]
    validation = Validation("list", help=words(help_), source=source)
    sheet.validations.append((laid.header + 1, laid.last_row, at, validation))


def _inside(validation: tuple[int, int, int, Validation], laid: Laid) -> bool:
    return laid.header < validation[0] <= laid.last_row


def _fixed(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"
