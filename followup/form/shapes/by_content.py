"""Columns whose keys and titles are gone, by what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from followup.form.cells.base import as_text
from followup.form.columns import Column
from followup.form.form import FormTable
from followup.form.shapes.column_matching import Columns
from followup.form.shapes.found_table import GONE, Lines
from followup.form.shapes.prefilled import comparable, texts
from followup.form.texts.folded_keys import as_compared, by_fold
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
        own = _labels_of(table, column, known)
        free = {at for row in rows for at in lines[row]} - told.places.keys() - told.copies.keys() - found.keys()
        likely = [at for at in sorted(free) if _mostly(lines, rows, at, own)]
        if likely:
            found[max(likely, key=lambda at: sum(_text(lines, row, at) in own for row in rows))] = column.key
    return found


def label_stands_under_the_key_of_another(
    table: FormTable, lines: Lines, told: Columns, rows: Sequence[int], known: tuple[Words, ...]
) -> bool:
    """Whether labels stand under another key, and none of those of that key do: the keys were left behind."""
    labels = {column.key: _labels_of(table, column, known) for column in table.labels}
    for at, key in told.places.items():
        if key in labels and not any(_text(lines, row, at) in labels[key] for row in rows):
            elsewhere = any(_mostly(lines, rows, other, labels[key]) for other in told.places if other != at)
            if elsewhere or any(_mostly(lines, rows, at, own) for other, own in labels.items() if other != key):
                return True
    return False


def _labels_of(table: FormTable, column: Column, known: tuple[Words, ...]) -> frozenset[str]:
    return frozenset(text for row in table.rows for text in texts(row, column, known))


def _text(lines: Lines, row: int, at: int) -> str | None:
    raw = lines[row].get(at)
    return None if raw is None else comparable(as_text(raw))


def _mostly(lines: Lines, rows: Sequence[int], at: int, own: frozenset[str]) -> bool:
    """Whether at least two, or the only one, and half of what stands in a column, are of these texts."""
    seen = [text for row in rows if (text := _text(lines, row, at)) is not None]
    hits = sum(text in own for text in seen)
    return hits >= min(FEWEST, max(len(rows), 1)) and hits * 2 >= len(seen)


def key_column_by_content(table: FormTable, lines: Lines, told: Columns, rows: Sequence[int]) -> int:
    """The column that holds most of the rows' keys, where the mark above it is gone."""
    wanted, counts = by_fold(row.key for row in table.rows), Counter[int]()
    for at, raw in ((at, raw) for row in rows for at, raw in lines[row].items()):
        if isinstance(raw, str) and as_compared(raw) in wanted and at not in told.places and at not in told.copies:
            counts[at] += 1
    return max(sorted(counts), key=lambda at: counts[at], default=GONE)
