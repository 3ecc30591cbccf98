"""What stands in an .xlsx that followup wrote, as plain values: tables, loose cells, how they look, and what came besides.

Two uses: what is poured into a workbook that is open in Excel (``excel_refresh.py``), and whether a workbook that was
only opened and saved still says what was written.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from followup.files.seals.seal import digest_of_contents
from followup.files.seals.written_record import WRITTEN

Entry = str | float | bool | datetime | None
At = tuple[int, int]
"""Row and column, both from 1 as Excel counts."""

OF_TABLES = "r_"
PARTS = re.compile(r"xl/(charts/chart|drawings/drawing|media/|pivotTables/|slicers/|threadedComments/|embeddings/)")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Look(NamedTuple):
    """How a cell looks: colours as RRGGBB, empty for none; what the running Excel can be told in words."""

    colour: str = ""
    bold: bool = False
    fill: str = ""
    number_format: str = "General"
    size: float = 0
    font: str = ""
    wrap: bool = False
    indent: int = 0


PLAIN = Look()


class Stands(NamedTuple):
    """What stands in a cell. A text that only begins as a formula is none."""

    value: Entry
    formula: bool = False
    look: Look = PLAIN


BLANK = Stands(None)


@dataclass(frozen=True)
class TableContents:
    """An Excel table of ours; ``row`` and ``column`` are of its first title. Every row has a cell a title."""

    name: str
    row: int
    column: int
    titles: tuple[str, ...]
    rows: tuple[tuple[Stands, ...], ...]
    header: Look = PLAIN

    @property
    def last(self) -> At:
        """Its last cell; a table without rows has an empty one."""
        return self.row + max(len(self.rows), 1), self.column + len(self.titles) - 1

    def holds(self, at: At) -> bool:
        """Whether a cell is one of the table's."""
        return self.row <= at[0] <= self.last[0] and self.column <= at[1] <= self.last[1]


@dataclass(frozen=True)
class SheetContents:
    """A sheet: its tables, and the cells outside them. ``charts`` are what its charts refer to and say."""

    name: str
    state: str
    tables: tuple[TableContents, ...]
    loose: Mapping[At, Stands]
    widths: Mapping[int, float]
    charts: tuple[str, ...]
    rest: tuple[object, ...] = field(default=(), compare=True)


@dataclass(frozen=True)
class Contents:
    """A workbook's sheets in order; ``parts`` counts what a package holds besides sheets, by kind."""

    sheets: tuple[SheetContents, ...]
    parts: Mapping[str, int]
    names: frozenset[str]

    def sheet(self, name: str) -> SheetContents | None:
        """The sheet of that name, or None."""
        return next((each for each in self.sheets if each.name == name), None)

    def table(self, name: str) -> TableContents | None:
        """The table of that name, on whatever sheet, or None."""
        return next((each for sheet in self.sheets for each in sheet.tables if each.name == name), None)


def written_copy(path: Path) -> Path:
    """Where the workbook or document at ``path`` is kept as we wrote it."""
    return path.parent / WRITTEN / path.name


def is_as_written(path: Path) -> bool:
    """Whether a workbook or a document says what we wrote, and nothing besides, although its bytes differ: it was only saved.

    False wherever that cannot be told for certain.
    """
    written = written_copy(path)
    if path.suffix not in (".xlsx", ".docx") or not written.is_file():
        return False
    try:
        return digest_of_contents(path) == digest_of_contents(written)
    except Exception:  # whatever is odd in it, somebody else has put there
        return False


def comparable(value: Any) -> Entry:
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


def contents_of(path: Path) -> Contents:
    """Read a workbook of ours; raises what openpyxl raises when it is none."""
    import openpyxl

    with zipfile.ZipFile(path) as package:
        parts = Counter(match[1] for name in package.namelist() if (match := PARTS.match(name)))
        charts = _charts(package)
    with path.open(
        "rb"
    ) as file:  # by its contents: openpyxl looks at the name of a path, and a part has none of its own
        book = openpyxl.load_workbook(file)
    sheets = tuple(_sheet(sheet, charts.get(sheet.title, ())) for sheet in book.worksheets)
    return Contents(
        sheets, dict(parts), frozenset(f"{name}={book.defined_names[name].value}" for name in book.defined_names)
    )


def _sheet(sheet: Any, charts: tuple[str, ...]) -> SheetContents:
    known: dict[object, Look] = {}
    cells = {
        (cell.row, cell.column): _stands(cell, known)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }
    tables = tuple(sorted((_table(each, cells) for each in sheet.tables.values()), key=lambda table: table.row))
    loose = {
        at: each
        for at, each in cells.items()
        if not any(table.holds(at) for table in tables) and (each.value is not None or each.look.fill)
    }
    widths = dict(_widths(sheet))
    return SheetContents(sheet.title, sheet.sheet_state, tables, loose, widths, charts, tuple(_rest(sheet)))


