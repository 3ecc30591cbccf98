"""Where something stands."""

from __future__ import annotations

from dataclasses import dataclass

from followup.files.book import address


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell of a file, or less: row and column are counted from 0, -1 where there is none.

    A place is made when a value is read and follows it; it is never worked out afterwards.
    """

    file: str = ""
    unit: str = ""
    sheet: str = ""
    row: int = -1
    column: int = -1
    label: str = ""

    @property
    def cell(self) -> str:
        """``D7``, or an empty text when the place is a whole sheet or file."""
        return address(self.row, self.column) if self.row >= 0 and self.column >= 0 else ""
