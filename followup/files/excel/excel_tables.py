"""One table of ours in the running Excel becomes what the new one says; its rows keep their places, and what stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from typing import Any, NamedTuple

from followup.files.book import NOTE_KEY, address
from followup.files.excel.excel_cells import area_of, grid_of, put, put_looks
from followup.files.excel.excel_filters import give_back_filters, take_filters
from followup.files.excel.excel_rows import RowAlignment, RowSpan, align
from followup.files.excel.written_workbook import BLANK, CellContent, CellPosition, CellStyle, TableContents
from followup.frozen import growing
from followup.locale import Message, _, literal

CellRow = Sequence[CellContent]


class DisplacedText(NamedTuple):
    """What a person had written where our content is now: the sheet, the cell as it was, the row's label, the text."""

    sheet: str
    cell: str
    label: str
    text: str


@growing
class TableChange:
    """What came of one table: a person's texts that were in the way, sentences, and which row each row has become."""

    displaced: list[DisplacedText] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)


def refresh_table(sheet: Any, table: Any, new: TableContents, before: TableContents | None) -> TableChange:
    """Replace the table's contents; ``before`` is the table as it was written last, where that is known."""
    change = TableChange()
    filters, totals = take_filters(table), bool(table.show_totals)
    if totals:
        table.show_totals = False
    at = _columns(table, new)
    change.messages += _columns_no_longer_made(sheet, table, new, before)
    whole = grid_of(table.data_body_range) if table.data_body_range else []
    open_table = _OpenTable(
        sheet, table.range.row, table.range.column, at, [[line[index] for index in at] for line in whole]
    )
    rows = align([_key(line) for line in open_table.lines], [_key(line) for line in new.rows])
    earlier = _earlier(open_table.lines, new, before)
    new = _with_notes_of_people(open_table, new, rows, earlier)
    change.displaced = list(_overwritten(open_table, new, rows, earlier, before is not None))
    change.displaced += _texts_beside_deleted(open_table, rows, earlier, before is not None)
    _move(open_table, table, rows)
    _write(open_table, new, rows)
    put_looks(sheet, dict(_looks(open_table, new, rows, earlier)))
    first = open_table.row + 1
    for run in _fresh(rows):
        sheet.range(f"{first + run.first}:{first + run.first + run.size - 1}").rows.autofit()
    change.moved = {first + rows.was[row]: first + place for place, row in enumerate(rows.order) if row in rows.was}
    if totals:
        table.show_totals = True
    for title in give_back_filters(table, filters):
        where = {"column": literal(title), "sheet": literal(sheet.name)}
        change.messages.append(_("The filter on {column} in the sheet {sheet} could not be kept.", **where))
    return change


@growing
class _OpenTable:
    """The open table: its first title's cell, where our columns stand in it, and what stands in them, row by row."""

    sheet: Any
    row: int
    column: int
    at: Sequence[int]
    lines: Sequence[CellRow]

    def cell(self, line: int, index: int) -> CellPosition:
        """The cell of a row and one of our columns."""
        return self.row + 1 + line, self.column + self.at[index]

    def label(self, line: int) -> str:
        """What a person knows the row by."""
        return " · ".join(str(cell.value) for cell in self.lines[line][:2] if cell.value is not None)


def _key(line: CellRow) -> list[object]:
    return [cell.value for cell in line]


def _columns(table: Any, new: TableContents) -> list[int]:
    """Where each of our columns stands in the open table, from 0; one that it lacks is put in behind the one before."""
    titles = _titles(table)
    for index, title in enumerate(new.titles):
        if title not in titles:
            place = titles.index(new.titles[index - 1]) + 1 if index else 0
            table.columns.add(title, place + 1)
            titles.insert(place, title)
    return [titles.index(title) for title in new.titles]


def _titles(table: Any) -> list[str]:
    return [str(title) for title in table.header_row_range.options(ndim=2).value[0]]


def _columns_no_longer_made(
    sheet: Any, table: Any, new: TableContents, before: TableContents | None
) -> Iterator[Message]:
    titles = _titles(table)
    for title in before.titles if before else ():
        if title in titles and title not in new.titles:
            where = {"column": literal(title), "sheet": literal(sheet.name)}
            yield _("The column {column} in the sheet {sheet} is no longer made; it was left as it was.", **where)


def _earlier(lines: Sequence[CellRow], new: TableContents, before: TableContents | None) -> dict[int, CellRow]:
    """For each row of the open table, the same row as we wrote it, in the order of the new columns."""
    if before is None:
        return {}
    places = [before.titles.index(title) if title in before.titles else None for title in new.titles]
    written = [[BLANK if place is None else row[place] for place in places] for row in before.rows]
    same = align([_key(line) for line in lines], [_key(line) for line in written]).was
    return {index: written[row] for row, index in same.items()}


def _with_notes_of_people(
    table: _OpenTable, new: TableContents, rows: RowAlignment, earlier: Mapping[int, CellRow]
) -> TableContents:
    """The new table with what people have written beside its rows since, in the column that is there for it: it is read
    when the workbook is closed.
    """
    keys = (
        next((at for at, cell in enumerate(new.rows[0]) if str(cell.value).startswith(NOTE_KEY)), -1)
        if new.rows
        else -1
    )
    if not 0 <= keys < len(new.titles) - 1:
        return new
    at, lines = keys + 1, [list(row) for row in new.rows]
    for row, index in rows.was.items():
        stands, written = table.lines[index][at], earlier.get(index)
        if stands.value != (written[at].value if written is not None else None):
            lines[row][at] = lines[row][at]._replace(value=stands.value)
    return replace(new, rows=tuple(map(tuple, lines)))


