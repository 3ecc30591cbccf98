"""The start sheet's formulas of what is left, made from the declaration of when a row is answered."""

from __future__ import annotations

from collections.abc import Sequence, Set
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from followup.files.book import address, quoted
from followup.form.cells.certain import ListOf
from followup.form.cells.number import takes_figures_only
from followup.form.cells.prose import Prose
from followup.form.checking.answered import AskedColumns, asked_columns, missing_columns, reason_column
from followup.form.columns import Column
from followup.form.form import NO_ANSWER_NAME
from followup.form.layout.layout import KEY_COLUMN
from followup.form.layout.table_layout import TableLayout
from followup.form.rows import FilledRow, Row
from followup.form.self_check.codes import Weight

LONGEST_FORMULA = 8000
"""Characters of a formula; Excel takes 8 192."""


Asks = tuple[tuple[AskedColumns, ...], frozenset[str], tuple[Column | None, ...]]
"""What rows of one kind ask for, in which columns only a figure is an answer, and where each may say why there is none."""


class RowGroup(NamedTuple):
    """Rows of a sheet, from the first to the last, that ask for the same; in ``figures`` only a figure is an answer.

    ``reasons`` are, for each base that is asked, the column in which the row may say why it lacks that.
    """

    first: int
    last: int
    asked: tuple[AskedColumns, ...]
    figures: frozenset[str]
    reasons: tuple[Column | None, ...]


def wanted_runs(layout: TableLayout) -> list[RowGroup]:
    """Runs of rows that ask for the same, one below the other; a row that asks for nothing is in none."""
    asked_rows, of_kinds = list[tuple[int, Asks]](), dict[tuple[object, ...], Asks]()
    for row in layout.table.rows:
        if asked := asked_columns(layout.table, row):
            kind = _kind_of(row, asked)
            if kind not in of_kinds:
                of_kinds[kind] = _asks(layout, row, asked)
            asked_rows.append((layout.rows[row.key], of_kinds[kind]))
    runs = []
    for _alike, group in groupby(enumerate(asked_rows), key=lambda pair: (pair[1][0] - pair[0], pair[1][1])):
        rows = [row for _index, row in group]
        runs.append(RowGroup(rows[0][0], rows[-1][0], *rows[0][1]))
    return runs


def _kind_of(row: Row, asked: Sequence[AskedColumns]) -> tuple[object, ...]:
    """The same for rows of a table that ask for the same and whose cells are of the very same types, as most are."""
    return (id(asked), *row.types, *map(id, row.types.values()))


def _figures_only(row: Row, asked: Sequence[AskedColumns]) -> frozenset[str]:
    """The columns in which a text is no answer, whatever it says."""
    columns = [column for base in asked for column in base.columns]
    columns += [column for base in asked for weights in base.weights.values() for column in weights]
    return frozenset(column.key for column in columns if takes_figures_only(row.type_of(column)))


def answered_formula(layout: TableLayout, runs: Sequence[RowGroup], list_of: ListOf, codes: int | None = None) -> str:
    """How many of the rows are answered, as ``form/checking/answered.py`` says when one is.

    ``codes`` is the column that holds what is wrong with each row, where there is one. Where rows of different kinds
    take turns, so that Excel has no room for run after run, those of a kind are known by their keys.
    """
    if layout.blocks:
        return answered_blocks_formula(layout)
    formula = "+".join(f"SUMPRODUCT(1*{_is_answered_row(layout, run, codes)})" for run in runs)
    if len(formula) < LONGEST_FORMULA:
        return formula
    return "+".join(
        f"SUMPRODUCT({_is_of_kind(layout, kind, list_of)}*{_is_answered_row(layout, kind, codes)})"
        for kind in _kinds(runs)
    )


def _kinds(runs: Sequence[RowGroup]) -> list[RowGroup]:
    """Each kind of rows from the first of them to the last, with rows of other kinds between."""
    kinds: dict[tuple[object, ...], RowGroup] = {}
    for run in runs:
        first = kinds.setdefault(tuple(run[2:]), run)
        kinds[tuple(run[2:])] = first._replace(last=run.last)
    return list(kinds.values())


def _is_of_kind(layout: TableLayout, kind: RowGroup, list_of: ListOf) -> str:
    """Of each row: whether it is one of those that ask for the same, by its key."""
    keys = tuple(
        row.key
        for row in layout.table.rows
        if (asked := asked_columns(layout.table, row)) and _asks(layout, row, asked) == tuple(kind[2:])
    )
    return f"ISNUMBER(MATCH({_range(layout.sheet, kind.first, kind.last, KEY_COLUMN)},{list_of(keys)},0))"


def _asks(layout: TableLayout, row: Row, asked: tuple[AskedColumns, ...]) -> Asks:
    """What rows of one kind have in common."""
    return asked, _figures_only(row, asked), tuple(reason_column(layout.table, row, base) for base in asked)


def _is_answered_row(layout: TableLayout, run: RowGroup, codes: int | None) -> str:
    """Of each row of a run: whether all that it asks for is answered, or explained where a comment may do that."""
    bases = zip(run.asked, run.reasons, strict=True)
    by_reason: dict[Column | None, list[str]] = {}
    for base, reason in bases:
        by_reason.setdefault(reason, []).append(_is_answered(layout, run, base))
    return "*".join(
        "*".join(answered)
        if reason is None
        else f"(({'*'.join(answered)}+{_is_explained(layout, run, reason, codes)})>0)"
        for reason, answered in by_reason.items()
    )


