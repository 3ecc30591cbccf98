"""From judgements of rows to judgements of the goals above them: a unit at a time, and for the region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from followup.form.frame import Frame
from followup.form.terms.goals import Goal
from followup.form.terms.judgement import Judgement
from followup.form.terms.units import Unit
from followup.form.traits import JudgesOthers, RollsUpTo
from followup.frozen import frozen
from followup.locale import _
from followup.region.model import RegionTable, UnitRow
from followup.rules.scoring.judged import Judged
from followup.rules.scoring.roll_up import RollUp, roll_up

if TYPE_CHECKING:
    from followup.plan.decisions.decisions import Decisions

SCALE = "attainment"
"""Only judgements of this kind are rolled up; a status or a trend is never mixed in."""


@frozen
class GoalRow:
    """A goal of a unit, or of the region (``unit`` None): counts by level, and judgements by origin.

    ``computed`` follows the plan's rule; ``own`` is the unit's; ``override`` is the secretariat's. All are shown.
    """

    unit: Unit | None
    goal: Goal
    depth: int
    counts: Mapping[str, int]
    computed: Judgement
    own: Judgement | None = None
    override: Judgement | None = None

    @property
    def stands(self) -> Judgement:
        """The judgement that counts: the override, else the unit's own, else the computed one."""
        return self.override or self.own or self.computed


def own_judgements(tables: Sequence[RegionTable]) -> dict[tuple[str, str], Judgement]:
    """People's own judgements by unit and by the id of what they judged."""
    return {
        (row.unit.id, row.filled.row.key): row.judgements[0]
        for table in tables
        if table.section.has(JudgesOthers)
        for row in table.rows
        if row.unit is not None and row.judgements
    }


def roll_up_goals(
    tables: Sequence[RegionTable], frame: Frame, decisions: Decisions, own: Mapping[tuple[str, str], Judgement]
) -> list[GoalRow]:
    """Every goal that has judged rows under it, for each unit and then for the region.

    Where one unit alone answers, its own judgements are the region's. A unit whose figure is the sum of its sub-units'
    is not counted once more in the region's.
    """
    judged = [row for table in tables for row in _judged(table)]
    by_unit: dict[str, list[tuple[str, UnitRow]]] = {}
    for goal, row in judged:
        by_unit.setdefault(row.unit.id if row.unit else "", []).append((goal, row))
    rule = RollUp(frame.limits.all_from, frame.limits.some_from)
    rows: list[GoalRow] = []
    for unit in [*frame.units.answering, None]:
        rows += _goals_of(unit, judged if unit is None else by_unit.get(unit.id, []), frame, rule, own, decisions)
    return rows


def _judged(table: RegionTable) -> Iterator[tuple[str, UnitRow]]:
    """Each row that is rolled up, behind the goal above it."""
    above = table.section.trait(RollsUpTo)
    if above is not None:
        yield from ((str(row.filled.row.plan_record.get(above.goal) or ""), row) for row in table.rows)


def _goals_of(
    unit: Unit | None,
    judged: Sequence[tuple[str, UnitRow]],
    frame: Frame,
    rule: RollUp,
    own: Mapping[tuple[str, str], Judgement],
    decisions: Decisions,
) -> Iterator[GoalRow]:
    answering = frame.units.answering
    # The region is then that unit: without this its goals would lack the only judgements that anybody gave.
    alone = answering[0].id if len(answering) == 1 else ""
    counts: dict[str, Counter[str]] = {}
    whole: Counter[str] = Counter()
    for factor, row in judged:
        # Within its own unit it does count: the unit's goals are judged from its own rows.
        if unit is None and row.repeats:
            continue
        levels = [judgement.level for judgement in row.judgements if judgement.scale == SCALE and judgement.counts]
        goals = [counts.setdefault(above.id, Counter()) for above in frame.goals.above(factor)]
        # The whole is counted apart, for a measure without a goal above it is in no goal and yet in the whole.
        for counted in (whole, *goals) if levels else ():
            for level in levels:
                counted[level] += 1
    if judged:
        computed = roll_up(frame.scales.counts_by_ours(whole), rule)
        yield GoalRow(unit, _everything(unit, frame), 0, whole, _computed(computed, frame))
    for goal_id, goal in frame.goals.items():
        if goal_id not in counts:
            continue
        computed = roll_up(frame.scales.counts_by_ours(counts[goal_id]), rule)
        key = unit.id if unit else ""
        whose = alone if unit is None else key
        decided = decisions.override(goal_id, key, "")
        yield GoalRow(
            unit,
            goal,
            sum(1 for _above in frame.goals.above(goal_id)) - 1,
            counts[goal_id],
            _computed(computed, frame),
            own.get((whose, goal_id)),
            decided.judgement(SCALE) if decided else None,
        )


def _computed(judged: Judged, frame: Frame) -> Judgement:
    return Judgement(SCALE, frame.scales.step_for(judged.level), judged.reason)


def _everything(unit: Unit | None, frame: Frame) -> Goal:
    """What stands above every goal of a unit: the unit itself, or the region."""
    if unit is None:
        return Goal("", frame.words(_("Region")), frame.sender.region)
    return Goal("", unit.kind, unit.name)
