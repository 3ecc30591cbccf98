"""Production: visits, care episodes and care bought in, against the year before.

The rows are a tree that the plan declares: those that are filled in, and sums of the rows under them. Which unit
fills in which row stands in the sheet with last year's figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from followup.form.cells.kinds import IN_PERCENT, FigureKind, cell_of
from followup.form.cells.number import Number, Percent
from followup.form.cells.text import YES_NO, Choice, Name, Text
from followup.form.checking.firing import is_true_of
from followup.form.columns import Column, ColumnMeaning, ColumnsWhen, Role
from followup.form.derived import Derived
from followup.form.frame import Frame
from followup.form.presenting import Sentence, UnitFigure, WordTable
from followup.form.row_view import RowView
from followup.form.rows import FilledRow, Row, one_of
from followup.form.section import EarlierFigures, FigurePeriod, Grid, Listing, Measuring, PlanRows, Section
from followup.form.terms.period_names import compared_name
from followup.form.terms.units import Unit
from followup.form.traits import SaysInBrief
from followup.locale import Message, _, literal
from followup.locale.inflection import definite_plural
from followup.locale.number_words import percent_in_words
from followup.locale.numbers import show_number
from followup.plan.model import Plan
from followup.plan.sheets import ID
from followup.rulebook.planning.plan import FIGURE_ON_A_SUM, ROW_UNDER_A_FIGURE, ROW_UNDER_ITSELF
from followup.rulebook.planning.plan_measures import SHARE_ADDED_UP
from followup.rulebook.problem import Remark
from followup.rules.figures.figure_checks import answered, near_last_year, part_is_at_most_the_whole
from followup.rules.figures.likely import FigureColumns, likely_checks, likely_conditions
from followup.rules.figures.plausibility import Expected
from followup.rules.sums.adding_up import sum_of_units
from followup.sections.figure_kinds import FAR, KIND, KIND_WORDS
from followup.sections.in_brief import production as production_in_brief

COUNT = Number()
CHANGE = Percent(minimum=None, maximum=None)
SHARE = Percent()
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


class _TreeRow(NamedTuple):
    """A row of a table as it is before anybody fills it in: its ``sums`` are all rows that it may be the sum of."""

    row: Row
    parent: str


def _table_rows(table: str) -> PlanRows:
    def lines(plan: Plan) -> Sequence[_TreeRow]:
        declared = [row for row in plan.rows("production_rows") if row["table"] == table]
        of_region = {row.text("row"): row for row in plan.rows_by("production_before", "unit", THE_REGION)}
        return [_TreeRow(_row(row, declared, of_region.get(row.text("id"))), row.text("parent")) for row in declared]

    def rows(plan: Plan, unit: Unit) -> Iterable[Row]:
        mine = {row.text("row"): row for row in plan.rows_by("production_before", "unit", unit.id)}
        every = plan.once(lines)
        carried = _carried_keys(every, set(mine))
        asked = plan.once(_asked_columns)
        return (_of_unit(row, carried, mine.get(row.key), asked) for row, _parent in every if row.key in carried)

    return rows


def _of_unit(row: Row, carried: set[str], before: FilledRow | None, asked: frozenset[str]) -> Row:
    """The row with a unit's figures of the year before; a sum of the rows that the unit has. In columns that are ``asked``
    of units, a figure that is there is not.
    """
    figures = {} if before is None else {"before": before["before"], "remote_before": before["remote_before"]}
    recorded = one_of(frozenset(key for key in figures if before is not None and _is_recorded(before, key)))
    sums = tuple(below for below in row.sums if below in carried)
    shown = one_of(frozenset(key for key in asked if figures.get(key) is not None))
    return replace(row, cells={**row.cells, **figures}, sums=sums, recorded=recorded, closed=shown)


def _is_recorded(before: FilledRow, column: str) -> bool:
    return before[column] is not None and not before.has_cell(column)


def _carried_keys(lines: Sequence[_TreeRow], mine: set[str]) -> set[str]:
    """The rows of a unit: those it fills in and every sum above them."""
    parents = {row.key: parent for row, parent in lines}
    carried: set[str] = set()
    for key in mine & set(parents):
        while key and key not in carried:
            carried.add(key)
            key = parents.get(key, "")
    return carried


THE_REGION = ""
"""The unit of figures of the year before that are the region's own, taken from the record of their round."""


