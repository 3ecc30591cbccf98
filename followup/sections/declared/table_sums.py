"""How the region's row of a declared table comes from the units': each column as the plan says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.form.columns import Column, Role
from followup.form.rows import Branch, DetachedRow
from followup.frozen import frozen
from followup.rules.sums.adding_up import (
    add_column,
    forget_what_nobody_gave,
    leave_out,
    say_as_units,
    take_once,
    weigh_by,
)
from followup.sections.declared import table_sheets as words


@frozen
class DeclaredTotals:
    """The region's row, or None of rows of no unit. ``totals`` say by a column's base how it is added up; ``weights`` are
    the bases by which those that are weighted are weighed. Of rows that units write themselves ``identity`` are the columns
    that say what a row is: where one is empty, nobody knows which rows belong together.
    """

    totals: Mapping[str, str]
    weights: Mapping[str, str]
    identity: Sequence[str] = ()

    def __call__(self, rows: Sequence[Branch], columns: Sequence[Column]) -> DetachedRow | None:
        if not rows or any(rows[0].row[key] is None for key in self.identity):
            return None
        region = DetachedRow(rows[0].row.row)
        counted = [self._counted(branch) for branch in rows] if self.identity else rows
        for column in columns:
            if column.key in self.identity:
                say_as_units(region, rows, column)
            elif column.role in (Role.INPUT, Role.EARLIER):
                self._add(region, counted, column)
        return region

    def _add(self, region: DetachedRow, rows: Sequence[Branch], column: Column) -> None:
        match self.totals.get(column.base):
            case words.SUMMED:
                add_column(region, rows, column)
                forget_what_nobody_gave(region, column)
            case words.WEIGHTED:
                weigh_by(region, rows, column, _same_part(self.weights.get(column.base, ""), column))
            case words.ONCE:
                take_once(region, rows, column)
            case _:
                leave_out(region, column)

    def _counted(self, branch: Branch) -> Branch:
        """A row whose identity was refused, as one that says what another does, has no figures that can be counted."""
        row, under = branch.row, tuple(map(self._counted, branch.under))
        is_known = all(row[key] is not None for key in self.identity)
        return Branch(row if is_known else DetachedRow(row.row, origin=row.origin), under, branch.own_counts)


def _same_part(base: str, column: Column) -> str:
    return f"{base}.{column.part}" if column.part else base
