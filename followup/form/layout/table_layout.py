"""Where a table was laid on its sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from followup.form.form import FormTable
from followup.form.rows import FilledRow


@dataclass
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
    def last_row(self) -> int:
        """The last row of the table, blank ones included."""
        ends = (last for _first, last in self.blocks.values())
        return max([self.header, *self.rows.values(), *self.blank_rows, *ends])
