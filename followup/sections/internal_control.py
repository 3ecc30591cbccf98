"""Internal control: what was decided to be looked at, by whom and how; what was found, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.cells.day import Day
from followup.form.cells.number import Number
from followup.form.cells.text import Choice, Name, Text
from followup.form.columns import BY_ROW, Column, ColumnMeaning, Role
from followup.form.conditions import Condition, Parameter
from followup.form.frame import Frame
from followup.form.presenting import UnitFigure, WordTable
from followup.form.row_view import RowView
from followup.form.rows import FilledRow, PlanRecord, Row
from followup.form.section import Grid, Listing, Section
from followup.form.terms.concepts import CONTROL
from followup.form.terms.judgement import Judgement
from followup.form.terms.units import Unit
from followup.form.traits import CountedAs, ShowsLastAnswers
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID, VALIDITY
from followup.rulebook.planning.plan import SCALE_MISSING
from followup.rulebook.problem import Remark
from followup.rulebook.sections import CONTROL_NOT_DONE, SHORTCOMING_NOT_DESCRIBED, SHORTCOMING_WITHOUT_MEASURE
from followup.rules.figures.figure_checks import answered
from followup.rules.scoring.chosen import judge_chosen

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
        Column("moment", _("Control item"), Text(), width=50, required=True, meaning=ColumnMeaning.WORDING),
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
        yield Row(record.text("id"), cells, types={"assessed": steps}, plan_record=PlanRecord(record))


def _steps(frame: Frame, *counts_as: str) -> tuple[str, ...]:
    """The steps of the scale that count so."""
    scale = frame.scales.of(CONTROL_SCALE)
    levels = scale.levels if scale else {}
    return tuple(key for key, level in levels.items() if level.counts_as in counts_as)


def _what_tells_of_a_shortcoming(_row: Row, frame: Frame, _column: str) -> Mapping[str, Parameter]:
    return {"short_of": _steps(frame, *SHORT_OF)}


def _what_is_not_done(_row: Row, frame: Frame, _column: str) -> Mapping[str, Parameter]:
    return {"not_done": _steps(frame, "not_started"), "period_end": frame.period.last}


CONDITIONS = (
    answered("assessed", _("Choose an assessment from the list.")),
    Condition(
        "shortcoming",
        "assessed = short_of och tom(shortcoming)",
        SHORTCOMING_NOT_DESCRIBED,
        _what_tells_of_a_shortcoming,
    ),
    Condition(
        "measure",
        "inte tom(shortcoming) och tom(measure)",
        SHORTCOMING_WITHOUT_MEASURE,
    ),
    Condition(
        "assessed",
        "due_by <= period_end och assessed = not_done och tom(result)",
        CONTROL_NOT_DONE,
        _what_is_not_done,
        words={"day": "due_by"},
    ),
)


def _assessed(row: RowView, _plan: Frame) -> Sequence[Judgement]:
    return judge_chosen(row, "assessed", CONTROL_SCALE, _("The unit has given no assessment."))


def _no_scale(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Without a scale nobody could choose an assessment."""
    rows = plan.rows("control_items")
    if rows and plan.scales.of(CONTROL_SCALE) is None:
        yield rows[0], SCALE_MISSING.remark("moment")


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
    conditions=CONDITIONS,
    assess=_assessed,
    overview=(
        UnitFigure(_("Control items assessed"), Number(), _controls),
        UnitFigure(_("Shortcomings found"), Number(), _shortcomings),
    ),
    word=(
        WordTable(
            ("moment", "method", "result"),
            _("Control items with their results"),
            scales=(CONTROL_SCALE,),
            tail=("shortcoming", "measure"),
            together=True,
            labels_once=1,
            ordered_by="number",
            widths={"unit": 3.2, "moment": 4.4, "method": 4.8, "result": 5.6, CONTROL_SCALE: 2.6, "shortcoming": 5.4},
        ),
    ),
    traits=(
        CountedAs(CONTROL),
        ShowsLastAnswers(("result", "assessed", "shortcoming", "measure")),
    ),
)
