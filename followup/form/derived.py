"""Values worked out from other columns of the same row, both ways: in Python and as an Excel formula.

Both come from one expression, so that the workbook and the tool cannot disagree. A result is None (an empty text in
Excel) when a figure that it needs is missing: nothing is worked out from a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from followup.expressions import (
    Expression,
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


@frozen
class Derived:
    """What a computed column is worked out from: an expression about columns of the same row, by their keys.

    ``andel(part; whole)``, ``förändring(now; before)``, ``summa(a; b)``, or anything else of ``followup.expressions``.
    """

    text: str

    @cached_property
    def expression(self) -> Expression:
        """What the text says; ValueError where that is not understood."""
        return parsed(self.text, ResultKind.VALUE)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The keys of the columns that it is worked out from."""
        return tuple(name.key for name in names(self.expression))

    @cached_property
    def of_values(self) -> Function:
        """The value, of what stands in the columns of ``inputs``; None when something is missing."""
        return function_of(self.expression)

    @property
    def adds_up(self) -> bool:
        """Whether the value is the sum of what it is worked out from."""
        return isinstance(self.expression.root, Total)

    @property
    def needs_all(self) -> bool:
        """Whether a sum that lacks a contributor spoils it: a change since last year would be wrong, a total only short."""
        return not self.adds_up

    def formula(self, operands: Mapping[str, Operand]) -> str:
        """The same in Excel, given each column's cell in the row; ValueError where Excel does not take it."""
        formula = excel_value(self.expression, {Identifier(key): operands[key] for key in self.inputs})
        if not isinstance(formula, str):
            raise ValueError(f"{self.text}: {formula.message}")
        return f"={formula}"


def sum_formula(cells: Sequence[str], sources: str, minus: Sequence[str] = ()) -> str:
    """A sum of rows in Excel, less those in ``minus``: empty until something is filled in, and while a text stands where
    a figure should.
    """
    return f"={sum_of_cells(cells, sources, minus=minus)}"
