"""Figures asked for with unit and source: those that are common to several units must agree, parts must add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from followup.form.cells.kinds import FigureKind, cell_of, kind_of
from followup.form.cells.number import Number, Percent
from followup.form.cells.rough_number import RoughNumber
from followup.form.cells.text import YES_NO, Name, Names, Text
from followup.form.columns import BY_ROW, Column, ColumnPerPart, ColumnsWhen, Role
from followup.form.conditions import Condition
from followup.form.frame import Frame
from followup.form.presenting import WordTable
from followup.form.row_view import RowView
from followup.form.rows import FilledRow, Row
from followup.form.section import Grid, Listing, Measuring, Section
from followup.form.terms.units import ByUnit, Unit
from followup.form.traits import ComparesUnits, PartOf
from followup.form.values import RoughFigure, number_of
from followup.locale import Message, _, literal
from followup.locale.numbers import as_typed, show_number
from followup.plan.model import Plan
from followup.plan.sheets import ID, VALIDITY, where_planned
from followup.rulebook.figures import FIGURES_CONTRADICT
from followup.rulebook.problem import Remark
from followup.rulebook.sections import SOURCE_MISSING
from followup.rules.figures.figure_checks import answered
from followup.rules.figures.likely import FigureColumns, likely_checks, likely_conditions, not_the_whole, total_of_parts
from followup.rules.figures.plausibility import Expected
from followup.rules.figures.slips import units_are_written_right
from followup.sections.figure_kinds import FAR, KIND, levels_of, target_of

FIGURES_SHEET = Section(
    "figures_asked",
    _("Figures asked for"),
    Listing(("id",), blank=20),
    (
        Column("id", _("Id"), ID, width=18, required=True),
        Column("question", _("Question"), Name(), width=18, refers="questions_asked"),
        Column("what", _("Figure"), Text(), width=60, required=True, names_row=True),
        Column("unit", _("Counted in"), Name(), width=16, required=True),
        Column("units", _("Units"), Names(), width=24, required=True, refers="units"),
        Column("target", _("Target"), Text(), width=30),
        Column("split", _("Split"), YES_NO, width=10),
        Column("part_of", _("Part of"), Name(), width=18, refers="figures_asked"),
        Column("common", _("Same for all"), YES_NO, width=14),
        Column("people", _("Counts people"), YES_NO, width=12),
        KIND,
        FAR,
        *VALIDITY,
    ),
    intro=_("Figures to be given with a source. A part names the figure that it is a part of; the parts must add up."),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """The figures that one unit is asked for; a split one has a column for each part."""
    return plan.once(_every_figure).of(unit)


def _every_figure(plan: Plan) -> ByUnit[Row]:
    """The row of each figure, with the units that are asked for it."""
    return ByUnit((record["units"], _row(record, plan)) for record in plan.rows("figures_asked"))


def _row(record: FilledRow, plan: Plan) -> Row:
    kind = kind_of(record.text("unit"), record.text("kind"))
    cell = RoughNumber(_type_of(kind, record))
    cells = {key: record[key] for key in ("what", "unit", "target")}
    cells["question"] = next(
        (asked["question"] for asked in plan.rows_by("questions_asked", "id", record.text("question"))), None
    )
    parts = [f"part.{part.key}" for part in plan.breakdown.usual]
    closed = frozenset() if record["split"] == "yes" else frozenset(parts)
    level = 1 if record["part_of"] is not None else 0
    types, kinds = dict.fromkeys(AMOUNTS, cell), dict.fromkeys(AMOUNTS, kind)
    parts_of = tuple(part.text("id") for part in plan.rows_by("figures_asked", "part_of", record.text("id")))
    about = {**record.values, PARTS: parts_of}
    return Row(record.text("id"), cells, level, types=types, closed=closed, plan_record=about, kinds=kinds)


AMOUNTS = ("amount", "part")
PARTS = "parts"
"""Where a row's ``about`` holds the ids of the figures that are parts of it."""


def _type_of(kind: FigureKind, record: FilledRow) -> Number | Percent:
    """How a figure is written. More than 100 % of an undeclared share is asked about, a declared one ends there."""
    aims = list(levels_of(target_of(record.text("target")), record.text("unit")))
    undeclared = kind is FigureKind.SHARE and record["kind"] is None
    lowest, highest = min(aims, default=Decimal(0)), max(aims, default=Decimal(0))
    return cell_of(FigureKind.OPEN_SHARE if undeclared else kind, record.text("unit"), lowest, highest)


