"""Columns and rows that a table lacks, put beside it where it stands already, in somebody's own workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from followup.files.addresses import Area
from followup.files.book import Sheet
from followup.form.columns import Column
from followup.form.layout.laid import Laid
from followup.form.layout.layout import KEY_COLUMN, prefilled_rows, put_listed, put_row, put_validations
from followup.form.rows import Row
from followup.form.shapes.found_table import GONE, Found
from followup.locale import Words


def lacking_columns(found: Found) -> list[Column]:
    """The columns of the table that its sheet does not have."""
    present = set(found.columns.values())
    return [column for column in found.table.columns if column.key not in present]


def lacking_rows(found: Found) -> list[Row]:
    """The fixed rows of the table that its sheet does not have."""
    present = set(found.keys.values())
    return [row for row in found.table.rows if row.key not in present]


def laid_as_found(found: Found, last_row: int) -> Laid:
    """A table of a workbook as if we had laid it out there, down to ``last_row``."""
    places = {key: at for at, key in found.columns.items()}
    return Laid(found.table, found.sheet.name, found.header, places, blank_rows=[last_row])


def last_row_of(found: Found, areas: Iterable[Area]) -> int:
    """The last row of a table: of Excel's own table over its titles, else the last that has something in it."""
    ends = [last for first, left, last, right in areas if first == found.header and left <= found.left <= right]
    return max([*ends, *found.rows(), found.header])


def put_columns(
    sheet: Sheet, found: Found, columns: Sequence[Column], areas: Sequence[Area], words: Words
) -> tuple[Laid, list[Column]]:
    """Put columns right beside a table, with cells to write in down to its last row; and those that have no room there.

    Further away they would be left behind when somebody sorts the table.
    """
    last = last_row_of(found, areas)
    right = [right for first, _left, _last, right in areas if first == found.header]
    at = max([*found.columns, *right]) + 1
    put: dict[str, int] = {}
    if GONE not in (found.header, found.key_row):
        for column in columns:
            if not _is_free(found, at, last):
                break
            put[column.key] = at
            sheet.put(found.key_row, at, column.key, "key")
            sheet.put(found.header, at, _new_title(found, sheet, words(column.title)), "header")
            sheet.widths[at] = column.width
            at += 1
    table = replace(found.table, columns=tuple(column for column in columns if column.key in put))
    laid = Laid(table, sheet.name, found.header, put)
    laid.blank_rows = list(range(found.header + 1, last + 1)) if found.table.is_listing else []
    put_listed(sheet, laid, {}, words)
    put_validations(sheet, laid, words)
    return laid, [column for column in columns if column.key not in put]


def _is_free(found: Found, at: int, last: int) -> bool:
    """Whether nothing stands in a column, from the keys of the table to its end."""
    rows = range(min(found.key_row, found.header), max(last, found.end - 1) + 1)
    return not any(at in found.lines.get(row, {}) for row in rows)


def _new_title(found: Found, sheet: Sheet, title: str) -> str:
    """A title that no other column of the table has: Excel wants them to differ."""
    own = [cell.value for (row, _at), cell in sheet.cells.items() if row == found.header]
    taken = {str(raw).casefold() for raw in [*found.lines.get(found.header, {}).values(), *own]}
    while title.casefold() in taken:
        title += " "
    return title


def put_rows(sheet: Sheet, found: Found, rows: Sequence[Row], words: Words) -> list[Row]:
    """Put fixed rows under all that stands on the sheet; those that cannot be put there."""
    if found.key_column != KEY_COLUMN or not found.columns:
        return list(rows)
    first = max(found.lines, default=found.header) + 1
    columns = {key: at for at, key in found.columns.items()}
    table = replace(
        found.table,
        columns=tuple(column for column in found.table.columns if column.key in columns),
        rows=tuple(rows),
    )
    laid = Laid(table, sheet.name, found.header, columns)
    laid.rows = {row.key: first + number for number, row in enumerate(rows)}
    filled = prefilled_rows(table, {}, words)
    for row in rows:
        put_row(sheet, laid, row, filled[row.key], words)
    put_validations(sheet, laid, words)
    return []
