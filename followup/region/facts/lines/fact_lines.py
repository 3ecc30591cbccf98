"""Lines of the facts while they are being made: a strip for what they have in common, for a line has 38 columns and says
little that no other line says."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import groupby, repeat
from typing import Any

from followup.frozen import frozen
from followup.region.facts.fact import COLUMNS, Fact, Facts, Strip


@frozen
class FactLines:
    """Lines of a table: ``rows`` has the number of the row that each is of, ``strips`` what they say.

    In a column of none of the strips each of them says what is ``usual``.
    """

    rows: Sequence[int]
    strips: Sequence[Strip]
    usual: Fact

    def block(self) -> list[Strip]:
        """The strips cut and put in the order of the columns."""
        usual = Strip({name: [value] for name, value in self.usual._asdict().items()}, [0] * len(self.rows))
        strip_of = {name: strip for strip in self.strips for name in strip.columns}
        strips = groupby(COLUMNS, lambda name: id(strip_of.get(name, usual)))
        runs = [list(names) for _strip, names in strips]
        return [_cut(strip_of.get(names[0], usual), names) for names in runs]


def _cut(strip: Strip, names: Sequence[str]) -> Strip:
    return Strip({name: strip.columns[name] for name in names}, strip.numbers)


def columns_of(names: Sequence[str], lines: Sequence[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """What lines say in columns of these names, a tuple a line, as columns."""
    return dict(zip(names, zip(*lines, strict=True) if lines else repeat(()), strict=False))


def strip_by_key(names: Sequence[str], keys: Iterable[Hashable], values: Mapping[Any, Sequence[Any]]) -> Strip:
    """What lines say in these columns, by the key of each line."""
    places = {key: place for place, key in enumerate(values)}
    return Strip(columns_of(names, list(values.values())), list(map(places.__getitem__, keys)))


def strip_of_few(names: Sequence[str], count: int, usual: Sequence[Any], others: Mapping[int, Sequence[Any]]) -> Strip:
    """What so many lines say in these columns, where all but some say what is usual; ``others`` by the number of the line."""
    numbers = [0] * count
    for place, line in enumerate(others, 1):
        numbers[line] = place
    return Strip(columns_of(names, [usual, *others.values()]), numbers)


def facts_of_tables(tables: Iterable[Sequence[FactLines]]) -> Facts:
    """The facts of tables, one after the other: each row by row, the lines of a row in the order that they are given in."""
    blocks: list[list[Strip]] = []
    order: list[int] = []
    for table in tables:
        rows = [number for lines in table for number in lines.rows]
        start = len(order)
        order += [start + line for line in sorted(range(len(rows)), key=rows.__getitem__)]
        blocks += [lines.block() for lines in table if lines.rows]
    return Facts(blocks, order)
