"""A table of a list: where its titles stand, in one row or in two, and the rows under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from followup.files.received import Look, Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.base import as_text
from followup.frozen import frozen
from followup.plan.importing.fields import LIKELY, Field, title_score

LOOKED_AT = 60
"""Rows from the top in which the titles are looked for: above them stand a logotype, a heading, who decided what."""
LONGEST_TITLE = 120
LONGEST_LIKELY = 40
WIDEST_MERGE = 5_000
"""A merge of more cells is a look of the whole sheet, and no row's value."""
Cell = tuple[int, int]


@frozen
class ListTable:
    """A table found on a ``sheet``. ``titles`` has by column all that it may be called: both rows together, the lower, the
    upper. ``head`` is the first row of titles, ``first`` the first under them.
    """

    sheet: ReceivedSheet
    head: int
    first: int
    titles: Mapping[int, tuple[str, ...]]

    @cached_property
    def merged(self) -> Mapping[Cell, Cell]:
        """The first cell of the merge that each other cell of it belongs to."""
        return merged_cells(self.sheet)

    @cached_property
    def by_row(self) -> Mapping[int, Mapping[int, Raw]]:
        """What stands under the titles, by row and column; without what lies under merged cells."""
        rows: dict[int, dict[int, Raw]] = {}
        for (row, column), raw in sorted(self.sheet.cells.items(), key=lambda cell: cell[0]):
            if row >= self.first and column in self.titles and (row, column) not in self.merged:
                rows.setdefault(row, {})[column] = raw
        return rows

    @cached_property
    def rows(self) -> Sequence[int]:
        """The rows that have something of their own, in order."""
        return sorted(self.by_row)

    def origin(self, row: int, column: int) -> Cell:
        """The cell whose value is seen at a place: of merged ones the first."""
        return self.merged.get((row, column), (row, column))

    def value(self, row: int, column: int) -> Raw | None:
        """What is seen in a cell; one that a merge from above covers has the value of that."""
        at = self.origin(row, column)
        return self.sheet.cells.get(at) if at[0] >= self.first else None

    def look(self, row: int, column: int) -> Look | None:
        """What is seen of a cell beside its value."""
        return self.sheet.looks.get(self.origin(row, column))

    def values(self, column: int) -> Iterator[tuple[Raw, Look | None]]:
        """What stands in a column, with how it looks."""
        for row in self.rows:
            if (raw := self.by_row[row].get(column)) is not None:
                yield raw, self.look(row, column)

    def title(self, column: int) -> str:
        """What a column is called, on one line."""
        return " ".join(self.titles[column][0].split())


def merged_cells(sheet: ReceivedSheet) -> dict[Cell, Cell]:
    """The first cell of each merge by every other cell of it."""
    covered: dict[Cell, Cell] = {}
    for top, left, bottom, right in sheet.merged:
        if (bottom - top + 1) * (right - left + 1) <= WIDEST_MERGE:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        covered[row, column] = top, left
    return covered


def find_tables(book: ReceivedBook, fields: Sequence[Field], named_by: str) -> list[ListTable]:
    """The best table of each sheet that has one nearly as good as the best of all, those that nobody has hidden first.

    ``named_by`` is the key of the field that says what the rows are called.
    """
    sheets = sorted(book.sheets, key=lambda sheet: not sheet.visible)
    found = [
        (table, score)
        for sheet in sheets
        for table, score in [find_table(sheet, fields, named_by)]
        if table is not None
    ]
    most = max((score for _table, score in found), default=0.0)
    return [table for table, score in found if score * 2 > most and table.rows]


