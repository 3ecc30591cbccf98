"""From the tables of a list, and what their columns mean, to new rows of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from followup.files.received import Raw
from followup.form.cells.base import CellType, as_text, shown
from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.units import EVERY_UNIT
from followup.form.values import Value
from followup.form.written.amount import NumberWithUnit, amount_in
from followup.form.written.plain_text import folded, plain
from followup.frozen import frozen
from followup.locale import Message, literal
from followup.plan.importing.cell_values import CellValue, imported_value
from followup.plan.importing.earlier_rows import EarlierRows, FiguresOf
from followup.plan.importing.fields import EARLIER, Field
from followup.plan.importing.goal_paths import GoalPaths
from followup.plan.importing.list_lines import Above, ListLine, ListLines, bare_name, lines_of
from followup.plan.importing.list_table import ListTable
from followup.plan.importing.mapping import ColumnMapping, MappedColumn, is_marked
from followup.plan.importing.names.likely_names import likely_name
from followup.plan.importing.names.new_ids import NewIds
from followup.plan.importing.names.twin_names import TwinNames, near_pairs
from followup.plan.importing.new_rows import ImportedRows, NewRow, RowPlaces, UnknownName
from followup.plan.lists.importable import Importable
from followup.plan.model import Plan
from followup.plan.references import UNITS
from followup.rulebook.planning.imported import (
    LIST_DIFFERS,
    LIST_HAS_MORE,
    LISTED_HIDDEN,
    LISTED_ID_TAKEN,
    LISTED_NEARLY_KNOWN,
    LISTED_NEARLY_KNOWN_WITH_MORE,
    LISTED_NEARLY_TWICE,
    LISTED_OUTSIDE,
    LISTED_STRUCK,
    LISTED_TWICE,
    LISTED_WITHOUT_NAME,
)
from followup.rulebook.problem import Problem, Severity


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
        figures: Section | None,
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
        self.paths = GoalPaths(plan, tree, places, names) if tree is not None else None
        self.earlier = EarlierRows(plan, trait.figures, figures, places) if trait.figures and figures else None
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
        self.doubtful: dict[tuple[str, str], UnknownName] = {}
        self.twins = TwinNames({row.text(trait.named_by): row.text("id") for row in rows}, trait.kinds)
        self.listed: frozenset[str] = frozenset()
        self.findings: list[Finding] = []

    def read_all(self, tables: Sequence[MappedTable]) -> ImportedRows:
        """The rows of all tables."""
        every = [
            (mapped, lines_of(mapped.table, mapped.mapping, self.fields, self.trait.named_by, len(tables) > 1))
            for mapped in tables
        ]
        self.listed = frozenset(folded(plain(line.name)) for _mapped, lines in every for line in lines.lines)
        for mapped, lines in every:
            for line in lines.lines:
                self._read_line(mapped, line)
            self.findings += self._outside(mapped.table, lines)
        self._tell_near_pairs()
        added = self.paths.added if self.paths is not None else []
        earlier_rows = list(self.earlier.rows()) if self.earlier is not None else []
        self.findings += self.earlier.findings if self.earlier is not None else []
        findings = sorted(self.findings, key=lambda finding: finding.order)
        return ImportedRows(
            *([*added, *self.rows, *earlier_rows], self.read, self.present),
            *(list(self.unknown.values()), list(self.doubtful.values()), findings),
            bare=list(self.earlier.bare.values()) if self.earlier is not None else (),
        )

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
        line = self._with_usual_levels(mapped.table, line)
        levels, name_of_sheet = self.trait.levels, mapped.table.sheet.name
        if levels is not None and not levels.column and not self._has_name(mapped) and self.paths is not None:
            # The path itself is what the list is of.
            if self._is_doubtful_path(line, name_of_sheet):
                return
            self.present += self.paths.find(self.levels, line.above, name_of_sheet)[1]
            return
        cells, origins = self._cells(mapped, line)
        known, names = self._row_of(cells, line.name), dict[str, str]()
        if known is None and self._is_doubtful(mapped, line, cells, origins):
            return
        if levels is not None and self.paths is not None and line.above:
            key = levels.column or self.paths.parent
            above, _was_there = self.paths.find(self.levels, line.above, name_of_sheet, adds=known is None)
            lowest = [line.above[field.key] for field in self.levels if field.key in line.above][-1]
            cells.setdefault(key, above or lowest.text)
            names[key] = lowest.text
            origins[key] = self.places.of(name_of_sheet, *lowest.cell, lowest.title)
        if known is not None:
            self.present += 1
            self._tell_differences(known, cells, origins, names)
            of = FiguresOf(known.text("id"), {**_as_listed(known), **cells}, self._units(cells, known), known)
            self._take_earlier(mapped, line, of)
            return
        place = origins.get(self.trait.named_by) or self._place(mapped.table, line.row, min(mapped.table.titles))
        new = self._add(NewRow(self.sheet.key, cells, place, origins), line.name)
        self._tell_doubts(mapped, line, new)
        # Of the line, and not of the row that it was joined to: each of two units has its own.
        self._take_earlier(mapped, line, FiguresOf(str(new.cells["id"]), cells, self._units(cells)))

    def _take_earlier(self, mapped: MappedTable, line: ListLine, of: FiguresOf) -> None:
        if self.earlier is not None:
            self.earlier.note(mapped.table, mapped.mapping, line.row, of)

    def _tell_doubts(self, mapped: MappedTable, line: ListLine, new: NewRow) -> None:
        """What a new row makes one ask, of itself and of the figures beside it."""
        if self.trait.doubts is None:
            return
        figures = [
            number
            for at, meant in mapped.mapping.items()
            if meant.field is not None and meant.field.key == EARLIER
            if isinstance(number := self._number(mapped.table.value(line.row, at)), Decimal)
        ]
        # What is only told is one line for all its cells, so it does not repeat what stands in each.
        for key, problem in self.trait.doubts(new.cells, figures, self.plan):
            self._say(
                new.origins.get(key, new.place),
                problem,
                "" if problem.severity is Severity.INFO else as_text(new.cells.get(key, line.name)),
            )

    def _number(self, raw: Raw | None) -> Decimal | None:
        """The number that a cell is, or says with its unit behind; None where it is not one for certain."""
        if isinstance(raw, str):
            amount = amount_in(raw)
            return amount.number if isinstance(amount, NumberWithUnit) else None
        return raw if isinstance(raw, Decimal) else None

    def _units(self, cells: Mapping[str, CellValue], known: FilledRow | None = None) -> str:
        """The units that a line names, or its row in the plan where it names none, as the plan writes them."""
        figures = self.trait.figures
        if figures is None:
            return ""
        listed = cells.get(figures.asked, "")
        return str(listed or (_as_listed(known).get(figures.asked, "") if known is not None else ""))

    def _is_doubtful(
        self, mapped: MappedTable, line: ListLine, cells: Mapping[str, CellValue], origins: Mapping[str, Place]
    ) -> bool:
        """Whether a line may be a row that the plan has under nearly the same name, or stand under such a one: it is asked
        about, and does not come along. What the list has besides, that the plan lacks, is told.
        """
        near = "" if folded(plain(line.name)) in self.names else self.twins.of(line.name, self.listed)
        if near:
            place = origins.get(self.trait.named_by) or self._place(mapped.table, line.row, min(mapped.table.titles))
            twin = self.by_name[folded(near)]
            lacking = [field.title for field in self.fields if field.key in origins and twin[field.key] is None]
            self._note_doubtful(line.name, self.sheet.key, twin, near, place, lacking)
            return True
        return self._is_doubtful_path(line, mapped.table.sheet.name)

    def _is_doubtful_path(self, line: ListLine, name_of_sheet: str) -> bool:
        found = self.paths.twin_of(self.levels, line.above) if self.paths is not None else None
        if found is None or self.paths is None:
            return False
        step, near = found
        row = next(
            row
            for row in self.plan.every_row(self.paths.sheet.key)
            if folded(bare_name(row.text(self.paths.name))) == folded(near)
        )
        self._note_doubtful(
            step.text, self.paths.sheet.key, row, near, self.places.of(name_of_sheet, *step.cell, step.title)
        )
        return True

    def _note_doubtful(
        self, name: str, sheet: str, twin: FilledRow, near: str, place: Place, lacking: Sequence[Message] = ()
    ) -> None:
        """Say it of each cell once; ``lacking`` are the columns that the list has something in, and the plan nothing."""
        name = plain(name)
        known = self.doubtful.get((sheet, folded(name)))
        if known is not None and place in known.places:
            return
        places = (*known.places, place) if known is not None else (place,)
        self.doubtful[sheet, folded(name)] = UnknownName(name, sheet, near, places)
        column = self.trait.named_by if sheet == self.sheet.key or self.paths is None else self.paths.name
        said = {
            "near": literal(near),
            "cell": literal(twin.place(column).where),
            "same": literal(f'--map "{name}={twin.text("id")}"'),
            "new": literal(f'--map "{name}=–"'),
        }
        problem = LISTED_NEARLY_KNOWN.problem(**said)
        if lacking:
            titles = literal(", ".join(self.plan.words(title) for title in lacking))
            problem = LISTED_NEARLY_KNOWN_WITH_MORE.problem(columns=titles, **said)
        self._say(place, problem, name)

    def _with_usual_levels(self, table: ListTable, line: ListLine) -> ListLine:
        """The line under what every row is said to stand under, where the list does not say it."""
        keys = [field.key for field in self.levels if self.usual.get(field.key) and field.key not in line.above]
        if not keys:
            return line
        usual = {key: Above(bare_name(self.usual[key]), (line.row, min(table.titles))) for key in keys}
        return ListLine(line.row, line.name, {**line.above, **usual})

    def _has_name(self, mapped: MappedTable) -> bool:
        return any(
            column.field is not None and column.field.key == self.trait.named_by for column in mapped.mapping.values()
        )

    def _cells(self, mapped: MappedTable, line: ListLine) -> tuple[dict[str, CellValue], dict[str, Place]]:
        cells: dict[str, CellValue] = {}
        origins: dict[str, Place] = {}
        for column, meant in mapped.mapping.items():
            field, value = meant.field, self._value(mapped, line.row, column, meant)
            if field is None or value is None or value == "":
                continue
            both = field.takes_several and field.key in cells
            cells[field.key] = _together(str(cells[field.key]), str(value)) if both else value
            origins.setdefault(field.key, self._place(mapped.table, line.row, column))
        of_columns = {field.key for field in self.fields if field.column is not None}
        cells = {key: text for key, text in self.usual.items() if text and key in of_columns} | cells
        for key, source, read in self._read_elsewhere(mapped):
            if key not in cells and source in cells and (text := read(str(cells[source]))):
                cells[key], origins[key] = text, origins[source]
        return cells, origins

    def _value(self, mapped: MappedTable, row: int, column: int, meant: MappedColumn) -> CellValue | None:
        """What a cell says in the plan's column; what cannot stand there is said of it."""
        field, raw = meant.field, mapped.table.value(row, column)
        if field is None or field.column is None or raw is None:
            return None
        if meant.names:
            return self._marked(field, meant.names, mapped.table, column) if is_marked(raw) else None
        place = self._place(mapped.table, row, column)
        imported = imported_value(field, raw, mapped.table.look(row, column), self.names)
        if imported.problem is not None:
            self._say(place, imported.problem, shown(raw))
        for name in imported.unknown:
            self._note_unknown(field, name, place)
        return imported.value

    def _read_elsewhere(self, mapped: MappedTable) -> Iterator[tuple[str, str, Callable[[str], str]]]:
        """The columns that the list lacks and that are read from the text of another."""
        has = {meant.field.key for meant in mapped.mapping.values() if meant.field is not None}
        for declared in self.trait.columns:
            if declared.read_from is not None and declared.column not in has:
                yield (declared.column, *declared.read_from)

    def _marked(self, field: Field, name: str, table: ListTable, column: int) -> str:
        """The row that a mark in a column stands for; a title that no row goes by is asked about, at its own cell."""
        if (given := self.names.get(folded(name))) is not None:
            return given
        if not field.knows(name):
            self._note_unknown(field, name, self._place(table, table.first - 1, column))
        return name

    def _note_unknown(self, field: Field, name: str, place: Place) -> None:
        assert field.column is not None
        key = field.column.refers, folded(name)
        known = self.unknown.get(key)
        directory = self.plan.directories.get(field.column.refers)
        nearest = likely_name(name, directory) if directory is not None else ""
        places = (*known.places, place) if known is not None else (place,)
        self.unknown[key] = UnknownName(name, field.column.refers, nearest, places)

    def _row_of(self, cells: Mapping[str, CellValue], name: str) -> FilledRow | None:
        """The row of the plan that a line is: of the same name, or of the same id and no other name."""
        by_name = self.by_name.get(folded(plain(name))) or self.by_id.get(folded(self._said(name)))
        if by_name is not None:
            return by_name
        id_ = cells.get("id")
        known = self.by_id.get(folded(str(id_))) if id_ is not None else None
        return known if known is not None and not known.text(self.trait.named_by) else None

    def _said(self, name: str) -> str:
        """The id of the row that somebody has said a name means; empty of a row of its own."""
        return self.names.get(folded(plain(name)), "")

    def _tell_differences(
        self,
        known: FilledRow,
        cells: Mapping[str, CellValue],
        origins: Mapping[str, Place],
        names: Mapping[str, str],
    ) -> None:
        """Where a list says something else than the plan; ``names`` are what it calls what stands there as an id."""
        columns = {column.key: column for column in self.sheet.expanded(self.plan)}
        for key, value in cells.items():
            kind = columns[key].type
            is_called_otherwise = key == self.trait.named_by and bool(self._said(str(value)))
            if key not in origins or key == "id" or is_called_otherwise or not isinstance(kind, CellType):
                continue
            listed, planned = self._all_named(kind.parse(value).value, columns[key]), known[key]
            if _comparable(listed) != _comparable(self._all_named(planned, columns[key])):
                cell = literal(known.place(key).where)
                if planned is None:
                    problem = LIST_HAS_MORE.problem(cell=cell)
                else:
                    text = literal(kind.show(planned, self.plan.words) or "–")
                    problem = LIST_DIFFERS.problem(planned=text, cell=cell)
                self._say(origins[key], problem, names.get(key, as_text(value)))

    def _all_named(self, value: Value, column: Column) -> Value:
        """Every unit that answers by its id, where all are named in one word."""
        is_all = isinstance(value, tuple) and column.refers == UNITS and {folded(name) for name in value} & EVERY_UNIT
        return tuple(unit.id for unit in self.plan.units.answering) if is_all else value

    # ------------------------------------------------------------------------------------------------------ a new row

    def _add(self, row: NewRow, name: str) -> NewRow:
        """The row as it was added, with its id; or joined with one that differs in nothing but its units."""
        at = self.new_by_name.get(folded(plain(name)))
        if at is not None:
            joined = self._joined(self.rows[at], row)
            if joined is not None:
                self.rows[at] = joined
                return joined
            self._say(row.place, LISTED_TWICE.problem(cell=literal(self.rows[at].place.where)), name)
        cells = dict(row.cells)
        cells["id"] = self._id_for(row, name)
        for declared in self.trait.columns:
            if declared.is_running and declared.column not in cells:
                cells[declared.column] = str(len(self.plan.every_row(self.sheet.key)) + len(self.rows) + 1)
        self.new_by_name.setdefault(folded(plain(name)), len(self.rows))
        new = NewRow(row.sheet, cells, row.place, row.origins)
        self.rows.append(new)
        return new

    def _tell_near_pairs(self) -> None:
        """New rows that may be the same, written in two ways."""
        rows = {str(row.cells.get(self.trait.named_by, "")): row for row in reversed(self.rows)}
        for name, other in near_pairs(reversed(rows)):
            if name and other:
                problem = LISTED_NEARLY_TWICE.problem(near=literal(other), cell=literal(rows[other].place.where))
                self._say(rows[name].place, problem, name)

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


def _as_listed(row: FilledRow) -> dict[str, object]:
    """The cells of a row of the plan as a list writes them: names with commas between."""
    return {
        key: ", ".join(map(str, value)) if isinstance(value, tuple) else value
        for key, value in row.values.items()
        if value is not None
    }


def _together(one: str, other: str) -> str:
    return ", ".join(dict.fromkeys([*one.split(", "), *other.split(", ")]))


def _comparable(value: Value) -> object:
    """A value as it compares: the order of names, spaces and capitals do not matter."""
    if isinstance(value, tuple):
        return tuple(sorted(folded(str(one)) for one in value))
    if isinstance(value, Decimal):
        return value.normalize()
    return folded(value) if isinstance(value, str) else value
