"""What is worked out of a table: sums over rows first (children before their sums), then derived columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from followup.expressions import Incomplete
from followup.form.cells.number import Number
from followup.form.columns import Column, Role
from followup.form.rows import Count, DetachedRow, Row
from followup.form.values import Value

Values = dict[str, list[Value]]
"""One value a row, by column."""

Shorts = dict[str, dict[int, Count]]
"""By column and row, how many of how many contributors a sum has; only where some are missing."""

Contributors = dict[str, Count]
"""What a figure is made of, by name: how many figures of how many there are of each."""


def is_summed(column: Column) -> bool:
    """Whether a sum row adds up this column."""
    return column.role in (Role.INPUT, Role.EARLIER) and isinstance(column.type, Number)


def complete(
    rows: Sequence[Row],
    columns: Sequence[Column],
    values: Values,
    short: Shorts,
    added_up_from: Callable[[int, str], int] = lambda _row, _column: 0,
) -> None:
    """Work out what is computed, column by column, in ``values`` and ``short``.

    A column that is not in ``values`` is as the plan has it. A sum over a row that lacks its figure is the sum of the
    others, and ``short`` tells how many of the figures that it is made of there were; what would mislead when worked
    out from such a sum is left empty. ``added_up_from`` says how many rows of other units a row's figure is made of;
    0 where it is a unit's own.
    """
    if any(row.sums for row in rows):
        sums = list(sums_of(rows))
        for column in filter(is_summed, columns):
            figures = values.setdefault(column.key, _of_plan(rows, column.key))
            _add_up(rows, sums, column.key, figures, short.setdefault(column.key, {}), added_up_from)
    for column in columns:
        if column.derived is not None:
            inputs = [
                _with_incomplete(values.get(key) or _of_plan(rows, key), short.get(key))
                for key in column.derived.inputs
            ]
            values[column.key] = list(map(column.derived.of_values, *inputs))
            incomplete = [short[key] for key in column.derived.inputs if short.get(key)]
            for at in {at for each in incomplete for at in each}:
                short.setdefault(column.key, {})[at] = min(each[at] for each in incomplete if at in each)


def complete_rows(rows: Sequence[DetachedRow], columns: Sequence[Column]) -> None:
    """The same of rows that hold their own values."""
    wanted = {column.key for column in columns if is_summed(column)}
    wanted |= {key for column in columns if column.derived for key in (column.key, *column.derived.inputs)}
    values: Values = {key: [row[key] for row in rows] for key in wanted}
    short: Shorts = {key: {at: row.short[key] for at, row in enumerate(rows) if key in row.short} for key in wanted}
    complete([row.row for row in rows], columns, values, short, lambda at, key: len(rows[at].made_of.get(key, ())))
    derived = {column.key for column in columns if column.derived}
    for at, row in enumerate(rows):
        worked_out = wanted if row.row.sums else derived
        row.values.update({key: values[key][at] for key in values if key in worked_out})
        for key in wanted:
            row.short.pop(key, None)
        row.short.update({key: counts[at] for key, counts in short.items() if at in counts})


def _of_plan(rows: Sequence[Row], column: str) -> list[Value]:
    return [row.cells.get(column) for row in rows]


def _with_incomplete(figures: Sequence[Value], short: Mapping[int, Count] | None) -> Sequence[Value | Incomplete]:
    """A column as expressions see it: sums that lack a contributor are marked as such."""
    if not short:
        return figures
    marked: list[Value | Incomplete] = list(figures)
    for at in short:
        figure = figures[at]
        marked[at] = Incomplete(figure if isinstance(figure, Decimal) else None)
    return marked


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
    short: dict[int, Count],
    added_up_from: Callable[[int, str], int],
) -> None:
    """Sum one column, each sum after its parts."""
    made: dict[int, Contributors] = {}
    for total, parts in sums:
        for at in parts:
            if at not in made:
                made[at] = _own(rows[at], at, figures, short, added_up_from(at, column) or 1)
        numbers = [number for at in parts if isinstance(number := figures[at], Decimal)]
        figures[total] = sum(numbers, Decimal(0)) if numbers else None
        made[total] = _together(made[at] for at in parts)
        have, of = (sum(count[n] for count in made[total].values()) for n in (0, 1))
        if have < of and numbers:
            short[total] = (have, of)
        else:
            short.pop(total, None)


def _own(row: Row, at: int, figures: Sequence[Value], short: Mapping[int, Count], of: int) -> Contributors:
    """A row's own: the figures that it was added up from; one thing where it counts as one, there if nothing is missing."""
    have, of = short.get(at, (of if isinstance(figures[at], Decimal) else 0, of))
    return {row.count_as: (int(have == of), 1)} if row.count_as else {row.key: (have, of)}


def _together(parts: Iterable[Contributors]) -> Contributors:
    """Those of several rows. What is one thing in several rows is there when it is there in all of them."""
    found: Contributors = {}
    for part in parts:
        for name, here in part.items():
            found[name] = min(found.get(name, here), here)
    return found
