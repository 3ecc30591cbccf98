"""What else stands in a workbook: outside the tables, behind merged cells, pinned to cells, out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from followup.files.book import LISTS, address
from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.base import shown
from followup.form.finding import Finding
from followup.form.form import IDENTITY_SHEET, Identity
from followup.form.frame import Frame
from followup.form.layout.layout import MARK
from followup.form.place import Place
from followup.form.section import Section
from followup.form.shapes.table_match import TableMatch
from followup.form.terms.units import Unit
from followup.frozen import frozen
from followup.locale import literal
from followup.rulebook.answers import PART_STRUCK_OUT
from followup.rulebook.problem import Problem
from followup.rulebook.received.outside import (
    COMMENT_INSTEAD_OF_ANSWER,
    COMMENT_PINNED,
    HIDDEN_ANSWERS,
    HIDDEN_ROWS,
    MERGED_CELLS,
    OUTSIDE_THE_TABLES,
    STRANGE_SHEET,
    VALUE_BEHIND_MERGED_CELLS,
)
from followup.templates.first_sheet import INSTRUCTIONS, texts_of_first_sheet, texts_of_sheets

Cell = tuple[int, int]

MOST_CELLS, FIRST_CELLS = 20, 5
"""On a sheet that is none of ours more cells than this are one thing to look at, of which the first few are named: a
finding a cell would drown those that the unit has to mend."""


@frozen
class OwnTexts:
    """What we wrote ourselves outside the tables; ``instructions`` tell which sheet is the first.

    ``marks`` stand in the corners of tables, of which one may have been left behind.
    """

    first: frozenset[str]
    others: frozenset[str]
    instructions: frozenset[str]
    marks: frozenset[str]

    @staticmethod
    def of(frame: Frame, sections: Sequence[Section], unit: Unit) -> OwnTexts:
        """Those of a unit's template."""
        instructions = frozenset(frame.words(line) for line in INSTRUCTIONS)
        marks = frozenset(MARK + section.key for section in sections)
        return OwnTexts(
            texts_of_first_sheet(frame, sections, unit), texts_of_sheets(frame, sections), instructions, marks
        )

    def with_those_of(self, book: ReceivedBook) -> OwnTexts:
        """And what the workbook itself lists on its hidden sheet: it may be in other words."""
        sheet = book.sheet(IDENTITY_SHEET)
        lists: tuple[set[str], set[str]] = set(), set()
        for (_row, column), raw in sheet.cells.items() if sheet is not None and not sheet.visible else ():
            if isinstance(raw, str) and column < len(lists):
                lists[column].add(_on_one_line(raw))
        # Only the hidden list counts: on a sheet in sight anybody may have written, and it would all pass as ours.
        return replace(self, first=self.first | lists[0] | lists[1], others=self.others | lists[1])

    def is_first(self, sheet: ReceivedSheet) -> bool:
        """Whether it is the first sheet: the one with the instructions."""
        return any(raw in self.instructions for raw in sheet.cells.values() if raw.__class__ is str)


def outside(sheet: ReceivedSheet, used: Set[Cell], own_texts: OwnTexts) -> Iterator[tuple[Cell, Problem, str]]:
    """What somebody wrote where no table is: kept in the file, but taken over by nothing, so it is named.

    On the first sheet formulas beside texts of ours are ours.
    """
    loose_cells = sheet.cells.keys() - used  # few: most cells are of a table
    if not loose_cells or (sheet.name in (IDENTITY_SHEET, LISTS) and not sheet.visible):
        return
    first = own_texts.is_first(sheet)
    # Each sheet's own texts: our words typed on another sheet were put there by somebody.
    texts = (own_texts.first if first else own_texts.others) | own_texts.marks
    ours = {place for place in loose_cells if _is_ours(sheet.cells[place], texts)}
    # On the first sheet only: beside a table a formula is the unit's own reckoning, which nobody should lose.
    rows = {row for row, _column in ours} if first else set()
    for place in sorted(loose_cells - ours):
        if place not in sheet.formulas or place[0] not in rows:
            yield place, OUTSIDE_THE_TABLES.problem(), shown(sheet.cells[place])


