"""Answers that look like answers and are not, or are only half of one; see ``form/checking/answered.py``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.cells.base import shown
from followup.form.checking.answered import AskedColumns, answer_test, says_nothing
from followup.form.row_view import RowView
from followup.rulebook.answers import HALF_ANSWERED, REASON_NOT_IN_WORDS
from followup.rulebook.problem import Remark


def reason_is_only_a_sign(row: RowView, requests: Sequence[AskedColumns]) -> Iterator[Remark]:
    """A sign alone where a figure or a text is asked for; it is kept, for it may be one."""
    for request in requests:
        for column in request.columns:
            if says_nothing(row[column.key]) and column.key not in row.refused:
                yield REASON_NOT_IN_WORDS.remark(column.key, shown(str(row[column.key])))


def breakdown_is_half(row: RowView, requests: Sequence[AskedColumns]) -> Iterator[Remark]:
    """Some parts of a breakdown are given, and others left empty. What was refused may have been meant for them."""
    for request in requests:
        if len(request.parts) < 2:
            continue
        empty = [row[part.key] is None for part in request.parts]
        if not any(empty) or (all(empty) and not request.weights and not row.refused):
            continue  # every part is given, or none of them
        if any(column.key in row.refused for column in request.columns):
            continue  # what is refused may have been meant for the others too
        is_given = answer_test(row, request)
        if any(is_given(part) for part in request.parts):
            for column in request.missing(is_given):
                if row[column.key] is None:
                    yield HALF_ANSWERED.remark(column.key)
