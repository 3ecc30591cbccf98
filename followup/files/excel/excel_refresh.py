"""Pour a newly made regional workbook into the one that is open in Excel, and keep what people have put into that.

Our tables, known by their names, hold afterwards what the new ones hold; our cells outside them likewise. Rows keep their
places, and with them notes, colours and the columns beside. What was in the way is kept on a sheet of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from typing import Any

from followup.files.book import address
from followup.files.excel.excel_application import quiet
from followup.files.excel.excel_cells import area_of, grid_of, put_cells, put_looks
from followup.files.excel.excel_refusals import ExcelRefused, refusals
from followup.files.excel.excel_tables import DisplacedText, refresh_table
from followup.files.excel.written_workbook import (
    BLANK,
    OF_TABLES,
    CellContent,
    CellPosition,
    CellStyle,
    SheetContents,
    TableContents,
    WorkbookContents,
)
from followup.frozen import growing
from followup.locale import Message, Words, _, literal

SHEET_OF_KEPT = _("Left over")
TITLES = (_("Sheet"), _("Cell"), _("Row"), _("What stood there"))


@growing
class RefreshResult:
    """What became of an open workbook. ``orphans`` are sheets and tables of ours that are no longer made, ``displaced`` texts of
    people's that were in the way, ``messages`` say on what else could not be kept; ``failed``: not all was refreshed."""

    tables: int = 0
    added: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    displaced: list[DisplacedText] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    failed: bool = False


def refresh(book: Any, new: WorkbookContents, before: WorkbookContents | None, words: Words) -> RefreshResult:
    """Replace our content in the open workbook. ``before`` is the workbook as it was written last, where that is known:
    it tells a person's cell from one of ours. ExcelRefused when Excel stops answering."""
    with refusals(), quiet(book):
        job = _Refresh(book, new, before, words)
        place = _Place(book)
        try:
            job.run()
        finally:
            with suppress(Exception):
                place.go_back(job.moved)
        book.app.calculate()
    return job.result


class _Place:
    """Where the person is: the sheet in view and what is selected there; restored afterwards, in the row that it was."""

    def __init__(self, book: Any) -> None:
        self.book, self.active = book, book.app.books.active
        self.sheet = book.sheets.active
        selection = book.app.selection if self.active.name == book.name else None
        self.area = None
        if selection is not None:
            rows, columns = selection.shape
            self.area = (selection.row, selection.column, rows, columns)

    def go_back(self, moved: Mapping[str, Mapping[int, int]]) -> None:
        """To the sheet, the cells, and the workbook that was in front."""
        self.sheet.activate()
        if self.area is not None:
            row, column, rows, columns = self.area
            row = moved.get(self.sheet.name, {}).get(row, row)
            area_of(self.sheet, row, column, row + rows - 1, column + columns - 1).select()
        if self.active.name != self.book.name:
            self.active.activate()


