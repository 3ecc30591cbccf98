"""Cells that somebody coloured instead of writing in them: told by what the other answers of their table look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from followup.form.cells.text import Choice
from followup.form.columns import Column
from followup.form.rows import FilledRow
from followup.form.shapes.table import Cell, Read


def coloured(
    read: Read, columns: list[tuple[int, Column]], fills: Mapping[Cell, str]
) -> Iterator[tuple[FilledRow, str]]:
    """Rows and columns where an answer is wanted and nothing stands but a colour that the form does not have there.

    The form's own colour is what most cells for answers have; ``fills`` are only the colours beside the sheet's usual.
    """
    if not fills.keys() & read.asked:
        return
    own = Counter(fills.get(place, "") for place in read.asked).most_common(1)[0][0]
    for filled in read.rows:
        if filled.row.optional or filled.row.sums:
            continue
        for _at, column in columns:
            place = filled.cells.get(column.key)
            if place in read.asked and fills.get(place, own) != own and _is_wanted(filled, column, columns):
                yield filled, column.key


def _is_wanted(filled: FilledRow, column: Column, columns: list[tuple[int, Column]]) -> bool:
    """Whether an answer is asked for here, or in one of the columns beside it, and none is given."""
    if not (column.required or isinstance(filled.row.type_of(column), Choice)):
        return False
    beside = [other.key for _at, other in columns if other.base == column.base] or [column.key]
    return all(filled[key] is None and key not in filled.refused for key in beside)
