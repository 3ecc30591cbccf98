"""A formula that stands in a file once for many cells, as it reads in each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from followup.files.addresses import place_of
from followup.patterns import pattern

TEXT_OR_SHEET = pattern(r"""("(?:[^"]|"")*"|'(?:[^']|'')*')""")
ROW_OF_A_CELL = pattern(r"(?<![A-Za-z0-9_.$])(\$?[A-Z]{1,3})([0-9]{1,7})(?![A-Za-z0-9_(.!])")
WHOLE_ROWS = pattern(r"(?<![A-Za-z0-9_.$])\$?[0-9]+:\$?[0-9]+")
ROW = "\x00"
"""Stands for the row of the cell itself: most formulas name no other."""


class SharedFormula:
    """A formula as it stands in its first cell, ``at``. Its references move with the cell, but for those with a $.

    ``tidy`` is done to its text, as that reads in any cell; ``own_row`` is that text with ``ROW`` for the row of the cell,
    None where it names other rows too.
    """

    def __init__(self, text: str, at: str, tidy: Callable[[str], str]) -> None:
        self.text, self.at, self.tidy = text, at, tidy
        self.place = place_of(at)
        own_row = None if self.place is None else by_own_row(text, self.place[0] + 1)
        self.own_row = None if own_row is None else tidy(own_row)

    def in_cell(self, at: str) -> str:
        """The formula of a cell. Down the same column it is put together from its parts; else openpyxl reads it anew."""
        place = place_of(at)
        if place is None or self.place is None or self.own_row is None or place[1] != self.place[1]:
            from openpyxl.formula.translate import Translator

            return self.tidy(str(Translator(f"={self.text}", self.at).translate_formula(at))[1:])
        return self.own_row.replace(ROW, str(place[0] + 1))


@lru_cache(maxsize=1024)
def by_own_row(text: str, row: int) -> str | None:
    """The formula with a sign for its own row; None where it names other rows that move."""
    pieces = TEXT_OR_SHEET.split(text)
    if WHOLE_ROWS.search(" ".join(pieces[::2])):
        return None
    parts = [part for number, piece in enumerate(pieces) for part in (_parts(piece) if number % 2 == 0 else (piece,))]
    if any(part != row for part in parts if not isinstance(part, str)):
        return None
    return "".join(part if isinstance(part, str) else ROW for part in parts)


def fix_other_rows(text: str, row: int) -> str:
    """The formula with the rows of all cells but those of its own row fixed: they stay wherever it moves."""

    def fixed(cell: re.Match[str]) -> str:
        return cell[0] if int(cell[2]) == row else f"{cell[1]}${cell[2]}"

    pieces = TEXT_OR_SHEET.split(text)
    return "".join(piece if number % 2 else ROW_OF_A_CELL.sub(fixed, piece) for number, piece in enumerate(pieces))


def _parts(piece: str) -> Iterator[str | int]:
    """The text of a piece without texts in quotation marks, with its rows that move as numbers."""
    end = 0
    for cell in ROW_OF_A_CELL.finditer(piece):
        yield piece[end : cell.start(2)]
        yield int(cell[2])
        end = cell.end()
    yield piece[end:]
