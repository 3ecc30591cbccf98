"""Find the tables of a form in a workbook that came back: by their marks, else by their keys, else by their titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.base import as_text
from followup.form.form import IDENTITY_SHEET, FormTable
from followup.form.layout.layout import MARK
from followup.form.shapes.by_content import (
    has_keys_left_behind,
    key_column_by_content,
    labels_by_content,
)
from followup.form.shapes.column_matching import ColumnMatch, match_columns
from followup.form.shapes.head_texts import FEWEST_TITLES, MARK_WITHIN, HeadTexts
from followup.form.shapes.prefilled import comparable, headings, languages_of, stands
from followup.form.shapes.table_match import ABSENT, Lines, TableMatch, first_row, rows_between
from followup.form.texts.folded_keys import keys_by_fold, restore_spelling
from followup.frozen import frozen
from followup.locale import Words

HEADER_DISTANCE = 6
"""How far under the row of keys the titles may stand: rows may have been inserted between them."""


@frozen
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
        return min(row for row in (self.key_row, self.header) if row != ABSENT)


def find_tables(book: ReceivedBook, tables: Sequence[FormTable], words: Words | None = None) -> list[TableMatch]:
    """Every occurrence of every table; see ``Finder.find``. Without ``words`` only marks count."""
    heads = HeadTexts(tables, languages_of(words or Words()))
    return Finder(tables, heads).find(book, by_titles=words is not None)


def _lines(sheet: ReceivedSheet) -> Lines:
    lines: dict[int, dict[int, Raw]] = {}
    last, line = ABSENT, dict[int, Raw]()
    for (row, column), raw in sheet.cells.items():
        if row != last:  # most cells stand beside the one before
            last, line = row, lines.setdefault(row, {})
        line[column] = raw
    return lines


class Finder:
    """Looks for some tables; ``heads`` are those of tables with the same columns."""

    def __init__(self, tables: Sequence[FormTable], heads: HeadTexts) -> None:
        self.tables = {table.section.key: table for table in tables}
        self.heads, self.languages = heads, heads.languages

    def find(self, book: ReceivedBook, by_titles: bool = True) -> list[TableMatch]:
        """Every occurrence of every table, marked ones first, in the order of sheets.

        A copied sheet gives its tables twice. A table without a mark is known by its keys and titles.
        """
        marked = [
            (sheet, lines, list(self.anchors_by_marks(lines))) for sheet in book.sheets for lines in (_lines(sheet),)
        ]
        marked_tables = {anchor.table.section.key for _sheet, _lines, anchors in marked for anchor in anchors}
        matches = []
        for sheet, lines, anchors in marked:
            # Titles are looked for where a table has no mark anywhere, and on sheets without any: a copied sheet
            # whose marks are gone would else be passed by, and its answers with it.
            # Our own hidden list of what was sent is full of keys, and no table.
            listed = sheet.name == IDENTITY_SHEET and not sheet.visible
            if by_titles and not listed and (len(marked_tables) < len(self.tables) or not anchors):
                anchors = [*anchors, *self.anchors_by_headers(lines, anchors)]
            ordered = sorted(anchors, key=lambda item: item.top)
            matches += [self.table_at(sheet, lines, anchor, anchors) for anchor in ordered]
        return sorted(matches, key=lambda item: not item.marked)

    def anchors_by_marks(self, lines: Lines) -> Iterator[Anchor]:
        """Each mark with a key of its table beside it, or its titles under it; a mark alone is somebody's text."""
        for row, line in lines.items():
            marks = [(at, raw) for at, raw in line.items() if isinstance(raw, str) and MARK in raw[:MARK_WITHIN]]
            for column, raw in marks:
                if not (key := self.heads.mark(raw)):
                    continue
                # Somebody may type "#visits" in a comment: only with keys or titles is it a table's corner.
                if any(at > column and self.heads.key(key, other) for at, other in line.items()):
                    yield Anchor(self.tables[key], row, column, self._header(lines, key, row, column), marked=True)
                    continue
                header = self._header_below(lines, key, row, column)
                right = {at: other for at, other in lines.get(header, {}).items() if at > column}
                if self.heads.best_table({key: self.heads.columns_titled_in(key, right)}) is not None:
                    yield Anchor(self.tables[key], row, column, header, marked=True)

    def anchors_by_headers(self, lines: Lines, marked: Sequence[Anchor]) -> Iterator[Anchor]:
        """Rows that must be the column keys or the titles of a table, where no mark says so."""
        marked_rows = {row for anchor in marked for row in (anchor.key_row, anchor.header)}
        last = ABSENT
        for row in sorted(lines.keys() - marked_rows):
            # The keys and the titles under them are one table: the second row would else begin another.
            if row <= last or not self.heads.may_be_head(lines[row]):
                continue
            # Keys before titles: they are the same in every language, and nobody retypes what is hidden.
            if (key := self.heads.table_keyed_in(lines[row])) is not None:
                header = self._header(lines, key, row, ABSENT)
                last = max(row, header)
            elif (key := self.heads.table_titled_in(lines[row])) is not None:
                row, header, last = ABSENT, row, row
            else:
                continue
            yield Anchor(self.tables[key], row, ABSENT, header, marked=False)

    def _header(self, lines: Lines, table: str, key_row: int, key_column: int) -> int:
        """The row of titles: the first under the keys that has one, else one over them or among the rows; else -1."""
        if self.heads.columns_titled_in(table, lines.get(key_row + 1, {})) == self.heads.keys[table]:
            return key_row + 1  # as it was laid out: most tables, without a look at other rows
        below = self._header_below(lines, table, key_row, key_column)
        if below == ABSENT or not self._header_score(lines, table, below, key_column):
            # A sort that took the titles along leaves them over the hidden keys, or far down among the rows.
            for row in range(key_row - 1, max(key_row - HEADER_DISTANCE, ABSENT), -1):
                if self.heads.has_mark(lines.get(row, {})):
                    break
                if len(
                    self.heads.columns_titled_in(table, lines.get(row, {}))
                ) >= FEWEST_TITLES and self._may_be_header(lines, table, row):
                    return row
            for row in range(key_row + 1, key_row + HEADER_DISTANCE + len(self.tables[table].rows)):
                if self.heads.has_mark(lines.get(row, {})):
                    break
                if self.heads.best_table({table: self.heads.columns_titled_in(table, lines.get(row, {}))}) is not None:
                    return row
        return below

    def _header_below(self, lines: Lines, table: str, key_row: int, key_column: int) -> int:
        """The row with most of its titles among those right under the keys; a title over the keys counts less."""
        rows = {row.key for row in self.tables[table].rows}
        best, most, keyed = ABSENT, 0.0, False
        for row in range(key_row + 1, key_row + HEADER_DISTANCE):
            # The titles stand over the first row of data, or, sorted along, in its place: not below that.
            if keyed or self.heads.has_mark(lines.get(row, {})):
                break
            keyed = lines.get(row, {}).get(key_column) in rows
            score = self._header_score(lines, table, row, key_column)
            # A row of data with a key is a header only where most titles stand in it: an answer may say "Totalt".
            if score > most and not (keyed and score * 2 < len(self.heads.keys[table])):
                best, most = row, score
        if best != ABSENT:
            return best
        under = lines.get(key_row + 1, {})
        data = under.get(key_column) in rows or self.tables[table].is_listing
        return ABSENT if data or not self._may_be_header(lines, table, key_row + 1) else key_row + 1

    def _header_score(self, lines: Lines, table: str, row: int, key_column: int) -> float:
        line = lines.get(row, {})
        corner = line.get(key_column)
        over_keys = isinstance(corner, str) and comparable(corner) in self.heads.corners
        # Half, so that it decides between rows with as many titles and never against one more.
        score = len(self.heads.columns_titled_in(table, line)) + over_keys / 2
        return score if score and self._may_be_header(lines, table, row) else 0

    def _may_be_header(self, lines: Lines, table: str, row: int) -> bool:
        """Whether a row does not belong to another table: its keys, or its titles."""
        return self.heads.table_titled_in(lines.get(row, {})) in (table, None) and not self.heads.has_mark(
            lines.get(row, {})
        )

    def table_at(self, sheet: ReceivedSheet, lines: Lines, anchor: Anchor, anchors: Sequence[Anchor]) -> TableMatch:
        """The table that begins at an anchor, up to the next one below."""
        table = anchor.table
        end = self._end(lines, anchor, anchors)
        column_match, rows = self._columns(lines, anchor, end)
        column = (
            anchor.key_column
            if anchor.key_column != ABSENT
            else key_column_by_content(table, lines, column_match, rows)
        )
        return TableMatch(
            table=table,
            sheet=sheet,
            lines=lines,
            key_row=anchor.key_row,
            key_column=column,
            header=anchor.header,
            end=end,
            column_match=column_match,
            keys=self._row_keys(table, lines, column_match, rows, column),
            languages=self.languages,
            marked=anchor.marked,
            siblings=tuple(sibling for key, sibling in self.tables.items() if key != table.section.key),
            corners=self.heads.corners,
            titles=self.heads.titles[table.section.key],
            formulas=self.heads.formulas,
        )

    def _row_keys(
        self, table: FormTable, lines: Lines, column_match: ColumnMatch, rows: list[int], column: int
    ) -> dict[int, str]:
        """The keys of the rows, spelled as the plan does; of two rows whose keys are alike by their labels."""
        keys = {row: as_text(lines[row][column]) for row in rows if column in lines[row]}
        ours = {row.key: row for row in table.rows}
        # The common case: spelled just as in the plan, with nothing to restore.
        if ours.keys() >= set(keys.values()):
            return keys
        spellings = keys_by_fold(ours)
        labels = [(at, label) for at, key in column_match.places.items() for label in table.labels if label.key == key]

        def fits(row: int, key: str) -> bool:
            return all(stands(ours[key], label, lines[row].get(at), self.languages) for at, label in labels)

        return {row: restore_spelling(key, spellings, partial(fits, row)) for row, key in keys.items()}

    def _columns(self, lines: Lines, anchor: Anchor, end: int) -> tuple[ColumnMatch, list[int]]:
        """The columns of a table, by keys, titles and labels, and the rows that it may hold."""
        table, titles_ = anchor.table, self.heads.titles[anchor.table.section.key]
        above = {at: raw for at, raw in lines.get(anchor.key_row, {}).items() if at != anchor.key_column}
        keys = {at: key for at, raw in above.items() if (key := self.heads.key(table.section.key, raw))}
        heads = {at: comparable(as_text(raw)) for at, raw in lines.get(anchor.header, {}).items()}
        heads = {at: text for at, text in heads.items() if at != anchor.key_column}
        column_match = match_columns(keys, heads, titles_)
        rows = rows_between(lines, first_row(anchor.key_row, anchor.header, column_match), end, anchor.header)
        # Only where a title does not bear its key out are the labels asked: that goes over every row.
        confirmed = all(key in titles_.get(heads.get(at, ""), ()) for at, key in column_match.places.items())
        if not (column_match.moved or confirmed) and has_keys_left_behind(
            table, lines, column_match, rows, self.languages
        ):
            column_match = match_columns(keys, heads, titles_, moved=True)
            rows = rows_between(lines, first_row(anchor.key_row, anchor.header, column_match), end, anchor.header)
        column_match.places.update(labels_by_content(table, lines, column_match, rows, self.languages))
        return column_match, rows

    def _end(self, lines: Lines, anchor: Anchor, anchors: Sequence[Anchor]) -> int:
        """The row after its last: above the heading of the next table, which stands right over that table."""
        below = min((other for other in anchors if other.top > anchor.top), key=lambda other: other.top, default=None)
        if below is None:
            return max(lines, default=0) + 1
        # Else the title of the next table would be a row that somebody added to a list above it.
        own_headings, end = headings(below.table, self.languages), below.top
        while end - 1 > max(anchor.key_row, anchor.header) and all(
            isinstance(raw, str) and comparable(raw) in own_headings for raw in lines.get(end - 1, {}).values()
        ):
            end -= 1
        return end
