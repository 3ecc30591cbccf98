"""Access: the share that waited 90 days or less, month by month, women and men apart, beside the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from followup.form.cells.kinds import FIGURE_KIND, MOST, FigureKind, cell_of, fits, kind_of
from followup.form.cells.number import Number, Percent
from followup.form.cells.text import Name, Names, Text
from followup.form.columns import Column, ColumnPerPart, ColumnsWhen, Role
from followup.form.conditions import Condition, of_asked_rows
from followup.form.frame import Frame
from followup.form.presenting import WordChart
from followup.form.rows import FilledRow, Row, one_of
from followup.form.section import EarlierFigures, FigurePeriod, Grid, Listing, Measuring, Section
from followup.form.terms.units import Unit, concerns
from followup.form.traits import ReportsAgain, SaysInBrief
from followup.form.values import Value
from followup.locale import _, literal
from followup.plan.model import Plan
from followup.plan.sheets import ID
from followup.rulebook.answers import SHARE_NOT_ANSWERED
from followup.rulebook.planning.plan_measures import KIND_AGAINST_THE_UNIT, KIND_NOT_DECLARED
from followup.rulebook.problem import Remark
from followup.rules.figures.likely import FigureColumns, FiguresBeside, likely_checks, likely_conditions
from followup.sections.figure_kinds import FAR, KIND, KIND_WORDS
from followup.sections.in_brief import waiting_times

SHARE = Percent()
OF_THE_PLAN = Percent(minimum=-MOST, maximum=MOST)
"""A share as the plan has it: which limits it has, its series says."""

SERIES_SHEET = Section(
    "series",
    _("Waiting times"),
    Listing(("id",), blank=8),
    (
        Column("id", _("Id"), ID, width=22, required=True),
        Column("series", _("Series"), Text(), width=64, required=True, names_row=True),
        Column("target", _("Target"), OF_THE_PLAN, width=12),
        Column("units", _("Units"), Names(), width=40, refers="units"),
        KIND,
        FAR,
    ),
    intro=_("Shares that are followed month by month, and the units that give them."),
)
BEFORE_SHEET = Section(
    "series_before",
    _("Waiting times last year"),
    Listing(("series", "unit", "month"), blank=15),
    (
        Column("series", _("Series"), Name(), width=22, required=True, refers="series"),
        Column("unit", _("Unit"), Name(), width=18, required=True, refers="units", former_too=True),
        Column("month", _("Month"), Name(_("Write the month as 2021-04.")), width=12, required=True),
        ColumnPerPart(Column("share", _("{Part}"), OF_THE_PLAN, width=12)),
    ),
    intro=_("The same months of the year before."),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """A row for each month of each series that the unit gives, with its own figures of the year before."""
    is_asked = plan.once(_is_year_before_asked)
    columns = _columns_before(plan)
    for row, earlier in _of_unit(plan, unit):
        yield row if earlier is None else _add_year_before(row, earlier, columns, is_asked=is_asked)


def _of_unit(plan: Plan, unit: Unit) -> Iterator[tuple[Row, FilledRow | None]]:
    """The unit's rows, each with the plan's line of the year before."""
    before = {(row.text("series"), row.text("month")): row for row in plan.rows_by("series_before", "unit", unit.id)}
    for units, rows in plan.once(_every_series):
        if concerns(units, unit):
            yield from ((row, before.get(at)) for at, row in rows)


def _columns_before(plan: Plan) -> Sequence[tuple[str, str]]:
    """The columns of the year before, each with its column of the plan's sheet."""
    return [(f"before.{part.key}", f"share.{part.key}") for part in plan.breakdown.usual]


def _is_year_before_asked(plan: Plan) -> bool:
    """Whether a unit has a month of which neither plan nor record knows the year before: it is asked of those.

    In a first round the plan has what is to be known.
    """
    columns = [of for _column, of in _columns_before(plan)]
    return bool(plan.period.earlier) and any(
        earlier is None or any(earlier[of] is None for of in columns)
        for unit in plan.units.answering
        for _row, earlier in _of_unit(plan, unit)
    )


def _add_year_before(row: Row, earlier: FilledRow, columns: Iterable[tuple[str, str]], *, is_asked: bool) -> Row:
    """The row with figures of the year before, each in its column of the plan's sheet; those are not asked of units."""
    before: dict[str, Value] = {column: earlier[of] for column, of in columns}
    from_record = (column for column, of in columns if earlier[of] is not None and not earlier.has_cell(of))
    recorded = one_of(frozenset(from_record))
    shown = one_of(frozenset(column for column, value in before.items() if is_asked and value is not None))
    return replace(row, cells={**row.cells, **before}, recorded=recorded, closed=shown)


