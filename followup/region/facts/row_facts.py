"""The rows of one table as facts have them: numbered, with what each line of a row says, whatever cell it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from followup.form.answers.runs import columns_of_rows, runs_of
from followup.form.columns import Role
from followup.form.rows import label_of
from followup.region.facts.fact import Strip, values_at
from followup.region.facts.fact_kinds import Kinds
from followup.region.facts.unit_facts import UnitFacts
from followup.region.masking.counted import CountedTable
from followup.region.measuring import Measurements
from followup.region.model import RegionTable, UnitRow

UNIT_COLUMNS = ("unit", "unit_name", "board", "unit_parent")


class TableFacts:
    """A table with what must be known of all of it before the lines of any row can be said; ``of_boards``: their sums too."""

    def __init__(self, table: RegionTable, units: UnitFacts, of_boards: bool = False) -> None:
        self.table, self.units, self.of_boards = table, units, of_boards
        self.kinds, self.measured = Kinds(table), Measurements(table.section, units.frame)
        self.counted = CountedTable(table)

    @property
    def length(self) -> int:
        """How many rows there are."""
        return sum(map(len, self._groups()))

    def parts(self, size: int) -> Iterator[RowFacts]:
        """The units' rows, the region's, the sums over units under units, and those of boards, in this order, ``size`` at a
        time.
        """
        first_sum = len(self.table.rows) + len(self.table.region)
        rows = chain.from_iterable(self._groups())
        for start in range(0, self.length, size):
            yield RowFacts(self, list(islice(rows, size)), max(first_sum - start, 0))

    def _groups(self) -> Iterator[Sequence[UnitRow]]:
        yield from (self.table.rows, self.table.region, self.table.subtotals)
        yield from self.table.by_board.values() if self.of_boards else ()


class RowFacts:
    """Some of the rows of a table, those that are sums over units under units, or over a board's, from ``first_sum`` on.

    ``columns`` are those whose cells give lines. ``usual`` is what a line says unless it says else.
    """

    def __init__(self, of: TableFacts, rows: Sequence[UnitRow], first_sum: int) -> None:
        self.table, self.section, self.units, self.frame = of.table, of.table.section, of.units, of.units.frame
        self.kinds, self.measured, self.counted = of.kinds, of.measured, of.counted
        self.rows, self.first_sum = rows, first_sum
        self.filled = [row.filled for row in self.rows]
        self.runs = runs_of(self.filled)
        self.columns = [column for column in of.table.columns if column.role is not Role.LABEL]
        self.usual = of.units.usual
        self._units = [of.units.of(row.unit, row.board) for row in self.rows]

    def strip(self, numbers: Sequence[int]) -> Strip:
        """What lines of the rows with these numbers have in common with the other lines of their rows."""
        return Strip(self._common, numbers)

    @cached_property
    def _common(self) -> Mapping[str, Sequence[Any]]:
        order, keys = self.table.order, [filled.row.key for filled in self.filled]
        return {
            **{name: list(map(attrgetter(name), self._units)) for name in UNIT_COLUMNS},
            "section": [self.section.key] * len(keys),
            "row": keys,
            "label": self._labels(),
            "group": self._groups(),
            "order": [order.get(key, len(order)) for key in keys],
        }

    @cached_property
    def row_kinds(self) -> list[str]:
        """The kind of each row's judgements; of its figures too in columns where the region has none."""
        return list(map(self.kinds.of, self.rows))

    def approvals(self, numbers: Sequence[int]) -> list[str]:
        """Whether the figures of the rows with these numbers wait for an approval."""
        return values_at([unit.preliminary for unit in self._units], numbers)

    def _labels(self) -> list[str]:
        """What each row is called; rows of many units are often one and the same row of the plan."""
        rows = {id(filled.row): filled for filled in self.filled}
        labels = {key: label_of(filled) for key, filled in rows.items()}
        return [labels[id(filled.row)] for filled in self.filled]

    def _groups(self) -> Sequence[str]:
        """The heading that each row stands under where the section is shown; empty where rows are in no groups."""
        if not self.measured.group:
            return [""] * len(self.filled)
        (groups,) = columns_of_rows(self.runs, [self.measured.group])
        return ["" if group is None else str(group) for group in groups]