class _Refresh:
    """One refresh. ``moved`` says, by sheet, which row each row of a table has become."""

    def __init__(self, book: Any, new: WorkbookContents, before: WorkbookContents | None, words: Words) -> None:
        self.book, self.new, self.before, self.words = book, new, before, words
        self.result = RefreshResult()
        self.moved: dict[str, dict[int, int]] = {}
        self.sheets = {sheet.name: sheet for sheet in book.sheets}
        self.tables = {
            table.name: (sheet, table)
            for sheet in book.sheets
            for table in sheet.tables
            if table.name.startswith(OF_TABLES)
        }

    def run(self) -> None:
        """Every sheet of the new workbook; then what the open one has besides is named, and what was in the way kept."""
        last = None
        for new in self.new.sheets:
            sheet = self._sheet_of(new)
            try:
                with refusals():
                    if sheet is None:
                        sheet = self._add_sheet(new, last)
                    else:
                        self._refresh_sheet(sheet, new)
            except ExcelRefused as refused:
                if refused.kind != "refused":
                    raise
                self._tell_refused(new.name, refused)
            last = sheet or last
        self._name_orphans()
        self._put_displaced()

    def _tell_refused(self, name: str, refused: ExcelRefused) -> None:
        """A sheet that Excel will not let us change; the others are refreshed all the same."""
        named = {"sheet": literal(name), "told": refused.message}
        self.result.messages.append(_("The sheet {sheet} could not be refreshed; is it protected? {told}", **named))
        self.result.failed = True

    def _sheet_of(self, new: SheetContents) -> Any:
        """Our sheet in the open workbook, whatever it is called there: its tables tell; else its name."""
        sheets = [self.tables[table.name][0] for table in new.tables if table.name in self.tables]
        return sheets[0] if sheets else self.sheets.get(new.name)

    def _refresh_sheet(self, sheet: Any, new: SheetContents) -> None:
        before = self.before.sheet(new.name) if self.before else None
        for table in new.tables:
            if table.name not in self.tables:
                self._add_table(sheet, table)
                continue
            was = self.before.table(table.name) if self.before else None
            change = refresh_table(*self.tables[table.name], table, was)
            self.result.displaced += change.displaced
            self.result.messages += change.messages
            self.moved.setdefault(sheet.name, {}).update(change.moved)
            self.result.tables += 1
        self._refresh_loose(sheet, new, before)
        if before is not None and before.charts != new.charts:
            self._tell_charts(sheet.name)

    def _tell_charts(self, sheet: str) -> None:
        message = _(
            "Look whether the charts on the sheet {sheet} show what they should: they are not drawn anew in an open workbook.",
            sheet=literal(sheet),
        )
        self.result.messages.append(message)

    def _refresh_loose(self, sheet: Any, new: SheetContents, before: SheetContents | None) -> None:
        """Our cells outside tables: only those that say something else now are touched."""
        had: Mapping[CellPosition, CellContent] = before.loose if before is not None else {}
        cells = new.loose.keys() | had.keys()
        if not cells:
            return
        rows, columns = max(row for row, _column in cells), max(column for _row, column in cells)
        if before is None and not new.tables:
            used = sheet.used_range
            rows = max(rows, used.row + used.shape[0] - 1)
        grid = grid_of(area_of(sheet, 1, 1, rows, columns))
        if before is None and not new.tables:  # nobody knows whose a cell is: all of ours goes, and what stood in it
            had = {(row + 1, column + 1): cell for row, line in enumerate(grid) for column, cell in enumerate(line)}
        changed: dict[CellPosition, CellContent] = {}
        for at in new.loose.keys() | had.keys():
            after, was, now = new.loose.get(at, BLANK), had.get(at, BLANK), grid[at[0] - 1][at[1] - 1]
            is_chosen = at in new.chosen and now.value is not None
            if is_chosen or now.value == after.value or (after.value is None and now.value != was.value):
                continue
            if now.value is not None and now.value != was.value and before is not None:
                self.result.displaced.append(
                    DisplacedText(sheet.name, address(at[0] - 1, at[1] - 1), "", str(now.value))
                )
            changed[at] = after
        put_cells(sheet, changed)
        put_looks(sheet, {at: (cell.look, _had(had, at, before)) for at, cell in new.loose.items()})
        gone = {at: (CellStyle(), had[at].look) for at in had.keys() - new.loose.keys() if before is not None}
        put_looks(sheet, gone)

    def _add_sheet(self, new: SheetContents, last: Any) -> Any:
        """A sheet that the open workbook lacks, behind the one that it comes behind; without its charts."""
        sheet = self.book.sheets.add(new.name, after=last) if last is not None else self.book.sheets.add(new.name)
        put_cells(sheet, new.loose)
        put_looks(sheet, {at: (cell.look, None) for at, cell in new.loose.items()})
        for column, width in new.widths.items():
            area_of(sheet, 1, column, 1, column).column_width = width
        for table in new.tables:
            self._put_table(sheet, table, table.row)
        if new.charts:
            self._tell_charts(new.name)
        if new.state != "visible":
            sheet.visible = False
        self.result.added.append(new.name)
        return sheet

    def _add_table(self, sheet: Any, new: TableContents) -> None:
        """A table that its sheet lacks, below everything there."""
        used = sheet.used_range
        self._put_table(sheet, new, used.row + used.shape[0] + 1)

    def _put_table(self, sheet: Any, new: TableContents, row: int) -> None:
        cells = {
            (row, new.column + index): CellContent(title, look=new.header) for index, title in enumerate(new.titles)
        }
        for down, line in enumerate(new.rows, start=row + 1):
            cells |= {(down, new.column + index): cell for index, cell in enumerate(line)}
        put_cells(sheet, cells)
        put_looks(sheet, {at: (cell.look, None) for at, cell in cells.items()})
        last = row + max(len(new.rows), 1)
        area = area_of(sheet, row, new.column, last, new.column + len(new.titles) - 1)
        table = sheet.tables.add(area, name=new.name)
        with suppress(Exception):  # the cells have a look of their own; not every Excel takes "none" for a style
            table.table_style = ""
        self.result.tables += 1

    def _name_orphans(self) -> None:
        """Sheets and tables of ours that are no longer made: left as they are, and named."""
        names = {table.name for sheet in self.new.sheets for table in sheet.tables}
        sheets = {sheet.name for sheet in self.new.sheets}
        for name, (sheet, _table) in self.tables.items():
            if name not in names and sheet.name not in self.result.orphans:
                self.result.orphans.append(sheet.name)
        for sheet in self.before.sheets if self.before else ():
            if not sheet.tables and sheet.name in self.sheets and sheet.name not in sheets:
                self.result.orphans.append(sheet.name)

    def _put_displaced(self) -> None:
        """What was in the way, below what earlier refreshes put there."""
        remains = self.result.displaced
        if not remains:
            return
        name = self.words(SHEET_OF_KEPT)
        sheet = self.sheets.get(name)
        if sheet is None:
            sheet = self.book.sheets.add(name, after=list(self.book.sheets)[-1])
            put_cells(
                sheet, {(1, index): CellContent(self.words(title)) for index, title in enumerate(TITLES, start=1)}
            )
            sheet.range("A1:D1").font.bold = True
        first = sheet.used_range.row + sheet.used_range.shape[0]
        put_cells(
            sheet,
            {
                (row, column): CellContent(text)
                for row, line in enumerate(remains, first)
                for column, text in enumerate(line, 1)
            },
        )


def _had(had: Mapping[CellPosition, CellContent], at: CellPosition, before: SheetContents | None) -> CellStyle | None:
    """How our cell looked, where that is known; one that is new there is given its whole look."""
    return had[at].look if before is not None and at in had else None
