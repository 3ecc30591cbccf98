"""Internal control: what was decided to be looked at, by whom and how; what was found, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from followup.form.cells.day import Day
from followup.form.cells.number import Number
from followup.form.cells.text import Choice, Name, Text
from followup.form.columns import BY_ROW, Column, Means, Role
from followup.form.finding import Problem, Remark, Severity
from followup.form.frame import Frame
from followup.form.judgement import Judgement, Origin
from followup.form.presenting import Line, TableOf
from followup.form.row_view import RowView
from followup.form.rows import FilledRow, Row
from followup.form.scales import ScaleLevel
from followup.form.section import Grid, Listing, Section
from followup.form.stated import Stated, Test, states
from followup.form.units import Unit
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID, VALIDITY
from followup.rules.figures import answered

CONTROL_SCALE = "control"
SHORT_OF = ("under_way", "late")
"""What a step of the scale counts as when a shortcoming was found."""

CONTROL_SHEET = Section(
    "control_items",
    _("Control items"),
    Listing(("id",), blank=15),
    (
        Column("id", _("Id"), ID, width=14, required=True),
        Column("number", _("No"), Number(), width=6, required=True),
        Column("moment", _("Control item"), Text(), width=50, required=True, means=Means.WORDING),
        Column("unit", _("Unit"), Name(), width=20, required=True, refers="units"),
        Column("method", _("Method of control"), Text(), width=60),
        Column("due_by", _("Due by"), Day(), width=12),
        Column("decided_by", _("Decided by"), Name(), width=28),
        *VALIDITY,
    ),
    intro=_("What internal control looks at: a row for each item and unit. Units that share an item repeat its words."),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    scale = plan.scales.of(CONTROL_SCALE)
    steps = scale.choice() if scale else Choice()
    for record in plan.rows_by("control_items", "unit", unit.id):
        cells = {key: record[key] for key in ("number", "moment", "method", "due_by", "decided_by")}
        yield Row(record.text("id"), cells, types={"assessed": steps}, about=record.values)


def _step(row: RowView, frame: Frame) -> ScaleLevel | None:
    scale = frame.scales.of(CONTROL_SCALE)
    return scale.levels.get(row.text("assessed")) if scale else None


NOT_DESCRIBED = _("Nothing is written here although a shortcoming was found. Write what it is, in a sentence or two.")
NO_MEASURE = _("Nothing is written here although a shortcoming is described. Write what is done about it, and when.")
NOT_DONE = _("although the last day, {day}, has passed. Write under the result why, and the new day.")


def _steps(frame: Frame, *counts_as: str) -> Sequence[str] | None:
    """The steps of the scale that count so; None where there is none."""
    scale = frame.scales.of(CONTROL_SCALE)
    return [key for key, level in scale.levels.items() if level.counts_as in counts_as] or None if scale else None


def _not_done_in_time(row: Row, frame: Frame) -> Sequence[str] | None:
    due, end = row.cells.get("due_by"), frame.period.last
    return _steps(frame, "not_started") if isinstance(due, date) and end is not None and due <= end else None


@states(
    Stated(
        Test.WITH,
        "shortcoming-not-described",
        "shortcoming",
        NOT_DESCRIBED,
        ("assessed",),
        words=lambda _row, frame: _steps(frame, *SHORT_OF),
    )
)
def shortcoming_is_not_described(row: RowView, frame: Frame) -> Iterator[Remark]:
    """A shortcoming that is only assessed cannot be understood by those who are to decide about it.

    Wrong: assessed as "brist", and nothing under Brist.
    Right: assessed as "brist", and "Fyra av trettio beslut saknas i diariet" under Brist.
    """
    step = _step(row, frame)
    if step is not None and step.counts_as in SHORT_OF and row["shortcoming"] is None:
        yield Remark("shortcoming", Problem("shortcoming-not-described", NOT_DESCRIBED, Severity.WARNING))


@states(Stated(Test.WITH, "shortcoming-without-measure", "measure", NO_MEASURE, ("shortcoming",)))
def shortcoming_has_no_measure(row: RowView, _plan: Frame) -> Iterator[Remark]:
    """The board asks what is done about each shortcoming; also a decision to do nothing is an answer.

    Wrong: "Fyra av trettio beslut saknas i diariet", and nothing under Vidtagen åtgärd.
    Right: the same, and "Rutinen gås igenom med alla handläggare i mars".
    """
    if row["shortcoming"] is not None and row["measure"] is None:
        yield Remark("measure", Problem("shortcoming-without-measure", NO_MEASURE, Severity.WARNING))


@states(Stated(Test.CHOSEN, "control-not-done", "assessed", NOT_DONE, ("result", "due_by"), words=_not_done_in_time))
def control_is_not_done_though_its_day_has_passed(row: RowView, frame: Frame) -> Iterator[Remark]:
    """A control whose last day lies within the period should be done, or the result must say why it is not.

    Wrong: due by 2018-02-28, assessed as "ej genomförd", and nothing under Resultat.
    Right: due by 2018-02-28, assessed as "ej genomförd", and under Resultat why and when it will be.
    """
    due, end, step = row["due_by"], frame.period.last, _step(row, frame)
    if not isinstance(due, date) or end is None or due > end or step is None or row["result"] is not None:
        return
    if step.counts_as == "not_started":
        told = NOT_DONE.filled(day=due)
        yield Remark("assessed", Problem("control-not-done", told, Severity.WARNING), step.word)


def _assessed(row: RowView, _plan: Frame) -> Sequence[Judgement]:
    step = row.text("assessed")
    return (Judgement(CONTROL_SCALE, step, _("The unit's own judgement."), origin=Origin.UNIT),) if step else ()


def _no_scale(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Without a scale nobody could choose an assessment."""
    rows = plan.rows("control_items")
    if rows and plan.scales.of(CONTROL_SCALE) is None:
        yield rows[0], scale_of_control_is_missing()


