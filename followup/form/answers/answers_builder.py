"""A table of answers while it is read, and rows of several tables put together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from followup.form.answers.answers import LOST, AnsweredRow, AnsweredTable, Answers, SheetSource
from followup.form.answers.completing import Values, complete
from followup.form.columns import Column
from followup.form.place import Place
from followup.form.rows import NO_CELL, Cell, Count, FilledRow, ListedRows, Row
from followup.form.values import Value


class AnswersBuilder:
    """A table of answers while it is read: the columns of ``Answers``, which grow row by row or are filled in place.

    Rows are numbered from 0. Only a shape's reader, and what puts its columns in order, writes here.
    """

    def __init__(self, source: SheetSource, rows: Sequence[Row] = (), lines: Sequence[int] = ()) -> None:
        self.source, self.lines = source, list(lines)
        self.set_rows(rows)
        self.others: list[SheetSource] = []
        self.source_of: dict[int, int] = {}
        self.values: dict[str, list[Value]] = {}
        self.elsewhere: dict[tuple[int, str], Cell] = {}
        self.refused: dict[str, set[int]] = {}
        self.coverages: dict[str, dict[int, Count]] = {}

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Say what the lines are rows of."""
        self.rows: list[Row] | ListedRows = rows.copy() if isinstance(rows, ListedRows) else list(rows)

    @staticmethod
    def of(table: AnsweredTable) -> AnswersBuilder:
        """A table to which rows are added, or in which something is written, in a copy."""
        answers = table.answers
        builder = AnswersBuilder(answers.sources[0], table.rows, answers.lines)
        builder.others, builder.source_of = list(answers.sources[1:]), dict(enumerate(answers.source_of))
        builder.values = {key: list(values) for key, values in answers.values.items()}
        builder.elsewhere = dict(answers.elsewhere)
        builder.refused = {key: set(rows) for key, rows in answers.refused.items()}
        builder.coverages = {key: dict(counts) for key, counts in answers.coverages.items()}
        return builder

    @staticmethod
    def of_row(row: FilledRow) -> AnswersBuilder:
        """A table of one row, to be put in order once more."""
        cells = row.cells
        line = next(iter(cells.values()), NO_CELL)[0]
        source = SheetSource(
            row.origin, {key: place for key, (_line, place) in cells.items()}, row.titles, row.line_names
        )
        builder = AnswersBuilder(source, [row.row], [line])
        builder.values = {key: [value] for key, value in row.values.items()}
        builder.refused = {key: {0} for key in row.refused}
        return builder

    def add(self, line: int) -> int:
        """One more row of the sheet, without values yet; its number. What it is a row of is said later."""
        for values in self.values.values():
            values.append(None)
        self.lines.append(line)
        return len(self.lines) - 1

    def add_row(self, row: Row, source: SheetSource) -> int:
        """One more row, of no cell of a sheet; its number."""
        at = self.add(LOST)
        self.rows.append(row)
        if source not in self.others:
            self.others.append(source)
        self.source_of[at] = 1 + self.others.index(source)
        for key, value in row.cells.items():
            self.column(key)[at] = value
        return at

    def column(self, key: str) -> list[Value]:
        """The values of a column, a row each, to be written in; as the plan has them to begin with."""
        if key not in self.values:
            self.values[key] = [row.cells.get(key) for row in self.rows] or [None] * len(self.lines)
        return self.values[key]

    @property
    def answer_columns(self) -> Sequence[str]:
        """The columns that answers stand in, by the sheet or because they were moved there."""
        return list(dict.fromkeys((*self.source.columns, *(key for _at, key in self.elsewhere))))

    def value(self, at: int, key: str) -> Value:
        """The value of a row in a column; None where there is none."""
        values = self.values.get(key)
        return self.rows[at].cells.get(key) if values is None else values[at]

    def number(self, at: int, key: str) -> Decimal | None:
        """The value if it is a number."""
        value = self.value(at, key)
        return value if isinstance(value, Decimal) else None

    def cell(self, at: int, key: str) -> Cell:
        """Where an answer stands; (-1, -1) for one that is not there."""
        if (at, key) in self.elsewhere:
            return self.elsewhere[at, key]
        line, place = self.lines[at], self.source.columns.get(key, LOST)
        return NO_CELL if LOST in (line, place) else (line, place)

    def move(self, at: int, key: str, cell: Cell) -> None:
        """Say that an answer stood in another cell than its own."""
        if cell != self.cell(at, key):
            self.elsewhere[at, key] = cell

    def place(self, at: int, key: str) -> Place:
        """The cell of an answer as a place."""
        number = self.source_of.get(at, 0)
        source = self.others[number - 1] if number else self.source
        line, column = self.cell(at, key)
        return Place(*source.origin, line, column, source.titles.get(key, ""), source.line_names.get(line, ""))

    def refuse(self, at: int, key: str) -> None:
        """Mark an answer as refused."""
        self.refused.setdefault(key, set()).add(at)

    def is_refused(self, at: int, key: str) -> bool:
        """Whether an answer was refused."""
        return at in self.refused.get(key, ())

    def build(self) -> AnsweredTable:
        """The table, which nobody writes in any more."""
        answers = Answers(
            tuple(self.rows.keys if isinstance(self.rows, ListedRows) else [row.key for row in self.rows]),
            {key: tuple(values) for key, values in self.values.items()},
            tuple(self.lines),
            (self.source, *self.others),
            self.elsewhere,
            {key: frozenset(rows) for key, rows in self.refused.items() if rows},
            {key: counts for key, counts in self.coverages.items() if counts},
            tuple(self.source_of.get(at, 0) for at in range(len(self.lines))) if self.others else (),
        )
        return AnsweredTable(self.rows, answers)


def gather_rows(rows: Sequence[AnsweredRow], columns: Sequence[Column]) -> AnsweredTable:
    """Rows of several tables in one, in the order given; what is worked out of them is worked out again."""
    keys = dict.fromkeys(key for row in rows for key in row.table.values)
    values: Values = {key: [row[key] for row in rows] for key in keys}
    coverages = {key: {at: row.coverages[key] for at, row in enumerate(rows) if key in row.coverages} for key in keys}
    complete([row.row for row in rows], columns, values, coverages)
    sources: list[SheetSource] = []
    for row in rows:
        if row.source not in sources:
            sources.append(row.source)
    elsewhere = {(at, key): cell for at, row in enumerate(rows) for key, cell in row.moved.items()}
    answers = Answers(
        tuple(row.row.key for row in rows),
        values,
        tuple(row.line for row in rows),
        tuple(sources),
        elsewhere,
        {key: frozenset(at for at, row in enumerate(rows) if key in row.refused) for key in _refused(rows)},
        {key: counts for key, counts in coverages.items() if counts},
        tuple(sources.index(row.source) for row in rows) if len(sources) > 1 else (),
    )
    return AnsweredTable([row.row for row in rows], answers)


def _refused(rows: Sequence[AnsweredRow]) -> dict[str, None]:
    return dict.fromkeys(key for row in rows for key in row.refused)
