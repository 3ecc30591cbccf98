"""A row as rules and documents see it, however it is kept: a view, which changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from followup.form.place import Place
from followup.form.rows import Row, SheetOrigin
from followup.form.values import Value


class RowView(Protocol):
    """What was answered on a row, beside what was asked (``row``). Columns are named by their keys."""

    @property
    def row(self) -> Row:
        """The row as the plan wants it."""
        ...

    @property
    def origin(self) -> SheetOrigin:
        """The file, the unit and the sheet that it came from."""
        ...

    @property
    def refused(self) -> Collection[str]:
        """The columns whose answers could not be read."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """The columns that the row has a cell or a value in."""
        ...

    @property
    def is_lost(self) -> bool:
        """Whether it stands nowhere: a row that was not found, or that is of no sheet."""
        ...

    def __getitem__(self, column: str) -> Value:
        """The value in a column; None where there is none."""
        ...

    def number(self, column: str) -> Decimal | None:
        """The value if it is a number."""
        ...

    def text(self, column: str) -> str:
        """The value as text, empty when there is none."""
        ...

    def place(self, column: str) -> Place:
        """The cell of a column; the sheet for one that is not there."""
        ...

    def parts(self, base: str) -> Sequence[str]:
        """The row's columns of a base: those of the parts of the breakdown, and of the total."""
        ...

    def coverage(self, column: str) -> tuple[int, int] | None:
        """How many of how many contributors a sum has, where some are missing; None where none are."""
        ...

    def contributors(self, column: str) -> Sequence[RowView]:
        """The rows that the figure of a region's row was added up from."""
        ...

    def with_values(self, values: Mapping[str, Value]) -> RowView:
        """The same row with other values in these columns."""
        ...
