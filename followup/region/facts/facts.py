"""Facts: all that a round says, as the one long table that people compare, pivot, draw and export."""

from __future__ import annotations

from collections.abc import Iterator

from followup.region.consolidating import Region
from followup.region.facts.earlier_facts import EarlierFacts
from followup.region.facts.fact import Fact, Facts, facts_from
from followup.region.facts.goal_facts import facts_of_goals
from followup.region.facts.row_facts import TableFacts
from followup.region.facts.unit_facts import UnitFacts
from followup.region.masking.counted import CountedLine, CountedTable, FigureKey
from followup.region.model import RegionTable, UnitRow


def facts_of(region: Region) -> Facts:
    """The facts of a round: of every unit's rows, of the units above them and of the region, section by section, then
    of goals.

    Rows that are no longer asked for give none, and an empty cell gives none. Of a published region the masked figures
    are lines without a value, and no line says where it stood.
    """
    return facts_from(_lines(region))


def _lines(region: Region) -> Iterator[Fact]:
    units = UnitFacts(region)
    for table in region.tables:
        yield from _of_table(table, units)
    yield from facts_of_goals(region, units)


def _of_table(table: RegionTable, units: UnitFacts) -> Iterator[Fact]:
    counted = CountedTable(table)
    facts = TableFacts(counted, units)
    earlier = EarlierFacts(facts)
    for line in counted.lines:
        if not line.struck:
            yield from facts.of_line(line)
            yield from earlier.of_line(line)
    for row in table.subtotals:
        yield from facts.of_line(_line_of(row, table), facts.kinds.not_answered(row))


def _line_of(row: UnitRow, table: RegionTable) -> CountedLine:
    unit = row.unit.id if row.unit else ""
    return CountedLine(FigureKey(table.section.key, row.filled.row.key, 0, unit, ""), row)
