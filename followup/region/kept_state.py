"""What a region leaves to the rounds after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import compress, repeat
from typing import Any, NamedTuple

from followup.form.answers.runs import Cells, cells_where, columns_of_rows, runs_of
from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.section import EarlierFigures, Section
from followup.form.terms.goals import Goal
from followup.form.terms.judgement import Judgement
from followup.form.terms.scales import ATTAINMENT
from followup.form.traits import NO_RATIOS, EarlierValues, Ratios
from followup.form.values import Value
from followup.history.model import (
    GOAL,
    JUDGED,
    LACKING,
    REPLACES,
    TEXT,
    THE_REGION,
    UNIT,
    Before,
    StateLine,
)
from followup.locale import _
from followup.plan.frame_of_plan import WORDED
from followup.plan.sheets import GOALS_SHEET
from followup.region.model import RegionTable, UnitRow
from followup.region.rolling_up import SCALE, GoalRow

_is_figure = Decimal.__instancecheck__
"""Whether a value is a number: asked of fifty thousand, so of Python itself."""


class KeptFigures(NamedTuple):
    """Figures as the columns of ``EarlierFigure``, for thirty units have twenty thousand of them."""

    section: list[str]
    row: list[str]
    unit: list[str]
    column: list[str]
    value: list[Value]

    def as_columns(self) -> tuple[list[Any], ...]:
        """One list a field; all values are numbers."""
        return tuple(self)

    def lines(self) -> Iterator[tuple[Any, ...]]:
        """One by one, each as ``EarlierFigure`` has it."""
        return zip(*self, strict=True)


def figures_to_keep(tables: Sequence[RegionTable]) -> KeptFigures:
    """The figures of this round that later ones may want: the units', and the region's own where it is complete.

    With a share what it is made of is kept, so that it can be weighed with another unit's.
    """
    kept = KeptFigures([], [], [], [], [])
    for table in tables:
        columns = _columns_to_keep(table)
        # what was added up follows from the rows under it; the region's may have lost one of these
        rows = [row for row in (*table.rows, *table.region) if row.unit is None or not row.filled.row.sums]
        numbers, places, values = _whole_figures(rows, columns)
        keys = [row.filled.row.key for row in rows]
        units = [THE_REGION if row.unit is None else row.unit.id for row in rows]
        kept.section.extend(repeat(table.section.key, len(numbers)))
        kept.row.extend(map(keys.__getitem__, numbers))
        kept.unit.extend(map(units.__getitem__, numbers))
        kept.column.extend(map(columns.__getitem__, places))
        kept.value.extend(values)
    return kept


def _columns_to_keep(table: RegionTable) -> Sequence[str]:
    earlier = table.section.trait(EarlierFigures)
    bases = {base for base, _there in earlier.figures} if earlier else set()
    if earlier and earlier.is_of_period:
        bases |= set(earlier.shown)  # by them a later plan knows figures that were left from this round
    values = table.section.trait(EarlierValues)
    bases |= set(values.bases) if values else set()
    ratios = (table.section.trait(Ratios) or NO_RATIOS).bases
    bases |= {part for share, *parts in ratios if share in bases for part in parts}
    return [column.key for column in table.columns if column.base in bases]


def _whole_figures(rows: Sequence[UnitRow], columns: Sequence[str]) -> Cells:
    """The figures of rows in these columns that are whole: one that lacks a contributor is none."""
    runs = runs_of([row.filled for row in rows])
    figures = cells_where(_is_figure, columns_of_rows(runs, columns))
    incomplete = {number for run in runs for number in run.incomplete()}
    if not incomplete:
        return figures
    are_whole = [
        number not in incomplete or columns[at] not in rows[number].filled.coverages
        for number, at in zip(figures.numbers, figures.places, strict=True)
    ]
    numbers, places, values = figures
    return Cells(
        list(compress(numbers, are_whole)), list(compress(places, are_whole)), list(compress(values, are_whole))
    )


def _lacking_rows(table: RegionTable) -> Iterator[StateLine]:
    """The rows that some units have figures of and others, who were asked too, have not."""
    columns = _columns_to_keep(table)
    if not columns:
        return
    lacking: dict[str, list[str]] = {}
    answered: set[str] = set()
    with_figures = set(_whole_figures(table.rows, columns).numbers)
    for number, row in enumerate(table.rows):
        key = row.filled.row.key
        if number in with_figures:
            answered.add(key)
        elif row.unit is not None:
            lacking.setdefault(key, []).append(row.unit.id)
    for key, units in lacking.items():
        if key in answered:
            yield from (StateLine(LACKING, table.section.key, key, unit, "") for unit in units)


def lines_to_keep(frame: Frame, tables: Sequence[RegionTable], goals: Sequence[GoalRow]) -> Iterator[StateLine]:
    """What the round after may want to know of this one."""
    for row in goals:
        yield StateLine(GOAL, row.unit.id if row.unit else "", row.goal.id, row.goal.parent, str(row.stands.level))
    for sheet in worded_sheets(tables):
        for wording in frame.wordings.get(sheet.key, ()):
            if wording.counts and wording.text:
                yield StateLine(TEXT, sheet.key, wording.row, wording.column, wording.text)
    for unit in frame.units.values():
        yield StateLine(UNIT, unit.parent, unit.id, unit.kind, unit.name)
        for predecessor, share in unit.replaces:
            yield StateLine(REPLACES, unit.id, predecessor, "" if share is None else str(share), "")
    for table in tables:
        yield from _lacking_rows(table)
        yield from _judged(frame, table)


def _judged(frame: Frame, table: RegionTable) -> Iterator[StateLine]:
    """How many judgements against targets stand at each level, of each unit and of all: by what the levels count as, so that
    a later scale changes nothing.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for row in table.rows:
        for judgement in row.judgements:
            if judgement.scale == ATTAINMENT and judgement.counts and row.unit is not None:
                level = frame.scales.counted_as(judgement.level)
                counts[row.unit.id, level] += 1
                counts[THE_REGION, level] += not row.repeats
    for (unit, level), n in sorted(counts.items()):
        yield StateLine(JUDGED, unit, table.section.key, level, str(n))


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
