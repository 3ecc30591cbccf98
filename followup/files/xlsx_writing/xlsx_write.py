"""Write a book as .xlsx with XlsxWriter: the same book gives the same bytes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.files.book import (
    LISTS,
    Book,
    Cell,
    Colouring,
    ExcelTable,
    SeriesRanges,
    Sheet,
    SheetChart,
    StreamedTable,
    Validation,
    Value,
    WorkbookLink,
    address,
    column_letters,
    quoted,
)
from followup.files.disk.atomic_files import written_beside
from followup.files.legal import fitting, legal
from followup.files.packages.repack import with_packed
from followup.files.xlsx_writing.xlsx_block import StreamedRows
from followup.files.xlsx_writing.xlsx_worksheet import (
    LONGEST_LIST,
    SHORT,
    FormulaXml,
    formula_shared,
    hyperlink,
    shared_formula,
    worksheet_class,
)
from followup.locale import Words, _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from followup.files.xlsx_writing.base_look import BaseLook

CREATED = datetime(2000, 1, 1)
"""Instead of now: the same book gives the same bytes."""
A3, A4 = 8, 9
WIDE = 180
"""Characters across: a wider sheet is printed on A3, for its letters to be read."""
LINE, MARGIN = 12.75, 4.5
TALLEST = 409.0
"""Points; Excel has no higher row."""
WRAPPED = " text"
"""How the name of a style ends whose lines are wrapped."""

LARGE = 1.2
"""Of the usual size of 10 points: from here on a text is taller than a row."""
CUT = _("… [the text is cut here]")


def write_book(book: Book, path: Path, look: BaseLook) -> None:
    """Write the workbook; an older file of that name stays until the new one is complete."""
    with written_beside(path) as beside:
        _Writer(book, look).write(beside)


class _Writer:
    """One workbook being written."""

    def __init__(self, book: Book, look: BaseLook) -> None:
        self.book = book
        self.look = look
        self.formats: dict[tuple[object, ...], Format] = {}
        self.protected = False
        self.shared: dict[tuple[int, int], FormulaXml] = {}
        self.lists: dict[tuple[str, ...], str] = {}
        self.has_blocks = any(sheet.blocks for sheet in book.sheets)
        charts = [chart for sheet in book.sheets for chart in sheet.charts]
        self.drawn = {series.values[0] for chart in charts for series in chart.series}

    def write(self, path: Path) -> None:
        """Write every sheet, then what belongs to the whole workbook; in one piece, so that a full disk is seen as such."""
        from xlsxwriter import Workbook

        self.worksheet_class = worksheet_class()
        base = self.look.styles["text"]
        font = {key: base[key] for key in ("font_name", "font_size") if key in base}
        options = {
            "default_format_properties": {**font, "locked": False},
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "in_memory": True,  # else each part is a temporary file first, which takes longer than all the rest
        }
        memory = BytesIO()
        self.workbook: Workbook = Workbook(memory, options)
        self.workbook.set_properties({"title": self.book.title, "created": CREATED, "author": "followup"})
        for name, value in self.book.properties.items():
            self.workbook.set_custom_property(name, value)
        for sheet in self.book.sheets:
            self._write_sheet(sheet)
        self._write_lists()
        for name, (of, row, column) in self.book.names.items():
            self.workbook.define_name(name, f"={quoted(of)}!${column_letters(column)}${row + 1}")
        for name, texts in self.book.lists.items():
            listed = ",".join(f'"{text}"' for text in texts)
            self.workbook.define_name(name, f"={{{listed}}}")
        self.workbook.close()
        numbered = enumerate(self.workbook.worksheets(), start=1)
        sheets = {f"xl/worksheets/sheet{number}.xml": sheet.packed for number, sheet in numbered}
        for sheet in self.workbook.worksheets():
            vars(sheet).clear()  # a workbook and its sheets hold each other: Python would not free them soon
        path.write_bytes(self._with_macros(with_packed(memory.getvalue(), sheets)))

    def _with_macros(self, content: bytes) -> bytes:
        if not self.book.modules:
            return content
        from followup.files.xlsx_writing.vba import with_macros

        return with_macros(content, self.book.modules)

    def _write_sheet(self, sheet: Sheet) -> None:
        worksheet = self.workbook.add_worksheet(sheet.name, self.worksheet_class)
        self.heights: dict[int, float] = {}
        self.protected, self.shared = sheet.protected, self._shared_formulas(sheet)
        self._set_up(worksheet, sheet)
        for table in sheet.tables:
            self._add_table(worksheet, table, sheet)
        for (row, column), cell in sheet.cells.items():
            self._write_cell(worksheet, row, column, cell)
            if isinstance(cell.value, str) and cell.wrap and not cell.formula:
                self._grow(row, cell.style, cell.value, sheet.widths.get(column, 8.43))
        for (row, column), link in sheet.links.items():
            cell = sheet.cells[row, column]
            worksheet.write_url(row, column, link, self.format_of(cell), str(cell.value))
        for block in sheet.blocks:
            self._write_block(worksheet, block, is_drawn=sheet.name in self.drawn)
        for first, last, column, validation in sheet.validations:
            worksheet.data_validation(first, column, last, column, self._validation(validation))
        for bars in sheet.bars:
            rule = {"type": "data_bar", "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
            rule["bar_color"] = self.look.main_colour
            worksheet.conditional_format(bars.row, bars.column, bars.last_row, bars.column, rule)
        for colouring in sheet.colourings:
            self._add_colouring(worksheet, colouring)
        for chart in sheet.charts:
            self._add_chart(worksheet, chart)
        self._insert_logo(worksheet, sheet)
        self._finish_rows(worksheet, sheet)
        self._insert_buttons(worksheet, sheet)  # placed by the heights of rows

    def _add_colouring(self, worksheet: Worksheet, colouring: Colouring) -> None:
        rule = {"type": "formula", "criteria": f"={colouring.formula}", "format": self._colours_of(colouring.style)}
        rule["stop_if_true"] = True
        area = (colouring.row, colouring.column, colouring.last_row, colouring.last_column)
        worksheet.conditional_format(*area, rule)

    def _colours_of(self, style: str) -> Format:
        """The colours of a style and nothing else of it: a cell keeps its own letters, lines and numbers."""
        key = ("colours", style)
        if key not in self.formats:
            properties = self.look.styles.get(style, self.look.styles["text"])
            colours = {name: properties[name] for name in ("font_color", "bg_color") if name in properties}
            self.formats[key] = self.workbook.add_format(colours)
        return self.formats[key]

    def _finish_rows(self, worksheet: Worksheet, sheet: Sheet) -> None:
        if self.has_blocks:
            worksheet.number_styles()
        for row, height in self.heights.items():
            if row not in sheet.hidden_rows and row not in sheet.heights:
                worksheet.set_row(row, height)

    def _insert_buttons(self, worksheet: Worksheet, sheet: Sheet) -> None:
        for button in sheet.buttons if self.book.modules else ():
            shown = {"macro": button.macro, "caption": button.caption, "width": button.width, "height": button.height}
            shown["x_offset"] = button.offset
            worksheet.insert_button(button.row, button.column, shown)

    def _insert_logo(self, worksheet: Worksheet, sheet: Sheet) -> None:
        if sheet.logo is not None and self.look.logo is not None:
            picture = {"image_data": BytesIO(self.look.logo), "decorative": True, "object_position": 3}
            worksheet.insert_image(*sheet.logo, "logo", picture)

    def _set_up(self, worksheet: Worksheet, sheet: Sheet) -> None:
        worksheet.hide_gridlines(2)
        hidden = self._format("key")
        for column in sorted(sheet.widths.keys() | sheet.hidden_columns):
            options = {"hidden": True} if column in sheet.hidden_columns else {}
            worksheet.set_column(column, column, sheet.widths.get(column, 3), None, options)
        for row in sorted(sheet.heights.keys() | sheet.hidden_rows):
            if row in sheet.hidden_rows:
                worksheet.set_row(row, None, hidden, {"hidden": True})
            else:
                worksheet.set_row(row, sheet.heights[row])
        if sheet.freeze:
            worksheet.freeze_panes(*sheet.freeze)
        if sheet.repeat_rows:
            worksheet.repeat_rows(*sheet.repeat_rows)
        if sheet.landscape:
            worksheet.set_landscape()
        tables = [block for block in sheet.blocks if block.name]
        wide = sum(sheet.widths.values()) + sum(column.width for block in tables for column in block.columns)
        worksheet.set_paper(A3 if wide > WIDE else A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(0.5, 0.5, 0.7, 0.7)
        worksheet.set_header(self.look.header)
        worksheet.set_footer(self.look.footer)
        if sheet.tab_colour:
            worksheet.set_tab_color(sheet.tab_colour)
        if sheet.protected:
            worksheet.protect("", {"select_locked_cells": True, "format_columns": True})
        {"visible": lambda: None, "hidden": worksheet.hide, "very hidden": worksheet.very_hidden}[sheet.state]()

    def _write_cell(self, worksheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        form = self.format_of(cell)
        if cell.formula:
            formula = self.shared.get((row, column)) or cell.formula.removeprefix("=")
            worksheet.put_formula(row, column, formula, form, _plain(cell.value))
        else:
            self._write_value(worksheet, row, column, cell.value, form)

    def _shared_formulas(self, sheet: Sheet) -> dict[tuple[int, int], FormulaXml]:
        """Formulas of one pattern down a column, by their places: the text stands in the first of them."""
        columns: dict[tuple[int, str], list[int]] = {}
        for (row, column), cell in sheet.cells.items():
            if cell.pattern:
                columns.setdefault((column, cell.pattern), []).append(row)
        several = [(column, sorted(rows)) for (column, _pattern), rows in columns.items() if len(rows) > 1]
        shared: dict[tuple[int, int], FormulaXml] = {}
        for number, (column, rows) in enumerate(several):
            area = f"{address(rows[0], column)}:{address(rows[-1], column)}"
            shared |= dict.fromkeys(((row, column) for row in rows[1:]), formula_shared(number))
            formula = sheet.cells[rows[0], column].formula.removeprefix("=")
            shared[rows[0], column] = shared_formula(number, area, formula)
        return shared

    def _grow(self, row: int, style: str, text: str, width: float) -> None:
        """Make room for a wrapped or a large text. LibreOffice does not always, and Excel only for what is typed."""
        if height := self.height(style, text, width):
            self.heights[row] = max(self.heights.get(row, 0), height)

    def height(self, style: str, text: str, width: float) -> float:
        """What a row with that text needs, in points; 0 for the usual height."""
        size = float(str(self.look.styles.get(style, self.look.styles["text"]).get("font_size", 10))) / 10
        room = self.room(style, width)
        if len(text) <= room and "\n" not in text and size < LARGE:
            return 0
        lines = 1 if room == math.inf else sum(-(-len(line) // room) or 1 for line in text.split("\n"))
        return min(TALLEST, lines * LINE * size + MARGIN) if lines > 1 or size >= LARGE else 0

    def room(self, style: str, width: float) -> float:
        """How many characters a line holds; without end where the style does not wrap its text."""
        properties = self.look.styles.get(style, self.look.styles["text"])
        if not properties.get("text_wrap"):
            return math.inf
        return max(width * (0.92 if properties.get("bold") else 1.02), 1)

    def _write_value(
        self, worksheet: Worksheet, row: int, column: int, value: Value | WorkbookLink, form: Format
    ) -> None:
        if value is None:
            worksheet._write_blank(row, column, None, form)
        elif isinstance(value, str):
            worksheet._write_string(row, column, self.fitting(value), form)
        elif isinstance(value, WorkbookLink):
            self._write_link(worksheet, row, column, value, form)
        elif isinstance(value, bool):
            worksheet.write_boolean(row, column, value, form)
        elif isinstance(value, Decimal | int):
            worksheet._write_number(row, column, float(value), form)
        else:
            worksheet.write_datetime(row, column, value, form)

    def fitting(self, text: str) -> str:
        """The text as XML and a cell hold it, which says so where it is cut."""
        text = legal(text)
        return fitting(text, Words(self.book.language)(CUT)) if len(text) > SHORT else text

    def _write_link(self, worksheet: Worksheet, row: int, column: int, link: WorkbookLink, form: Format) -> None:
        """A formula, not a stored hyperlink: a sheet can hold only 65,530 of those, and both kinds follow the file."""
        formula = hyperlink(link)
        if formula:
            worksheet.put_formula(row, column, formula.removeprefix("="), form, link.text)
        else:
            worksheet.write_string(row, column, self.fitting(link.text), form)

    def _write_block(self, worksheet: Worksheet, block: StreamedTable, is_drawn: bool) -> None:
        if block.name:
            self._begin_block(worksheet, block)
        worksheet.number_styles(below=block.first_row)
        rows = StreamedRows(block, worksheet, self)
        for index, row in enumerate(block.rows, start=block.first_row):
            height = None if is_drawn else rows.put(index, row)
            if height is None:
                self._write_row(worksheet, block, index, row)
            elif height:
                self.heights[index] = height

    def _begin_block(self, worksheet: Worksheet, block: StreamedTable) -> None:
        place = (block.row, block.column, block.row + max(len(block.rows), 1))
        self._declare(worksheet, block.name, place, [column.title for column in block.columns])
        for offset, column in enumerate(block.columns):
            self._grow(block.row, "header", column.title, column.width)
            worksheet.set_column(block.column + offset, block.column + offset, column.width)

    def _write_row(
        self, worksheet: Worksheet, block: StreamedTable, index: int, row: Sequence[Value | WorkbookLink | Cell]
    ) -> None:
        """A row of a block cell by cell: XlsxWriter itself has to know the cells that a chart is drawn from."""
        for at, (column, value) in enumerate(zip(block.columns, row, strict=False), start=block.column):
            if isinstance(value, Cell):
                self._write_cell(worksheet, index, at, value)
                if isinstance(value.value, str) and value.wrap:
                    self._grow(index, value.style, value.value, column.width)
            else:
                form = self._format(column.style, column.number_format)
                self._write_value(worksheet, index, at, value, form)
                if isinstance(value, str) and (len(value) > self.room(column.style, column.width) or "\n" in value):
                    self._grow(index, column.style, value, column.width)

    def _add_table(self, worksheet: Worksheet, table: ExcelTable, sheet: Sheet) -> None:
        headers = [
            str(sheet.cells[table.first_row, column].value)
            for column in range(table.first_column, table.last_column + 1)
        ]
        self._declare(worksheet, table.name, (table.first_row, table.first_column, table.last_row), headers)

    def _declare(self, worksheet: Worksheet, name: str, place: tuple[int, int, int], headers: list[str]) -> None:
        first, column, last = place
        header = self._format("header")
        columns = [{"header": title, "header_format": header} for title in headers]
        area = (first, column, last, column + len(headers) - 1)
        worksheet.add_long_table(area, {"name": name, "columns": columns, "style": None})

    def _validation(self, validation: Validation) -> dict[str, Any]:
        rule: dict[str, Any] = {"validate": validation.kind, "input_message": validation.help[:255] or None}
        if validation.title:
            rule["input_title"] = validation.title[:32]
        if validation.source:
            rule |= {"source": validation.source, "show_error": False}
        elif validation.kind == "list":
            rule |= {"source": self._choices(validation.choices), "error_message": validation.help[:255]}
        elif validation.kind != "any":
            rule |= _limits(validation)
            rule["error_message"] = validation.help[:255]
        if not validation.strict and validation.kind != "any":
            rule["error_type"] = "warning"
        return rule

    def _choices(self, choices: tuple[str, ...]) -> list[str] | str:
        """The choices in the validation itself, or a range of the hidden sheet of lists where they are too long."""
        if len(",".join(choices)) <= LONGEST_LIST and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self.lists:
            column = column_letters(len(self.lists))
            self.lists[choices] = f"={LISTS}!${column}$1:${column}${len(choices)}"
        return self.lists[choices]

    def _write_lists(self) -> None:
        if not self.lists:
            return
        worksheet = self.workbook.add_worksheet(LISTS, self.worksheet_class)
        worksheet.hide()
        for column, choices in enumerate(self.lists):
            for row, word in enumerate(choices):
                worksheet.write_string(row, column, word)

    def _add_chart(self, worksheet: Worksheet, chart: SheetChart) -> None:
        kind = {"stacked": ("bar", "stacked")}.get(chart.kind, (chart.kind, None))
        drawn = self.workbook.add_chart({"type": kind[0], **({"subtype": kind[1]} if kind[1] else {})})
        for series in chart.series:
            drawn.add_series(_series(series, chart.kind, self.look.main_colour))
        drawn.set_title({"name": no_formula(chart.title), "name_font": {"size": 11, "bold": True}, "overlay": False})
        drawn.set_legend({"position": "bottom"})
        axis: dict[str, Any] = {
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
            "num_format": chart.number_format,
        }
        if "%" in chart.number_format:
            axis |= {"min": 0, "max": 1}
        (drawn.set_x_axis if kind[0] == "bar" else drawn.set_y_axis)(axis)
        if kind[0] == "bar":
            drawn.set_y_axis({"reverse": True})
        drawn.set_size({"width": chart.width, "height": chart.height})
        worksheet.insert_chart(chart.row, chart.column, drawn, {"description": chart.alt_text, "object_position": 2})

    def format_of(self, cell: Cell) -> Format:
        """How a cell looks."""
        return self._format(cell.style, cell.number_format, cell.indent, cell.colour, cell.wrap)

    def _format(
        self, style: str, number_format: str = "", indent: int = 0, colour: str = "", wrap: bool = True
    ) -> Format:
        locked = self.protected and not style.startswith("input")
        key = (style, number_format, indent, colour, wrap, locked)
        if key not in self.formats:
            properties = self._properties(style)
            if locked:
                properties["locked"] = True
            if number_format:
                properties["num_format"] = number_format
            if indent:
                properties["indent"] = indent
            if not wrap:
                properties["text_wrap"] = False
            if colour:
                properties["font_color"] = colour
                properties["bold"] = True
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def _properties(self, style: str) -> dict[str, object]:
        """Those of a style; "earlier text", where the look has none of that name, is "earlier" with its lines wrapped."""
        styles, unwrapped = self.look.styles, style.removesuffix(WRAPPED)
        if style not in styles and unwrapped != style and unwrapped in styles:
            return {**styles[unwrapped], "align": "left", "text_wrap": True}
        return dict(styles.get(style, styles["text"]))


def no_formula(name: str) -> str:
    """A name in a chart, which XlsxWriter takes for a formula where it begins with an equals sign."""
    return f" {name}" if name.startswith("=") else name


def _series(series: SeriesRanges, kind: str, colour: str) -> dict[str, Any]:
    line: dict[str, Any] = {"color": series.colour or colour, "width": 2.25}
    if series.dashed:
        line |= {"dash_type": "dash", "width": 1.5}
    options: dict[str, Any] = {
        "name": no_formula(series.name),
        "categories": list(series.categories),
        "values": list(series.values),
    }
    if kind == "line":
        marker = {"type": "none"} if series.dashed else {"type": "automatic", "size": 6}
        return {**options, "line": line, "marker": marker}
    return {**options, "fill": {"color": series.colour or colour}, "gap": 60}


def _limits(validation: Validation) -> dict[str, Any]:
    low, high = (_limit(bound) for bound in (validation.minimum, validation.maximum))
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": low, "maximum": high}
    if low is not None:
        return {"criteria": ">=", "value": low}
    if high is not None:
        return {"criteria": "<=", "value": high}
    return {"criteria": "between", "minimum": -1e15, "maximum": 1e15}


def _limit(value: Decimal | date | None) -> float | date | None:
    return float(value) if isinstance(value, Decimal) else value


def _plain(value: Value | WorkbookLink) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, WorkbookLink):
        return value.text
    return "" if value is None else value
