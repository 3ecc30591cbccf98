"""One table of ours in the running Excel becomes what the new one says; its rows keep their places, and what stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from followup.files.book import address
from followup.files.excel.excel_cells import area_of, grid_of, put, put_looks
from followup.files.excel.excel_filters import give_back_filters, take_filters
from followup.files.excel.excel_rows import Rows, Run, aligned
from followup.files.excel.written_workbook import BLANK, At, Look, Stands, TableContents
from followup.locale import Message, _, literal

Line = Sequence[Stands]


class Kept(NamedTuple):
    """What a person had written where our content is now: the sheet, the cell as it was, the row's label, the text."""

    sheet: str
    cell: str
    label: str
    text: str


@dataclass
class Change:
    """What came of one table: a person's texts that were in the way, sentences, and which row each row has become."""

    kept: list[Kept] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)


def refresh_table(sheet: Any, table: Any, new: TableContents, before: TableContents | None) -> Change:
    """Replace the table's contents; ``before`` is the table as it was written last, where that is known."""
    change = Change()
    filters, totals = take_filters(table), bool(table.show_totals)
    if totals:
        table.show_totals = False
    at = _columns(table, new)
    change.told += _columns_no_longer_made(sheet, table, new, before)
    whole = grid_of(table.data_body_range) if table.data_body_range else []
    open_table = _Open(
        sheet, table.range.row, table.range.column, at, [[line[index] for index in at] for line in whole]
    )
    rows = aligned([_key(line) for line in open_table.lines], [_key(line) for line in new.rows])
    earlier = _earlier(open_table.lines, new, before)
    change.kept = list(_overwritten(open_table, new, rows, earlier, before is not None))
    change.kept += _beside_gone(open_table, rows, earlier, before is not None)
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
        change.told.append(_("The filter on {column} in the sheet {sheet} could not be kept.", **where))
    return change


@dataclass
class _Open:
    """The open table: its first title's cell, where our columns stand in it, and what stands in them, row by row."""

    sheet: Any
    row: int
    column: int
    at: Sequence[int]
    lines: Sequence[Line]

    def cell(self, line: int, index: int) -> At:
        """The cell of a row and one of our columns."""
        return self.row + 1 + line, self.column + self.at[index]

    def label(self, line: int) -> str:
        """What a person knows the row by."""
        return " · ".join(str(each.value) for each in self.lines[line][:2] if each.value is not None)


def _key(line: Line) -> list[object]:
    return [each.value for each in line]


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
    return [str(each) for each in table.header_row_range.options(ndim=2).value[0]]


def _columns_no_longer_made(
    sheet: Any, table: Any, new: TableContents, before: TableContents | None
) -> Iterator[Message]:
    titles = _titles(table)
    for title in before.titles if before else ():
        if title in titles and title not in new.titles:
            where = {"column": literal(title), "sheet": literal(sheet.name)}
            yield _("The column {column} in the sheet {sheet} is no longer made; it was left as it was.", **where)


def _earlier(lines: Sequence[Line], new: TableContents, before: TableContents | None) -> dict[int, Line]:
    """For each row of the open table, the same row as we wrote it, in the order of the new columns."""
    if before is None:
        return {}
    places = [before.titles.index(title) if title in before.titles else None for title in new.titles]
    written = [[BLANK if place is None else row[place] for place in places] for row in before.rows]
    same = aligned([_key(line) for line in lines], [_key(line) for line in written]).was
    return {index: written[row] for row, index in same.items()}


def _overwritten(
    there: _Open, new: TableContents, rows: Rows, earlier: Mapping[int, Line], known: bool
) -> Iterator[Kept]:
    """What a person wrote into our own columns, and stands otherwise in the new table."""
    for row, index in rows.was.items() if known else ():
        yield from _by_a_person(there, index, earlier.get(index), new.rows[row])


def _by_a_person(there: _Open, index: int, written: Line | None, new: Line | None) -> Iterator[Kept]:
    for place, stands in enumerate(there.lines[index]):
        ours = stands.value == written[place].value if written is not None else False
        if stands.value is None or ours or (new is not None and stands.value == new[place].value):
            continue
        row, column = there.cell(index, place)
        yield Kept(there.sheet.name, address(row - 1, column - 1), there.label(index), str(stands.value))


