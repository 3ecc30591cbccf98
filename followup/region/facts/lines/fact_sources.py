"""Where the answers of a table stood: file, sheet and cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from followup.files.addresses import column_letters
from followup.form.answers.answers import LOST, SheetSource
from followup.form.answers.runs import Run
from followup.form.rows import NOWHERE, FilledRow, SheetOrigin
from followup.region.facts.fact import Strip
from followup.region.facts.lines.measure_facts import CellKey

Line = tuple[SheetOrigin, str, Sequence[str]]
"""Of a row the sheet, the number of the line that all its answers stand on, and the letters of each column; the last two
empty where there is no such line."""


class Sources:
    """Where the answers of one table stood: most rows stand on one line, whose columns are the same for all of a sheet."""

    def __init__(self, runs: Sequence[Run], keys: Sequence[str]) -> None:
        self.runs, self.keys = runs, keys
        self._no_letters = [""] * len(self.keys)

    def strips(self, cells: Sequence[CellKey], without: Collection[CellKey]) -> list[Strip]:
        """File, sheet and name of each cell; nothing of what stood nowhere, as those ``without`` an answer did."""
        lines = [line for run in self.runs for line in self._lines_of(run)]
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
        filled, named = [row for run in self.runs for row in run.rows], zip(cells, names, strict=True)
        return [_name(filled[row], self.keys[at]) if row in by_cells else name for (row, at), name in named]

    def _lines_of(self, run: Run) -> Iterator[Line]:
        """The line of each row; none of one that is lost, has answers elsewhere too, or is on a sheet whose lines have names."""
        if run.table is None:
            yield from ((filled.origin, "", self._no_letters) for filled in run.rows)
            return
        answers = run.table.answers
        letters = list(map(self._letters_of, answers.sources))
        for at in run.numbers:
            number, line = answers.source_of[at] if answers.source_of else 0, answers.lines[at]
            has_line = line != LOST and letters[number] and not (answers.elsewhere and answers.moved(at))
            origin = answers.sources[number].origin
            yield (origin, str(line + 1), letters[number]) if has_line else (origin, "", self._no_letters)

    def _letters_of(self, source: SheetSource) -> Sequence[str]:
        """Those of each column; nothing where the lines of a sheet have names, or there is no file."""
        if source.line_names or not source.origin.file:
            return ()
        places = source.columns
        return [column_letters(places[key]) if key in places else "" for key in self.keys]


def _name(filled: FilledRow, key: str) -> str:
    return filled.place(key).cell if key in filled.cells else ""
