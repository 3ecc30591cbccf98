"""Names of cells: D7 is row 6 and column 3, counted from 0."""

from __future__ import annotations

import re

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
DIGITS, MOST_DIGITS = "0123456789", 7


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, counted from 0, of a name such as ``D7``; None for anything else."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def furthest(references: list[str]) -> tuple[int, int, str]:
    """The last row and the last column that any of these names has, and the first name that no sheet has, or empty.

    Quick, for it sees each cell of each workbook: the letters of a column are understood once.
    """
    last_row, columns = 0, dict[str, int]()
    for reference in references:
        letters = reference.rstrip(DIGITS)
        if letters not in columns:
            place = place_of(f"{letters}1")
            columns[letters] = LAST_COLUMN if place is None else place[1]
        digits = reference[len(letters) :]
        row = int(digits) - 1 if 0 < len(digits) <= MOST_DIGITS else LAST_ROW
        if not 0 <= row < LAST_ROW or columns[letters] >= LAST_COLUMN:
            return last_row, max(columns.values()), reference[:20] or "?"
        last_row = max(last_row, row)
    return last_row, max(columns.values(), default=0), ""
