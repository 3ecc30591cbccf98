"""Judgements of every row, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.judgement import Judgement


def assess(section: Section, row: FilledRow, frame: Frame) -> Sequence[Judgement]:
    """The judgements of one row; none for a kind of section that is not judged.

    A computed level is the step of the region's own scale that it is shown as.
    """
    if section.assess is None:
        return ()
    judged = section.assess(row, frame)
    return tuple(_as_shown(judgement, frame) for judgement in judged)


def figures_beside(judgements: Sequence[Judgement]) -> tuple[Decimal, ...]:
    """What the figures of a row were held against, so that they are shown with decimals enough everywhere."""
    return tuple(dict.fromkeys(figure for judgement in judgements for figure in judgement.compared_figures))


def _as_shown(judgement: Judgement, frame: Frame) -> Judgement:
    step = frame.scales.step_for(judgement.level) if judgement.scale == "attainment" else judgement.level
    return judgement if step is judgement.level else replace(judgement, level=step)
