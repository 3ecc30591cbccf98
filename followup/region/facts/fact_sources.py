"""Where the answers of a table stood: file, sheet and cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from followup.files.addresses import column_letters
from followup.form.answers.answers import LOST, AnsweredRow
from followup.form.rows import NOWHERE, FilledRow, SheetOrigin
from followup.region.facts.fact import Strip
from followup.region.facts.measure_facts import CellKey

Line = tuple[SheetOrigin, str, Sequence[str]]
"""Of a row the sheet, the number of the line that all its answers stand on, and the letters of each column; the last two
empty where there is no such line."""


class Sources:
    """Where the answers of one table stood: most rows stand on one line, whose columns are the same for all of a sheet."""

    def __init__(self, filled: Sequence[FilledRow], keys: Sequence[str]) -> None:
        self.filled, self.keys = filled, keys
        self._no_letters = [""] * len(self.keys)
        self._letters: dict[int, list[str]] = {}

    def strips(self, cells: Sequence[CellKey], without: Collection[CellKey]) -> list[Strip]:
        """File, sheet and name of each cell; nothing of what stood nowhere, as those ``without`` an answer did."""
        lines = list(map(self._line_of, self.filled))
        names = self._names(cells, lines)
        if without:
            names = ["" if cell in without else name for cell, name in zip(cells, names, strict=True)]
        origins = [*(origin for origin, _number, _letters in lines), NOWHERE]
        sheets = {"file": [origin.file for origin in origins], "sheet": [origin.sheet for origin in origins]}
        rows = [row if name else len(lines) for (row, _at), name in zip(cells, names, strict=True)]
        return [Strip(sheets, rows), Strip({"cell": names})]

    def _names(self, cells: Sequence[CellKey], lines: Sequence[Line]) -> list[str]:
        numbers = [number for _origin, number, _letters in lines]
        letters = [letters for _origin, _number, letters in lines]
        names = [letter + numbers[row] if (letter := letters[row][at]) else "" for row, at in cells]
        by_cells = {row for row, (origin, number, _letters) in enumerate(lines) if origin.file and not number}
        if not by_cells:
            return names
        named = zip(cells, names, strict=True)
        return [self._name(row, at) if row in by_cells else name for (row, at), name in named]

    def _name(self, row: int, at: int) -> str:
        filled, key = self.filled[row], self.keys[at]
        return filled.place(key).cell if key in filled.cells else ""

    def _line_of(self, filled: FilledRow) -> Line:
        """The line of a row; none of one that is lost, has answers elsewhere too, or is on a sheet whose lines have names."""
        if not isinstance(filled, AnsweredRow):
            return filled.origin, "", self._no_letters
        answers, at = filled.table.answers, filled.at
        source, line = answers.source(at), answers.lines[at]
        if line == LOST or (answers.elsewhere and answers.moved(at)) or source.line_names or not source.origin.file:
            return source.origin, "", self._no_letters
        if id(source) not in self._letters:
            places = source.columns
            self._letters[id(source)] = [column_letters(places[key]) if key in places else "" for key in self.keys]
        return source.origin, str(line + 1), self._letters[id(source)]
