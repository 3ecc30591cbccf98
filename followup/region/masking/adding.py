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
from followup.region.masking.counted import CountedLine, CountedTable, Counts, FigureKey
from followup.region.masking.unit_sums import Way, figures_of_units, splits_of_totals, together, ways_given
from followup.rules.sums.masking import is_small
from followup.rules.sums.sums_together import Sum

LEFT = "\u0000left"
"""What stands behind the name of a column for what is left of it when its known parts are taken away."""

UNWRITTEN = "\u0000unwritten"
"""What stands behind the name of a column for a total of it that is written nowhere."""


class RoundFigures:
    """All figures of a round: those that count people, and the sums among them.

    What is left of a total of people is a figure too, though it stands nowhere: two of thirty visits that were not
    remote. It is among ``shown`` where it is small.
    """

    def __init__(self, tables: Sequence[CountedTable], frame: Frame, limit: Decimal) -> None:
        self.shown: dict[FigureKey, Decimal] = {}
        self.people: set[FigureKey] = set()
        self.unsaid: set[FigureKey] = set()
        for table in tables:
            for line in table.lines:
                for column, number in table.figures(line):
                    self._add(line.figure(column.key), number, table.counts(line.filled.row, column))
        self.sums: list[Sum[FigureKey]] = []
        for table in tables if self.people else ():
            units = list(figures_of_units(table, table.live, frame, self.shown))
            of_tables, of_units = additions_in(table, frame, self.shown), (unit.additions() for unit in units)
            self.sums += self._sums(itertools.chain(of_tables, *of_units), limit)
            self.sums += self._stated_otherwise(itertools.chain.from_iterable(unit.unwritten() for unit in units))
        self.sums += _figures_stated_twice(tables, self.shown) if self.people else ()

    def _add(self, figure: FigureKey, number: Decimal, counts: Counts) -> None:
        self.shown[figure] = number
        if counts is Counts.PEOPLE:
            self.people.add(figure)
        elif counts is Counts.UNSAID:
            self.unsaid.add(figure)

    def _sums(self, additions: Iterable[Addition], limit: Decimal) -> Iterator[Sum[FigureKey]]:
        for total, parts, complete in additions:
            shown = [part for part in parts if part in self.shown]
            if total not in self.shown or not shown:
                continue
            left = self.shown[total] - sum((self.shown[part] for part in shown), Decimal(0))
            # A sum that does not come out tells nothing of its parts, unless all of them are there: of 33 with
            # 29 women a reader counts four men, though three were written.
            if left == 0 or (complete and len(shown) == len(parts)):
                yield total, shown
            # Two of thirty visits that were not remote are two people, though no cell holds them.
            elif total in self.people and is_small(left, limit):
                rest = total._replace(column=f"{total.column}{LEFT}{len(self.shown)}")
                self._add(rest, left, Counts.PEOPLE)
                yield total, [*shown, rest]

    def _stated_otherwise(self, unwritten: Iterable[tuple[FigureKey, Sequence[Way]]]) -> Iterator[Sum[FigureKey]]:
        """A total that stands nowhere and that more than one sum tells: 29 women and four men are the clinics' 20 and 13.

        It is a figure among ``shown``, for what one of the sums tells can be put into the other.
        """
        for total, ways in list(unwritten):
            by_number: dict[Decimal, list[Way]] = {}
            for parts in ways:
                number = sum((self.shown[part] for part in parts), Decimal(0))
                by_number.setdefault(number, []).append(parts)
            for number, figures in by_number.items():
                if len(figures) > 1:
                    whole = total._replace(column=f"{total.column}{UNWRITTEN}{number}")
                    self._add(whole, number, Counts.OTHER)
                    yield from ((whole, parts) for parts in figures)


def additions_in(table: CountedTable, frame: Frame, shown: Collection[FigureKey]) -> Iterator[Addition]:
    """Every sum of one table that no tree of units is needed for: within a row, of rows, of what was added up."""
    for line in table.lines:
        yield from _additions_in_row(table, line, frame)
    yield from _additions_of_rows(table, table.live)
    yield from _additions_of_people(table, table.live, frame, shown)


