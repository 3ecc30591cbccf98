"""The lines of the facts that tell how goals are judged: by rule from the rows under them, by the unit, by decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from followup.form.terms.judgement import Judgement, JudgementOrigin
from followup.plan.sheets import GOALS_SHEET
from followup.region.consolidating import Region
from followup.region.facts.fact import COLUMNS, Fact, Strip
from followup.region.facts.fact_kinds import SUBTOTAL, TOTAL
from followup.region.facts.lines.fact_lines import FactLines, columns_of
from followup.region.facts.lines.judgement_facts import JudgementColumns, JudgementLines
from followup.region.facts.unit_facts import UnitFacts
from followup.region.rolling_up import SCALE, GoalRow


def facts_of_goals(region: Region, units: UnitFacts) -> FactLines:
    """A line for each judgement of each goal of each unit and of the region; ``row`` is empty for all goals together.

    A unit's are subtotals and the region's are totals: what is rolled up is not counted once more. The one that stands
    has its own origin; a computed one that does not is ``replaced``, and the unit's own is ``beside``.
    """
    order = {goal: number for number, goal in enumerate(region.frame.goals, 1)}
    rows = [_of_goal(row, region, units, order) for row in region.goals]
    judgements = [
        (number, judgement, origin) for number, row in enumerate(region.goals) for judgement, origin in _judgements(row)
    ]
    lines = JudgementLines(region.frame)
    levels = [lines.columns(judgement, SCALE, origin) for _number, judgement, origin in judgements]
    strips = [
        Strip(columns_of(COLUMNS, rows), [number for number, _judgement, _origin in judgements]),
        Strip(columns_of(JudgementColumns._fields, levels)),
    ]
    return FactLines(range(len(judgements)), strips, units.usual)


def _judgements(row: GoalRow) -> Iterator[tuple[Judgement, JudgementOrigin]]:
    for judgement, stands, aside in (
        (row.computed, JudgementOrigin.COMPUTED, JudgementOrigin.REPLACED),
        (row.own, JudgementOrigin.UNIT, JudgementOrigin.BESIDE),
        (row.override, JudgementOrigin.OVERRIDE, JudgementOrigin.OVERRIDE),
    ):
        if judgement is not None:
            yield judgement, stands if judgement is row.stands else aside


def _of_goal(row: GoalRow, region: Region, units: UnitFacts, order: Mapping[str, int]) -> Fact:
    frame, goal = region.frame, row.goal
    start, end = frame.period.days
    return units.of(row.unit)._replace(
        period_start=start,
        period_end=end,
        section=GOALS_SHEET.key,
        row=goal.id,
        label=goal.name,
        group=frame.goals.perspective(goal.id),
        column=SCALE,
        scale=SCALE,
        kind=TOTAL if row.unit is None else SUBTOTAL,
        order=order.get(goal.id, 0),
    )
