"""The reasons of judgements, numbered as a document's appendix lists them; tables before refer to them by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from followup.documents.declared import Reasons
from followup.form.terms.judgement import Judgement, JudgementOrigin, Level, Trend
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


class Reason(NamedTuple):
    """A line of the appendix: a row with the scale that it is judged on, or a goal."""

    section: str
    row: UnitRow | None
    scale: str
    goal: GoalRow | None = None


def reasons_listed(subject: Subject) -> Iterator[Reason]:
    """The lines in order: the goals, then each row with a judgement whose reason is listed."""
    whose = subject.unit.id if subject.unit else None
    yield from (
        Reason("", None, "", goal) for goal in subject.region.goals if (goal.unit.id if goal.unit else None) == whose
    )
    answered = {state.unit.id for state in subject.region.states if state.answered}
    for table in subject.region.tables:
        for scale in scales_of(table):
            for row in (*table.region, *table.rows):
                if (row.unit is None or row.unit.id in answered) and _has_reason(row, scale):
                    yield Reason(table.section.key, row, scale)


def _has_reason(row: UnitRow, scale: str) -> bool:
    return any(judgement.scale == scale and judgement.origin in WITH_REASON for judgement in row.judgements)


def reason_numbers(subject: Subject) -> Mapping[ReasonKey, int]:
    """The numbers of the lines, from 1; none in a document that lists no reasons."""
    return _Numbers(subject) if any(isinstance(block, Reasons) for block in subject.document.blocks) else {}


class _Numbers(Mapping[ReasonKey, int]):
    """The lines are counted when the first number is asked for: an outline of the document asks for none."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    def __getitem__(self, key: ReasonKey) -> int:
        section, row, unit, scale = key
        return self._by_row[section, unit, scale][row]

    def __iter__(self) -> Iterator[ReasonKey]:
        return map(key_of, reasons_listed(self.subject))

    def __len__(self) -> int:
        return sum(map(len, self._by_row.values()))

    def __bool__(self) -> bool:
        return any(True for _reason in reasons_listed(self.subject))

    @property
    def _by_row(self) -> Mapping[tuple[str, str, str], Mapping[str, int]]:
        numbers = self.subject.reason_numbers
        for number, (section, row, unit, scale) in enumerate(self if not numbers else (), start=1):
            numbers.setdefault((section, unit, scale), {})[row] = number
        return numbers


def key_of(reason: Reason) -> ReasonKey:
    """What a line is known by."""
    if reason.goal is not None:
        return key_of_goal(reason.goal)
    assert reason.row is not None
    return key_of_row(reason.section, reason.row, reason.scale)


def key_of_goal(goal: GoalRow) -> ReasonKey:
    """What the line of a goal is known by."""
    return "", goal.goal.id, goal.unit.id if goal.unit else "", ""


def key_of_row(section: str, row: UnitRow, scale: str) -> ReasonKey:
    """What the line of a row is known by, judged on a scale."""
    return section, row.filled.row.key, row.unit.id if row.unit else "", scale


def is_asked_for(judgement: Judgement) -> bool:
    """Whether a reader asks why: nothing could be judged, or somebody decided otherwise."""
    return judgement.level in NOT_MADE or judgement.origin is JudgementOrigin.REPLACED
