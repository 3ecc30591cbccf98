"""How the tables of a round's templates look that are laid out alike: worked out for the first of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import field
from typing import Any, Generic, NamedTuple, TypeVar

from followup.files.book import Cell, Validation
from followup.form.cells.base import CellType
from followup.form.columns import Column
from followup.form.form import FormTable
from followup.form.layout.table_layout import TableLayout
from followup.form.values import Value
from followup.frozen import frozen

Known = TypeVar("Known")
Place = tuple[int, int]

MOST_TABLES = 64
"""Of the tables of some ten forms, which take a few megabytes each: a plan of thousands of units may have as many kinds."""


class CellLook(NamedTuple):
    """How the cells of a column look in rows of one kind. ``blank`` is the cell of a row that has no value there; one that
    is ``always_blank`` has none whatever the row says. The number format of a ``label`` is for figures alone.
    """

    place: int
    column: Column
    kind: CellType
    blank: Cell
    label: bool = False
    always_blank: bool = False


class LaidRow(NamedTuple):
    """The cells of a row, how they look, and the values that they show."""

    looks: tuple[CellLook, ...]
    values: Mapping[str, Value]
    cells: Mapping[Place, Cell]


@frozen
class TableInCommon:
    """What is known of tables that are laid out alike; the first of them, which keeps what it is made of alive.

    ``looks`` are by kind of row; ``formulas`` by row and column; ``rows`` as the last table had them; ``validations`` by
    the looks of all rows.
    """

    table: FormTable
    looks: dict[Hashable, tuple[CellLook, ...]] = field(default_factory=dict)
    formulas: dict[tuple[str, str], str] = field(default_factory=dict)
    rows: dict[str, LaidRow] = field(default_factory=dict)
    validations: dict[Hashable, list[tuple[int, int, int, Validation]]] = field(default_factory=dict)


class LastTables(Generic[Known]):
    """What is known of the tables that were laid out last, by how they are laid out: some forms' worth, and no more."""

    def __init__(self) -> None:
        self._tables: dict[Hashable, Known] = {}

    def of(self, key: Hashable, new: Callable[[], Known]) -> Known:
        """What is known of tables of that key; of one that nothing is known of it is what is ``new``."""
        known = self._tables.pop(key) if key in self._tables else new()
        self._tables[key] = known
        if len(self._tables) > MOST_TABLES:
            del self._tables[next(iter(self._tables))]
        return known


class CommonLayout:
    """What workbooks in the same words have in common, by how a table is laid out."""

    def __init__(self) -> None:
        self._tables: LastTables[TableInCommon] = LastTables()

    def of(self, layout: TableLayout) -> TableInCommon:
        """What is known of tables laid out so."""
        return self._tables.of(as_laid_out(layout), lambda: TableInCommon(layout.table))


def as_laid_out(layout: TableLayout) -> tuple[Any, ...]:
    """Where everything stands, and what sums up what: all that formulas name besides the kinds of cells in a row."""
    table = layout.table
    return (
        table.section.key,
        *map(id, table.columns),
        layout.header,
        tuple(layout.columns.items()),
        tuple(layout.rows.items()),
        tuple(layout.blocks.items()),
        _ends(layout.blank_rows),
        tuple((row.key, row.sums) for row in table.rows if row.sums),
    )


def _ends(rows: Iterable[int]) -> tuple[int, ...]:
    listed = list(rows)
    return (listed[0], listed[-1]) if listed else ()
