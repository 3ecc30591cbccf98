"""What a region leaves to the rounds after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.section import EarlierFigures, Section
from followup.form.terms.goals import Goal
from followup.form.terms.judgement import Judgement
from followup.history.model import GOAL, TEXT, Before, EarlierFigure, StateLine
from followup.locale import _
from followup.plan.frame_of_plan import WORDED
from followup.plan.sheets import GOALS_SHEET
from followup.region.model import RegionTable
from followup.region.rolling_up import SCALE, GoalRow


def figures_to_keep(tables: Sequence[RegionTable]) -> Iterator[EarlierFigure]:
    """The figures of this round that later ones may want."""
    for table in tables:
        earlier = table.section.trait(EarlierFigures)
        bases = {base for base, _there in earlier.figures} if earlier else set()
        if earlier and earlier.is_of_period:
            bases |= set(earlier.shown)  # by them a later plan knows figures that were left from this round
        columns = [column.key for column in table.columns if column.base in bases]
        for row in table.rows if columns else ():
            if row.filled.row.sums:
                continue  # what was added up follows from the rows under it
            for column in columns:
                value = row.filled.number(column)
                if row.unit is not None and value is not None and column not in row.filled.coverages:
                    yield EarlierFigure(table.section.key, row.filled.row.key, row.unit.id, column, value)


def lines_to_keep(frame: Frame, tables: Sequence[RegionTable], goals: Sequence[GoalRow]) -> Iterator[StateLine]:
    """What the round after may want to know of this one."""
    for row in goals:
        yield StateLine(GOAL, row.unit.id if row.unit else "", row.goal.id, row.goal.parent, str(row.stands.level))
    for sheet in worded_sheets(tables):
        for wording in frame.wordings.get(sheet.key, ()):
            if wording.counts and wording.text:
                yield StateLine(TEXT, sheet.key, wording.row, wording.column, wording.text)


def worded_sheets(tables: Iterable[RegionTable]) -> Sequence[Section]:
    """The goals, and the plan's sheets of the sections that are followed up."""
    return list(dict.fromkeys((GOALS_SHEET, *(sheet for table in tables for sheet in table.section.plan))))


def worded_columns(sheet: Section) -> Iterator[Column]:
    """The columns that say what a row is."""
    return (column for column in sheet.columns if isinstance(column, Column) and column.meaning in WORDED)


def goals_before(before: Before, unit: str) -> Iterator[GoalRow]:
    """The goals of the region ("") or of a unit as they stood, to be counted."""
    for (of, goal), (level, parent) in before.goals.items():
        if of == unit:
            kind = before.texts.get((GOALS_SHEET.key, goal, "level"), "")
            yield GoalRow(
                None, Goal(goal, kind, before.name(goal), parent), 0, {}, Judgement(SCALE, level, _("As it stood."))
            )
