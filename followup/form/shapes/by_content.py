"""Columns whose keys and titles are gone, by what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from followup.form.cells.base import as_text
from followup.form.form import FormTable
from followup.form.shapes.columns import Columns
from followup.form.shapes.found import GONE, Lines
from followup.form.shapes.prefilled import comparable, texts
from followup.locale import Words

FEWEST = 2
"""One label alone may stand anywhere by chance."""


def labels_by_content(
    table: FormTable, lines: Lines, told: Columns, rows: Sequence[int], known: tuple[Words, ...]
) -> dict[int, str]:
    """Columns of labels that have neither key nor title: by the labels in them, where most of them are the plan's.

    Without labels a sort that left the keys behind would not be seen.
    """
    found: dict[int, str] = {}
    for column in table.labels:
        if column.key in told.places.values():
            continue
        own = {text for row in table.rows for text in texts(row, column, known)}
        hits, cells = Counter[int](), Counter[int]()
        for at, raw in ((at, raw) for row in rows for at, raw in lines[row].items()):
            cells[at] += 1
            hits[at] += comparable(as_text(raw)) in own
        free = [at for at in hits if at not in told.places and at not in told.copies and at not in found]
        likely = [at for at in sorted(free) if hits[at] >= FEWEST and hits[at] * 2 >= cells[at]]
        if likely:
            found[max(likely, key=lambda at: hits[at])] = column.key
    return found


def key_column_by_content(table: FormTable, lines: Lines, told: Columns, rows: Sequence[int]) -> int:
    """The column that holds most of the rows' keys, where the mark above it is gone."""
    wanted, counts = {row.key for row in table.rows}, Counter[int]()
    for at, raw in ((at, raw) for row in rows for at, raw in lines[row].items()):
        if raw in wanted and at not in told.places and at not in told.copies:
            counts[at] += 1
    return max(sorted(counts), key=lambda at: counts[at], default=GONE)