def _is_explained(layout: TableLayout, run: RowGroup, reason: Column, codes: int | None) -> str:
    """Of each row of a run: whether its comment says something; one that is itself remarked on explains nothing."""
    explains = _given(_range(layout.sheet, run.first, run.last, layout.columns[reason.key]))
    if codes is None:
        return explains
    remark = f'FIND("{Weight.WARNING}{reason.key}:",{_range(layout.sheet, run.first, run.last, codes)})'
    return f"{explains}*ISERROR({remark})"


def _is_answered(layout: TableLayout, run: RowGroup, asked: AskedColumns) -> str:
    """Of each row of a run: whether it answers one thing that is asked; its score is one at which that is complete."""

    def answered_cells(column: Column) -> str:
        cells, answered = _cells_of(layout, run, column)
        weights = asked.weights.get(column.key)
        if not weights:
            return answered
        weights_answered = (_cells_of(layout, run, weight)[1] for weight in weights)
        return f"(({'*'.join(weights_answered)}+ISTEXT({cells})*{_given(cells)})>0)"

    parts = "+".join(answered_cells(column) for column in asked.parts)
    if asked.total is None and len(asked.parts) == 1:
        return f"({parts})"
    total = [answered_cells(asked.total)] if asked.total is not None else []
    score = "+".join([*total, *([f"2*({parts})"] if parts else [])])
    return f"ISNUMBER(MATCH({score},{{{','.join(map(str, asked.complete_at))}}},0))"


def _cells_of(layout: TableLayout, run: RowGroup, column: Column) -> tuple[str, str]:
    """A column's cells in a run, and of each whether it is answered."""
    cells = _range(layout.sheet, run.first, run.last, layout.columns[column.key])
    return cells, f"ISNUMBER({cells})" if column.key in run.figures else _given(cells)


def _given(cells: str) -> str:
    """Of each cell: whether something is written there that says something: a number, or a text that is neither a sign
    for nothing nor an error that was copied as a text. An error says nothing: 1 is divided by what is an error of it too."""
    written = f"ISNUMBER(1/LEN(TRIM({cells})))"
    return f'{written}*ISERROR(MATCH(TRIM({cells}),{NO_ANSWER_NAME},0))*ISERROR(1/(LEFT({cells})="#"))'


def wanted_formula(layout: TableLayout, runs: Sequence[RowGroup]) -> str:
    """How many rows there are to answer; just the number where Excel has no room for the formula."""
    row_count = sum(run.last - run.first + 1 for run in runs)
    if layout.blocks:
        return str(row_count)
    formula = "+".join(f"ROWS({_range(layout.sheet, run.first, run.last, _first_asked(layout, run))})" for run in runs)
    return formula if len(formula) < LONGEST_FORMULA else str(row_count)


def _first_asked(layout: TableLayout, run: RowGroup) -> int:
    asked = run.asked[0]
    return layout.columns[next(column.key for column in (*asked.parts, asked.total) if column is not None)]


def answered_blocks_formula(layout: TableLayout) -> str:
    """How many of the blocks have a text, or an answer in the row itself. Where there are too many for Excel to hold
    the formula, a text is anything."""
    asked_rows = [(row, asked) for row in layout.table.rows if (asked := asked_columns(layout.table, row))]
    places = [
        [_place_of_answer(layout, row, column) for place in asked for column in place.parts]
        for row, asked in asked_rows
    ]
    formula = "+".join("*".join(f"(SUMPRODUCT({_given(place)})>0)" for place in row) for row in places)
    if len(formula) < LONGEST_FORMULA:
        return formula
    return "+".join("*".join(f"(COUNTA({place})>0)" for place in row) for row in places)


def _place_of_answer(layout: TableLayout, row: Row, column: Column) -> str:
    line = layout.rows[row.key]
    first, last = layout.blocks[row.key] if isinstance(row.type_of(column), Prose) else (line, line)
    return _range(layout.sheet, first, last, layout.columns[column.key])


def _range(sheet: str, first: int, last: int, column: int) -> str:
    return f"{quoted(sheet)}!{address(first, column)}:{address(last, column)}"


def answered_count(layout: TableLayout) -> int:
    """The same count, of what the workbook is written with."""
    count, of_kinds = 0, dict[tuple[object, ...], frozenset[str]]()
    for row in layout.table.rows:
        if asked := asked_columns(layout.table, row):
            kind = _kind_of(row, asked)
            if kind not in of_kinds:
                of_kinds[kind] = _figures_only(row, asked)
            count += not missing_columns(layout.table, _with_figures_alone(layout.filled[row.key], of_kinds[kind]))
    return count


def _with_figures_alone(filled: FilledRow, figures: Set[str]) -> FilledRow:
    """A row without the texts that stand where only a figure is an answer: in these columns."""
    texts = [key for key in figures if (value := filled[key]) is not None and not isinstance(value, Decimal)]
    return filled.with_values(dict.fromkeys(texts)) if texts else filled