def _beside_gone(there: _Open, rows: Rows, earlier: Mapping[int, Line], known: bool) -> Iterator[Kept]:
    """What people have beside rows that are no longer there, or in them: own columns, notes, rows of their own."""
    ours = {there.column + place for place in there.at}
    used = there.sheet.used_range
    last = used.column + used.shape[1] - 1
    notes = _notes(there.sheet) if rows.gone else {}
    for run in rows.gone:
        top = there.row + 1 + run.first
        beside = grid_of(area_of(there.sheet, top, 1, top + run.size - 1, last))
        for offset, line in enumerate(beside):
            index = run.first + offset
            own = {column: each for column, each in enumerate(line, start=1) if column not in ours}
            for column, each in own.items():
                if each.value is not None:
                    cell = address(top + offset - 1, column - 1)
                    yield Kept(there.sheet.name, cell, there.label(index), str(each.value))
            for (row, column), text in notes.items():
                if row == top + offset:
                    yield Kept(there.sheet.name, address(row - 1, column - 1), there.label(index), text)
            if known:
                yield from _by_a_person(there, index, earlier.get(index), None)


def _notes(sheet: Any) -> dict[At, str]:
    """Notes and threaded comments by their cell; an Excel that knows no threaded ones has none."""
    found: dict[At, str] = {}
    for kind in ("notes", "comments"):
        with suppress(Exception):
            for each in getattr(sheet, kind):
                found[each.location.row, each.location.column] = each.text
    return found


def _move(there: _Open, table: Any, rows: Rows) -> None:
    """Whole rows of the sheet are put in and taken out, so that whatever stands beside a row goes with it."""
    sheet, first, width = there.sheet, there.row + 1, table.range.shape[1]
    count = len(there.lines)
    for run in reversed(rows.inserted):
        origin = "format_from_left_or_above" if run.first else "format_from_right_or_below"
        sheet.range(f"{first + run.first}:{first + run.first + run.size - 1}").insert("down", origin)
        count += run.size
    _resize(sheet, table, there, count, width)
    gone = list(rows.gone)
    if not rows.order and gone:  # a table has always one row
        gone[0] = Run(gone[0].first + 1, gone[0].size - 1)
    for run in reversed([each for each in gone if each.size]):
        top = first + run.first + sum(each.size for each in rows.inserted if each.first <= run.first)
        sheet.range(f"{top}:{top + run.size - 1}").delete("up")
        count -= run.size
    _resize(sheet, table, there, count, width)


def _resize(sheet: Any, table: Any, there: _Open, count: int, width: int) -> None:
    """Excel grows and shrinks a table with its rows, but not at its end."""
    count = max(count, 1)
    if table.range.shape[0] != count + 1:
        table.resize(area_of(sheet, there.row, there.column, there.row + count, there.column + width - 1))


def _write(there: _Open, new: TableContents, rows: Rows) -> None:
    """Each run of our columns in one block: one block where nobody has put a column between."""
    lines: list[Line] = [new.rows[row] for row in rows.order] or [[BLANK] * len(new.titles)]
    start = 0
    for index in range(1, len(there.at) + 1):
        if index == len(there.at) or there.at[index] != there.at[index - 1] + 1:
            put(there.sheet, *there.cell(0, start), [line[start:index] for line in lines])
            start = index


def _looks(
    there: _Open, new: TableContents, rows: Rows, earlier: Mapping[int, Line]
) -> Iterator[tuple[At, tuple[Look, Look | None]]]:
    """How each cell shall look, and how we had it look. Where that is not known, colour and weight are set again."""
    for place, row in enumerate(rows.order):
        index = rows.was.get(row)
        for column, stands in enumerate(new.rows[row]):
            look = stands.look
            had = None
            if index is not None:
                written = earlier.get(index)
                had = written[column].look if written is not None else look._replace(colour="?", bold=not look.bold)
            yield there.cell(place, column), (look, had)


def _fresh(rows: Rows) -> Iterator[Run]:
    """Runs of rows that were not there before, by where they are now."""
    start = None
    for place, row in enumerate((*rows.order, None)):
        if row is not None and row not in rows.was:
            start = place if start is None else start
        elif start is not None:
            yield Run(start, place - start)
            start = None
