"""Which units lack a figure in a sum, in words: a star alone does not tell that two sums are of different units."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from followup.form.columns import Role
from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.terms.period_names import title_in_text
from followup.locale import Message, _, literal
from followup.region.model import RegionTable, UnitRow

MOST_UNITS, MOST_SENTENCES = 6, 3
"""Of more units in a sentence it is said how many they are; of more sentences, the units of all of them together."""


def lacking_units(
    frame: Frame, table: RegionTable, rows: Sequence[UnitRow], shown: Collection[str]
) -> Sequence[Message]:
    """Which units lack a figure in the region's sums among ``rows``: a sentence for the columns that lack the same ones.

    ``shown`` are the keys, or bases, of the columns that are looked at. What is worked out lacks what its columns lack.
    """
    by_units: dict[tuple[str, ...], list[Message]] = {}
    leaves = list(_added_up(table, rows))
    for column in table.columns:
        is_shown = bool({column.key, column.base} & set(shown))
        if is_shown and column.role in (Role.INPUT, Role.EARLIER) and (units := _lacking(table, leaves, column.key)):
            title = title_in_text(frame.words(column.title), frame.period, frame.words)
            by_units.setdefault(units, []).append(literal(title))
    if len(by_units) > MOST_SENTENCES:
        names = tuple(dict.fromkeys(name for units in by_units for name in units))
        return (_("Figures are missing from {units}.", units=_first_of(names)),)
    return tuple(
        _("{columns}: a figure is missing from {units}.", columns=tuple(titles), units=_first_of(units))
        for units, titles in by_units.items()
    )


def questioned_units(table: RegionTable, rows: Sequence[UnitRow], shown: Collection[str]) -> Sequence[Message]:
    """What the sign behind a figure means, where there is one, and of which units the figures are that are to be checked."""
    columns = {column.key for column in table.columns if {column.key, column.base} & set(shown)}
    keys = {row.filled.row.key for row in rows if row.questioned & columns}
    if not keys:
        return ()
    keys |= {key for row in (*table.region, *table.rows) if row.filled.row.key in keys for key in row.filled.row.sums}
    of_sums = any(row.unit is None and row.questioned & columns for row in rows)
    among = table.rows if of_sums else rows
    names = [
        row.unit.name
        for row in among
        if row.unit is not None and row.questioned & columns and row.filled.row.key in keys
    ]
    units = _first_of(tuple(dict.fromkeys(names)))
    return (_("(?) A figure that is to be checked, or that is made of one: {units}.", units=units),)


def _added_up(table: RegionTable, rows: Sequence[UnitRow]) -> Iterator[FilledRow]:
    """The region's rows that are sums over units alone, of those and of what they are the sums of."""
    by_key = {row.filled.row.key: row.filled for row in table.region}
    keys = [row.filled.row.key for row in rows if row.unit is None]
    seen = set[str]()
    while keys:
        key = keys.pop(0)
        if key in by_key and key not in seen:
            seen.add(key)
            keys += by_key[key].row.sums
            if not by_key[key].row.sums:
                yield by_key[key]


def _lacking(table: RegionTable, leaves: Sequence[FilledRow], column: str) -> tuple[str, ...]:
    """The names of the units whose rows have no figure in a column where a sum lacks one, in the order of the table."""
    lacking = {
        id(row)
        for leaf in leaves
        if leaf.coverage(column) is not None
        for row in leaf.contributors(column)
        if row.number(column) is None
    }
    names = _names_by_row(table) if lacking else {}
    return tuple(dict.fromkeys(name for id_, name in names.items() if id_ in lacking))


def _names_by_row(table: RegionTable) -> Mapping[int, str]:
    return {id(row.filled): row.unit.name for row in table.rows if row.unit is not None}


def _first_of(names: Sequence[str]) -> tuple[Message, ...]:
    shown = tuple(literal(name) for name in names[:MOST_UNITS])
    return (*shown, _("{n} more", n=len(names) - MOST_UNITS)) if len(names) > MOST_UNITS else shown
