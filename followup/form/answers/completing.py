"""What is worked out of a table: sums over rows first (children before their sums), then derived columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from followup.expressions import Incomplete
from followup.form.cells.number import Number
from followup.form.columns import Column, Role
from followup.form.derived import Derived
from followup.form.rows import Count, DetachedRow, Row
from followup.form.values import Value

Values = dict[str, list[Value]]
"""One value a row, by column."""

Coverages = dict[str, dict[int, Count]]
"""By column and row, how many of how many contributors a sum has; only where some are missing."""

Contributors = dict[str, Count]
"""What a figure is made of, by name: how many figures of how many there are of each."""


def is_summed(column: Column) -> bool:
    """Whether a sum row adds up this column."""
    return column.summed and column.role in (Role.INPUT, Role.EARLIER) and isinstance(column.type, Number)


def is_difference(row: Row, rows: Mapping[str, Row]) -> bool:
    """Whether rows are taken from a sum, or from a sum that it is made of; ``rows`` are those of the table by their keys."""
    parts = (rows[key] for key in row.sums if key in rows)
    return bool(row.minus) or any(is_difference(part, rows) for part in parts if part.sums and part is not row)


def complete(
    rows: Sequence[Row],
    columns: Sequence[Column],
    values: Values,
    coverages: Coverages,
    added_up_from: Callable[[int, str], int] = lambda _row, _column: 0,
) -> None:
    """Work out what is computed, column by column, in ``values`` and ``coverages``.

    A column that is not in ``values`` is as the plan has it. A sum over a row that lacks its figure is the sum of the
    others, and ``coverages`` tells how many of the figures that it is made of there were; a sum that some rows are taken
    from is then left empty, and so is what would mislead when worked out from such a sum. ``added_up_from`` says how many
    rows of other units a row's figure is made of; 0 where it is a unit's own.
    """
    if any(row.sums for row in rows):
        sums = list(sums_of(rows))
        for column in filter(is_summed, columns):
            figures = values.setdefault(column.key, _of_plan(rows, column.key))
            _add_up(rows, sums, column.key, figures, coverages.setdefault(column.key, {}), added_up_from)
    _derive(rows, columns, values, coverages)


def _derive(rows: Sequence[Row], columns: Sequence[Column], values: Values, coverages: Coverages) -> None:
    """Work out the derived columns, sums as they stand."""
    numbers = {row.key: at for at, row in enumerate(rows)}

    def input_of(derived: Derived, name: str, key: str) -> tuple[Sequence[object], Mapping[int, Count]]:
        """What a name stands for on each row, and where that is incomplete."""
        counts: Mapping[int, Count] = coverages.get(key) or {}
        figures = _mark_incomplete(values.get(key) or _of_plan(rows, key), counts)
        cell = derived.cells.get(name)
        if cell is None:
            return figures, counts
        at = numbers.get(cell.row, -1)
        return of_one_row(figures, at), dict.fromkeys(range(len(rows)), counts[at]) if at in counts else {}

    for column in columns:
        if (derived := column.derived) is not None:
            inputs = [input_of(derived, *names) for names in zip(derived.inputs, derived.columns, strict=True)]
            values[column.key] = list(map(derived.of_values, *(figures for figures, _counts in inputs)))
            incomplete = [counts for _figures, counts in inputs if counts]
            for at in {at for counts in incomplete for at in counts}:
                coverages.setdefault(column.key, {})[at] = min(counts[at] for counts in incomplete if at in counts)


def of_one_row(figures: Sequence[object], at: int) -> Sequence[object]:
    """What stands in one row of a column, for every row; nothing where ``at`` is -1, for a row that is not there."""
    return [figures[at] if at >= 0 else None] * len(figures)


def complete_rows(rows: Sequence[DetachedRow], columns: Sequence[Column]) -> None:
    """The same of rows that hold their own values."""
    computed = {column.key for column in columns if is_summed(column)} | _of_derived(columns)
    values, coverages = _by_column(rows, computed)
    complete(
        [row.row for row in rows],
        columns,
        values,
        coverages,
        lambda at, key: len(rows[at].contributing_rows.get(key, ())),
    )
    derived = {column.key for column in columns if column.derived}
    for at, row in enumerate(rows):
        worked_out = computed if row.row.sums else derived
        row.values.update({key: values[key][at] for key in values if key in worked_out})
        _take_coverages(row, at, computed, coverages)


def derive_columns(rows: Sequence[DetachedRow], columns: Sequence[Column]) -> None:
    """The derived columns of rows that hold their own values, worked out once more from sums that were set."""
    keys = _of_derived(columns)
    values, coverages = _by_column(rows, keys)
    derived = {column.key for column in columns if column.derived}
    for key in derived:
        coverages.pop(key, None)
    _derive([row.row for row in rows], columns, values, coverages)
    for at, row in enumerate(rows):
        row.values.update({key: values[key][at] for key in derived})
        _take_coverages(row, at, keys, coverages)


def _of_derived(columns: Sequence[Column]) -> set[str]:
    return {key for column in columns if column.derived for key in (column.key, *column.derived.columns)}


def _by_column(rows: Sequence[DetachedRow], keys: Iterable[str]) -> tuple[Values, Coverages]:
    keys = list(keys)
    values: Values = {key: [row[key] for row in rows] for key in keys}
    coverages: Coverages = {
        key: {at: row.coverages[key] for at, row in enumerate(rows) if key in row.coverages} for key in keys
    }
    return values, coverages


def _take_coverages(row: DetachedRow, at: int, keys: Iterable[str], coverages: Coverages) -> None:
    for key in keys:
        row.coverages.pop(key, None)
    row.coverages.update({key: counts[at] for key, counts in coverages.items() if at in counts})


def _of_plan(rows: Sequence[Row], column: str) -> list[Value]:
    return [row.cells.get(column) for row in rows]


def _mark_incomplete(figures: Sequence[Value], coverages: Mapping[int, Count] | None) -> Sequence[Value | Incomplete]:
    """A column as expressions see it: sums that lack a contributor are marked as such."""
    if not coverages:
        return figures
    marked: list[Value | Incomplete] = list(figures)
    for at in coverages:
        marked[at] = incomplete(figures[at])
    return marked


def incomplete(value: Any, spoilt: bool = False) -> Any:
    """A value of which something is made that lacks a contributor; a text that was worked out stays what it is."""
    if isinstance(value, Incomplete):
        return Incomplete(value.number, spoilt or value.spoilt)
    return Incomplete(value, spoilt) if value is None or isinstance(value, Decimal) else value


def sums_of(rows: Sequence[Row]) -> Iterator[tuple[int, list[int]]]:
    """The sums with the rows that they are the sums of, by number; a sum that others need comes before them."""
    numbers = {row.key: at for at, row in enumerate(rows)}
    seen: set[str] = set()

    def below(row: Row) -> Iterator[tuple[int, list[int]]]:
        if row.key in seen:
            return
        seen.add(row.key)
        parts = [numbers[key] for key in row.sums if key in numbers]
        for part in parts:
            yield from below(rows[part])
        if row.sums:
            yield numbers[row.key], parts

    for row in rows:
        yield from below(row)


def _add_up(
    rows: Sequence[Row],
    sums: Sequence[tuple[int, list[int]]],
    column: str,
    figures: list[Value],
    coverages: dict[int, Count],
    added_up_from: Callable[[int, str], int],
) -> None:
    """Sum one column, each sum after its parts."""
    contributors, by_key = dict[int, Contributors](), {row.key: row for row in rows}
    for total, parts in sums:
        for at in parts:
            if at not in contributors:
                contributors[at] = _contributors_of_row(
                    rows[at], at, figures, coverages, added_up_from(at, column) or 1
                )
        minus = rows[total].minus
        numbers = [
            -number if rows[at].key in minus else number for at in parts if isinstance(number := figures[at], Decimal)
        ]
        contributors[total] = _join_contributors(contributors[at] for at in parts)
        have, of = (sum(count[n] for count in contributors[total].values()) for n in (0, 1))
        # Of what is added alone a sum is the least that it can be; income without costs is no result at all.
        is_told = numbers and (have == of or not is_difference(rows[total], by_key))
        figures[total] = sum(numbers, Decimal(0)) if is_told else None
        if have < of and numbers:
            coverages[total] = (have, of)
        else:
            coverages.pop(total, None)


def _contributors_of_row(
    row: Row, at: int, figures: Sequence[Value], coverages: Mapping[int, Count], of: int
) -> Contributors:
    """A row's own: the figures that it was added up from; one thing where it counts as one, there if nothing is missing."""
    have, of = coverages.get(at, (of if isinstance(figures[at], Decimal) else 0, of))
    return {row.count_as: (int(have == of), 1)} if row.count_as else {row.key: (have, of)}


def _join_contributors(parts: Iterable[Contributors]) -> Contributors:
    """Those of several rows. What is one thing in several rows is there when it is there in all of them."""
    joined: Contributors = {}
    for part in parts:
        for name, count in part.items():
            joined[name] = min(joined.get(name, count), count)
    return joined
