"""Judgements of every row, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from followup.form.judgement import Judgement
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.plan.model import Plan


def assess(section: Section, row: FilledRow, plan: Plan) -> Sequence[Judgement]:
    """The judgements of one row; none for a kind of section that is not judged.

    The row is told what its figures were held against, so that it is shown with decimals enough everywhere.
    """
    if section.assess is None:
        return ()
    judgements = section.assess(row, plan)
    row.beside = tuple(dict.fromkeys(figure for judgement in judgements for figure in judgement.beside))
    return judgements
