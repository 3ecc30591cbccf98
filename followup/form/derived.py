"""Values worked out from other columns, of the same row as a rule, both ways: in Python and as an Excel formula.

Both come from one expression, so that the workbook and the tool cannot disagree. A result is None (an empty text in
Excel) when a figure that it needs is missing: nothing is worked out from a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from followup.expressions import (
    Call,
    Constant,
    Expression,
    Fault,
    Function,
    Identifier,
    Operand,
    ResultKind,
    Total,
    excel_value,
    function_of,
    names,
    parsed,
    sum_of_cells,
)
from followup.frozen import frozen


class CellOfRow(NamedTuple):
    """A cell of another row of the same table, by keys, and its name in an expression: one that no column has."""

    name: str
    row: str
    column: str


@frozen
class Derived:
    """What a computed column is worked out from: an expression about columns of the same row, by their keys.

    ``andel(part; whole)``, ``förändring(now; before)``, ``summa(a; b)``, or anything else of ``followup.expressions``.
    ``other_rows`` are the names in it that are cells of certain rows; of a form that has not such a row they are missing.
    A column that one of its names needs stands before it.
    """

    text: str
    other_rows: tuple[CellOfRow, ...] = ()

    @cached_property
    def expression(self) -> Expression:
        """What the text says; ValueError where that is not understood."""
        return parsed(self.text, ResultKind.VALUE)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The names of what it is worked out from: keys of columns, and cells of other rows."""
        return tuple(name.key for name in names(self.expression))

    @cached_property
    def cells(self) -> Mapping[str, CellOfRow]:
        """The names in ``inputs`` that are cells of other rows."""
        return {cell.name: cell for cell in self.other_rows}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns that it is worked out from, of whichever row; one for each of ``inputs``."""
        return tuple(self.cells[name].column if name in self.cells else name for name in self.inputs)

    @cached_property
    def of_values(self) -> Function:
        """The value, of what stands in the columns of ``inputs``; None when something is missing."""
        return function_of(self.expression)

    @property
    def adds_up(self) -> bool:
        """Whether the value is the sum of what it is worked out from."""
        return isinstance(self.expression.root, Total)

    @property
    def is_quotient(self) -> bool:
        """Whether the value is a share or a change: there is none without both of its figures."""
        root = self.expression.root
        return isinstance(root, Call) and root.function in ("share", "change")

    @property
    def needs_all(self) -> bool:
        """Whether a sum that lacks a contributor spoils it: a change since last year would be wrong, a total only short."""
        return not self.adds_up

    def formula(self, operands: Mapping[str, Operand | Constant]) -> str | Fault:
        """The same in Excel, given the cell of each of ``inputs``; a fault where Excel does not take it."""
        formula = excel_value(self.expression, {Identifier(key): operands[key] for key in self.inputs})
        return f"={formula}" if isinstance(formula, str) else formula


def sum_formula(cells: Sequence[str], sources: str, minus: Sequence[str] = (), least: int = 1) -> str:
    """A sum of rows in Excel, less those in ``minus``: empty until so many of the ``sources`` are filled in as it takes at
    ``least``, and while a text stands where a figure should.
    """
    return f"={sum_of_cells(cells, sources, minus=minus, least=least)}"
