"""What the readers of all shapes share: answers taken or refused, each with its cell and its count."""

from __future__ import annotations

from dataclasses import field

from followup.files.received import ErrorValue, Raw, Uncalculated
from followup.form.answers.answers import AnsweredTable, SheetSource
from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.cells.base import CellType, as_text, shown
from followup.form.cells.visible_value import message_value
from followup.form.columns import Column, Role, may_be_known
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.place import Place
from followup.form.rows import Cell, SheetOrigin
from followup.form.shapes.prefilled import comparable
from followup.form.shapes.table_match import ABSENT, TableMatch
from followup.form.texts.folded_keys import fold_key, keys_by_fold
from followup.form.traits import NormalisedBy
from followup.form.values import Value
from followup.form.written.plain_text import plain
from followup.frozen import growing
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


@growing
class TableReading:
    """What a table gave. ``used_cells`` are the cells that were looked at; the counts are of cells that people filled
    in.

    ``asked_cells`` are the cells that a person was to write in, ``formulas`` those answered with a formula.
    """

    rows: AnsweredTable
    findings: list[Finding] = field(default_factory=list)
    used_cells: set[Cell] = field(default_factory=set)
    asked_cells: set[Cell] = field(default_factory=set)
    formulas: list[Cell] = field(default_factory=list)
    filled: int = 0
    read: int = 0
    refused: int = 0


