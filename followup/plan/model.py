"""The plan as values. What a section's own sheets hold is stored generically, so that a new kind edits no model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from followup.files.names import file_name
from followup.form.cells.text import Choice
from followup.form.judgement import Level, Trend
from followup.form.rows import FilledRow
from followup.form.values import Value
from followup.locale import Words, literal
from followup.plan.directory import Directory, nearest_of
from followup.plan.validity import is_in_force, is_struck

REGION = "region"
EVERY_UNIT = frozenset({"alla", "all", "samtliga", "alla enheter", "samtliga enheter"})
"""Words that stand for every unit where units are listed."""

THE_REGION = frozenset({"regionen", "the region"})
"""Words that stand for the region itself."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the region. ``sections`` are titles of sections, empty for all that have rows for it.

    ``counted`` says what is added up where both it and its sub-units answer: ``units`` (or empty) the sub-units'
    figures, ``own`` its own, ``both`` each beside the other.
    """

    id: str
    name: str
    kind: str = ""
    parent: str = ""
    board: str = ""
    contact: str = ""
    sections: tuple[str, ...] = ()
    template: bool = True
    counted: str = ""


def concerns(units: Value, unit: Unit) -> bool:
    """Whether a list of units in the plan names this one: by id, by "alla", or the region by "regionen"."""
    if not isinstance(units, tuple):
        return False
    words = {each.casefold() for each in units}
    return unit.id in units or bool(words & EVERY_UNIT) or (unit.kind == REGION and bool(words & THE_REGION))


@dataclass(frozen=True, slots=True)
class Goal:
    """A node of the goal structure: ``level`` is the region's own word for what it is (perspective, goal, factor)."""

    id: str
    level: str
    name: str
    parent: str = ""
    intro: str = ""


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One step: never shown as a bare symbol. ``colour`` is #RRGGBB.

    ``counts_as`` says of a status whether the work is ``done``, ``under_way``, ``late`` or ``not_started``, and of a
    region's own step of attainment whether it is ``met``, ``partly`` or ``not_met``. ``plural`` is
    the word behind a number in a sentence: "four red".
    """

    key: str
    symbol: str
    word: str
    colour: str = ""
    meaning: str = ""
    variants: tuple[str, ...] = ()
    counts_as: str = ""
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps in order, under the region's own name; ``kind`` says what the scale measures."""

    name: str
    kind: str
    levels: Mapping[str, ScaleLevel]

    def choice(self) -> Choice:
        """Its words to choose from; its symbols and the variants of each are understood too, but for those of two."""
        options = tuple((key, literal(level.word)) for key, level in self.levels.items())
        others = [(other, key) for key, level in self.levels.items() for other in (level.symbol, *level.variants)]
        shared = {other for other, n in Counter(other for other, _key in set(others)).items() if n > 1}
        others = [each for each in others if each[0] not in shared]
        return Choice(options=options, variants=tuple((other, key) for other, key in others if other))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a split: women and men, or whatever the plan names. ``short`` is what people write before a figure.

    ``group`` names the split where the plan has several: by sex, by hospital.
    """

    key: str
    name: str
    short: str
    group: str = ""


@dataclass
class Plan:
    """Everything decided for one round. ``records`` hold every row of each sheet by the sheet's key, ``directories`` what
    the rows of a sheet go by.

    ``dated`` are the sheets whose rows say from which round and to which they count. With ``struck_too`` the rows whose
    last round has passed are among those that count.
    """

    settings: Mapping[str, Value] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    scales: dict[str, Scale] = field(default_factory=dict)
    split: tuple[Part, ...] = ()
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    footnotes: dict[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    records: dict[str, list[FilledRow]] = field(default_factory=dict)
    directories: Mapping[str, Directory] = field(default_factory=dict)
    version: str = ""
    file: str = ""
    dated: frozenset[str] = frozenset()
    struck_too: bool = False

    @property
    def first_split(self) -> tuple[Part, ...]:
        """The parts of the plan's first split: the usual one."""
        return tuple(part for part in self.split if part.group == self.split[0].group)

    def split_named(self, name: str) -> tuple[Part, ...] | None:
        """The parts of a split that the plan asks for by "ja" or by name; none for "nej"; None for an unknown name."""
        wanted = name.casefold()
        if wanted in ("", "nej", "no"):
            return ()
        if wanted in ("ja", "yes"):
            return self.first_split
        return tuple(part for part in self.split if part.group.casefold() == wanted) or None

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
        return Words(self.text("language") or "sv", self.renamed)

    @property
    def round(self) -> str:
        """The occasion: ``T1 2022``."""
        return self.text("round")

    @property
    def period_labels(self) -> dict[str, str]:
        """What column titles are completed with: ``{period}`` 202204, ``{before}`` 202104, ``{year}``, ``{year_before}``."""
        now, before = self.day("period_to"), self.day("compare_to")
        return {
            "period": f"{now:%Y%m}" if now else "",
            "before": f"{before:%Y%m}" if before else "",
            "year": f"{now:%Y}" if now else "",
            "year_before": f"{before:%Y}" if before else "",
        }

    def rows(self, sheet: str) -> Sequence[FilledRow]:
        """The rows of one of the plan's sheets that count at this round."""
        every = self.every_row(sheet)
        return [row for row in every if self._counts(row)] if self._has_undue(sheet) else every

    def every_row(self, sheet: str) -> Sequence[FilledRow]:
        """The rows of one of the plan's sheets, also those that are struck and those that do not count yet."""
        return self.records.get(sheet, [])

    def has_struck(self, sheet: str) -> bool:
        """Whether some row of a sheet no longer counts."""
        return sheet in self.dated and any(is_struck(row, self.round) for row in self.every_row(sheet))

    @cached_property
    def with_struck(self) -> Plan:
        """The same plan, in which rows that no longer count do: to show what they were."""
        return replace(self, struck_too=True)

    def _counts(self, row: FilledRow) -> bool:
        return is_in_force(row, self.round) or (self.struck_too and is_struck(row, self.round))

    def _has_undue(self, sheet: str) -> bool:
        return sheet in self.dated and not all(self._counts(row) for row in self.every_row(sheet))

    @cached_property
    def _indexes(self) -> dict[tuple[str, ...], dict[tuple[str, ...], list[FilledRow]]]:
        return {}

    def rows_by(self, sheet: str, *wanted: str) -> Sequence[FilledRow]:
        """The rows of a sheet with these texts in these columns, in order; looked up, not searched.

        ``wanted`` are columns and then as many texts: ``rows_by("outcomes", "measure", "unit", "m1", "north")``.
        """
        half = len(wanted) // 2
        columns, texts = wanted[:half], wanted[half:]
        index = self._indexes.get((sheet, *columns))
        if index is None:
            index = {}
            for row in self.rows(sheet):
                index.setdefault(tuple(row.text(column) for column in columns), []).append(row)
            self._indexes[(sheet, *columns)] = index
        return index.get(texts, [])

    def answering(self) -> list[Unit]:
        """The units that get a template, in the plan's order."""
        return [unit for unit in self.units.values() if unit.template]

    @cached_property
    def units_above(self) -> Mapping[str, Sequence[str]]:
        """For each answering unit that stands under another, at any depth, the answering units above it, nearest first."""
        by_unit = {
            unit.id: [i for i in self.above_unit(unit.id) if self.units[i].template] for unit in self.answering()
        }
        return {unit: above for unit, above in by_unit.items() if above}

    def above_unit(self, unit: str) -> Sequence[str]:
        """The ids of the units above one, nearest first; none above a unit that the plan does not have."""
        above: list[str] = []
        while unit in self.units and (unit := self.units[unit].parent) in self.units and unit not in above:
            above.append(unit)
        return above

    def file_stem(self, unit: Unit) -> str:
        """What files of a unit begin with: its name, and its id too where another unit's would be called the same.

        Not yet a legal name: the whole of it is made one when a round or another word stands behind.
        """
        return self._file_stems.get(unit.id, unit.name)

    @cached_property
    def _file_stems(self) -> dict[str, str]:
        names = {unit.id: file_name(unit.name).casefold() for unit in self.units.values()}
        times = Counter(names.values())
        return {
            unit.id: unit.name if times[names[unit.id]] == 1 else f"{unit.name.rstrip(' .')} {unit.id}"
            for unit in self.units.values()
        }

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

    def nearest(self, text: str, *sheets: str) -> str:
        """The id or name on some sheets, or on any, that a text is most like; empty where none is near."""
        known = [self.directories[sheet] for sheet in sheets or self.directories if sheet in self.directories]
        return nearest_of(text, known)

    def ids_now(self, sheet: str) -> Collection[str]:
        """The ids of a sheet's rows that count at this round."""
        return {row.text("id") for row in self.rows(sheet)}

    @property
    def goals_now(self) -> Sequence[Goal]:
        """The goals that count at this round."""
        undue = {row.text("id") for row in self.every_row("goals")} - set(self.ids_now("goals"))
        return [goal for goal in self.goals.values() if goal.id not in undue]

    def above(self, goal: str) -> Iterator[Goal]:
        """The goal and those above it, nearest first."""
        seen: set[str] = set()
        while goal in self.goals and goal not in seen:
            seen.add(goal)
            yield self.goals[goal]
            goal = self.goals[goal].parent

    def perspective(self, goal: str) -> str:
        """The name of the topmost node above a goal, empty for an unknown goal."""
        return next((each.name for each in reversed(list(self.above(goal)))), "")

    def scale_of(self, kind: str) -> Scale | None:
        """The scale of that name, or the first of a kind (``attainment``, ``trend``), or of the kind it may be left to."""
        return self._scales_by_name.get(kind.casefold()) or self._scales_by_name.get(LEFT_TO.get(kind, ""))

    @cached_property
    def _scales_by_name(self) -> dict[str, Scale]:
        by_kind = {scale.kind: scale for scale in reversed(self.scales.values())}
        return by_kind | {name.casefold(): scale for name, scale in self.scales.items()}


LEFT_TO = {"plan_status": "forecast"}
"""A kind of scale that a plan needs only where the one behind it is taken by something else."""

LEVEL_KEYS = tuple(level.value for level in Level)
TREND_KEYS = tuple(trend.value for trend in Trend)
