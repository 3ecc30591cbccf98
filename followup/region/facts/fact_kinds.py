"""Which lines of the facts add up to others: leaves to totals; subtotals, sums of boards and what was
earlier to neither.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from followup.form.rows import FilledRow
from followup.history.past_facts import OF_BOARD
from followup.region.model import RegionTable, UnitRow

LEAF, SUBTOTAL, TOTAL = "leaf", "subtotal", "total"


class Kinds:
    """What the figures of one table are: each leaf is in the region's sum once, and nothing else is."""

    def __init__(self, table: RegionTable) -> None:
        self.table = table
        self._owners: dict[int, tuple[str, str]] = {}  # by the row: each of its cells asks, and each sum that it is in

    def of(self, row: UnitRow, column: str = "") -> str:
        """The kind of a figure in a column of a row; of a judgement of the row where no column is named."""
        if row.unit is None:
            return OF_BOARD if row.board else TOTAL
        if row.filled.row.sums:
            return SUBTOTAL
        counted = self._counted.get((row.filled.row.key, column)) if column else None
        repeats = row.repeats if counted is None else self._whose(row.filled) not in counted
        return SUBTOTAL if repeats else LEAF

    @cached_property
    def counted_columns(self) -> Collection[str]:
        """The columns in which the region has a figure of any row."""
        return {column for _row, column in self._counted}

    def is_counted(self, row: UnitRow, column: str) -> bool:
        """Whether a row is among those that the region's figure was added up from."""
        return self._whose(row.filled) in self._counted.get((row.filled.row.key, column), ())

    def not_answered(self, subtotal: UnitRow) -> Collection[str]:
        """The columns of a sum over a unit and those under it in which the unit has no figure of its own."""
        at = (subtotal.unit.id if subtotal.unit else "", subtotal.filled.row.key)
        rows = self._own.get(at, ())
        return [key for key in subtotal.filled.values if all(row[key] is None for row in rows)]

    @cached_property
    def _counted(self) -> Mapping[tuple[str, str], Collection[tuple[str, str]]]:
        """Whose rows are in the region's figure, by the row's key and the column, where the region has one."""
        return {
            (row.filled.row.key, column): {self._whose(row) for row in rows}
            for row in self.table.region
            for column, rows in row.filled.contributing_rows.items()
            if row.filled[column] is not None
        }

    @cached_property
    def _own(self) -> Mapping[tuple[str, str], list[FilledRow]]:
        by_cell: dict[tuple[str, str], list[FilledRow]] = {}
        for row in self.table.rows:
            by_cell.setdefault((row.unit.id if row.unit else "", row.filled.row.key), []).append(row.filled)
        return by_cell

    def _whose(self, row: FilledRow) -> tuple[str, str]:
        """The file and the unit that a row is of: masking makes rows anew, and leaves these as they were."""
        if id(row) not in self._owners:
            origin = row.origin
            self._owners[id(row)] = origin.file, origin.unit
        return self._owners[id(row)]
