"""Beside the goals in the regional workbook: how they stood at the round before, and those struck since."""

from __future__ import annotations

from collections.abc import Iterator

from followup.files.book import Cell, Link, TableColumn, Value
from followup.form.columns import Column
from followup.form.goals import Goal
from followup.form.judgement import Judgement
from followup.form.section import Section
from followup.form.units import Unit
from followup.locale import _, literal
from followup.plan.sheets import GOALS_SHEET
from followup.report.goals import level_of_goal
from followup.stages.consolidating import Region
from followup.stages.rolling_up import SCALE

Line = list[Value | Link | Cell]


def put_before(result: Region, columns: list[TableColumn], rows: list[Line]) -> None:
    """Add columns of the round before where it is known, and the goals struck since as rows of their own."""
    words, before = result.frame.words, result.before
    struck = list(_struck_goals(result))
    rows += [_row_of_struck(result, unit, goal, len(columns)) for unit, goal, _last in struck]
    if before.goals:
        round_ = literal(before.round)
        for title, room in ((_("Judgement {round}", round=round_), 20), (_("Called at {round}", round=round_), 36)):
            columns.append(TableColumn(words(title), "label", width=room))
        whose = [(row.unit, row.goal) for row in result.goals] + [(unit, goal) for unit, goal, _last in struck]
        for row, (unit, goal) in zip(rows, whose, strict=True):
            row += _as_it_stood(result, unit, goal)
    if struck:
        columns.append(TableColumn(words(_("Struck after")), "label", width=14))
        until = [*[None] * len(result.goals), *(last for _unit, _goal, last in struck)]
        for row, last in zip(rows, until, strict=True):
            row.append(last)


def _row_of_struck(result: Region, unit: Unit | None, goal: Goal, width: int) -> Line:
    """Whose it was and what it was called: nothing is judged of it."""
    depth = sum(1 for _above in result.frame.goals.above(goal.id)) - 1
    named: Line = [
        unit.name if unit else result.frame.sender.region,
        goal.level,
        Cell(goal.name, "label", indent=depth),
    ]
    return [*named, *[None] * (width - len(named))]


def _as_it_stood(result: Region, unit: Unit | None, goal: Goal) -> Line:
    """The goal's level at the round before, and its name then where it has another now."""
    level, name = result.before.level(unit.id if unit else "", goal.id), result.before.name(goal.id)
    text, colour = level_of_goal(result.frame, Judgement(SCALE, level, _("As it stood.")) if level else None)
    return [Cell(text or None, "label", colour=colour), name if name not in ("", goal.name) else None]


def _struck_goals(result: Region) -> Iterator[tuple[Unit | None, Goal, str]]:
    """Goals that no longer count, of each unit that had them and then of the region, with the last round of each."""
    frame = result.frame
    last = {goal.id: goal.last for goal in frame.goals.values() if goal.last}
    units: list[Unit | None] = [*frame.units.answering, None] if last else []
    for unit in units:
        had = _goals_of_struck_rows(result, unit)
        for goal in frame.goals.values():
            known = goal.id in had or result.before.level(unit.id if unit else "", goal.id)
            if goal.id in last and known:
                yield unit, goal, last[goal.id]


def _goals_of_struck_rows(result: Region, unit: Unit | None) -> set[str]:
    """The goals above the rows that were struck, of one unit or of all."""
    return {
        above.id
        for table in result.tables
        for row in table.struck
        if unit is None or row.unit == unit
        for field in _fields_of_goals(table.section)
        for above in result.frame.goals.above(str(row.filled.row.about.get(field) or ""))
    }


def _fields_of_goals(section: Section) -> set[str]:
    columns = (each for sheet in section.plan for each in sheet.columns if isinstance(each, Column))
    return {column.key for column in columns if column.refers == GOALS_SHEET.key}