def _overwritten(
    table: _OpenTable, new: TableContents, rows: RowAlignment, earlier: Mapping[int, CellRow], has_earlier: bool
) -> Iterator[DisplacedText]:
    """What a person wrote into our own columns, and stands otherwise in the new table."""
    for row, index in rows.was.items() if has_earlier else ():
        yield from _texts_of_people(table, index, earlier.get(index), new.rows[row])


def _texts_of_people(
    table: _OpenTable, index: int, written: CellRow | None, new: CellRow | None
) -> Iterator[DisplacedText]:
    for place, stands in enumerate(table.lines[index]):
        ours = stands.value == written[place].value if written is not None else False
        if stands.value is None or ours or (new is not None and stands.value == new[place].value):
            continue
        row, column = table.cell(index, place)
        yield DisplacedText(table.sheet.name, address(row - 1, column - 1), table.label(index), str(stands.value))


def _texts_beside_deleted(
    table: _OpenTable, rows: RowAlignment, earlier: Mapping[int, CellRow], has_earlier: bool
) -> Iterator[DisplacedText]:
    """What people have beside rows that are no longer there, or in them: own columns, notes, rows of their own."""
    ours = {table.column + place for place in table.at}
    used = table.sheet.used_range
    last = used.column + used.shape[1] - 1
    notes = _notes(table.sheet) if rows.gone else {}
    for run in rows.gone:
        top = table.row + 1 + run.first
        beside = grid_of(area_of(table.sheet, top, 1, top + run.size - 1, last))
        for offset, line in enumerate(beside):
            index = run.first + offset
            others = {column: cell for column, cell in enumerate(line, start=1) if column not in ours}
            for column, content in others.items():
                if content.value is not None:
                    cell = address(top + offset - 1, column - 1)
                    yield DisplacedText(table.sheet.name, cell, table.label(index), str(content.value))
            for (row, column), text in notes.items():
                if row == top + offset:
                    yield DisplacedText(table.sheet.name, address(row - 1, column - 1), table.label(index), text)
            if has_earlier:
                yield from _texts_of_people(table, index, earlier.get(index), None)


def _notes(sheet: Any) -> dict[CellPosition, str]:
    """Notes and threaded comments by their cell; an Excel that knows no threaded ones has none."""
    texts: dict[CellPosition, str] = {}
    for kind in ("notes", "comments"):
        with suppress(Exception):
            for note in getattr(sheet, kind):
                texts[note.location.row, note.location.column] = note.text
    return texts


def _move(open_table: _OpenTable, table: Any, rows: RowAlignment) -> None:
    """Whole rows of the sheet are put in and taken out, so that whatever stands beside a row goes with it."""
    sheet, first, width = open_table.sheet, open_table.row + 1, table.range.shape[1]
    count = len(open_table.lines)
    for run in reversed(rows.inserted):
        origin = "format_from_left_or_above" if run.first else "format_from_right_or_below"
        sheet.range(f"{first + run.first}:{first + run.first + run.size - 1}").insert("down", origin)
        count += run.size
    _resize(sheet, table, open_table, count, width)
    gone = list(rows.gone)
    if not rows.order and gone:  # a table has always one row
        gone[0] = RowSpan(gone[0].first + 1, gone[0].size - 1)
    for run in reversed([run for run in gone if run.size]):
        top = first + run.first + sum(insertion.size for insertion in rows.inserted if insertion.first <= run.first)
        sheet.range(f"{top}:{top + run.size - 1}").delete("up")
        count -= run.size
    _resize(sheet, table, open_table, count, width)


def _resize(sheet: Any, table: Any, open_table: _OpenTable, count: int, width: int) -> None:
    """Excel grows and shrinks a table with its rows, but not at its end."""
    count = max(count, 1)
    if table.range.shape[0] != count + 1:
        table.resize(
            area_of(sheet, open_table.row, open_table.column, open_table.row + count, open_table.column + width - 1)
        )


def _write(table: _OpenTable, new: TableContents, rows: RowAlignment) -> None:
    """Each run of our columns in one block: one block where nobody has put a column between."""
    lines: list[CellRow] = [new.rows[row] for row in rows.order] or [[BLANK] * len(new.titles)]
    start = 0
    for index in range(1, len(table.at) + 1):
        if index == len(table.at) or table.at[index] != table.at[index - 1] + 1:
            put(table.sheet, *table.cell(0, start), [line[start:index] for line in lines])
            start = index


def _looks(
    table: _OpenTable, new: TableContents, rows: RowAlignment, earlier: Mapping[int, CellRow]
) -> Iterator[tuple[CellPosition, tuple[CellStyle, CellStyle | None]]]:
    """How each cell shall look, and how we had it look. Where that is not known, colour and weight are set again."""
    for place, row in enumerate(rows.order):
        index = rows.was.get(row)
        for column, stands in enumerate(new.rows[row]):
            look = stands.look
            had = None
            if index is not None:
                written = earlier.get(index)
                had = written[column].look if written is not None else look._replace(colour="?", bold=not look.bold)
            yield table.cell(place, column), (look, had)


def _fresh(rows: RowAlignment) -> Iterator[RowSpan]:
    """Runs of rows that were not there before, by where they are now."""
    start = None
    for place, row in enumerate((*rows.order, None)):
        if row is not None and row not in rows.was:
            start = place if start is None else start
        elif start is not None:
            yield RowSpan(start, place - start)
            start = None
