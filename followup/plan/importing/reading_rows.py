"""From the tables of a list, and what their columns mean, to new rows of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.cells.base import CellType, as_text, shown
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.values import Value
from followup.form.written.plain_text import folded, plain
from followup.frozen import frozen
from followup.locale import literal
from followup.plan.directory import nearest_of
from followup.plan.importing.cell_values import CellValue, imported_value
from followup.plan.importing.fields import Field
from followup.plan.importing.goal_paths import GoalPaths
from followup.plan.importing.list_lines import ListLine, ListLines, lines_of
from followup.plan.importing.list_table import ListTable
from followup.plan.importing.mapping import ColumnMapping, is_marked
from followup.plan.importing.new_ids import NewIds
from followup.plan.importing.new_rows import ImportedRows, NewRow, RowPlaces, UnknownName
from followup.plan.lists.importable import Importable
from followup.plan.model import Plan
from followup.rulebook.planning.imported import (
    LIST_DIFFERS,
    LISTED_HIDDEN,
    LISTED_ID_TAKEN,
    LISTED_OUTSIDE,
    LISTED_STRUCK,
    LISTED_TWICE,
    LISTED_WITHOUT_NAME,
)
from followup.rulebook.problem import Problem


@frozen
class MappedTable:
    """A table of the list with what its columns mean."""

    table: ListTable
    mapping: ColumnMapping


class RowReading:
    """Reads the lines of a list one after the other. ``names`` are ids by names as somebody has said that they are meant,
    ``usual`` what every row gets in columns that the list lacks, by the plan's columns.
    """

    def __init__(
        self,
        plan: Plan,
        sheet: Section,
        tree: Section | None,
        fields: Sequence[Field],
        places: RowPlaces,
        names: Mapping[str, str],
        usual: Mapping[str, str],
    ) -> None:
        trait = sheet.trait(Importable)
        assert trait is not None, "only what is declared so is imported"
        self.plan, self.sheet, self.trait, self.fields = plan, sheet, trait, fields
        self.places, self.names, self.usual = places, names, usual
        self.levels = [field for field in fields if field.level is not None]
        self.paths = GoalPaths(plan, tree, places) if tree is not None else None
        self.named = next(field for field in fields if field.key == trait.named_by)
        rows = plan.every_row(sheet.key)
        of_tree = self.paths is not None and tree is not None and tree.key == sheet.key
        self.ids = self.paths.ids if of_tree and self.paths is not None else NewIds(row.text("id") for row in rows)
        self.by_name: dict[str, FilledRow] = {}
        self.by_id: dict[str, FilledRow] = {}
        for row in rows:
            self.by_name.setdefault(folded(row.text(trait.named_by)), row)
            self.by_id.setdefault(folded(row.text("id")), row)
        self.rows: list[NewRow] = []
        self.new_by_name: dict[str, int] = {}
        self.read = self.present = 0
        self.unknown: dict[tuple[str, str], UnknownName] = {}
        self.findings: list[Finding] = []

    def read_all(self, tables: Sequence[MappedTable]) -> ImportedRows:
        """The rows of all tables."""
        for mapped in tables:
            lines = lines_of(mapped.table, mapped.mapping, self.fields, self.trait.named_by, len(tables) > 1)
            for line in lines.lines:
                self._read_line(mapped, line)
            self.findings += self._outside(mapped.table, lines)
        added = self.paths.added if self.paths is not None else []
        findings = sorted(self.findings, key=lambda finding: finding.order)
        return ImportedRows([*added, *self.rows], self.read, self.present, list(self.unknown.values()), findings)

    def _place(self, table: ListTable, row: int, column: int) -> Place:
        return self.places.of(table.sheet.name, *table.origin(row, column), table.title(column))

    def _say(self, place: Place, problem: Problem, raw: str) -> None:
        self.findings.append(Finding.of(place, problem, raw))

    def _outside(self, table: ListTable, lines: ListLines) -> Iterator[Finding]:
        """Rows that did not come along, and hidden ones that did."""
        title = literal(self.plan.words(self.named.title))
        for rows, problem in (
            (lines.unnamed, LISTED_WITHOUT_NAME.problem(title=title)),
            (lines.struck, LISTED_STRUCK.problem()),
            (lines.left_out, LISTED_OUTSIDE.problem()),
            ([line.row for line in lines.lines if line.row in table.sheet.hidden_rows], LISTED_HIDDEN.problem()),
        ):
            for row in rows:
                column, raw = next(iter(table.by_row[row].items()))
                yield Finding.of(self._place(table, row, column), problem, shown(raw))

    # ------------------------------------------------------------------------------------------------------ a line

    def _read_line(self, mapped: MappedTable, line: ListLine) -> None:
        self.read += 1
        table = mapped.table
        above, was_there = "", False
        if self.paths is not None:
            above, was_there = self.paths.find(self.levels, line.above, table.sheet.name)
        of_levels = self.trait.levels
        if of_levels is not None and not of_levels.column and not self._has_name(mapped):
            self.present += was_there  # the path itself is what the list is of
            return
        cells, origins = self._cells(mapped, line)
        if above and of_levels is not None:
            key = of_levels.column or (self.paths.parent if self.paths is not None else "")
            cells.setdefault(key, above)
            lowest = [line.above[field.key] for field in self.levels if field.key in line.above][-1]
            origins[key] = self.places.of(table.sheet.name, *lowest.cell, lowest.title)
        place = origins.get(self.trait.named_by) or self._place(table, line.row, min(table.titles))
        known = self._row_of(cells, line.name)
        if known is not None:
            self.present += 1
            self._tell_differences(known, cells, origins)
            return
        self._add(NewRow(self.sheet.key, cells, place, origins), line.name)

    def _has_name(self, mapped: MappedTable) -> bool:
        return any(
            column.field is not None and column.field.key == self.trait.named_by for column in mapped.mapping.values()
        )

    def _cells(self, mapped: MappedTable, line: ListLine) -> tuple[dict[str, CellValue], dict[str, Place]]:
        cells: dict[str, CellValue] = {}
        origins: dict[str, Place] = {}
        for column, meant in mapped.mapping.items():
            field, raw = meant.field, mapped.table.value(line.row, column)
            if field is None or field.column is None or raw is None:
                continue
            place = self._place(mapped.table, line.row, column)
            if meant.names:
                value: CellValue | None = meant.names if is_marked(raw) else None
            else:
                look = mapped.table.look(line.row, column)
                imported = imported_value(field, raw, look, self.names)
                value = imported.value
                if imported.problem is not None:
                    self._say(place, imported.problem, shown(raw))
                for name in imported.unknown:
                    self._note_unknown(field, name, place)
            if value is None or value == "":
                continue
            both = field.takes_several and field.key in cells
            cells[field.key] = _together(str(cells[field.key]), str(value)) if both else value
            origins.setdefault(field.key, place)
        for key, text in self.usual.items():
            if key not in cells and text:
                cells[key] = text
        return cells, origins

    def _note_unknown(self, field: Field, name: str, place: Place) -> None:
        assert field.column is not None
        key = field.column.refers, folded(name)
        known = self.unknown.get(key)
        directory = self.plan.directories.get(field.column.refers)
        nearest = nearest_of(name, [directory]) if directory is not None else ""
        places = (*known.places, place) if known is not None else (place,)
        self.unknown[key] = UnknownName(name, field.column.refers, nearest, places)

    def _row_of(self, cells: Mapping[str, CellValue], name: str) -> FilledRow | None:
        """The row of the plan that a line is: of the same name, or of the same id and no other name."""
        by_name = self.by_name.get(folded(plain(name)))
        if by_name is not None:
            return by_name
        id_ = cells.get("id")
        known = self.by_id.get(folded(str(id_))) if id_ is not None else None
        return known if known is not None and not known.text(self.trait.named_by) else None

    def _tell_differences(self, known: FilledRow, cells: Mapping[str, CellValue], origins: Mapping[str, Place]) -> None:
        columns = {column.key: column for column in self.sheet.expanded(self.plan)}
        for key, value in cells.items():
            kind = columns[key].type
            if key not in origins or key == "id" or not isinstance(kind, CellType):
                continue
            listed, planned = kind.parse(value).value, known[key]
            if _comparable(listed) != _comparable(planned):
                planned_text = literal(kind.show(planned, self.plan.words) or "–")
                problem = LIST_DIFFERS.problem(planned=planned_text, cell=literal(known.place(key).where))
                self._say(origins[key], problem, as_text(value))

    # ------------------------------------------------------------------------------------------------------ a new row

    def _add(self, row: NewRow, name: str) -> None:
        at = self.new_by_name.get(folded(plain(name)))
        if at is not None:
            joined = self._joined(self.rows[at], row)
            if joined is not None:
                self.rows[at] = joined
                return
            self._say(row.place, LISTED_TWICE.problem(cell=literal(self.rows[at].place.where)), name)
        cells = dict(row.cells)
        cells["id"] = self._id_for(row, name)
        for declared in self.trait.columns:
            if declared.is_running and declared.column not in cells:
                cells[declared.column] = str(len(self.plan.every_row(self.sheet.key)) + len(self.rows) + 1)
        self.new_by_name.setdefault(folded(plain(name)), len(self.rows))
        self.rows.append(NewRow(row.sheet, cells, row.place, row.origins))

    def _id_for(self, row: NewRow, name: str) -> str:
        given = row.cells.get("id")
        if given is None:
            return self.ids.of(name)
        if self.ids.keep(str(given)):
            return str(given)
        new = self.ids.of(name)
        self._say(row.origins.get("id", row.place), LISTED_ID_TAKEN.problem(id=literal(new)), str(given))
        return new

    def _joined(self, one: NewRow, other: NewRow) -> NewRow | None:
        """One row of two that differ in nothing but which units they name; None where they differ in more."""
        several = {field.key for field in self.fields if field.takes_several}
        keys = {*one.cells, *other.cells} - several - {"id"}
        if any(key in other.cells and one.cells.get(key) != other.cells[key] for key in keys):
            return None
        cells = dict(one.cells)
        for key in several & set(other.cells):
            cells[key] = _together(str(cells[key]), str(other.cells[key])) if key in cells else other.cells[key]
        return NewRow(one.sheet, cells, one.place, {**other.origins, **one.origins})


def _together(one: str, other: str) -> str:
    return ", ".join(dict.fromkeys([*one.split(", "), *other.split(", ")]))


def _comparable(value: Value) -> object:
    """A value as it compares: the order of names, spaces and capitals do not matter."""
    if isinstance(value, tuple):
        return tuple(sorted(folded(str(one)) for one in value))
    if isinstance(value, Decimal):
        return value.normalize()
    return folded(value) if isinstance(value, str) else value
