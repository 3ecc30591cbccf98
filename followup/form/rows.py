"""Rows: as the plan wants them, and as they came back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, overload

from followup.form.cells.base import CellType
from followup.form.cells.kinds import FigureKind, kind_of_type
from followup.form.columns import Column
from followup.form.place import Place
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message


class CellOfTable(NamedTuple):
    """A cell of another table of the same form, by keys."""

    section: str
    row: str
    column: str


NOTHING: Mapping[str, Any] = {}


def _nothing() -> Mapping[str, Any]:
    """One and the same for all: there are rows by the hundred thousand, and most have no more than a key and some cells."""
    return NOTHING


@frozen(slots=True)
class Row:
    """A row of a form. ``cells`` are labels and earlier figures by column key; ``types`` by a column's base.

    ``sums`` holds the keys of the rows that this one is the sum of, those in ``minus`` taken away; empty for a row that is
    filled in. ``closed`` holds columns that are not asked for on this row, among them those that are ``taken`` from another
    table of the form; where ``cells`` has a figure of such a column, it is shown there instead, as the plan's.
    ``plan_record`` is the plan's own record of the row. An ``optional`` row
    does not have to be answered. ``kinds`` says what kind of figure stands in the columns of a base, where the plan or
    the unit of measurement does; a type in ``types`` goes before the column's own. Rows that ``count_as`` the same
    thing are one contributor of a sum: an agreement that has several rows is one agreement. ``earlier`` are its figures
    of earlier rounds as the plan has them: the round, and figures by part. ``recorded`` are the columns in which the
    records of earlier rounds say something that the plan does not say itself. Of a published row ``earlier_masked`` has
    the rounds and the parts of those that are not among them. ``earlier_notes`` say of a round how its figures were
    computed, or why there are none. ``region_earlier``, ``region_notes`` and ``region_cells`` are the same of the whole
    region, and its figures of the period compared with: a unit's row carries them for the region's. ``labels`` is how
    many of its first cells are labels that it may be called by.
    """

    key: str
    cells: Mapping[str, Value] = field(default_factory=_nothing)
    level: int = 0
    sums: tuple[str, ...] = ()
    types: Mapping[str, CellType] = field(default_factory=_nothing)
    closed: frozenset[str] = frozenset()
    plan_record: Mapping[str, Value] = field(default_factory=_nothing)
    optional: bool = False
    kinds: Mapping[str, FigureKind] = field(default_factory=_nothing)
    count_as: str = ""
    earlier: tuple[tuple[str, Mapping[str, Decimal]], ...] = ()
    earlier_masked: tuple[tuple[str, tuple[str, ...]], ...] = ()
    earlier_notes: Mapping[str, Message] = field(default_factory=_nothing)
    region_earlier: tuple[tuple[str, Mapping[str, Decimal]], ...] = ()
    region_notes: Mapping[str, Message] = field(default_factory=_nothing)
    region_cells: Mapping[str, Decimal] = field(default_factory=_nothing)
    recorded: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    taken: Mapping[str, CellOfTable] = field(default_factory=_nothing)
    labels: int = 2

    def type_of(self, column: Column) -> CellType:
        """The cell type of this row in a column."""
        if isinstance(column.type, CellType):
            return self.types.get(column.base, column.type)
        return self.types[column.base]

    def is_of_plan(self, column: str) -> bool:
        """Whether the plan has what stands in a column that other rows are asked for."""
        return column in self.closed and self.cells.get(column) is not None

    def kind_in(self, column: Column) -> FigureKind | None:
        """The kind of figure that stands in a column; None where no figures do."""
        return self.kinds.get(column.base) or kind_of_type(self.type_of(column))


class ListedRows(Sequence[Row]):
    """Rows of a listing, which differ in nothing but their keys: each is made when it is asked for. Those that are appended
    are kept as they are.
    """

    def __init__(self, keys: Iterable[str], types: Mapping[str, CellType], plan_record: Mapping[str, Value]) -> None:
        self.keys = list(keys)
        self._types, self._plan_record = types, plan_record
        self._appended: dict[int, Row] = {}

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        numbers = range(len(self.keys))[at]
        return self._row(numbers) if isinstance(numbers, int) else list(map(self._row, numbers))

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, range(len(self.keys)))

    def __len__(self) -> int:
        return len(self.keys)

    def _row(self, at: int) -> Row:
        return self._appended.get(at) or Row(self.keys[at], types=self._types, plan_record=self._plan_record)

    def append(self, row: Row) -> None:
        """One more row behind them."""
        self._appended[len(self.keys)] = row
        self.keys.append(row.key)

    def copy(self) -> ListedRows:
        """The same rows, to append others to."""
        rows = ListedRows(self.keys, self._types, self._plan_record)
        rows._appended.update(self._appended)
        return rows


Alike = TypeVar("Alike", frozenset[str], tuple[str, ...], tuple[int, ...])


def one_of(alike: Alike) -> Alike:
    """The same object for the same content: few of many units have rows, lines and sets of columns of their own."""
    kept: Alike = _kept(alike)
    return kept


@lru_cache(4_096)
def _kept(alike: Any) -> Any:
    return alike


class SheetOrigin(NamedTuple):
    """Where the rows of one table came from."""

    file: str
    unit: str
    sheet: str


Cell = tuple[int, int]
"""A row and a column of a sheet, counted from 0."""

Count = tuple[int, int]
"""How many there are, and of how many."""

NOWHERE = SheetOrigin("", "", "")
NO_CELL: Cell = (-1, -1)
NO_CELLS: Mapping[str, Cell] = {}
BY_ADDRESS: Mapping[int, str] = {}


class FilledRow(ABC):
    """A row with its answers, however they are kept. See ``RowView``: this is what the engines know besides.

    ``values`` holds labels, earlier figures, answers and computed values together, ``cells`` says where each answer
    stood; ``line_names`` is what lines of its sheet are called where they have no address. ``coverages`` says how many
    of how many contributors a sum has where some are missing, ``contributing_rows`` are the rows that each figure of a
    region's row was added up from, ``compared_figures`` are the figures that its own were held against.
    """

    __slots__ = ("compared_figures", "row")
    row: Row
    compared_figures: tuple[Decimal, ...]

    def __init__(self, row: Row, compared_figures: tuple[Decimal, ...] = ()) -> None:
        self.row, self.compared_figures = row, compared_figures

    @property
    @abstractmethod
    def origin(self) -> SheetOrigin:
        """The file, the unit and the sheet that it came from."""

    @property
    @abstractmethod
    def values(self) -> Mapping[str, Value]:
        """Every value of the row, by column."""

    @property
    @abstractmethod
    def cells(self) -> Mapping[str, Cell]:
        """Where each answer stood, by column; nothing of a row that is lost."""

    @property
    @abstractmethod
    def refused(self) -> Collection[str]:
        """The columns whose answers could not be read."""

    @property
    @abstractmethod
    def coverages(self) -> Mapping[str, Count]:
        """The columns whose sums lack a contributor: how many there are, and of how many."""

    @property
    def contributing_rows(self) -> Mapping[str, Sequence[FilledRow]]:
        """The rows that each figure was added up from; nothing but for a region's row."""
        return {}

    @property
    def titles(self) -> Mapping[str, str]:
        """What the columns are called, by their keys."""
        return {}

    @property
    def line_names(self) -> Mapping[int, str]:
        """What lines of its sheet are called where they have no address."""
        return BY_ADDRESS

    @abstractmethod
    def __getitem__(self, column: str) -> Value:
        """The value in a column; None where there is none."""

    def type_shown(self, column: Column) -> CellType:
        """The cell type of a column, with decimals enough for the figure there to agree with what was judged of it."""
        kind, value = self.row.type_of(column), self[column.key]
        return (
            kind.refine(value, self.compared_figures) if self.compared_figures and isinstance(value, Decimal) else kind
        )

    def __contains__(self, column: str) -> bool:
        """Whether the row has such a column, be there a value in it or not."""
        return column in self.values

    def text(self, column: str) -> str:
        """The value as text, empty when there is none."""
        value = self[column]
        return "" if value is None else str(value)

    def number(self, column: str) -> Decimal | None:
        """The value if it is a number."""
        value = self[column]
        return value if isinstance(value, Decimal) else None

    @property
    def columns(self) -> Sequence[str]:
        """The columns that the row has a cell or a value in."""
        return list({**self.cells, **self.values, **self.contributing_rows})

    @property
    def answer_columns(self) -> Iterable[str]:
        """The columns whose answers have a cell."""
        return self.cells

    def has_cell(self, column: str) -> bool:
        """Whether what the row has in a column stood in a cell."""
        return self.cells.get(column, NO_CELL) != NO_CELL

    @property
    def is_lost(self) -> bool:
        """Whether it stands nowhere: a row that was not found, or that is of no sheet."""
        return not self.cells

    def parts(self, base: str) -> Sequence[str]:
        """The row's columns of a base: those of the parts of the breakdown, and of the total."""
        start = f"{base}."
        return [key for key in self.columns if key == base or key.startswith(start)]

    def coverage(self, column: str) -> Count | None:
        """How many of how many contributors a sum has, where some are missing; None where none are."""
        return self.coverages.get(column)

    def contributors(self, column: str) -> Sequence[FilledRow]:
        """The rows that the figure of a region's row was added up from."""
        return self.contributing_rows.get(column, ())

    def with_values(self, values: Mapping[str, Value]) -> DetachedRow:
        """The same row with other values in these columns, apart from its table."""
        changed = DetachedRow(self.row, {**self.values, **values}, self.origin, self.cells, self.compared_figures)
        changed.refused, changed.coverages = set(self.refused), dict(self.coverages)
        changed.titles, changed.line_names, changed.contributing_rows = (
            self.titles,
            self.line_names,
            dict(self.contributing_rows),
        )
        return changed

    def place(self, column: str) -> Place:
        """The cell of a column; the sheet for one that is not there, or the row's first cell where lines have names."""
        cells = self.cells
        first = next(iter(cells.values()), NO_CELL) if self.line_names else NO_CELL
        row, col = cells.get(column, first)
        return Place(*self.origin, row, col, self.titles.get(column, ""), self.line_names.get(row, ""))


