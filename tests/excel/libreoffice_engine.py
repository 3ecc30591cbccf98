"""An engine of xlwings over a running LibreOffice: what ``followup/files/excel*.py`` asks of Excel, asked of LibreOffice.

It is for a contract test: that our module uses xlwings as its base classes say, and that what it asks for makes sense of a
real workbook. It is no proof of Excel. As Excel does, it reads a text that is handed to a cell as if it were typed, in
English.
"""

# mypy: disable-error-code="override, misc"

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import xlwings
from openpyxl.utils import get_column_letter, range_boundaries
from xlwings import base_classes

from tests.macros.running_office import Office

BEGINNING = datetime(1899, 12, 30)
DATES, NOTHING = 2, -1
ADDRESS = re.compile(r"\.([A-Z]+\d+(?::[A-Z]+\d+)?)(?=,|$)")
MARKS = re.compile(r'("(?:[^"]|"")*")')
EQUAL, MOST_COLUMNS = 2, 16384
Area = tuple[int, int, int, int]
OPERATORS = {"equal_to": 2, "not_equal_to": 3, "greater_than": 4, "greater_than_or_equal": 5}
OPERATORS |= {"less_than": 6, "less_than_or_equal": 7}


class Engine:
    """What xlwings asks of an engine itself."""

    name, type = "libreoffice", "desktop"

    def __init__(self, office: Office) -> None:
        self.office = office

    @property
    def apps(self) -> Apps:
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, _options: Any) -> Any:
        return "" if x is None else x

    @staticmethod
    def clean_value_data(rows: Any, _dates: Any, empty: Any, _numbers: Any, _errors: Any) -> Any:
        return [[empty if value in ("", None) else value for value in row] for row in rows]


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keys(self) -> list[int]:
        return [self.engine.office.process.pid]

    def __iter__(self) -> Iterator[App]:
        yield App(self.engine)

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return App(self.engine)


class App(base_classes.App):
    """The one LibreOffice. Flags that it does not have are kept, so that a test can see them."""

    flags: ClassVar[dict[str, Any]] = {}

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def api(self) -> Any:
        return self.engine.office.desktop

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def pid(self) -> int:
        return self.engine.office.process.pid

    @property
    def selection(self) -> Range | None:
        book = self.books.active
        selected = book.api.CurrentController.getSelection()
        if not selected.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        return Range(book.sheets(selected.RangeAddress.Sheet + 1), [_area(selected.AbsoluteName.rpartition(".")[2])])

    def calculate(self) -> None:
        for book in self.books:
            book.api.calculateAll()

    def activate(self, steal_focus: bool = False) -> None:
        return None

    @property
    def calculation(self) -> str:
        return "automatic" if self.books.active.api.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self.books:
            book.api.enableAutomaticCalculation(value == "automatic")


def _flag(name: str) -> property:
    def get(_self: App) -> Any:
        return App.flags.get(name, True)

    def put(_self: App, value: Any) -> None:
        App.flags[name] = value

    return property(get, put)


for flag in ("screen_updating", "display_alerts", "enable_events", "interactive"):
    setattr(App, flag, _flag(flag))


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Any:
        return self.app.api

    def __iter__(self) -> Iterator[Book]:
        documents = self.api.Components.createEnumeration()
        while documents.hasMoreElements():
            document = documents.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                yield Book(self.app, document)

    def _all(self) -> list[Book]:
        return [book for book in self]  # noqa: C416  list() would ask how many there are

    def __len__(self) -> int:
        return len(self._all())

    @property
    def active(self) -> Book:
        current = self.api.getCurrentComponent()
        books = self._all()
        if current is None or not current.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            return books[0]
        return next((book for book in books if book.api.RuntimeUID == current.RuntimeUID), books[0])

    def __call__(self, name_or_index: int | str) -> Book:
        books = self._all()
        if isinstance(name_or_index, int):
            return books[name_or_index - 1]
        matches = [book for book in books if book.name == name_or_index]
        if not matches:
            raise KeyError(name_or_index)
        return matches[0]

    def open(self, fullname: str, update_links: bool = False, read_only: bool = False, *_more: Any) -> Book:
        settings = [{"property": ["ReadOnly", bool(read_only)]}]
        url = Path(fullname).resolve().as_uri()
        return Book(self.app, self.api.loadComponentFromURL(url, "_blank", 0, settings))