def _every_series(plan: Plan) -> Sequence[tuple[Value, Sequence[tuple[tuple[str, str], Row]]]]:
    """Of each series the units that give it, and its rows, each with its series and the month a year before."""
    return [(series["units"], list(_months_of(series, plan))) for series in plan.rows("series")]


def _months_of(series: FilledRow, plan: Plan) -> Iterator[tuple[tuple[str, str], Row]]:
    id_, kind, cell = series.text("id"), *_kind(series, plan)
    types, about = dict.fromkeys(("share", "target", "before"), cell), {"far": series["far"]}
    kinds, label = {"share": kind}, {"series": series.text("series")}
    for month in months(plan.frame):
        cells: dict[str, Value] = {**label, "month": f"{month:%Y-%m}", "target": series["target"]}
        row = Row(f"{id_}.{month:%Y-%m}", cells, types=types, plan_record=about, kinds=kinds)
        yield (id_, f"{month.year - 1}-{month:%m}"), row


def _kind(series: FilledRow, plan: Plan) -> tuple[FigureKind, Number | Percent]:
    """What kind of share a series is, and how it is written: its own target and year before are within its limits."""
    figures = list(_figures(series, plan))
    lowest, highest = min(figures, default=Decimal(0)), max(figures, default=Decimal(0))
    kind = kind_of("%", series.text("kind"))
    if series["kind"] is None:
        kind = FigureKind.CHANGE if lowest < 0 else FigureKind.OPEN_SHARE if highest > 1 else kind
    return kind, cell_of(kind, "%", lowest, highest)


def _figures(series: FilledRow, plan: Plan) -> Iterator[Decimal]:
    """The target and the figures of the year before."""
    for row in (series, *plan.rows_by("series_before", "series", series.text("id"))):
        yield from (figure for key in row.values if (figure := row.number(key)) is not None and key != "far")


def kinds_can_stand(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Series whose kind cannot be in per cent, and those whose own figures say another kind than 0 to 100 %."""
    for series in plan.rows("series"):
        declared, kind = series.text("kind"), _kind(series, plan)[0]
        if declared and not fits("%", declared):
            yield (
                series,
                KIND_AGAINST_THE_UNIT.remark("kind", FIGURE_KIND.show(declared, plan.words), unit=literal("%")),
            )
        elif kind is not kind_of("%", declared):
            yield series, KIND_NOT_DECLARED.remark("kind", "%", kind=KIND_WORDS[kind.value])


def months(frame: Frame) -> Iterator[date]:
    """The first day of each month of the period, at most sixty."""
    first, last = frame.period.first, frame.period.last
    if first is None or last is None:
        return
    number = first.year * 12 + first.month - 1
    for month in range(number, min(last.year * 12 + last.month, number + 60)):
        yield date(month // 12, month % 12 + 1, 1)


YEAR_BEFORE = Column("before", _("{Part} {last_year}"), SHARE, Role.EARLIER, width=14)

FIGURES = FigureColumns("share", expected=FiguresBeside("before", "target"))
"""The same month of the year before, and the target."""

ACCESS = Section(
    "access",
    _("Access"),
    Grid(_rows, sortable=True),
    (
        Column("series", _("Series"), Text(), Role.LABEL, width=48),
        Column("month", _("Month"), Name(), Role.LABEL, width=11),
        ColumnPerPart(Column("share", _("{Part}"), SHARE, width=12, required=True)),
        Column("target", _("Target"), SHARE, Role.EARLIER, width=11),
        ColumnsWhen((ColumnPerPart(YEAR_BEFORE),), lambda plan: not plan.once(_is_year_before_asked)),
        ColumnsWhen(
            (ColumnPerPart(replace(YEAR_BEFORE, role=Role.INPUT)),), lambda plan: plan.once(_is_year_before_asked)
        ),
        Column("comment", _("Comment"), Text(_("Say here if a figure is wrong, or why it has changed.")), width=40),
    ),
    intro=_("The share of those waiting who have waited 90 days or less, on the last day of each month. Write 41 %."),
    plan=(SERIES_SHEET, BEFORE_SHEET),
    explained_by="comment",
    conditions=(
        Condition(
            "share",
            "tom(share)",
            SHARE_NOT_ANSWERED.filled(help=SHARE.help()),
            of_asked_rows,
        ),
        *likely_conditions(FIGURES),
    ),
    checks=likely_checks(FIGURES),
    check_plan=kinds_can_stand,
    measuring=Measuring(month="month", spans=(("before", FigurePeriod.COMPARED),)),
    traits=(
        SaysInBrief(waiting_times),
        ReportsAgain(("share", "before")),
        EarlierFigures(BEFORE_SHEET, "series", "unit", "", (("share", "share"),), month="month", shown=("before",)),
    ),
    word=(WordChart("month", ("share",), _("{series}"), series="series", target="target"),),
)
