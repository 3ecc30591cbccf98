"""What stands in an .xlsx that followup wrote, as plain values: tables, loose cells, how they look, and what charts say.

It is what is poured into a workbook that is open in Excel (``excel_refresh.py``). Beside it: whether a workbook that was
only opened and saved still says what was written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from followup.files.packages.chart_words import chart_words
from followup.files.packages.relationships import relationships_of
from followup.files.packages.xlsx_parts import sheets_of
from followup.files.seals.seal import digest_of_contents
from followup.files.seals.written_record import WRITTEN
from followup.frozen import frozen

CellValue = str | float | bool | datetime | None
CellPosition = tuple[int, int]
"""Row and column, both from 1 as Excel counts."""

OF_TABLES = ("r_", "v_", "s_")
"""How the names of tables begin that are poured as such; what another table holds are cells like others."""


class CellStyle(NamedTuple):
    """How a cell looks: colours as RRGGBB, empty for none; what the running Excel can be given in words."""

    colour: str = ""
    bold: bool = False
    fill: str = ""
    number_format: str = "General"
    size: float = 0
    font: str = ""
    wrap: bool = False
    indent: int = 0


PLAIN = CellStyle()


class CellContent(NamedTuple):
    """What stands in a cell. A text that only begins as a formula is none."""

    value: CellValue
    formula: bool = False
    look: CellStyle = PLAIN


BLANK = CellContent(None)


@frozen
class TableContents:
    """An Excel table of ours; ``row`` and ``column`` are of its first title. Every row has a cell a title."""

    name: str
    row: int
    column: int
    titles: tuple[str, ...]
    rows: tuple[tuple[CellContent, ...], ...]
    header: CellStyle = PLAIN

    @property
    def last(self) -> CellPosition:
        """Its last cell; a table without rows has an empty one."""
        return self.row + max(len(self.rows), 1), self.column + len(self.titles) - 1

    def holds(self, at: CellPosition) -> bool:
        """Whether a cell is one of the table's."""
        return self.row <= at[0] <= self.last[0] and self.column <= at[1] <= self.last[1]


@frozen
class SheetContents:
    """A sheet: its tables, and the cells outside them. ``charts`` are what its charts refer to and say. In ``chosen`` cells a
    person chooses from a list.
    """

    name: str
    state: str
    tables: tuple[TableContents, ...]
    loose: Mapping[CellPosition, CellContent]
    widths: Mapping[int, float]
    charts: tuple[str, ...]
    chosen: frozenset[CellPosition] = frozenset()


@frozen
class WorkbookContents:
    """A workbook's sheets in order."""

    sheets: tuple[SheetContents, ...]

    def sheet(self, name: str) -> SheetContents | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def table(self, name: str) -> TableContents | None:
        """The table of that name, on whatever sheet, or None."""
        return next((table for sheet in self.sheets for table in sheet.tables if table.name == name), None)


def written_copy(path: Path) -> Path:
    """Where the workbook or document at ``path`` is kept as we wrote it."""
    return path.parent / WRITTEN / path.name


def is_as_written(path: Path) -> bool:
    """Whether a workbook or a document says what we wrote, and nothing besides, although its bytes differ: it was only saved.

    False wherever that is not certain.
    """
    written = written_copy(path)
    if path.suffix not in (".xlsx", ".docx") or not written.is_file():
        return False
    try:
        return digest_of_contents(path) == digest_of_contents(written)
    except Exception:  # whatever is odd in it, somebody else has put there
        return False