def _expected(row: RowView, _plan: Frame, column: str) -> Expected:
    """What the target makes likely of a figure, or of a part that is no part of a sum."""
    if column != "amount" and row.row.kinds["part"].adds_up:
        return Expected()
    return Expected(aims=tuple(levels_of(target_of(row.text("target")), row.text("unit"))), all_below=True)


def _split(plan: Plan) -> bool:
    return any(row["split"] == "yes" for row in plan.rows("figures_asked"))


def parts_do_not_add_up(rows: Mapping[str, Sequence[RowView]], _frame: Frame) -> Iterator[tuple[RowView, Remark]]:
    """The parts of a figure, as each unit gives them, against the whole that the same unit gives."""
    for whole in (row for same in rows.values() for row in same):
        below, kind = whole.row.plan_record.get(PARTS), whole.row.kinds["amount"]
        if not isinstance(below, tuple) or not below or not kind.adds_up:
            continue  # a share is of its own whole
        parts = [row for key in below for row in rows.get(key, ()) if row.origin == whole.origin]
        if len(parts) == len(below):
            for remark in not_the_whole(whole, "amount", [number_of(row["amount"]) for row in parts], kind):
                yield whole, remark


def figures_contradict_each_other(
    rows: Mapping[str, Sequence[RowView]], _frame: Frame
) -> Iterator[tuple[RowView, Remark]]:
    """Units give different figures in a row that is the same for all."""
    for same in rows.values():
        common = [row for row in same if row.row.plan_record.get("common") == "yes"]
        figures = [(row, number) for row in common if (number := number_of(row["amount"])) is not None]
        for row, number in figures:
            others = [other for other, theirs in figures if theirs != number]
            if others:
                yield (
                    row,
                    FIGURES_CONTRADICT.remark("amount", _said(row), others=tuple(_cell_of(other) for other in others)),
                )


def _said(row: RowView) -> str:
    value = row["amount"]
    if isinstance(value, RoughFigure):
        return value.text
    return as_typed(show_number(value)) if isinstance(value, Decimal) else ""


def _cell_of(row: RowView) -> Message:
    place = row.place("amount")
    return _(
        "{unit} {figure} ({place})",
        unit=literal(place.unit),
        figure=literal(_said(row)),
        place=literal(place.where),
    )


FIGURES = FigureColumns("part", "amount", _expected)

ASKED_FIGURES = Section(
    "asked_figures",
    _("Figures"),
    Grid(_rows),
    (
        Column("what", _("Figure"), Text(), Role.LABEL, width=56),
        where_planned("figures_asked", Column("question", _("For the question"), Text(), Role.LABEL, width=34)),
        Column("target", _("Target"), Text(), Role.LABEL, width=24, before_answers=True),
        Column("unit", _("Counted in"), Name(), Role.LABEL, width=14, before_answers=True),
        Column("amount", _("Amount"), BY_ROW, width=18, required=True),
        ColumnsWhen((ColumnPerPart(Column("part", _("Of which {part}"), BY_ROW, width=16)),), _split),
        Column("source", _("Source"), Text(_("Write which register or system, and when.")), width=40),
        Column("comment", _("Comment"), Text(), width=50),
    ),
    intro=_("Write each figure with its source. Write “omkring 2 000” where it is not exact."),
    plan=(FIGURES_SHEET,),
    check_plan=partial(units_are_written_right, "figures_asked"),
    explained_by="comment",
    conditions=(
        answered("amount"),
        Condition(
            "source",
            "inte tom(amount) och tom(source)",
            SOURCE_MISSING,
        ),
        total_of_parts("part", "amount"),
        *likely_conditions(FIGURES),
    ),
    checks=likely_checks(FIGURES),
    traits=(PartOf("part_of"), ComparesUnits((parts_do_not_add_up, figures_contradict_each_other))),
    people="people",
    wholes=(("amount", "part"),),
    measuring=Measuring("unit", AMOUNTS),
    word=(
        WordTable(
            ("what", "unit", "amount", "part", "source"),
            _("Figures with their sources"),
            tail=("comment",),
            together=True,
            widths={"what": 5.0, "unit": 1.8, "amount": 2.2, "source": 3.6, "comment": 3.2},
        ),
    ),
)
