"""The sums among a round's figures: what a reader could work out from those that are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from followup.form.columns import Role
from followup.form.frame import Frame
from followup.form.traits import PartOf
from followup.rules.masking import is_small
from followup.rules.sums_together import Sum
from followup.stages.counted import CountedTable, Counts, Figure, Line
from followup.stages.differences import label_of

LEFT = "\u0000left"
"""What stands behind the name of a column for what is left of it when its known parts are taken away."""


class Adding(NamedTuple):
    """A total and its parts; ``complete`` says that the parts, where all are known, make up the whole of it."""

    total: Figure
    parts: Sequence[Figure]
    complete: bool = True


class Figures:
    """All figures of a round: those that count people, and the sums among them.

    What is left of a total of people is a figure too, though it stands nowhere: two of thirty visits that were not
    remote. It is among ``known`` where it is small.
    """

    def __init__(self, tables: Sequence[CountedTable], frame: Frame, limit: Decimal) -> None:
        self.known: dict[Figure, Decimal] = {}
        self.people: set[Figure] = set()
        self.unsaid: set[Figure] = set()
        for table in tables:
            for line in table.lines:
                for column, number in table.figures(line):
                    self._add(line.figure(column.key), number, table.counts(line, column))
        self.sums: list[Sum[Figure]] = []
        for table in tables if self.people else ():
            self.sums += self._sums(adding_in(table, frame, self.known), limit)
        self.sums += _said_twice(tables, self.known) if self.people else ()

    def _add(self, figure: Figure, number: Decimal, counts: Counts) -> None:
        self.known[figure] = number
        if counts is Counts.PEOPLE:
            self.people.add(figure)
        elif counts is Counts.UNSAID:
            self.unsaid.add(figure)

    def _sums(self, additions: Iterable[Adding], limit: Decimal) -> Iterator[Sum[Figure]]:
        for total, parts, complete in additions:
            known = [part for part in parts if part in self.known]
            if total not in self.known or not known:
                continue
            left = self.known[total] - sum((self.known[part] for part in known), Decimal(0))
            if left == 0 or (complete and len(known) == len(parts)):
                yield total, known
            elif total in self.people and is_small(left, limit):
                rest = total._replace(column=f"{total.column}{LEFT}{len(self.known)}")
                self._add(rest, left, Counts.PEOPLE)
                yield total, [*known, rest]


def adding_in(table: CountedTable, frame: Frame, known: Collection[Figure]) -> Iterator[Adding]:
    """Every sum of one table: within a row, of rows, of units."""
    for line in table.lines:
        yield from _in_row(table, line, frame)
    live = [line for line in table.lines if not line.struck]
    yield from _of_rows(table, live)
    yield from _of_units(table, live, frame, known)


def _in_row(table: CountedTable, line: Line, frame: Frame) -> Iterator[Adding]:
    """A total of the parts of each split, columns that are parts of another, and columns added up."""
    columns, section = table.table.columns, table.table.section
    group_of = {part.key: part.group for part in frame.breakdown}
    for column in columns:
        if column.derived is not None and column.derived.adds_up:
            yield Adding(
                line.figure(column.key),
                [line.figure(key) for key in column.derived.inputs if line.filled[key] is not None],
            )
        bases = [part for whole, part in section.wholes if whole == column.key]
        bases += [column.base] if column.part == "total" else []
        for base in bases:
            parts = [each for each in columns if each.base == base and each.key != column.key]
            for group in dict.fromkeys(group_of.get(each.part, "") for each in parts):
                asked = [
                    line.figure(each.key)
                    for each in parts
                    if group_of.get(each.part, "") == group
                    and (each.key not in line.filled.row.closed or line.filled[each.key] is not None)
                ]
                yield Adding(line.figure(column.key), asked, complete=len(asked) > 1)


def _of_rows(table: CountedTable, lines: Sequence[Line]) -> Iterator[Adding]:
    """A row that is the sum of others, and one that others are parts of: in each column."""
    below: dict[tuple[str, str], list[Line]] = {}
    part_of = table.table.section.trait(PartOf)
    by_key: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        by_key.setdefault((line.at.unit, line.at.row), []).append(line)
        if part_of and (whole := line.filled.row.about.get(part_of.row)):
            below.setdefault((line.at.unit, str(whole)), []).append(line)
    for line in lines:
        unit = line.at.unit
        summed = [each for key in line.filled.row.sums for each in by_key.get((unit, key), ())]
        parts = below.get((unit, line.at.row), ())
        for column in table.table.columns if summed or parts else ():
            if summed:
                known = [each.figure(column.key) for each in summed if each.filled.number(column.key) is not None]
                yield Adding(line.figure(column.key), known)
            if parts:
                yield Adding(line.figure(column.key), [each.figure(column.key) for each in parts])


def _of_units(table: CountedTable, lines: Sequence[Line], frame: Frame, known: Collection[Figure]) -> Iterator[Adding]:
    """The region's figure of a row, and that of a unit with units under it, in each column."""
    by_row: dict[tuple[str, str], list[Figure]] = {}
    lines_of = {id(line.filled): line for line in lines}
    for line in lines:
        for key, rows in line.filled.made_of.items():
            of = (lines_of[id(row)] for row in rows if id(row) in lines_of)
            yield Adding(line.figure(key), [figure for each in of for figure in _given(each, key, table)])
        for column in table.table.columns:
            figure = line.figure(column.key)
            if figure in known:
                by_row.setdefault((line.at.row, column.key), []).append(figure)
    for figures in by_row.values():
        units = [figure for figure in figures if figure.unit]
        own = {figure.unit: figure for figure in units if figure.number == 0}
        parents = {figure: _nearest_above(figure.unit, own, frame) for figure in units}
        for unit, whole in own.items():
            below = [figure for figure in units if parents.get(figure) == unit]
            if below:
                yield Adding(whole, below, complete=False)
        top = [figure for figure in units if parents.get(figure) not in own]
        lowest = [figure for figure in units if figure.unit not in parents.values()]
        for region in (figure for figure in figures if not figure.unit):
            yield Adding(region, units, complete=len(top) == len(units))
            for some in (top, lowest) if len(top) < len(units) else ():
                yield Adding(region, some, complete=False)


def _given(line: Line, key: str, table: CountedTable) -> list[Figure]:
    """The figure of a column; of a total that is not written the figures of its parts."""
    if line.filled[key] is not None:
        return [line.figure(key)]
    base = next((column.base for column in table.table.columns if column.key == key and column.part == "total"), None)
    parts = [column.key for column in table.table.columns if column.base == base and column.key != key]
    return [line.figure(part) for part in parts if line.filled[part] is not None]


def _nearest_above(unit: str, own: Collection[str], frame: Frame) -> str:
    """The nearest unit above with a figure of its own; empty where there is none."""
    return next((above for above in frame.units.above(unit) if above in own), "")


def _said_twice(tables: Sequence[CountedTable], known: dict[Figure, Decimal]) -> Iterator[Sum[Figure]]:
    """The same figure of a unit in two sections: of the same name and value, and not said to count something else."""
    found: dict[tuple[str, str, bool, Decimal], list[Figure]] = {}
    for table in tables:
        for line in table.lines:
            label = label_of(line.filled).casefold()
            for column, number in table.figures(line):
                if number and table.counts(line, column) is not Counts.OTHER:
                    said = (line.at.unit, label, column.role is Role.EARLIER, number)
                    found.setdefault(said, []).append(line.figure(column.key))
    for figures in found.values():
        for other in figures[1:]:
            if other.section != figures[0].section:
                yield figures[0], [other]
