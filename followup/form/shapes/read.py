"""Read a found table: each cell to a value with its place, or a finding that names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from followup.files.received import ErrorValue, Raw, Uncalculated
from followup.form.cells.base import CellType, as_text, shown
from followup.form.cells.written import plain
from followup.form.columns import Column, Role
from followup.form.finding import Finding, Problem, Severity
from followup.form.place import Place
from followup.form.rows import FilledRow, Origin, Row, complete, is_summed
from followup.form.shapes.find import Found
from followup.form.values import Value
from followup.locale import Message, Words, _, literal

SAME = Decimal("1e-9")


@dataclass
class Read:
    """What a table gave. ``used`` are the cells that were looked at; the counts are of cells that people filled in."""

    rows: list[FilledRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)
    filled: int = 0
    read: int = 0
    refused: int = 0


def read_table(found: Found, file: str, unit: str, words: Words) -> Read:
    """The rows of a table, in the plan's order for a grid and in the sheet's order for a listing."""
    return _Reader(found, Origin(file, unit, found.sheet.name), words).read()


class _Reader:
    """One pass over one table."""

    def __init__(self, found: Found, origin: Origin, words: Words) -> None:
        self.found = found
        self.table = found.table
        self.origin = origin
        self.words = words
        self.titles = {column.key: words(column.title) for column in self.table.columns} | _written_titles(found)
        self.result = Read()
        self.columns: list[tuple[int, Column]] = []
        self.copies: list[tuple[int, Column]] = []
        for at, key in sorted(found.columns.items()):
            if (column := self.table.column(key)) is not None:
                taken = any(column is each for _at, each in self.columns)
                (self.copies if taken else self.columns).append((at, column))

    def read(self) -> Read:
        """Rows, findings and counts."""
        cells = self.found.sheet.cells
        corner_row, corner_column = self.found.corner
        self.result.used.update((row, at) for row in (corner_row, corner_row + 1) for at in self.found.columns)
        self.result.used.update({self.found.corner, (corner_row + 1, corner_column)})
        self._tell_lost_columns()
        self._refuse_copied_columns()
        if self.table.is_listing:
            self._read_listing()
            return self.result
        taken = self._grid_rows()
        for row in self.table.rows:
            self._read_row(row, taken.get(row.key, -1))
        complete(self.result.rows, self.table.columns)
        computed = [(at, column) for at, column in self.columns if column.role is Role.COMPUTED]
        for filled in self.result.rows:
            at = taken.get(filled.row.key, -1)
            self._compare_computed(filled, at, self.columns if filled.row.sums else computed, cells)
        return self.result

    def _tell_lost_columns(self) -> None:
        """Columns that are asked for and gone. A plan of an older version may lack one that it can do without."""
        present = set(self.found.columns.values())
        for column in self.table.columns:
            spared = not self.origin.unit and not column.required
            if column.key in present or column.role is not Role.INPUT or spared:
                continue
            told = _(
                "The column {title} is missing. Ask for a new template and move your answers there.", title=column.title
            )
            self._find("column-missing", Severity.ERROR, -1, -1, "", told)

    def _refuse_copied_columns(self) -> None:
        """A column that was copied with its key: what stands in the copy is named, and not taken over."""
        told = _("stands in a copy of the column, which was not read. Move it to the first of them.")
        for at, column in self.copies:
            for place in sorted(each for each in self.found.sheet.cells if each[1] == at):
                if not self.found.header < place[0] < self.found.end:
                    continue
                self.result.used.add(place)
                if column.role is Role.INPUT and place not in self.found.sheet.formulas:
                    self.result.filled += 1
                    self.result.refused += 1
                    found = shown(self.found.sheet.cells[place])
                    self._find("column-twice", Severity.ERROR, *place, found, told, column.key)

    def _grid_rows(self) -> dict[str, int]:
        """The sheet's row for each row key. A key that stands twice keeps its first row; the other is reported."""
        taken: dict[str, int] = {}
        wanted = {row.key for row in self.table.rows}
        column = self.found.corner[1]
        for at in sorted(self.found.keys):
            key = self.found.keys[at]
            if key not in wanted:
                continue
            self.result.used.add((at, column))
            if key in taken:
                self._refuse_copy(at, taken[key])
            else:
                taken[key] = at
        for row in self.table.rows:
            if row.key not in taken:
                label = self._label(row)
                told = _(
                    "The row {row} is missing. Ask for a new template and move your answers there.", row=literal(label)
                )
                self._find("row-missing", Severity.ERROR, -1, -1, "", told)
        return self._follow_labels(taken)

    def _refuse_copy(self, at: int, first: int) -> None:
        told = _(
            "The row is a copy of row {first}; it was not read. Move its answers there and delete it.", first=first + 1
        )
        self._find("row-twice", Severity.ERROR, at, self.found.corner[1], "", told)
        for place, column in self.columns:
            raw = self.found.sheet.cells.get((at, place))
            self.result.used.add((at, place))
            if raw is not None and column.role is Role.INPUT:
                self.result.filled += 1
                self.result.refused += 1

    def _follow_labels(self, taken: dict[str, int]) -> dict[str, int]:
        """Where the rows were sorted but the keys left behind, the labels tell where each row is now."""
        if all(self._stands_at(taken[row.key], row) for row in self.table.rows if row.key in taken):
            return taken
        expected = {self._labels(row): row.key for row in self.table.rows}
        if len(expected) < len(self.table.rows) or not self.table.labels:
            return taken
        actual = {key: expected.get(self._labels_at(at)) for key, at in taken.items()}
        if all(found in (None, key) for key, found in actual.items()):
            return taken
        if sorted(filter(None, actual.values())) != sorted(taken):
            return taken
        told = _("The rows were sorted without their hidden keys; each row was read by its label.")
        self._find("sorted-without-keys", Severity.WARNING, self.found.header, self.found.corner[1], "", told)
        return {found: taken[key] for key, found in actual.items() if found}

    def _stands_at(self, at: int, row: Row) -> bool:
        """Whether every label stands there just as the plan has it: the common case, told without any reading."""
        cells = self.found.sheet.cells
        return all(
            cells.get((at, place)) == row.cells.get(column.key)
            for place, column in self.columns
            if column.role is Role.LABEL
        )

    def _labels(self, row: Row) -> tuple[str, ...]:
        return tuple(plain(self._as_text(row, column)) for column in self.table.labels)

    def _labels_at(self, at: int) -> tuple[str, ...]:
        places = {column.key: place for place, column in self.columns}
        cells = self.found.sheet.cells
        raws = [cells.get((at, places.get(column.key, -1))) for column in self.table.labels]
        return tuple("" if raw is None else plain(as_text(raw)) for raw in raws)

    def _as_text(self, row: Row, column: Column) -> str:
        value = row.type_of(column).to_cell(row.cells.get(column.key), self.words)
        return "" if value is None else as_text(value if isinstance(value, str | Decimal) else str(value))

    def _label(self, row: Row) -> str:
        """What a row is called: the longest of its first two labels, for a number alone says nothing."""
        return shown(max(self._labels(row)[:2], key=len, default="") or row.key)

    def _read_row(self, row: Row, at: int) -> None:
        filled = FilledRow(row, dict(row.cells), self.origin, titles=self.titles)
        for place, column in self.columns if at >= 0 else ():
            filled.cells[column.key] = (at, place)
            raw = self.found.sheet.cells.get((at, place))
            if raw is None:
                continue
            self.result.used.add((at, place))
            if column.role in (Role.LABEL, Role.EARLIER):
                self._compare_prefilled(filled, column, raw)
            elif self.table.asked(row, column) or column.key in row.closed:
                self._take(filled, column, raw)
        self.result.rows.append(filled)
        self._settle(filled)

    def _read_listing(self) -> None:
        rows: dict[int, dict[int, Raw]] = {}
        wanted = dict(self.columns)
        for (row, at), raw in self.found.sheet.cells.items():
            if self.found.header < row < self.found.end and at in wanted:
                rows.setdefault(row, {})[at] = raw
                self.result.used.add((row, at))
        identity = self.table.section.shape.identity  # type: ignore[union-attr]
        seen: dict[str, int] = {}
        types = {c.base or c.key: c.type for c in self.table.columns if isinstance(c.type, CellType)}
        for at in sorted(rows):
            filled = FilledRow(Row(""), {}, self.origin, titles=self.titles)
            for place, column in self.columns:
                filled.cells[column.key] = (at, place)
                written = rows[at].get(place)
                if written is not None:
                    self._take(filled, column, written)
            key = "/".join(filled.text(column) for column in identity) or f"row {at + 1}"
            self._tell_twice(filled, key, seen, at, identity)
            filled.row = Row(key, types=types)
            self.result.rows.append(filled)
            self._tell_required(filled)
            self._settle(filled)
        complete(self.result.rows, self.table.columns)

    def _tell_twice(
        self, filled: FilledRow, key: str, seen: dict[str, int], at: int, identity: tuple[str, ...]
    ) -> None:
        if key in seen and identity and all(filled[column] is not None for column in identity):
            told = _("stands already in row {first}. Write another, or delete one of the rows.", first=seen[key] + 1)
            place = filled.cells.get(identity[0], (-1, -1))
            self._find("row-twice", Severity.ERROR, *place, key.replace("/", " · "), told, identity[0])
        seen.setdefault(key, at)

    def _tell_required(self, filled: FilledRow) -> None:
        for column in self.table.columns:
            if column.required and filled[column.key] is None and column.key not in filled.refused:
                told = _("Nothing is written here. {help}", help=column.help or _help(column))
                row, at = filled.cells.get(column.key, (-1, -1))
                self._find("required", Severity.ERROR, row, at, "", told, column.key)

    def _settle(self, filled: FilledRow) -> None:
        settle = self.table.section.settle
        for remark in settle(filled) if settle else ():
            if remark.problem.severity is Severity.ERROR and remark.column not in filled.refused:
                filled.refused.add(remark.column)
                filled.values.pop(remark.column, None)
                self.result.read -= 1
                self.result.refused += 1
            self._remark(filled, remark.column, remark.problem, remark.found)

    def _take(self, filled: FilledRow, column: Column, raw: Raw) -> None:
        """An answer: taken over, or refused with a finding."""
        self.result.filled += 1
        kind = column.type if isinstance(column.type, CellType) else filled.row.type_of(column)
        parsed = kind.read(raw)
        if parsed.problem is not None:
            self._remark(filled, column.key, parsed.problem, shown(raw))
            if parsed.problem.severity is Severity.ERROR:
                filled.refused.add(column.key)
                self.result.refused += 1
                return
        filled.values[column.key] = parsed.value
        self.result.read += 1

    def _compare_prefilled(self, filled: FilledRow, column: Column, raw: Raw) -> None:
        """What the plan wrote stands as the plan has it; a change is told, and for a figure it is a warning."""
        expected = filled.row.cells.get(column.key)
        if self._same(filled.row, column, expected, raw) or filled.row.sums:
            return
        figure = column.role is Role.EARLIER
        told = _("was changed; the plan's own text was kept.")
        if figure:
            told = _("was changed; the plan's own figure was kept. Write in the comment if it is wrong.")
        problem = Problem("prefilled-changed", told, Severity.WARNING if figure else Severity.INFO)
        self._remark(filled, column.key, problem, shown(raw))

    def _same(self, row: Row, column: Column, expected: Value, raw: Raw) -> bool:
        if isinstance(raw, Uncalculated) or isinstance(expected, Message):
            return True  # our own words differ between languages and versions, and say nothing
        if isinstance(raw, Decimal) and isinstance(expected, Decimal):
            return abs(raw - expected) <= SAME
        if raw.__class__ is str and raw == row.type_of(column).to_cell(expected, self.words):
            return True
        return plain(as_text(raw)) == plain(self._as_text(row, column))

    def _compare_computed(
        self, filled: FilledRow, at: int, columns: Sequence[tuple[int, Column]], cells: dict[tuple[int, int], Raw]
    ) -> None:
        """A computed cell that somebody wrote a number over: told where it differs from what it must be."""
        for place, column in columns:
            summed = bool(filled.row.sums) and column.role is Role.INPUT and is_summed(column)
            raw = cells.get((at, place))
            if raw is None or not (summed or column.role is Role.COMPUTED):
                continue
            self.result.used.add((at, place))
            if (at, place) in self.found.sheet.formulas or isinstance(raw, Uncalculated | ErrorValue):
                continue
            self._tell_overwritten(filled, column, raw)

    def _tell_overwritten(self, filled: FilledRow, column: Column, raw: Raw) -> None:
        expected = filled[column.key]
        same = isinstance(raw, Decimal) and isinstance(expected, Decimal) and abs(raw - expected) <= SAME
        if same or (raw == "" and expected is None):
            return
        if filled.row.sums and column.role is Role.INPUT and is_summed(column):
            told = _(
                "is not the sum of the rows it is made of, which is {sum}. Correct the rows; the sum is worked out.",
                sum=expected if expected is not None else literal("–"),
            )
            problem = Problem("total-does-not-add-up", told)
        else:
            told = _("stands where a formula was; the value is worked out again and this one is not used.")
            problem = Problem("computed-overwritten", told, Severity.WARNING)
        self.result.filled += 1
        self.result.refused += 1
        self._remark(filled, column.key, problem, shown(raw))

    def _remark(self, filled: FilledRow, column: str, problem: Problem, found: str) -> None:
        row, at = filled.cells.get(column, (-1, -1))
        self._find(problem.rule, problem.severity, row, at, found, problem.advice, column)

    def _find(
        self, rule: str, severity: Severity, row: int, at: int, found: str, advice: Message, column: str = ""
    ) -> None:
        place = Place(*self.origin, row, at, self.titles.get(column, ""))
        self.result.findings.append(Finding(place, rule, severity, found, advice))


def _help(column: Column) -> Message:
    return column.type.help() if isinstance(column.type, CellType) else _("Write a value.")


def _written_titles(found: Found) -> dict[str, str]:
    """What the columns are called in the workbook itself: the words that its reader has before the eyes."""
    header = {at: found.sheet.cells.get((found.header, at)) for at in found.columns}
    return {key: plain(title) for at, key in found.columns.items() if isinstance(title := header[at], str)}
