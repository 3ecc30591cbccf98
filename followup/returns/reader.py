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
from followup.form.place import Place
from followup.form.self_check.recognise import without_self_check
from followup.form.shapes.find_tables import Finder
from followup.form.shapes.found_table import GONE, Found
from followup.form.shapes.readers import read_table
from followup.form.terms.units import Unit
from followup.form.texts.personal_number import masked
from followup.locale import literal
from followup.returns import outside_tables as noticing
from followup.returns.identity import as_the_plan_spells, identify, refusal, without_identity
from followup.returns.model import Return, Submission
from followup.returns.outside_tables import OwnTexts
from followup.returns.personal_data import taken_out, told_once
from followup.rulebook.problem import Problem
from followup.rulebook.received.file_remarks import MACROS_IGNORED
from followup.rulebook.received.identity import ANOTHER_PLAN_VERSION, SHEET_OF_ANOTHER_UNIT, SHEET_OF_NOBODY
from followup.rulebook.received.outside import HIDDEN_SHEET
from followup.rulebook.tables import ANSWER_IN_TABLE_COPY, NOT_IN_WORD_FORM, TABLE_MISSING, TABLE_TWICE
from followup.templates.forms import Forms

Cells = set[tuple[int, int]]


class Reader:
    """Reads the submissions of one round; what does not change between files is worked out once."""

    def __init__(self, forms: Forms) -> None:
        self.forms, self.frame = forms, forms.frame
        self.own: dict[str, OwnTexts] = {}
        self.finders: dict[str, Finder] = {}

    def finder(self, unit: Unit) -> Finder:
        """What looks for the tables of the unit's form."""
        if unit.id not in self.finders:
            other = next(iter(self.finders.values()), None)
            self.finders[unit.id] = Finder(self.forms[unit.id].tables, self.frame.words, other)
        return self.finders[unit.id]

    def own_texts(self, unit: Unit) -> OwnTexts:
        """What we write outside the tables of the unit's template."""
        if unit.id not in self.own:
            self.own[unit.id] = OwnTexts.of(self.frame, self.forms.sections, unit)
        return self.own[unit.id]

    def read(self, book: ReceivedBook) -> tuple[Submission | None, list[Finding]]:
        """The submission, or None when the file is not one for this region and round; and what was found."""
        book = without_marks(without_self_check(book))
        known = identify(book)
        if known.identity is None:
            ours = any(self.finder(unit).find(book) for unit in self.frame.units.answering)
            told = known.findings or [without_identity(book, self.frame, ours=ours)]
            return None, told_once(told, taken_out(book, list)[1], Place(book.file))
        identity = as_the_plan_spells(self.frame, known.identity)
        refused = refusal(self.frame, identity)
        if refused is not None:
            told = [*known.findings, Finding.of(Place(book.file), *refused)]
            return None, told_once(told, taken_out(book, list)[1], Place(book.file))
        unit = self.frame.units[identity.unit]
        form = self.forms[unit.id]
        book, personal = taken_out(book, lambda: self._texts_of(form, unit))
        reading = _Reading(self, book, unit, form)
        here = Place(book.file, unit.name)
        read = reading.read(_by_masked_name(known.foreign))
        rows = (row for table in reading.tables.values() for row in table)
        findings = [*known.findings, *told_once(read, personal, here, rows, reading.with_tables())]
        if identity.plan_version != self.frame.version:
            findings.append(Finding.of(here, ANOTHER_PLAN_VERSION.problem(), identity.plan_version))
        if book.macros:
            findings.append(Finding.of(here, MACROS_IGNORED.problem()))
        for remark in book.remarks:
            findings.append(Finding.of(here, remark.problem, remark.found))
        tables = {key: table.answers for key, table in reading.tables.items()}
        counts = reading.filled, reading.taken, reading.refused
        returned = Return(
            *(unit.id, identity, book.file, book.sha256, tables, *counts, book.saved, book.size),
            findings=tuple(findings),
        )
        return Submission(returned, unit, form), findings

    def _texts_of(self, form: Form, unit: Unit) -> set[Raw]:
        """What the plan itself writes into a unit's form: texts on one line, and figures known before."""
        values = [value for table in form.tables for row in table.rows for value in row.cells.values()]
        figures: set[Raw] = {value for value in values if isinstance(value, Decimal)}
        own = self.own_texts(unit)
        texts = {" ".join(self.frame.words.show(value).split()) for value in values if value is not None}
        return figures | texts | own.first | own.others


