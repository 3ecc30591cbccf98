"""Facts as values: one line of the long table, and the table as columns. The names of the columns are a contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from followup.frozen import frozen


class Fact(NamedTuple):
    """One line: unit × section × row × column × part × period. ``docs/contracts.md`` says what each column holds.

    Texts are empty where there is nothing, numbers and days None. Shares are stored 0–1.
    """

    round: str = ""
    period_start: date | None = None
    period_end: date | None = None
    unit: str = ""
    unit_name: str = ""
    board: str = ""
    section: str = ""
    row: str = ""
    label: str = ""
    group: str = ""
    column: str = ""
    part: str = ""
    kind: str = ""
    value: Decimal | None = None
    text: str = ""
    missing_reason: str = ""
    unit_of_measure: str = ""
    counts_people: str = ""
    target_low: Decimal | None = None
    target_high: Decimal | None = None
    direction: str = ""
    compared_with: str = ""
    gap: Decimal | None = None
    level: str = ""
    level_word: str = ""
    origin: str = ""
    reason: str = ""
    note: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    scale: str = ""
    masked: str = ""
    unit_parent: str = ""
    order: int = 0
    target_strict: str = ""
    preliminary: str = ""
    reported: str = ""


COLUMNS = Fact._fields
YES, NO = "yes", "no"
NUMBERS = ("value", "target_low", "target_high", "gap")
DAYS = ("period_start", "period_end")
INTEGERS = ("order",)
SOURCE = ("file", "sheet", "cell")


def values_at(column: Sequence[Any], numbers: Iterable[int]) -> list[Any]:
    """The values with these numbers."""
    return list(map(column.__getitem__, numbers))


@frozen
class Strip:
    """What lines say in columns beside each other, ``columns`` by name.

    Each line says what stands in place ``numbers`` of them, so that what thousands of lines say alike is there once;
    without ``numbers`` the first line says the first, and so on.
    """

    columns: Mapping[str, Sequence[Any]]
    numbers: Sequence[int] | None = None

    def column(self, name: str) -> Sequence[Any]:
        """What each line says in a column."""
        column = self.columns[name]
        return column if self.numbers is None else values_at(column, self.numbers)


@frozen
class Facts:
    """The long table: ``blocks`` of lines, each in strips that have the columns in the contract's order.

    ``order`` has the lines of all blocks, counted through, in the order of the table.
    """

    blocks: Sequence[Sequence[Strip]]
    order: Sequence[int]

    def __len__(self) -> int:
        return len(self.order)

    def __iter__(self) -> Iterator[Fact]:
        """The lines, each made when it is asked for."""
        return map(Fact._make, zip(*self.columns.values(), strict=True))

    def column(self, name: str) -> list[Any]:
        """What each line says in one column."""
        said = [
            value for block in self.blocks for strip in block if name in strip.columns for value in strip.column(name)
        ]
        return values_at(said, self.order)

    @cached_property
    def columns(self) -> Mapping[str, tuple[Any, ...]]:
        """The columns by name in the contract's order, all equally long; made when they are asked for."""
        columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
        for block in self.blocks:
            for strip in block:
                for name in strip.columns:
                    columns[name].extend(strip.column(name))
        return {name: tuple(values_at(column, self.order)) for name, column in columns.items()}
