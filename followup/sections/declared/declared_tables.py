"""What the plan says of its own tables, as values: a table with its columns and rows, in the plan's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from followup.form.cells.base import CellType
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.traits import Trait
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message, literal
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words
from followup.sections.declared.table_types import IN_LISTS, is_figure

TOTAL_PART = "total"
"""The part of a breakdown that is all of them."""


@frozen
class DeclaredColumn:
    """A row of the sheet *Columns*."""

    line: FilledRow

    @property
    def id(self) -> str:
        """What expressions and other columns call it."""
        return self.line.text("id")

    @property
    def role(self) -> str:
        """Who fills it in; empty where that is not understood."""
        return self.line.text("role")

    @property
    def heading(self) -> Message:
        """What stands over it, its words for periods in braces."""
        return message_in(self.line, "heading") or literal("")

    @property
    def is_earlier(self) -> bool:
        """Whether it shows what stood before in another column."""
        return self.role in (words.EARLIER, words.EARLIER_OR_ANSWER)

    @property
    def type(self) -> str:
        """What stands in it; empty where that is not understood."""
        return self.line.text("type")

    @property
    def is_figure(self) -> bool:
        """Whether figures stand in it."""
        return is_figure(self.type)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from, or the name of the scale."""
        return names_in(self.line["choices"])

    @property
    def is_split(self) -> bool:
        """Whether it has a column for each part of the breakdown."""
        return self.line["split"] is not None

    @property
    def total(self) -> str:
        """How it is added up over rows and units: as the plan says, else by its type."""
        stated = self.line.text("total")
        if stated:
            return stated
        return words.SUMMED if self.type in (words.COUNT, words.AMOUNT, words.NUMBER) else words.NOT_SUMMED

    @property
    def of_nobody(self) -> bool:
        """Whether the plan says that its figures count no people; where it says nothing, nobody knows."""
        return self.line["people"] == "no"

    @property
    def whole(self) -> str:
        """The id of the column that its figures are a part of; empty where they are none's."""
        return self.line.text("part_of")

    @property
    def compared_with(self) -> str:
        """The id of the column of last year, or of figures known beforehand, that its figures are asked about beside; empty
        where they are not.
        """
        return self.line.text("compared")

    @property
    def has_total(self) -> bool:
        """Whether it has a column for the total beside those of the parts."""
        return self.line["split"] == words.PARTS_AND_TOTAL

    def says_yes(self, key: str) -> bool:
        """Whether yes stands in a cell of it."""
        return self.line[key] == "yes"


def are_alike(one: DeclaredColumn, other: DeclaredColumn) -> bool:
    """Whether both hold figures, and of the same parts."""
    return one.is_figure and other.is_figure and one.line["split"] == other.line["split"]


def are_in_one_unit(one: DeclaredColumn, other: DeclaredColumn) -> bool:
    """Whether both hold figures of the same type in the same unit, and of the same parts."""
    return are_alike(one, other) and (one.type, one.line["unit"]) == (other.type, other.line["unit"])


class CellName(NamedTuple):
    """A cell by the ids that the plan has of it; the part is empty in a column that is not split."""

    row: str
    column: str
    part: str = ""

    @property
    def folded(self) -> CellName:
        """The same in small letters, as ids are compared."""
        return CellName(*(name.casefold() for name in self))


class KnownValue(NamedTuple):
    """What is known of a cell before anybody fills it in.

    ``raw`` is as it stands on the sheet, to be read as the cell's type, unless it ``is_read`` already. ``is_recorded``
    tells that a record says it, and the plan itself does not.
    """

    raw: Value
    period: str = ""
    is_recorded: bool = False
    is_read: bool = False


FOR_ALL = "*"
"""The unit of a value that is the same for all."""
THE_REGION = ""
"""The unit of a figure of before that is the region's own, taken from the record of its round."""

ValuesByUnit = Mapping[str, Sequence[KnownValue]]
KnownValues = Mapping[CellName, ValuesByUnit]
"""By cell, in small letters, and unit: its values, the plan's own before those that a record says."""


@frozen
class DeclaredRow:
    """A row of the sheet *Rows*. ``figures`` are the cells of its figures, where they follow from more than its type."""

    line: FilledRow
    figures: CellType | None = None

    @property
    def id(self) -> str:
        """The key of the row."""
        return self.line.text("id")

    @property
    def units(self) -> frozenset[str]:
        """The units that fill it in; none for all."""
        return frozenset(names_in(self.line["units"]))

    @property
    def under(self) -> str:
        """The id of the row that it stands under; empty for one that stands under none."""
        return self.line.text("under")

    @property
    def is_sum(self) -> bool:
        """Whether it is the sum of the rows under it."""
        return self.line["counted"] == words.SUM

    @property
    def type(self) -> str:
        """The type of its figures, where it is another than the columns'."""
        return self.line.text("type")


