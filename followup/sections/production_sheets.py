"""The two sheets of production: the rows of its three tables, and which unit fills in which, with last year's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from followup.form.cells.kinds import FigureKind
from followup.form.cells.number import Number
from followup.form.cells.text import YES_NO, Choice, Name
from followup.form.columns import Column, ColumnMeaning
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.locale import _
from followup.plan.model import Plan
from followup.plan.sheets import ID
from followup.rulebook.planning.plan import FIGURE_ON_A_SUM, ROW_UNDER_A_FIGURE, ROW_UNDER_ITSELF
from followup.rulebook.planning.plan_measures import SHARE_ADDED_UP
from followup.rulebook.problem import Remark
from followup.sections.declared.declared_tables import THE_REGION
from followup.sections.figure_kinds import FAR, KIND, KIND_WORDS

COUNT = Number()
TABLE = Choice(
    options=(("visits", _("Visits")), ("episodes", _("Care episodes")), ("contracted", _("Contracted care")))
)
COUNTED = Choice(options=(("filled", _("filled in")), ("sum", _("sum"))))

ROWS_SHEET = Section(
    "production_rows",
    _("Production rows"),
    Listing(("id",), blank=12),
    (
        Column("table", _("Table"), TABLE, width=20, required=True),
        Column("id", _("Id"), ID, width=26, required=True),
        Column("row", _("Row"), Name(), width=34, required=True, names_row=True),
        Column("parent", _("Under"), Name(), width=26, refers="production_rows"),
        Column("counted", _("Counted"), COUNTED, width=14, required=True),
        Column("people", _("Counts people"), YES_NO, width=12),
        KIND,
        FAR,
    ),
    intro=_("The rows of the production tables, in order. A sum is the sum of the rows that stand under it."),
)
BEFORE_SHEET = Section(
    "production_before",
    _("Production last year"),
    Listing(("unit", "row"), blank=15),
    (
        Column("unit", _("Unit"), Name(), width=18, required=True, refers="units", former_too=True),
        Column("row", _("Row"), Name(), width=30, required=True, refers="production_rows"),
        Column("before", _("Before"), COUNT, width=16, meaning=ColumnMeaning.OF_PERIOD),
        Column("remote_before", _("Of which remote"), COUNT, width=16, meaning=ColumnMeaning.OF_PERIOD),
    ),
    intro=_("Which rows each unit fills in, and the figures of the period compared with."),
)
PRODUCTION_SHEETS = (ROWS_SHEET, BEFORE_SHEET)


def kind_of(line: FilledRow) -> FigureKind:
    """What a row's figures are: counts, where the plan does not say otherwise."""
    return FigureKind(line.text("kind")) if line["kind"] is not None else FigureKind.COUNT


def faults_of_production(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Faults of the tree: a row under itself, a figure filled in on a row that is a sum."""
    rows = list(plan.rows(ROWS_SHEET.key))
    by_id = {row.text("id"): row for row in rows}
    sums = {row.text("id") for row in rows if row["counted"] == "sum"}
    for row in rows:
        parent = row.text("parent")
        if any(above is row for above in _parents(row, by_id)):
            yield row, ROW_UNDER_ITSELF.remark("parent", parent)
        elif parent and parent in plan.ids(ROWS_SHEET.key) and parent not in sums:
            yield row, ROW_UNDER_A_FIGURE.remark("parent", parent)
        elif parent in sums and not (kind := kind_of(row)).adds_up:
            yield row, SHARE_ADDED_UP.remark("kind", row.text("row"), kind=KIND_WORDS[kind.value])
    for row in plan.rows(BEFORE_SHEET.key):
        if row.text("row") in sums and row.text("unit") != THE_REGION:
            yield row, FIGURE_ON_A_SUM.remark("row", row.text("row"))


def _parents(row: FilledRow, by_id: Mapping[str, FilledRow]) -> Iterator[FilledRow]:
    seen: set[str] = set()
    while (parent := row.text("parent")) in by_id and parent not in seen:
        seen.add(parent)
        row = by_id[parent]
        yield row