def find_table(sheet: ReceivedSheet, fields: Sequence[Field], named_by: str) -> tuple[ListTable | None, float]:
    """Where most titles stand on a row, or on two, and how much of it are titles; None where no row has that of what the rows
    are called, or two others.
    """
    merged = merged_cells(sheet)
    lines: dict[int, dict[int, str]] = {}
    for (row, column), raw in sheet.cells.items():
        if row < LOOKED_AT and (row, column) not in merged:
            lines.setdefault(row, {})[column] = as_text(raw).strip()
    best, most = None, 0.0
    for row in sorted(lines):
        for titles, first in _heads(row, lines, sheet, merged):
            # Two rows where the second can be nothing else say more than the first alone.
            score = _head_score(titles, fields, named_by) + 0.05 * (first - row - 1)
            if score > most + 0.01:
                best, most = ListTable(sheet, row, first, titles), score
    return best, most


def _heads(
    row: int, lines: Mapping[int, Mapping[int, str]], sheet: ReceivedSheet, merged: Mapping[Cell, Cell]
) -> Iterator[tuple[dict[int, tuple[str, ...]], int]]:
    """The titles that a row may be, alone, and with the row under it; and the first row under them."""
    line = {at: text for at, text in lines[row].items() if len(text) <= LONGEST_TITLE}
    if not line:
        return
    yield {at: (text,) for at, text in line.items()}, row + 1
    below = {at: text for at, text in lines.get(row + 1, {}).items() if len(text) <= LONGEST_TITLE}
    spread = _spread(row, line, below, sheet, merged)
    if not below or not any(at not in line for at in below):
        return
    # A row of values has something under the titles that stand alone; a second row of titles has not.
    alone = {at for at in line if at not in below}
    if any(at in line and spread.get(at + 1) != line[at] for at in below) or not alone:
        return
    titles: dict[int, tuple[str, ...]] = {at: (text,) for at, text in line.items()}
    for at, text in below.items():
        upper = spread.get(at, "")
        titles[at] = (f"{upper} {text}", text, upper) if upper else (text,)
    yield titles, row + 2


def _spread(
    row: int, line: Mapping[int, str], below: Mapping[int, str], sheet: ReceivedSheet, merged: Mapping[Cell, Cell]
) -> dict[int, str]:
    """The upper titles by every column that they stand over: those that they are merged over, else up to the next one."""
    spread = dict(line)
    has_merges = any(top == row and right > left for top, left, _bottom, right in sheet.merged)
    last = ""
    for at in range(min(line), max([*line, *below]) + 1):
        if at in line:
            last = line[at]
        elif has_merges:
            origin = merged.get((row, at))
            if origin is not None and origin[0] == row:
                spread[at] = line.get(origin[1], "")
        elif last:
            spread[at] = last
    return spread


def likely_titles(book: ReceivedBook) -> list[str]:
    """The texts of the first row with most of them, short ones alone: what people would take for the titles of a list."""
    rows: dict[tuple[int, int], list[str]] = {}
    for number, sheet in enumerate(book.sheets):
        for (row, _column), raw in sorted(sheet.cells.items(), key=lambda cell: cell[0]):
            if row < LOOKED_AT and isinstance(raw, str) and len(raw) <= LONGEST_LIKELY:
                rows.setdefault((number, row), []).append(" ".join(raw.split()))
    best = max(rows.values(), key=len, default=[])
    return best if len(best) > 1 else []


def _head_score(titles: Mapping[int, tuple[str, ...]], fields: Sequence[Field], named_by: str) -> float:
    """How much of a row is titles; 0 where it may be anything."""
    scores = [
        (score, field.key) for texts in titles.values() for score, field in [_best(texts, fields)] if score >= LIKELY
    ]
    keys = {key for _score, key in scores}
    named = next(field for field in fields if field.key == named_by)
    has_name = any(title_score(texts, named) >= LIKELY for texts in titles.values())
    if not has_name and len(keys) < 2:
        return 0.0
    # Each meaning counts once, and a row with the name before one without; a few words of text are no titles.
    distinct = sum(max(score for score, other in scores if other == key) for key in keys)
    return distinct + (1.0 if has_name else 0.0)


def _best(texts: tuple[str, ...], fields: Sequence[Field]) -> tuple[float, Field]:
    return max(((title_score(texts, field), field) for field in fields), key=lambda pair: pair[0])
