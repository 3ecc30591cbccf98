"""Where the answers of a table stood: file, sheet and cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from followup.files.addresses import column_letters
from followup.form.answers.answers import AnsweredRow
from followup.form.rows import FilledRow
from followup.region.facts.fact import Strip
from followup.region.facts.measure_facts import CellKey
from followup.region.facts.row_facts import RowFacts

Line = tuple[str, Sequence[str]]
"""The number of the line that a row's answers stand on, and the letters of each column; empty for none."""


class Sources:
    """Where the answers of one table stood: most rows stand on one line, whose columns are the same for all of a sheet."""

    def __init__(self, rows: RowFacts) -> None:
        self.filled, self.keys = rows.filled, [column.key for column in rows.columns]
        self._no_line = "", [""] * len(self.keys)
        self._letters: dict[int, list[str]] = {}

    def strips(self, cells: Sequence[CellKey], without: Collection[CellKey]) -> list[Strip]:
        """File, sheet and name of each cell; nothing of what stood nowhere, as those ``without`` an answer did."""
        names = self._names(cells)
        if without:
            names = ["" if cell in without else name for cell, name in zip(cells, names, strict=True)]
        origins = [filled.origin for filled in self.filled]
        files = {
            "file": [*(origin.file for origin in origins), ""],
            "sheet": [*(origin.sheet for origin in origins), ""],
        }
        rows = [row if name else len(origins) for (row, _at), name in zip(cells, names, strict=True)]
        return [Strip(files, rows), Strip({"cell": names})]

    def _names(self, cells: Sequence[CellKey]) -> list[str]:
        lines = [self._line_of(filled) for filled in self.filled]
        numbers = [line[0] for line in lines]
        letters = [line[1] for line in lines]
        names = [letter + numbers[row] if (letter := letters[row][at]) else "" for row, at in cells]
        by_cells = {row for row, (number, _letters) in enumerate(lines) if not number and self.filled[row].origin.file}
        if not by_cells:
            return names
        named = zip(cells, names, strict=True)
        return [self._name(row, at) if row in by_cells else name for (row, at), name in named]

    def _name(self, row: int, at: int) -> str:
        filled, key = self.filled[row], self.keys[at]
        return filled.place(key).cell if key in filled.cells else ""

    def _line_of(self, filled: FilledRow) -> Line:
        """The line that all answers of a row stand on; none of a row that has answers elsewhere, or lines with names."""
        if not isinstance(filled, AnsweredRow) or filled.is_lost:
            return self._no_line
        source = filled.source
        if (filled.table.answers.elsewhere and filled.moved) or source.line_names or not source.origin.file:
            return self._no_line
        if id(source) not in self._letters:
            places = source.columns
            self._letters[id(source)] = [column_letters(places[key]) if key in places else "" for key in self.keys]
        return str(filled.line + 1), self._letters[id(source)]