class ReadOnly:
    """``ReadOnly`` as Excel's own object has it, and everything else as LibreOffice has it."""

    def __init__(self, document: Any) -> None:
        self.__dict__["document"] = document

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return bool(self.document.isReadonly())

    def __getattr__(self, name: str) -> Any:
        return getattr(self.document, name)


class Book(base_classes.Book):
    def __init__(self, app: App, document: Any) -> None:
        self._app, self.document = app, document

    @property
    def api(self) -> Any:
        return ReadOnly(self.document)

    @property
    def app(self) -> App:
        return self._app

    @cached_property
    def fullname(self) -> str:
        return unquote(urlsplit(self.document.URL).path)

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        self.document.CurrentController.Frame.activate()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        assert path is None
        self.document.store()

    def close(self) -> None:
        self.document.close(True)

    def to_pdf(self, path: str, quality: str = "standard") -> None:
        self.document.storeToURL(Path(path).as_uri(), [{"property": ["FilterName", "calc_pdf_Export"]}])


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def api(self) -> Any:
        return self.book.document.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.CurrentController.ActiveSheet)

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        for index in range(len(self)):
            yield Sheet(self.book, self.api.getByIndex(index))

    def __call__(self, name_or_index: int | str) -> Sheet:
        if isinstance(name_or_index, int):
            return Sheet(self.book, self.api.getByIndex(name_or_index - 1))
        return Sheet(self.book, self.api.getByName(name_or_index))

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        assert name is not None
        at = after.index if after is not None else (before.index - 1 if before is not None else len(self))
        self.api.insertNewByName(name, at)
        sheet = self(name)
        sheet.activate()
        return sheet


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, sheet: Any) -> None:
        self._book, self.sheet = book, sheet
        self._name: str | None = None

    @property
    def api(self) -> Any:
        return self.sheet

    @property
    def book(self) -> Book:
        return self._book

    @property
    def name(self) -> str:
        """Asked once, for xlwings asks again and again."""
        if self._name is None:
            self._name = str(self.sheet.Name)
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.Name = self._name = value

    @property
    def index(self) -> int:
        return int(self.sheet.RangeAddress.Sheet) + 1

    def activate(self) -> None:
        self._book.document.CurrentController.setActiveSheet(self.sheet)

    select = activate

    @property
    def visible(self) -> bool:
        return bool(self.sheet.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.sheet.IsVisible = value

    @property
    def used_range(self) -> Range:
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        row, column, rows, columns = _area(cursor.AbsoluteName.rpartition(".")[2])
        return Range(self, [(1, 1, row + rows - 1, column + columns - 1)])

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        if isinstance(arg1, Range) and arg2 is None:
            return arg1
        if isinstance(arg1, str):
            return Range(self, [_area(reference) for reference in arg1.split(",")])
        (top, left), (bottom, right) = _corner(arg1), _corner(arg2 or arg1)
        return Range(self, [(top, left, bottom - top + 1, right - left + 1)])

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def notes(self) -> list[Note]:
        notes = self.sheet.Annotations
        return [Note(self, notes.getByIndex(index)) for index in range(notes.Count)]

    @property
    def comments(self) -> list[Note]:
        return []


def _corner(argument: Any) -> tuple[int, int]:
    return (argument.row, argument.column) if isinstance(argument, Range) else argument[:2]


def _area(address: str) -> Area:
    """``B5:C9`` and ``5:7`` as (row, column, rows, columns)."""
    left, top, right, bottom = range_boundaries(address)
    assert top is not None and bottom is not None
    left, right = left or 1, right or MOST_COLUMNS
    return top, left, bottom - top + 1, right - left + 1


def _range_address(sheet: int, area: Area) -> dict[str, Any]:
    row, column, rows, columns = area
    corners = {"StartColumn": column - 1, "StartRow": row - 1}
    corners |= {"EndColumn": column + columns - 2, "EndRow": row + rows - 2}
    return _struct("table.CellRangeAddress", Sheet=sheet, **corners)


class Note(base_classes.Note):
    def __init__(self, sheet: Sheet, note: Any) -> None:
        self.sheet, self.note = sheet, note

    @property
    def text(self) -> str:
        return str(self.note.getString())

    @property
    def location(self) -> Range:
        place = self.note.Position
        return self.sheet.range((place.Row + 1, place.Column + 1))


class Range(base_classes.Range):
    """One or more areas of a sheet, each (row, column, rows, columns); values are of the first. A call to LibreOffice
    takes its time: it is asked only for what is used."""

    max_cells_per_read = max_cells_per_write = None
    options: Any = None

    def __init__(self, sheet: Sheet, areas: list[Area]) -> None:
        self.sheet, self._coords = sheet, areas[0]
        self._areas = areas

    @cached_property
    def api(self) -> Any:
        """The first area, as LibreOffice has it."""
        row, column, rows, columns = self._coords
        return self.sheet.api.getCellRangeByPosition(column - 1, row - 1, column + columns - 2, row + rows - 2)

    @cached_property
    def _together(self) -> Any:
        """All areas, as one thing that can be given a look."""
        if len(self._areas) == 1:
            return self.api
        together = self.sheet.book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        at = self.sheet.index - 1
        together.addRangeAddresses([_range_address(at, area) for area in self._areas], False)
        return together

    @property
    def row(self) -> int:
        return self._coords[0]

    @property
    def column(self) -> int:
        return self._coords[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self._coords[2:]

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        return self.sheet.range((self.row + row - 1, self.column + column - 1))

    @property
    def address(self) -> str:
        row, column, rows, columns = self._coords
        return f"${get_column_letter(column)}${row}:${get_column_letter(column + columns - 1)}${row + rows - 1}"

    def get_address(self, *_how: Any) -> str:
        return self.address

    @property
    def raw_value(self) -> Any:
        rows = [list(row) for row in self.api.getDataArray()]
        for address in ADDRESS.findall(self.api.queryContentCells(DATES).RangeAddressesAsString):
            at = _area(address)
            for row in range(at[0] - self.row, at[0] - self.row + at[2]):
                for column in range(at[1] - self.column, at[1] - self.column + at[3]):
                    if isinstance(rows[row][column], float):
                        rows[row][column] = BEGINNING + timedelta(days=rows[row][column])
        return tuple(tuple(row) for row in rows)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        rows = data if isinstance(data, list | tuple) else [[data] * self.shape[1]] * self.shape[0]
        notes = [(note.location, note.text) for note in self.sheet.notes]
        self.api.setFormulaArray([[_typed(value) for value in row] for row in rows])
        for place, text in (
            notes if len(self.sheet.notes) < len(notes) else ()
        ):  # LibreOffice clears notes, Excel does not
            if self._holds(place):
                self.sheet.api.Annotations.insertNew(place.api.getCellByPosition(0, 0).CellAddress, text)

    def _holds(self, cell: Range) -> bool:
        row, column, rows, columns = self._coords
        return row <= cell.row < row + rows and column <= cell.column < column + columns

    @property
    def formula(self) -> Any:
        rows = tuple(tuple(_as_excel(formula) for formula in row) for row in self.api.getFormulaArray())
        return rows[0][0] if len(self) == 1 else rows

    @property
    def font(self) -> Font:
        return Font(self)

    def put(self, **named: Any) -> None:
        for name, value in named.items():
            setattr(self._together, name, value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        return _rgb(self.api.CellBackColor)

    @color.setter
    def color(self, value: str | None) -> None:
        self.put(CellBackColor=_number(value))

    @property
    def number_format(self) -> str:
        return str(self.sheet.book.document.NumberFormats.getByKey(self.api.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, value: str) -> None:
        formats, english = self.sheet.book.document.NumberFormats, _struct("lang.Locale", Language="en", Country="US")
        key = formats.queryKey(value, english, False)
        self.put(NumberFormat=formats.addNew(value, english) if key == NOTHING else key)

    @property
    def wrap_text(self) -> bool:
        return bool(self.api.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.put(IsTextWrapped=value)

    @property
    def column_width(self) -> float:
        return float(self.api.Columns.Width) / 190

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.api.Columns.Width = int(value * 190)

    @property
    def row_hidden(self) -> bool:
        return not self.api.Rows.IsVisible

    def autofit(self, axis: str | None = None) -> None:
        assert axis == "r"
        self.api.Rows.OptimalHeight = True

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        assert shift == "down" and self.column == 1 and self.shape[1] > 1000, "whole rows only"
        self.sheet.api.Rows.insertByIndex(self.row - 1, self.shape[0])

    def delete(self, shift: str | None = None) -> None:
        assert shift == "up" and self.column == 1 and self.shape[1] > 1000, "whole rows only"
        self.sheet.api.Rows.removeByIndex(self.row - 1, self.shape[0])

    def select(self) -> None:
        self.sheet.book.document.CurrentController.select(self.api)

    def clear_contents(self) -> None:
        self.api.clearContents(1 | 2 | 4 | 16)


class Font(base_classes.Font):
    def __init__(self, of: Range) -> None:
        self.of = of

    @property
    def color(self) -> tuple[int, int, int] | None:
        return _rgb(self.of.api.CharColor)

    @color.setter
    def color(self, value: str) -> None:
        self.of.put(CharColor=_number(value))

    @property
    def bold(self) -> bool:
        return float(self.of.api.CharWeight) > 100

    @bold.setter
    def bold(self, value: bool) -> None:
        self.of.put(CharWeight=150.0 if value else 100.0)

    @property
    def size(self) -> float:
        return float(self.of.api.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        self.of.put(CharHeight=float(value))


class Tables(base_classes.Tables):
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.ranges = sheet.book.document.DatabaseRanges

    @property
    def api(self) -> Any:
        return self.ranges

    def _by_name(self) -> dict[str, Any]:
        """LibreOffice keeps those of all sheets together; in one question, for it is put again and again."""
        at = self.sheet.index - 1
        ranges = self.sheet.book.app.engine.office.ask_all(self.ranges, "Name", "DataArea")
        return {name: table for table, name, area in ranges if area.Sheet == at}

    def __iter__(self) -> Iterator[Table]:
        for table in self._by_name().values():
            yield Table(self.sheet, table)

    def __len__(self) -> int:
        return len(self._by_name())

    def __contains__(self, key: str) -> bool:
        return key in self._by_name()

    def __call__(self, key: int | str) -> Table:
        return Table(
            self.sheet, list(self._by_name().values())[key - 1] if isinstance(key, int) else self.ranges.getByName(key)
        )

    def add(self, source: Any = None, name: str | None = None, **_more: Any) -> Table:
        assert name is not None
        self.ranges.addNewByName(name, source.api.RangeAddress)
        table = self(name)
        table.api.AutoFilter = True
        return table


class Table(base_classes.Table):
    def __init__(self, sheet: Sheet, table: Any) -> None:
        self.sheet, self.table = sheet, table

    @property
    def api(self) -> Any:
        return self.table

    @property
    def parent(self) -> Sheet:
        return self.sheet

    @property
    def name(self) -> str:
        return str(self.table.Name)

    @property
    def range(self) -> Range:
        at = self.table.DataArea
        return self.sheet.range((at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))

    @property
    def header_row_range(self) -> Range:
        whole = self.range
        return self.sheet.range((whole.row, whole.column), (whole.row, whole.column + whole.shape[1] - 1))

    @property
    def data_body_range(self) -> Range:
        whole = self.range
        last = (whole.row + whole.shape[0] - 1, whole.column + whole.shape[1] - 1)
        return self.sheet.range((whole.row + 1, whole.column), last)

    @property
    def columns(self) -> TableColumns:
        return TableColumns(self)

    @property
    def show_totals(self) -> bool:
        return False

    @property
    def show_autofilter(self) -> bool:
        return bool(self.table.AutoFilter)

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self)

    def resize(self, range: Any) -> None:
        self.table.setDataArea(range.api.RangeAddress)


class TableColumns(base_classes.TableColumns):
    def __init__(self, table: Table) -> None:
        self.parent_table = table

    def __len__(self) -> int:
        return self.parent_table.range.shape[1]

    def __iter__(self) -> Iterator[TableColumn]:
        for title in self.parent_table.header_row_range.raw_value[0]:
            yield TableColumn(title)

    def add(self, name: str, index: int) -> TableColumn:
        """LibreOffice knows whole columns of a sheet only."""
        table, whole = self.parent_table, self.parent_table.range
        table.sheet.api.Columns.insertByIndex(whole.column + index - 2, 1)
        table.sheet.range((whole.row, whole.column + index - 1)).raw_value = name
        last = (whole.row + whole.shape[0] - 1, whole.column + whole.shape[1])
        table.resize(table.sheet.range((whole.row, whole.column), last))
        return TableColumn(name)


class TableColumn(base_classes.TableColumn):
    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        return self._name


class AutoFilter(base_classes.AutoFilter):
    """Filters of equal values and of one comparison; LibreOffice has each as a field of a descriptor."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def _fields(self) -> list[Any]:
        return list(self.table.api.getFilterDescriptor().getFilterFields2())

    @property
    def criteria(self) -> list[dict[str, Any]]:
        by_field: dict[int, list[Any]] = {}
        for field in self._fields():
            by_field.setdefault(field.Field + 1, []).append(field)
        return [self._criterion(number, by_field.get(number, [])) for number in range(1, self.table.range.shape[1] + 1)]

    @staticmethod
    def _criterion(number: int, fields: list[Any]) -> dict[str, Any]:
        if not fields:
            return base_classes.empty_autofilter_criteria(number)
        values = [str(criterion.NumericValue) if criterion.IsNumeric else criterion.StringValue for criterion in fields]
        if fields[0].Operator == EQUAL:
            return {**base_classes.empty_autofilter_criteria(number, "values"), "values": values}
        names = {value: key for key, value in OPERATORS.items()}
        criterion = base_classes.empty_autofilter_criteria(number, "comparison")
        return {**criterion, "operator": names[fields[0].Operator], "value1": values[0]}

    def _put(self, field: int, operator: int, values: list[str]) -> None:
        self._replace(field, [_filter_field(field, operator, value, number > 0) for number, value in enumerate(values)])

    def _replace(self, field: int | None, new: list[Any]) -> None:
        others = [criterion for criterion in self._fields() if field is not None and criterion.Field + 1 != field]
        descriptor = self.table.api.getFilterDescriptor()
        descriptor.setFilterFields2([*others, *new])
        if others or new:
            self.table.api.refresh()
        else:  # without a criterion there is nothing that refresh would do again
            self.table.range.api.filter(descriptor)

    def apply_values(self, field: int, values: list[str]) -> None:
        self._put(field, EQUAL, values)

    def apply_comparison(self, field: int, operator: str, value1: Any, value2: Any) -> None:
        assert value2 is None
        self._put(field, OPERATORS[operator], [value1])

    def clear(self, field: int | None) -> None:
        self._replace(field, [])


def _filter_field(field: int, operator: int, text: str, another: bool) -> Any:
    join = {"enum": ["com.sun.star.sheet.FilterConnection", "OR" if another else "AND"]}
    settings: dict[str, Any] = {"Field": field - 1, "Operator": operator, "Connection": join}
    try:
        return _struct("sheet.TableFilterField2", **settings, IsNumeric=True, NumericValue=float(text))
    except ValueError:
        return _struct("sheet.TableFilterField2", **settings, IsNumeric=False, StringValue=text)


def _struct(name: str, **fields: Any) -> dict[str, Any]:
    return {"struct": [f"com.sun.star.{name}", fields]}


def _typed(value: Any) -> str:
    """A value as it is typed in English: LibreOffice wants semicolons in formulas, Excel commas."""
    if isinstance(value, datetime):
        return repr((value - BEGINNING) / timedelta(days=1))
    if isinstance(value, bool):
        return f"={str(value).upper()}()"
    if isinstance(value, int | float):
        return repr(value)
    text = "" if value is None else str(value)
    return _outside(text, ",", ";") if text.startswith("=") else text


OTHER_SHEET = re.compile(r"\$?('[^']+'|[\w]+)\.(?=\$?[A-Z]{1,3}\$?\d)")
"""How LibreOffice writes a cell of another sheet."""


def _as_excel(formula: str) -> str:
    if not formula.startswith("="):
        return formula
    return OTHER_SHEET.sub(r"\1!", _outside(formula, ";", ","))


def _outside(formula: str, old: str, new: str) -> str:
    """Signs replaced where they are not within a text."""
    return "".join(part if part.startswith('"') else part.replace(old, new) for part in MARKS.split(formula))


def _number(colour: str | None) -> int:
    return NOTHING if colour is None else int(colour.removeprefix("#"), 16)


def _rgb(number: int) -> tuple[int, int, int] | None:
    return None if number == NOTHING else (number >> 16 & 255, number >> 8 & 255, number & 255)


def attached(office: Office) -> Any:
    """xlwings with this LibreOffice as its active engine; what was active before."""
    engines: Any = xlwings.engines
    before, engines.active = engines.active, xlwings.Engine(impl=Engine(office))
    return before
