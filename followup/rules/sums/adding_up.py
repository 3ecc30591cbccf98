"""How a region's figure comes from the units' figures, and a unit's from those of its own sub-units.

Each row comes with the rows of its unit's sub-units under it. A unit and its sub-units that both answer are never added
together: the sub-units' figures count, and the unit's own where they have none; the other way round where the plan
says that the unit's own counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from followup.form.cells.number import Number
from followup.form.columns import Column, Role
from followup.form.rows import Branch, DetachedRow, FilledRow, Row

Has = Callable[[FilledRow], bool]
"""Whether a row has the figure that is added up."""

Makes = Callable[[FilledRow], Decimal | None]
"""What a row's other figures make together; None where they do not tell."""


def contributors(branches: Sequence[Branch], has: Has) -> list[FilledRow]:
    """The rows that a sum is made of, at any depth: of a unit and those under it, one or the other."""
    chosen: list[FilledRow] = []
    for branch in branches:
        row, below = [branch.row], contributors(branch.under, has) if branch.under else []
        # Both tell of the same patients: added together each of them would be counted twice.
        # Where those chosen have no figure at all the others stand in, or the sum would lack what somebody did give.
        first, second = (row, below) if branch.own_counts or not below else (below, row)
        chosen += second if any(map(has, second)) and not any(map(has, first)) else first
    return chosen


def every_row(branches: Sequence[Branch]) -> Iterator[FilledRow]:
    """The rows and all that stand under them."""
    for branch in branches:
        yield branch.row
        yield from every_row(branch.under)


def sum_of_units(rows: Sequence[Branch], columns: Sequence[Column]) -> DetachedRow | None:
    """Each number summed over the units that have the row; what is derived is worked out again afterwards.

    ``coverages`` tells how many units there were where one lacks its figure.
    """
    if not rows:
        return None
    region = DetachedRow(rows[0].row.row)
    for column in columns:
        if isinstance(column.type, Number) and column.role in (Role.INPUT, Role.EARLIER):
            add_column(region, rows, column)
            forget_what_nobody_gave(region, column)
    return region


def forget_what_nobody_gave(region: DetachedRow, column: Column) -> None:
    """What nobody had to give and nobody gave makes no sum incomplete: there is none."""
    if not column.required and region.values[column.key] is None:
        region.coverages.pop(column.key, None)


def leave_out(region: DetachedRow, column: Column) -> None:
    """The region has no figure of its own in a column."""
    region.values[column.key] = None


def say_as_units(region: DetachedRow, rows: Sequence[Branch], column: Column) -> None:
    """The region's row says what those of the units say, which is the same in all."""
    region.values[column.key] = rows[0].row[column.key]


def add_column(region: DetachedRow, rows: Sequence[Branch], summed: Column, figure: Makes | None = None) -> None:
    """Sum one column into ``region``; a unit without a figure is counted as lacking.

    Shares, changes, indexes and averages are never added: there is then no figure. A unit's figure is what stands in
    the column, or else what ``figure`` makes of its others.
    """
    column = summed.key

    def figure_of(row: FilledRow) -> Decimal | None:
        figure_in_column = row.number(column)
        return (
            # A total that was refused is not replaced by its parts: one of the two is wrong, and nobody knows which.
            figure_in_column if figure_in_column is not None or figure is None or column in row.refused else figure(row)
        )

    # One row whose kind is a share is enough: a sum of the others would stand as the region's share.
    if not all(adds_up(row.row, summed) for row in every_row(rows)):
        region.values[column] = None
        return
    counted = contributors(rows, lambda row: figure_of(row) is not None)
    numbers = [number for row in counted if (number := figure_of(row)) is not None]
    # No figure is not 0: "no answers" must not look like "no visits".
    region.values[column] = sum(numbers, Decimal(0)) if numbers else None
    region.contributing_rows[column] = counted
    if len(numbers) < len(counted):
        region.coverages[column] = (len(numbers), len(counted))


def adds_up(row: Row, column: Column) -> bool:
    """Whether a row's figures in a column may be added to others."""
    kind = row.kind_in(column)
    return kind is not None and kind.adds_up


def weigh_column(
    region: DetachedRow, rows: Sequence[Branch], column: str, above: str, below: str, times: Decimal = Decimal(1)
) -> None:
    """The share of all: numerators over denominators, by so many ``times``. Units' own shares are never averaged.

    A unit counts only with both, and where they agree with what it wrote; with nothing to divide by there is no
    figure. The sums that the share is made of are the region's too.
    """

    def has_both(row: FilledRow) -> bool:
        # An outcome that contradicts its numerator and denominator takes these with it: any of the three may be wrong.
        return column not in row.refused and row.number(above) is not None and row.number(below) is not None

    counted = contributors(rows, has_both)
    both = [row for row in counted if has_both(row)]
    numerator, denominator = (
        sum((row.number(key) or Decimal(0) for row in both), Decimal(0)) for key in (above, below)
    )
    # Never the mean of the units' shares: 1 of 2 and 90 of 100 are 91 of 102, not 70 %.
    region.values[column] = numerator / denominator * times if denominator else None
    region.values |= {above: numerator, below: denominator} if both else {}
    region.contributing_rows |= dict.fromkeys((column, above, below), counted)
    if len(both) < len(counted):
        region.coverages[column] = (len(both), len(counted))


def weigh_by(region: DetachedRow, rows: Sequence[Branch], column: Column, weight: str) -> None:
    """The mean of the units' figures, each counted as many times as the column ``weight`` says; those with both alone."""

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


def take_once(region: DetachedRow, rows: Sequence[Branch], column: Column) -> None:
    """The figure that all units have, each of which tells of the same thing; none where they differ."""
    counted = [row for row in every_row(rows) if row.number(column.key) is not None]
    figures = {row.number(column.key) for row in counted}
    region.values[column.key] = figures.pop() if len(figures) == 1 else None
    region.contributing_rows[column.key] = counted[:1]
