"""Where something stands."""

from __future__ import annotations

from followup.files.book import address
from followup.frozen import frozen


@frozen(slots=True, order=True)
class Place:
    """A cell of a file, or less: row and column are counted from 0, -1 where there is none.

    A place is made when a value is read and follows it; it is never worked out afterwards. ``display_name`` is what its
    own reader sees there, where that is no cell: "Fråga 4" in a Word form.
    """

    file: str = ""
    unit: str = ""
    sheet: str = ""
    row: int = -1
    column: int = -1
    label: str = ""
    display_name: str = ""

    @property
    def cell(self) -> str:
        """``D7``, or what the place is called; an empty text when it is a whole sheet or file."""
        if self.row < 0 or self.column < 0:
            return ""
        return self.display_name or address(self.row, self.column)

    @property
    def where(self) -> str:
        """``Produktion!D7``, or what the place is called: its sheet is not there to be seen."""
        if self.display_name or not self.sheet:
            return self.cell
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
