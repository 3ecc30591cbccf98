"""What a unit has reported already in cells that are answered again: it stands there when the template is sent.

A figure that is left is the answer, one that is changed too, and that is told. A template where nothing else was written
is not filled in: the hidden sheet lists what it was sent with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from followup.form.answers.answers import AnsweredTable
from followup.form.cells.kinds import FigureKind, in_words
from followup.form.form import Form, FormTable, ReportedFigures
from followup.form.layout.layout import PrefilledAnswers
from followup.form.row_view import RowView
from followup.form.section import Section
from followup.form.shapes.prefilled import SAME
from followup.form.traits import ReportsAgain
from followup.form.values import Value
from followup.locale import Message, Words, _, literal
from followup.rulebook.answers import REPORTED_OTHERWISE
from followup.rulebook.problem import Remark

Key = tuple[str, str, str]


def reported_in(tables: tuple[FormTable, ...], reported: ReportedFigures) -> ReportedFigures:
    """Those figures that a form has a cell to answer in."""
    if not reported:
        return {}
    keys = {
        (table.section.key, row.key, column.key)
        for table in tables
        if table.section.has(ReportsAgain)
        for column in table.columns
        for row in table.rows
        if table.asks(row, column)
    }
    return {key: figure for key, figure in reported.items() if key in keys}


def with_intros(form: Form) -> Form:
    """The form that says above its tables that some of the yellow cells are filled in; the same one where none are."""
    filled = {section for section, _row, _column in form.reported}
    if not filled:
        return form
    tables = (
        replace(table, section=replace(table.section, intro=intro_when_filled(table.section)))
        if table.section.key in filled
        else table
        for table in form.tables
    )
    return replace(form, tables=tuple(tables))


def intro_when_filled(section: Section) -> Message:
    """What stands above a table of the section that has such figures."""
    note = _("What you have reported already is filled in: leave it as it is, or correct it.")
    return note if section.intro is None else _("{intro} {note}", intro=section.intro, note=note)


def with_reported(reported: ReportedFigures, answers: PrefilledAnswers | None) -> PrefilledAnswers | None:
    """The answers that a form is laid out with, and what was reported where they say nothing; None there is an empty cell."""
    if not reported:
        return answers
    filled = {section: dict(rows) for section, rows in (answers or {}).items()}
    for (section, row, column), figure in reported.items():
        of_row = filled.setdefault(section, {}).get(row, {})
        filled[section][row] = {column: figure.value, **of_row}
    return filled


def sent_reported(reported: ReportedFigures) -> Iterator[tuple[Key, Decimal]]:
    """What a template is sent with, for its hidden sheet."""
    for key, figure in reported.items():
        yield key, figure.value


def sent_cells(form: Form, sent: Mapping[Key, Decimal | str] | None) -> Iterator[tuple[Key, Decimal]]:
    """Which cells to answer in a template was sent with a figure in, by its hidden sheet."""
    for key, figure in (sent or {}).items():
        table = form.by_section.get(key[0])
        if table is None or not table.section.has(ReportsAgain) or not isinstance(figure, Decimal):
            continue
        row, column = table.rows_by_key.get(key[1]), table.column(key[2])
        if (
            row is not None and column is not None and table.asks(row, column)
        ):  # others only show what they were sent with
            yield key, figure


def values_in(tables: Mapping[str, AnsweredTable], keys: Collection[Key]) -> Iterator[tuple[Key, Value]]:
    """What stands in those cells of what was read."""
    for section in {section for section, _row, _column in keys}:
        for filled in tables.get(section, ()):
            for column in filled.columns:
                if (key := (section, filled.row.key, column)) in keys:
                    yield key, filled[column]


def left_as_sent(form: Form, tables: Mapping[str, AnsweredTable], sent: Mapping[Key, Decimal | str] | None) -> int:
    """How many answers stand as they were sent."""
    figures = dict(sent_cells(form, sent))
    return sum(are_same(value, figures[key]) for key, value in values_in(tables, figures))


def are_same(one: Value, other: Value) -> bool:
    """Whether two values are one figure, as far as workbooks keep it."""
    return isinstance(one, Decimal) and isinstance(other, Decimal) and abs(one - other) <= SAME


def reported_otherwise(filled: RowView, table: FormTable, reported: ReportedFigures, words: Words) -> Iterator[Remark]:
    """Another answer than what was reported of the same row before; an empty cell is no answer."""
    for column in table.columns:
        before = reported.get((table.section.key, filled.row.key, column.key))
        value = filled[column.key] if before is not None else None
        if before is None or value is None or are_same(value, before.value):
            continue
        kind = filled.row.kinds.get(column.base, FigureKind.COUNT)
        now = in_words(value, kind) if isinstance(value, Decimal) else filled.row.type_of(column).show(value, words)
        then = in_words(before.value, kind)
        yield REPORTED_OTHERWISE.remark(column.key, now, round=literal(before.round), value=literal(then))
