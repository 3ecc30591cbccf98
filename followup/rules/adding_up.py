"""How a region's figure comes from the units' figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from followup.form.cells.number import Number
from followup.form.columns import Column, Role
from followup.form.rows import FilledRow, Origin, Row


def sum_of_units(rows: Sequence[FilledRow], columns: Sequence[Column]) -> FilledRow | None:
    """Each number summed over the units that have the row; what is derived is worked out again afterwards.

    ``short`` tells how many units there were where one lacks its figure.
    """
    if not rows:
        return None
    region = FilledRow(rows[0].row, dict(rows[0].row.cells), Origin("", "", ""))
    for column in columns:
        if isinstance(column.type, Number) and column.role in (Role.INPUT, Role.EARLIER):
            add_column(region, rows, column)
    return region


def add_column(region: FilledRow, rows: Sequence[FilledRow], summed: Column) -> None:
    """Sum one column into ``region``; a unit without a figure is counted as lacking.

    Shares, changes, indexes and averages are never added: there is then no figure.
    """
    column = summed.key
    if not all(adds_up(row.row, summed) for row in rows):
        region.values[column] = None
        return
    numbers = [number for row in rows if (number := row.number(column)) is not None]
    region.values[column] = sum(numbers, Decimal(0)) if numbers else None
    if len(numbers) < len(rows):
        region.short[column] = (len(numbers), len(rows))


def adds_up(row: Row, column: Column) -> bool:
    """Whether a row's figures in a column may be added to others."""
    kind = row.kind_in(column)
    return kind is not None and kind.adds_up


def weigh_column(
    region: FilledRow, rows: Sequence[FilledRow], column: str, above: str, below: str, times: Decimal = Decimal(1)
) -> None:
    """The share of all: numerators over denominators, by so many ``times``. Units' own shares are never averaged.

    A unit counts only with both, and where they agree with what it wrote; with nothing to divide by there is no
    figure. The sums that the share is made of are the region's too.
    """
    both = [
        (numerator, denominator)
        for row in rows
        if column not in row.refused
        and (numerator := row.number(above)) is not None
        and (denominator := row.number(below)) is not None
    ]
    whole = sum((denominator for _numerator, denominator in both), Decimal(0))
    counted = sum((numerator for numerator, _below in both), Decimal(0))
    region.values[column] = counted / whole * times if whole else None
    region.values |= {above: counted, below: whole} if both else {}
    if len(both) < len(rows):
        region.short[column] = (len(both), len(rows))
