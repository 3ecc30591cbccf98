"""How figures of several units are put together, row by row: as the sections of this round add them up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from followup.form.rows import Branch, DetachedRow, Row
from followup.form.section import EarlierFigures, Grid, Section
from followup.form.traits import EarlierValues
from followup.plan.model import Plan

Figures = Mapping[str, Decimal]
"""The figures of one row for one unit, by column."""


class SectionRows:
    """The rows and columns that this round has of the sections whose figures are kept; looked up when asked for."""

    def __init__(self, plan: Plan, sections: Sequence[Section]) -> None:
        self.plan = plan
        self.sections = {
            section.key: section for section in sections if section.has(EarlierFigures) or section.has(EarlierValues)
        }
        self._rows: dict[str, dict[str, list[tuple[str, Row]]]] = {}

    def row(self, section: str, key: str) -> Row | None:
        """The row of the first unit that answers it; None where nobody does now."""
        return next((row for _unit, row in self.of_units(section).get(key, ())), None)

    def asked(self, section: str, key: str) -> Collection[str]:
        """The units that answer a row now."""
        return {unit for unit, _row in self.of_units(section).get(key, ())}

    def summed(self, section: str, key: str) -> Collection[str]:
        """The rows that a row is the sum of, at any depth; none of one that is filled in."""
        rows = self.of_units(section)
        below = {other for _unit, row in rows.get(key, ()) for other in row.sums}
        return below.union(*(self.summed(section, other) for other in below))

    def of_units(self, section: str) -> Mapping[str, Sequence[tuple[str, Row]]]:
        """The rows of a section by their keys, each with its unit."""
        if section not in self._rows:
            rows: dict[str, list[tuple[str, Row]]] = {}
            shape = self.sections[section].shape if section in self.sections else None
            if isinstance(shape, Grid):
                for unit in self.plan.units.answering:
                    for row in shape.rows(self.plan, unit):
                        rows.setdefault(row.key, []).append((unit.id, row))
            self._rows[section] = rows
        return self._rows[section]


class RowSum:
    """How the figures of a row are put together: as the section's own sums are, for that is where it is known."""

    def __init__(self, rows: SectionRows, section: str, key: str) -> None:
        self.row = rows.row(section, key)
        declared = rows.sections.get(section)
        self.aggregate = declared.aggregate if declared else None
        self.columns = declared.expanded(rows.plan) if declared else ()

    def put_together(self, figures: Sequence[Figures]) -> Figures:
        """Summed, or weighed by what they are made of; those alone to which each unit has given its part."""
        if self.row is None or self.aggregate is None:
            return {}
        row = self.row
        summed = self.aggregate(
            [Branch(DetachedRow(row, {**row.cells, **of_unit})) for of_unit in figures], self.columns
        )
        if summed is None:
            return {}
        keys = dict.fromkeys(key for of_unit in figures for key in of_unit)
        numbers = {key: summed.number(key) for key in keys if key not in summed.coverages}
        return {key: number for key, number in numbers.items() if number is not None}

    def may_be_divided(self, figures: Figures) -> bool:
        """Whether they are figures that add up: two like them together are twice as much, by the section's own rule."""
        if self.row is None or not figures:
            return not figures
        kinds = {column.key: self.row.kind_in(column) for column in self.columns if column.key in figures}
        if not all(kind is not None and kind.adds_up for kind in kinds.values()):
            return False
        twice = self.put_together([figures, figures])
        return all(twice.get(key) == 2 * value for key, value in figures.items())
