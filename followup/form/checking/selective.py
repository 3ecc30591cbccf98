"""A check that need not be asked of every row: what stands in the columns of a table says which it may concern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import update_wrapper
from typing import TYPE_CHECKING

from followup.form.answers.answers import AnsweredTable
from followup.rulebook.problem import Remark

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.form.row_view import RowView
    from followup.form.section import Check

RowsOf = Callable[[AnsweredTable, "Frame"], Iterable[int]]
"""The numbers of the rows of a table that a check may say something of; too many do no harm."""


class SelectiveCheck:
    """A check of a row, and in which rows of a table it is worth while to look: in all others it says nothing."""

    def __init__(self, check: Check, rows_of: RowsOf) -> None:
        self.check, self.rows_of = check, rows_of
        update_wrapper(self, check)

    def __call__(self, row: RowView, frame: Frame) -> Iterator[Remark]:
        return self.check(row, frame)


def rows_to_check(check: Check, answered: AnsweredTable, frame: Frame) -> Iterable[int]:
    """The rows of a table, by number, that a check is to be asked of."""
    return check.rows_of(answered, frame) if isinstance(check, SelectiveCheck) else range(len(answered))
