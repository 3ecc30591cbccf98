"""A table that was found in a workbook: where it stands, and which columns and keys it has there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from followup.files.received import Raw, ReceivedSheet
from followup.form.form import FormTable
from followup.form.layout.formulas import LayoutFormulas
from followup.form.shapes.column_matching import ColumnMatch
from followup.frozen import frozen
from followup.locale import Words

Layout = tuple[str, tuple[tuple[str, int], ...], tuple[tuple[str, tuple[str, ...], int], ...]]
"""Where a section's columns and rows stand, by their keys, and what the rows are the sums of."""

Lines = Mapping[int, Mapping[int, Raw]]
ABSENT = -1
"""The row or column of what is not there. Below every other, so that ``max`` and ``<`` need no case of its own."""


@frozen
class TableMatch:
    """A table found. Rows and columns count from 0; ``key_row``, ``key_column`` and ``header`` are -1 where gone.

    ``lines`` are the cells of its sheet by row and column; ``keys`` row keys by row; ``languages`` the words in which
    its texts may be written, ``corners`` those above the keys, ``titles`` column keys by title; ``siblings`` are the
    other tables of the form. ``marked`` is False for one that was found by its titles or its column keys alone.
    ``formulas`` are what our computed cells say in layouts that were met before.
    """

    table: FormTable
    sheet: ReceivedSheet
    lines: Lines
    key_row: int
    key_column: int
    header: int
    end: int
    column_match: ColumnMatch
    keys: dict[int, str]
    languages: tuple[Words, ...]
    marked: bool = True
    siblings: tuple[FormTable, ...] = ()
    corners: frozenset[str] = frozenset()
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formulas: dict[Layout, LayoutFormulas] = field(default_factory=dict)

    @property
    def columns(self) -> dict[int, str]:
        """Column keys by column number, without copies."""
        return self.column_match.places

    @property
    def top(self) -> int:
        """Its first row."""
        return min(row for row in (self.key_row, self.header) if row != ABSENT)

    @property
    def first(self) -> int:
        """The first row under its keys, or under its titles where those decide: they say nothing of what is above."""
        return first_row(self.key_row, self.header, self.column_match)

    def rows(self) -> list[int]:
        """The rows of its sheet that it may hold, in order: those with something in them, the titles apart."""
        return self._rows

    @cached_property
    def _rows(self) -> list[int]:
        return rows_between(self.lines, self.first, self.end, self.header)

    @property
    def left(self) -> int:
        """Its first column that people see: where what concerns the whole table is reported."""
        return min(self.column_match.places, default=max(self.key_column, 0))


def first_row(key_row: int, header: int, column_match: ColumnMatch) -> int:
    """The first row that a table may hold."""
    return max(key_row, header) + 1 if column_match.moved or key_row == ABSENT else key_row + 1


def rows_between(lines: Lines, first: int, end: int, header: int) -> list[int]:
    """The rows with something in them, the header apart."""
    return sorted(row for row in lines if first <= row < end and row != header)


def unknown_rows(match: TableMatch) -> Iterator[tuple[int, str]]:
    """Rows with a key that the form does not have: from an older plan, or made up."""
    planned = {row.key for row in match.table.rows}
    if not match.table.is_listing:
        yield from ((at, key) for at, key in sorted(match.keys.items()) if key not in planned)
