"""National agreements: what the state gives, and the region's share of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from followup.form.cells.number import Number
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text
from followup.form.columns import Column, ColumnMeaning, Role
from followup.form.conditions import Condition, of_filled_rows
from followup.form.frame import Frame
from followup.form.presenting import UnitFigure, WordTable
from followup.form.row_view import RowView
from followup.form.rows import Branch, DetachedRow, FilledRow, PlanRecord, Row
from followup.form.section import FigurePeriod, Grid, Listing, Measuring, Section
from followup.form.terms.units import Unit, concerns
from followup.form.written.plain_text import plain
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID, VALIDITY
from followup.rulebook.figures import AMOUNT_IMPLAUSIBLE, AMOUNT_NOT_UNDERSTOOD
from followup.rulebook.problem import Remark
from followup.rules.figures.amounts import MOST_TIMES, THOUSAND, amounts_of_the_state
from followup.rules.sums.adding_up import sum_of_units

MNKR = Number(unit="mnkr", decimals=None)
STATUS = Choice(options=(("ongoing", _("ongoing")), ("new", _("new"))))
TEXTS_WANTED = Choice(
    options=(("both", _("result and agreement")), ("result", _("only result")), ("agreement", _("only agreement")))
)
ONGOING, NEW = _("Ongoing national agreements"), _("New agreements for {year}")
SUMS = (("ongoing", _("Sum of ongoing")), ("new", _("Sum of new")))
AS_WRITTEN = Text(_("Write the amount with its unit, as in the agreement: 219 mkr or 1,4 mdkr."))

AGREEMENTS_SHEET = Section(
    "agreements_planned",
    _("Agreements"),
    Listing(("id",), blank=12),
    (
        Column("id", _("Id"), ID, width=16, required=True),
        Column("number", _("No"), Number(), width=6, required=True),
        Column("name", _("Agreement"), Text(), width=50, required=True),
        Column("heading", _("Heading in the report"), Text(), width=50),
        Column("period", _("Period"), Name(), width=12),
        Column("status", _("Ongoing or new"), STATUS, width=14, required=True),
        Column("state_before", _("The state last year"), AS_WRITTEN, width=24, meaning=ColumnMeaning.OF_YEAR),
        Column("state_now", _("The state this year"), AS_WRITTEN, width=24, meaning=ColumnMeaning.OF_YEAR),
        Column("regions_before", _("To regions last year, mnkr"), MNKR, width=16, meaning=ColumnMeaning.OF_YEAR),
        Column("regions_now", _("To regions this year, mnkr"), MNKR, width=16, meaning=ColumnMeaning.OF_YEAR),
        Column("units", _("Units"), Names(), width=20, required=True, refers="units"),
        Column("texts", _("Texts wanted"), TEXTS_WANTED, width=22),
        Column("people", _("Counts people"), YES_NO, width=12),
        *VALIDITY,
    ),
    intro=_("Each agreement with the state, with its amounts as they are written, and the unit that answers for it."),
)


def agreements_of(plan: Plan, unit: Unit) -> Sequence[FilledRow]:
    """The plan's agreements that a unit answers for."""
    return [record for record in plan.rows("agreements_planned") if concerns(record["units"], unit)]


def group_title(frame: Frame, record: FilledRow) -> str:
    """The heading that an agreement stands under: ongoing or new."""
    title = NEW if record["status"] == "new" else ONGOING
    return frame.words(title.filled(**frame.period.labels))


LABELS = ("number", "name", "period", "state_before", "state_now", "regions_before", "regions_now")


def _rows(plan: Plan, unit: Unit) -> Iterable[Row]:
    """The agreements, a sum behind those ongoing and those new, and one of all."""
    mine, names = agreements_of(plan, unit), _agreements_by_row(plan)
    for status, title in SUMS:
        records = [record for record in mine if record["status"] == status]
        for record in records:
            cells = {key: record[key] for key in LABELS} | {"group": group_title(plan.frame, record)}
            closed = frozenset({"share_before"}) if status == "new" else frozenset[str]()
            id_ = record.text("id")
            yield Row(id_, cells, closed=closed, plan_record=PlanRecord(record), count_as=names[id_])
        if records:
            sums = tuple(record.text("id") for record in records)
            yield _sum(f"sum-{status}", plan.words(title), group_title(plan.frame, records[0]), sums)
    if mine:
        yield _sum("sum", plan.words(_("Sum of all")), "", tuple(record.text("id") for record in mine))


def _agreements_by_row(plan: Plan) -> dict[str, str]:
    """Which agreement each row is of, by the id of its first row: rows with the same number or name are one."""
    first: dict[str, str] = {}
    of: dict[str, str] = {}
    for record in plan.rows("agreements_planned"):
        names = (record.text("number"), plain(record.text("name")).casefold())
        agreement = next((first[name] for name in names if name in first), record.text("id"))
        first |= {name: first.get(name, agreement) for name in names if name}
        of[record.text("id")] = agreement
    return of


