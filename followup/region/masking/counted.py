"""Which figures of a round count people: as the kind of section says, and the plan of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from followup.form.columns import Column, Role
from followup.form.derived import Derived
from followup.form.rows import FilledRow, Row
from followup.form.traits import NO_RATIOS, Ratios
from followup.form.values import number_of
from followup.frozen import frozen
from followup.region.model import RegionTable, UnitRow


class FigureKey(NamedTuple):
    """Where a figure stands: a section's key, a row's, which of the unit's rows of that key, the unit's id (empty for
    the region) and a column's key."""

    section: str
    row: str
    number: int
    unit: str
    column: str


class Counts(Enum):
    """What a figure counts, as far as anybody has said."""

    PEOPLE = "people"
    OTHER = "other"
    UNSAID = "unsaid"


COUNTS_PEOPLE = {"yes": True, "no": False}
"""Whether figures count people, as a row's record in the plan says it."""


class CountedLine(NamedTuple):
    """A row of a table with its place among the figures; ``struck`` is in no sum."""

    at: FigureKey
    row: UnitRow
    struck: bool = False

    @property
    def filled(self) -> FilledRow:
        """The row's values."""
        return self.row.filled

    def figure(self, column: str) -> FigureKey:
        """Where the figure of a column stands."""
        return self.at._replace(column=column)


@frozen
class CountedTable:
    """A table with its figures, and what each of them counts."""

    table: RegionTable

    @cached_property
    def lines(self) -> list[CountedLine]:
        """Every row: the units', the region's, the struck."""
        seen: dict[tuple[str, str], int] = {}
        lines: list[CountedLine] = []
        table = self.table
        for row in [*table.rows, *table.region, *table.struck]:
            key, unit = row.filled.row.key, row.unit.id if row.unit else ""
            seen[key, unit] = number = seen.get((key, unit), -1) + 1
            struck = len(lines) >= len(table.rows) + len(table.region)
            lines.append(CountedLine(FigureKey(table.section.key, key, number, unit, ""), row, struck))
        return lines

    @cached_property
    def live(self) -> list[CountedLine]:
        """The rows that sums are made of."""
        return [line for line in self.lines if not line.struck]

    @cached_property
    def declared(self) -> Mapping[str, bool | None]:
        """Whether the rows of a key count people; None where nobody has said. A sum does where a row of it does."""
        declared: dict[str, bool | None] = {}
        below: dict[str, dict[str, None]] = {}
        for row in self._plan_rows():
            declared[row.key] = COUNTS_PEOPLE.get(str(row.plan_record.get(self.table.section.people)))
            if row.sums:
                below.setdefault(row.key, {}).update(dict.fromkeys(row.sums))
        return {key: _of_all(key, declared, below, frozenset()) for key in declared}

    def _plan_rows(self) -> Iterator[Row]:
        """The rows of the plan, in the order of the last line of each: many units have one and the same."""
        rows = [line.filled.row for line in (*self.table.rows, *self.table.region, *self.table.struck)]
        yield from reversed({id(row): row for row in reversed(rows)}.values())

    def figures(self, line: CountedLine) -> Iterator[tuple[Column, Decimal]]:
        """The figures of a row that are no shares."""
        for column in self.table.columns:
            number = number_of(line.filled[column.key])
            # A share is in no sum; it is hidden with the counts that it is made of.
            if number is not None and column.role is not Role.LABEL and not self.is_share(line.filled, column):
                yield column, number

    def counts(self, row: Row, column: Column) -> Counts:
        """What a figure counts. Money and days are no people even where nobody has said so."""
        # The column first: it counts people in every row, whatever the plan has said of this one.
        counts_people = True if column.counts_people else self.declared[row.key]
        if counts_people is None:
            # Money and days are no people: of these nobody needs to be asked.
            return Counts.UNSAID if row.type_of(column).may_count() else Counts.OTHER
        return Counts.PEOPLE if counts_people else Counts.OTHER

    def counts_people(self, line: CountedLine) -> bool:
        """Whether a row has figures that count people."""
        return bool(self.declared[line.at.row]) or any(
            column.counts_people and line.filled[column.key] is not None for column in self.table.columns
        )

    def may_count(self, line: CountedLine) -> bool:
        """Whether nobody has said what a row counts, and it is asked for figures that may be counts."""
        if self.declared[line.at.row] is not None:
            return False
        columns = (column for column in self.table.columns if column.role is Role.INPUT and not column.counts_people)
        return any(line.filled.row.type_of(column).may_count() for column in columns)

    def is_share(self, filled: FilledRow, column: Column) -> bool:
        """A share, a change, or a figure per so many: no count of anything."""
        in_percent = "%" in filled.row.type_of(column).number_format
        made_of = self.base_of(column)
        return in_percent or any(filled.number(key) is not None for key in made_of)

    def base_of(self, column: Column) -> list[str]:
        """The columns that a share is the ratio of."""
        ratios = (self.table.section.trait(Ratios) or NO_RATIOS).bases
        return [f"{base}.{column.part}" for share, *bases in ratios if share == column.base for base in bases]

    def worked_out_from(self, column: Column, line: CountedLine) -> list[FigureKey]:
        """The figures that give a share or a change away: it is hidden where one of them is."""
        derived = column.derived
        inputs = self.inputs_of(derived, line) if derived is not None and not derived.adds_up else []
        return [*map(line.figure, self.base_of(column)), *inputs]

    @staticmethod
    def inputs_of(derived: Derived, line: CountedLine) -> list[FigureKey]:
        """The figures that a computed one is made of, those of other rows of the same unit too."""
        cells, names = derived.cells, derived.inputs
        of_row = [line.figure(name) for name in names if name not in cells and line.filled[name] is not None]
        return of_row + [line.at._replace(row=at.row, number=0, column=at.column) for at in derived.other_rows]


def _of_all(
    key: str, declared: Mapping[str, bool | None], below: Mapping[str, Mapping[str, None]], above: frozenset[str]
) -> bool | None:
    """What is said of a row, or of the rows that it is the sum of."""
    parts = [part for part in below.get(key, ()) if part in declared and part not in above]
    counts = [_of_all(part, declared, below, above | {key}) for part in parts]
    if any(counts):
        return True
    if declared[key] is not None or not counts:
        return declared[key]
    return None if None in counts else False
