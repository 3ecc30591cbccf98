"""A level that a person chooses from a scale: theirs as it is, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from followup.form.row_view import RowView
from followup.form.terms.judgement import Judgement, JudgementOrigin, Level
from followup.locale import Message, _


def judge_chosen(
    row: RowView, column: str, scale: str, nothing: Message, *, required: bool = True
) -> Sequence[Judgement]:
    """The level that stands in a column; of a row that is asked for one and has none that it lacks it, and why.

    Without one the row would be in no count: four of five would be told as four of four. ``nothing`` is said where nothing
    is written; nothing is, where none is ``required``.
    """
    if chosen := row.text(column):
        return _chosen(scale, chosen)
    if column in row.refused:
        return (Judgement(scale, Level.NO_DATA, _("The answer could not be used.")),)
    # Nobody is asked for a level of a sum over units: it is of no unit's file.
    if not required or column in row.row.closed or not row.origin.unit:
        return ()
    return (Judgement(scale, Level.NO_DATA, nothing),)


@lru_cache(256)
def _chosen(scale: str, level: str) -> Sequence[Judgement]:
    """The same for all rows of which somebody has chosen the same."""
    return (Judgement(scale, level, _("The unit's own judgement."), origin=JudgementOrigin.UNIT),)
