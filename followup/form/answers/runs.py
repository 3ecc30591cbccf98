"""Rows of many tables beside each other, read a column at a time: most of them are views of the answers of one file after
those of another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain, compress, cycle, groupby, repeat
from typing import NamedTuple

from followup.form.answers.answers import AnsweredRow, AnsweredTable
from followup.form.rows import FilledRow
from followup.form.values import Value
from followup.frozen import frozen


@frozen
class Run:
    """Rows after each other, numbered from ``start``: all of one ``table``, or all apart from any (None)."""

    start: int
    rows: Sequence[FilledRow]
    table: AnsweredTable | None

    def column(self, key: str) -> Sequence[Value]:
        """The value of each row in a column; None where there is none."""
        if self.table is None:
            return [row[key] for row in self.rows]
        values = self.table.values.get(key)
        if values is None:  # as the plan has it
            return [row.row.cells.get(key) for row in self.rows]
        return values if self._is_whole else [values[at] for at in self.numbers]

    @cached_property
    def numbers(self) -> Sequence[int]:
        """Those of the rows in their table; none of rows apart from any."""
        return [row.at for row in self.rows if isinstance(row, AnsweredRow)]

    @cached_property
    def _is_whole(self) -> bool:
        return self.table is not None and self.numbers == list(range(len(self.table)))

    def refused(self) -> Iterator[tuple[int, Collection[str]]]:
        """The rows of which columns could not be read, and these columns."""
        if self.table is None or self.table.refused:
            yield from ((number, row.refused) for number, row in enumerate(self.rows, self.start) if row.refused)

    def incomplete(self) -> Iterator[int]:
        """The rows of which a sum lacks a contributor."""
        if self.table is None or self.table.answers.coverages:
            yield from (number for number, row in enumerate(self.rows, self.start) if row.coverages)


def runs_of(rows: Sequence[FilledRow]) -> list[Run]:
    """All rows, in their order."""
    runs: list[Run] = []
    start = 0
    for table, group in groupby(rows, _table_of):
        run = Run(start, list(group), table)
        runs.append(run)
        start += len(run.rows)
    return runs


def columns_of_rows(runs: Sequence[Run], keys: Sequence[str]) -> list[list[Value]]:
    """The values of all rows, a list for each column."""
    return [list(chain.from_iterable(run.column(key) for run in runs)) for key in keys]


class Cells(NamedTuple):
    """Some cells of rows, row by row: the number of the row of each, the place of its column, and its value."""

    numbers: list[int]
    places: list[int]
    values: list[Value]


def cells_where(is_wanted: Callable[[Value], bool], columns: Sequence[Sequence[Value]]) -> Cells:
    """The cells of rows whose values are wanted; ``columns`` has the values of all rows."""
    values = list(chain.from_iterable(zip(*columns, strict=True)))
    are_wanted = list(map(is_wanted, values))
    count, width = len(columns[0]) if columns else 0, len(columns)
    numbers = chain.from_iterable(repeat(number, width) for number in range(count))
    return Cells(
        list(compress(numbers, are_wanted)),
        list(compress(cycle(range(width)), are_wanted)),
        list(compress(values, are_wanted)),
    )


def _table_of(row: FilledRow) -> AnsweredTable | None:
    return row.table if isinstance(row, AnsweredRow) else None
