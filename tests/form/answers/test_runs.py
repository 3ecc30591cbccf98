"""Rows of several tables beside each other, read by columns: each value, and what was refused or lacks something, is as
each row itself has it."""

from __future__ import annotations

from decimal import Decimal

from followup.form.answers.runs import columns_of_rows, runs_of
from tests.form.answers.test_answers import builder, table
from tests.form.language import DetachedRow, FilledRow, Row

KEYS = ("row", "now", "part.k", "part.total", "nothing")


def rows() -> list[FilledRow]:
    """A whole table, some rows of another in another order, the region's own, and a row of the first again."""
    answers = builder("syd.xlsx")
    answers.coverages["now"] = {2: (1, 3)}
    first, second = table("nord.xlsx"), answers.build()
    region = DetachedRow(Row("a"), {"now": Decimal(9)})
    region.coverages, region.refused = {"now": (1, 2)}, {"part.k"}
    return [*first, second[2], second[0], region, DetachedRow(Row("b")), first[1]]


def test_columns_are_what_the_rows_say() -> None:
    runs = runs_of(rows())
    assert [(run.start, len(run.rows)) for run in runs] == [(0, 3), (3, 2), (5, 2), (7, 1)]
    columns = columns_of_rows(runs, KEYS)
    assert columns == [[row[key] for row in rows()] for key in KEYS]
    assert columns[1][0] == Decimal(3) and columns[1][4] == Decimal(3) and columns[1][5] == Decimal(9)
    assert columns_of_rows([], KEYS) == [[]] * len(KEYS)


def test_rows_of_which_something_was_refused_or_lacks_something() -> None:
    runs, numbered = runs_of(rows()), list(enumerate(rows()))
    assert [(number, set(refused)) for run in runs for number, refused in run.refused()] == [
        (number, set(row.refused)) for number, row in numbered if row.refused
    ]
    assert [number for run in runs for number, _refused in run.refused()] == [2, 3, 5]
    assert [number for run in runs for number in run.incomplete()] == [
        number for number, row in numbered if row.coverages
    ]
    assert [number for run in runs for number in run.incomplete()] == [3, 5]