def scale_of_control_is_missing() -> Remark:
    """The drop-down for the assessment is made from the plan's scale: without one every answer would be refused.

    Wrong: control items, and no scale of the type internkontroll on the sheet Skalor.
    Right: a scale of that type: utan brist, brist, ej genomförd.
    """
    told = _("has no scale to be assessed on. Add one of the type internal control on the sheet Scales.")
    return Remark("moment", Problem("scale-missing", told))


def _count(column: str, rows: Sequence[RowView]) -> Decimal:
    return Decimal(sum(row[column] is not None for row in rows))


def _controls(rows: Sequence[RowView]) -> Decimal:
    return _count("assessed", rows)


def _shortcomings(rows: Sequence[RowView]) -> Decimal:
    return _count("shortcoming", rows)


INTERNAL_CONTROL = Section(
    "internal_control",
    _("Internal control"),
    Grid(_rows, sortable=True),
    (
        Column("number", _("No"), Number(), Role.LABEL, width=6),
        Column("moment", _("Control item"), Text(), Role.LABEL, width=40),
        Column("method", _("Method of control"), Text(), Role.LABEL, width=40),
        Column("due_by", _("Due by"), Day(), Role.LABEL, width=12),
        Column("decided_by", _("Decided by"), Name(), Role.LABEL, width=22),
        Column("result", _("Result of the control"), Text(_("Write what the control showed.")), width=50),
        Column("assessed", _("Assessed as"), BY_ROW, width=20, required=True),
        Column("shortcoming", _("Shortcoming"), Text(_("Write what fell short; empty if nothing did.")), width=40),
        Column("measure", _("Measure taken"), Text(_("Write what is done about it, and when.")), width=40),
    ),
    intro=_("Write for each control item what the control showed, and what is done where something fell short."),
    plan=(CONTROL_SHEET,),
    check_plan=_no_scale,
    checks=(
        answered("assessed", _("Choose an assessment from the list.")),
        shortcoming_is_not_described,
        shortcoming_has_no_measure,
        control_is_not_done_though_its_day_has_passed,
    ),
    assess=_assessed,
    overview=(
        Line(_("Control items assessed"), Number(), _controls),
        Line(_("Shortcomings found"), Number(), _shortcomings),
    ),
    reading=(
        TableOf(
            ("moment", "method", "result"),
            _("Control items with their results"),
            scales=(CONTROL_SCALE,),
            tail=("shortcoming", "measure"),
            together=True,
            said_once=1,
            ordered_by="number",
            widths={"unit": 3.2, "moment": 4.4, "method": 4.8, "result": 5.6, CONTROL_SCALE: 2.6, "shortcoming": 5.4},
        ),
    ),
)
