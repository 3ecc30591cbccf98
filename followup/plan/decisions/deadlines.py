"""A unit that has been given longer: its own last day to answer, by whom and why."""

from __future__ import annotations

from datetime import date

from followup.form.cells.day import Day
from followup.form.cells.text import Name, Text
from followup.form.columns import Column
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.frozen import frozen
from followup.locale import _
from followup.plan.decisions.in_force import BELONGS_TO

DEADLINES = Section(
    "deadlines",
    _("Later deadlines"),
    Listing(("unit",), blank=15),
    (
        Column("unit", _("Unit"), Name(_("Write the unit's id.")), width=18, required=True),
        Column("day", _("Last day to answer"), Day(), width=18, required=True),
        Column("why", _("Why"), Text(), width=60),
        Column("who", _("Decided by"), Name(), width=28),
        BELONGS_TO,
    ),
    intro=_(
        "Units that have been given longer than the plan says. The day stands on the unit's template and in status."
    ),
)


@frozen
class LaterDeadline:
    """The last day of one unit."""

    unit: str
    day: date
    why: str
    who: str
    place: Place


def deadline_of(row: FilledRow) -> LaterDeadline | None:
    """The deadline that a row holds; None where its day could not be read."""
    day = row["day"]
    if not isinstance(day, date):
        return None
    return LaterDeadline(row.text("unit"), day, row.text("why"), row.text("who"), row.place("day"))