def _additions_in_row(table: CountedTable, line: CountedLine, frame: Frame) -> Iterator[Addition]:
    """A total of the parts of each split, columns that are parts of another, and columns added up."""
    columns, section = table.table.columns, table.table.section
    group_of = {part.key: part.group for part in frame.breakdown}
    for column in columns:
        if column.derived is not None and column.derived.adds_up:
            yield Addition(
                line.figure(column.key),
                table.inputs_of(column.derived, line),
            )
        bases = [part for whole, part in section.wholes if whole == column.key]
        bases += [column.base] if column.part == "total" else []
        for base in bases:
            parts = [other for other in columns if other.base == base and other.key != column.key]
            for group in dict.fromkeys(group_of.get(column.part, "") for column in parts):
                columns_asked = [
                    line.figure(column.key)
                    for column in parts
                    if group_of.get(column.part, "") == group
                    and (column.key not in line.filled.row.closed or line.filled[column.key] is not None)
                ]
                # One part alone is not the whole: women of a row that asks for no men say nothing of its total.
                yield Addition(line.figure(column.key), columns_asked, complete=len(columns_asked) > 1)


def _additions_of_rows(table: CountedTable, lines: Sequence[CountedLine]) -> Iterator[Addition]:
    """A row that is the sum of others, and one that others are parts of: in each column."""
    below: dict[tuple[str, str], list[CountedLine]] = {}
    part_of = table.table.section.trait(PartOf)
    by_key: dict[tuple[str, str], list[CountedLine]] = {}
    for line in lines:
        by_key.setdefault((line.at.unit, line.at.row), []).append(line)
        if part_of and (whole := line.filled.row.plan_record.get(part_of.row)):
            below.setdefault((line.at.unit, str(whole)), []).append(line)
    for line in lines:
        unit = line.at.unit
        summed = [other for key in line.filled.row.sums for other in by_key.get((unit, key), ())]
        parts = below.get((unit, line.at.row), ())
        for column in table.table.columns if summed or parts else ():
            if summed:
                shown = [line.figure(column.key) for line in summed if line.filled.number(column.key) is not None]
                yield Addition(line.figure(column.key), shown, _is_whole(line, column.key))
            if parts:
                yield Addition(line.figure(column.key), [part.figure(column.key) for part in parts])


def _additions_of_people(
    table: CountedTable, lines: Sequence[CountedLine], frame: Frame, shown: Collection[FigureKey]
) -> Iterator[Addition]:
    """What was added up over units, of the rows that it was made of."""
    lines_of = {id(line.filled): line for line in lines}
    splits = splits_of_totals(table, frame)
    for line in lines:
        for key, rows in line.filled.contributing_rows.items():
            of = (lines_of[id(row)] for row in rows if id(row) in lines_of)
            ways = [ways for line in of if (ways := ways_given(line, key, splits, shown))]
            yield from (Addition(line.figure(key), parts, _is_whole(line, key)) for parts in together(ways))


def _is_whole(line: CountedLine, column: str) -> bool:
    """Whether a sum is what its parts make: the region's own figure of before may be of units too that are gone."""
    return column not in line.filled.row.region_cells


def _figures_stated_twice(tables: Sequence[CountedTable], shown: dict[FigureKey, Decimal]) -> Iterator[Sum[FigureKey]]:
    """The same figure of a unit in two sections: of the same name and value, and not said to count something else."""
    by_number: dict[tuple[str, str, bool, Decimal], list[FigureKey]] = {}
    for table in tables:
        for line in table.lines:
            label = label_of(line.filled).casefold()
            for column, number in table.figures(line):
                # A 0 is everywhere and shown anyhow; and 12 ambulances are not the 12 patients of another section.
                if number and table.counts(line.filled.row, column) is not Counts.OTHER:
                    key = (line.at.unit, label, column.role is Role.EARLIER, number)
                    by_number.setdefault(key, []).append(line.figure(column.key))
    # Never within a section: two rows that both say 12 are no two tellings of one figure.
    for figures in by_number.values():
        for other in figures[1:]:
            if other.section != figures[0].section:
                yield figures[0], [other]
