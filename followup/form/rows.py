"""Rows: as the plan wants them, and as they came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from followup.form.cells.base import CellType
from followup.form.cells.kinds import FigureKind, kind_of_type
from followup.form.cells.number import Number
from followup.form.columns import Column, Role
from followup.form.place import Place
from followup.form.values import Value


@dataclass(frozen=True)
class Row:
    """A row of a form. ``cells`` are labels and earlier figures by column key; ``types`` by a column's base.

    ``sums`` holds the keys of the rows that this one is the sum of; empty for a row that is filled in.
    ``closed`` holds columns that are not asked for on this row. ``about`` is the plan's own record of the row.
    An ``optional`` row does not have to be answered. ``kinds`` says what kind of figure stands in the columns of a base,
    where the plan or the unit of measurement does; a type in ``types`` goes before the column's own. Rows that
    ``count_as`` the same thing are one contributor of a sum: an agreement that has several rows is one agreement.
    """

    key: str
    cells: Mapping[str, Value] = field(default_factory=dict)
    level: int = 0
    sums: tuple[str, ...] = ()
    types: Mapping[str, CellType] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    about: Mapping[str, Value] = field(default_factory=dict)
    optional: bool = False
    kinds: Mapping[str, FigureKind] = field(default_factory=dict)
    count_as: str = ""

    def type_of(self, column: Column) -> CellType:
        """The cell type of this row in a column."""
        if isinstance(column.type, CellType):
            return self.types.get(column.base, column.type)
        return self.types[column.base]

    def kind_in(self, column: Column) -> FigureKind | None:
        """The kind of figure that stands in a column; None where no figures do."""
        return self.kinds.get(column.base) or kind_of_type(self.type_of(column))


class Origin(NamedTuple):
    """Where the rows of one table came from."""

    file: str
    unit: str
    sheet: str


NOWHERE = Origin("", "", "")
NO_CELL = (-1, -1)
BY_ADDRESS: Mapping[int, str] = {}


@dataclass(slots=True)
class FilledRow:
    """A row with its answers. ``values`` holds labels, earlier figures, answers and computed values together.

    ``called`` is what lines of its sheet are called where they have no address.
    ``cells`` says where each answer stood, ``refused`` what was refused, ``short`` how many of how many
    contributors a sum has where some are missing, ``beside`` the figures that its own were held against. ``under`` are
    the same row of the unit's own sub-units, which its figure is the sum of; with ``own_counts`` its own figure stands
    before theirs. ``made_of`` are the rows that each figure of a region's row was added up from.
    """

    row: Row
    values: dict[str, Value]
    origin: Origin = NOWHERE
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    short: dict[str, tuple[int, int]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[int, str] = field(default_factory=lambda: BY_ADDRESS)
    beside: tuple[Decimal, ...] = ()
    under: Sequence[FilledRow] = ()
    own_counts: bool = False
    made_of: dict[str, Sequence[FilledRow]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> Value:
        return self.values.get(column)

    def type_shown(self, column: Column) -> CellType:
        """The cell type of a column, with decimals enough for the figure there to agree with what was judged of it."""
        kind, value = self.row.type_of(column), self.values.get(column.key)
        return kind.beside(value, self.beside) if self.beside and isinstance(value, Decimal) else kind

    def text(self, column: str) -> str:
        """The value as text, empty when there is none."""
        value = self.values.get(column)
        return "" if value is None else str(value)

    def number(self, column: str) -> Decimal | None:
        """The value if it is a number."""
        value = self.values.get(column)
        return value if isinstance(value, Decimal) else None

    def place(self, column: str) -> Place:
        """The cell of a column; the sheet for one that is not there, or the row's first cell where lines have names."""
        first = next(iter(self.cells.values()), NO_CELL) if self.called else NO_CELL
        row, col = self.cells.get(column, first)
        return Place(*self.named(), row, col, self.titles.get(column, ""), self.called.get(row, ""))

    def named(self) -> tuple[str, str, str]:
        """File, unit and sheet."""
        return self.origin.file, self.origin.unit, self.origin.sheet


def complete(rows: Sequence[FilledRow], columns: Sequence[Column]) -> None:
    """Work out what is computed: sums over rows first (children before their sums), then derived columns.

    A sum over a row that lacks its figure is the sum of the others, and ``short`` tells how many of the figures that
    it is made of there were; what would mislead when worked out from such a sum is left empty.
    """
    by_key = {filled.row.key: filled for filled in rows}
    summed = [column.key for column in columns if is_summed(column)]
    counts: dict[str, dict[str, Contributors]] = {}
    for filled in rows:
        _add_up(filled, by_key, summed, counts)
    for filled in rows:
        for column in columns:
            if column.derived is not None:
                short = [filled.short[key] for key in column.derived.inputs if key in filled.short]
                spoilt = short and column.derived.needs_all
                filled.values[column.key] = None if spoilt else column.derived.compute(filled.values)
                if short:
                    filled.short[column.key] = min(short)


def is_summed(column: Column) -> bool:
    """Whether a sum row adds up this column."""
    return column.role in (Role.INPUT, Role.EARLIER) and isinstance(column.type, Number)


Contributors = dict[str, tuple[int, int]]
"""What a figure is made of, by name: how many figures of how many there are of each."""


def _add_up(
    filled: FilledRow,
    by_key: Mapping[str, FilledRow],
    columns: Sequence[str],
    counts: dict[str, dict[str, Contributors]],
) -> None:
    """Sum one row after its parts; ``counts`` holds, for rows done, what each column's figure is made of."""
    key = filled.row.key
    if key in counts:
        return
    counts[key] = {column: _contributors(filled, column) for column in columns}
    parts = [by_key[child] for child in filled.row.sums if child in by_key]
    for part in parts:
        _add_up(part, by_key, columns, counts)
    if not filled.row.sums:
        return
    for column in columns:
        numbers = [number for part in parts if (number := part.number(column)) is not None]
        filled.values[column] = sum(numbers, Decimal(0)) if numbers else None
        counts[key][column] = _together(counts[part.row.key][column] for part in parts)
        have, of = (sum(each[i] for each in counts[key][column].values()) for i in (0, 1))
        if have < of and numbers:
            filled.short[column] = (have, of)
        else:
            filled.short.pop(column, None)


def _contributors(filled: FilledRow, column: str) -> Contributors:
    """A row's own: the figures that it was added up from; one thing where it counts as one, there if nothing is missing."""
    of = len(filled.made_of.get(column, ())) or 1
    have, of = filled.short.get(column, (0 if filled.number(column) is None else of, of))
    name = filled.row.count_as
    return {name: (int(have == of), 1)} if name else {filled.row.key: (have, of)}


def _together(parts: Iterable[Contributors]) -> Contributors:
    """Those of several rows. What is one thing in several rows is there when it is there in all of them."""
    made: Contributors = {}
    for part in parts:
        for name, here in part.items():
            made[name] = min(made.get(name, here), here)
    return made
