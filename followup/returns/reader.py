"""From a workbook that came back to a submission: its answers with their places, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.files.marking.recognise_marks import without_marks
from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.answers.answers import AnsweredTable
from followup.form.cells.base import shown
from followup.form.columns import Role
from followup.form.finding import Finding
from followup.form.form import Form, Identity
from followup.form.history.last_answers import without_last_answers
from followup.form.history.reported_figures import left_as_sent
from followup.form.history.sent_figures import as_known_now, as_sent, sent_figures
from followup.form.place import Place
from followup.form.self_check.recognise import without_self_check
from followup.form.shapes.find_tables import Finder
from followup.form.shapes.head_texts import HeadTexts
from followup.form.shapes.prefilled import languages_of
from followup.form.shapes.shape_readers import read_table
from followup.form.shapes.table_match import ABSENT, TableMatch
from followup.form.terms.units import Unit
from followup.form.texts.personal_number import masked
from followup.form.traits import AskedAfterwards
from followup.locale import literal
from followup.locale.numbers import as_typed
from followup.returns import outside_tables
from followup.returns.identity import as_the_plan_spells, identify, refusal, without_identity
from followup.returns.model import Return, Submission
from followup.returns.outside_tables import OwnTexts
from followup.returns.personal_data import remove_numbers, report_once
from followup.returns.taken_figures import with_taken_figures
from followup.rulebook.answers import COMPUTED_OVERWRITTEN
from followup.rulebook.problem import Problem
from followup.rulebook.received.file_remarks import MACROS_IGNORED
from followup.rulebook.received.identity import ANOTHER_PLAN_VERSION, SHEET_OF_ANOTHER_UNIT, SHEET_OF_NOBODY
from followup.rulebook.received.outside import HIDDEN_SHEET
from followup.rulebook.tables import ANSWER_IN_TABLE_COPY, NOT_IN_WORD_FORM, TABLE_MISSING, TABLE_TWICE
from followup.templates.forms import Forms

Cells = set[tuple[int, int]]


class Reader:
    """Reads the submissions of one round; what does not change between files is worked out once.

    With ``older`` a form of another round, or of a version that is no longer taken, is read too, by the rows and columns of
    this one.
    """

    def __init__(self, forms: Forms, older: bool = False) -> None:
        self.forms, self.frame, self.older = forms, forms.frame, older
        self._own_texts: dict[str, OwnTexts] = {}
        self._finders: dict[str, Finder] = {}
        self._heads: dict[tuple[tuple[str, int], ...], HeadTexts] = {}

    def finder(self, unit: Unit) -> Finder:
        """What looks for the tables of the unit's form."""
        if unit.id not in self._finders:
            tables = self.forms[unit.id].tables
            of_columns = tuple((table.section.key, id(table.columns)) for table in tables)  # forms share their columns
            if of_columns not in self._heads:
                self._heads[of_columns] = HeadTexts(tables, languages_of(self.frame.words))
            self._finders[unit.id] = Finder(tables, self._heads[of_columns])
        return self._finders[unit.id]

    def own_texts(self, unit: Unit) -> OwnTexts:
        """What we write outside the tables of the unit's template."""
        if unit.id not in self._own_texts:
            self._own_texts[unit.id] = OwnTexts.of(self.frame, self.forms.sections, unit)
        return self._own_texts[unit.id]

    def read(self, book: ReceivedBook) -> tuple[Submission | None, list[Finding]]:
        """The submission, or None when the file is not one for this region and round; and what was found."""
        book = without_marks(without_self_check(book))
        book = without_last_answers(book, sent_figures(book))
        identification = identify(book)
        if identification.identity is None:
            ours = any(self.finder(unit).find(book) for unit in self.frame.units.answering)
            findings = identification.findings or [without_identity(book, self.frame, ours=ours)]
            return None, report_once(findings, remove_numbers(book, list)[1], Place(book.file))
        identity = as_the_plan_spells(self.frame, identification.identity)
        refused = refusal(self.frame, identity, self.older)
        if refused is not None:
            problem, found = refused
            findings = [*identification.findings, Finding.of(Place(book.file), problem, found or book.file)]
            return None, report_once(findings, remove_numbers(book, list)[1], Place(book.file))
        unit = self.frame.units[identity.unit]
        form = self.forms[unit.id]
        book, personal = remove_numbers(book, lambda: self._texts_of(form, unit))
        reading = _BookReader(self, book, unit, form)
        place = Place(book.file, unit.name)
        book_findings = reading.read(_by_masked_name(identification.foreign))
        book_findings += reading.take_figures()
        rows = (row for table in reading.tables.values() for row in table)
        findings = [*identification.findings, *report_once(book_findings, personal, place, rows, reading.with_tables())]
        if identity.plan_version != self.frame.version:
            findings.append(Finding.of(place, ANOTHER_PLAN_VERSION.problem(), identity.plan_version))
        if book.macros:
            findings.append(Finding.of(place, MACROS_IGNORED.problem()))
        for remark in book.remarks:
            findings.append(Finding.of(place, remark.problem, remark.detail))
        tables = {key: table.answers for key, table in reading.tables.items()}
        counts = reading.counts()
        returned = Return(
            *(unit.id, identity, book.file, book.sha256, tables, *counts, book.saved, book.size),
            findings=tuple(findings),
        )
        return Submission(returned, unit, form), findings

    def _texts_of(self, form: Form, unit: Unit) -> set[Raw]:
        """What the plan itself writes into a unit's form: texts on one line, and figures known before."""
        values = [value for table in form.tables for row in table.rows for value in row.cells.values()]
        figures: set[Raw] = {value for value in values if isinstance(value, Decimal)}
        own_texts = self.own_texts(unit)
        texts = {" ".join(self.frame.words.show(value).split()) for value in values if value is not None}
        typed = {as_typed(text) for text in texts}  # a figure that is kept as text has the minus of the keyboard
        return figures | texts | typed | own_texts.first | own_texts.others


