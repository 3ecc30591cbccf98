"""How the region's row of a declared table comes from the units': each column as the plan says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.form.columns import Column, Role
from followup.form.rows import Branch, DetachedRow
from followup.frozen import frozen
from followup.rules.sums.adding_up import add_column, forget_what_nobody_gave, leave_out, take_once, weigh_by
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
                    add_column(region, rows, column)
                    forget_what_nobody_gave(region, column)
                case words.WEIGHTED:
                    weigh_by(region, rows, column, _same_part(self.weights.get(column.base, ""), column))
                case words.ONCE:
                    take_once(region, rows, column)
                case _:
                    leave_out(region, column)
        return region


def _same_part(base: str, column: Column) -> str:
    return f"{base}.{column.part}" if column.part else base
