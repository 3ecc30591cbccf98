"""How a region's figure comes from the units' figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from followup.form.cells.number import Number
from followup.form.columns import Column, Role
from followup.form.rows import FilledRow, Origin


def sum_of_units(rows: Sequence[FilledRow], columns: Sequence[Column]) -> FilledRow | None:
    """Each number summed over the units that have the row; what is derived is worked out again afterwards.

    ``short`` tells how many units there were where one lacks its figure.
    """
    if not rows:
        return None
    region = FilledRow(rows[0].row, dict(rows[0].row.cells), Origin("", "", ""))
    for column in columns:
        if isinstance(column.type, Number) and column.role in (Role.INPUT, Role.EARLIER):
            add_column(region, rows, column.key)
    return region


def add_column(region: FilledRow, rows: Sequence[FilledRow], column: str) -> None:
    """Sum one column into ``region``; a unit without a figure is counted as lacking."""
    numbers = [number for row in rows if (number := row.number(column)) is not None]
    region.values[column] = sum(numbers, Decimal(0)) if numbers else None
    if len(numbers) < len(rows):
        region.short[column] = (len(numbers), len(rows))