@frozen
class DeclaredTable:
    """A row of the sheet *Tables* with all that other sheets say of it; of two columns or rows of one id the first.

    ``known`` are its values as cells ask for them. ``history`` says how it takes figures of earlier rounds, where that is
    not as lines of the sheet *Values*.
    """

    line: FilledRow
    columns: tuple[DeclaredColumn, ...] = ()
    rows: tuple[DeclaredRow, ...] = ()
    values: tuple[FilledRow, ...] = field(default=(), repr=False)
    known: KnownValues = field(default_factory=dict, repr=False)
    history: tuple[Trait, ...] | None = None

    @property
    def id(self) -> str:
        """The key of its section."""
        return self.line.text("id")

    @property
    def title(self) -> Message:
        """What stands over it."""
        return message_in(self.line, "title") or literal("")

    @property
    def is_fixed(self) -> bool:
        """Whether the plan has its rows."""
        return self.line["rows"] != words.FREE

    @property
    def labels(self) -> Sequence[DeclaredColumn]:
        """The columns that say what a row is."""
        return [column for column in self.columns if column.role == words.LABEL]

    @property
    def answers(self) -> Sequence[DeclaredColumn]:
        """The columns that units fill in."""
        return [column for column in self.columns if column.role == words.ANSWER]

    @property
    def identity(self) -> Sequence[DeclaredColumn]:
        """The columns that tell rows apart which units write themselves; none where the plan has the rows."""
        names = names_in(self.line["identity"])
        columns = [column for name in names if (column := self.column(name)) is not None]
        return () if self.is_fixed else columns if names else self.answers[:1]

    @property
    def is_summed_by_choice(self) -> bool:
        """Whether units choose what their rows are, so that those of several are the same row of the region."""
        return not self.is_fixed and all(column.type in IN_LISTS for column in self.identity)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that answer it; none for all."""
        return names_in(self.line["units"])

    @cached_property
    def by_id(self) -> Mapping[str, DeclaredColumn]:
        """Its columns by their ids in small letters."""
        return {column.id.casefold(): column for column in reversed(self.columns)}

    @cached_property
    def rows_by_id(self) -> Mapping[str, DeclaredRow]:
        """Its rows by their ids in small letters."""
        return {row.id.casefold(): row for row in self.rows}

    @cached_property
    def has_rows_of_own_types(self) -> bool:
        """Whether some row says of which type or in which unit its figures are."""
        return any(row.type or row.line["unit"] is not None for row in self.rows)

    def row(self, name: str) -> DeclaredRow | None:
        """The row of an id, whatever its capitals; None where there is none."""
        return self.rows_by_id.get(name.casefold())

    def column(self, name: str) -> DeclaredColumn | None:
        """The column of an id, whatever its capitals; None where there is none."""
        return self.by_id.get(name.casefold())


def names_in(value: Value) -> tuple[str, ...]:
    """The names in a cell."""
    return value if isinstance(value, tuple) else ()


def message_in(line: FilledRow, key: str) -> Message | None:
    """What a cell says to people: our own words, in any language, or those of the plan; None where it is empty."""
    value = line[key]
    if value is None:
        return None
    return value if isinstance(value, Message) else literal(str(value))


@frozen(eq=False)  # there are few, and tables are looked up by them
class TableSource:
    """Where a plan has tables: the ``sheets`` that they are declared on, and ``read``, which makes them of a plan."""

    sheets: tuple[Section, ...]
    read: Callable[[Plan], Sequence[DeclaredTable]]

    def table(self, plan: Plan, id_: str) -> DeclaredTable | None:
        """The table of an id in a plan; None where it has none."""
        return next((table for table in self.read(plan) if table.id == id_), None)


def tables_in(plan: Plan) -> tuple[DeclaredTable, ...]:
    """The tables that a plan declares and that count at its round."""
    return plan.once(_tables_in)


def _tables_in(plan: Plan) -> tuple[DeclaredTable, ...]:
    lines = {line.text("id"): line for line in reversed(plan.rows(words.TABLES_SHEET.key)) if line["id"] is not None}
    return tuple(_table(plan, line) for line in reversed(lines.values()))


def _table(plan: Plan, line: FilledRow) -> DeclaredTable:
    of_table = {sheet.key: plan.rows_by(sheet.key, "table", line.text("id")) for sheet in words.TABLE_SHEETS[1:]}
    values = of_table[words.VALUES_SHEET.key]
    return DeclaredTable(
        line,
        tuple(map(DeclaredColumn, _first_of_each(of_table[words.COLUMNS_SHEET.key]))),
        tuple(map(DeclaredRow, _first_of_each(of_table[words.ROWS_SHEET.key]))),
        tuple(values),
        _known(values),
    )


def _known(lines: Iterable[FilledRow]) -> KnownValues:
    known: dict[CellName, dict[str, list[KnownValue]]] = {}
    for line in lines:
        value = KnownValue(line["value"], line.text("period"), not line.has_cell("value"))
        by_unit = known.setdefault(CellName(*map(line.text, CellName._fields)).folded, {})
        by_unit.setdefault(line.text("unit") or FOR_ALL, []).append(value)
    return known


DECLARED = TableSource(words.TABLE_SHEETS, tables_in)
"""The tables that the plan declares on sheets of their own."""


def _first_of_each(lines: Sequence[FilledRow]) -> list[FilledRow]:
    by_id: dict[str, FilledRow] = {}
    for line in lines:
        if line["id"] is not None:
            by_id.setdefault(line.text("id").casefold(), line)
    return list(by_id.values())
