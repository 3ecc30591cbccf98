"""Cells that somebody coloured instead of writing in them: known by what the other answers of their table look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from followup.form.answers.answers_builder import AnswersBuilder
from followup.form.cells.text import Choice
from followup.form.columns import Column
from followup.form.rows import Cell


def coloured_answers(
    answers: AnswersBuilder, asked_cells: Set[Cell], columns: Sequence[tuple[int, Column]], fills: Mapping[Cell, str]
) -> Iterator[tuple[int, str]]:
    """Rows and columns where an answer is wanted and nothing stands but a colour that the form does not have there.

    The form's own colour is what most of the ``asked_cells`` have; ``fills`` are only the colours beside the
    sheet's usual.
    """
    if not fills.keys() & asked_cells:
        return
    # The most common, not ours: a region may restyle its templates, and a unit may colour a whole column.
    own_colour = Counter(fills.get(place, "") for place in asked_cells).most_common(1)[0][0]
    for at, row in enumerate(answers.rows):
        if row.optional or row.sums:
            continue
        for _place, column in columns:
            cell = answers.cell(at, column.key)
            if (
                cell in asked_cells
                and fills.get(cell, own_colour) != own_colour
                and _is_wanted(answers, at, column, columns)
            ):
                yield at, column.key


def _is_wanted(answers: AnswersBuilder, at: int, column: Column, columns: Sequence[tuple[int, Column]]) -> bool:
    """Whether an answer is asked for here, or in one of the columns beside it, and none is given."""
    if not (column.required or isinstance(answers.rows[at].type_of(column), Choice)):
        return False
    keys = [other.key for _place, other in columns if other.base == column.base] or [column.key]
    return all(answers.value(at, key) is None and not answers.is_refused(at, key) for key in keys)
