"""Where a table was laid on its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from followup.form.cells.prose import Prose
from followup.form.columns import Column, Role
from followup.form.form import FormTable
from followup.form.rows import FilledRow
from followup.frozen import growing


@growing
class TableLayout:
    """Where a table was laid: row numbers by row key, column numbers by column key, blank rows of a listing.

    ``filled`` holds the fixed rows with the answers that it was laid out with. ``blocks`` are the first and last
    row below each row that take its answer in words.
    """

    table: FormTable
    sheet: str
    header: int
    columns: dict[str, int]
    rows: dict[str, int] = field(default_factory=dict)
    blank_rows: list[int] = field(default_factory=list)
    filled: Mapping[str, FilledRow] = field(default_factory=dict)
    blocks: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that are on the sheet, in the order that it has them."""
        known = ((key, self.table.column(key)) for key, _at in sorted(self.columns.items(), key=lambda pair: pair[1]))
        return tuple(column for _key, column in known if column is not None)

    @property
    def first_answer(self) -> tuple[int, int] | None:
        """The first cell that somebody is to fill in, row by row; None where there is none."""
        asked = [column for column in self.shown if column.role is Role.INPUT]
        if self.blank_rows and not self.rows:
            return (self.blank_rows[0], self.columns[asked[0].key]) if asked else None
        # A sum asks for a comment at most: nobody begins there.
        for row in sorted(self.table.rows, key=lambda row: bool(row.sums)):
            for column in asked:
                if row.key in self.rows and self.table.asks(row, column):
                    is_prose = isinstance(row.type_of(column), Prose) and row.key in self.blocks
                    return self.blocks[row.key][0] if is_prose else self.rows[row.key], self.columns[column.key]
        return None

    @property
    def last_row(self) -> int:
        """The last row of the table, blank ones included."""
        ends = (last for _first, last in self.blocks.values())
        return max([self.header, *self.rows.values(), *self.blank_rows, *ends])
