"""How the region's row of a declared table comes from the units': each column as the plan says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from followup.form.columns import Column, Role
from followup.form.rows import Branch, DetachedRow, FilledRow
from followup.frozen import frozen
from followup.rules.sums.adding_up import add_column, contributors, every_row
from followup.sections.declared import table_sheets as words


@frozen
class DeclaredTotals:
    """The region's row, or None of rows of no unit. ``totals`` say by a column's base how it is added up; ``weights`` are
    the bases by which those that are weighted are weighed.
    """

    totals: Mapping[str, str]
    weights: Mapping[str, str]

    def __call__(self, rows: Sequence[Branch], columns: Sequence[Column]) -> DetachedRow | None:
        if not rows:
            return None
        region = DetachedRow(rows[0].row.row)
        for column in columns:
            if column.role not in (Role.INPUT, Role.EARLIER):
                continue
            match self.totals.get(column.base):
                case words.SUMMED:
                    _add_up(region, rows, column)
                case words.WEIGHTED:
                    _weigh(region, rows, column, _same_part(self.weights.get(column.base, ""), column))
                case words.ONCE:
                    _take_once(region, rows, column)
                case _:
                    region.values[column.key] = None
        return region


def _same_part(base: str, column: Column) -> str:
    return f"{base}.{column.part}" if column.part else base


def _add_up(region: DetachedRow, rows: Sequence[Branch], column: Column) -> None:
    add_column(region, rows, column)
    # What nobody had to give and nobody gave makes no sum incomplete: there is none.
    if not column.required and region.values[column.key] is None:
        region.coverages.pop(column.key, None)


def _weigh(region: DetachedRow, rows: Sequence[Branch], column: Column, weight: str) -> None:
    """The mean of the units' figures, each counted as many times as its weight says; those with both alone."""

    def has_both(row: FilledRow) -> bool:
        return row.number(column.key) is not None and row.number(weight) is not None

    counted = contributors(rows, has_both)
    both = [row for row in counted if has_both(row)]
    weights = [row.number(weight) or Decimal(0) for row in both]
    weighed = [(row.number(column.key) or Decimal(0)) * times for row, times in zip(both, weights, strict=True)]
    whole = sum(weights, Decimal(0))
    region.values[column.key] = sum(weighed, Decimal(0)) / whole if whole else None
    region.contributing_rows[column.key] = counted
    if len(both) < len(counted):
        region.coverages[column.key] = (len(both), len(counted))


def _take_once(region: DetachedRow, rows: Sequence[Branch], column: Column) -> None:
    """The figure that all units have, each of which tells of the same thing; none where they differ."""
    counted = [row for row in every_row(rows) if row.number(column.key) is not None]
    figures = {row.number(column.key) for row in counted}
    region.values[column.key] = figures.pop() if len(figures) == 1 else None
    region.contributing_rows[column.key] = counted[:1]
