"""Small numbers in a published round of which nobody has said whether they count people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from followup.form.columns import Column
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.section import Section
from followup.form.texts.row_names import names_of_rows
from followup.locale import Message, _
from followup.region.masking.counted import CountedLine, CountedTable, FigureKey
from followup.rulebook.privacy import COUNTS_PEOPLE_UNSAID, COUNTS_PEOPLE_UNSAID_IN_THE_PLAN
from followup.rules.sums.masking import holds_small_number, is_small

MOST_NAMED = 3
"""Rows of a section: enough to find the place in the plan, where all of them are answered."""


def undeclared_small_numbers(
    tables: Sequence[CountedTable], unsaid: Collection[FigureKey], frame: Frame, limit: Decimal
) -> dict[str, Finding]:
    """A finding for each section, by its key, that shows whole numbers below ``limit`` among those ``unsaid``."""
    findings = {}
    for table in tables:
        keys = [line.filled.row.key for line in table.lines if _shows_small(table, line, unsaid, limit)]
        if keys:
            names = names_of_rows(line.filled.row for line in table.lines)
            rows = tuple(dict.fromkeys(names[key] for key in keys))
            findings[table.table.section.key] = rows_may_count_people(table.table.section, rows, frame)
    return findings


def _shows_small(table: CountedTable, line: CountedLine, unsaid: Collection[FigureKey], limit: Decimal) -> bool:
    """Whether a row shows a small whole number of which nobody has said what it counts, in a figure or a text of figures."""
    for column, number in table.figures(line):
        # Whole numbers only: 2.4 is no count of anybody.
        if line.figure(column.key) in unsaid and is_small(number, limit) and number == int(number):
            return True
    texts = [line.filled.text(column.key) for column in table.table.columns if column.tells_figures]
    return table.may_count(line) and any(holds_small_number(text, limit) for text in texts)


def rows_may_count_people(section: Section, rows: tuple[str, ...], frame: Frame) -> Finding:
    """The rows of a section whose figures nobody has declared, and the sheet of the plan where that is written."""
    named: tuple[str | Message, ...] = rows[:MOST_NAMED]
    if len(rows) > MOST_NAMED:
        named = (*named, _("{n} more", n=len(rows) - MOST_NAMED))
    sheet = next((sheet for sheet in section.plan if section.people in _keys(sheet)), None)
    problem = COUNTS_PEOPLE_UNSAID.problem(rows=named)
    if sheet is not None:
        problem = COUNTS_PEOPLE_UNSAID_IN_THE_PLAN.problem(rows=named, sheet=sheet.title)
    return Finding.of(Place("", "", frame.words(section.title)), problem)


def _keys(sheet: Section) -> set[str]:
    return {column.key for column in sheet.columns if isinstance(column, Column)}
