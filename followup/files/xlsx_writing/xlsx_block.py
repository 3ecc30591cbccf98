"""The rows of a long table as XML, each row as one text.

XlsxWriter keeps a tuple for each cell and writes each of them by itself: of a long table that is most of the time and of
the memory. What a row says here is what XlsxWriter would write; a row with a cell that is not known here is left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from followup.files.book import Cell, StreamedTable, Value, WorkbookLink, column_letters
from followup.files.xlsx_writing.xlsx_worksheet import CellRun, hyperlink

if TYPE_CHECKING:
    from xlsxwriter.format import Format

ROW = "\0"
"""Where the number of a row belongs: no text of a workbook holds this sign. Put in once a row, it costs next to nothing."""

DAY_ZERO = date(1899, 12, 30).toordinal()
FIRST_YEAR = 1901
"""Excel counts a 29 February 1900 that there never was: days before this year are left to XlsxWriter."""


class BookWriter(Protocol):
    """What a table asks of the writer of its workbook."""

    def format_of(self, cell: Cell) -> Format:
        """How a cell looks."""

    def fitting(self, text: str) -> str:
        """A text as a cell can hold it."""

    def room(self, style: str, width: float) -> float:
        """How many characters a line holds."""

    def height(self, style: str, text: str, width: float) -> float:
        """What a row with that text needs, in points; 0 for the usual height."""


class StyledCells:
    """Cells of one look in one column, as XML with ``ROW`` where the number of their row belongs.

    ``texts`` are those that have come: in a column the same ones come again and again. ``heights`` are of those among
    them that need a higher row than the usual, in points.
    """

    def __init__(
        self, column: int, style: int, index: Callable[[str], int], height: Callable[[str], float] | None
    ) -> None:
        self.start = f'<c r="{column_letters(column)}{ROW}" s="{style}"'
        self.blank = f"{self.start}/>"
        self.index, self.height = index, height
        self.texts: dict[str, str] = {}
        self.heights: dict[str, float] = {}
        self.links: dict[WorkbookLink, str] = {}

    def keep(self, text: str) -> str:
        """A text that has not come before."""
        self.texts[text] = xml = f'{self.start} t="s"><v>{self.index(text)}</v></c>'
        if self.height is not None and (height := self.height(text)):
            self.heights[text] = height
        return xml

    def xml(self, value: Value | WorkbookLink | Cell) -> str:
        """What is no text; empty where XlsxWriter has to write it."""
        if isinstance(value, Decimal) or value.__class__ is int:
            return f"{self.start}><v>{float(value):.16G}</v></c>"
        if isinstance(value, WorkbookLink):
            return (not value.sheet and self.links.get(value)) or self.link_xml(value)
        if value.__class__ is date and value.year >= FIRST_YEAR:
            return f"{self.start}><v>{value.toordinal() - DAY_ZERO}</v></c>"
        return ""

    def link_xml(self, link: WorkbookLink) -> str:
        """A link. One to a whole file is kept: many rows come from the same, but no two from the same cell."""
        formula = hyperlink(link)
        if not formula or link.text[:1] in ("", "#"):
            return ""
        leads, text = escape(formula[1:], quote=False), escape(link.text, quote=False)
        xml = f'{self.start} t="str"><f>{leads}</f><v>{text}</v></c>'
        if not link.sheet:
            self.links[link] = xml
        return xml


class StreamedRows:
    """The rows of a block on their way to a worksheet."""

    def __init__(self, block: StreamedTable, worksheet: Any, writer: BookWriter) -> None:
        self.block, self.worksheet, self.writer = block, worksheet, writer
        self.usual: list[StyledCells | None] = [None] * len(block.columns)
        self.own: dict[tuple[object, ...], StyledCells] = {}

    def put(self, row: int, values: Sequence[Value | WorkbookLink | Cell]) -> float | None:
        """Place a row; gives the height that it needs in points, 0 for the usual. None, and nothing placed, where a
        cell is not known here, or the row of another table stands beside.
        """
        cells, texts, height = list[str](), 0, 0.0
        for at, (look, value) in enumerate(zip(self.usual, values, strict=False)):
            content = value
            if isinstance(value, Cell):
                look, content = self._look_of(at, value), value if value.formula else value.value
            elif look is None:
                look = self._usual_look(at)
            if content is None:
                xml = look.blank
            elif isinstance(content, str):
                xml = look.texts.get(content) or look.keep(content)
                texts += 1
                if content in look.heights:
                    height = max(height, look.heights[content])
            else:
                xml = look.xml(content)
            cells.append(xml)
        # Asked here: now the looks of all of them have their numbers, in the order of the file.
        if not all(cells) or row in self.worksheet.runs:
            return None
        first = self.block.column
        xml = "".join(cells).replace(ROW, str(row + 1))
        if cells:
            self.worksheet.put_run(row, CellRun(first, first + len(cells) - 1, xml), texts)
        return height

    def _usual_look(self, at: int) -> StyledCells:
        """The look of a column, asked for when its first cell comes: formats are numbered as they come in the file."""
        column = self.block.columns[at]
        room = self.writer.room(column.style, column.width)

        def height(text: str) -> float:
            needs_more = len(text) > room or "\n" in text
            return self.writer.height(column.style, text, column.width) if needs_more else 0

        self.usual[at] = look = self._look(at, Cell(None, column.style, column.number_format), height)
        return look

    def _look_of(self, at: int, cell: Cell) -> StyledCells:
        """The look of a cell that has one of its own."""
        key = (at, cell.style, cell.number_format, cell.indent, cell.colour, cell.wrap)
        look = self.own.get(key)
        if look is None:
            style, width = cell.style, self.block.columns[at].width

            def height(text: str) -> float:
                return self.writer.height(style, text, width)

            self.own[key] = look = self._look(at, cell, height if cell.wrap else None)
        return look

    def _look(self, at: int, cell: Cell, height: Callable[[str], float] | None) -> StyledCells:
        def index(text: str) -> int:
            number: int = self.worksheet.index_of(self.writer.fitting(text))
            return number

        return StyledCells(self.block.column + at, self.writer.format_of(cell)._get_xf_index(), index, height)