def _stands(cell: Any, known: dict[object, Look]) -> Stands:
    value = cell.value
    if cell.data_type == "f" and not isinstance(value, str):  # an array formula, which we never write
        value = str(getattr(value, "text", value))
    key = cell.style_id
    if key not in known:
        known[key] = _look(cell)
    return Stands(comparable(value), cell.data_type == "f", known[key])


def _look(cell: Any) -> Look:
    font, fill, how = cell.font, cell.fill, cell.alignment
    filled = fill.fgColor.rgb if fill.fill_type == "solid" and isinstance(fill.fgColor.rgb, str) else ""
    colour = font.color.rgb if font.color is not None and isinstance(font.color.rgb, str) else ""
    return Look(
        *(colour[-6:], bool(font.bold), filled[-6:], str(cell.number_format)),
        *(float(font.sz or 0), str(font.name or ""), bool(how.wrap_text), int(how.indent or 0)),
    )


def _table(table: Any, cells: Mapping[At, Stands]) -> TableContents:
    from openpyxl.utils import range_boundaries

    first, top, last, bottom = (int(edge or 0) for edge in range_boundaries(table.ref))
    columns = range(first, last + 1)
    rows = [tuple(cells.get((row, column), BLANK) for column in columns) for row in range(top + 1, bottom + 1)]
    if len(rows) == 1 and all(each.value is None for each in rows[0]):
        rows = []
    titles = tuple(each.name for each in table.tableColumns)
    return TableContents(table.name, top, first, titles, tuple(rows), cells.get((top, first), BLANK).look)


def _widths(sheet: Any) -> Iterator[tuple[int, float]]:
    from openpyxl.utils import column_index_from_string

    for letters, each in sheet.column_dimensions.items():
        if each.width and each.customWidth:
            first = column_index_from_string(letters)
            last = min(each.max or first, first + 200)
            yield from ((index, round(each.width, 1)) for index in range(first, last + 1))


def _rest(sheet: Any) -> Iterator[object]:
    """What a person may have set without a value: notes, filters, what is hidden or merged, rules, what is frozen."""
    yield sorted((cell.coordinate, cell.comment.text) for row in sheet.iter_rows() for cell in row if cell.comment)
    yield sorted((table.name, table.ref, _filtered(table.autoFilter)) for table in sheet.tables.values())
    yield _filtered(sheet.auto_filter)
    yield sorted(number for number, each in sheet.row_dimensions.items() if each.hidden)
    yield sorted(letters for letters, each in sheet.column_dimensions.items() if each.hidden)
    yield sorted(str(each) for each in sheet.merged_cells.ranges)
    yield sorted(str(each.sqref) for each in sheet.conditional_formatting)
    yield sorted(str(each.sqref) for each in sheet.data_validations.dataValidation)
    yield sorted(
        (cell.coordinate, cell.hyperlink.target) for row in sheet.iter_rows() for cell in row if cell.hyperlink
    )
    pane = sheet.sheet_view.pane
    yield (pane.xSplit, pane.ySplit) if pane is not None else None
    yield (sheet.protection.sheet, sheet.sheet_properties.tabColor is not None, sheet.print_area or "")


def _filtered(each: Any) -> list[str]:
    return sorted(repr(column) for column in each.filterColumn) if each is not None else []


def _charts(package: zipfile.ZipFile) -> dict[str, tuple[str, ...]]:
    """By sheet: the ranges and the words of its charts, whatever else a program writes into them."""
    from defusedxml.ElementTree import fromstring

    rel = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    to = _targets(package, "xl/workbook.xml")
    book = fromstring(package.read("xl/workbook.xml"))
    made = {}
    for sheet in book.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"):
        part = to.get(sheet.get(rel, ""), "")
        drawings = [each for each in _targets(package, part).values() if "/drawings/drawing" in each]
        charts = [
            each for drawing in drawings for each in _targets(package, drawing).values() if "/charts/chart" in each
        ]
        made[sheet.get("name", "")] = tuple(sorted(_said(package.read(chart)) for chart in charts))
    return made


def _said(chart: bytes) -> str:
    """Its ranges, its words, and the names of series that are no range, whatever names a program has for namespaces."""
    from defusedxml.ElementTree import fromstring

    root = fromstring(chart)
    named = [name.text for series in root.iter(f"{CHART}tx") for name in series.findall(f"{CHART}v")]
    parts = [each.text for each in root.iter() if each.tag in (f"{CHART}f", f"{DRAWING}t")]
    return " ".join(part or "" for part in (*parts, *named))


def _targets(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts that a part leads to, by relationship."""
    from posixpath import join, normpath

    from defusedxml.ElementTree import fromstring

    folder, _slash, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in package.namelist():
        return {}
    found = fromstring(package.read(rels))
    inside = [each for each in found if each.get("TargetMode") != "External"]
    return {each.get("Id", ""): normpath(join("/" + folder, each.get("Target", ""))).lstrip("/") for each in inside}
