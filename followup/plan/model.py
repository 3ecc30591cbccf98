"""The plan as values. What a section's own sheets hold is stored generically, so that a new kind edits no model."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from followup.form.answers.answers import NO_ANSWERS, AnsweredTable
from followup.form.answers.row_index import RowIndex
from followup.form.decided import Query
from followup.form.form import LastAnswers, ReportedFigures
from followup.form.frame import Frame, PlanLimits, Sender
from followup.form.rows import FilledRow
from followup.form.terms.breakdown import Breakdown
from followup.form.terms.goals import Goal, GoalTree
from followup.form.terms.period import Period
from followup.form.terms.scales import Scales
from followup.form.terms.units import Unit, UnitTree
from followup.form.values import Value
from followup.frozen import growing
from followup.locale import Words
from followup.locale.inflection import Renaming
from followup.plan.directory import Directory, nearest_of
from followup.plan.rounds.validity import is_in_force, is_struck

Worked = TypeVar("Worked")


@growing
class Plan:
    """Everything decided for one round. ``records`` hold every row of each sheet by the sheet's key, ``directories`` what
    the rows of a sheet go by.

    ``dated`` are the sheets whose rows say from which round and to which they count. With ``struck_too`` the rows whose
    last round has passed are among those that count. ``queries`` are what units are asked besides it. ``frame`` is the
    region's half, once all of it has been read. ``last_answers`` are what units wrote last round, ``reported``
    what they have reported of rows that are asked for again, by their ids. ``former`` are the units of earlier rounds that
    others replace, by id and by name as they compare.
    """

    settings: Mapping[str, Value] = field(default_factory=dict)
    sender: Sender = field(default_factory=Sender)
    period: Period = field(default_factory=Period)
    units: UnitTree = field(default_factory=UnitTree)
    goals: GoalTree = field(default_factory=GoalTree)
    scales: Scales = field(default_factory=Scales)
    breakdown: Breakdown = field(default_factory=Breakdown)
    limits: PlanLimits = field(default_factory=PlanLimits)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    footnotes: dict[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    concepts: tuple[Renaming, ...] = ()
    records: dict[str, AnsweredTable] = field(default_factory=dict)
    directories: Mapping[str, Directory] = field(default_factory=dict)
    version: str = ""
    file: str = ""
    dated: frozenset[str] = frozenset()
    struck_too: bool = False
    queries: Sequence[Query] = ()
    frame: Frame = field(default_factory=Frame)
    last_answers: Mapping[str, LastAnswers] = field(default_factory=dict)
    reported: Mapping[str, ReportedFigures] = field(default_factory=dict)
    former: Mapping[str, Unit] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """As it is sent to another process: without what was worked out, which is soon worked out there."""
        return {own.name: getattr(self, own.name) for own in fields(self)}

    def text(self, setting: str) -> str:
        """A setting as text, empty when it is not set."""
        value = self.settings.get(setting)
        return "" if value is None else str(value)

    def day(self, setting: str) -> date | None:
        """A setting that is a date."""
        value = self.settings.get(setting)
        return value if isinstance(value, date) else None

    @cached_property
    def words(self) -> Words:
        """The language of the documents, with the region's own words."""
        return Words(self.text("language") or "sv", self.renamed, self.concepts)

    @property
    def round(self) -> str:
        """The occasion: ``T1 2022``."""
        return self.period.round

    def rows(self, sheet: str) -> Sequence[FilledRow]:
        """The rows of one of the plan's sheets that count at this round."""
        every = self.every_row(sheet)
        if sheet not in self.dated:
            return every
        of, counting = self._counting.get((sheet, self.round), (None, every))
        if of is not every:
            counting = [row for row in every if self._counts(row)]
            self._counting[sheet, self.round] = every, counting
        return counting

    def every_row(self, sheet: str) -> Sequence[FilledRow]:
        """The rows of one of the plan's sheets, also those that are struck and those that do not count yet."""
        return self.records.get(sheet, NO_ANSWERS)

    def has_struck(self, sheet: str) -> bool:
        """Whether some row of a sheet no longer counts."""
        return sheet in self.dated and any(is_struck(row, self.round) for row in self.every_row(sheet))

    @cached_property
    def with_struck(self) -> Plan:
        """The same plan, in which rows that no longer count do: to show what they were."""
        plan = replace(self, struck_too=True)
        plan.goals = plan.goals_that_count(self.goals.values())
        return plan

    def goals_that_count(self, goals: Iterable[Goal]) -> GoalTree:
        """The goals, each knowing whether it counts at this round."""
        rows = self.every_row("goals")
        undue = {row.text("id") for row in rows} - set(self.ids_now("goals"))
        last = {row.text("id"): row.text("valid_to") for row in rows if is_struck(row, self.round)}
        return GoalTree(replace(goal, counts=goal.id not in undue, last=last.get(goal.id, "")) for goal in goals)

    def _counts(self, row: FilledRow) -> bool:
        return is_in_force(row, self.round) or (self.struck_too and is_struck(row, self.round))

    @cached_property
    def _counting(self) -> dict[tuple[str, str], tuple[Sequence[FilledRow], Sequence[FilledRow]]]:
        """By sheet and round: all of its rows, and those that count; a sheet may be read later than it is asked for."""
        return {}

    @cached_property
    def _indexes(self) -> dict[tuple[str, ...], RowIndex]:
        return {}

    @cached_property
    def worked_out(self) -> dict[tuple[str, FilledRow], Any]:
        """What is asked of the plan again and again, by what it is and the row that it is of."""
        return {}

    def once(self, work: Callable[[Plan], Worked]) -> Worked:
        """What some work makes of the whole plan: done when it is first asked for, so ask when all of it has been read.

        Of a form's rows it is all that is the same for every unit.
        """
        if work not in self._done:
            self._done[work] = work(self)
        done: Worked = self._done[work]
        return done

    @cached_property
    def _done(self) -> dict[Callable[[Plan], Any], Any]:
        return {}

    def rows_by(self, sheet: str, *wanted: str) -> Sequence[FilledRow]:
        """The rows of a sheet with these texts in these columns, in order; looked up, not searched.

        ``wanted`` are columns and then as many texts: ``rows_by("outcomes", "measure", "unit", "m1", "north")``.
        """
        half = len(wanted) // 2
        columns, texts = wanted[:half], wanted[half:]
        index = self._indexes.get((sheet, *columns))
        if index is None:
            index = self._indexes[(sheet, *columns)] = RowIndex(self.rows(sheet), columns)
        return index.rows_with(texts)

    def ids(self, sheet: str) -> Collection[str]:
        """The ids that another sheet may refer to."""
        if sheet == "units":
            return self.units
        if sheet == "goals":
            return self.goals
        return [row.text("id") for row in self.every_row(sheet)]

    def meant(self, text: str, *sheets: str) -> tuple[str, ...]:
        """The ids that a text may mean on some sheets, or on any: its own, else of what is called so."""
        directories = [self.directories[sheet] for sheet in sheets or self.directories if sheet in self.directories]
        every = dict.fromkeys(id_ for directory in directories for id_ in directory.ids_of(text))
        return (text,) if text in every else tuple(every)

    def nearest(self, text: str, *sheets: str) -> tuple[str, ...]:
        """The ids or names on some sheets, or on any, that a text is most like; none where nothing is near."""
        directories = [self.directories[sheet] for sheet in sheets or self.directories if sheet in self.directories]
        return nearest_of(text, directories)

    def ids_now(self, sheet: str) -> Collection[str]:
        """The ids of a sheet's rows that count at this round."""
        return {row.text("id") for row in self.rows(sheet)}