def is_out_of_sight(sheet: ReceivedSheet, used: Set[Cell]) -> bool:
    """Whether it is a sheet that nobody sees and that no table of ours was read from, as add-ins keep them."""
    return not sheet.visible and not used and sheet.name not in (IDENTITY_SHEET, LISTS)


def is_strange(sheet: ReceivedSheet, used: Set[Cell], own_texts: OwnTexts) -> bool:
    """Whether it is a sheet in sight that no table of ours was read from, and not the one with the instructions."""
    return sheet.visible and not used and not own_texts.is_first(sheet)


def _is_ours(raw: Raw, own_texts: Set[str]) -> bool:
    return raw.__class__ is str and (_on_one_line(str(raw)) in own_texts or Identity.read(str(raw)) is not None)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def merged(match: TableMatch) -> Iterator[tuple[Cell, Problem, str]]:
    """Merged cells within a table: a value hidden behind them is named, else the place where they begin."""
    for first_row, first, last_row, last in match.sheet.merged:
        if last_row < match.first or first_row >= match.end or not any(first <= at <= last for at in match.columns):
            continue
        spanned = range(first_row, last_row + 1)
        # A merge over a whole column is a million rows: then the table's own are fewer.
        rows = spanned if len(spanned) < len(match.lines) else sorted(row for row in match.lines if row in spanned)
        hidden = [
            (row, at)
            for row in rows
            for at in sorted(match.lines.get(row, {}))
            if first <= at <= last and (row, at) != (first_row, first)
        ]
        for place in hidden:
            yield place, VALUE_BEHIND_MERGED_CELLS.problem(), shown(match.sheet.cells[place])
        if not hidden:
            raw = match.sheet.cells.get((first_row, first), "")
            yield (first_row, first), MERGED_CELLS.problem(), shown(raw)


def comments(sheet: ReceivedSheet, asked: Set[Cell]) -> Iterator[tuple[Cell, Problem, str]]:
    """Each comment pinned to a cell; one at an answer that was left empty may be the answer."""
    for place, text in sorted(sheet.comments.items()):
        # At an empty answer the comment may be the answer; elsewhere it only must not get lost.
        empty = place in asked and place not in sheet.cells
        yield place, COMMENT_INSTEAD_OF_ANSWER.problem() if empty else COMMENT_PINNED.problem(), shown(text)


def struck_out(sheet: ReceivedSheet, used: Set[Cell]) -> Iterator[tuple[Cell, Problem, str]]:
    """What was struck out in texts and comments outside the tables; what is in them was reported with them."""
    for place, text in sorted(sheet.left_out.items()):
        if place not in used:
            yield place, PART_STRUCK_OUT.problem(), shown(text)


def hidden(match: TableMatch) -> Iterator[tuple[Cell, Problem, str]]:
    """Rows and columns of a table that are out of sight, its keys apart: once for the table."""
    rows = {row for row in match.rows() if row in match.sheet.hidden_rows}
    columns = match.sheet.hidden_columns & match.columns.keys()
    if rows or columns:
        row = min(rows, default=max(match.header, match.key_row))
        yield (row, min(columns, default=match.left)), HIDDEN_ROWS.problem(), ""


def unseen(match: TableMatch, asked: Set[Cell]) -> Iterator[tuple[Cell, Problem, str]]:
    """Answers that show nothing, by their format or in the colour of their background: once for the table."""
    looks, cells = match.sheet.looks, match.sheet.cells
    places = sorted(place for place in looks.keys() & asked if looks[place].hidden and place in cells)
    if places:
        yield places[0], HIDDEN_ANSWERS.problem(n=len(places)), shown(cells[places[0]])


def findings(place: Place, sheet: ReceivedSheet, problems: Iterator[tuple[Cell, Problem, str]]) -> list[Finding]:
    """As findings on a sheet."""
    return [
        Finding.of(replace(place, row=row, column=column, display_name=sheet.called.get(row, "")), problem, raw)
        for (row, column), problem, raw in problems
    ]


def sheet_not_ours(cells: Sequence[Cell]) -> Problem:
    """Of a sheet that the unit put there itself, with its filled-in cells."""
    shown = [address(row, column) for row, column in cells[:FIRST_CELLS]]
    return STRANGE_SHEET.problem(n=len(cells), cells=literal(", ".join(shown)))
