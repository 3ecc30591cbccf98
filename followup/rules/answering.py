"""Answers that look like answers and are not, or are only half of one; see ``form/answered.py``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.answered import Asked, given_by, says_nothing
from followup.form.cells.base import shown
from followup.form.finding import Problem, Remark, Severity
from followup.form.row_view import RowView
from followup.locale import _

ONLY_A_SIGN = _('is taken for "no answer". Write the figure, or in words why there is none.')
HALF = _(
    "Nothing is written here, though other parts of the same figure are. Write this one too, or why it is missing."
)


def reason_is_only_a_sign(row: RowView, asked: Sequence[Asked]) -> Iterator[Remark]:
    """A sign where a figure or a text is asked for may mean "none", "not known", "too few" or "later": nobody can tell.

    Wrong: x; -; .; ?
    Right: Data saknas till juni; För få svar; 0
    """
    for each in asked:
        for column in each.columns:
            if says_nothing(row[column.key]) and column.key not in row.refused:
                problem = Problem("reason-not-in-words", ONLY_A_SIGN, Severity.WARNING)
                yield Remark(column.key, problem, shown(str(row[column.key])))


def breakdown_is_half(row: RowView, asked: Sequence[Asked]) -> Iterator[Remark]:
    """One part of a breakdown is no outcome of all: the other is asked for too, or why it is missing.

    Wrong: 41 % for women, nothing for men.
    Right: 41 % for women and 44 % for men; or the total alone.
    """
    for each in asked:
        if len(each.parts) < 2:
            continue
        empty = [row[part.key] is None for part in each.parts]
        if not any(empty) or (all(empty) and not each.weights and not row.refused):
            continue  # every part is given, or none of them
        if any(column.key in row.refused for column in each.columns):
            continue  # what is refused may have been meant for the others too
        given = given_by(row, each)
        if any(given(part) for part in each.parts):
            for column in each.left(given):
                if row[column.key] is None:
                    yield Remark(column.key, Problem("half-answered", HALF, Severity.WARNING))
