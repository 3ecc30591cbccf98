"""The answers of one table as plain columns: data that can be kept and sent without the form that it answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from functools import cached_property, partial
from typing import overload

from followup.form.place import Place
from followup.form.rows import NO_CELL, NO_CELLS, NOWHERE, Cell, Count, FilledRow, Row, SheetOrigin
from followup.form.values import Value
from followup.frozen import frozen

LOST = -1
"""The line of a row that was not found: no sheet has such a row, so a place of it is never a wrong cell."""

MOST_KEPT_ROWS = 5_000
"""A table of more rows makes a view of a row each time that it is asked for: a plan of thousands of units has earlier figures
by the hundred thousand."""

NOTHING_REFUSED: frozenset[str] = frozenset()
FULL_COVERAGE: Mapping[str, Count] = {}


@frozen
class SheetSource:
    """A sheet that rows were read from: ``columns`` of the sheet by column key, what these are called there, and what
    lines of it are ``line_names`` where they have no address."""

    origin: SheetOrigin
    columns: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    line_names: Mapping[int, str] = field(default_factory=dict)


@frozen
class Answers:
    """What a table was answered. Rows are numbered from 0 in the order of ``keys``.

    ``values`` hold one value a row, by column: what was answered, and what was worked out of it. A column that is not
    there is as the plan has it. ``lines`` are the rows of the sheet, -1 for a row that is ``LOST``; an answer that
    stood elsewhere than in the column of its key is in ``elsewhere``. ``refused`` are rows by column, ``coverages``
    counts by column and row: both hold only what there is. All rows are from the first of ``sources`` unless
    ``source_of`` says another for each.
    """

    keys: tuple[str, ...]
    values: Mapping[str, Sequence[Value]]
    lines: tuple[int, ...]
    sources: tuple[SheetSource, ...]
    elsewhere: Mapping[tuple[int, str], Cell] = field(default_factory=dict)
    refused: Mapping[str, frozenset[int]] = field(default_factory=dict)
    coverages: Mapping[str, Mapping[int, Count]] = field(default_factory=dict)
    source_of: tuple[int, ...] = ()

    def source(self, at: int) -> SheetSource:
        """The sheet that a row was read from."""
        return self.sources[self.source_of[at] if self.source_of else 0]

    def place(self, at: int, column: str) -> Place:
        """The cell of an answer; the sheet for one that is not there, or the row's first cell where lines have names."""
        source, line = self.source(at), self.lines[at]
        if line == LOST or (at, column) in self.elsewhere or column not in source.columns:
            cells = self.cells(at)
            first = next(iter(cells.values()), NO_CELL) if source.line_names else NO_CELL
            line, place = cells.get(column, first)
        else:
            place = source.columns[column]
        return Place(*source.origin, line, place, source.titles.get(column, ""), source.line_names.get(line, ""))

    def moved(self, at: int) -> Mapping[str, Cell]:
        """The answers of a row that stood elsewhere than in the column of their key."""
        return self._moved.get(at, NO_CELLS)

    def cells(self, at: int) -> Mapping[str, Cell]:
        """Where the answers of a row stood, by column; nothing of a lost one."""
        line = self.lines[at]
        if line == LOST:
            return NO_CELLS
        cells = {key: (line, place) for key, place in self.source(at).columns.items()}
        return {**cells, **moved} if (moved := self.moved(at)) else cells

    @cached_property
    def _moved(self) -> Mapping[int, Mapping[str, Cell]]:
        moved: dict[int, dict[str, Cell]] = {}
        for (at, key), cell in self.elsewhere.items():
            moved.setdefault(at, {})[key] = cell
        return moved

    @cached_property
    def refused_by_row(self) -> Mapping[int, frozenset[str]]:
        """The columns that were refused of a row; only rows of which some were."""
        rows = {at for row_numbers in self.refused.values() for at in row_numbers}
        return {at: frozenset(key for key, row_numbers in self.refused.items() if at in row_numbers) for at in rows}

    @cached_property
    def coverages_by_row(self) -> Mapping[int, Mapping[str, Count]]:
        """The sums that lack a contributor, by row and column; only rows that have some."""
        rows = {at for counts in self.coverages.values() for at in counts}
        return {at: {key: counts[at] for key, counts in self.coverages.items() if at in counts} for at in rows}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that a row has a cell or a value in, found ones first."""
        sheet_columns = (key for source in self.sources for key in source.columns)
        return tuple(dict.fromkeys((*sheet_columns, *(key for _at, key in self.elsewhere), *self.values)))


class AnsweredRow(FilledRow):
    """A row of a table of answers: a view, which holds no value of its own. Two views of one row are the same."""

    __slots__ = ("_columns", "at", "table")

    def __init__(self, table: AnsweredTable, at: int) -> None:
        super().__init__(table.rows[at], table.compared_figures[at] if table.compared_figures else ())
        self.table, self.at, self._columns = table, at, table.values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnsweredRow) and other.table is self.table and other.at == self.at

    def __hash__(self) -> int:
        return hash((id(self.table), self.at))

    def __getitem__(self, column: str) -> Value:
        values = self._columns.get(column)  # asked for a hundred times a row: no way around by the table
        return self.row.cells.get(column) if values is None else values[self.at]

    def text(self, column: str) -> str:
        values = self._columns.get(column)
        value = self.row.cells.get(column) if values is None else values[self.at]
        return "" if value is None else str(value)

    def __contains__(self, column: str) -> bool:
        return column in self._columns or column in self.row.cells

    @property
    def source(self) -> SheetSource:
        """The sheet that it was read from."""
        return self.table.answers.source(self.at)

    @property
    def line(self) -> int:
        """The row of the sheet; -1 where it is lost."""
        return self.table.answers.lines[self.at]

    @property
    def lines(self) -> Collection[int]:
        """The rows of the sheet that its answers stand on; none where it is lost."""
        return () if self.is_lost else {self.line, *(line for line, _column in self.moved.values())}

    @property
    def moved(self) -> Mapping[str, Cell]:
        """The answers that stood elsewhere than in the column of their key."""
        return self.table.answers.moved(self.at)

    @property
    def origin(self) -> SheetOrigin:
        return self.source.origin

    @property
    def titles(self) -> Mapping[str, str]:
        return self.source.titles

    @property
    def line_names(self) -> Mapping[int, str]:
        return self.source.line_names

    @property
    def values(self) -> Mapping[str, Value]:
        return {**self.row.cells, **{key: values[self.at] for key, values in self.table.values.items()}}

    @property
    def cells(self) -> Mapping[str, Cell]:
        return self.table.answers.cells(self.at)

    @property
    def refused(self) -> Collection[str]:
        return self.table.refused.get(self.at, NOTHING_REFUSED)

    @property
    def coverages(self) -> Mapping[str, Count]:
        return self.table.coverages.get(self.at, FULL_COVERAGE)

    @property
    def columns(self) -> Sequence[str]:
        if self.line == LOST:
            return [key for key, value in self.values.items() if value is not None]
        return list(dict.fromkeys((*self.table.answers.columns, *self.row.cells)))

    @property
    def answer_columns(self) -> Iterable[str]:
        columns = () if self.is_lost else self.source.columns
        return {**columns, **self.moved} if columns and self.moved else columns

    def has_cell(self, column: str) -> bool:
        if self.is_lost:
            return False
        moved = self.moved.get(column)  # to no cell, where a record says what the plan does not
        return column in self.source.columns if moved is None else moved != NO_CELL

    @property
    def is_lost(self) -> bool:
        return self.line == LOST

    def place(self, column: str) -> Place:
        return self.table.answers.place(self.at, column)

    def parts(self, base: str) -> Sequence[str]:
        return super().parts(base) if self.line == LOST else self.table.parts(base)


class AnsweredTable(Sequence[AnsweredRow]):
    """Answers beside the rows that they answer, row for row; and, once they are judged, the figures of each row that
    its own were held against (``compared_figures``)."""

    def __init__(
        self, rows: Sequence[Row], answers: Answers, compared_figures: Sequence[tuple[Decimal, ...]] = ()
    ) -> None:
        self.rows, self.answers, self.values, self.compared_figures = rows, answers, answers.values, compared_figures
        self.refused, self.coverages = answers.refused_by_row, answers.coverages_by_row
        self._parts: dict[str, Sequence[str]] = {}

    def __getstate__(self) -> dict[str, object]:
        """As it is sent to another process: its views are made there."""
        return {key: value for key, value in vars(self).items() if key != "_kept_rows"}

    @cached_property
    def _kept_rows(self) -> Sequence[AnsweredRow]:
        return [AnsweredRow(self, at) for at in range(len(self.rows))]

    @property
    def _is_long(self) -> bool:
        return len(self.rows) > MOST_KEPT_ROWS

    @overload
    def __getitem__(self, at: int) -> AnsweredRow: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[AnsweredRow]: ...

    def __getitem__(self, at: int | slice) -> AnsweredRow | Sequence[AnsweredRow]:
        if not self._is_long:
            return self._kept_rows[at]
        numbers = range(len(self.rows))[at]
        return AnsweredRow(self, numbers) if isinstance(numbers, int) else [AnsweredRow(self, at) for at in numbers]

    def __iter__(self) -> Iterator[AnsweredRow]:
        return map(partial(AnsweredRow, self), range(len(self.rows))) if self._is_long else iter(self._kept_rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, key: str) -> Sequence[Value]:
        """The values of a column, row by row; as the plan has them where the sheet has no such column."""
        values = self.values.get(key)
        return [row.cells.get(key) for row in self.rows] if values is None else values

    def parts(self, base: str) -> Sequence[str]:
        """The columns of a base, the same for every row that is not lost."""
        if base not in self._parts:
            start = f"{base}."
            self._parts[base] = [key for key in self.answers.columns if key == base or key.startswith(start)]
        return self._parts[base]

    def with_compared_figures(self, figures: Sequence[tuple[Decimal, ...]]) -> AnsweredTable:
        """The same rows with the figures that their own were held against."""
        return AnsweredTable(self.rows, self.answers, figures)

    def with_columns(self, values: Mapping[str, Sequence[Value]]) -> AnsweredTable:
        """The same rows with other values in these columns."""
        return AnsweredTable(self.rows, replace(self.answers, values={**self.answers.values, **values}))


NO_ANSWERS = AnsweredTable((), Answers((), {}, (), (SheetSource(NOWHERE),)))
"""A table without rows."""