def _sum(key: str, title: str, group: str, sums: tuple[str, ...]) -> Row:
    return Row(
        key, {"number": None, "name": title, "group": group}, sums=sums, closed=frozenset({"performance", "note"})
    )


def amount_of_the_state_is_implausible(row: RowView, _plan: Frame) -> Iterator[Remark]:
    """An amount a thousand times off, or without a unit: both readings are named, and none is chosen."""
    for column, amount, other in amounts_of_the_state(row):
        if amount is None:
            yield AMOUNT_NOT_UNDERSTOOD.remark(column, row.text(column))
        elif other is not None:
            yield AMOUNT_IMPLAUSIBLE.remark(column, row.text(column), written=amount, other=other)


def _near(amount: str) -> str:
    """That an amount lies within so many times of last year's share."""
    return f"{amount} >= share_before / {MOST_TIMES} och {amount} <= share_before * {MOST_TIMES}"


MORE, LESS = f"share_now * {THOUSAND}", f"share_now / {THOUSAND}"
SHARE_IS_IMPLAUSIBLE = Condition(
    "share_now",
    f"share_now <> 0 och share_before <> 0 och inte ({_near('share_now')}) och ({_near(MORE)} eller {_near(LESS)})",
    AMOUNT_IMPLAUSIBLE,
    of_filled_rows,
    words={"written": "share_now", "other": f"om({_near(MORE)}; {MORE}; {LESS})"},
)
"""A share typed in tkr instead of mnkr is a thousand times last year's."""


def _plan_amounts(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    for record in plan.rows("agreements_planned"):
        for remark in amount_of_the_state_is_implausible(record, plan.frame):
            yield record, remark


def stated_shares(rows: Sequence[Branch], columns: Sequence[Column]) -> DetachedRow | None:
    """The units' shares added up. Only sums are short: that no share is stated yet is no fault of an agreement's.

    Sums count agreements, however many units report on one and however many rows it has.
    """
    region = sum_of_units(rows, columns)
    if region is not None and not region.row.sums:
        region.coverages = {column: short for column, short in region.coverages.items() if short[0]}
    return region


def _share_now(rows: Sequence[RowView]) -> Decimal | None:
    shares = [number for row in rows if not row.row.sums and (number := row.number("share_now")) is not None]
    return sum(shares, Decimal(0)) if shares else None


AMOUNT_COLUMNS = (
    "name", "period", "state_before", "state_now", "regions_before", "regions_now", "share_before", "share_now",
)  # fmt: skip

AGREEMENTS = Section(
    "agreements",
    _("National agreements"),
    Grid(_rows),
    (
        Column("number", _("No"), Number(), Role.LABEL, width=6),
        Column("name", _("Agreement"), Text(), Role.LABEL, width=46),
        Column("group", _("Ongoing or new"), Text(), Role.LABEL, width=24),
        Column("period", _("Period"), Name(), Role.LABEL, width=12),
        Column("state_before", _("The state {year_before}"), Text(), Role.LABEL, width=22),
        Column("state_now", _("The state {year}"), Text(), Role.LABEL, width=22),
        Column("regions_before", _("To regions {year_before}"), MNKR, Role.LABEL, width=14),
        Column("regions_now", _("To regions {year}"), MNKR, Role.LABEL, width=14),
        Column("share_before", _("Our share {year_before}, mnkr"), MNKR, width=15),
        Column("share_now", _("Our share {year}, mnkr"), MNKR, width=15),
        Column("performance", _("Of which for performance"), Text(_("Write what depends on results.")), width=34),
        Column("note", _("About the amounts"), Text(_("Say why an amount is not known yet.")), width=40),
    ),
    intro=_("Write the region's share of each agreement in mnkr. Leave it empty where it is not stated, and say why."),
    plan=(AGREEMENTS_SHEET,),
    check_plan=_plan_amounts,
    conditions=(SHARE_IS_IMPLAUSIBLE,),
    checks=(amount_of_the_state_is_implausible,),
    aggregate=stated_shares,
    people="people",
    measuring=Measuring(spans=(("share_before", FigurePeriod.COMPARED_YEAR), ("share_now", FigurePeriod.YEAR))),
    overview=(UnitFigure(_("Our share of agreements, mnkr"), MNKR, _share_now, "share_now"),),
    word=(
        WordTable(
            AMOUNT_COLUMNS,
            _("Amounts, {group}"),
            group="group",
            tail=("note", "performance"),
            together=True,
            labels_once=1,
            ordered_by="number",
            region_only_sums=True,
            widths={"name": 4.6, "period": 2.2, "state_before": 2.7, "state_now": 2.7, "note": 4.6, "unit": 3.2},
        ),
    ),
)
