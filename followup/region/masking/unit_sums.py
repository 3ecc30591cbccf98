"""The sums that units make: the region's figure of a row, and that of a unit with units under it.

Of a total that is not written the parts stand in its place: of A's 45 A1 gave 29 women and four men, and A2 gave 12.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from followup.form.frame import Frame
from followup.frozen import frozen
from followup.region.masking.addition import Addition
from followup.region.masking.counted import CountedLine, CountedTable, FigureKey

Way = tuple[FigureKey, ...]
"""Figures that make another one together; the figure alone where it is written."""


@frozen
class FigureOfUnits:
    """One column of one row over the units, ``region`` the region's figures of it.

    ``ways_of`` are the ways in which each unit's figure can be known: as it is written, else by each split into parts.
    """

    region: Sequence[FigureKey]
    ways_of: Mapping[FigureKey, Sequence[Way]]
    frame: Frame

    @cached_property
    def _own(self) -> Mapping[str, FigureKey]:
        return {figure.unit: figure for figure in self.ways_of if figure.number == 0}

    @cached_property
    def _above(self) -> Mapping[FigureKey, str]:
        """The nearest unit above with a figure of its own; empty where there is none."""
        figures, units = self._own, self.frame.units
        return {
            figure: next((above for above in units.above(figure.unit) if above in figures), "")
            for figure in self.ways_of
        }

    @cached_property
    def _below(self) -> Mapping[str, Sequence[FigureKey]]:
        below: dict[str, list[FigureKey]] = {}
        for figure, above in self._above.items():
            below.setdefault(above, []).append(figure)
        return below

    def additions(self) -> Iterator[Addition]:
        """The sums in which the total is written."""
        for unit, whole in self._own.items():
            if _is_written(whole, self.ways_of[whole]):
                yield from (Addition(whole, parts, complete=False) for parts in self._of_units_below(unit))
        if self.region:
            yield from self._of_region()

    def unwritten(self) -> Iterator[tuple[FigureKey, Sequence[Way]]]:
        """Each figure that is not written, with the ways in which it can be known."""
        for whole in self._own.values():
            ways = self._ways(whole)
            if not _is_written(whole, ways) and len(ways) > 1:
                yield whole, ways

    def _of_region(self) -> Iterator[Addition]:
        written = [figure for figure, ways in self.ways_of.items() if _is_written(figure, ways)]
        units = {figure.unit for figure in written}
        nested = any(above in units for figure in written for above in self.frame.units.above(figure.unit))
        top = self._below.get("", ())
        lowest = [figure for figure in self.ways_of if figure.unit not in self._below]
        for region in self.region:
            yield Addition(region, written, complete=not nested)
            # Both ends of the tree make the region's figure, and a reader may take either; without a tree they
            # are the same.
            for some in (top, lowest) if len(top) < len(self.ways_of) else ():
                yield from (Addition(region, parts, complete=False) for parts in self._together(some))

    def _ways(self, figure: FigureKey) -> Sequence[Way]:
        """In which ways a unit's figure can be known: by itself, and, where it is not written, by the units under it."""
        ways = self.ways_of[figure]
        # A written figure is what a reader has; a second row of the same key is nobody's total.
        if _is_written(figure, ways) or figure.number:
            return ways
        return [*ways, *self._of_units_below(figure.unit)]

    def _of_units_below(self, unit: str) -> Sequence[Way]:
        return self._together(self._below.get(unit, ()))

    def _together(self, figures: Sequence[FigureKey]) -> Sequence[Way]:
        return together([self._ways(figure) for figure in figures])


def together(ways: Sequence[Sequence[Way]]) -> Sequence[Way]:
    """What makes the sum of some figures: every way of each of them at least once."""
    # Every way of each figure once, not every combination of them: three units with two ways each give two sums for
    # eight, and no way is left out.
    most = max(map(len, ways), default=0)
    return [tuple(chain.from_iterable(turns[min(n, len(turns) - 1)] for turns in ways)) for n in range(most)]


def _is_written(figure: FigureKey, ways: Sequence[Way]) -> bool:
    return ways[0] == (figure,)


def figures_of_units(
    table: CountedTable, lines: Sequence[CountedLine], frame: Frame, shown: Collection[FigureKey]
) -> Iterator[FigureOfUnits]:
    """The columns of each row that a unit tells something of; ``shown`` are the figures that are written."""
    region: dict[tuple[str, str], list[FigureKey]] = {}
    by_column: dict[tuple[str, str], dict[FigureKey, Sequence[Way]]] = {}
    splits = splits_of_totals(table, frame)
    for line in lines:
        for column in table.table.columns:
            figure, at = line.figure(column.key), (line.at.row, column.key)
            if not figure.unit:
                region.setdefault(at, []).extend([figure] if figure in shown else ())
            elif ways := ways_given(line, column.key, splits, shown):
                by_column.setdefault(at, {})[figure] = ways
    for at, ways_of in by_column.items():
        yield FigureOfUnits(region.get(at, ()), ways_of, frame)


def splits_of_totals(table: CountedTable, frame: Frame) -> Mapping[str, Sequence[Sequence[str]]]:
    """The columns of each split of a total: its women and men, its hospitals."""
    columns = table.table.columns
    groups = list(dict.fromkeys(part.group for part in frame.breakdown))
    members = [{part.key for part in frame.breakdown if part.group == group} for group in groups]
    return {
        total.key: [
            [column.key for column in columns if column.base == total.base and column.part in keys] for keys in members
        ]
        for total in columns
        if total.part == "total"
    }


def ways_given(
    line: CountedLine, key: str, splits: Mapping[str, Sequence[Sequence[str]]], shown: Collection[FigureKey]
) -> Sequence[Way]:
    """A row's figure in a column; of a total that is not written what is known of each split; none where nothing is."""
    figure = line.figure(key)
    if figure in shown:
        return [(figure,)]
    of_splits = (
        tuple(figure_of_part for part in split if (figure_of_part := line.figure(part)) in shown)
        for split in splits.get(key, ())
    )
    return [parts for parts in of_splits if parts]
