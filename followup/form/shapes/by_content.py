"""Columns whose keys and titles are gone, by what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from followup.form.cells.base import as_text
from followup.form.cells.text import Choice
from followup.form.columns import Column, Role
from followup.form.form import FormTable
from followup.form.shapes.column_matching import ColumnMatch
from followup.form.shapes.prefilled import comparable, texts
from followup.form.shapes.table_match import ABSENT, Lines
from followup.form.texts.folded_keys import fold_key, keys_by_fold
from followup.locale import Words

FEWEST_LABELS = 2
"""One label alone may stand anywhere by chance."""


def labels_by_content(
    table: FormTable, lines: Lines, column_match: ColumnMatch, rows: Sequence[int], languages: tuple[Words, ...]
) -> dict[int, str]:
    """Columns of labels that have neither key nor title: by the labels in them, where most of them are the plan's.

    Without labels a sort that left the keys behind would not be seen. Words that somebody may have chosen in a column that
    has not been found are no such labels: those answers would be taken for what the plan has there, and nobody told.
    """
    columns: dict[int, str] = {}
    for column in table.labels:
        if column.key in column_match.places.values():
            continue
        labels = _labels_of(table, column, languages)
        if _may_be_chosen(table, labels, column_match):
            continue
        free = (
            {at for row in rows for at in lines[row]}
            - column_match.places.keys()
            - column_match.copies.keys()
            - columns.keys()
        )
        likely = [at for at in sorted(free) if _is_mostly(lines, rows, at, labels)]
        if likely:
            columns[max(likely, key=lambda at: sum(_text(lines, row, at) in labels for row in rows))] = column.key
    return columns


def has_keys_left_behind(
    table: FormTable, lines: Lines, column_match: ColumnMatch, rows: Sequence[int], languages: tuple[Words, ...]
) -> bool:
    """Whether labels stand under another key, and none of those of that key do: the keys were left behind."""
    labels = {column.key: _labels_of(table, column, languages) for column in table.labels}
    for at, key in column_match.places.items():
        if key in labels and not any(_text(lines, row, at) in labels[key] for row in rows):
            elsewhere = any(_is_mostly(lines, rows, other, labels[key]) for other in column_match.places if other != at)
            if elsewhere or any(
                _is_mostly(lines, rows, at, other_labels) for other, other_labels in labels.items() if other != key
            ):
                return True
    return False


def _may_be_chosen(table: FormTable, labels: frozenset[str], column_match: ColumnMatch) -> bool:
    """Whether one of the texts is a word of a list to choose from, in an answer column that has not been found."""
    found = {*column_match.places.values(), *column_match.copies.values()}
    lost = [column for column in table.columns if column.role is Role.INPUT and column.key not in found]
    kinds = {id(kind): kind for column in lost for row in table.rows if isinstance(kind := row.type_of(column), Choice)}
    return any(kind.parse(text).value is not None for kind in kinds.values() for text in labels)


def _labels_of(table: FormTable, column: Column, languages: tuple[Words, ...]) -> frozenset[str]:
    return frozenset(text for row in table.rows for text in texts(row, column, languages))


def _text(lines: Lines, row: int, at: int) -> str | None:
    raw = lines[row].get(at)
    return None if raw is None else comparable(as_text(raw))


def _is_mostly(lines: Lines, rows: Sequence[int], at: int, labels: frozenset[str]) -> bool:
    """Whether at least two, or the only one, and half of what stands in a column, are of these texts."""
    seen = [text for row in rows if (text := _text(lines, row, at)) is not None]
    hits = sum(text in labels for text in seen)
    # A table of one row has but one label. Half of what stands there, for a column of comments may name two rows.
    return hits >= min(FEWEST_LABELS, max(len(rows), 1)) and hits * 2 >= len(seen)


def key_column_by_content(table: FormTable, lines: Lines, column_match: ColumnMatch, rows: Sequence[int]) -> int:
    """The column that holds most of the rows' keys, where the mark above it is gone."""
    row_keys, counts = keys_by_fold(row.key for row in table.rows), Counter[int]()
    for at, raw in ((at, raw) for row in rows for at, raw in lines[row].items()):
        if (
            isinstance(raw, str)
            and fold_key(raw) in row_keys
            and at not in column_match.places
            and at not in column_match.copies
        ):
            counts[at] += 1
    # Of two with as many the leftmost: our keys stand to the left of the table.
    return max(sorted(counts), key=lambda at: counts[at], default=ABSENT)
