"""Facts: all that a round says, as the one long table that people compare, pivot, draw and export."""

from __future__ import annotations

from collections.abc import Iterator

from followup.stages.consolidating import Region
from followup.stages.counted import CountedTable, Figure, Line
from followup.stages.fact import Fact, Facts, facts_from
from followup.stages.fact_kinds import Kinds
from followup.stages.region import RegionTable, UnitRow
from followup.stages.row_facts import TableFacts


def facts_of(region: Region) -> Facts:
    """The facts of a round: of every unit's rows, of the units above them and of the region, section by section.

    Rows that are no longer asked for give none, and an empty cell gives none. Of a published region the masked figures
    are lines without a value, and no line says where it stood.
    """
    return facts_from(line for table in region.tables for line in _facts_of_table(table, region))


def _facts_of_table(table: RegionTable, region: Region) -> Iterator[Fact]:
    counted = CountedTable(table)
    kinds = Kinds(table)
    facts = TableFacts(counted, kinds, region.frame, sources=not region.published)
    for line in counted.lines:
        if not line.struck:
            yield from facts.of_line(line)
    for row in table.subtotals:
        yield from facts.of_line(_line_of(row, table), kinds.not_answered(row))


def _line_of(row: UnitRow, table: RegionTable) -> Line:
    unit = row.unit.id if row.unit else ""
    return Line(Figure(table.section.key, row.filled.row.key, 0, unit, ""), row)
