"""Figures that are to be checked, and those that are made of one: who reads a sum is to know what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.answers.answers import AnsweredRow
from followup.form.answers.completing import is_summed
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.rows import FilledRow, SheetOrigin
from followup.form.values import RoughFigure
from followup.region.model import TOTAL, RegionTable, UnitRow
from followup.rulebook.problem import Severity

Questioned = Mapping[int, frozenset[str]]
"""The columns of rows that are questioned, by the identity of the row; only rows that have some."""

_Spots = Mapping[SheetOrigin, Mapping[int, Collection[int]]]
"""Columns of cells by their sheet and row."""


def mark_questioned(tables: Sequence[RegionTable], findings: Iterable[Finding]) -> Sequence[RegionTable]:
    """The tables with the figures marked that a warning is about which nobody has explained or accepted, and what is worked
    out or added up of them.
    """
    spots: dict[SheetOrigin, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for finding in findings:
        if finding.severity is Severity.WARNING and (place := finding.place).cell:
            spots[SheetOrigin(place.file, place.unit, place.sheet)][place.row].add(place.column)
    return [_mark_table(table, spots) for table in tables] if spots else tables


def _mark_table(table: RegionTable, spots: _Spots) -> RegionTable:
    leaves = dict(_questioned_answers(table.rows, table.columns, spots))
    if not leaves:
        return table
    questioned = _with_made_of(table.rows, table.columns, leaves)

    def of_sums(rows: Sequence[UnitRow]) -> Sequence[UnitRow]:
        added = {id(row.filled): keys for row in rows if (keys := _added_up_from(row.filled, questioned))}
        return _marked(rows, _with_made_of(rows, table.columns, added))

    return replace(
        table,
        rows=_marked(table.rows, questioned),
        region=of_sums(table.region),
        subtotals=of_sums(table.subtotals),
        by_board={name: of_sums(rows) for name, rows in table.by_board.items()},
    )


def _questioned_answers(
    rows: Iterable[UnitRow], columns: Sequence[Column], spots: _Spots
) -> Iterator[tuple[int, frozenset[str]]]:
    for row in rows:
        filled = row.filled
        if not (of_sheet := spots.get(filled.origin)) or filled.is_lost:
            continue
        if isinstance(filled, AnsweredRow) and not of_sheet.keys() & filled.lines:
            continue
        cells = ((key, cell) for key, cell in filled.cells.items() if cell[1] in of_sheet.get(cell[0], ()))
        if keys := frozenset(key for key, _cell in cells if isinstance(filled[key], Decimal | RoughFigure)):
            yield id(filled), keys


def _with_made_of(rows: Sequence[UnitRow], columns: Sequence[Column], questioned: Questioned) -> Questioned:
    """These, with the sums of rows that they stand in and the columns that are worked out of them."""
    by_unit: dict[str, dict[str, FilledRow]] = defaultdict(dict)
    for row in rows:
        by_unit[row.unit.id if row.unit else ""][row.filled.row.key] = row.filled
    found = {of: set(keys) for of, keys in questioned.items()}
    touched = {unit: of_unit for unit, of_unit in by_unit.items() if any(id(row) in found for row in of_unit.values())}
    summed = {column.key for column in columns if is_summed(column)}
    for of_unit in touched.values():
        for filled in of_unit.values():
            if keys := _of_rows_below(filled, of_unit, found) & summed:
                found.setdefault(id(filled), set()).update(keys)
        for filled in of_unit.values():
            _add_derived(filled, of_unit, columns, found)
    return {of: frozenset(keys) for of, keys in found.items()}


def _of_rows_below(filled: FilledRow, rows: Mapping[str, FilledRow], found: Mapping[int, Collection[str]]) -> set[str]:
    """What is questioned of the rows that one is the sum of, at any depth."""
    keys, below = set[str](), [*filled.row.sums]
    while below:
        part = rows.get(below.pop())
        if part is not None:
            keys.update(found.get(id(part), ()))
            below += part.row.sums
    return keys


def _add_derived(
    filled: FilledRow, rows: Mapping[str, FilledRow], columns: Sequence[Column], found: dict[int, set[str]]
) -> None:
    for column in columns:
        derived = column.derived
        if derived is None or filled[column.key] is None:
            continue
        for name, key in zip(derived.inputs, derived.columns, strict=True):
            cell = derived.cells.get(name)
            of = filled if cell is None else rows.get(cell.row)
            if of is not None and key in found.get(id(of), ()):
                found.setdefault(id(filled), set()).add(column.key)


def _added_up_from(filled: FilledRow, questioned: Questioned) -> frozenset[str]:
    """The columns of a sum over units of which some unit's figure is questioned; a total may be made of a unit's parts."""
    return frozenset(
        column
        for column, rows in filled.contributing_rows.items()
        for row in rows
        if filled[column] is not None and _is_questioned(row, column, questioned.get(id(row), frozenset()))
    )


def _is_questioned(row: FilledRow, column: str, keys: frozenset[str]) -> bool:
    base, _dot, part = column.partition(".")
    made_of_parts = part == TOTAL and row[column] is None
    return column in keys or (made_of_parts and any(key.startswith(f"{base}.") for key in keys))


def _marked(rows: Sequence[UnitRow], questioned: Questioned) -> Sequence[UnitRow]:
    return [replace(row, questioned=keys) if (keys := questioned.get(id(row.filled))) else row for row in rows]
