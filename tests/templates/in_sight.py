"""What of the templates is in sight on a laptop: the columns that a unit answers, within the first screen of each sheet.

``python -m tests.templates.in_sight`` tells it of the templates of all bundled examples, each kind of
sheet once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.house import bundled, form_for, lay_out_form
from tests.tables import read_plan, save_book

SCREEN = 1_270
"""Pixels for columns on a screen of 1366 at 100 %, beside the numbers of the rows and the scroll bar."""

YELLOW = "FFF6D6"
"""The colour of cells to fill in, as the legend on the first sheet has it."""

USUAL = 9.14
"""Characters of a column that has no width of its own, with the five pixels of its margins."""


class SheetInSight(NamedTuple):
    """A sheet with cells to fill in: how many columns have any, how many of them stand wholly within the first screen, and
    at which pixel the last of them ends.
    """

    example: str
    sheet: str
    answers: int
    in_sight: int
    last_pixel: int

    @property
    def wholly(self) -> bool:
        """Whether all of them do."""
        return self.in_sight == self.answers


def sheets_in_sight() -> Iterator[SheetInSight]:
    """Every sheet of the examples' templates with cells to fill in, but the first of each workbook."""
    for example in sorted(folder for folder in bundled("examples").iterdir() if (folder / "plan.xlsx").exists()):
        plan, _findings = read_plan(example / "plan.xlsx")
        units = (save_book(lay_out_form(form_for(plan, unit), plan, unit)) for unit in plan.units.answering)
        yield from (found for path in units for found in _sheets_of(example.name, path))


def _sheets_of(example: str, path: Path) -> Iterator[SheetInSight]:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        ends = list(_ends_of_answers(sheet)) if sheet.sheet_state == "visible" else []
        if ends:
            in_sight = sum(end <= SCREEN for end in ends)
            yield SheetInSight(example, sheet.title, len(ends), in_sight, max(ends))


def _ends_of_answers(sheet: Worksheet) -> Iterator[int]:
    """At which pixel each column ends that has a yellow cell."""
    yellow = {cell.column for line in sheet.iter_rows() for cell in line if str(cell.fill.fgColor.rgb).endswith(YELLOW)}
    end = 0
    for at in range(1, sheet.max_column + 1):
        width = sheet.column_dimensions[get_column_letter(at)]
        end += 0 if width.hidden else round((width.width or USUAL) * 7)
        if at in yellow:
            yield end


def counted(sheets: list[SheetInSight]) -> Counter[str]:
    """How many sheets there are, how many have all answer columns in sight, and how many none."""
    return Counter(
        sheets=len(sheets),
        wholly=sum(sheet.wholly for sheet in sheets),
        none=sum(not sheet.in_sight for sheet in sheets),
    )


if __name__ == "__main__":
    every = list(sheets_in_sight())
    for sheet in dict.fromkeys(every):
        print(
            f"{sheet.example:24} {sheet.sheet:32} {sheet.in_sight:3} of {sheet.answers:3}, to pixel {sheet.last_pixel}"
        )
    print(dict(counted(every)))
