"""Find the tables of a form in a workbook that came back: by their marks, else by their keys, else by their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.base import as_text
from followup.form.form import FormTable
from followup.form.layout.layout import MARK
from followup.form.shapes.by_content import (
    key_column_by_content,
    label_stands_under_the_key_of_another,
    labels_by_content,
)
from followup.form.shapes.column_matching import Columns, tell_columns
from followup.form.shapes.found_table import GONE, Found, Lines, first_row, rows_between
from followup.form.shapes.prefilled import comparable, headings, key_titles, languages, stands, titles
from followup.form.texts.folded_keys import by_fold, spelled
from followup.locale import Words

FEWEST = 2
"""A row with fewer titles than this, or than half of a table's, is not taken for its header."""
WITHIN = 6
"""How far under the row of keys the titles may stand: rows may have been inserted between them."""


@dataclass(frozen=True)
class Anchor:
    """Where a table begins on a sheet."""

    table: FormTable
    key_row: int
    key_column: int
    header: int
    marked: bool

    @property
    def top(self) -> int:
        """Its first row."""
        return min(row for row in (self.key_row, self.header) if row != GONE)


def find_tables(book: ReceivedBook, tables: Sequence[FormTable], words: Words | None = None) -> list[Found]:
    """Every occurrence of every table; see ``Finder.find``. Without ``words`` only marks count."""
    return Finder(tables, words or Words()).find(book, by_titles=words is not None)


def _lines(sheet: ReceivedSheet) -> Lines:
    lines: dict[int, dict[int, Raw]] = {}
    for (row, column), raw in sheet.cells.items():
        if row in lines:
            lines[row][column] = raw
        else:
            lines[row] = {column: raw}
    return lines


