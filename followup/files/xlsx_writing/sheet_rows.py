"""The rows of a sheet as XML: of the cells that are placed one by one, and of long tables.

XlsxWriter keeps an object for each cell and writes each of them by itself: that is most of the time and of the memory.
All else of a sheet is left to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter

from followup.files.book import DAY, Cell, Sheet, StreamedTable, WorkbookLink, address, column_letters
from followup.files.seals.cell_content import CellContents, Noted, NotedFormula, NotedRow, value_content
from followup.files.seals.plain_cells import between, plain
from followup.files.xlsx_writing.cell_looks import CellLooks, LookKey, TextRoom, look_key
from followup.files.xlsx_writing.cell_xml import (
    END_OF_TEXT,
    TEXT,
    also_shared,
    first_shared,
    formula_text,
    formula_xml,
    height_xml,
    link_xml,
    value_xml,
)
from followup.files.xlsx_writing.common_rows import CommonRows, SharedFormulas, WrittenRow, shown_text
from followup.files.xlsx_writing.shared_texts import SharedTexts
from followup.files.xlsx_writing.table_rows import TableRows

USUAL_WIDTH = 8.43
"""Of a column that nobody has set, in characters."""

HIDDEN: LookKey = ("key", "", 0, "", True)
"""The look of a row that is hidden."""

COLUMN = itemgetter(0)
Place = tuple[int, int]


class SheetRows:
    """The rows of one sheet, from above: cells are put into words at once, long tables when somebody goes through them.

    ``heights`` are of rows whose texts need more than the usual, those of long tables aside.
    """

    def __init__(
        self, sheet: Sheet, looks: CellLooks, texts: SharedTexts, is_drawn: bool, common: CommonRows | None = None
    ) -> None:
        self.sheet, self.looks, self.texts = sheet, looks, texts
        self.cells = dict(sheet.cells)
        self.widths = dict(sheet.widths)
        self.tables = {table.first_row: table for table in sheet.blocks if table.rows}
        for table in sheet.blocks:
            self._put_titles(table)
        for table in sheet.blocks:
            if is_drawn or table.is_ragged or self._shares_rows(table):
                self._put_cells(table)
        self.heights: dict[int, float] = {}
        self.numbers: dict[LookKey, int] = {}
        self.rooms: dict[tuple[str, int], TextRoom] = {}
        self.contents = CellContents()
        self.common, self.known = common, {} if common is None else common.of(sheet.name, self.widths)
        self.proved: dict[int, Sequence[int]] = {}
        self.rows = dict(self._cell_rows())

    @property
    def area(self) -> tuple[int, int, int, int] | None:
        """First row and column, last row and column; None where nothing stands on the sheet."""
        places = [*self.cells]
        for first, table in self.tables.items():
            places += [(first, table.column), (first + len(table.rows) - 1, table.column + len(table.columns) - 1)]
        if not places:
            return None
        rows, columns = zip(*places, strict=True)
        return min(rows), min(columns), max(rows), max(columns)

    def __iter__(self) -> Iterator[str]:
        for row in sorted({*self.rows, *self.tables}):
            if row in self.rows:
                yield self.rows[row]
            else:
                yield from TableRows(self.tables[row], self.looks, self.texts)
        self.rows.clear()

    def _put_titles(self, table: StreamedTable) -> None:
        for column, titled in enumerate(table.columns if table.name else (), start=table.column):
            self.cells[table.row, column] = Cell(titled.title, "header")
            self.widths[column] = titled.width

    def _shares_rows(self, table: StreamedTable) -> bool:
        """Whether anything else is known of a row of the table: then its cells are placed one by one."""
        rows = range(table.first_row, table.first_row + len(table.rows))
        others = (other for other in self.sheet.blocks if other is not table)
        besides = {row for row, _column in self.cells} | self.sheet.heights.keys() | self.sheet.hidden_rows
        return not besides.isdisjoint(rows) or any(
            other.row < rows.stop and other.first_row + len(other.rows) > rows.start for other in others
        )

    def _put_cells(self, table: StreamedTable) -> None:
        self.tables.pop(table.first_row, None)
        for row, values in enumerate(table.rows, start=table.first_row):
            for column, (titled, value) in enumerate(zip(table.columns, values, strict=False), start=table.column):
                number_format = titled.number_format or (DAY if isinstance(value, date) else "")
                cell = value if isinstance(value, Cell) else Cell(value, titled.style, number_format)
                self.cells[row, column] = cell

    def _cell_rows(self) -> Iterator[tuple[int, str]]:
        """The rows with cells of their own, and those that are high, or hidden, without a cell."""
        sheet, shared = self.sheet, _shared_formulas(self.cells)
        by_row: dict[int, list[tuple[int, Cell]]] = defaultdict(list)
        by_row |= {row: [] for row in (*sheet.heights, *sheet.hidden_rows)}
        for (row, column), cell in self.cells.items():
            by_row[row].append((column, cell))
        for row, cells in by_row.items():
            cells.sort(key=COLUMN)
            written = self._row(row, cells, shared.get(row, {}))
            self.texts.placed += written.xml.count(TEXT)
            self.contents.put(row, written.noted, row in sheet.hidden_rows)
            yield row, f'<row r="{row + 1}"{self._attributes(row)}>{written.xml}</row>'

    def _row(self, row: int, cells: Sequence[tuple[int, Cell]], shared: SharedFormulas) -> WrittenRow:
        """As it was written in the workbook before, as far as it is the same; else anew."""
        known = self.known.get(row)
        if known is not None and known.shared != shared:
            known = None
        if known is not None and known.cells == cells and self._look_the_same(known):
            written = known.renumbered([self.texts[text] for text in known.texts.values()])
            if written.height:
                self.heights[row] = written.height
        elif known is not None and known.has_columns_of(cells) and self._has_looks_of(known):
            written = self._changed_row(row, cells, known)
        else:
            written = self._new_row(row, cells, shared)
        if self.common is not None:
            self.known[row] = written
        return written

    def _new_row(self, row: int, cells: Sequence[tuple[int, Cell]], shared: SharedFormulas) -> WrittenRow:
        number, noted = str(row + 1), NotedRow()
        pieces = [self._cell(row, number, column, cell, shared, noted) for column, cell in cells]
        written = WrittenRow(cells, shared, "".join(pieces), noted, self.heights.get(row, 0))
        if self.common is None:
            return written
        texts = {at: shown_text(cells[at][1]) for at, said in enumerate(noted[1::3]) if isinstance(said, int)}
        return self._kept(written, pieces, texts)

    def _changed_row(self, row: int, cells: Sequence[tuple[int, Cell]], known: WrittenRow) -> WrittenRow:
        """A row that has cells in the same columns as one that is known: those that are the same are taken from there."""
        pieces, noted, texts = list(known.pieces), NotedRow(known.noted), dict(known.texts)
        changed = {at for at, (new, old) in enumerate(zip(cells, known.cells, strict=True)) if new != old}
        for at in sorted(changed | texts.keys()):
            column, cell = cells[at]
            if at in changed:
                said: list[Noted] = []
                pieces[at] = self._cell(row, str(row + 1), column, cell, known.shared, said)
                noted[3 * at : 3 * at + 3] = said
                texts.pop(at, None)
                if isinstance(said[1], int):
                    texts[at] = shown_text(cell)
                continue
            if cell.wrap and isinstance(cell.value, str):
                self._grow(row, column, cell.style, cell.value)
            noted[3 * at + 1] = number = self.texts[texts[at]]
            pieces[at] = f"{pieces[at]}{number}{END_OF_TEXT}"
        written = WrittenRow(cells, known.shared, "".join(pieces), noted, self.heights.get(row, 0))
        looks_alike = all(look_key(cells[at][1]) == look_key(known.cells[at][1]) for at in changed)
        return self._kept(written, pieces, {at: texts[at] for at in sorted(texts)}, known if looks_alike else None)

    def _kept(
        self, written: WrittenRow, pieces: list[str], texts: Mapping[int, str], looks_like: WrittenRow | None = None
    ) -> WrittenRow:
        """A row with all that is needed to write it again."""
        if looks_like is not None:
            looks, look_numbers = looks_like.looks, looks_like.look_numbers
        else:
            looks = (self.common or CommonRows()).same_looks(
                tuple(dict.fromkeys([look_key(cell) for _column, cell in written.cells]))
            )
            look_numbers = [self.numbers[look] for look in looks]
        return written.kept(pieces, texts, [self.texts[text] for text in texts.values()], looks, look_numbers)

    def _look_the_same(self, row: WrittenRow) -> bool:
        """Whether the looks of a row get the same numbers here; rows of a kind have the very same looks."""
        if id(row.looks) not in self.proved:
            self.proved[id(row.looks)] = [self._style(look) for look in row.looks]
        return self.proved[id(row.looks)] == row.look_numbers

    def _has_looks_of(self, row: WrittenRow) -> bool:
        """Whether they have got them already: a look is numbered when a cell that has it is written, and not before."""
        return [self.numbers.get(look) for look in row.looks] == row.look_numbers

    def _attributes(self, row: int) -> str:
        if row in self.sheet.hidden_rows:
            return f' s="{self.looks.number_of(HIDDEN)}" customFormat="1" hidden="1"'
        return height_xml(self.sheet.heights.get(row) or self.heights.get(row, 0))

    def _cell(
        self,
        row: int,
        number: str,
        column: int,
        cell: Cell,
        shared: SharedFormulas,
        noted: list[Noted],
    ) -> str:
        value, name, number_format, formula, indent, colour, wrap, _pattern = cell
        look = name, number_format, indent, colour, wrap
        style = self.numbers.get(look)
        if style is None:
            style = self._style(look)
        at = f"{column_letters(column)}{number}"
        if formula:
            result = value.text if isinstance(value, WorkbookLink) else value
            xml, content = shared.get(column) or (formula_text(formula), (formula.removeprefix("="), ""))
            noted += at, content, style
            return f'<c r="{at}" s="{style}{formula_xml(xml, result)}'
        if value is None:
            noted += at, "", style
            return f'<c r="{at}" s="{style}"/>'
        if isinstance(value, str):
            if wrap:
                self._grow(row, column, name, value)
            text = self.texts[value]
            noted += at, text, style
            return f'<c r="{at}" s="{style}{TEXT}{text}{END_OF_TEXT}'
        return f'<c r="{at}" s="{style}{self._other(at, value, style, noted)}'

    def _style(self, look: LookKey) -> int:
        if look not in self.numbers:
            self.numbers[look] = self.looks.number_of(look)
        return self.numbers[look]

    def _other(self, at: str, value: WorkbookLink | Decimal | int | date, style: int, noted: list[Noted]) -> str:
        """A link, a number, a day or a truth."""
        if not isinstance(value, WorkbookLink):
            xml = value_xml(value)
            noted += at, value_content("b" if isinstance(value, bool) else "n", between(xml, "v"), ()), style
        elif xml := link_xml(value):
            noted += at, (plain(between(xml, "f")), ""), style
        else:
            text = self.texts[value.text]
            xml = f"{TEXT}{text}{END_OF_TEXT}"
            noted += at, text, style
        return xml

    def _grow(self, row: int, column: int, style: str, text: str) -> None:
        room = self.rooms.get((style, column))
        if room is None:
            room = self.rooms[style, column] = self.looks.room(style, self.widths.get(column, USUAL_WIDTH))
        if height := room.height(text):
            self.heights[row] = max(self.heights.get(row, 0), height)


def _shared_formulas(cells: Mapping[Place, Cell]) -> dict[int, dict[int, tuple[str, NotedFormula]]]:
    """Formulas of one pattern down a column, by row and column, as XML and as what they say: the text stands in the first
    of them.
    """
    columns: dict[tuple[int, str], list[int]] = {}
    for (row, column), cell in cells.items():
        if cell.pattern:
            columns.setdefault((column, cell.pattern), []).append(row)
    several = [(column, sorted(rows)) for (column, _pattern), rows in columns.items() if len(rows) > 1]
    shared: dict[int, dict[int, tuple[str, NotedFormula]]] = {}
    for number, (column, rows) in enumerate(several):
        area = f"{address(rows[0], column)}:{address(rows[-1], column)}"
        formula = cells[rows[0], column].formula.removeprefix("=")
        shared.setdefault(rows[0], {})[column] = first_shared(number, area, formula), (formula, str(number))
        below = also_shared(number), ("", str(number))
        for row in rows[1:]:
            shared.setdefault(row, {})[column] = below
    return shared