def _row(row: RowView, declared: list[FilledRow], of_region: FilledRow | None) -> Row:
    id_ = row.text("id")
    below = [record for record in declared if record.text("parent") == id_]
    children = tuple(child.text("id") for child in below if _kind(child).adds_up)
    level = sum(1 for _above in _parents(row, declared)) if _under_a_row(row, declared) else 0
    kind, sums = _kind(row), children if row["counted"] == "sum" else ()
    types = {} if kind is FigureKind.COUNT else dict.fromkeys(FIGURES, cell_of(kind, _unit(kind)))
    kinds = dict.fromkeys(FIGURES, kind)
    about = {"far": row["far"], "people": row["people"]}
    before = {} if of_region is None else {key: of_region.number(key) for key in ("before", "remote_before")}
    region_cells = {key: figure for key, figure in before.items() if figure is not None}
    return Row(
        *(id_, {"row": row.text("row")}, level, sums, types), plan_record=about, kinds=kinds, region_cells=region_cells
    )


FIGURES = ("now", "before", "remote", "remote_before", "supplement")
"""The columns that hold figures of the row's kind."""


def _kind(row: RowView) -> FigureKind:
    """What a row's figures are: counts, where the plan does not say otherwise."""
    return FigureKind(row.text("kind")) if row["kind"] is not None else FigureKind.COUNT


def _unit(kind: FigureKind) -> str:
    return "%" if kind in IN_PERCENT else ""


def _remote_before(row: RowView, frame: Frame, _column: str) -> Expected:
    """Last year's remote visits, held less near than all visits: their share has changed much.

    Nothing where all visits are far from last year's, or cannot be read: that is reported already.
    """
    before = row.number("remote_before")
    if (
        before is None
        or row.number("now") is None
        or any(is_true_of(condition, row, frame) for condition in NEAR_LAST_YEAR)
    ):
        return Expected()
    return Expected((before,))


NEAR_LAST_YEAR = near_last_year("now", "before")
OF_VISITS = (FigureColumns("now"), FigureColumns("remote", expected=_remote_before))
OF_EPISODES = (FigureColumns("now"),)
OF_CONTRACTED_CARE = (FigureColumns("now"), FigureColumns("supplement"))


def _parents(row: RowView, declared: list[FilledRow]) -> Iterator[FilledRow]:
    by_id = {record.text("id"): record for record in declared}
    seen: set[str] = set()
    while (parent := row.text("parent")) in by_id and parent not in seen:
        seen.add(parent)
        row = by_id[parent]
        yield row


def _under_a_row(row: RowView, declared: list[FilledRow]) -> bool:
    """A row is drawn indented under a parent that stands above it; a grand total below its parts indents nothing."""
    order = [record.text("id") for record in declared]
    parent = row.text("parent")
    return parent in order and order.index(parent) < order.index(row.text("id"))


