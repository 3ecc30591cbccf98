"""Current events and information: short texts that units hand in under the plan's headings, each with a title."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from followup.form.cells.number import Number
from followup.form.cells.prose import Prose
from followup.form.cells.text import YES_NO, Names, Text
from followup.form.columns import Column, Role
from followup.form.conditions import Condition
from followup.form.rows import PlanRecord, Row
from followup.form.section import Grid, Listing, Section
from followup.form.terms.units import Unit, concerns
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID
from followup.rulebook.sections import TEXT_WITHOUT_TITLE, TITLE_WITHOUT_TEXT

MOST_SLOTS = Decimal(40)
DEFAULT_SLOTS = Decimal(3)

HEADINGS_SHEET = Section(
    "text_headings",
    _("Headings"),
    Listing(("id",), blank=8),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("heading", _("Heading"), Text(), width=44, required=True),
        Column("units", _("Units"), Names(), width=30, required=True, refers="units"),
        Column("slots", _("Number of texts"), Number(minimum=Decimal(1), maximum=MOST_SLOTS), width=12),
    ),
    intro=_("Headings of a report, in order, that units hand in short texts under; how many each has room for."),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """Room for so many texts under each heading; none has to be used."""
    for record in plan.rows("text_headings"):
        if concerns(record["units"], unit):
            for number in range(1, int(record.number("slots") or DEFAULT_SLOTS) + 1):
                cells = {"heading": record["heading"], "number": Decimal(number)}
                yield Row(f"{record.text('id')}.{number}", cells, plan_record=PlanRecord(record), optional=True)


CURRENT_TEXTS = Section(
    "current_texts",
    _("Texts for the report"),
    Grid(_rows, lines=6),
    (
        Column("heading", _("Heading"), Text(), Role.LABEL, width=32),
        Column("number", _("No"), Number(), Role.LABEL, width=6),
        Column("title", _("Title"), Text(_("Write a short title.")), width=44),
        Column("within", _("Under the text before"), YES_NO, width=14),
        Column("text", _("Text"), Prose(), width=100),
    ),
    intro=_(
        "Write short texts, two to four sentences, each with a title. Use as many as you need; yes puts one under the text before."
    ),
    plan=(HEADINGS_SHEET,),
    conditions=(
        Condition(
            "title",
            "inte tom(text) och tom(title)",
            TEXT_WITHOUT_TITLE,
        ),
        Condition(
            "title",
            "inte tom(title) och tom(text)",
            TITLE_WITHOUT_TEXT,
        ),
    ),
)
