"""What is kept of a round for those after it: its figures by their keys, its goals as they stood, its rows as they were worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from followup.form.terms.period import Days
from followup.form.terms.units import Predecessor, Unit
from followup.frozen import frozen
from followup.locale import Message
from followup.plan.sheets import GOALS_SHEET

GOAL, TEXT, UNIT, REPLACES, LACKING, JUDGED = "goal", "text", "unit", "replaces", "lacking", "judged"
THE_REGION = ""
"""The unit of figures that are the region's own."""


class EarlierFigure(NamedTuple):
    """One figure of a round: of a row of a section, for a unit (or for the region), in a column."""

    section: str
    row: str
    unit: str
    column: str
    value: Decimal


class StateLine(NamedTuple):
    """A line of what is kept in words, by its ``kind``:

    a goal's level (``of`` a unit, its parent in ``column``), a text ``of`` a sheet of the plan; a unit (``row``: its id,
    under the unit ``of``, its kind in ``column`` and its name), a unit (``row``) that another (``of``) replaces, with
    its share in ``column``; a row ``of`` a section that the unit in ``column`` has no figure of, where others have; how
    many judgements ``of`` a unit, of the section in ``row``, stood at the level in ``column``.
    """

    kind: str
    of: str
    row: str
    column: str
    text: str


@frozen
class Before:
    """What is known of the round before: ``goals`` by unit ("" is the region) and id, ``texts`` by sheet, id and column.

    ``units`` are those of its plan, none where it was kept by a version that kept none. ``lacking`` are the rows that a
    unit had no figure of although others had, by section, row and unit. ``judged`` says how many judgements against targets
    stood at each level, by unit ("" is all of them) and section.
    """

    round: str = ""
    goals: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    texts: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    lacking: frozenset[tuple[str, str, str]] = frozenset()
    judged: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)

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
    units: list[Unit] = []
    replaced: dict[str, list[Predecessor]] = {}
    lacking: set[tuple[str, str, str]] = set()
    judged: dict[tuple[str, str], dict[str, int]] = {}
    for line in lines:
        if line.kind == GOAL:
            goals[line.of, line.row] = (line.text, line.column)
        elif line.kind == TEXT:
            texts[line.of, line.row, line.column] = line.text
        elif line.kind == UNIT:
            units.append(Unit(line.row, line.text, line.column, line.of))
        elif line.kind == REPLACES:
            replaced.setdefault(line.of, []).append(Predecessor(line.row, _share(line.column)))
        elif line.kind == LACKING:
            lacking.add((line.of, line.row, line.column))
        elif line.kind == JUDGED and line.text.isdecimal():
            judged.setdefault((line.of, line.row), {})[line.column] = int(line.text)
    with_replaced = tuple(replace(unit, replaces=tuple(replaced.get(unit.id, ()))) for unit in units)
    return Before(round_, goals, texts, with_replaced, frozenset(lacking), judged)


def _share(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


@frozen
class PastRound:
    """The figures of an earlier round, from the record or the workbook ``file``, and how it was left.

    They are of the ``days`` that the round reported, and those that it was compared with of the days ``compared``; None
    where it does not say. ``notes`` say how the figures of a row for a unit were computed from its predecessors', or why
    they could not be: by section, row and unit.
    """

    file: str
    region: str
    round: str
    figures: tuple[EarlierFigure, ...]
    left: Before = field(default_factory=Before)
    days: Days = (None, None)
    compared: Days = (None, None)
    notes: Mapping[tuple[str, str, str], Message] = field(default_factory=dict)
