"""What the checks of a round's templates have in common: most rows say the same in every unit's, and their formulas are
worked out for the first of them.

A code names its sentence by the row where that stands in the workbook. So what is kept says what it asked for, and is
taken where the same numbers come of it; else it is worked out anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from followup.form.form import FormTable
from followup.form.layout.common_layout import LastTables, as_laid_out
from followup.form.self_check.sentences import Asked
from followup.frozen import frozen

if TYPE_CHECKING:
    from followup.files.book import Cell
    from followup.form.cells.base import CellType
    from followup.form.columns import Column
    from followup.form.layout.table_layout import TableLayout
    from followup.form.rows import Row
    from followup.form.self_check.codes import Codes
    from followup.form.self_check.row_faults import RowFault

Value = TypeVar("Value")

Kinds: TypeAlias = "tuple[tuple[Column, CellType], ...]"
"""The cells of a row that answers are read from."""


class Kept(NamedTuple, Generic[Value]):
    """Something that was worked out, what it asked the sheet of sentences for, and the most figures in one of these."""

    value: Value
    asked: tuple[Asked, ...]
    figures: int


class KnownRow(NamedTuple):
    """A row that nobody has begun with, the cells of it that answers are read from, and by which key its codes are kept."""

    row: Row
    kinds: Kinds
    key: tuple[object, ...]


class CellsOfRow(NamedTuple):
    """The cells of the columns that check a row, and what they were made from."""

    codes: Codes
    sentence: str
    cells: Mapping[tuple[int, int], Cell]


@frozen
class TableChecks:
    """What is known of tables that are laid out alike; the first of them, which keeps what it is made of alive."""

    table: FormTable
    types: dict[tuple[tuple[str, CellType], ...], int] = field(default_factory=dict)
    of_types: dict[tuple[str, CellType], Kept[str]] = field(default_factory=dict)
    of_rows: dict[tuple[object, ...], Kept[Codes]] = field(default_factory=dict)
    faults: dict[tuple[object, ...], RowFault | None] = field(default_factory=dict)
    rows: dict[str, KnownRow] = field(default_factory=dict)
    cells: dict[int, CellsOfRow] = field(default_factory=dict)


class CommonChecks:
    """What templates that are made with the same frame have in common, by how a table is laid out."""

    def __init__(self) -> None:
        self._tables: LastTables[TableChecks] = LastTables()

    def of(self, layout: TableLayout, cell_codes: str) -> TableChecks:
        """What is known of a table laid out so; ``cell_codes`` are the letters of the column for the codes of cells."""
        return self._tables.of((cell_codes, *as_laid_out(layout)), lambda: TableChecks(layout.table))
