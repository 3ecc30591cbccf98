"""Values worked out from other columns of the same row, both ways: in Python and as an Excel formula.

Both come from one declaration, so that the workbook and the tool cannot disagree. A result is None (an empty
text in Excel) when a figure that it needs is missing: nothing is worked out from a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from followup.form.values import Value


@dataclass(frozen=True)
class Operand:
    """A cell that a formula works on. ``sources`` are the cells with figures that it is made of in the end, with commas
    between: itself, or those under a sum; ``count`` how many they are.
    """

    ref: str
    sources: str
    count: int
    is_sum: bool = False


@dataclass(frozen=True)
class Derived:
    """What a computed column is worked out from: keys of columns of the same row."""

    inputs: tuple[str, ...]
    name = ""
    """What macros know it by."""

    adds_up = False
    """Whether the value is the sum of what it is worked out from."""

    needs_all = True
    """Whether a sum that lacks a contributor spoils it: a change since last year would be wrong, a total only short."""

    def of_values(self, *values: Value) -> Decimal | None:
        """The value of what stands in the columns, in the order of ``inputs``; None when something is missing."""
        numbers = [value for value in values if isinstance(value, Decimal)]
        return self.of(*numbers) if len(numbers) == len(values) else None

    def of(self, *numbers: Decimal) -> Decimal | None:
        """The value of numbers that are all known."""
        raise NotImplementedError

    def formula(self, refs: Mapping[str, str]) -> str:
        """The same in Excel, given each column's cell in the row."""
        raise NotImplementedError


def derived_formula(derived: Derived, operands: Mapping[str, Operand]) -> tuple[str, ...]:
    """A derived value in Excel, and what former versions wrote: empty where a figure that it needs is missing or is a
    text. Of a sum those are the figures under it: a sum of some of them would look like a fall.
    """
    plain = derived.formula({key: each.ref for key, each in operands.items()})
    each = [operands[key] for key in derived.inputs]
    sources = ",".join(operand.sources for operand in each if operand.sources)
    if not sources or (derived.needs_all and not any(operand.is_sum for operand in each)):
        return (plain,)
    if derived.needs_all:
        return f'=IF(COUNT({sources})<{sum(operand.count for operand in each)},"",{plain[1:]})', plain
    return f'=IF(COUNTA({sources})>COUNT({sources}),"",{plain[1:]})', plain


def change(now: str, before: str) -> Derived:
    """Relative change, 0.072 for 7.2 %. None when ``before`` is 0: there is nothing to compare with."""
    return Change((now, before))


def share(part: str, whole: str) -> Derived:
    """Part of the whole, 0–1. None when the whole is 0."""
    return Share((part, whole))


def total(*columns: str) -> Derived:
    """The sum of columns; those left empty count as nothing, but one at least must be filled in."""
    return Total(columns)


class Change(Derived):
    """See ``change``."""

    name = "change"

    def of(self, *numbers: Decimal) -> Decimal | None:
        now, before = numbers
        return now / before - 1 if before else None

    def formula(self, refs: Mapping[str, str]) -> str:
        now, before = (refs[key] for key in self.inputs)
        return f'=IF(AND(ISNUMBER({now}),ISNUMBER({before})),IF({before}=0,"",{now}/{before}-1),"")'


class Share(Derived):
    """See ``share``."""

    name = "share"

    def of(self, *numbers: Decimal) -> Decimal | None:
        part, whole = numbers
        return part / whole if whole else None

    def formula(self, refs: Mapping[str, str]) -> str:
        part, whole = (refs[key] for key in self.inputs)
        return f'=IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}=0,"",{part}/{whole}),"")'


class Total(Derived):
    """See ``total``."""

    name = "total"
    adds_up = True
    needs_all = False

    def of_values(self, *values: Value) -> Decimal | None:
        known = [value for value in values if isinstance(value, Decimal)]
        return sum(known, Decimal(0)) if known else None

    def formula(self, refs: Mapping[str, str]) -> str:
        return _sum([refs[key] for key in self.inputs])


def sum_formula(cells: Sequence[str], sources: str) -> tuple[str, ...]:
    """A sum in Excel, and what former versions wrote: it stays empty until something is filled in, and as long as a text
    stands where one of its figures should.
    """
    plain = _sum(cells)
    return (f'=IF(COUNTA({sources})>COUNT({sources}),"",{plain[1:]})', plain) if sources else (plain,)


def _sum(cells: Sequence[str]) -> str:
    listed = ",".join(cells)
    return f'=IF(COUNT({listed})=0,"",SUM({listed}))'
