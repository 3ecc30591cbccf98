"""Names of cells: D7 is row 6 and column 3, counted from 0."""

from __future__ import annotations

import re
from functools import lru_cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
DIGITS, MOST_DIGITS = "0123456789", 7


def address(row: int, column: int) -> str:
    """Excel's name of a cell, both numbers from 0: (6, 3) is ``D7``, (0, 26) is ``AA1``."""
    return f"{column_letters(column)}{row + 1}"


@lru_cache(16_384)  # the columns of Excel: a merge names the same few a hundred thousand times
def column_letters(column: int) -> str:
    """Excel's name of a column, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, counted from 0, of a name such as ``D7``; None for anything else."""
    match = REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


Area = tuple[int, int, int, int]
"""First row and column, last row and column, counted from 0."""


def area_of(reference: str) -> Area | None:
    """The area of a range such as ``B2:D7``, or of a single cell; None for anything else."""
    first, _colon, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    return None if start is None or end is None else (*start, *end)


class Places:
    """Places of many names, quickly: the letters of a column are understood once. None for what no sheet has."""

    def __init__(self) -> None:
        self._columns: dict[str, int] = {}

    def __getitem__(self, reference: str) -> tuple[int, int] | None:
        letters = reference.rstrip(DIGITS)
        column = self._columns.get(letters)
        if column is None:
            first = place_of(f"{letters}1")
            column = self._columns[letters] = LAST_COLUMN if first is None else first[1]
        digits = reference[len(letters) :]
        if column >= LAST_COLUMN or not 0 < len(digits) <= MOST_DIGITS:
            return None
        row = int(digits) - 1
        return (row, column) if 0 <= row < LAST_ROW and digits[0] != "0" else None
