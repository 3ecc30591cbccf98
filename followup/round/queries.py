"""The secretariat's questions to units: the cell that each is about, what was replied, and which are open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from followup.files.addresses import place_of
from followup.form.columns import Column
from followup.form.decided import Query
from followup.form.finding import Finding
from followup.form.form import Form, FormTable
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.rows import DetachedRow, FilledRow, SheetOrigin, label_of
from followup.form.section import Listing
from followup.form.terms.units import Unit
from followup.form.traits import AskedAfterwards, JudgesOthers, OnFirstSheet
from followup.form.written.plain_text import folded
from followup.frozen import frozen
from followup.locale import literal
from followup.returns.model import Submission
from followup.rulebook.planning.decisions import (
    QUESTION_ANSWERED,
    QUESTION_OPEN,
    QUESTION_TO_NOBODY,
    QUESTION_WITHOUT_PLACE,
)
from followup.templates.forms import Forms

CELL = re.compile(r"(?:'?(?P<sheet>[^!']+)'?!)?\$?(?P<letters>[A-Za-z]{1,3})\$?(?P<number>[1-9]\d{0,6})")


class QueryState(Enum):
    """How a question stands; what was settled needs no reply."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"


@frozen
class AskedQuery:
    """A question beside the cell of the unit's file that it is about: its sheet where it is about more, no place where it
    is about all or the cell is not known.
    """

    query: Query
    unit: Unit
    place: Place
    reply: str = ""
    reply_place: Place | None = None

    @property
    def state(self) -> QueryState:
        """Whether it is settled, replied to, or open."""
        if self.query.closed:
            return QueryState.SETTLED
        return QueryState.ANSWERED if self.reply else QueryState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether a reply is still waited for."""
        return self.state is QueryState.OPEN


def ask(
    queries: Sequence[Query], submissions: Mapping[str, Submission], forms: Forms
) -> tuple[list[AskedQuery], list[Finding]]:
    """Each question to a unit that answers, and what is to be said of it: that it has no place, is open or was answered."""
    asked: list[AskedQuery] = []
    findings: list[Finding] = []
    answering = {unit.id: unit for unit in forms.frame.units.answering}
    for query in queries:
        unit = answering.get(query.unit)
        if unit is None:
            name = literal(forms.frame.units[query.unit].name)
            findings.append(Finding.of(query.place_of("unit"), QUESTION_TO_NOBODY.problem(unit=name), query.unit))
            continue
        place, faults = _placed(query, unit, forms[unit.id], submissions.get(unit.id), forms.frame)
        one = AskedQuery(query, unit, place, *_reply(query, submissions.get(unit.id)))
        asked.append(one)
        findings += [*faults, *_standing(one)]
    return asked, findings


def _standing(asked: AskedQuery) -> Iterator[Finding]:
    """That it is open, or what was replied."""
    unit = literal(asked.unit.name)
    if asked.state is QueryState.OPEN:
        yield Finding.of(asked.query.place, QUESTION_OPEN.problem(unit=unit), asked.query.question)
    elif asked.state is QueryState.ANSWERED:
        problem = QUESTION_ANSWERED.problem(unit=unit, reply=literal(asked.reply))
        yield Finding.of(asked.query.place, problem, asked.query.question)


def _reply(query: Query, submission: Submission | None) -> tuple[str, Place | None]:
    for table in submission.form.tables if submission is not None else ():
        replies = table.section.trait(AskedAfterwards)
        for row in submission.tables.get(table.section.key, ()) if submission is not None and replies else ():
            if replies is not None and row.row.key == query.key:
                return row.text(replies.reply), row.place(replies.reply)
    return "", None


# ---------------------------------------------------------------------------------------------------------- the place


@frozen
class _Spot:
    """A row of a table, and the column that is asked about; None where it is about the row."""

    table: FormTable
    row: FilledRow
    column: Column | None


def _placed(
    query: Query, unit: Unit, form: Form, submission: Submission | None, frame: Frame
) -> tuple[Place, list[Finding]]:
    """The cell that a question is about, and a finding where what it names is not in the unit's form."""
    tables = [table for table in form.tables if not query.table or _is_called(table, query.table, frame)]
    if not tables:
        return Place(unit=unit.name), [_not_found(query, "table", unit)]
    if (cell := CELL.fullmatch(query.column.replace(" ", ""))) is not None:
        return _cell(query, cell, tables, submission, unit, frame)
    columns = [(table, column) for table in tables for column in table.columns if _is_titled(column, query, frame)]
    if query.column and not columns:
        return Place(unit=unit.name), [_not_found(query, "column", unit)]
    if not query.row:
        named = query.table or query.column
        about = columns[0][0] if query.column else tables[0]
        return Place("", unit.name, _sheet_name(about, submission, frame) if named else ""), []
    spots = list(_spots(query, tables, submission, frame))
    if len(spots) != 1:
        unsent = not spots and submission is None and any(table.is_listing for table in tables)
        return Place(unit=unit.name), [] if unsent else [_not_found(query, "row", unit)]
    return _place_of(spots[0]), []


