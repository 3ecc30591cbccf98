"""What is kept of a round for those after it: its figures by their keys, its goals as they stood, its rows as they were worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from followup.form.terms.period import Days
from followup.plan.sheets import GOALS_SHEET

GOAL, TEXT = "goal", "text"


class EarlierFigure(NamedTuple):
    """One figure of a round: of a row of a section, for a unit, in a column."""

    section: str
    row: str
    unit: str
    column: str
    value: Decimal


class StateLine(NamedTuple):
    """A line of what is kept in words: a goal's level (``of`` a unit, its parent in ``column``), or a text ``of`` a sheet of the plan."""

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


def state_of(round_: str, lines: Iterable[StateLine]) -> Before:
    """How a round was left, by the lines that were kept of it; a line of another kind says nothing."""
    goals: dict[tuple[str, str], tuple[str, str]] = {}
    texts: dict[tuple[str, str, str], str] = {}
    for line in lines:
        if line.kind == GOAL:
            goals[line.of, line.row] = (line.text, line.column)
        elif line.kind == TEXT:
            texts[line.of, line.row, line.column] = line.text
    return Before(round_, goals, texts)


@dataclass(frozen=True)
class PastRound:
    """The figures of an earlier round, from the record or the workbook ``file``, and how it was left.

    They are of the ``days`` that the round reported, and those that it was compared with of the days ``compared``; None
    where it does not say.
    """

    file: str
    region: str
    round: str
    figures: tuple[EarlierFigure, ...]
    left: Before = field(default_factory=Before)
    days: Days = (None, None)
    compared: Days = (None, None)
