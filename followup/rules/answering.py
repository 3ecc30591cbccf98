"""Answers that look like answers and are not, or are only half of one; see ``form/checking/answered.py``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.cells.base import shown
from followup.form.checking.answered import AskedColumns, answer_test, says_nothing
from followup.form.row_view import RowView
from followup.rulebook.answers import HALF_ANSWERED, REASON_NOT_IN_WORDS
from followup.rulebook.problem import Remark


def reason_is_only_a_sign(row: RowView, asked: Sequence[AskedColumns]) -> Iterator[Remark]:
    """A sign alone where a figure or a text is asked for; it is kept, for it may be one."""
    for each in asked:
        for column in each.columns:
            if says_nothing(row[column.key]) and column.key not in row.refused:
                yield REASON_NOT_IN_WORDS.remark(column.key, shown(str(row[column.key])))


def breakdown_is_half(row: RowView, asked: Sequence[AskedColumns]) -> Iterator[Remark]:
    """Some parts of a breakdown are given, and others left empty. What was refused may have been meant for them."""
    for each in asked:
        if len(each.parts) < 2:
            continue
        empty = [row[part.key] is None for part in each.parts]
        if not any(empty) or (all(empty) and not each.weights and not row.refused):
            continue  # every part is given, or none of them
        if any(column.key in row.refused for column in each.columns):
            continue  # what is refused may have been meant for the others too
        given = answer_test(row, each)
        if any(given(part) for part in each.parts):
            for column in each.missing(given):
                if row[column.key] is None:
                    yield HALF_ANSWERED.remark(column.key)
