"""How a round was left: its goals as they stood and its rows as they were worded, for the workbook of the round after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from followup.files.received import Raw, ReceivedBook
from followup.form.cells.base import as_text
from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.section import Section
from followup.form.terms.goals import Goal
from followup.form.terms.judgement import Judgement
from followup.locale import _
from followup.plan.frame_of_plan import WORDED
from followup.plan.sheets import GOALS_SHEET
from followup.region.model import RegionTable
from followup.region.rolling_up import SCALE, GoalRow

SHEET = "_followup_before"
"""The hidden sheet of the regional workbook that holds words for the round after."""
TITLES = ("kind", "of", "row", "column", "text")
GOAL, TEXT = "goal", "text"


class StateLine(NamedTuple):
    """A line of the sheet: a goal's level (``of`` a unit, its parent in ``column``), or a text ``of`` a sheet of the plan."""

    kind: str
    of: str
    row: str
    column: str
    text: str


@dataclass(frozen=True)
class Before:
    """What is known of the round before: ``goals`` by unit ("" is the region) and id, ``texts`` by sheet, id and column."""

    round: str = ""
    goals: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    texts: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def level(self, unit: str, goal: str) -> str:
        """The level that a goal stood at; empty where it did not."""
        return self.goals.get((unit, goal), ("", ""))[0]

    def name(self, goal: str) -> str:
        """What a goal was called."""
        return self.texts.get((GOALS_SHEET.key, goal, "name"), "")

    def rows(self, unit: str) -> Iterator[GoalRow]:
        """The goals of the region ("") or of a unit as they stood, to be counted."""
        for (of, goal), (level, parent) in self.goals.items():
            if of == unit:
                known_goal = Goal(goal, self.texts.get((GOALS_SHEET.key, goal, "level"), ""), self.name(goal), parent)
                yield GoalRow(None, known_goal, 0, {}, Judgement(SCALE, level, _("As it stood.")))


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


def state_in(book: ReceivedBook, round_: str) -> Before:
    """What a regional workbook keeps; nothing for one that was made before this was kept."""
    goals: dict[tuple[str, str], tuple[str, str]] = {}
    texts: dict[tuple[str, str, str], str] = {}
    sheet = book.sheet(SHEET)
    if sheet is None:
        return Before(round_)
    for at in range(1, 1 + max((row for row, _column in sheet.cells), default=0)):
        line = StateLine(*(_text(sheet.cells.get((at, column))) for column in range(len(TITLES))))
        if line.kind == GOAL:
            goals[line.of, line.row] = (line.text, line.column)
        elif line.kind == TEXT:
            texts[line.of, line.row, line.column] = line.text
    return Before(round_, goals, texts)


def _text(raw: Raw | None) -> str:
    return "" if raw is None else as_text(raw)