def _by_masked_name(foreign: Mapping[str, Identity | None]) -> dict[str, Identity | None]:
    return {masked(name): identity for name, identity in foreign.items()}


class _Reading:
    """One pass over one workbook."""

    def __init__(self, reader: Reader, book: ReceivedBook, unit: Unit, form: Form) -> None:
        self.reader, self.book, self.unit, self.form = reader, book, unit, form
        self.tables: dict[str, AnsweredTable] = {}
        self.filled = self.taken = self.refused = 0
        self.findings: list[Finding] = []
        self.used: dict[str, Cells] = {sheet.name: set() for sheet in book.sheets}
        self.asked: dict[str, Cells] = {sheet.name: set() for sheet in book.sheets}
        self.first: dict[str, Found] = {}

    def read(self, foreign: Mapping[str, Identity | None]) -> list[Finding]:
        """Read the tables, and look at all else; what was found, in no order."""
        foreign = {name: said for name, said in foreign.items() if said is not None or self._has_tables(name)}
        sheets = [sheet for sheet in self.book.sheets if sheet.name not in foreign]
        own = ReceivedBook(self.book.file, self.book.sha256, sheets)
        for found in self.reader.finder(self.unit).find(own):
            if found.table.section.key in self.first:
                self._pass_copy(found)
            else:
                self._read_table(found)
        for name, identity in foreign.items():
            self._pass_foreign(name, identity)
        for table in self.form.tables:
            if table.section.key not in self.tables:
                here = Place(self.book.file, self.unit.name)
                rule = NOT_IN_WORD_FORM if self.book.partial else TABLE_MISSING
                self.findings.append(Finding.of(here, rule.problem(title=table.section.title)))
        self._look_around(sheets)
        return self.findings

    def with_tables(self) -> set[str]:
        """The sheets that tables were read from."""
        return {name for name, cells in self.used.items() if cells}

    def _place(self, sheet: str) -> Place:
        return Place(self.book.file, self.unit.name, sheet)

    def _read_table(self, found: Found) -> None:
        key, name = found.table.section.key, found.sheet.name
        read = read_table(found, self.book.file, self.unit.name, self.reader.frame.words)
        self.first[key] = found
        self.tables[key] = read.rows
        self.filled += read.filled
        self.taken += read.read
        self.refused += read.refused
        self.used[name] |= read.used
        self.asked[name] |= read.asked
        self.findings += read.findings
        self.findings += noticing.findings(self._place(name), found.sheet, noticing.merged(found))
        self.findings += noticing.findings(self._place(name), found.sheet, noticing.hidden(found))
        self.findings += noticing.findings(self._place(name), found.sheet, noticing.unseen(found, read.asked))

    def _pass_copy(self, found: Found) -> None:
        """A table that stands twice, as when a sheet was copied: named once, and each answer that says something else."""
        name, title = found.sheet.name, found.table.section.title
        here = self._place(name)
        self.findings.append(
            Finding.of(replace(here, row=found.top, column=found.left), TABLE_TWICE.problem(title=title))
        )
        copy = read_table(found, self.book.file, self.unit.name, self.reader.frame.words)
        answers = _answers(found, copy.used) | (copy.asked & found.sheet.cells.keys())
        told = {(each.place.row, each.place.column) for each in copy.findings if each.found}
        differing = (answers | (told & found.sheet.cells.keys())) - self._said_by_the_first(found, copy.rows)
        for row, column in sorted(differing):
            said = shown(found.sheet.cells[row, column])
            self.findings.append(
                Finding.of(replace(here, row=row, column=column), ANSWER_IN_TABLE_COPY.problem(title=title), said)
            )
        self.filled += len(answers)
        self.refused += len(answers)
        self.used[name] |= copy.used

    def _said_by_the_first(self, found: Found, rows: AnsweredTable) -> Cells:
        """The cells of a copy that say just what the first table says of the same row and column."""
        key = found.table.section.key
        cells, firsts = self.first[key].sheet.cells, {row.row.key: row for row in self.tables[key]}
        return {
            place
            for row in rows
            if (first := firsts.get(row.row.key)) is not None
            for column, place in row.cells.items()
            if place in found.sheet.cells
            and found.sheet.cells[place] == cells.get(first.cells.get(column, (GONE, GONE)))
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
        for found in self.reader.finder(owner or unit).find(self._only(name)):
            answers |= _answers(found, set(found.sheet.cells))
        self.filled += len(answers)
        self.refused += len(answers)
        problem, said = SHEET_OF_NOBODY.problem(unit=literal(unit.name), round=literal(frame.round)), ""
        if identity is not None:
            problem = SHEET_OF_ANOTHER_UNIT.problem(unit=literal(unit.name), round=literal(frame.round))
            said = f"{owner.name if owner else identity.unit}, {identity.round}"
        self.findings.append(Finding.of(self._place(name), problem, said))

    def _look_around(self, sheets: Sequence[ReceivedSheet]) -> None:
        """What stands outside the tables, and what is pinned to cells."""
        own = self.reader.own_texts(self.unit).with_those_of(self.book)
        for sheet in sheets:
            if noticing.is_out_of_sight(sheet, self.used[sheet.name]):
                self._pass_out_of_sight(sheet, own)
                continue
            around = list(noticing.outside(sheet, self.used[sheet.name], own))
            if len(around) > noticing.MOST_CELLS and self._is_strange(sheet, own):
                self._pass_whole(sheet, noticing.sheet_not_ours([cell for cell, _problem, _found in around]))
                continue
            outside = noticing.findings(self._place(sheet.name), sheet, iter(around))
            self.filled += len(outside)
            self.refused += len(outside)
            self.findings += outside
            struck = noticing.struck_out(sheet, self.used[sheet.name] | self.asked[sheet.name])
            self.findings += noticing.findings(self._place(sheet.name), sheet, struck)
        for sheet in self.book.sheets:
            if noticing.is_out_of_sight(sheet, self.used[sheet.name]):
                continue
            pinned = noticing.comments(sheet, self.asked[sheet.name])
            self.findings += noticing.findings(self._place(sheet.name), sheet, pinned)

    def _pass_out_of_sight(self, sheet: ReceivedSheet, own: OwnTexts) -> None:
        """A hidden sheet that is none of ours."""
        outside = list(noticing.outside(sheet, set(), own))
        if outside or sheet.comments:
            self._pass_whole(sheet, HIDDEN_SHEET.problem(n=max(len(outside), len(sheet.comments))))

    def _is_strange(self, sheet: ReceivedSheet, own: OwnTexts) -> bool:
        """A sheet that only lost its table still has its name, and a Word form has no sheets."""
        names = {self.reader.frame.words(table.sheet) for table in self.form.tables}
        if self.book.partial or sheet.name in names:
            return False
        return noticing.is_strange(sheet, self.used[sheet.name], own)

    def _pass_whole(self, sheet: ReceivedSheet, problem: Problem) -> None:
        """A sheet that is named once, and counted as one thing that was not taken over."""
        self.findings.append(Finding.of(self._place(sheet.name), problem))
        self.filled += 1
        self.refused += 1


def _answers(found: Found, within: Cells) -> Cells:
    """The cells under the columns that people fill in, ours with formulas apart."""
    columns = found.told.copies | found.told.places
    inputs = {at for at, key in columns.items() if (column := found.table.column(key)) and column.role is Role.INPUT}
    return {
        (row, at)
        for row, at in within
        if at in inputs
        and found.first <= row < found.end
        and row != found.header
        and (row, at) in found.sheet.cells
        and (row, at) not in found.sheet.formulas
    }


# ------------------------------------------------------------------------------------------------------------ the rules
