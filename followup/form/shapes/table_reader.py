"""What the readers of all shapes share: answers taken or refused, each with its cell and its count."""

from __future__ import annotations

from dataclasses import dataclass, field

from followup.files.received import ErrorValue, Raw, Uncalculated
from followup.form.answers.answers import AnsweredTable, Source
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.cells.base import CellType, as_text, shown
from followup.form.cells.seen import found_in
from followup.form.cells.written import plain
from followup.form.columns import Column, Role
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.place import Place
from followup.form.rows import Cell, Origin
from followup.form.shapes.found_table import GONE, Found
from followup.form.shapes.prefilled import comparable
from followup.form.texts.folded_keys import as_compared, by_fold
from followup.form.traits import NormalisedBy
from followup.form.values import Value
from followup.locale import Message, Words
from followup.rulebook.answers import (
    ASKED_ROW_STRUCK_OUT,
    FORMULA_USED,
    PART_STRUCK_OUT,
    RESULTS_MAY_BE_OLD,
    ROW_STRUCK_OUT,
    STRUCK_OUT,
)
from followup.rulebook.problem import Problem, Severity
from followup.rulebook.tables import (
    COLUMN_MISSING,
    COLUMN_TWICE,
    COLUMNS_FOUND_BY_HEADERS,
    FOUND_BY_HEADERS,
    HEADER_CHANGED,
    MOVED_WITHOUT_KEYS,
    TITLES_GONE,
)
from followup.rulebook.understood import STORED_AS_TEXT


@dataclass
class Read:
    """What a table gave. ``used`` are the cells that were looked at; the counts are of cells that people filled in.

    ``asked`` are the cells that a person was to write in, ``formulas`` those answered with a formula.
    """

    rows: AnsweredTable
    findings: list[Finding] = field(default_factory=list)
    used: set[Cell] = field(default_factory=set)
    asked: set[Cell] = field(default_factory=set)
    formulas: list[Cell] = field(default_factory=list)
    filled: int = 0
    read: int = 0
    refused: int = 0