def _by_masked_name(foreign: Mapping[str, Identity | None]) -> dict[str, Identity | None]:
    return {masked(name): identity for name, identity in foreign.items()}


class _BookReader:
    """One pass over one workbook."""

    def __init__(self, reader: Reader, book: ReceivedBook, unit: Unit, form: Form) -> None:
        self.reader, self.book, self.unit, self.form = reader, book, unit, form
        self.tables: dict[str, AnsweredTable] = {}
        self.filled_count = self.read_count = self.refused_count = 0
        self.findings: list[Finding] = []
        self.used_cells: dict[str, Cells] = {sheet.name: set() for sheet in book.sheets}
        self.asked_cells: dict[str, Cells] = {sheet.name: set() for sheet in book.sheets}
        self.first_matches: dict[str, TableMatch] = {}
        self.sent = sent_figures(book)

    def read(self, foreign: Mapping[str, Identity | None]) -> list[Finding]:
        """Read the tables, and look at all else; what was found, in no order."""
        foreign = {
            name: identity_ for name, identity_ in foreign.items() if identity_ is not None or self._has_tables(name)
        }
        sheets = [sheet for sheet in self.book.sheets if sheet.name not in foreign]
        own_sheets = ReceivedBook(self.book.file, self.book.sha256, sheets)
        for match in map(self._as_sent, self.reader.finder(self.unit).find(own_sheets)):
            if match.table.section.key in self.first_matches:
                self._pass_copy(match)
            else:
                self._read_table(match)
        for name, identity in foreign.items():
            self._pass_foreign(name, identity)
        for table in self.form.tables:
            if table.section.key not in self.tables and not table.section.has(AskedAfterwards):
                place = Place(self.book.file, self.unit.name)
                rule = NOT_IN_WORD_FORM if self.book.partial else TABLE_MISSING
                self.findings.append(Finding.of(place, rule.problem(title=table.section.title)))
        self._look_around(sheets)
        return self.findings

    def counts(self) -> tuple[int, int, int]:
        """How many cells are filled in, taken over and refused; none where nobody has written anything that was not sent."""
        counts = self.filled_count, self.read_count, self.refused_count
        left = left_as_sent(self.form, self.tables, self.sent)
        return (0, 0, 0) if left and left == self.filled_count else counts

    def take_figures(self) -> list[Finding]:
        """Put in place what one table takes from another; a figure that was typed there instead is refused."""
        self.tables, typed_over = with_taken_figures(self.tables)
        self.read_count -= len(typed_over)
        self.refused_count += len(typed_over)
        problem, words = COMPUTED_OVERWRITTEN.problem(), self.reader.frame.words
        return [Finding.of(typed.place, problem, as_typed(words.show(typed.value))) for typed in typed_over]

    def with_tables(self) -> set[str]:
        """The sheets that tables were read from."""
        return {name for name, cells in self.used_cells.items() if cells}

    def _place(self, sheet: str) -> Place:
        return Place(self.book.file, self.unit.name, sheet)

    def _as_sent(self, match: TableMatch) -> TableMatch:
        """A table as it was sent out: held against the figures of today it would seem changed where nobody wrote."""
        table = as_sent(match.table, self.sent)
        return match if table is match.table else replace(match, table=table)

    def _read_table(self, match: TableMatch) -> None:
        key, name = match.table.section.key, match.sheet.name
        read = read_table(match, self.book.file, self.unit.name, self.reader.frame.words)
        self.first_matches[key] = match
        table = self.form.by_section[key]
        self.tables[key] = read.rows if match.table is table else as_known_now(read.rows, table)
        self.filled_count += read.filled
        self.read_count += read.read
        self.refused_count += read.refused
        self.used_cells[name] |= read.used_cells
        self.asked_cells[name] |= read.asked_cells
        self.findings += read.findings
        self.findings += outside_tables.findings(self._place(name), match.sheet, outside_tables.merged(match))
        self.findings += outside_tables.findings(self._place(name), match.sheet, outside_tables.hidden(match))
        self.findings += outside_tables.findings(
            self._place(name), match.sheet, outside_tables.unseen(match, read.asked_cells)
        )

    def _pass_copy(self, match: TableMatch) -> None:
        """A table that stands twice, as when a sheet was copied: named once, and each answer that says something else."""
        name, title = match.sheet.name, match.table.section.title
        place = self._place(name)
        self.findings.append(
            Finding.of(replace(place, row=match.top, column=match.left), TABLE_TWICE.problem(title=title))
        )
        copy = read_table(match, self.book.file, self.unit.name, self.reader.frame.words)
        answers = _answers(match, copy.used_cells) | (copy.asked_cells & match.sheet.cells.keys())
        reported = {(finding.place.row, finding.place.column) for finding in copy.findings if finding.raw}
        differing = (answers | (reported & match.sheet.cells.keys())) - self._repeated_cells(match, copy.rows)
        for row, column in sorted(differing):
            raw = shown(match.sheet.cells[row, column])
            self.findings.append(
                Finding.of(replace(place, row=row, column=column), ANSWER_IN_TABLE_COPY.problem(title=title), raw)
            )
        self.filled_count += len(answers)
        self.refused_count += len(answers)
        self.used_cells[name] |= copy.used_cells

    def _repeated_cells(self, match: TableMatch, rows: AnsweredTable) -> Cells:
        """The cells of a copy that say just what the first table says of the same row and column."""
        key = match.table.section.key
        cells, firsts = self.first_matches[key].sheet.cells, {row.row.key: row for row in self.tables[key]}
        return {
            place
            for row in rows
            if (first := firsts.get(row.row.key)) is not None
            for column, place in row.cells.items()
            if place in match.sheet.cells
            and match.sheet.cells[place] == cells.get(first.cells.get(column, (ABSENT, ABSENT)))
        }

    def _has_tables(self, name: str) -> bool:
        return bool(self.reader.finder(self.unit).find(self._only(name)))

    def _only(self, name: str) -> ReceivedBook:
        """The workbook with one of its sheets."""
        return ReceivedBook(self.book.file, "", [sheet for sheet in self.book.sheets if sheet.name == name])

    def _pass_foreign(self, name: str, identity: Identity | None) -> None:
        """A sheet of another unit's workbook: named once, and counted as filled in but not taken over."""
        frame, unit = self.reader.frame, self.unit
        owner = frame.units.get(identity.unit) if identity is not None else None
        answers: Cells = set()
        for match in self.reader.finder(owner or unit).find(self._only(name)):
            answers |= _answers(match, set(match.sheet.cells))
        self.filled_count += len(answers)
        self.refused_count += len(answers)
        problem, raw = SHEET_OF_NOBODY.problem(unit=literal(unit.name), round=literal(frame.round)), ""
        if identity is not None:
            problem = SHEET_OF_ANOTHER_UNIT.problem(unit=literal(unit.name), round=literal(frame.round))
            raw = f"{owner.name if owner else identity.unit}, {identity.round}"
        self.findings.append(Finding.of(self._place(name), problem, raw))

    def _look_around(self, sheets: Sequence[ReceivedSheet]) -> None:
        """What stands outside the tables, and what is pinned to cells."""
        own_texts = self.reader.own_texts(self.unit).with_those_of(self.book)
        for sheet in sheets:
            if outside_tables.is_out_of_sight(sheet, self.used_cells[sheet.name]):
                self._pass_out_of_sight(sheet, own_texts)
                continue
            problems = list(outside_tables.outside(sheet, self.used_cells[sheet.name], own_texts))
            if len(problems) > outside_tables.MOST_CELLS and self._is_strange(sheet, own_texts):
                self._pass_whole(sheet, outside_tables.sheet_not_ours([cell for cell, _problem, _raw in problems]))
                continue
            outside = outside_tables.findings(self._place(sheet.name), sheet, iter(problems))
            self.filled_count += len(outside)
            self.refused_count += len(outside)
            self.findings += outside
            struck = outside_tables.struck_out(sheet, self.used_cells[sheet.name] | self.asked_cells[sheet.name])
            self.findings += outside_tables.findings(self._place(sheet.name), sheet, struck)
        for sheet in self.book.sheets:
            if outside_tables.is_out_of_sight(sheet, self.used_cells[sheet.name]):
                continue
            pinned = outside_tables.comments(sheet, self.asked_cells[sheet.name])
            self.findings += outside_tables.findings(self._place(sheet.name), sheet, pinned)

    def _pass_out_of_sight(self, sheet: ReceivedSheet, own_texts: OwnTexts) -> None:
        """A hidden sheet that is none of ours."""
        outside = list(outside_tables.outside(sheet, set(), own_texts))
        if outside or sheet.comments:
            self._pass_whole(sheet, HIDDEN_SHEET.problem(n=max(len(outside), len(sheet.comments))))

    def _is_strange(self, sheet: ReceivedSheet, own_texts: OwnTexts) -> bool:
        """A sheet that only lost its table still has its name, and a Word form has no sheets."""
        names = {self.reader.frame.words(table.sheet) for table in self.form.tables}
        if self.book.partial or sheet.name in names:
            return False
        return outside_tables.is_strange(sheet, self.used_cells[sheet.name], own_texts)

    def _pass_whole(self, sheet: ReceivedSheet, problem: Problem) -> None:
        """A sheet that is named once, and counted as one thing that was not taken over."""
        self.findings.append(Finding.of(self._place(sheet.name), problem))
        self.filled_count += 1
        self.refused_count += 1


def _answers(match: TableMatch, cells: Cells) -> Cells:
    """The cells under the columns that people fill in, ours with formulas apart."""
    columns = match.column_match.copies | match.column_match.places
    inputs = {at for at, key in columns.items() if (column := match.table.column(key)) and column.role is Role.INPUT}
    return {
        (row, at)
        for row, at in cells
        if at in inputs
        and match.first <= row < match.end
        and row != match.header
        and (row, at) in match.sheet.cells
        and (row, at) not in match.sheet.formulas
    }


# ------------------------------------------------------------------------------------------------------------ the rules
