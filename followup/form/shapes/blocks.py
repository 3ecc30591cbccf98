"""Read an answer in words from the rows of its block: paragraphs in order, wherever in the block they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from followup.files.received import ErrorValue, Raw, ReceivedSheet, Uncalculated
from followup.files.runs import spans_in, without_blanks
from followup.form.cells.base import as_text, shown
from followup.form.cells.prose import GUARD, Prose
from followup.form.cells.visible_value import message_value
from followup.form.columns import Column
from followup.form.shapes.grid import GridReader
from followup.form.shapes.row_matching import RowMatch
from followup.form.shapes.table_match import ABSENT
from followup.form.values import ProseAnswer, ProseParagraph
from followup.form.written.plain_text import plain
from followup.frozen import growing
from followup.locale import LANGUAGES, Words
from followup.rulebook.answers import STRUCK_OUT, TEXT_RUNS_ON
from followup.rulebook.problem import Problem, Severity

STRUCK = STRUCK_OUT.problem()
GUARDS = frozenset(plain(Words(language)(GUARD)) for language in LANGUAGES)


@growing
class ProseBlock:
    """What one block gave: its text if any, and for each cell that was refused or noted its row and the problem.

    ``rows`` are those with something in them, ``filled`` how many of these somebody wrote.
    """

    value: ProseAnswer | None = None
    rows: list[int] = field(default_factory=list)
    filled: int = 0
    problems: list[tuple[int, Problem, str]] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many of its cells could not be taken over."""
        problems = (problem for _row, problem, _found in self.problems)
        return sum(problem.severity is Severity.ERROR or problem == STRUCK for problem in problems)


def read_block(sheet: ReceivedSheet, kind: Prose, rows: range, column: int, first: bool) -> ProseBlock:
    """The text of the rows of a block in one column; ``rows`` begins with the row of the guard.

    The ``first`` block of a table has none above it that could run on.
    """
    block = ProseBlock(rows=[row for row in rows if (row, column) in sheet.cells])
    block.filled = len(block.rows)
    cells = {row: sheet.cells[row, column] for row in block.rows}
    if _is_guard(cells.get(rows.start)):
        del cells[rows.start]
        block.filled -= 1
    # The guard is written over and the row above is filled: the text above runs on, and nobody knows where it ends.
    # With an empty row above, somebody began to write a row too high.
    elif not first and rows.start in cells and (rows.start - 1, column) in sheet.cells:
        block.problems = [(row, TEXT_RUNS_ON.problem(), shown(raw)) for row, raw in cells.items()]
        return block
    paragraphs = list(_paragraphs(cells, kind, block, sheet, column))
    block.value = ProseAnswer(tuple(paragraphs)) if paragraphs else None
    return block


def _is_guard(raw: Raw | None) -> bool:
    return isinstance(raw, str) and plain(raw) in GUARDS


def _paragraphs(
    cells: Mapping[int, Raw], kind: Prose, block: ProseBlock, sheet: ReceivedSheet, column: int
) -> Iterator[ProseParagraph]:
    for row, raw in sorted(cells.items()):
        if (row, column) in sheet.struck:
            block.problems.append((row, STRUCK, shown(raw)))
            continue
        look = sheet.looks.get((row, column))
        parsed = kind.read(raw, look)
        if parsed.problem is not None:
            block.problems.append((row, parsed.problem, shown(raw if look is None else message_value(raw, look))))
        if isinstance(raw, ErrorValue | Uncalculated) or parsed.value is None:
            continue
        link, notes = sheet.links.get((row, column), ""), sheet.notes.get((row, column), ())
        text, italics = as_text(str(parsed.value)), sheet.italics.get((row, column), ())
        if italics and without_blanks(as_text(raw)) != without_blanks(text):
            italics = ()  # characters were taken out: nobody knows which words those were
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        for number, line in enumerate(lines):
            # Notes of a cell stand once, after its last line, as a footnote does.
            spans = spans_in(line, italics, without_blanks("".join(lines[:number]))) if italics else ()
            yield ProseParagraph(line, link, notes if number == len(lines) - 1 else (), spans)


class BlockReader(GridReader):
    """A grid whose rows are blocks: the row itself, and below it an answer in words, down to the next row."""

    def read_rows(self) -> None:
        """The rows as in any grid, and the blocks below them."""
        self.prose = [column for column in self.columns if self._is_prose(column[1])]
        self.columns = [column for column in self.columns if column not in self.prose]
        self.answers.source = replace(
            self.answers.source, columns={prose_column.key: at for at, prose_column in self.columns}
        )
        super().read_rows()

    def _is_prose(self, column: Column) -> bool:
        return any(isinstance(row.type_of(column), Prose) for row in self.table.rows)

    def _read_columns(self, rows: RowMatch) -> Iterator[tuple[int, Column]]:
        yield from super()._read_columns(rows)
        begins = sorted({*rows.line_by_key.values(), *self.match.keys})
        # Of the last block nothing may be left but its own row: on a sheet the answer belongs below that all the same.
        least = 1 if self.answers.source.line_names else 2
        last = [max(self.match.end, begins[-1] + least)] if begins else []
        ends = dict(zip(begins, [*begins[1:], *last], strict=True))
        for at, line in enumerate(self.answers.lines):
            for place, column in self.prose if line != ABSENT else ():
                self._take_block(at, column, range(line, ends[line]), place, first=line == begins[0])

    def _take_block(self, at: int, column: Column, rows: range, place: int, first: bool) -> None:
        kind = self.answers.rows[at].type_of(column)
        assert isinstance(kind, Prose)
        block = read_block(self.match.sheet, kind, rows, place, first=first)
        self.result.used_cells.update((row, place) for row in block.rows)
        self.result.asked_cells.update((row, place) for row in rows[1:])
        self.answers.move(at, column.key, (min(rows.start + 1, rows.stop - 1), place))
        self.result.filled += block.filled
        self.result.refused += block.refused
        self.result.read += block.filled - block.refused
        for row, problem, raw in block.problems:
            self._report(problem, (row, place), raw, column.key)
        if block.refused:
            self.answers.refuse(at, column.key)
        self.answers.column(column.key)[at] = block.value
