"""A region as it was told before: what differs in the facts put back, so that its documents can be held against today's.

Only for comparing: what was an answer in words is a text as it was shown, whatever type its column has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.columns import Column
from followup.form.rows import FilledRow
from followup.form.terms.judgement import Judgement, JudgementOrigin
from followup.form.values import Missing, ProseAnswer, Value, as_prose
from followup.history.fact_changes import ASIDE, FactLine, lines_that_differ
from followup.history.past_facts import TableLines
from followup.locale import literal
from followup.plan.sheets import GOALS_SHEET
from followup.region.consolidating import Region
from followup.region.measuring import part_of
from followup.region.model import RegionTable, UnitRow
from followup.region.rolling_up import GoalRow, own_judgements, roll_up_goals

RowKey = tuple[str, str, str]
"""The unit ("" for the region), the section and the row."""
Lines = Mapping[tuple[str, str], Sequence[FactLine]]
"""What a row said before in the columns, and parts of them, that differ; nothing where it said nothing."""


def region_as_before(region: Region, before: TableLines, now: TableLines) -> Region:
    """The region with the figures, levels and answers of ``before``; both are facts as ``export`` writes them."""
    old, new = lines_that_differ(before, now)
    differing: dict[RowKey, dict[tuple[str, str], list[FactLine]]] = {}
    for key in (*old, *new):
        row = differing.setdefault((key.unit, key.section, key.row), {})
        lines = row.setdefault((key.column, key.part), [])
        lines += [old[key]] if key in old and old[key] not in lines else []
    tables = [_table_as_before(table, differing) for table in region.tables]
    goals = roll_up_goals(tables, region.frame, region.decisions, own_judgements(tables))
    return replace(region, tables=tables, goals=[_goal_as_before(row, differing) for row in goals])


def _table_as_before(table: RegionTable, differing: Mapping[RowKey, Lines]) -> RegionTable:
    def as_before(rows: Sequence[UnitRow]) -> list[UnitRow]:
        return [_row_as_before(row, table, differing.get(_key_of(row, table), {})) for row in rows]

    region, subtotals = as_before(table.region), as_before(table.subtotals)
    # No fact is of a board's sum, and none could be put back.
    return replace(table, rows=as_before(table.rows), region=region, subtotals=subtotals, by_board={})


def _key_of(row: UnitRow, table: RegionTable) -> RowKey:
    return (row.unit.id if row.unit is not None else "", table.section.key, row.filled.row.key)


def _row_as_before(row: UnitRow, table: RegionTable, lines: Lines) -> UnitRow:
    if not lines:
        return row
    columns = [column for column in table.columns if (column.base, part_of(column.part)) in lines]
    judgements = _judgements_as_before(row.judgements, lines)
    return replace(row, filled=_filled_as_before(row.filled, columns, lines), judgements=judgements)


def _filled_as_before(filled: FilledRow, columns: Sequence[Column], lines: Lines) -> FilledRow:
    if not columns:
        return filled
    values = {column.key: _value_in(lines[column.base, part_of(column.part)], filled[column.key]) for column in columns}
    return filled.with_values(values).with_none_refused(values)


def _value_in(lines: Sequence[FactLine], now: Value) -> Value:
    """What stood there; a text of paragraphs is one where what stands there ``now`` is."""
    if not lines:
        return None
    line = lines[0]
    if line.value:
        return Decimal(line.value)
    return as_prose(line.text) if isinstance(now, ProseAnswer) else Missing(line.text or line.missing_reason)


def _judgements_as_before(judgements: Sequence[Judgement], lines: Lines) -> tuple[Judgement, ...]:
    """Those that do not differ, and in place of the others those that were; with them the lines that nothing is in place
    of.
    """
    before: list[Judgement] = []
    put: set[tuple[str, str]] = set()
    for judgement in judgements:
        key = (judgement.scale, part_of(judgement.part))
        if key not in lines or judgement.origin in ASIDE:
            before.append(judgement)
        elif key not in put:
            put.add(key)
            before += [_judgement_in(line, judgement.part) for line in lines[key]]
    gone = [line for key, of_key in lines.items() if key not in put for line in of_key if line.scale == line.column]
    return (*before, *(_judgement_in(line, line.part) for line in gone if line.scale))


def _judgement_in(line: FactLine, part: str) -> Judgement:
    return Judgement(line.scale, line.level, literal(line.reason), part, JudgementOrigin(line.origin or "computed"))


def _goal_as_before(row: GoalRow, differing: Mapping[RowKey, Lines]) -> GoalRow:
    """The goal with the judgement that stood; how it was computed is that of the rows as they were."""
    unit = row.unit.id if row.unit is not None else ""
    lines = [line for of_key in differing.get((unit, GOALS_SHEET.key, row.goal.id), {}).values() for line in of_key]
    if not lines:
        return row
    judgement = _judgement_in(lines[0], "")
    return replace(row, computed=judgement, own=None, override=None)
