"""Years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from followup.form.cells.base import Parsed
from followup.form.cells.certain import CertainFault, ListOf, is_no_whole_number_between
from followup.form.cells.number import Number
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message, Words, _
from followup.rulebook.cells import NOT_A_YEAR
from followup.rulebook.problem import Problem

FIRST, LAST = Decimal(1990), Decimal(2100)


@frozen
class Year(Number):
    """A year between 1990 and 2100, never shown with its thousands apart."""

    minimum: Decimal | None = FIRST
    maximum: Decimal | None = LAST

    @property
    def number_format(self) -> str:  # type: ignore[override]
        return "0"

    def help(self) -> Message:
        return _("Write a year with four digits: 2021.")

    def allows(self, number: Decimal) -> bool:
        return number == number.to_integral_value() and FIRST <= number <= LAST

    def _within(self, number: Decimal, problem: Problem | None) -> Parsed:
        if number != number.to_integral_value() or not FIRST <= number <= LAST:
            return Parsed(problem=NOT_A_YEAR.problem(help=self.help()))
        return Parsed(number, problem)

    def show(self, value: Value, words: Words) -> str:
        return f"{value:f}" if isinstance(value, Decimal) else super().show(value, words)

    def certain_faults_of_numbers(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        error, truth, *_limits = super().certain_faults_of_numbers(cell, list_of)
        yield from (error, truth)
        yield CertainFault(NOT_A_YEAR.problem(help=self.help()), is_no_whole_number_between(cell, FIRST, LAST))
