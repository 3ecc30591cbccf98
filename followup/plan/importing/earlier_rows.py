"""Figures of earlier rounds that stand beside the rows of a list, as rows of their own in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from followup.files.extending.added_rows import Share
from followup.files.received import Look, Raw
from followup.form.cells.base import CellType, as_text, shown
from followup.form.finding import Finding
from followup.form.section import Section
from followup.form.terms.units import REGION
from followup.plan.importing.cell_values import NOTHING, CellValue
from followup.plan.importing.fields import EARLIER, round_in
from followup.plan.importing.list_table import ListTable
from followup.plan.importing.mapping import ColumnMapping
from followup.plan.importing.new_rows import NewRow, RowPlaces
from followup.plan.lists.importable import ImportedFigures
from followup.plan.model import Plan
from followup.rulebook.planning.imported import LISTED_FIGURE_OF_NOBODY, LISTED_FIGURE_UNSURE
from followup.rulebook.problem import Problem


class EarlierRows:
    """Makes the rows, and says of each figure that does not come along why: ``findings``."""

    def __init__(self, plan: Plan, figures: ImportedFigures, sheet: Section, places: RowPlaces) -> None:
        self.plan, self.figures, self.places = plan, figures, places
        self.columns = {column.key: column for column in sheet.expanded(plan)}
        self.sheet_title = sheet.sheet or sheet.title
        self.findings: list[Finding] = []

    def of_row(self, table: ListTable, mapping: ColumnMapping, row: int, new: NewRow) -> Iterator[NewRow]:
        """The earlier figures beside a new row of the plan, one for each column that has any."""
        for at, meant in mapping.items():
            raw = table.value(row, at)
            if meant.field is None or meant.field.key != EARLIER or raw is None or as_text(raw).casefold() in NOTHING:
                continue
            title = table.title(at)
            place = self.places.of(table.sheet.name, *table.origin(row, at), title)
            figure, problem = self._figure(raw, table.look(row, at), new)
            unit, own = self._unit_of(new), self.figures
            if problem is None and not unit:
                problem = LISTED_FIGURE_OF_NOBODY.problem()
            if problem is not None:
                self.findings.append(Finding.of(place, problem, shown(raw)))
            if problem is not None or figure is None:
                continue
            cells: dict[str, CellValue] = {
                own.row: str(new.cells["id"]),
                own.unit: unit,
                own.round: round_in(title, meant.field),
                own.figure: figure,
            }
            yield NewRow(own.sheet, cells, place, dict.fromkeys(cells, place))

    def _figure(self, raw: Raw, look: Look | None, new: NewRow) -> tuple[Decimal | None, Problem | None]:
        """The figure, a percentage as such; or why it does not come along."""
        kind = self.columns[self.figures.figure].type
        assert isinstance(kind, CellType), "a list's types are its own"
        parsed = kind.read(raw, look)
        if not isinstance(parsed.value, Decimal):
            return None, parsed.problem
        is_share = look.percents > 0 if isinstance(raw, Decimal) and look is not None else "%" in as_text(raw)
        figure = Share(parsed.value) if is_share else parsed.value
        if self.figures.is_sure(figure, new.cells):
            return figure, None
        return None, LISTED_FIGURE_UNSURE.problem(sheet=self.sheet_title)

    def _unit_of(self, new: NewRow) -> str:
        """The unit that the row names alone, else the region itself; empty where the plan has neither."""
        names = [name for name in str(new.cells.get(self.figures.asked, "")).split(", ") if name]
        if len(names) == 1 and names[0] in self.plan.units:
            return names[0]
        return next((unit.id for unit in self.plan.units.values() if unit.kind == REGION and not unit.template), "")
