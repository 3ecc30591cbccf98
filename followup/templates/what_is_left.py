"""The start sheet's formulas of what is left, made from the declaration of when a row is answered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from followup.files.book import address, quoted
from followup.form.cells.prose import Prose
from followup.form.checking.answered import Asked, asked_of, left
from followup.form.columns import Column
from followup.form.form import NO_ANSWER_NAME
from followup.form.layout.laid import Laid
from followup.form.layout.layout import takes_figures_only
from followup.form.rows import FilledRow, Row

LONGEST_FORMULA = 8000
"""Characters of a formula; Excel takes 8 192."""


class Run(NamedTuple):
    """Rows of a sheet, from the first to the last, that ask for the same; in ``figures`` only a figure is an answer."""

    first: int
    last: int
    asked: tuple[Asked, ...]
    figures: frozenset[str]


def wanted_runs(laid: Laid) -> list[Run]:
    """Runs of rows that ask for the same, one below the other; a row that asks for nothing is in none."""
    wanted = [
        (laid.rows[row.key], asked, _figures_only(row, asked))
        for row in laid.table.rows
        if (asked := asked_of(laid.table, row))
    ]
    runs = []
    for _alike, group in groupby(enumerate(wanted), key=lambda each: (each[1][0] - each[0], *each[1][1:])):
        rows = [row for _index, row in group]
        runs.append(Run(rows[0][0], rows[-1][0], *rows[0][1:]))
    return runs


def _figures_only(row: Row, asked: Sequence[Asked]) -> frozenset[str]:
    """The columns in which a text is no answer, whatever it says."""
    columns = [column for each in asked for column in each.columns]
    columns += [column for each in asked for weights in each.weights.values() for column in weights]
    return frozenset(column.key for column in columns if takes_figures_only(row.type_of(column)))


def answered_formula(laid: Laid, runs: Sequence[Run]) -> str:
    """How many of the rows are answered, as ``form/checking/answered.py`` says when one is."""
    if laid.blocks:
        return answered_blocks_formula(laid)
    return "+".join(f"SUMPRODUCT(1*{'*'.join(_is_answered(laid, run, each) for each in run.asked)})" for run in runs)


def _is_answered(laid: Laid, run: Run, asked: Asked) -> str:
    """Of each row of a run: whether it answers one thing that is asked; its score is one at which that is complete."""

    def given(column: Column) -> str:
        own, answered = _of(laid, run, column)
        weights = asked.weights.get(column.key)
        if not weights:
            return answered
        each = (_of(laid, run, weight)[1] for weight in weights)
        return f"(({'*'.join(each)}+ISTEXT({own})*{_given(own)})>0)"

    parts = "+".join(given(column) for column in asked.parts)
    if asked.total is None and len(asked.parts) == 1:
        return f"({parts})"
    total = [given(asked.total)] if asked.total is not None else []
    score = "+".join([*total, *([f"2*({parts})"] if parts else [])])
    return f"ISNUMBER(MATCH({score},{{{','.join(map(str, asked.complete_at))}}},0))"


def _of(laid: Laid, run: Run, column: Column) -> tuple[str, str]:
    """A column's cells in a run, and of each whether it is answered."""
    cells = _range(laid.sheet, run.first, run.last, laid.columns[column.key])
    return cells, f"ISNUMBER({cells})" if column.key in run.figures else _given(cells)


def _given(cells: str) -> str:
    """Of each cell: whether something is written there that says something: a number, or a text that is neither a sign
    for nothing nor an error that was copied as a text."""
    return f'({cells}<>"")*ISERROR(MATCH(TRIM({cells}),{NO_ANSWER_NAME},0))*(LEFT({cells})<>"#")'


def wanted_formula(laid: Laid, runs: Sequence[Run]) -> str:
    """How many rows there are to answer."""
    return "+".join(f"ROWS({_range(laid.sheet, run.first, run.last, _first_asked(laid, run))})" for run in runs)


def _first_asked(laid: Laid, run: Run) -> int:
    asked = run.asked[0]
    return laid.columns[next(column.key for column in (*asked.parts, asked.total) if column is not None)]


def answered_blocks_formula(laid: Laid) -> str:
    """How many of the blocks have a text, or an answer in the row itself. Where there are too many for Excel to hold
    the formula, a text is anything."""
    wanted = [(row, asked) for row in laid.table.rows if (asked := asked_of(laid.table, row))]
    places = [[_place_of_answer(laid, row, column) for each in asked for column in each.parts] for row, asked in wanted]
    formula = "+".join("*".join(f"(SUMPRODUCT({_given(each)})>0)" for each in row) for row in places)
    if len(formula) < LONGEST_FORMULA:
        return formula
    return "+".join("*".join(f"(COUNTA({each})>0)" for each in row) for row in places)


def _place_of_answer(laid: Laid, row: Row, column: Column) -> str:
    own = laid.rows[row.key]
    first, last = laid.blocks[row.key] if isinstance(row.type_of(column), Prose) else (own, own)
    return _range(laid.sheet, first, last, laid.columns[column.key])


def _range(sheet: str, first: int, last: int, column: int) -> str:
    return f"{quoted(sheet)}!{address(first, column)}:{address(last, column)}"


def answered_count(laid: Laid) -> int:
    """The same count, of what the workbook is written with."""
    asked = [(laid.filled[row.key], own) for row in laid.table.rows if (own := asked_of(laid.table, row))]
    return sum(not left(laid.table, _with_figures_alone(filled, own)) for filled, own in asked)


def _with_figures_alone(filled: FilledRow, asked: Sequence[Asked]) -> FilledRow:
    """A row without the texts that stand where only a figure is an answer."""
    figures = _figures_only(filled.row, asked)
    texts = {key for key in figures if not isinstance(filled[key], Decimal)}
    return filled.with_values(dict.fromkeys(texts))