def _tree_is_sound(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """Faults of the tree: a row under itself, a figure filled in on a row that is a sum."""
    rows = list(plan.rows("production_rows"))
    sums = {row.text("id") for row in rows if row["counted"] == "sum"}
    for row in rows:
        parent = row.text("parent")
        if any(above is row for above in _parents(row, rows)):
            yield row, ROW_UNDER_ITSELF.remark("parent", parent)
        elif parent and parent in plan.ids("production_rows") and parent not in sums:
            yield row, ROW_UNDER_A_FIGURE.remark("parent", parent)
        elif parent in sums and not _kind(row).adds_up:
            yield row, SHARE_ADDED_UP.remark("kind", row.text("row"), kind=KIND_WORDS[_kind(row).value])
    for row in plan.rows("production_before"):
        if row.text("row") in sums and row.text("unit") != THE_REGION:
            yield row, FIGURE_ON_A_SUM.remark("row", row.text("row"))


def change_in_words(now: str, before: str, changed: str) -> Sentence:
    """A sentence of one row: what it was, what it is, and how much that is in per cent. None without figures."""

    def sentence(row: RowView, frame: Frame) -> Message | None:
        this_year, last_year, by = row.number(now), row.number(before), row.number(changed)
        if this_year is None or last_year is None or by is None or not row.row.sums or row.coverage(now) is not None:
            return None
        language, label = frame.words.language, row.text("row")
        rows = definite_plural(label) if language == "sv" else ""
        figures = {
            "row": literal(label),
            "rows": literal(rows),
            "now": literal(show_number(this_year, language)),
            "before": literal(show_number(last_year, language)),
            "percent": percent_in_words(abs(by), language),
            "period": compared_name(frame.period),
        }
        # What a row is called can be said in a sentence only where it is a usual noun in the plural.
        told = _("{rows} were {now}", **figures) if rows else _("{row}: {now}", **figures)
        if this_year == last_year:
            return _("{told}, unchanged from {period}.", told=told, **figures)
        if this_year > last_year:
            return _("{told}, an increase of {percent} from {period} ({before}).", told=told, **figures)
        return _("{told}, a decrease of {percent} from {period} ({before}).", told=told, **figures)

    return sentence


def _last_year(key: str, title: Message, width: float = 14) -> tuple[ColumnsWhen, ColumnsWhen]:
    """Figures of the period compared with: shown, or asked of the units that have them, a cell at a time, where neither
    plan nor record knows one.
    """
    column = Column(key, title, COUNT, Role.EARLIER, width=width)
    asked = replace(column, role=Role.INPUT)
    return (
        ColumnsWhen((column,), lambda plan: key not in plan.once(_asked_columns)),
        ColumnsWhen((asked,), lambda plan: key in plan.once(_asked_columns)),
    )


def _asked_columns(plan: Plan) -> frozenset[str]:
    """The columns of last year in which somebody lacks a figure, though the plan says which days they are of.

    In a first round the plan has what is to be known: there a column is asked for only where it is empty.
    """
    if None in plan.period.compared:
        return frozenset()
    units = {unit.id for unit in plan.units.answering}
    tables = {row.text("id"): row.text("table") for row in plan.rows("production_rows") if row["counted"] != "sum"}
    figures = [
        (key, row[key])
        for row in plan.rows("production_before")
        if row.text("unit") in units
        for key in LAST_YEAR_OF_TABLES.get(tables.get(row.text("row"), ""), ())
    ]
    lacking = frozenset(key for key, figure in figures if figure is None)
    return lacking if plan.period.earlier else lacking - {key for key, figure in figures if figure is not None}


LAST_YEAR_OF_TABLES = {"visits": ("before", "remote_before"), "episodes": ("before",)}
"""The columns that hold figures of last year, by table."""


def _total_now(rows: Sequence[RowView]) -> Decimal | None:
    """The grand total: the sum that no other row counts."""
    counted = {child for row in rows for child in row.row.sums}
    tops = [row.number("now") for row in rows if row.row.key not in counted and row.row.kinds["now"].adds_up]
    numbers = [number for number in tops if number is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def _label(title: Message) -> Column:
    return Column("row", title, Name(), Role.LABEL, width=34)


def _year_before(*figures: tuple[str, str]) -> EarlierFigures:
    """What the round of the period compared with says, on the plan's own sheet of it: its column, and there."""
    return EarlierFigures(BEFORE_SHEET, "row", "unit", "", figures, shown=tuple(there for _here, there in figures))


COMMENT = Column("comment", _("Comment"), Text(_("Say here if a figure is wrong, or why it has changed.")), width=40)

VISITS = Section(
    "visits",
    _("Visits"),
    Grid(_table_rows("visits")),
    (
        _label(_("Visits")),
        Column("now", _("Visits {period}"), COUNT, required=True),
        *_last_year("before", _("Visits {before}")),
        Column("change", _("Change"), CHANGE, Role.COMPUTED, derived=Derived("förändring(now; before)")),
        Column("remote", _("Of which remote visits {period}"), COUNT, width=18, required=True),
        *_last_year("remote_before", _("Of which remote visits {before}"), width=18),
        Column(
            "remote_change",
            _("Change of remote visits"),
            CHANGE,
            Role.COMPUTED,
            width=16,
            derived=Derived("förändring(remote; remote_before)"),
        ),
        Column(
            "remote_share",
            _("Share of remote visits"),
            SHARE,
            Role.COMPUTED,
            width=16,
            derived=Derived("andel(remote; now)"),
        ),
        COMMENT,
    ),
    sheet=_("Production"),
    intro=_("Fill in the yellow cells. Sums, changes and shares are worked out."),
    plan=(ROWS_SHEET, BEFORE_SHEET),
    explained_by="comment",
    conditions=(
        answered("now"),
        answered("remote"),
        part_is_at_most_the_whole("remote", "now"),
        *NEAR_LAST_YEAR,
        *likely_conditions(*OF_VISITS),
    ),
    checks=likely_checks(*OF_VISITS),
    aggregate=sum_of_units,
    overview=(UnitFigure(_("Visits"), COUNT, _total_now, "now"),),
    word=(
        WordTable(
            ("row", "now", "before", "change", "remote", "remote_before", "remote_change", "remote_share"),
            _("Visits {period} and {before}"),
            sentence=change_in_words("now", "before", "change"),
            widths={"row": 2.8, "now": 1.7, "before": 1.5, "change": 1.95, "remote": 2.35, "remote_before": 2.35}
            | {"remote_change": 2.35, "remote_share": 2.35},
        ),
    ),
    check_plan=_tree_is_sound,
    people="people",
    wholes=(("now", "remote"), ("before", "remote_before")),
    measuring=Measuring(spans=(("before", FigurePeriod.COMPARED), ("remote_before", FigurePeriod.COMPARED))),
    traits=(SaysInBrief(production_in_brief), _year_before(("now", "before"), ("remote", "remote_before"))),
)
EPISODES = Section(
    "episodes",
    _("Care episodes"),
    Grid(_table_rows("episodes")),
    (
        _label(_("Care episodes")),
        Column("now", _("Care episodes {period}"), COUNT, required=True),
        *_last_year("before", _("Care episodes {before}")),
        Column("change", _("Change"), CHANGE, Role.COMPUTED, derived=Derived("förändring(now; before)")),
        COMMENT,
    ),
    sheet=_("Production"),
    plan=(ROWS_SHEET, BEFORE_SHEET),
    explained_by="comment",
    conditions=(answered("now"), *NEAR_LAST_YEAR, *likely_conditions(*OF_EPISODES)),
    checks=likely_checks(*OF_EPISODES),
    aggregate=sum_of_units,
    overview=(UnitFigure(_("Care episodes"), COUNT, _total_now, "now"),),
    word=(
        WordTable(
            ("row", "now", "before", "change"),
            _("Care episodes {period} and {before}"),
            sentence=change_in_words("now", "before", "change"),
        ),
    ),
    people="people",
    measuring=Measuring(spans=(("before", FigurePeriod.COMPARED),)),
    traits=(SaysInBrief(production_in_brief), _year_before(("now", "before"))),
)
CONTRACTED_CARE = Section(
    "contracted",
    _("Contracted care"),
    Grid(_table_rows("contracted")),
    (
        _label(_("Clinic")),
        Column("now", _("Reported {year}"), COUNT, required=True, counts_people=True),
        Column("supplement", _("Supplement, not reported {year}"), COUNT, width=18, counts_people=True),
        Column(
            "total",
            _("Total {year}"),
            COUNT,
            Role.COMPUTED,
            derived=Derived("summa(now; supplement)"),
            counts_people=True,
        ),
        COMMENT,
    ),
    sheet=_("Production"),
    intro=_("Patients under the care guarantee for specialised care on contract, by clinic."),
    plan=(ROWS_SHEET, BEFORE_SHEET),
    explained_by="comment",
    conditions=(answered("now"), *likely_conditions(*OF_CONTRACTED_CARE)),
    checks=likely_checks(*OF_CONTRACTED_CARE),
    aggregate=sum_of_units,
    word=(WordTable(("row", "now", "supplement", "total"), _("Patients in contracted care {year}, by clinic")),),
)
