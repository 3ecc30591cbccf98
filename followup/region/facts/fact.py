"""Facts as values: one line of the long table, and the table as columns. The names of the columns are a contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple


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


@dataclass(frozen=True)
class Facts:
    """The long table: ``columns`` by name in the contract's order, all equally long."""

    columns: Mapping[str, tuple[Any, ...]]

    def __len__(self) -> int:
        return len(self.columns["round"])

    def __iter__(self) -> Iterator[Fact]:
        """The lines, each made when it is asked for."""
        return map(Fact._make, zip(*self.columns.values(), strict=True))


def facts_from(lines: Iterable[Fact]) -> Facts:
    """The table of these lines."""
    columns = list(zip(*lines, strict=True)) or [()] * len(COLUMNS)
    return Facts(MappingProxyType(dict(zip(COLUMNS, columns, strict=True))))