def _not_found(query: Query, column: str, unit: Unit) -> Finding:
    raw = {"table": query.table, "row": query.row, "column": query.column}[column]
    return Finding.of(query.place_of(column), QUESTION_WITHOUT_PLACE.problem(unit=literal(unit.name)), raw)


def _is_called(table: FormTable, name: str, frame: Frame) -> bool:
    names = (table.section.key, frame.words(table.section.title), frame.words(table.sheet))
    return folded(name) in {folded(title) for title in names} and not table.section.has(AskedAfterwards)


def _is_titled(column: Column, query: Query, frame: Frame) -> bool:
    return folded(query.column) in (folded(frame.words(column.title)), folded(column.key))


def _cell(
    query: Query,
    cell: re.Match[str],
    tables: Sequence[FormTable],
    submission: Submission | None,
    unit: Unit,
    frame: Frame,
) -> tuple[Place, list[Finding]]:
    """The cell of an address: on the sheet that it names, else on that of the table."""
    ours = [table for table in tables if not (table.section.has(OnFirstSheet) or table.section.has(AskedAfterwards))]
    sheets = dict.fromkeys(_sheet_name(table, submission, frame) for table in ours)
    if cell["sheet"]:
        sheets = dict.fromkeys(sheet for sheet in sheets if folded(sheet) == folded(cell["sheet"]))
    place = place_of(f"{cell['letters'].upper()}{cell['number']}")
    if len(sheets) != 1 or place is None:
        return Place(unit=unit.name), [_not_found(query, "column", unit)]
    return Place("", unit.name, next(iter(sheets)), *place), []


def _sheet_name(table: FormTable, submission: Submission | None, frame: Frame) -> str:
    """What the sheet of a table is called: in the unit's file, where that has it."""
    rows = submission.tables.get(table.section.key, ()) if submission is not None else ()
    return next((row.origin.sheet for row in rows if row.origin.sheet), "") or frame.words(table.sheet)


def _spots(query: Query, tables: Sequence[FormTable], submission: Submission | None, frame: Frame) -> Iterator[_Spot]:
    """The rows of that name in what came, or in the form where nothing has come."""
    for table in tables:
        column = next((column for column in table.columns if _is_titled(column, query, frame)), None)
        if table.section.has(AskedAfterwards) or (query.column and column is None):
            continue
        if table.section.has(JudgesOthers) and not query.table:
            continue  # its rows are the same goals and measures once more, judged by the unit
        rows: Sequence[FilledRow] = submission.tables.get(table.section.key, ()) if submission is not None else ()
        if not rows:
            origin = SheetOrigin("", "", frame.words(table.sheet))
            rows = [DetachedRow(row, origin=origin) for row in table.rows]
        yield from (_Spot(table, row, column) for row in rows if folded(query.row) in _names(row, table))


def _names(row: FilledRow, table: FormTable) -> set[str]:
    """What a row may be called: its key, its labels, and what a unit wrote to tell it from others."""
    shape = table.section.shape
    own = [row.text(key) for key in shape.identity] if isinstance(shape, Listing) else []
    texts = [row.row.key, label_of(row), *own]
    texts += [str(value) for value in row.row.cells.values() if isinstance(value, str)]
    return {folded(text) for text in texts if text}


def _place_of(spot: _Spot) -> Place:
    """The cell of the column, else the first that is asked of the row."""
    if spot.column is not None:
        return spot.row.place(spot.column.key)
    asked = next((column for column in spot.table.columns if spot.table.asks(spot.row.row, column)), None)
    return spot.row.place(asked.key if asked is not None else spot.table.columns[0].key)
