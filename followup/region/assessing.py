"""Judgements of every row, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.judgement import NO_LEVEL, Judgement, Level, Trend
from followup.locale import _
from followup.region.model import TOTAL

WITHOUT_FIGURES = frozenset({NO_LEVEL, Level.NOT_DUE, Level.NO_DATA, Level.UNDECIDED, Trend.UNKNOWN})
"""Levels that no figure was judged at."""


def assess(section: Section, row: FilledRow, frame: Frame) -> Sequence[Judgement]:
    """The judgements of one row; none for a kind of section that is not judged.

    A computed level is the step of the region's own scale that it is shown as.
    """
    if section.assess is None:
        return ()
    judged = section.assess(row, frame)
    return tuple(_as_shown(judgement, frame) for judgement in judged)


def assess_sum(section: Section, row: FilledRow, frame: Frame) -> Sequence[Judgement]:
    """The judgements of a row that was added up: those of a sum that lacks figures say of how many it is made."""
    return tuple(_with_coverage(judgement, row, section.measuring.judged) for judgement in assess(section, row, frame))


def _with_coverage(judgement: Judgement, row: FilledRow, judged: str) -> Judgement:
    coverages = row.coverages
    count = coverages.get(f"{judged}.{judgement.part or TOTAL}", coverages.get(judged))
    if count is None and not judgement.part:  # women and men judged as one
        count = min((of for column, of in coverages.items() if column.startswith(f"{judged}.")), default=None)
    if count is None or judgement.level in WITHOUT_FIGURES:
        return judgement
    have, of = count
    reason = _("{reason} It rests on {have} of {of} figures.", reason=judgement.reason, have=have, of=of)
    return replace(judgement, reason=reason, rests_on=count)


def figures_beside(judgements: Sequence[Judgement]) -> tuple[Decimal, ...]:
    """What the figures of a row were held against, so that they are shown with decimals enough everywhere."""
    return tuple(dict.fromkeys(figure for judgement in judgements for figure in judgement.compared_figures))


def _as_shown(judgement: Judgement, frame: Frame) -> Judgement:
    step = frame.scales.step_for(judgement.level) if judgement.scale == "attainment" else judgement.level
    return judgement if step is judgement.level else replace(judgement, level=step)
