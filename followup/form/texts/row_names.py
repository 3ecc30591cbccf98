"""What the rows of a table are called in running text, where nothing around a row says which one it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from followup.form.rows import Row, first_labels, row_label

UNDER = " › "
"""Stands between a row and what it is a part of."""


def names_of_rows(rows: Iterable[Row]) -> Mapping[str, str]:
    """By key, what each row is called: its label, or the way to it where other rows have the same label.

    Rows of many units may be given: of one key they are one row, under whichever sums some of them has it. Two rows that
    no sum tells apart have their other label behind: a number, or a month.
    """
    by_key: dict[str, Row] = {}
    parents: dict[str, str] = {}
    for row in {id(row): row for row in rows}.values():
        by_key.setdefault(row.key, row)
        for below in row.sums:
            parents.setdefault(below, row.key)
    names = {key: row_label(row) for key, row in by_key.items()}
    above = {key: parents.get(key, "") for key in names}
    seen = {key: {key} for key in names}
    while alike := [key for key in _alike(names) if above[key] in by_key and above[key] not in seen[key]]:
        for key in alike:
            names[key] = f"{row_label(by_key[above[key]])}{UNDER}{names[key]}"
            seen[key].add(above[key])
            above[key] = parents.get(above[key], "")
    for key in _alike(names):
        others = [text for text in first_labels(by_key[key]) if text != row_label(by_key[key])]
        names[key] += f" ({others[0]})" if others else ""
    return names


def _alike(names: Mapping[str, str]) -> list[str]:
    """The keys of the rows that share their name with another."""
    times = Counter(names.values())
    return [key for key, name in names.items() if times[name] > 1]