NOTHING_BESIDES: Mapping[str, Value] = {}


class PlanRecord(Mapping[str, Value]):
    """What the plan says of a row, as a ``plan_record``: looked up in the row of the plan, for the copies of each unit's
    would take more memory than its answers. ``besides`` are what is worked out of it, and go before.
    """

    __slots__ = ("_besides", "_record")

    def __init__(self, record: FilledRow, besides: Mapping[str, Value] = NOTHING_BESIDES) -> None:
        self._record, self._besides = record, besides

    def with_besides(self, besides: Mapping[str, Value]) -> PlanRecord:
        """The same row of the plan with other values beside it."""
        return PlanRecord(self._record, besides)

    def __getitem__(self, key: str) -> Value:
        if key in self._besides:
            return self._besides[key]
        if (value := self._record[key]) is None and key not in self._record:
            raise KeyError(key)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The value; ``default`` where the plan has no such column."""
        if key in self._besides:
            return self._besides[key]
        value = self._record[key]
        return default if value is None and default is not None and key not in self._record else value

    def __iter__(self) -> Iterator[str]:
        return iter({**self._record.values, **self._besides})

    def __len__(self) -> int:
        return len({**self._record.values, **self._besides})


class DetachedRow(FilledRow):
    """A row that holds its own values: one that was added up, that nobody has answered, or that was changed."""

    __slots__ = ("cells", "contributing_rows", "coverages", "line_names", "origin", "refused", "titles", "values")
    origin: SheetOrigin
    values: dict[str, Value]
    cells: Mapping[str, Cell]
    refused: set[str]
    coverages: dict[str, Count]
    titles: Mapping[str, str]
    line_names: Mapping[int, str]
    contributing_rows: dict[str, Sequence[FilledRow]]

    def __init__(
        self,
        row: Row,
        values: dict[str, Value] | None = None,
        origin: SheetOrigin = NOWHERE,
        cells: Mapping[str, Cell] = NO_CELLS,
        compared_figures: tuple[Decimal, ...] = (),
    ) -> None:
        """Without ``values`` it has what the plan says of the row, and nothing more."""
        super().__init__(row, compared_figures)
        self.values = dict(row.cells) if values is None else values
        self.origin, self.cells, self.refused, self.coverages = origin, cells, set(), {}
        self.titles, self.line_names, self.contributing_rows = {}, BY_ADDRESS, {}

    def __getitem__(self, column: str) -> Value:
        return self.values.get(column)

    def of_row(self, row: Row) -> DetachedRow:
        """The same values, of a row that the plan has otherwise."""
        changed = self.with_values({})
        changed.row = row
        return changed

    def with_none_refused(self, columns: Collection[str]) -> DetachedRow:
        """The same row, in which what stands in these columns was taken over."""
        changed = self.with_values({})
        changed.refused = self.refused - set(columns)
        return changed

    def with_compared_figures(self, figures: tuple[Decimal, ...]) -> DetachedRow:
        """The same row, with the figures that its own were held against."""
        changed = self.with_values({})
        changed.compared_figures = figures
        return changed


@frozen(slots=True)
class Branch:
    """A unit's row, and the same row of its own sub-units ``under`` it: its figure is the sum of theirs.

    With ``own_counts`` its own figure stands before theirs.
    """

    row: FilledRow
    under: tuple[Branch, ...] = ()
    own_counts: bool = False


def label_of(filled: FilledRow) -> str:
    """What a row is called, on its own."""
    return row_label(filled.row)


def row_label(row: Row) -> str:
    """What a row is called: the longest of its first two labels, for a number alone says nothing."""
    return max(first_labels(row), key=len, default=row.key)


def first_labels(row: Row) -> list[str]:
    """The texts among the first two labels of a row."""
    return [str(value) for value in list(row.cells.values())[: row.labels] if isinstance(value, str)]
