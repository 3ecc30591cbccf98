"""Which row of an open table is which row of the new one: rows keep their places, and what people have beside them.

Values only; nothing here knows Excel.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from followup.frozen import frozen

RowValues = Sequence[Hashable]


class RowSpan(NamedTuple):
    """Rows next to each other: ``size`` of them from ``first``, counted from 0."""

    first: int
    size: int


@frozen
class RowAlignment:
    """How the open table's rows become the new ones.

    ``order`` is, for each row of the table as it will be, the number of the new row that belongs there. ``inserted`` are
    runs to insert before an open row (``first``), ``gone`` runs of open rows to delete; ``was`` the open row of each new
    one that was there already.
    """

    order: tuple[int, ...]
    inserted: tuple[RowSpan, ...]
    gone: tuple[RowSpan, ...]
    was: dict[int, int]


def align(present: Sequence[RowValues], new: Sequence[RowValues]) -> RowAlignment:
    """Rows that are in both keep their places, also where a person has sorted them; new ones come after the row that
    they come after in the new table, those that are no longer there are gone."""
    length = _telling(new)
    open_keys, new_keys = ([tuple(row[:length]) for row in rows] for rows in (present, new))
    slots = (_by_key if len(set(new_keys)) == len(new_keys) else _by_order)(open_keys, new_keys)
    was = {row: index for index, row in enumerate(slots) if row is not None}
    gone = [index for index, row in enumerate(slots) if row is None]
    order, inserted = _with_new(slots, was, len(new_keys))
    return RowAlignment(tuple(order), tuple(inserted), tuple(_runs(gone)), was)


def _with_new(slots: Sequence[int | None], was: Container[int], count: int) -> tuple[list[int], list[RowSpan]]:
    """The new rows in the order of the table as it will be, and where to insert those that are not there yet."""
    followers: dict[int, list[int]] = {}
    anchor = -1
    for row in range(count):
        if row in was:
            anchor = row
        else:
            followers.setdefault(anchor, []).append(row)
    order = list(followers.get(-1, []))
    inserted = [RowSpan(0, len(order))] if order else []
    for index, slot in enumerate(slots):
        if slot is None:
            continue
        after = followers.get(slot, [])
        order += [slot, *after]
        if after:
            inserted.append(RowSpan(index + 1, len(after)))
    return order, inserted


def _telling(rows: Sequence[RowValues]) -> int:
    """How many of the first columns tell the rows apart: two where they do (the unit and the row's key)."""
    width = min((len(row) for row in rows), default=0)
    lengths = range(min(2, width), width)
    return next((length for length in lengths if len({tuple(row[:length]) for row in rows}) == len(rows)), width)


def _by_key(open_keys: Sequence[Hashable], new_keys: Sequence[Hashable]) -> list[int | None]:
    """The new row that each open one is; of several open ones that are alike it is the first."""
    number = {key: index for index, key in enumerate(new_keys)}
    return [number.pop(key, None) for key in open_keys]


def _by_order(open_keys: Sequence[Hashable], new_keys: Sequence[Hashable]) -> list[int | None]:
    """The same where rows are alike in everything, such as headings: what tells them apart is what they stand between."""
    slots: list[int | None] = [None] * len(open_keys)
    for block in SequenceMatcher(None, open_keys, new_keys, autojunk=False).get_matching_blocks():
        slots[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    return slots


def rectangles(cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Cells as few rectangles: (first row, first column, last row, last column)."""
    by_row: dict[int, list[int]] = {}
    for row, column in cells:
        by_row.setdefault(row, []).append(column)
    open_: dict[tuple[int, int], tuple[int, int]] = {}
    for row in sorted(by_row):
        spans = {(run.first, run.first + run.size - 1) for run in _runs(sorted(set(by_row[row])))}
        for span in [columns for columns in open_ if columns not in spans or open_[columns][1] != row - 1]:
            first, last = open_.pop(span)
            yield first, span[0], last, span[1]
        for span in spans:
            open_[span] = (open_[span][0] if span in open_ else row, row)
    for span, (first, last) in open_.items():
        yield first, span[0], last, span[1]


def _runs(numbers: Sequence[int]) -> Iterator[RowSpan]:
    first = last = -2
    for number in numbers:
        if number != last + 1:
            if last >= 0:
                yield RowSpan(first, last - first + 1)
            first = number
        last = number
    if last >= 0:
        yield RowSpan(first, last - first + 1)
