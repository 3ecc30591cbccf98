"""Facts: all that a round says, as the one long table that people compare, pivot, draw and export."""

from __future__ import annotations

from collections.abc import Iterator

from followup.region.consolidating import Region
from followup.region.facts.fact import Facts
from followup.region.facts.lines.cell_facts import CellFacts
from followup.region.facts.lines.earlier_facts import EarlierFacts
from followup.region.facts.lines.fact_lines import FactLines, facts_of_tables
from followup.region.facts.lines.goal_facts import facts_of_goals
from followup.region.facts.lines.judgement_facts import facts_of_judgements
from followup.region.facts.lines.measure_facts import Measures
from followup.region.facts.row_facts import RowFacts, TableFacts
from followup.region.facts.target_facts import TargetsOfRows
from followup.region.facts.unit_facts import UnitFacts
from followup.region.model import RegionTable

ROWS_AT_A_TIME = 5_000
"""A table of more rows is long: the lines of all of it are never there at once, for they take more memory than all else of a
round."""
ROWS_OF_A_PART = 1_000
"""Of a long table the lines of so many rows are."""


def facts_of(region: Region) -> Facts:
    """The facts of a round: of every unit's rows, of the region, of the units above them and of each political board,
    section by section, then of goals.

    Rows that are no longer asked for give none, and an empty cell gives none. Of a published region the masked figures
    are lines without a value, and no line says where it stood.
    """
    return facts_of_tables(_tables(region))


def facts_in_parts(region: Region) -> Iterator[Facts]:
    """The same some rows at a time, each part made when it is asked for: whoever writes them down needs no more at once."""
    return (facts_of_tables([lines]) for lines in _tables(region))


def facts_of_section(region: Region, table: RegionTable) -> Iterator[Facts]:
    """The facts of one of a region's tables, some rows at a time; without those of boards, which are told by their units'."""
    return (facts_of_tables([lines]) for lines in _of_table(TableFacts(table, UnitFacts(region))))


def facts_of_every_goal(region: Region) -> Facts:
    """The facts of goals alone."""
    return facts_of_tables([[facts_of_goals(region, UnitFacts(region))]])


def _tables(region: Region) -> Iterator[list[FactLines]]:
    units = UnitFacts(region)
    for table in region.tables:
        yield from _of_table(TableFacts(table, units, of_boards=True))
    yield [facts_of_goals(region, units)]


def _of_table(table: TableFacts) -> Iterator[list[FactLines]]:
    is_long = table.length > ROWS_AT_A_TIME
    return (_of_rows(rows) for rows in table.parts(min(ROWS_OF_A_PART, ROWS_AT_A_TIME) if is_long else ROWS_AT_A_TIME))


def _of_rows(rows: RowFacts) -> list[FactLines]:
    """Of each row its answers and figures, then its judgements, then what it was in earlier rounds."""
    targets, measures = TargetsOfRows(rows), Measures(rows)
    answers, earlier = CellFacts(rows).lines(targets, measures), EarlierFacts(rows).lines(measures)
    return [answers, facts_of_judgements(rows, targets), earlier]
