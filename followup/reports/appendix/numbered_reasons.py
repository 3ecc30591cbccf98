"""The reasons of judgements, numbered as a document's appendix lists them; tables before refer to them by number.

A reason that several rows have is one, with all of them: those of one unit stand together, then those of several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from followup.documents.declared import Reasons
from followup.form.terms.judgement import Judgement, JudgementOrigin, Level, Trend
from followup.form.terms.units import Unit
from followup.region.model import UnitRow
from followup.region.rolling_up import GoalRow
from followup.reports.subject import Subject
from followup.reports.wording.judgements import scales_of

WITH_REASON = (JudgementOrigin.COMPUTED, JudgementOrigin.REPLACED)
"""Judgements whose reasons are listed: what the tool worked out, also where a decision stands instead."""

NOT_MADE = (Level.UNDECIDED, Level.NO_DATA, Trend.UNKNOWN)
"""Levels of which a reader asks why there is no judgement."""


ReasonKey = tuple[str, str, str, str]
"""A section, a row or goal, a unit and a scale."""


class JudgedLine(NamedTuple):
    """What a reason is of: a row with the scale that it is judged on, or a goal."""

    section: str
    row: UnitRow | None
    scale: str
    goal: GoalRow | None = None

    @property
    def unit(self) -> Unit | None:
        """Whose it is; None for the region."""
        return self.goal.unit if self.goal is not None else self.row.unit if self.row is not None else None

    @property
    def judgements(self) -> Sequence[Judgement]:
        """Those whose reasons are told, of a goal that was decided otherwise the computed one too."""
        if self.goal is None:
            return [one for one in self.row.judgements if one.scale == self.scale] if self.row is not None else ()
        decided = self.goal.override is not None
        return (self.goal.stands, self.goal.computed) if decided else (self.goal.stands,)


Reason = Sequence[JudgedLine]
"""The lines that have one reason, in order; they are judged alike too. Or those of one row on several scales, where no other
row has its reasons.
"""


def reasons_listed(subject: Subject) -> list[Reason]:
    """Each reason once: the region's, those of one unit after the other, then those of several units."""
    alike: dict[object, list[JudgedLine]] = {}
    for line in _judged_lines(subject):
        alike.setdefault((line.scale, *map(_same_reason, line.judgements)), []).append(line)
    by_unit: dict[str, list[Reason]] = {"": []}
    of_several: list[Reason] = []
    for lines in _rows_together(alike.values()):
        units = {line.unit.id if line.unit else "" for line in lines}
        (by_unit.setdefault(units.pop(), []) if len(units) == 1 else of_several).append(lines)
    return [*chain(*by_unit.values()), *of_several]


def _rows_together(reasons: Iterable[list[JudgedLine]]) -> Iterable[Reason]:
    """The reasons, those that a row has alone on each of its scales as one."""
    together: dict[object, list[JudgedLine]] = {}
    for lines in reasons:
        first = lines[0]
        is_alone = len(lines) == 1 and first.row is not None
        together.setdefault(key_of(first)[:3] if is_alone else id(lines), []).extend(lines)
    return together.values()


def _same_reason(judgement: Judgement) -> object:
    """What is the same of judgements that are read alike."""
    return judgement.part, judgement.level, judgement.origin, judgement.reason, judgement.rests_on


def _judged_lines(subject: Subject) -> Iterator[JudgedLine]:
    """The goals, then each row with a judgement whose reason is listed."""
    whose = subject.unit.id if subject.unit else None
    yield from (
        JudgedLine("", None, "", goal)
        for goal in subject.region.goals
        if (goal.unit.id if goal.unit else None) == whose
    )
    answered = {state.unit.id for state in subject.region.states if state.answered}
    for table in subject.region.tables:
        for scale in scales_of(table):
            for row in (*table.region, *table.rows):
                if (row.unit is None or row.unit.id in answered) and _has_reason(row, scale):
                    yield JudgedLine(table.section.key, row, scale)


def _has_reason(row: UnitRow, scale: str) -> bool:
    return any(judgement.scale == scale and judgement.origin in WITH_REASON for judgement in row.judgements)


def reason_numbers(subject: Subject) -> Mapping[ReasonKey, int]:
    """The numbers of the reasons of lines, from 1; none in a document that lists no reasons."""
    return _Numbers(subject) if any(isinstance(block, Reasons) for block in subject.document.blocks) else {}


class _Numbers(Mapping[ReasonKey, int]):
    """The reasons are counted when the first number is asked for: an outline of the document asks for none."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    def __getitem__(self, key: ReasonKey) -> int:
        section, row, unit, scale = key
        return self._by_row[section, unit, scale][row]

    def __iter__(self) -> Iterator[ReasonKey]:
        return (key_of(line) for reason in reasons_listed(self.subject) for line in reason)

    def __len__(self) -> int:
        return sum(map(len, self._by_row.values()))

    def __bool__(self) -> bool:
        return any(True for _line in _judged_lines(self.subject))

    @property
    def _by_row(self) -> Mapping[tuple[str, str, str], Mapping[str, int]]:
        numbers = self.subject.reason_numbers
        for number, reason in enumerate(reasons_listed(self.subject) if not numbers else (), start=1):
            for section, row, unit, scale in map(key_of, reason):
                numbers.setdefault((section, unit, scale), {})[row] = number
        return numbers


def key_of(line: JudgedLine) -> ReasonKey:
    """What a line is known by."""
    if line.goal is not None:
        return key_of_goal(line.goal)
    assert line.row is not None
    return key_of_row(line.section, line.row, line.scale)


def key_of_goal(goal: GoalRow) -> ReasonKey:
    """What the line of a goal is known by."""
    return "", goal.goal.id, goal.unit.id if goal.unit else "", ""


def key_of_row(section: str, row: UnitRow, scale: str) -> ReasonKey:
    """What the line of a row is known by, judged on a scale."""
    return section, row.filled.row.key, row.unit.id if row.unit else "", scale


def is_asked_for(judgement: Judgement) -> bool:
    """Whether a reader asks why: nothing could be judged, or somebody decided otherwise."""
    return judgement.level in NOT_MADE or judgement.origin is JudgementOrigin.REPLACED
