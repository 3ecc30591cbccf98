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
class Derived:
    """What a computed column is worked out from: keys of columns of the same row."""

    inputs: tuple[str, ...]
    name = ""
    """What macros know it by."""

    adds_up = False
    """Whether the value is the sum of what it is worked out from."""

    needs_all = True
    """Whether a sum that lacks a contributor spoils it: a change since last year would be wrong, a total only short."""

    def compute(self, values: Mapping[str, Value]) -> Decimal | None:
        """The value, or None when something is missing."""
        numbers = [values.get(key) for key in self.inputs]
        if not all(isinstance(number, Decimal) for number in numbers):
            return None
        return self.of(*(number for number in numbers if isinstance(number, Decimal)))

    def of(self, *numbers: Decimal) -> Decimal | None:
        """The value of numbers that are all known."""
        raise NotImplementedError

    def formula(self, refs: Mapping[str, str]) -> str:
        """The same in Excel, given each column's cell in the row."""
        raise NotImplementedError


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

    def compute(self, values: Mapping[str, Value]) -> Decimal | None:
        known = [number for key in self.inputs if isinstance(number := values.get(key), Decimal)]
        return sum(known, Decimal(0)) if known else None

    def formula(self, refs: Mapping[str, str]) -> str:
        return sum_formula([refs[key] for key in self.inputs])


def sum_formula(cells: Sequence[str]) -> str:
    """A sum that stays empty until something is filled in."""
    listed = ",".join(cells)
    return f'=IF(COUNT({listed})=0,"",SUM({listed}))'
