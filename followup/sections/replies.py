"""What a unit answers to the secretariat's questions: asked when its answers have come, in the copy that goes back."""

from __future__ import annotations

from collections.abc import Iterable

from followup.form.cells.text import Text
from followup.form.columns import Column, Role
from followup.form.rows import Row
from followup.form.section import Grid, Section
from followup.form.terms.units import Unit
from followup.form.traits import AskedAfterwards, WorkingOnly
from followup.locale import _
from followup.plan.model import Plan


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """The questions to one unit, settled ones too: a file may still hold what was answered."""
    for query in plan.queries:
        if query.unit == unit.id:
            cells = {"about": query.about or None, "question": query.question, "asked": query.asked or None}
            yield Row(query.key, cells, optional=True)


REPLIES = Section(
    "replies",
    _("Questions from the secretariat"),
    Grid(_rows),
    (
        Column("about", _("About"), Text(), Role.LABEL, width=40),
        Column("question", _("Question"), Text(), Role.LABEL, width=60),
        Column("asked", _("Asked by"), Text(), Role.LABEL, width=24),
        Column("reply", _("Your reply"), Text(_("Write your reply to the question.")), width=70),
    ),
    intro=_("Reply in the yellow cells. Where a figure is to be changed, change it in its own cell too."),
    traits=(AskedAfterwards("question", "reply"), WorkingOnly()),
)
