"""Production: visits, care episodes and care bought in, against the year before.

These stood on sheets of their own before a plan could declare its tables, and still may: here the sheets are read as
tables that the plan declares. The rows are a tree; which unit fills in which row stands in the sheet with last year's
figures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from followup.form.cells.kinds import IN_PERCENT, FigureKind, cell_of
from followup.form.rows import DetachedRow, FilledRow, Row
from followup.form.section import EarlierFigures, Section, SectionsOfPlan
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message, _
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import (
    THE_REGION,
    CellName,
    DeclaredColumn,
    DeclaredRow,
    DeclaredTable,
    KnownValue,
    KnownValues,
    TableSource,
    ValuesByUnit,
    tables_in,
)
from followup.sections.declared.table_section import section_of
from followup.sections.production_sheets import (
    BEFORE_SHEET,
    PRODUCTION_SHEETS,
    ROWS_SHEET,
    faults_of_production,
    kind_of,
)


def _column(id_: str, heading: Message, role: str, type_: str, **others: Value) -> DeclaredColumn:
    return DeclaredColumn(_line({"id": id_, "heading": heading, "role": role, "type": type_, **others}))


def _line(values: Mapping[str, Value]) -> FilledRow:
    """A row as it would stand on a sheet, apart from any."""
    return DetachedRow(Row(""), dict(values))


def _now(heading: Message, **others: Value) -> DeclaredColumn:
    return _column("now", heading, words.ANSWER, words.COUNT, required_when="ja", **others)


def _before(id_: str, heading: Message, of: str, **others: Value) -> DeclaredColumn:
    """Figures of the period compared with: shown, or asked of the units that have them where nobody knows one."""
    return _column(id_, heading, words.EARLIER_OR_ANSWER, words.COUNT, earlier=of, when=words.SAME_PERIOD, **others)


def _change(id_: str, heading: Message, now: str, before: str, **others: Value) -> DeclaredColumn:
    return _column(id_, heading, words.COMPUTED, words.CHANGE, computed=f"förändring({now}; {before})", **others)


def _label(heading: Message) -> DeclaredColumn:
    return _column("row", heading, words.LABEL, words.TEXT)


COMMENT = _column(
    "comment",
    _("Comment"),
    words.ANSWER,
    words.TEXT,
    help=_("Say here if a figure is wrong, or why it has changed."),
    documents=words.NOT_SHOWN,
)


@frozen
class _Kind:
    """A kind of production: a table as it would stand on the sheet *Tables*, and its columns on the sheet *Columns*."""

    table: FilledRow
    columns: tuple[DeclaredColumn, ...]

    @property
    def id(self) -> str:
        """The key of its section."""
        return self.table.text("id")

    @property
    def declared(self) -> DeclaredTable:
        """The table without rows. What the round of the period compared with says goes to the sheet of last year."""
        earlier = [column for column in self.columns if column.is_earlier]
        figures = tuple((column.line.text("earlier"), column.id) for column in earlier)
        shown = tuple(column.id for column in earlier)
        history = (EarlierFigures(BEFORE_SHEET, "row", "unit", "", figures, shown=shown),) if figures else ()
        return DeclaredTable(self.table, self.columns, history=history)


def _kind(id_: str, title: Message, columns: Sequence[DeclaredColumn], **others: Value) -> _Kind:
    common: dict[str, Value] = {
        "id": id_,
        "title": title,
        "sheet": _("Production"),
        "rows": words.FIXED,
        "explained_by": "comment",
    }
    return _Kind(_line({**common, **others}), (*columns, COMMENT))


KINDS = (
    _kind(
        "visits",
        _("Visits"),
        (
            _label(_("Visits")),
            _now(_("Visits {period}"), compared="before", overview="yes"),
            _before("before", _("Visits {before}"), "now"),
            _change("change", _("Change"), "now", "before", documents=words.ALSO_IN_WORDS),
            _column(
                *("remote", _("Of which remote visits {period}"), words.ANSWER, words.COUNT),
                required_when="ja",
                part_of="now",
                compared="remote_before",
            ),
            _before("remote_before", _("Of which remote visits {before}"), "remote", part_of="before"),
            _change("remote_change", _("Change of remote visits"), "remote", "remote_before"),
            _column(
                *("remote_share", _("Share of remote visits"), words.COMPUTED, words.SHARE),
                computed="andel(remote; now)",
            ),
        ),
        intro=_("Fill in the yellow cells. Sums, changes and shares are worked out."),
        caption=_("Visits {period} and {before}"),
    ),
    _kind(
        "episodes",
        _("Care episodes"),
        (
            _label(_("Care episodes")),
            _now(_("Care episodes {period}"), compared="before", overview="yes"),
            _before("before", _("Care episodes {before}"), "now"),
            _change("change", _("Change"), "now", "before", documents=words.ALSO_IN_WORDS),
        ),
        caption=_("Care episodes {period} and {before}"),
    ),
    _kind(
        "contracted",
        _("Contracted care"),
        (
            _label(_("Clinic")),
            _now(_("Reported {year}"), people="yes"),
            _column("supplement", _("Supplement, not reported {year}"), words.ANSWER, words.COUNT, people="yes"),
            _column(
                *("total", _("Total {year}"), words.COMPUTED, words.COUNT),
                computed="summa(now; supplement)",
                people="yes",
            ),
        ),
        intro=_("Patients under the care guarantee for specialised care on contract, by clinic."),
        caption=_("Patients in contracted care {year}, by clinic"),
    ),
)
"""The three tables, as a plan could declare them."""

TYPES = {FigureKind.QUANTITY: words.NUMBER}
"""The types of rows that are called otherwise than their kinds of figures."""


def production_tables(plan: Plan) -> tuple[DeclaredTable, ...]:
    """The tables as a plan's own two sheets have them."""
    return plan.once(_production_tables)


