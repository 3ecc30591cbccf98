"""Judgements of every row, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from followup.form.judgement import Judgement
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.plan.model import Plan
from followup.plan.scale_levels import step_for


def assess(section: Section, row: FilledRow, plan: Plan) -> Sequence[Judgement]:
    """The judgements of one row; none for a kind of section that is not judged.

    A computed level is the step of the region's own scale that it is shown as. The row is told what its figures were
    held against, so that it is shown with decimals enough everywhere.
    """
    if section.assess is None:
        return ()
    judged = section.assess(row, plan)
    judgements = tuple(
        replace(each, level=step_for(plan, each.level)) if each.scale == "attainment" else each for each in judged
    )
    row.beside = tuple(dict.fromkeys(figure for judgement in judgements for figure in judgement.beside))
    return judgements
