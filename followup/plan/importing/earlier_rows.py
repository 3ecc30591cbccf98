"""Figures of earlier rounds that stand beside the rows of a list, as rows of their own in the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from followup.files.extending.added_rows import Share
from followup.files.received import Look, Raw
from followup.form.cells.base import CellType, as_text, shown
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.breakdown import WHOLE
from followup.form.terms.units import REGION
from followup.form.written.plain_text import folded
from followup.frozen import frozen
from followup.locale import literal
from followup.plan.importing.cell_values import NOTHING, CellValue
from followup.plan.importing.fields import EARLIER
from followup.plan.importing.figure_titles import FigureTitle, figure_title
from followup.plan.importing.list_table import ListTable
from followup.plan.importing.mapping import ColumnMapping
from followup.plan.importing.new_rows import NewRow, RowPlaces
from followup.plan.lists.importable import ImportedFigures
from followup.plan.model import Plan
from followup.rulebook.planning.imported import (
    LIST_DIFFERS,
    LIST_HAS_MORE,
    LISTED_FIGURE_IN_ANOTHER_UNIT,
    LISTED_FIGURE_OF_NOBODY,
    LISTED_FIGURE_UNSURE,
)
from followup.rulebook.problem import Problem
from followup.rulebook.understood import UNIT_CONVERTED


@frozen
class FiguresOf:
    """What earlier figures are of: the row of that id, with its ``cells`` as the list has them, or the plan where it has none.
    ``units`` are those that the line itself names, "" of none; ``planned`` is the plan's row, None of a new one.
    """

    id_: str
    cells: Mapping[str, object]
    units: str
    planned: FilledRow | None = None


class EarlierRows:
    """Makes the rows, and says of each figure that does not come along why: ``findings``. A figure that the plan has already
    is left as it is, whatever the list says.
    """

    def __init__(self, plan: Plan, figures: ImportedFigures, sheet: Section, places: RowPlaces) -> None:
        self.plan, self.figures, self.places = plan, figures, places
        self.columns = {column.key: column for column in sheet.expanded(plan)}
        self.sheet_title = sheet.sheet or sheet.title
        self.findings: list[Finding] = []
        own = figures
        self.planned: dict[tuple[str, str, str], FilledRow] = {}
        for row in plan.every_row(own.sheet):
            self.planned.setdefault(_key(row.text(own.row), row.text(own.unit), row.text(own.round)), row)
        self.listed: set[tuple[tuple[str, str, str], tuple[tuple[str, str], ...]]] = set()

    def of_line(self, table: ListTable, mapping: ColumnMapping, row: int, of: FiguresOf) -> Iterator[NewRow]:
        """The earlier figures beside a line of the list that the plan lacks, a row for each round: its parts side by side."""
        rows: list[NewRow] = []
        for at, meant in mapping.items():
            raw = table.value(row, at)
            if meant.field is None or meant.field.key != EARLIER or raw is None or as_text(raw).casefold() in NOTHING:
                continue
            title = table.title(at)
            place = self.places.of(table.sheet.name, *table.origin(row, at), title)
            named = figure_title(title, meant.field)
            new = self._of_cell(raw, table.look(row, at), of, named, place)
            if new is not None:
                _add(rows, new, self.figures)
        for new in rows:
            figures = _key(*(str(new.cells[key]) for key in (self.figures.row, self.figures.unit, self.figures.round)))
            listed = figures, tuple(sorted((key, str(value)) for key, value in new.cells.items()))
            if listed not in self.listed:
                self.listed.add(listed)
                yield new

    def _of_cell(self, raw: Raw, look: Look | None, of: FiguresOf, named: FigureTitle, place: Place) -> NewRow | None:
        """The row of one figure; None of what the plan has, or what does not come along."""
        figure, problem = self._figure(raw, look, of)
        unit, own = self._unit_of(of), self.figures
        if figure is not None and not unit:
            figure, problem = None, LISTED_FIGURE_OF_NOBODY.problem()
        key = f"{own.figure}.{named.part or WHOLE}"
        planned = self.planned.get(_key(of.id_, unit, named.round))
        if figure is not None and planned is not None:
            problem, figure = self._difference(planned, key, figure), None
        if problem is not None:
            self.findings.append(Finding.of(place, problem, shown(raw)))
        if figure is None:
            return None
        cells: dict[str, CellValue] = {own.row: of.id_, own.unit: unit, own.round: named.round, key: figure}
        return NewRow(own.sheet, cells, place, dict.fromkeys(cells, place))

    def _difference(self, planned: FilledRow, key: str, figure: Decimal) -> Problem | None:
        """What is to be said of a figure of a row that the plan has of the same measure, unit and round; nothing where it has
        the same.
        """
        kind = self.columns[key].type
        if planned[key] == figure or not isinstance(kind, CellType):
            return None
        cell = literal(planned.place(key).where)
        if planned[key] is None:
            return LIST_HAS_MORE.problem(cell=cell)
        return LIST_DIFFERS.problem(planned=literal(kind.show(planned[key], self.plan.words) or "–"), cell=cell)

    def _figure(self, raw: Raw, look: Look | None, of: FiguresOf) -> tuple[Decimal | None, Problem | None]:
        """The figure in the unit of measurement of its row, a percentage as such, and what is to be said of it; or None, and
        why it does not come along.
        """
        if of.planned is not None and not self.figures.is_same_unit(of.cells, of.planned.values):
            return None, LISTED_FIGURE_IN_ANOTHER_UNIT.problem(sheet=self.sheet_title)
        parsed = self.figures.cell(of.cells).read(raw, look)
        if not isinstance(parsed.value, Decimal):
            return None, parsed.problem
        is_share = look.percents > 0 if isinstance(raw, Decimal) and look is not None else "%" in as_text(raw)
        figure = Share(parsed.value) if is_share else parsed.value
        if self.figures.is_sure(figure, of.cells):
            is_told = parsed.problem is not None and parsed.problem.rule == UNIT_CONVERTED.id
            return figure, parsed.problem if is_told else None
        return None, LISTED_FIGURE_UNSURE.problem(sheet=self.sheet_title)

    def _unit_of(self, of: FiguresOf) -> str:
        """The unit that the line names alone, else the region itself; empty where the plan has neither."""
        names = [name for name in of.units.split(", ") if name]
        if len(names) == 1 and names[0] in self.plan.units:
            return names[0]
        return next((unit.id for unit in self.plan.units.values() if unit.kind == REGION and not unit.template), "")


def _key(row: str, unit: str, round_: str) -> tuple[str, str, str]:
    """What a figure is of, as it compares."""
    return folded(row), folded(unit), folded(round_)


def _add(rows: list[NewRow], new: NewRow, own: ImportedFigures) -> None:
    """Put a figure beside those of the same round, or on a row of its own where that has one of its part already."""
    for at, row in enumerate(rows):
        is_same = folded(str(row.cells[own.round])) == folded(str(new.cells[own.round]))
        if is_same and not any(key.startswith(f"{own.figure}.") for key in row.cells.keys() & new.cells.keys()):
            rows[at] = NewRow(row.sheet, {**new.cells, **row.cells}, row.place, {**new.origins, **row.origins})
            return
    rows.append(new)
