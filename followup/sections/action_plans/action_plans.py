"""Overarching action plans: how each is expected to go until the end of the year, in its owner's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from followup.form.cells.prose import Prose
from followup.form.cells.text import Choice, Name, Text
from followup.form.columns import BY_ROW, Column, Role
from followup.form.conditions import Condition, Parameter
from followup.form.frame import Frame
from followup.form.presenting import LevelCounts, WordTable
from followup.form.row_view import RowView
from followup.form.rows import FilledRow, PlanRecord, Row
from followup.form.section import Grid, Section
from followup.form.terms.concepts import ACTION_PLAN
from followup.form.terms.judgement import Judgement, Level
from followup.form.terms.units import Unit
from followup.form.traits import CountedAs, ShowsLastAnswers
from followup.form.values import Value
from followup.locale import _, literal
from followup.plan.model import Plan
from followup.plan.sheets import where_planned
from followup.rulebook.sections import COMMENT_MISSING, PLAN_HAS_EXPIRED, STATUS_MISSING
from followup.rules.scoring.chosen import judge_chosen
from followup.rules.years import span
from followup.sections.action_plans.action_plans_register import (
    REGISTER,
    REGISTER_SHEET,
    REVISION,
    STATUS_SCALE,
    register_faults,
)

LINES = 30
"""Room for a comment of some pages, a paragraph a row; rows may be added."""


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """The plans that the unit owns. One that is reported elsewhere need not be answered."""
    scale = plan.scales.of(STATUS_SCALE)
    status = scale.choice() if scale else Choice()
    for record in plan.rows_by(REGISTER, "owner", unit.id):
        cells = {key: record[key] for key in ("number", "title", "dnr", "adopted_by", "link", "deferred_to")}
        cells["span"] = span(record["from_year"], record["to_year"])
        cells["revision"] = _revision(record)
        goal = plan.goals.get(record.text("goal"))
        cells["goal"] = goal.name if goal else None
        deferred = record["deferred_to"] is not None
        yield Row(record.text("id"), cells, types={"status": status}, plan_record=PlanRecord(record), optional=deferred)


def _revision(record: FilledRow) -> Value:
    """``yes, autumn 2021``; nothing where nothing is stated."""
    revision, when = record.text("revision"), record.text("revision_when")
    if revision in ("", "not_stated"):
        return when or None
    word = dict(REVISION.options)[revision]
    return _("{revision}, {when}", revision=word, when=literal(when)) if when else word


def _last_year(row: Row, frame: Frame, _column: str) -> Mapping[str, Parameter]:
    end, last = frame.period.last, row.plan_record.get("to_year")
    if end is None or not isinstance(last, Decimal):
        return {"last_year": None}
    return {"last_year": last, "written": f"{last:f}", "year": Decimal(end.year)}


def _status(row: RowView, _plan: Frame) -> Sequence[Judgement]:
    """The status that the owner chose; where there is none, why."""
    if not row.text("status") and row["deferred_to"] is not None:
        reason = _("Reported in {report}.", report=literal(row.text("deferred_to")))
        return (Judgement(STATUS_SCALE, Level.NOT_DUE, reason),)
    return judge_chosen(row, "status", STATUS_SCALE, _("The owner has given no status."))


ACTION_PLANS = Section(
    "action_plans",
    _("Overarching action plans"),
    Grid(_rows, lines=LINES),
    (
        Column("number", _("No"), Name(), Role.LABEL, width=6),
        Column("title", _("Action plan"), Text(), Role.LABEL, width=44),
        Column("dnr", _("Registration number"), Name(), Role.LABEL, width=16),
        Column("span", _("Years"), Name(), Role.LABEL, width=12),
        where_planned(REGISTER, Column("adopted_by", _("Adopted by"), Name(), Role.LABEL, width=16)),
        where_planned(REGISTER, Column("goal", _("Goal"), Text(), Role.LABEL, width=24)),
        where_planned(REGISTER, Column("revision", _("Revision"), Name(), Role.LABEL, width=20)),
        where_planned(REGISTER, Column("deferred_to", _("Reported in"), Text(), Role.LABEL, width=18)),
        where_planned(REGISTER, Column("link", _("Link"), Name(), Role.LABEL, width=24)),
        Column("status", _("Status"), BY_ROW, width=28, required=True),
        Column("comment", _("Comment"), Prose(), width=100),
    ),
    intro=_(
        "Choose how each plan is expected to have gone at the end of the year, and write a comment under it: what has "
        "been done, what is left, what hinders. A plan that is reported elsewhere needs no status."
    ),
    plan=(REGISTER_SHEET,),
    check_plan=register_faults,
    conditions=(
        Condition("status", "tom(status) och tom(deferred_to)", STATUS_MISSING),
        Condition("comment", "tom(comment) och tom(deferred_to)", COMMENT_MISSING),
        Condition(
            "span",
            "last_year < year",
            PLAN_HAS_EXPIRED,
            _last_year,
            raw="written",
        ),
    ),
    assess=_status,
    overview=(LevelCounts(_("Action plans by status"), "", STATUS_SCALE),),
    word=(
        WordTable(
            ("number", "title"),
            _("Overarching action plans"),
            scales=(STATUS_SCALE,),
            tail=("comment", "revision", "deferred_to"),
            together=True,
            widths={"number": 0.9, "title": 4.4, STATUS_SCALE: 2.4, "comment": 9.0},
            beneath={"title": ("dnr", "span", "unit")},
            links={"title": "link"},
            every=True,
        ),
    ),
    traits=(
        CountedAs(ACTION_PLAN),
        ShowsLastAnswers(("status", "comment")),
    ),
)
