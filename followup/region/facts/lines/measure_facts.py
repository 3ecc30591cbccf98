"""What the figures of a table are measured in, and whether they count people: worked out once for rows that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import add
from typing import NamedTuple

from followup.form.answers.runs import columns_of_rows
from followup.form.rows import Row
from followup.region.facts.fact import NO, YES, Strip, values_at
from followup.region.facts.lines.fact_lines import strip_by_key
from followup.region.facts.row_facts import RowFacts
from followup.region.masking.counted import Counts

CellKey = tuple[int, int]
"""The number of a row and the number of a column."""

COUNTS = {Counts.PEOPLE: YES, Counts.OTHER: NO, Counts.UNSAID: ""}


class Measure(NamedTuple):
    """What a line says of how its figure is measured; nothing where no figures stand."""

    unit_of_measure: str = ""
    counts_people: str = ""


class Measures:
    """How the figures in the cells of one table are measured."""

    def __init__(self, rows: RowFacts) -> None:
        self.rows, self.counted = rows, rows.counted
        self._bases = [key for column in rows.columns for key in self.counted.base_of(column)]
        self._types: dict[tuple[int, int], object] = {}
        self._alike = self._first_alike()

    def strip(self, numbers: Sequence[int], places: Sequence[int]) -> Strip:
        """What the lines of the cells in these rows and columns say of how their figures are measured."""
        width = len(self.rows.columns)
        starts = [number * width for number in self._alike]
        alike = list(map(add, values_at(starts, numbers), places))
        return strip_by_key(Measure._fields, alike, {cell: self._measure(*divmod(cell, width)) for cell in set(alike)})

    def _measure(self, number: int, at: int) -> Measure:
        filled, column = self.rows.filled[number], self.rows.columns[at]
        if filled.row.kind_in(column) is None:
            return Measure()
        counts = NO if self.counted.is_share(filled, column) else COUNTS[self.counted.counts(filled.row, column)]
        return Measure(self.rows.measured.unit_of(filled.row, column), counts)

    def _first_alike(self) -> list[int]:
        """For each row the number of the first one whose figures are measured as its own."""
        of_rows: dict[int, int] = {}  # rows of many units are often one and the same row of the plan
        first: dict[object, int] = {}
        for number, filled in enumerate(self.rows.filled):
            if id(filled.row) not in of_rows:
                of_rows[id(filled.row)] = first.setdefault(self._grounds(filled.row), number)
        alike = [of_rows[id(filled.row)] for filled in self.rows.filled]
        if not self._bases:
            return alike
        bases = zip(*columns_of_rows(self.rows.runs, self._bases), strict=True)
        have_figures = [tuple([isinstance(value, Decimal) for value in values]) for values in bases]
        first_with: dict[object, int] = {}  # with figures in its bases, a figure is a share
        return [
            first_with.setdefault(grounds, number)
            for number, grounds in enumerate(zip(alike, have_figures, strict=True))
        ]

    def _grounds(self, row: Row) -> object:
        """What the measure of a row's figures follows from, whatever stands in it."""
        unit = row.plan_record.get(self.rows.section.measuring.unit)
        return self._names_of_types(row), unit, self.counted.declared[row.key]

    def _names_of_types(self, row: Row) -> object:
        """What the cells of a row are, by column; many rows have the same."""
        of_rows = id(row.types), id(row.kinds)
        if of_rows not in self._types:
            self._types[of_rows] = (
                *row.types,
                *map(id, row.types.values()),
                *row.kinds,
                *map(id, row.kinds.values()),
            )
        return self._types[of_rows]
