"""National agreements in words: what came of the year that has passed, and what is agreed for this one."""

from __future__ import annotations

from collections.abc import Iterable

from followup.form.cells.prose import Prose
from followup.form.cells.text import Text
from followup.form.columns import Column, Role
from followup.form.frame import Frame
from followup.form.rows import FilledRow, Row
from followup.form.section import Grid, Section
from followup.form.terms.units import Unit
from followup.form.values import Value
from followup.locale import _
from followup.plan.model import Plan
from followup.rules.figures.figure_checks import answered
from followup.sections.agreements.agreements import AGREEMENTS_SHEET, agreements_of

QUESTIONS = (("result", _("Result")), ("agreement", _("Agreement {year}")))
NEW_HEADING = _("New agreements {year}")


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """A block for each text that the plan wants of an agreement; a new one has no result yet."""
    for record in agreements_of(plan, unit):
        is_new = record["status"] == "new"
        wanted = record.text("texts") or ("agreement" if is_new else "both")
        for kind, title in QUESTIONS:
            if wanted in (kind, "both"):
                question = plan.words(title.filled(**plan.period.labels))
                heading = record.text("heading") or record.text("name")
                about = _about(plan.frame, record, heading, question, is_new and wanted != "both")
                yield Row(
                    f"{record.text('id')}.{kind}", {"agreement": heading, "question": question}, plan_record=about
                )


def _about(frame: Frame, record: FilledRow, heading: str, question: str, alone: bool) -> dict[str, Value]:
    """Where a text stands in a report: a new agreement with one text needs no heading for it."""
    above = frame.words(NEW_HEADING.filled(**frame.period.labels)) if alone else heading
    placed = {"heading": above, "question": heading if alone else question, "number": record["number"]}
    return {**placed, "valid_to": record["valid_to"]}


AGREEMENT_TEXTS = Section(
    "agreement_texts",
    _("Agreements in words"),
    Grid(_rows, lines=8),
    (
        Column("agreement", _("Agreement"), Text(), Role.LABEL, width=44),
        Column("question", _("To tell of"), Text(), Role.LABEL, width=26),
        Column("text", _("Text"), Prose(), width=100, required=True),
    ),
    intro=_("Write what came of last year's agreement, and what is agreed for this year."),
    plan=(AGREEMENTS_SHEET,),
    conditions=(answered("text", _("Write a few sentences, or that nothing has happened.")),),
)