def as_comparable(value: Any) -> CellValue:
    """A value as two programs that saved the same one agree on it: 15 digits of a number, a day as a point in time."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(f"{value:.15g}")
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value if isinstance(value, datetime) else str(value).replace("\r\n", "\n")


def contents_of(path: Path) -> WorkbookContents:
    """Read a workbook of ours; raises what openpyxl raises when it is none."""
    import openpyxl

    with zipfile.ZipFile(path) as package:
        charts = _charts({name: package.read(name) for name in package.namelist()})
    with path.open(
        "rb"
    ) as file:  # by its contents: openpyxl looks at the name of a path, and a part has none of its own
        book = openpyxl.load_workbook(file)
    return WorkbookContents(tuple(_sheet(sheet, charts.get(sheet.title, ())) for sheet in book.worksheets))


def _sheet(sheet: Any, charts: tuple[str, ...]) -> SheetContents:
    looks: dict[object, CellStyle] = {}
    cells = {
        (cell.row, cell.column): _content(cell, looks)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }
    ours = [table for table in sheet.tables.values() if table.name.startswith(OF_TABLES)]
    tables = tuple(sorted((_table(table, cells) for table in ours), key=lambda table: table.row))
    loose = {
        at: cell
        for at, cell in cells.items()
        if not any(table.holds(at) for table in tables) and (cell.value is not None or cell.look.fill)
    }
    widths = dict(_widths(sheet))
    return SheetContents(sheet.title, sheet.sheet_state, tables, loose, widths, charts, frozenset(_chosen(sheet)))


def _chosen(sheet: Any) -> Iterator[CellPosition]:
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            yield from (cell for area in rule.sqref.ranges for cell in area.cells)


def _content(cell: Any, looks: dict[object, CellStyle]) -> CellContent:
    value = cell.value
    if cell.data_type == "f" and not isinstance(value, str):  # an array formula, which we never write
        value = str(getattr(value, "text", value))
    key = cell.style_id
    if key not in looks:
        looks[key] = _look(cell)
    return CellContent(as_comparable(value), cell.data_type == "f", looks[key])


def _look(cell: Any) -> CellStyle:
    font, fill, how = cell.font, cell.fill, cell.alignment
    filled = fill.fgColor.rgb if fill.fill_type == "solid" and isinstance(fill.fgColor.rgb, str) else ""
    colour = font.color.rgb if font.color is not None and isinstance(font.color.rgb, str) else ""
    return CellStyle(
        colour=colour[-6:],
        bold=bool(font.bold),
        fill=filled[-6:],
        number_format=str(cell.number_format),
        size=float(font.sz or 0),
        font=str(font.name or ""),
        wrap=bool(how.wrap_text),
        indent=int(how.indent or 0),
    )


def _table(table: Any, cells: Mapping[CellPosition, CellContent]) -> TableContents:
    from openpyxl.utils import range_boundaries

    first, top, last, bottom = (int(edge or 0) for edge in range_boundaries(table.ref))
    columns = range(first, last + 1)
    rows = [tuple(cells.get((row, column), BLANK) for column in columns) for row in range(top + 1, bottom + 1)]
    if len(rows) == 1 and all(cell.value is None for cell in rows[0]):
        rows = []
    titles = tuple(column.name for column in table.tableColumns)
    return TableContents(table.name, top, first, titles, tuple(rows), cells.get((top, first), BLANK).look)


def _widths(sheet: Any) -> Iterator[tuple[int, float]]:
    from openpyxl.utils import column_index_from_string

    for letters, dimension in sheet.column_dimensions.items():
        if dimension.width and dimension.customWidth:
            first = column_index_from_string(letters)
            last = min(dimension.max or first, first + 200)
            yield from ((index, round(dimension.width, 1)) for index in range(first, last + 1))


def _charts(content: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """By sheet: the ranges and the words of its charts, whatever else a program writes into them."""
    texts = {}
    for sheet in sheets_of(content):
        drawings = _parts_of_kind(content, sheet.part, "drawing")
        charts = [chart for drawing in drawings for chart in _parts_of_kind(content, drawing, "chart")]
        texts[sheet.name] = tuple(sorted(" ".join(chart_words(content[chart])) for chart in charts))
    return texts


def _parts_of_kind(content: Mapping[str, bytes], part: str, kind: str) -> list[str]:
    return [link.part for link in relationships_of(content, part) if link.kind == kind and link.part in content]
