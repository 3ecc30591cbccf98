"""Answers that look like answers and are not, or are only half of one; see ``form/answered.py``."""

from __future__ import annotations

from collections.abc import Iterator

from followup.form.answered import asked_of, given_by, says_nothing
from followup.form.cells.base import shown
from followup.form.finding import Problem, Remark, Severity
from followup.form.form import FormTable
from followup.form.rows import FilledRow
from followup.locale import _


def reason_is_only_a_sign(row: FilledRow, table: FormTable) -> Iterator[Remark]:
    """A sign where a figure or a text is asked for may mean "none", "not known", "too few" or "later": nobody can tell.

    Wrong: x; -; .; ?
    Right: Data saknas till juni; För få svar; 0
    """
    told = _('is taken for "no answer". Write the figure, or in words why there is none.')
    for asked in asked_of(table, row.row):
        for column in (*asked.parts, *([asked.total] if asked.total else ())):
            if column.key not in row.refused and says_nothing(row[column.key]):
                problem = Problem("reason-not-in-words", told, Severity.WARNING)
                yield Remark(column.key, problem, shown(str(row[column.key])))


def breakdown_is_half(row: FilledRow, table: FormTable) -> Iterator[Remark]:
    """One part of a breakdown is no outcome of all: the other is asked for too, or why it is missing.

    Wrong: 41 % for women, nothing for men.
    Right: 41 % for women and 44 % for men; or the total alone.
    """
    told = _(
        "Nothing is written here, though other parts of the same figure are. Write this one too, or why it is missing."
    )
    for asked in asked_of(table, row.row):
        given = given_by(row, asked)
        if any(given(part) for part in asked.parts):
            for column in asked.left(given):
                if row[column.key] is None:
                    yield Remark(column.key, Problem("half-answered", told, Severity.WARNING))
