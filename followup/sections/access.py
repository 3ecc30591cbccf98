"""Access: the share that waited 90 days or less, month by month, women and men apart, beside the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from followup.form.cells.number import Percent
from followup.form.cells.text import Name, Names, Text
from followup.form.columns import Column, PerPart, Role
from followup.form.finding import Remark
from followup.form.presenting import ChartOf
from followup.form.rows import FilledRow, Row
from followup.form.section import Grid, Listing, Section
from followup.form.stated import Stated, Test, states
from followup.form.values import Value
from followup.locale import _
from followup.plan.model import Plan, Unit, concerns
from followup.plan.sheets import ID
from followup.rules.figures import answered

SHARE = Percent()

SERIES_SHEET = Section(
    "series",
    _("Waiting times"),
    Listing(("id",), blank=8),
    (
        Column("id", _("Id"), ID, width=22, required=True),
        Column("series", _("Series"), Text(), width=64, required=True, names_row=True),
        Column("target", _("Target"), SHARE, width=12),
        Column("units", _("Units"), Names(), width=40, refers="units"),
    ),
    intro=_("Shares that are followed month by month, and the units that give them."),
)
BEFORE_SHEET = Section(
    "series_before",
    _("Waiting times last year"),
    Listing(("series", "unit", "month"), blank=15),
    (
        Column("series", _("Series"), Name(), width=22, required=True, refers="series"),
        Column("unit", _("Unit"), Name(), width=18, required=True, refers="units"),
        Column("month", _("Month"), Name(_("Write the month as 2021-04.")), width=12, required=True),
        PerPart(Column("share", _("{Part}"), SHARE, width=12)),
    ),
    intro=_("The same months of the year before."),
)


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    before = {(row.text("series"), row.text("month")): row for row in plan.rows_by("series_before", "unit", unit.id)}
    for series in plan.rows("series"):
        if not concerns(series["units"], unit):
            continue
        id_ = series.text("id")
        for month in months(plan):
            earlier = before.get((id_, f"{month.year - 1}-{month:%m}"))
            cells: dict[str, Value] = {
                "series": series.text("series"),
                "month": f"{month:%Y-%m}",
                "target": series["target"],
            }
            if earlier is not None:
                cells.update({f"before.{part.key}": earlier[f"share.{part.key}"] for part in plan.first_split})
            yield Row(f"{id_}.{month:%Y-%m}", cells)


def months(plan: Plan) -> Iterator[date]:
    """The first day of each month of the period, at most sixty."""
    first, last = plan.day("period_from"), plan.day("period_to")
    if first is None or last is None:
        return
    number = first.year * 12 + first.month - 1
    for each in range(number, min(last.year * 12 + last.month, number + 60)):
        yield date(each // 12, each % 12 + 1, 1)


UNANSWERED = _("Nothing is written here. {help}", help=SHARE.help())


@states(Stated(Test.ANSWERED, "not-answered", "share", UNANSWERED))
def every_part_is_answered(row: FilledRow, plan: Plan) -> Iterator[Remark]:
    """A month without its share leaves a gap in the series.

    Wrong: the cell is empty.
    Right: 41 %.
    """
    for part in plan.first_split:
        yield from answered(f"share.{part.key}", SHARE.help())(row, plan)


ACCESS = Section(
    "access",
    _("Access"),
    Grid(_rows, sortable=True),
    (
        Column("series", _("Series"), Text(), Role.LABEL, width=48),
        Column("month", _("Month"), Name(), Role.LABEL, width=11),
        PerPart(Column("share", _("{Part}"), SHARE, width=12, required=True)),
        Column("target", _("Target"), SHARE, Role.EARLIER, width=11),
        PerPart(Column("before", _("{Part} {year_before}"), SHARE, Role.EARLIER, width=14)),
        Column("comment", _("Comment"), Text(_("Say here if a figure is wrong, or why it has changed.")), width=40),
    ),
    intro=_("The share of those waiting who have waited 90 days or less, on the last day of each month. Write 41 %."),
    plan=(SERIES_SHEET, BEFORE_SHEET),
    explained_by="comment",
    checks=(every_part_is_answered,),
    reading=(ChartOf("month", ("share",), _("{series}"), series="series", target="target"),),
)