class TableReader:
    """One pass over one table. A shape reads its rows in ``read_rows``."""

    def __init__(self, found: Found, origin: Origin, words: Words) -> None:
        self.found = found
        self.table: FormTable = found.table
        self.origin = origin
        self.words = words
        self.titles = {column.key: words(column.title) for column in self.table.columns} | _written_titles(found)
        self.columns = self._of(found.told.places)
        self.copies = self._of(found.told.copies)
        places = {column.key: at for at, column in self.columns}
        self.answers = AnswersBuilder(Source(origin, places, self.titles, found.sheet.called))
        self.result = Read(self.answers.built())

    def _of(self, places: dict[int, str]) -> list[tuple[int, Column]]:
        each = ((at, self.table.column(key)) for at, key in sorted(places.items()))
        return [(at, column) for at, column in each if column is not None]

    def read(self) -> Read:
        """Rows, findings and counts."""
        self._read_head()
        self._tell_how_found()
        self._tell_lost_columns()
        self._refuse_copied_columns()
        self.read_rows()
        self.result.rows = self.answers.built()
        self._tell_struck_out()
        if formulas := self.result.formulas:
            rule = RESULTS_MAY_BE_OLD if self.found.sheet.old_results else FORMULA_USED
            self._tell_at(rule.problem(n=len(formulas)), formulas[0])
        return self.result

    def read_rows(self) -> None:
        """Read the rows of this shape."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------------- the table itself

    def _read_head(self) -> None:
        """Keys and titles: ours where they say what ours say. In a unit's form another title is told."""
        found, used = self.found, self.result.used
        ours = by_fold(column.key for column in self.table.columns)
        keys = ((at, raw) for at, raw in found.lines.get(found.key_row, {}).items() if isinstance(raw, str))
        used.update((found.key_row, at) for at, raw in keys if as_compared(raw) in ours)
        if found.marked:
            used.add((found.key_row, found.key_column))
        header = found.lines.get(found.header, {})
        used.update((found.header, at) for at, raw in header.items() if comparable(as_text(raw)) in found.corners)
        for at, column in [*self.columns, *self.copies]:
            if at in header:
                used.add((found.header, at))
                if self.origin.unit and column.key not in found.titles.get(comparable(as_text(header[at])), ()):
                    self._tell_at(HEADER_CHANGED.problem(), (found.header, at), shown(header[at]))

    def _tell_how_found(self) -> None:
        found, where = self.found, (max(self.found.header, self.found.key_row), self.found.left)
        if not found.marked:
            self._tell_at(FOUND_BY_HEADERS.problem(), where)
        elif found.told.by_title:
            self._tell_at(COLUMNS_FOUND_BY_HEADERS.problem(), where)
        if found.told.moved:
            self._tell_at(MOVED_WITHOUT_KEYS.problem(), where)
        elif self.origin.unit and self.columns and not self._has_titles():
            self._tell_at(TITLES_GONE.problem(), where)

    def _has_titles(self) -> bool:
        """Whether anything stands above any column where its title was; a Word form has a question a row instead."""
        header = self.found.lines.get(self.found.header, {})
        return bool(self.found.sheet.called) or any(at in header for at, _column in self.columns)

    def _tell_lost_columns(self) -> None:
        """Columns that are asked for and gone. A plan of an older version may lack one that it can do without."""
        present = set(self.found.columns.values())
        for column in self.table.columns:
            spared = not self.origin.unit and not column.required
            spared = spared or (self.found.sheet.asked_only and not self.table.is_asked(column))
            if column.key in present or column.role is not Role.INPUT or spared:
                continue
            self._tell_at(COLUMN_MISSING.problem(title=column.title))

    def _refuse_copied_columns(self) -> None:
        """A column that stands twice: what stands in the copy is named, and not taken over."""
        problem = COLUMN_TWICE.problem()
        for at, column in self.copies:
            for row in self.found.rows():
                if (raw := self.found.lines[row].get(at)) is not None:
                    self._refuse((row, at), column, None if self._is_the_plans(column, raw) else problem)

    def _is_the_plans(self, column: Column, raw: Raw) -> bool:
        """Whether the plan wrote this somewhere in the column; where people add the rows it wrote nothing."""
        return False

    # ---------------------------------------------------------------------------------------------------------- answers

    def _take(self, at: int, column: Column, kind: CellType, place: Cell, raw: Raw) -> Value:
        """The value of an answer: taken over, or refused with a finding."""
        if self._is_struck(place):
            self._refuse_struck(at, column, place, raw)
            return None
        sheet, result = self.found.sheet, self.result
        result.filled += 1
        look = sheet.looks.get(place)
        parsed = kind.read(raw, look)
        if parsed.problem is not None and not self._goes_without_saying(parsed.problem):
            seen = raw if look is None or parsed == kind.read(raw) else found_in(raw, look)
            self._tell_at(parsed.problem, place, shown(seen), column.key)
            if parsed.problem.severity is Severity.ERROR:
                self.answers.refuse(at, column.key)
                result.refused += 1
                return None
        if place in sheet.formulas and not isinstance(raw, Uncalculated | ErrorValue):
            result.formulas.append(place)
        result.read += 1
        return parsed.value

    def _goes_without_saying(self, problem: Problem) -> bool:
        """That a number is stored as text is told where it could be otherwise: a Word form holds nothing but texts."""
        return self.found.sheet.asked_only and problem.rule in STORED_AS_TEXT

    def _is_struck(self, place: Cell) -> bool:
        """Whether an answer is struck out. A row of the plan is there until it is deleted."""
        return bool(self.origin.unit) and place in self.found.sheet.struck

    def _refuse_struck(self, at: int, column: Column, place: Cell, raw: Raw) -> None:
        """An answer that is struck out is withdrawn: not taken over, but told."""
        self.result.filled += 1
        self.result.refused += 1
        self.answers.refuse(at, column.key)
        self._tell_at(STRUCK_OUT.problem(), place, shown(raw), column.key)

    def _tell_struck_out(self) -> None:
        """What was left out of the cells of the table; and once a row, that it is struck out and counts all the same."""
        sheet, titles = self.found.sheet, self.found.header
        rows = set(self.found.rows()) if sheet.struck or sheet.left_out else set()
        for place in sorted(sheet.left_out):
            if place[0] in rows and place[1] in self.found.columns:
                column = self.found.columns[place[1]]
                self._tell_at(PART_STRUCK_OUT.problem(), place, shown(sheet.left_out[place]), column)
        ours = {at for at, column in self.columns if not (self.origin.unit and column.role is Role.INPUT)}
        struck: dict[int, Cell] = {}
        for place in sorted(sheet.struck):
            if place[0] in rows and place[0] != titles and place[1] in ours:
                struck.setdefault(place[0], place)
        problem = ASKED_ROW_STRUCK_OUT.problem() if self.origin.unit else ROW_STRUCK_OUT.problem()
        for place in struck.values():
            self._tell_at(problem, place, shown(sheet.cells[place]), self.found.columns[place[1]])

    def _refuse(self, place: Cell, column: Column, problem: Problem | None) -> None:
        """A cell that is not taken over; without a problem, or with a formula of ours in it, it is only passed by."""
        self.result.used.add(place)
        ours = column.role in (Role.COMPUTED, Role.EARLIER) and place in self.found.sheet.formulas
        if problem is None or ours:
            return
        self.result.filled += 1
        self.result.refused += 1
        self._tell_at(problem, place, shown(self.found.sheet.cells[place]), column.key)

    def _settle(self) -> None:
        """Put the columns in order as the section says; what that refuses is not among the answers."""
        normalised = self.table.section.trait(NormalisedBy)
        for at, remark in normalised.settle(self.answers) if normalised else ():
            column, problem = remark.column, remark.problem
            if problem.severity is Severity.ERROR and not self.answers.is_refused(at, column):
                self.answers.refuse(at, column)
                self.answers.column(column)[at] = None
                self.result.read -= 1
                self.result.refused += 1
            self._remark(at, column, problem, remark.raw)

    # --------------------------------------------------------------------------------------------------------- findings

    def _remark(self, at: int, column: str, problem: Problem, found: str) -> None:
        self._tell_at(problem, self.answers.cell(at, column), found, column)

    def _tell_at(self, problem: Problem, place: Cell = (GONE, GONE), found: str = "", column: str = "") -> None:
        self._find(problem.rule, problem.severity, *place, found, problem.advice, column)

    def _find(
        self, rule: str, severity: Severity, row: int, at: int, found: str, advice: Message, column: str = ""
    ) -> None:
        place = Place(*self.origin, row, at, self.titles.get(column, ""), self.found.sheet.called.get(row, ""))
        self.result.findings.append(Finding(place, rule, severity, found, advice))


def _written_titles(found: Found) -> dict[str, str]:
    """What the columns are called in the workbook itself: the words that its reader has before the eyes."""
    header = found.lines.get(found.header, {})
    columns = found.told.copies | found.told.places
    return {key: plain(title) for at, key in columns.items() if isinstance(title := header.get(at), str)}
