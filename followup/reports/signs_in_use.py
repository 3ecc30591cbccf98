"""The signs that a report shows, each with its word and its meaning: of scales that something is judged by, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from followup.form.cells.text import Choice
from followup.form.terms.judgement import Level, Trend
from followup.form.terms.scales import ATTAINMENT, ScaleLevel
from followup.locale import Message, _
from followup.reports.idle_trends import TREND, without_idle_trend
from followup.reports.subject import Subject
from followup.reports.wording.formatting import levels_in_order
from followup.reports.wording.judgements import scale_title

MEANINGS: Mapping[str, Message] = {
    Level.NOT_DUE.value: _("It is not followed up at this round."),
    Level.NO_DATA.value: _("There is no figure, or it could not be read."),
    Level.UNDECIDED.value: _("Something else than the figure is missing. The reason says what."),
    Trend.UNKNOWN.value: _("There is nothing to compare with. The reason says why."),
    Trend.APART.value: _("The parts move in different directions."),
}
"""What the signs mean that we add where a plan's scale has none."""


def signs_in_use(subject: Subject) -> Iterator[tuple[str, list[ScaleLevel]]]:
    """Each of the plan's scales that is in use, by its name, with its steps, and those of ours that stand in the report."""
    shown = _levels_shown(subject)
    choices = [column.type for table in subject.region.tables for column in table.columns]
    options = {type_.options for type_ in choices if isinstance(type_, Choice)}
    for scale in subject.frame.scales.values():
        if not scale.levels or (scale.name not in shown and scale.choice().options not in options):
            continue
        ours = [key for key in shown.get(scale.name, ()) if key not in scale.levels]
        added = levels_in_order(subject.frame, scale.name, ours)
        yield scale.name, [*scale.levels.values(), *(_with_meaning(subject, level) for level in added)]
    if TREND in shown and subject.frame.scales and subject.frame.scales.of(TREND) is None:
        trends = levels_in_order(subject.frame, TREND, list(shown[TREND]))
        yield scale_title(subject.frame, TREND), [_with_meaning(subject, level) for level in trends]


def _levels_shown(subject: Subject) -> Mapping[str, set[str]]:
    """The levels that rows and goals are judged at, by the name of the plan's scale."""
    frame, region = subject.frame, subject.region
    levels: dict[str, set[str]] = {}

    def of(scale: str) -> set[str]:
        # A scale that the plan does not declare has the steps of attainment, but for trends, whose steps are none of these.
        usual = None if scale == TREND else frame.scales.of(ATTAINMENT)
        declared = frame.scales.of(scale) or usual
        return levels.setdefault(declared.name if declared is not None else scale, set())

    for table in map(without_idle_trend, region.tables):
        for row in (*table.rows, *table.region):
            for judgement in row.judgements:
                if judgement.level:
                    of(judgement.scale).add(judgement.level)
    for goal in region.goals:
        of(ATTAINMENT).add(goal.computed.level)
    return levels


def _with_meaning(subject: Subject, level: ScaleLevel) -> ScaleLevel:
    meaning = MEANINGS.get(level.key)
    return level if meaning is None or level.meaning else replace(level, meaning=subject.words(meaning))