class Finder:
    """Looks for some tables; what their titles are is worked out once.

    It is taken from one who looks for tables of the same columns already, where there is one (``other``): those of
    another unit.
    """

    def __init__(self, tables: Sequence[FormTable], words: Words, other: Finder | None = None) -> None:
        self.tables = {table.section.key: table for table in tables}
        self.known = known = languages(words)
        theirs = other.titles if other is not None and other.known == known else {}
        same = {key for key in theirs if key in self.tables and other and other.has_columns_of(self.tables[key])}
        self.titles: dict[str, dict[str, tuple[str, ...]]] = {
            key: theirs[key] if key in same else titles(each, known) for key, each in self.tables.items()
        }
        self.keys = {key: frozenset(column.key for column in table.columns) for key, table in self.tables.items()}
        self.folded = {key: by_fold(keys) for key, keys in self.keys.items()}
        self.marks = by_fold(MARK + key for key in self.tables)
        self.corners = key_titles(known)
        self.telling = frozenset().union(*self.titles.values(), *self.keys.values())

    def has_columns_of(self, table: FormTable) -> bool:
        """Whether its table of the same section has the very same columns."""
        return self.tables[table.section.key].columns is table.columns

    def find(self, book: ReceivedBook, by_titles: bool = True) -> list[Found]:
        """Every occurrence of every table, marked ones first, in the order of sheets.

        A copied sheet gives its tables twice. A table without a mark is known by its keys and titles.
        """
        marked = [(sheet, lines, list(self.marked(lines))) for sheet in book.sheets for lines in (_lines(sheet),)]
        there = {anchor.table.section.key for _sheet, _lines, anchors in marked for anchor in anchors}
        found = []
        for sheet, lines, anchors in marked:
            if by_titles and (len(there) < len(self.tables) or not anchors):
                anchors = [*anchors, *self.headed(lines, anchors)]
            ordered = sorted(anchors, key=lambda each: each.top)
            found += [self.found(sheet, lines, anchor, anchors) for anchor in ordered]
        return sorted(found, key=lambda each: not each.marked)

    def marked(self, lines: Lines) -> Iterator[Anchor]:
        """Each mark with a key of its table beside it, or its titles under it; a mark alone is somebody's text."""
        for row, line in lines.items():
            for column, raw in line.items():
                if raw.__class__ is Decimal or not (key := self._mark(raw)):
                    continue
                if any(at > column and self._key(key, other) for at, other in line.items()):
                    yield Anchor(self.tables[key], row, column, self._header(lines, key, row, column), marked=True)
                    continue
                header = self._header_below(lines, key, row, column)
                right = {at: other for at, other in lines.get(header, {}).items() if at > column}
                if self._best({key: self._named(key, right)}) is not None:
                    yield Anchor(self.tables[key], row, column, header, marked=True)

    def _mark(self, raw: Raw) -> str:
        """The table whose mark this is; empty for anything else."""
        if not (isinstance(raw, str) and MARK in raw[:3]):
            return ""
        key = spelled(raw, self.marks)[len(MARK) :]
        return key if key in self.tables else ""

    def _key(self, table: str, raw: Raw) -> str:
        """The key of a column that this is; empty for anything else."""
        if not isinstance(raw, str) or raw in self.keys[table]:
            return raw if isinstance(raw, str) else ""
        key = spelled(raw, self.folded[table])
        return key if key in self.keys[table] else ""

    def headed(self, lines: Lines, marked: Sequence[Anchor]) -> Iterator[Anchor]:
        """Rows that must be the column keys or the titles of a table, where no mark says so."""
        taken = {row for anchor in marked for row in (anchor.key_row, anchor.header)}
        last = GONE
        for row in sorted(lines.keys() - taken):
            if row <= last or not self._may_tell(lines[row]):
                continue
            if (key := self._best({key: self._keyed(key, lines[row]) for key in self.tables})) is not None:
                header = self._header(lines, key, row, GONE)
                last = max(row, header)
            elif (key := self._best({key: self._named(key, lines[row]) for key in self.tables})) is not None:
                row, header, last = GONE, row, row
            else:
                continue
            yield Anchor(self.tables[key], row, GONE, header, marked=False)

    def _may_tell(self, line: Mapping[int, Raw]) -> bool:
        """Whether enough of its texts are keys or titles of some table: few rows are."""
        texts = [raw for raw in line.values() if isinstance(raw, str)]
        if len(texts) < FEWEST:
            return False
        return sum(raw in self.telling or comparable(raw) in self.telling for raw in texts) >= FEWEST

    def _best(self, hits: Mapping[str, frozenset[str]]) -> str | None:
        """The table that a row tells most of, at least half; None when two are as likely."""
        score = {key: (len(hit), len(hit) / len(self.keys[key])) for key, hit in hits.items() if len(hit) >= FEWEST}
        score = {key: value for key, value in score.items() if value[1] * 2 >= 1}
        best = sorted(score, key=lambda key: score[key], reverse=True)[:2]
        if not best or (len(best) > 1 and score[best[0]] == score[best[1]]):
            return None
        return best[0]

    def _keyed(self, table: str, line: Mapping[int, Raw]) -> frozenset[str]:
        return frozenset(key for raw in line.values() if (key := self._key(table, raw)))

    def _named(self, table: str, line: Mapping[int, Raw]) -> frozenset[str]:
        known = self.titles[table]
        texts = (comparable(raw) for raw in line.values() if isinstance(raw, str))
        return frozenset(key for text in texts for key in known.get(text, ()))

    def _header(self, lines: Lines, table: str, key_row: int, key_column: int) -> int:
        """The row of titles: the first under the keys that has one, else one over them or among the rows; else -1."""
        if self._named(table, lines.get(key_row + 1, {})) == self.keys[table]:
            return key_row + 1  # as it was laid out
        below = self._header_below(lines, table, key_row, key_column)
        if below == GONE or not self._like_a_header(lines, table, below, key_column):
            for row in range(key_row - 1, max(key_row - WITHIN, GONE), -1):
                if self._marked_row(lines, row):
                    break
                if len(self._named(table, lines.get(row, {}))) >= FEWEST and self._may_be_header(lines, table, row):
                    return row
            for row in range(key_row + 1, key_row + WITHIN + len(self.tables[table].rows)):
                if self._marked_row(lines, row):
                    break
                if self._best({table: self._named(table, lines.get(row, {}))}) is not None:
                    return row
        return below

    def _header_below(self, lines: Lines, table: str, key_row: int, key_column: int) -> int:
        """The row with most of its titles among those right under the keys; a title over the keys counts less."""
        rows = {row.key for row in self.tables[table].rows}
        best, most, keyed = GONE, 0.0, False
        for row in range(key_row + 1, key_row + WITHIN):
            if keyed or self._marked_row(lines, row):
                break
            keyed = lines.get(row, {}).get(key_column) in rows
            score = self._like_a_header(lines, table, row, key_column)
            if score > most and not (keyed and score * 2 < len(self.keys[table])):
                best, most = row, score
        if best != GONE:
            return best
        under = lines.get(key_row + 1, {})
        data = under.get(key_column) in rows or self.tables[table].is_listing
        return GONE if data or not self._may_be_header(lines, table, key_row + 1) else key_row + 1

    def _like_a_header(self, lines: Lines, table: str, row: int, key_column: int) -> float:
        line = lines.get(row, {})
        corner = line.get(key_column)
        over_keys = isinstance(corner, str) and comparable(corner) in self.corners
        score = len(self._named(table, line)) + over_keys / 2
        return score if score and self._may_be_header(lines, table, row) else 0

    def _may_be_header(self, lines: Lines, table: str, row: int) -> bool:
        """Whether a row does not belong to another table: its keys, or its titles."""
        best = self._best({key: self._named(key, lines.get(row, {})) for key in self.tables})
        return best in (table, None) and not self._marked_row(lines, row)

    def _marked_row(self, lines: Lines, row: int) -> bool:
        return any(self._mark(raw) for raw in lines.get(row, {}).values())

    def found(self, sheet: ReceivedSheet, lines: Lines, anchor: Anchor, anchors: Sequence[Anchor]) -> Found:
        """The table that begins at an anchor, up to the next one below."""
        table = anchor.table
        end = self._end(lines, anchor, anchors)
        told, rows = self._columns(lines, anchor, end)
        column = anchor.key_column if anchor.key_column != GONE else key_column_by_content(table, lines, told, rows)
        return Found(
            table=table,
            sheet=sheet,
            lines=lines,
            key_row=anchor.key_row,
            key_column=column,
            header=anchor.header,
            end=end,
            told=told,
            keys=self._row_keys(table, lines, told, rows, column),
            known=self.known,
            marked=anchor.marked,
            siblings=tuple(each for key, each in self.tables.items() if key != table.section.key),
            corners=self.corners,
            titles=self.titles[table.section.key],
        )

    def _row_keys(self, table: FormTable, lines: Lines, told: Columns, rows: list[int], column: int) -> dict[int, str]:
        """The keys of the rows, spelled as the plan does; of two rows whose keys are alike by their labels."""
        keys = {row: as_text(lines[row][column]) for row in rows if column in lines[row]}
        ours = {row.key: row for row in table.rows}
        if ours.keys() >= set(keys.values()):
            return keys
        known = by_fold(ours)
        labels = [(at, label) for at, key in told.places.items() for label in table.labels if label.key == key]

        def fits(row: int, key: str) -> bool:
            return all(stands(ours[key], label, lines[row].get(at), self.known) for at, label in labels)

        return {row: spelled(key, known, partial(fits, row)) for row, key in keys.items()}

    def _columns(self, lines: Lines, anchor: Anchor, end: int) -> tuple[Columns, list[int]]:
        """The columns of a table, by keys, titles and labels, and the rows that it may hold."""
        table, titles_ = anchor.table, self.titles[anchor.table.section.key]
        above = {at: raw for at, raw in lines.get(anchor.key_row, {}).items() if at != anchor.key_column}
        keys = {at: key for at, raw in above.items() if (key := self._key(table.section.key, raw))}
        heads = {at: comparable(as_text(raw)) for at, raw in lines.get(anchor.header, {}).items()}
        heads = {at: text for at, text in heads.items() if at != anchor.key_column}
        told = tell_columns(keys, heads, titles_)
        rows = rows_between(lines, first_row(anchor.key_row, anchor.header, told), end, anchor.header)
        confirmed = all(key in titles_.get(heads.get(at, ""), ()) for at, key in told.places.items())
        if not (told.moved or confirmed) and label_stands_under_the_key_of_another(
            table, lines, told, rows, self.known
        ):
            told = tell_columns(keys, heads, titles_, moved=True)
            rows = rows_between(lines, first_row(anchor.key_row, anchor.header, told), end, anchor.header)
        told.places.update(labels_by_content(table, lines, told, rows, self.known))
        return told, rows

    def _end(self, lines: Lines, anchor: Anchor, anchors: Sequence[Anchor]) -> int:
        """The row after its last: above the heading of the next table, which stands right over that table."""
        below = min((each for each in anchors if each.top > anchor.top), key=lambda each: each.top, default=None)
        if below is None:
            return max(lines, default=0) + 1
        own, end = headings(below.table, self.known), below.top
        while end - 1 > max(anchor.key_row, anchor.header) and all(
            isinstance(raw, str) and comparable(raw) in own for raw in lines.get(end - 1, {}).values()
        ):
            end -= 1
        return end