class TableReader:
    """One pass over one table. A shape reads its rows in ``read_rows``."""

    def __init__(self, match: TableMatch, origin: SheetOrigin, words: Words) -> None:
        self.match = match
        self.table: FormTable = match.table
        self.origin = origin
        self.words = words
        self.titles = {column.key: words(column.title) for column in self.table.columns} | _written_titles(match)
        self.columns = self._columns_at(match.column_match.places)
        self.copies = self._columns_at(match.column_match.copies)
        places = {column.key: at for at, column in self.columns}
        self.answers = AnswersBuilder(SheetSource(origin, places, self.titles, match.sheet.called))
        self.result = TableReading(self.answers.build())

    def _columns_at(self, places: dict[int, str]) -> list[tuple[int, Column]]:
        pairs = ((at, self.table.column(key)) for at, key in sorted(places.items()))
        return [(at, column) for at, column in pairs if column is not None]

    def read(self) -> TableReading:
        """Rows, findings and counts."""
        self._read_head()
        self._report_match()
        self._report_lost_columns()
        self._refuse_copied_columns()
        self.read_rows()
        self.result.rows = self.answers.build()
        self._report_struck_out()
        if formulas := self.result.formulas:
            # Once a table: a unit that answers by formulas does so in every row.
            rule = RESULTS_MAY_BE_OLD if self.match.sheet.old_results else FORMULA_USED
            self._report(rule.problem(n=len(formulas)), formulas[0])
        return self.result

    def read_rows(self) -> None:
        """Read the rows of this shape."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------------- the table itself

    def _read_head(self) -> None:
        """Keys and titles: ours where they say what ours say. In a unit's form another title is reported."""
        match, used_cells = self.match, self.result.used_cells
        ours = keys_by_fold(column.key for column in self.table.columns)
        keys = ((at, raw) for at, raw in match.lines.get(match.key_row, {}).items() if isinstance(raw, str))
        used_cells.update((match.key_row, at) for at, raw in keys if fold_key(raw) in ours)
        if match.marked:
            used_cells.add((match.key_row, match.key_column))
        header = match.lines.get(match.header, {})
        used_cells.update((match.header, at) for at, raw in header.items() if comparable(as_text(raw)) in match.corners)
        for at, column in [*self.columns, *self.copies]:
            if at in header:
                used_cells.add((match.header, at))
                if self.origin.unit and column.key not in match.titles.get(comparable(as_text(header[at])), ()):
                    self._report(HEADER_CHANGED.problem(), (match.header, at), shown(header[at]))

    def _report_match(self) -> None:
        match, where = self.match, (max(self.match.header, self.match.key_row), self.match.left)
        if not match.marked:
            self._report(FOUND_BY_HEADERS.problem(), where)
        elif match.column_match.by_title:
            self._report(COLUMNS_FOUND_BY_HEADERS.problem(), where)
        if match.column_match.moved:
            self._report(MOVED_WITHOUT_KEYS.problem(), where)
        elif self.origin.unit and self.columns and not self._has_titles():
            self._report(TITLES_GONE.problem(), where)

    def _has_titles(self) -> bool:
        """Whether anything stands above any column where its title was; a Word form has a question a row instead."""
        header = self.match.lines.get(self.match.header, {})
        return bool(self.match.sheet.called) or any(at in header for at, _column in self.columns)

    def _report_lost_columns(self) -> None:
        """Columns that are asked for and gone; a unit's form never had those in which it is asked nothing. A plan of an
        older version may lack one that it can do without.
        """
        present = set(self.match.columns.values())
        for column in self.table.columns:
            if column.key in present or column.role is not Role.INPUT:
                continue
            if may_be_known(self.table.section.columns, column.base):
                continue  # what is known of the time before has come, or gone, since the form was made
            if self.table.is_asked(column) if self.origin.unit else column.required:
                self._report(COLUMN_MISSING.problem(title=column.title))

    def _refuse_copied_columns(self) -> None:
        """A column that stands twice: what stands in the copy is named, and not taken over."""
        problem = COLUMN_TWICE.problem()
        for at, column in self.copies:
            for row in self.match.rows():
                if (raw := self.match.lines[row].get(at)) is not None:
                    self._refuse((row, at), column, None if self._is_from_plan(column, raw) else problem)

    def _is_from_plan(self, column: Column, raw: Raw) -> bool:
        """Whether the plan wrote this somewhere in the column; where people add the rows it wrote nothing."""
        return False

    # ---------------------------------------------------------------------------------------------------------- answers

    def _take(self, at: int, column: Column, kind: CellType, place: Cell, raw: Raw) -> Value:
        """The value of an answer: taken over, or refused with a finding."""
        if self._is_struck(place):
            self._refuse_struck(at, column, place, raw)
            return None
        sheet, result = self.match.sheet, self.result
        result.filled += 1
        look = sheet.looks.get(place)
        parsed = kind.read(raw, look)
        if parsed.problem is not None and not self._is_expected(parsed.problem):
            # What the cell shows, where that decided: the reader of the message looks for it in Excel, not for 0.95.
            visible = raw if look is None or parsed == kind.read(raw) else message_value(raw, look)
            self._report(parsed.problem, place, shown(visible), column.key)
            if parsed.problem.severity is Severity.ERROR:
                self.answers.refuse(at, column.key)
                result.refused += 1
                return None
        if place in sheet.formulas and not isinstance(raw, Uncalculated | ErrorValue):
            result.formulas.append(place)
        result.read += 1
        return parsed.value

    def _is_expected(self, problem: Problem) -> bool:
        """That a number is stored as text is reported where it could be otherwise: a Word form holds nothing but texts."""
        return self.match.sheet.asked_only and problem.rule in STORED_AS_TEXT

    def _is_struck(self, place: Cell) -> bool:
        """Whether an answer is struck out. A row of the plan is there until it is deleted."""
        return bool(self.origin.unit) and place in self.match.sheet.struck

    def _refuse_struck(self, at: int, column: Column, place: Cell, raw: Raw) -> None:
        """An answer that is struck out is withdrawn: not taken over, but reported."""
        self.result.filled += 1
        self.result.refused += 1
        self.answers.refuse(at, column.key)
        self._report(STRUCK_OUT.problem(), place, shown(raw), column.key)

    def _report_struck_out(self) -> None:
        """What was left out of the cells of the table; and once a row, that it is struck out and counts all the same."""
        sheet, titles = self.match.sheet, self.match.header
        rows = set(self.match.rows()) if sheet.struck or sheet.left_out else set()
        for place in sorted(sheet.left_out):
            if place[0] in rows and place[1] in self.match.columns:
                column = self.match.columns[place[1]]
                self._report(PART_STRUCK_OUT.problem(), place, shown(sheet.left_out[place]), column)
        ours = {at for at, column in self.columns if not (self.origin.unit and column.role is Role.INPUT)}
        struck: dict[int, Cell] = {}
        for place in sorted(sheet.struck):
            if place[0] in rows and place[0] != titles and place[1] in ours:
                struck.setdefault(place[0], place)
        problem = ASKED_ROW_STRUCK_OUT.problem() if self.origin.unit else ROW_STRUCK_OUT.problem()
        for place in struck.values():
            self._report(problem, place, shown(sheet.cells[place]), self.match.columns[place[1]])

    def _refuse(self, place: Cell, column: Column, problem: Problem | None) -> None:
        """A cell that is not taken over; without a problem, or with a formula of ours in it, it is only passed by."""
        self.result.used_cells.add(place)
        ours = column.role in (Role.COMPUTED, Role.EARLIER) and place in self.match.sheet.formulas
        if problem is None or ours:
            return
        self.result.filled += 1
        self.result.refused += 1
        self._report(problem, place, shown(self.match.sheet.cells[place]), column.key)

    def _normalise(self) -> None:
        """Put the columns in order as the section says; what that refuses is not among the answers."""
        normalised = self.table.section.trait(NormalisedBy)
        for at, remark in normalised.normalise(self.answers) if normalised else ():
            column, problem = remark.column, remark.problem
            if problem.severity is Severity.ERROR and not self.answers.is_refused(at, column):
                self.answers.refuse(at, column)
                self.answers.column(column)[at] = None
                self.result.read -= 1
                self.result.refused += 1
            self._report_answer(at, column, problem, remark.raw)

    # --------------------------------------------------------------------------------------------------------- findings

    def _report_answer(self, at: int, column: str, problem: Problem, raw: str) -> None:
        self._report(problem, self.answers.cell(at, column), raw, column)

    def _report(self, problem: Problem, place: Cell = (ABSENT, ABSENT), raw: str = "", column: str = "") -> None:
        self._add_finding(problem.rule, problem.severity, *place, raw, problem.advice, column)

    def _add_finding(
        self, rule: str, severity: Severity, row: int, at: int, raw: str, advice: Message, column: str = ""
    ) -> None:
        place = Place(*self.origin, row, at, self.titles.get(column, ""), self.match.sheet.called.get(row, ""))
        self.result.findings.append(Finding(place, rule, severity, raw, advice))


def _written_titles(match: TableMatch) -> dict[str, str]:
    """What the columns are called in the workbook itself: the words that its reader has before the eyes."""
    header = match.lines.get(match.header, {})
    columns = match.column_match.copies | match.column_match.places
    return {key: plain(title) for at, key in columns.items() if isinstance(title := header.get(at), str)}
