"""Columns and rows that a table lacks, put beside it where it stands already, in somebody's own workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from followup.files.addresses import Area
from followup.files.book import Sheet
from followup.form.columns import Column
from followup.form.layout.layout import KEY_COLUMN, prefilled_rows, put_fixed_rows, put_listed, put_validations
from followup.form.layout.table_layout import TableLayout
from followup.form.rows import Row
from followup.form.shapes.table_match import ABSENT, TableMatch
from followup.locale import Words


def lacking_columns(match: TableMatch) -> list[Column]:
    """The columns of the table that its sheet does not have."""
    present = set(match.columns.values())
    return [column for column in match.table.columns if column.key not in present]


def lacking_rows(match: TableMatch) -> list[Row]:
    """The fixed rows of the table that its sheet does not have."""
    present = set(match.keys.values())
    return [row for row in match.table.rows if row.key not in present]


def layout_of(match: TableMatch, last_row: int) -> TableLayout:
    """A table of a workbook as if we had laid it out there, down to ``last_row``."""
    places = {key: at for at, key in match.columns.items()}
    return TableLayout(match.table, match.sheet.name, match.header, places, blank_rows=[last_row])


def last_row_of(match: TableMatch, areas: Iterable[Area]) -> int:
    """The last row of a table: of Excel's own table over its titles, else the last that has something in it."""
    ends = [last for first, left, last, right in areas if first == match.header and left <= match.left <= right]
    return max([*ends, *match.rows(), match.header])


def put_columns(
    sheet: Sheet, match: TableMatch, columns: Sequence[Column], areas: Sequence[Area], words: Words
) -> tuple[TableLayout, list[Column]]:
    """Put columns right beside a table, with cells to write in down to its last row; and those that have no room there.

    Further away they would be left behind when somebody sorts the table.
    """
    last = last_row_of(match, areas)
    right = [right for first, _left, _last, right in areas if first == match.header]
    at = max([*match.columns, *right]) + 1
    put: dict[str, int] = {}
    if ABSENT not in (match.header, match.key_row):
        for column in columns:
            if not _is_free(match, at, last):
                break
            put[column.key] = at
            sheet.put(match.key_row, at, column.key, "key")
            sheet.put(match.header, at, _new_title(match, sheet, words(column.title)), "header")
            sheet.widths[at] = column.width
            at += 1
    table = replace(match.table, columns=tuple(column for column in columns if column.key in put))
    layout = TableLayout(table, sheet.name, match.header, put)
    layout.blank_rows = list(range(match.header + 1, last + 1)) if match.table.is_listing else []
    put_listed(sheet, layout, {}, words)
    put_validations(sheet, layout, words)
    return layout, [column for column in columns if column.key not in put]


def _is_free(match: TableMatch, at: int, last: int) -> bool:
    """Whether nothing stands in a column, from the keys of the table to its end."""
    rows = range(min(match.key_row, match.header), max(last, match.end - 1) + 1)
    return not any(at in match.lines.get(row, {}) for row in rows)


def _new_title(match: TableMatch, sheet: Sheet, title: str) -> str:
    """A title that no other column of the table has: Excel wants them to differ."""
    own = [cell.value for (row, _at), cell in sheet.cells.items() if row == match.header]
    titles = {str(raw).casefold() for raw in [*match.lines.get(match.header, {}).values(), *own]}
    # A space is not seen, and read away when the title is compared; a number would be another title.
    while title.casefold() in titles:
        title += " "
    return title


def put_rows(sheet: Sheet, match: TableMatch, rows: Sequence[Row], words: Words) -> list[Row]:
    """Put fixed rows under all that stands on the sheet; those that cannot be put there."""
    if match.key_column != KEY_COLUMN or not match.columns:
        return list(rows)
    # Under everything, not under the table: between a table and the next there may be notes.
    first = max(match.lines, default=match.header) + 1
    columns = {key: at for at, key in match.columns.items()}
    table = replace(
        match.table,
        columns=tuple(column for column in match.table.columns if column.key in columns),
        rows=tuple(rows),
    )
    layout = TableLayout(table, sheet.name, match.header, columns)
    layout.rows = {row.key: first + number for number, row in enumerate(rows)}
    put_fixed_rows(sheet, layout, rows, prefilled_rows(table, {}, words), words)
    put_validations(sheet, layout, words)
    return []
