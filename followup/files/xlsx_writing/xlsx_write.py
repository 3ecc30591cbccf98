"""Write a book as .xlsx with XlsxWriter: the same book gives the same bytes."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.files.book import (
    LISTS,
    Book,
    Colouring,
    SeriesRanges,
    Sheet,
    SheetChart,
    StreamedTable,
    Validation,
    column_letters,
    quoted,
)
from followup.files.colours.contrast import WHITE, contrast
from followup.files.disk.atomic_files import written_beside
from followup.files.legal import LONGEST_TEXT, fitting, legal
from followup.files.packages.repack import write_package
from followup.files.seals.cell_content import BookContents, CellContents
from followup.files.xlsx_writing.cell_looks import CellLooks, look_key
from followup.files.xlsx_writing.cell_xml import LONGEST_LIST
from followup.files.xlsx_writing.paper import ABOVE, SIDE, breaks_of, paper_of
from followup.files.xlsx_writing.shared_texts import SharedTexts
from followup.files.xlsx_writing.sheet_rows import SheetRows
from followup.files.xlsx_writing.xlsx_worksheet import workbook_class, worksheet_class
from followup.locale import Words, _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from followup.files.xlsx_writing.base_look import BaseLook
    from followup.files.xlsx_writing.common_rows import CommonRows

CREATED = datetime(2000, 1, 1)
"""Instead of now: the same book gives the same bytes."""
NEGATIVE_COLOUR = "#E3A894"
EDGE, SEEN = "#5F6368", 3.0
"""Around bars that are hardly darker than the paper, and the contrast to it from which they need none."""
FOLDED: dict[str, Any] = {"level": 1, "hidden": True}
SHORT = LONGEST_TEXT // 2
"""No text of so few characters can be too long, however they are encoded."""
CUT = _("… [the text is cut here]")


def write_book(book: Book, path: Path, look: BaseLook, common: CommonRows | None = None) -> BookContents:
    """Write the workbook; an older file of that name stays until the new one is complete. Gives what its cells say, those
    of sheets with long tables aside, and of a workbook of too many texts nothing. ``common`` is what was written before with
    the same look.
    """
    writer = _Writer(book, look, common)
    with written_beside(path) as beside:
        writer.write(beside)
    if book.modules or writer.texts.forgotten:
        return BookContents({}, ())
    return BookContents(writer.contents, list(writer.texts.stored()))


class _Writer:
    """One workbook being written."""

    def __init__(self, book: Book, look: BaseLook, common: CommonRows | None) -> None:
        self.book = book
        self.look, self.common = look, common
        self.formats: dict[tuple[object, ...], Format] = {}
        self.texts = SharedTexts(partial(_fitting, language=book.language))
        self.contents: dict[str, CellContents] = {}
        self.lists: dict[tuple[str, ...], str] = {}
        charts = [chart for sheet in book.sheets for chart in sheet.charts]
        self.drawn = {series.values[0] for chart in charts for series in chart.series}

    def write(self, path: Path) -> None:
        """Write every sheet, then what belongs to the whole workbook."""
        self.worksheet_class = worksheet_class()
        base = self.look.styles["text"]
        font = {key: base[key] for key in ("font_name", "font_size") if key in base}
        options = {
            "default_format_properties": {**font, "locked": False},
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "in_memory": True,  # else each part is a temporary file first, which takes longer than all the rest
        }
        self.workbook: Workbook = workbook_class()(BytesIO(), options)
        self.workbook.str_table = self.texts
        created = CREATED if self.book.dated is None else datetime.combine(self.book.dated, time())
        self.workbook.set_properties({"title": self.book.title, "created": created, "author": self.book.author})
        self.workbook.spoken = self.book.language
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
        self.contents = {name: rows.contents for name, rows in self.workbook.rows_by_part() if not rows.tables}
        self.workbook.close()
        parts = list(self.workbook.parts())
        for sheet in self.workbook.worksheets():
            vars(sheet).clear()  # a workbook and its sheets hold each other: Python would not free them soon
        with path.open("wb") as file:
            write_package(parts, file)
        if self.book.linked:
            from followup.files.xlsx_writing.external_books import with_external_books

            path.write_bytes(with_external_books(path.read_bytes(), self.book.linked))
        if self.book.modules:
            from followup.files.xlsx_writing.vba import with_macros

            path.write_bytes(with_macros(path.read_bytes(), self.book.modules))

    def _write_sheet(self, sheet: Sheet) -> None:
        worksheet = self.workbook.add_worksheet(sheet.name, self.worksheet_class)
        self.looks = CellLooks(self.workbook, self.look, self.formats, sheet.protected)
        self._set_up(worksheet, sheet)
        worksheet.rows = rows = SheetRows(sheet, self.looks, self.texts, sheet.name in self.drawn, self.common)
        worksheet.cover(rows.area)
        for table in sheet.tables:
            titles = [rows.cells[table.first_row, at] for at in range(table.first_column, table.last_column + 1)]
            headers = [str(cell.value) for cell in titles]
            self._declare(worksheet, table.name, (table.first_row, table.first_column, table.last_row), headers)
        for block in sheet.blocks:
            self._declare_block(worksheet, block)
        for (row, column), link in sheet.links.items():
            cell = sheet.cells[row, column]
            worksheet.write_url(row, column, link, self.looks.format(*look_key(cell)), str(cell.value))
        for first, last, column, validation in sheet.validations:
            worksheet.data_validation(first, column, last, column, self._validation(validation))
        self._add_bars(worksheet, sheet)
        for colouring in sheet.colourings:
            self._add_colouring(worksheet, colouring)
        self._add_number_rules(worksheet, sheet)
        if sheet.charts or sheet.buttons or sheet.logo:  # they are placed by the heights of rows
            for row, height in rows.heights.items():
                worksheet.set_row(row, height)
        for chart in sheet.charts:
            self._add_chart(worksheet, chart)
        self._insert_logo(worksheet, sheet)
        self._insert_buttons(worksheet, sheet)

    def _add_colouring(self, worksheet: Worksheet, colouring: Colouring) -> None:
        rule = {
            "type": "formula",
            "criteria": f"={colouring.formula}",
            "format": self.looks.colours_of(colouring.style),
        }
        rule["stop_if_true"] = True
        area = (colouring.row, colouring.column, colouring.last_row, colouring.last_column)
        worksheet.conditional_format(*area, rule)

    def _add_bars(self, worksheet: Worksheet, sheet: Sheet) -> None:
        for bars in sheet.bars:
            rule: dict[str, Any] = {"type": "data_bar", "bar_color": bars.colour or self.look.main_colour}
            if bars.both_sides:
                rule |= {
                    "data_bar_2010": True,
                    "bar_solid": True,
                    "bar_negative_color": bars.below or NEGATIVE_COLOUR,
                    "bar_axis_position": "middle",
                    "bar_only": True,
                }
            else:
                rule |= {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
            worksheet.conditional_format(bars.row, bars.column, bars.last_row, bars.column, rule)
        for line in sheet.sparklines:
            colour = line.colour or self.look.main_colour
            options: dict[str, Any] = {
                "range": line.figures,
                "series_color": colour,
                "markers": True,
                "markers_color": colour,
            }
            options["weight"] = 1.5
            worksheet.add_sparkline(line.row, line.column, options)

    def _add_number_rules(self, worksheet: Worksheet, sheet: Sheet) -> None:
        for shown in sheet.number_rules:
            number_format = self.workbook.add_format({"num_format": shown.number_format})
            rule = {"type": "formula", "criteria": f"={shown.formula}", "format": number_format}
            worksheet.conditional_format(shown.row, shown.column, shown.last_row, shown.column, rule)

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
        hidden = self.looks.format("key")
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
        if sheet.cursor:
            worksheet.set_selection(*sheet.cursor, *sheet.cursor)
        self._set_paper(worksheet, sheet)
        if sheet.tab_colour:
            worksheet.set_tab_color(sheet.tab_colour)
        if sheet.protected:
            worksheet.protect("", {"select_locked_cells": True, "format_columns": True})
        {"visible": lambda: None, "hidden": worksheet.hide, "very hidden": worksheet.very_hidden}[sheet.state]()

    def _set_paper(self, worksheet: Worksheet, sheet: Sheet) -> None:
        paper = paper_of(sheet)
        if paper.landscape:
            worksheet.set_landscape()
        if sheet.repeat_rows:
            worksheet.repeat_rows(*sheet.repeat_rows)
        worksheet.set_paper(paper.size)
        worksheet.fit_to_pages(paper.across, 0)
        if (
            sheet.parts
        ):  # LibreOffice does as it is asked; Excel goes on where a page is full, as on every sheet made to fit
            worksheet.set_h_pagebreaks(breaks_of(sheet, paper, sheet.heights))
        if paper.across > 1 and sheet.freeze and sheet.freeze[1]:
            worksheet.repeat_columns(0, sheet.freeze[1] - 1)
        worksheet.set_margins(SIDE, SIDE, ABOVE, ABOVE)
        worksheet.set_header(self.look.header)
        worksheet.set_footer(self.look.footer)

    def _declare_block(self, worksheet: Worksheet, block: StreamedTable) -> None:
        if not block.name:
            return
        place = (block.row, block.column, block.row + max(len(block.rows), 1))
        self._declare(worksheet, block.name, place, [column.title for column in block.columns])
        for offset, column in enumerate(block.columns):
            options = FOLDED if column.folded else {}
            worksheet.set_column(block.column + offset, block.column + offset, column.width, None, options)

    def _declare(self, worksheet: Worksheet, name: str, place: tuple[int, int, int], headers: list[str]) -> None:
        first, column, last = place
        header = self.looks.format("header")
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
                self.texts.placed += 1

    def _add_chart(self, worksheet: Worksheet, chart: SheetChart) -> None:
        kind = {"stacked": ("bar", "percent_stacked"), "dots": ("line", None)}.get(chart.kind, (chart.kind, None))
        drawn = self.workbook.add_chart({"type": kind[0], **({"subtype": kind[1]} if kind[1] else {})})
        for series in chart.series:
            drawn.add_series(_series(series, chart.kind, self.look.main_colour))
        if chart.kind == "dots":
            drawn.set_high_low_lines({"line": {"color": "#A6A6A6", "width": 1.5}})
        drawn.set_title({"name": no_formula(chart.title), "name_font": {"size": 11, "bold": True}, "overlay": False})
        drawn.set_legend({"position": "bottom"})
        if chart.joined:
            drawn.show_blanks_as("span")  # else LibreOffice draws #N/A as 0
            drawn.show_hidden_data()
        axis: dict[str, Any] = {
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
            "num_format": chart.number_format,
        }
        if chart.kind == "stacked":
            axis["num_format"] = "0%"
        if "%" in chart.number_format:
            axis |= {"min": 0, "max": 1}
        (drawn.set_x_axis if kind[0] == "bar" else drawn.set_y_axis)(axis)
        if kind[0] == "bar":
            drawn.set_y_axis({"reverse": True})
        drawn.set_size({"width": chart.width, "height": chart.height})
        worksheet.insert_chart(chart.row, chart.column, drawn, {"description": chart.alt_text, "object_position": 2})


def _fitting(text: str, language: str) -> str:
    """The text as XML and a cell hold it, which says in a language where it is cut."""
    text = legal(text)
    return fitting(text, Words(language)(CUT)) if len(text) > SHORT else text


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
    if kind == "dots" and not series.dashed:
        return {**options, "line": {"none": True}, "marker": {"type": "automatic", "size": 8}}
    if kind in ("line", "dots"):
        marker = {"type": "none"} if series.dashed else {"type": "automatic", "size": 6}
        return {**options, "line": line, "marker": marker}
    fill = series.colour or colour
    edge = {"border": {"color": EDGE, "width": 0.75}} if contrast(fill, WHITE) < SEEN else {}
    if series.hatched:
        hatching = {"pattern": "wide_upward_diagonal", "fg_color": fill, "bg_color": WHITE}
        return {**options, "pattern": hatching, "border": {"color": fill, "width": 0.75}, "gap": 60}
    return {**options, "fill": {"color": fill}, **edge, "gap": 60}


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
