"""What a revised plan says of its own changes: each with reason, decision and the round that it is valid from."""

from __future__ import annotations

from followup.form.cells.number import Number
from followup.form.cells.text import Choice, Name, Text
from followup.form.columns import Column
from followup.form.decided import DeclaredChange, Resolution, proposal_order
from followup.form.section import Listing, Section
from followup.form.traits import SeldomFilledIn
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID, ROUND_NAME

DECLARED_KIND = Choice(
    options=(
        ("strike", _("is struck")),
        ("add", _("is added")),
        ("rename", _("is renamed")),
        ("reword", _("is reworded")),
        ("target", _("target value")),
        ("method", _("new method")),
        ("other", _("other change")),
    )
)
CHANGES_SHEET = Section(
    "plan_changes",
    _("Changes"),
    Listing(("proposal", "what", "kind"), blank=12),
    (
        Column("proposal", _("Proposal"), Name(_("Write the number of the proposal: 1a.")), width=11),
        Column("what", _("Id"), ID, width=26, required=True),
        Column("kind", _("What happens"), DECLARED_KIND, width=18, required=True),
        Column("reason", _("Reason for it"), Text(), width=60, required=True),
        Column("decision", _("Decision"), ID, width=18, refers="resolutions"),
        Column("valid_from", _("Valid from"), ROUND_NAME, width=13),
        Column("order", _("Order in the background"), Number(), width=14),
        Column("addition", _("Addition"), Text(), width=60),
    ),
    intro=_(
        "Every change since the plan before, one a row: id of the goal or measure, why, which decision, from which occasion."
    ),
    traits=(SeldomFilledIn(),),
)
RESOLUTIONS_SHEET = Section(
    "resolutions",
    _("Resolutions"),
    Listing(("id",), blank=8),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("body", _("Body"), Name(), width=34, required=True),
        Column("date", _("Date"), Name(), width=16),
        Column("paragraph", _("Paragraph"), Name(), width=12),
        Column("what", _("What was decided"), Text(), width=60, required=True),
    ),
    intro=_(
        "The decisions that the plan rests on, in the order that they are told. One that is not made yet has no date."
    ),
    traits=(SeldomFilledIn(),),
)
REVISION_SHEETS = (CHANGES_SHEET, RESOLUTIONS_SHEET)


def resolutions(plan: Plan) -> tuple[Resolution, ...]:
    """The decision chain, in the plan's order."""
    columns = ("id", "body", "date", "paragraph", "what")
    return tuple(Resolution(*map(row.text, columns)) for row in plan.rows(RESOLUTIONS_SHEET.key))


def declared_changes(plan: Plan) -> tuple[DeclaredChange, ...]:
    """The changes that the plan declares, in the order of the proposals."""
    by_id = {resolution.id: resolution for resolution in resolutions(plan)}
    changes = [
        DeclaredChange(
            row.text("what"),
            row.text("kind"),
            row.text("reason"),
            row.place("what"),
            row.text("proposal"),
            by_id.get(row.text("decision")),
            row.text("valid_from"),
            int(row.number("order") or 0),
            row.text("addition"),
        )
        for row in plan.rows(CHANGES_SHEET.key)
    ]
    return tuple(sorted(changes, key=lambda change: proposal_order(change.proposal)))
