"""Which cells of a table give a line of the facts, and the value that each tells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from operator import is_not

from followup.form.answers.runs import cells_where, columns_of_rows
from followup.form.rows import FilledRow
from followup.form.values import Missing, Value
from followup.region.facts.lines.judgement_facts import HIDDEN
from followup.region.facts.lines.measure_facts import CellKey
from followup.region.facts.row_facts import RowFacts

NOT_READ = Missing("")
"""Instead of an answer that could not be read: it is no figure, and says nothing."""

_is_answer = partial(is_not, None)
Grid = list[list[Value]]
"""Values, column by column."""


class TableCells:
    """The cells that give a line, row by row: those with something in them, and those that could not be read.

    ``numbers`` has the row of each, ``places`` its column and ``cells`` both, ``values`` what stands there. Those
    ``refused`` could not be read; those ``added_up`` are empty, and tell what their parts make together.
    """

    def __init__(self, rows: RowFacts) -> None:
        self.rows, self.keys = rows, [column.key for column in rows.columns]
        grid: Grid = columns_of_rows(rows.runs, self.keys)
        self.refused = self._refused()
        self.added_up = dict(self._added_up(grid))
        for number, at in self.refused:
            if grid[at][number] is None:
                grid[at][number] = NOT_READ
        for (number, at), figure in self.added_up.items():
            grid[at][number] = figure
        for number, at in self._repeated():
            grid[at][number] = None
        self.numbers, self.places, self.values = cells_where(_is_answer, grid)
        self.cells: list[CellKey] = list(zip(self.numbers, self.places, strict=True))

    def shown(self) -> list[Value]:
        """What each cell tells: nothing of a text that tells a masked figure."""
        if not self.rows.units.telling:
            return self.values
        return [self._shown(cell, value) for cell, value in zip(self.cells, self.values, strict=True)]

    def _shown(self, cell: CellKey, value: Value) -> Value:
        filled, key = self.rows.filled[cell[0]], self.keys[cell[1]]
        return HIDDEN if key in filled.cells and filled.place(key) in self.rows.units.telling else value

    def _refused(self) -> set[CellKey]:
        columns = {key: at for at, key in enumerate(self.keys)}
        rows = (row for run in self.rows.runs for row in run.refused())
        return {(number, columns[key]) for number, refused in rows for key in refused if key in columns}

    def _added_up(self, grid: Grid) -> Iterator[tuple[CellKey, Decimal]]:
        """The totals that units did not give, where the region's figure counts the parts instead."""
        totals = [at for at, column in enumerate(self.rows.columns) if column.part == "total"]
        for at in totals:
            empty = [
                number for number, value in enumerate(grid[at]) if value is None and (number, at) not in self.refused
            ]
            for number in empty:
                row = self.rows.rows[number]
                if self.rows.kinds.is_counted(row, self.keys[at]):
                    whole = self._whole_of(row.filled, at)
                    if whole is not None:
                        yield (number, at), whole

    def _whole_of(self, filled: FilledRow, at: int) -> Decimal | None:
        """What the parts of a total make together; None where one of them is missing, or they do not add up."""
        total = self.rows.columns[at]
        columns = (column for column in self.rows.columns if column.base == total.base and column.part != "total")
        figures = [filled.number(column.key) for column in columns if column.key not in filled.row.closed]
        numbers = [figure for figure in figures if figure is not None]
        adds_up = (kind := filled.row.kind_in(total)) is not None and kind.adds_up
        return sum(numbers, Decimal(0)) if adds_up and len(figures) == len(numbers) > 1 else None

    def _repeated(self) -> Iterator[CellKey]:
        """The cells of sums over a unit and those under it where the unit has a figure of its own: it has that line."""
        for number in range(self.rows.first_sum, len(self.rows.rows)):
            sums = self.rows.kinds.not_answered(self.rows.rows[number])
            yield from ((number, at) for at, key in enumerate(self.keys) if key not in sums)
