"""Goals by how they stand, as bars of 100 %: one for each of the topmost, of the goals under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from followup.form.terms.goals import GoalTree
from followup.form.terms.scales import ATTAINMENT
from followup.locale import _, literal
from followup.region.rolling_up import GoalRow
from followup.reports.drawings.tones import meaning_of, tones_of
from followup.reports.parts import ChartData, ChartSeries, ReportChart
from followup.reports.subject import Subject
from followup.reports.wording.formatting import levels_in_order

FEWEST = 8
"""So many goals at least: fewer are read in their table."""


def goal_bars(subject: Subject, rows: Sequence[GoalRow]) -> Iterator[ReportChart]:
    """A chart of the region's goals; nothing where few have others above them, or all of them the same one."""
    counts = _counts_by_topmost(subject.frame.goals, rows)
    if subject.unit is not None or len(counts) < 2 or sum(of.total() for of in counts.values()) < FEWEST:
        return
    words = subject.words
    levels = levels_in_order(subject.frame, ATTAINMENT, sorted(set().union(*counts.values())))
    names = [f"{level.symbol} {level.word}".strip() for level in levels]
    title = words(_("Goals by judgement: share on each level, with the number"))
    shown = "; ".join(
        f"{goal}: " + ", ".join(f"{name} {of[level.key]}" for name, level in zip(names, levels, strict=True))
        for goal, of in counts.items()
    )
    series = [
        ChartSeries(name, [float(of[level.key]) or None for of in counts.values()], *tone)
        for name, level, tone in zip(names, levels, tones_of([meaning_of(level) for level in levels]), strict=True)
    ]
    alt_text = words(_("Chart. {title}. {figures}.", title=literal(title), figures=literal(shown)))
    data = ChartData(list(counts), series)
    yield ReportChart("stacked", title, alt_text, lambda: data, "0", values=True)


def _counts_by_topmost(goals: GoalTree, rows: Sequence[GoalRow]) -> dict[str, Counter[str]]:
    """How many goals are on each level, by the name of the topmost goal that they stand under, itself not among them."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        if row.goal.parent and (topmost := goals.perspective(row.goal.id)):
            counts.setdefault(topmost, Counter())[row.stands.level] += 1
    return counts
