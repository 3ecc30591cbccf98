"""Strategic actions: what the unit has promised to do, its status and a comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from followup.form.cells.comment import Comment
from followup.form.cells.day import Day
from followup.form.cells.text import Choice, Name, Names, Text
from followup.form.columns import BY_ROW, Column, ColumnMeaning, Role
from followup.form.frame import Frame
from followup.form.presenting import LevelCounts, WordTable
from followup.form.row_view import RowView
from followup.form.rows import FilledRow, PlanRecord, Row
from followup.form.section import Grid, Listing, Section
from followup.form.terms.concepts import ACTION
from followup.form.terms.judgement import Judgement
from followup.form.terms.units import ByUnit, Unit
from followup.form.traits import CountedAs, FinishedBy, ShowsLastAnswers
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID, VALIDITY, where_planned
from followup.rules.comments import comment_only_says_that_work_goes_on
from followup.rules.dates import LAST_DAY_HAS_PASSED
from followup.rules.figures.figure_checks import answered
from followup.rules.scoring.chosen import judge_chosen
from followup.sections.lists.actions_list import ACTIONS_IMPORT

STATUS_SCALE = "forecast"
AS_PLANNED = ("number", "action", "how", "responsible", "timeline", "start", "due_by", "effect")
"""What stands in a unit's form as the plan has it."""

ACTIONS_SHEET = Section(
    "actions_planned",
    _("Actions"),
    Listing(("id",), blank=15),
    (
        Column("id", _("Id"), ID, width=12, required=True),
        Column("number", _("No"), Name(), width=6, required=True),
        Column("goal", _("Success factor"), Name(), width=26, required=True, refers="goals"),
        Column("action", _("Strategic action"), Text(), width=60, required=True, meaning=ColumnMeaning.WORDING),
        Column("how", _("How"), Text(), width=40),
        Column("responsible", _("Responsible"), Text(), width=34),
        Column("units", _("Units"), Names(), width=24, required=True, refers="units"),
        Column("timeline", _("Timeline"), Text(), width=34),
        Column("start", _("Start"), Day(), width=12),
        Column("due_by", _("Due by"), Day(), width=12),
        Column("effect", _("Expected effect"), Text(), width=40),
        *VALIDITY,
    ),
    intro=_("Every strategic action, with the unit or units that answer for it."),
    traits=(ACTIONS_IMPORT,),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    return plan.once(_every_action).of(unit)


def _every_action(plan: Plan) -> ByUnit[Row]:
    """The row of each action, with the units that answer for it."""
    status = status_choice(plan.frame)
    return ByUnit((record["units"], _row(record, plan, status)) for record in plan.rows("actions_planned"))


def _row(record: FilledRow, plan: Plan, status: Choice) -> Row:
    goal = plan.goals.get(record.text("goal"))
    cells = {key: record[key] for key in AS_PLANNED}
    cells["goal"] = goal.name if goal else record.text("goal")
    cells["perspective"] = plan.goals.perspective(record.text("goal"))
    return Row(record.text("id"), cells, types={"status": status}, plan_record=PlanRecord(record))


def status_choice(frame: Frame) -> Choice:
    """The words of the plan's scale for status, as a choice."""
    scale = frame.scales.of(STATUS_SCALE)
    return scale.choice() if scale else Choice()


def _status(row: RowView, _plan: Frame) -> Sequence[Judgement]:
    """The status that the unit chose, as a judgement of its own."""
    return judge_chosen(row, "status", STATUS_SCALE, _("The unit has given no status."))


ACTIONS = Section(
    "actions",
    _("Strategic actions"),
    Grid(_rows, sortable=True),
    (
        Column("number", _("No"), Name(), Role.LABEL, width=6),
        Column("action", _("Strategic action"), Text(), Role.LABEL, width=44),
        where_planned("actions_planned", Column("how", _("How"), Text(), Role.LABEL, width=34)),
        Column("perspective", _("Perspective"), Name(), Role.LABEL, width=13),
        Column("goal", _("Success factor"), Text(), Role.LABEL, width=28),
        Column("responsible", _("Responsible"), Text(), Role.LABEL, width=22),
        Column("timeline", _("Timeline"), Text(), Role.LABEL, width=22),
        where_planned("actions_planned", Column("start", _("Start"), Day(), Role.LABEL, width=12)),
        Column("due_by", _("Due by"), Day(), Role.LABEL, width=12),
        where_planned("actions_planned", Column("effect", _("Expected effect"), Text(), Role.LABEL, width=34)),
        Column("status", _("Status"), BY_ROW, width=22, required=True),
        Column(
            "comment", _("Comment"), Comment(_("Write what has been done, what is left and what hinders.")), width=60
        ),
    ),
    intro=_("Choose a status for each action and say what has been done, what is left and what hinders."),
    plan=(ACTIONS_SHEET,),
    explained_by="comment",
    conditions=(answered("status", _("Choose a status from the list.")), LAST_DAY_HAS_PASSED),
    checks=(comment_only_says_that_work_goes_on,),
    assess=_status,
    overview=(LevelCounts(_("Strategic actions by status"), "perspective", STATUS_SCALE),),
    word=(
        WordTable(
            ("number", "action", "responsible", "timeline"),
            _("Strategic actions, {group}"),
            group="perspective",
            scales=(STATUS_SCALE,),
            tail=("comment",),
            together=True,
            widths={
                "number": 1.0,
                "action": 5.6,
                "responsible": 3.6,
                "timeline": 3.6,
                STATUS_SCALE: 3.0,
                "comment": 6.0,
            },
        ),
    ),
    perspective="perspective",
    traits=(CountedAs(ACTION), ShowsLastAnswers(("status", "comment")), FinishedBy(STATUS_SCALE)),
)
