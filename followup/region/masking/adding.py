"""The sums among a round's figures: what a reader could work out from those that are shown."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from followup.form.columns import Role
from followup.form.frame import Frame
from followup.form.rows import label_of
from followup.form.traits import PartOf
from followup.region.masking.addition import Addition
from followup.region.masking.counted import CountedTable, Counts, Figure, Line
from followup.region.masking.unit_sums import Way, figures_of_units, splits_of_totals, together, ways_given
from followup.rules.sums.masking import is_small
from followup.rules.sums.sums_together import Sum

LEFT = "\u0000left"
"""What stands behind the name of a column for what is left of it when its known parts are taken away."""

UNWRITTEN = "\u0000unwritten"
"""What stands behind the name of a column for a total of it that is written nowhere."""


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
                    self._add(line.figure(column.key), number, table.counts(line.filled.row, column))
        self.sums: list[Sum[Figure]] = []
        for table in tables if self.people else ():
            units = list(figures_of_units(table, table.live, frame, self.known))
            own, of_units = additions_in(table, frame, self.known), (unit.additions() for unit in units)
            self.sums += self._sums(itertools.chain(own, *of_units), limit)
            self.sums += self._told_otherwise(itertools.chain.from_iterable(unit.unwritten() for unit in units))
        self.sums += _said_twice(tables, self.known) if self.people else ()

    def _add(self, figure: Figure, number: Decimal, counts: Counts) -> None:
        self.known[figure] = number
        if counts is Counts.PEOPLE:
            self.people.add(figure)
        elif counts is Counts.UNSAID:
            self.unsaid.add(figure)

    def _sums(self, additions: Iterable[Addition], limit: Decimal) -> Iterator[Sum[Figure]]:
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

    def _told_otherwise(self, unwritten: Iterable[tuple[Figure, Sequence[Way]]]) -> Iterator[Sum[Figure]]:
        """A total that stands nowhere and that more than one sum tells: 29 women and four men are the clinics' 20 and 13.

        It is a figure among ``known``, for what one of the sums tells can be put into the other.
        """
        for total, ways in list(unwritten):
            by_number: dict[Decimal, list[Way]] = {}
            for parts in ways:
                number = sum((self.known[part] for part in parts), Decimal(0))
                by_number.setdefault(number, []).append(parts)
            for number, alike in by_number.items():
                if len(alike) > 1:
                    whole = total._replace(column=f"{total.column}{UNWRITTEN}{number}")
                    self._add(whole, number, Counts.OTHER)
                    yield from ((whole, parts) for parts in alike)


def additions_in(table: CountedTable, frame: Frame, known: Collection[Figure]) -> Iterator[Addition]:
    """Every sum of one table that no tree of units is needed for: within a row, of rows, of what was added up."""
    for line in table.lines:
        yield from _in_row(table, line, frame)
    yield from _of_rows(table, table.live)
    yield from _of_those_counted(table, table.live, frame, known)


def _in_row(table: CountedTable, line: Line, frame: Frame) -> Iterator[Addition]:
    """A total of the parts of each split, columns that are parts of another, and columns added up."""
    columns, section = table.table.columns, table.table.section
    group_of = {part.key: part.group for part in frame.breakdown}
    for column in columns:
        if column.derived is not None and column.derived.adds_up:
            yield Addition(
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
                yield Addition(line.figure(column.key), asked, complete=len(asked) > 1)


def _of_rows(table: CountedTable, lines: Sequence[Line]) -> Iterator[Addition]:
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
                yield Addition(line.figure(column.key), known)
            if parts:
                yield Addition(line.figure(column.key), [part.figure(column.key) for part in parts])


def _of_those_counted(
    table: CountedTable, lines: Sequence[Line], frame: Frame, known: Collection[Figure]
) -> Iterator[Addition]:
    """What was added up over units, of the rows that it was made of."""
    lines_of = {id(line.filled): line for line in lines}
    splits = splits_of_totals(table, frame)
    for line in lines:
        for key, rows in line.filled.made_of.items():
            of = (lines_of[id(row)] for row in rows if id(row) in lines_of)
            ways = [ways for each in of if (ways := ways_given(each, key, splits, known))]
            yield from (Addition(line.figure(key), parts) for parts in together(ways))


def _said_twice(tables: Sequence[CountedTable], known: dict[Figure, Decimal]) -> Iterator[Sum[Figure]]:
    """The same figure of a unit in two sections: of the same name and value, and not said to count something else."""
    found: dict[tuple[str, str, bool, Decimal], list[Figure]] = {}
    for table in tables:
        for line in table.lines:
            label = label_of(line.filled).casefold()
            for column, number in table.figures(line):
                if number and table.counts(line.filled.row, column) is not Counts.OTHER:
                    said = (line.at.unit, label, column.role is Role.EARLIER, number)
                    found.setdefault(said, []).append(line.figure(column.key))
    for figures in found.values():
        for other in figures[1:]:
            if other.section != figures[0].section:
                yield figures[0], [other]