def _production_tables(plan: Plan) -> tuple[DeclaredTable, ...]:
    units, known = _units_by_row(plan), _known(plan)
    return tuple(_table(kind, plan, units, known) for kind in KINDS)


def _units_by_row(plan: Plan) -> Mapping[str, Sequence[str]]:
    units: dict[str, list[str]] = {}
    for line in plan.rows(BEFORE_SHEET.key):
        if line.text("unit") != THE_REGION:
            units.setdefault(line.text("row"), []).append(line.text("unit"))
    return units


def _table(kind: _Kind, plan: Plan, units: Mapping[str, Sequence[str]], known: KnownValues) -> DeclaredTable:
    rows = _rows(kind, plan, units)
    # A row that no line of last year's figures gives to a unit is nobody's; without units it would be everybody's.
    return replace(kind.declared, rows=tuple(row for row in rows if row.is_sum or row.units), known=known)


def _rows(table: _Kind, plan: Plan, units: Mapping[str, Sequence[str]]) -> Iterator[DeclaredRow]:
    for line in plan.rows(ROWS_SHEET.key):
        if line["table"] == table.id:
            kind = kind_of(line)
            figures = None if kind is FigureKind.COUNT else cell_of(kind, "%" if kind in IN_PERCENT else "")
            yield DeclaredRow(_row(line, tuple(units.get(line.text("id"), ()))), figures)


def _row(line: FilledRow, units: tuple[str, ...]) -> FilledRow:
    kind = kind_of(line)
    values: dict[str, Value] = {
        "id": line.text("id"),
        "label": line.text("row"),
        "under": line.text("parent") or None,
        "counted": line["counted"],
        "type": None if kind is FigureKind.COUNT else TYPES.get(kind, kind.value),
        "units": units,
        "people": line["people"],
        "far": line["far"],
    }
    return _line(values)


def _known(plan: Plan) -> KnownValues:
    """What the sheet of last year has, for all three: a table asks for its own rows and columns alone."""
    columns = {column.id: column.id.casefold() for kind in KINDS for column in kind.columns if column.is_earlier}
    spelled: dict[str, dict[str, None]] = {}
    known: dict[CellName, ValuesByUnit] = {}
    for line in plan.rows(BEFORE_SHEET.key):
        row = line.text("row")
        spellings = spelled.setdefault(row.casefold(), {})
        spellings[row] = None
        for column, folded in columns.items():
            cell = CellName(row.casefold(), folded)
            if cell not in known and line[column] is not None:
                known[cell] = _FiguresOfUnits(plan, spellings, column)
    return known


@frozen(eq=False)
class _FiguresOfUnits(Mapping[str, Sequence[KnownValue]]):
    """A row's figures in a column of the sheet of last year, by unit: looked up there, for there is one a unit."""

    plan: Plan
    spellings: Collection[str]
    column: str

    def __getitem__(self, unit: str) -> Sequence[KnownValue]:
        rows = (self.plan.rows_by(BEFORE_SHEET.key, "row", "unit", row, unit) for row in self.spellings)
        lines = [line for of_row in rows for line in of_row if line[self.column] is not None]
        if not lines:
            raise KeyError(unit)
        return (KnownValue(lines[-1][self.column], is_recorded=not lines[-1].has_cell(self.column), is_read=True),)

    def __iter__(self) -> Iterator[str]:
        rows = (self.plan.rows_by(BEFORE_SHEET.key, "row", row) for row in self.spellings)
        return iter({line.text("unit"): None for of_row in rows for line in of_row if line[self.column] is not None})

    def __len__(self) -> int:
        return sum(1 for _unit in self)


OF_SHEETS = TableSource(PRODUCTION_SHEETS, production_tables)


def _sections(plan: Plan) -> tuple[Section, ...]:
    """A table of an id that the plan declares itself is that one, where the sheets here have no rows of it.

    Asked for while the lines of last year's figures are still being read: they are looked at later, for rows.
    """
    declared = {table.id.casefold() for table in tables_in(plan)}
    tables = (replace(kind.declared, rows=tuple(_rows(kind, plan, {}))) for kind in KINDS)
    return tuple(section_of(table, plan, OF_SHEETS) for table in tables if table.rows or table.id not in declared)


PRODUCTION = SectionsOfPlan("production", PRODUCTION_SHEETS, _sections, faults_of_production, _("Production"))
