"""What can be wrong on one row of a table, each as a formula of that row: its cells by their types, and its sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from followup.files.book import address
from followup.form.answers.completing import is_summed
from followup.form.cells.base import CellType
from followup.form.cells.certain import EMPTY, Figure, ListOf, quoted_text
from followup.form.cells.prose import Prose
from followup.form.columns import Column, Role
from followup.form.layout.formulas import row_ranges
from followup.form.layout.table_layout import TableLayout
from followup.form.rows import Row
from followup.form.self_check.codes import Weight
from followup.frozen import frozen
from followup.locale import Message, literal
from followup.locale.numbers import NO_BREAK_SPACE
from followup.rulebook.answers import REQUIRED, TOTAL_DOES_NOT_ADD_UP, TOTAL_OF_UNKNOWN
from followup.rulebook.problem import Problem, Severity

ROW = "\x00"
"""Stands for the number of the row in a formula, so that rows of one kind share its text."""


@frozen
class RowFault:
    """One thing that is wrong at a column of a row when ``formula`` is true, which is never an error.

    ``below`` says that it is of the answer in words below the row; a comment on the row settles what is ``explainable``.
    """

    column: str
    rule: str
    weight: Weight
    advice: Message
    formula: str
    figures: tuple[Figure, ...] = ()
    below: bool = False
    explainable: bool = False

    @staticmethod
    def of(problem: Problem, column: str, formula: str, figures: tuple[Figure, ...] = ()) -> RowFault:
        """What a problem says at a column."""
        return RowFault(column, problem.rule, weight_of(problem.severity), problem.advice, formula, figures)


def weight_of(severity: Severity) -> Weight:
    """How a severity weighs in a form."""
    return Weight.ERROR if severity is Severity.ERROR else Weight.WARNING


def faults_of_cell(column: Column, kind: CellType, cell: str, list_of: ListOf) -> list[RowFault]:
    """What the type of a cell refuses for certain, in order: the first that is true counts.

    An answer in words stands in rows of its own and is left to the check.
    """
    if isinstance(kind, Prose):
        return []
    certain = kind.certain_faults(cell, list_of)
    return [RowFault.of(fault.problem, column.key, fault.formula, fault.figures) for fault in certain]


def is_blank(cell: str) -> str:
    """Whether nothing is written in a cell, spaces apart; an error is something."""
    return f'IFERROR(TRIM(SUBSTITUTE({cell},{quoted_text(NO_BREAK_SPACE)}," "))={EMPTY},FALSE)'


def has_text(cell: str) -> str:
    """Whether something is written in a cell that can be read."""
    return f'IFERROR(TRIM(SUBSTITUTE({cell},{quoted_text(NO_BREAK_SPACE)}," "))<>{EMPTY},FALSE)'


def fault_of_required(column: Column, help_: Message, cell: str, begun: str) -> RowFault:
    """A row that somebody has begun with lacks what must stand there; ``begun`` is the formula that says so."""
    return RowFault.of(REQUIRED.problem(help=help_), column.key, f"AND({begun},{is_blank(cell)})")


def faults_of_sums(layout: TableLayout, row: Row) -> Iterator[RowFault]:
    """A sum that somebody has written over with another figure; where a row that it is made of has none nobody knows which."""
    rows = {other.key: other for other in layout.table.rows}
    leaves = sorted({layout.rows[key] for key in _filled_rows(row, rows) if key in layout.rows})
    ats = sorted(layout.rows[key] for key in row.sums if key in layout.rows)
    minus = sorted(layout.rows[key] for key in row.minus if key in layout.rows)
    for column in layout.shown if ats else ():
        if column.role is Role.INPUT and is_summed(column):
            place = layout.columns[column.key]
            parts, taken = (",".join(row_ranges(rows, place)) for rows in (ats, minus))
            summed = f"(SUM({parts})-2*SUM({taken}))" if minus else f"SUM({parts})"
            cell = address(layout.rows[row.key], place)
            differs = f"OR(COUNT({parts})=0,ABS({cell}-{summed})>0.000000001)"
            formula = f"IFERROR(IF(ISNUMBER({cell}),{differs},{cell}<>{EMPTY}),FALSE)"
            total = Figure(f"({summed}/(COUNT({parts})>0))")
            filled = f"COUNT({','.join(row_ranges(leaves, place))})"
            unknown, known = (f"AND({filled}{sign}{len(leaves)},{formula})" for sign in ("<", "="))
            yield RowFault.of(TOTAL_OF_UNKNOWN.problem(), column.key, unknown)
            yield RowFault.of(TOTAL_DOES_NOT_ADD_UP.problem(sum=literal("{1}")), column.key, known, (total,))


def _filled_rows(row: Row, rows: Mapping[str, Row]) -> Iterator[str]:
    """The keys of the rows that a sum is made of and that people fill in, through all sums between."""
    for key in row.sums:
        if key in rows and rows[key].sums:
            yield from _filled_rows(rows[key], rows)
        else:
            yield key
