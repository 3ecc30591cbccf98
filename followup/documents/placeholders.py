"""What a Word template may name between double braces, and what is filled in there."""

from __future__ import annotations

from collections.abc import Mapping

from followup.locale import Message, _

PLACEHOLDERS: Mapping[str, Message] = {
    "title": _(
        "the document's own title in the plan's sheet Texts, else that in the sheet Documents of a document that is none of "
        "ours, else the title of the report"
    ),
    "subtitle": _("whose the document is, and which document it is"),
    "document": _("which document it is: Regional summary"),
    "region": _("the region's name"),
    "unit": _("the unit that the document is about, else the sender, else the region"),
    "sender": _("the sender"),
    "dnr": _("the registration number"),
    "date": _("the date of the document"),
    "contact": _("who answers questions"),
    "round": _("the occasion: T1 2022"),
    "period_to": _("the last day of the period"),
    "status": _("whether small numbers are masked"),
}
"""Each placeholder with its meaning, in the words of docs/utseende.md. Where the plan is silent it becomes nothing."""
