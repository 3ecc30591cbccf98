"""A report as a workbook: a sheet for each chapter, and on it what each kind of part becomes there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import accumulate, takewhile
from typing import Any

from followup.files.addresses import LAST_ROW
from followup.files.book import (
    PROGRAM,
    UNBOXED,
    Bars,
    Book,
    Cell,
    LazyRows,
    NumberRule,
    SeriesRanges,
    SheetChart,
    Sparkline,
    StreamedColumn,
    StreamedTable,
    column_letters,
)
from followup.files.names import sheet_name
from followup.locale import Message, Words, _, literal, n_
from followup.locale.numbers import show_percent
from followup.outputs.xlsx_cells import columns_of, link_to, placed_cells
from followup.reports.parts import (
    ChartSource,
    Heading,
    PageLayout,
    Part,
    ReportChart,
    ReportParagraph,
    ReportTiles,
    Tile,
)
from followup.reports.report import Report
from followup.reports.table import CellLink, ReportColumn, ReportTable

STYLES = {"note": "instruction", "muted": "muted", "warning": "warning"}
"""The styles of paragraphs that are no running text."""

FIRST_WIDTH, GRID_COLUMNS, GRID_WIDTH = 33, 16, 9
"""The first sheet: a column of labels, then columns that are alike, as many as a laptop's screen has room for; in characters.
"""

HEADER, TOTAL = f"header{UNBOXED}", "label total"

LETTERS, BOLD = 1.15, 1.0
"""Letters that have the room of a figure, on average, and bold ones."""

TILE_COLUMNS = (0, 2, 5, 8, 11)
"""Where its tiles stand."""

CONTENTS_OF_DATA = 4
"""The column in which the list of sheets has those of data."""

DRAWN_SHEET = "_drawn"
"""The hidden sheet that holds what small lines are drawn through."""

LINE_HEIGHT = 24
"""Of a row with small lines, in points."""

ROWS_OF_A_SHEET = LAST_ROW
"""Excel has no more."""

SHARE_FORMAT = "0.0##%"
POINT = "•"
BELOW_LINES = 3
"""Where what follows a chapter's lines begins, counted from 0."""

CHART_WIDTH, CHART_HEIGHT, ROWS_OF_A_CHART, COLUMNS_OF_A_CHART = 500, 270, 15, 8
"""Charts that stand by themselves: two rows of them fill a printed page, so that none is cut in two."""

WIDE_CHART, BAR_HEIGHT, LEAST_HEIGHT, AROUND_BARS, ROW_HEIGHT = 860, 26, 240, 90, 20
"""A chart below its table is as high as its bars need; a row of a sheet is so many pixels high."""

BAR_COLOUR = "#9FC5D9"
COLOURS = ("#0A4560", "#DE7A26", "#3B2A6B", "#4A9D4E")
"""Of series side by side: at least 3:1 to the next and to the paper."""

TARGET_COLOUR = "#5F6368"


def book_of(report: Report, parts: Iterable[Part]) -> Book:
    """The workbook that parts of a report make; the first of them is a heading. Rows are worked out when they are written."""
    sender, dated = report.subject.frame.sender, report.subject.frame.period.document_day
    title, author = f"{sender.title} · {sender.region}", sender.region or PROGRAM
    book = Book(title, language=report.words.language, author=author, dated=dated)
    drawing = _BookRenderer(book, report.words)
    for part in parts:
        RENDERERS[type(part)](drawing, part)
    drawing.put_contents()
    return book


class _BookRenderer:
    """A workbook on its way: its last sheet, the next free row there, and where each table stands."""

    def __init__(self, book: Book, words: Words) -> None:
        self.book, self.words = book, words
        self.tables: dict[int, tuple[ReportTable[Any], str, int, Sequence[int]]] = {}

    def page(self, _page: PageLayout) -> None:
        """Sheets have pages of their own."""

    def heading(self, heading: Heading) -> None:
        """A chapter begins a sheet, one without a text with its table; a lower heading stands above what follows, a row or
        two apart.
        """
        if heading.level == 1:
            names = {sheet.name for sheet in self.book.sheets}
            self.sheet = self.book.sheet(sheet_name(heading.name or heading.text, names))
            self.at, self.has_content, self.on_screen = 0, False, heading.screen
            if heading.text:
                self.sheet.put(0, 0, heading.text, "title")
                self.at = 1
            if len(self.book.sheets) == 1:
                self.has_overview = heading.screen
            elif heading.text and self.has_overview:
                first = CellLink("", 0, self.book.sheets[0].name, "A1")
                self.sheet.put(1, 0, link_to(self.words(_("to the overview")), first), "link", wrap=False)
                self.at = 2
            if self.on_screen:
                grid = dict.fromkeys(range(1, GRID_COLUMNS + 1), GRID_WIDTH)
                self.sheet.widths = {0: FIRST_WIDTH, **grid}
        else:
            self._leave_room()
            self.sheet.put(self.at, 0, heading.text, "heading")
            if self.on_screen:
                self.sheet.parts.append(self.at)
            self.at += 1

    def _leave_room(self) -> None:
        """Between two parts of a sheet; on the first, which is to be seen at a glance, less."""
        if self.has_content:
            self.at += 1 if self.on_screen else 2
        elif self.at > 1:
            self.at = max(self.at, BELOW_LINES)
        elif self.at:
            self.at += 1
        self.has_content = True

    def put_contents(self) -> None:
        """Links to every sheet that can be seen, below all else on the first one: those to read, and those of data beside."""
        first, *others = [sheet for sheet in self.book.sheets if sheet.state == "visible"]
        to_read = [sheet.name for sheet in others if sheet.freeze is None or sheet.freeze[0] > 1]
        data = [sheet.name for sheet in others if sheet.name not in to_read]
        if not others or not self.has_overview:
            return
        self.sheet = first
        row = 2 + max(
            [row for row, _column in first.cells] + [chart.row + chart.height // ROW_HEIGHT for chart in first.charts]
        )
        first.put(row, 0, self.words(_("Sheets")), "heading")
        first.parts.append(row)
        for column, names in ((0, to_read), (CONTENTS_OF_DATA, data)):
            for at, name in enumerate(names, start=row + 1):
                first.put(at, column, link_to(name, CellLink("", 0, name, "A1")), "link", wrap=False)

    def paragraph(self, paragraph: ReportParagraph) -> None:
        """A line that runs over the cells beside it, behind its number and before its footnotes."""
        style = STYLES.get(paragraph.manner, "text")
        mark = POINT if paragraph.manner == "point" else paragraph.mark
        text = " ".join(filter(None, (mark, paragraph.text, *(f"[{note}]" for note in paragraph.notes))))
        value = link_to(text, CellLink(paragraph.link)) if paragraph.link else text
        self.sheet.put(self.at, 0, value, "link" if paragraph.link else style, wrap=False)
        if paragraph.manner == "warning":
            self.sheet.row(self.at, 1, [None, None], style)
        self.at += 1

    def table(self, table: ReportTable[Any]) -> None:
        """An Excel table where it has a key, else cells below a row of titles; right below a heading of its own."""
        if table.key:
            above = self.sheet.cells.get((self.at - 1, 0))
            if above is None or above.style != "heading":
                self._leave_room()
            self.at += self._put_block(table)
        else:
            self._put_cells(table)
            self.at += len(table.rows)
        self.has_content = True

    def _put_block(self, table: ReportTable[Any]) -> int:
        """How many rows of a long table the sheet has room for; where those are not all, that stands above it."""
        room = ROWS_OF_A_SHEET - self.at - 1
        if len(table.rows) > room:
            left_out = len(table.rows) - room + 1
            message = _no_room(left_out)
            self.book.left_out.append(_("{sheet}: {message}", sheet=literal(self.sheet.name), message=message))
            self.paragraph(ReportParagraph(self.words(message), "warning"))
            table_rows = table.rows[: room - 1]
        else:
            table_rows = table.rows
        shown = replace(table, rows=table_rows)
        rows = LazyRows(len(shown.rows), partial(columns_of, shown, self.words))
        self.sheet.blocks.append(StreamedTable(table.key, self.at, 0, self._as_wide(_unique(table)), rows))
        self.sheet.number_rules += _share_rules(shown, self.at + 1)
        self.tables[id(table)] = (table, self.sheet.name, self.at + 1, range(len(table.columns)))
        one_table = len(self.sheet.blocks) == 1
        self.sheet.freeze = (self.at + 1, table.fixed) if one_table else None
        self.sheet.repeat_rows = (self.at, self.at) if one_table else None
        self.at += 1
        return len(shown.rows)

    def _as_wide(self, columns: Sequence[StreamedColumn]) -> Sequence[StreamedColumn]:
        """Columns at least as wide as those above them on the sheet: a sheet has one width for all."""
        above = [block.columns for block in self.sheet.blocks]
        widest = [max((of[at].width for of in above if at < len(of)), default=0) for at in range(len(columns))]
        return [replace(column, width=max(column.width, least)) for column, least in zip(columns, widest, strict=True)]

    def _put_cells(self, table: ReportTable[Any]) -> None:
        sheet, widths = self.sheet, self.sheet.widths
        places = [0, *accumulate(column.span if self.on_screen else 1 for column in table.columns)]
        if any(table.titles):
            self._put_titles(table, places)
            self.at += 1
        self.tables[id(table)] = (table, sheet.name, self.at, places)
        for number, column in zip(places, table.columns, strict=False):
            if not self.on_screen:
                widths[number] = max(widths.get(number, 0), column.width)
            # beside the last one nothing stands
            self._put_column(column, table.rows, number, column is table.columns[-1])

    def _put_column(self, column: ReportColumn[Any], rows: Sequence[Any], number: int, is_last: bool) -> None:
        """The cells of a column of few rows, and what is drawn in them."""
        sheet, last = self.sheet, self.at + len(rows) - 1
        span = GRID_COLUMNS if is_last else column.span
        placed = list(placed_cells(column, rows))
        shown = _cut_apart((cell.value for _at, cell in placed), number, span) if self.on_screen and span > 1 else {}
        for at, cell in placed:
            sheet.cells[self.at + at, number] = _on_grid(cell, number, span, shown) if self.on_screen else cell
            if self.on_screen and cell.style == TOTAL:  # the line above it is as long as the row
                for beside in range(number + 1, number + column.span):
                    sheet.put(self.at + at, beside, None, TOTAL + UNBOXED)
        if column.bars in ("apart", "apart alike"):  # they would stand over the figures: beside them
            for row in range(self.at, last + 1):
                sheet.cells[row, number + 1] = sheet.cells[row, number]
            below = BAR_COLOUR if column.bars == "apart alike" else ""
            sheet.bars.append(Bars(self.at, number + 1, last, True, BAR_COLOUR, below))
        elif column.bars:
            sheet.bars.append(Bars(self.at, number, last, colour=BAR_COLOUR))
        if column.lines is not None:
            self._put_lines(column.lines(rows), number)

    def _put_titles(self, table: ReportTable[Any], places: Sequence[int]) -> None:
        if not self.on_screen:
            self.sheet.row(self.at, 0, table.titles, "header")
            return
        last = places[-2] + math.ceil(len(table.titles[-1]) / (GRID_WIDTH * LETTERS))
        for column in range(max(places[-1], last)):
            self.sheet.put(self.at, column, None, HEADER)
        for number, title, after in zip(places, table.titles, [*table.titles[1:], ""], strict=False):
            end = places[places.index(number) + (2 if not after and number < places[-2] else 1)]
            runs_over = not after or end > number + 1
            is_last = number == places[-2]
            shown = title if is_last or not runs_over else _cut(title, number, end - number, BOLD)
            self.sheet.put(self.at, number, shown or None, HEADER, wrap=not runs_over)

    def _put_lines(self, lines: Sequence[Sequence[float | None]], column: int) -> None:
        """Small lines in the cells of a column, through figures on a sheet that nobody sees."""
        drawn = self.book.sheet(DRAWN_SHEET)
        drawn.state = "very hidden"
        for at, figures in enumerate(lines, start=self.at):
            row = 1 + max((row for row, _column in drawn.cells), default=-1)
            for place, figure in enumerate(figures):
                drawn.put(row, place, None if figure is None else Decimal(str(figure)), "key")
            if figures:
                last = f"{DRAWN_SHEET}!$A${row + 1}:${column_letters(len(figures) - 1)}${row + 1}"
                self.sheet.sparklines.append(Sparkline(at, column, last))
                self.sheet.heights[at] = LINE_HEIGHT

    def tiles(self, tiles: ReportTiles) -> None:
        """Figures in large type beside each other, what they are below them."""
        self._leave_room()
        for column, tile in zip(TILE_COLUMNS, tiles.tiles, strict=False):
            self.sheet.put(self.at, column, _shown(tile, self.words), "title", wrap=False)
            for below, line in enumerate(tile.lines, start=self.at + 1):
                leads = CellLink("", 0, sheet_name(tile.leads, set()), tile.cell) if tile.leads and line else None
                value = link_to(line, leads) if leads is not None and below == self.at + 1 else line
                self.sheet.put(below, column, value, "link" if leads and below == self.at + 1 else "text", wrap=False)
        self.at += 1 + max((len(tile.lines) for tile in tiles.tiles), default=0)
        self.has_content = True

    def chart(self, chart: ReportChart) -> None:
        """A chart of what stands in a table of the workbook: below it, or beside others on a sheet of their own.

        Where its figures stand in no table they are put into words.
        """
        if chart.drawn is None:
            self.paragraph(ReportParagraph(chart.alt_text))
            return
        series = self._series(chart, chart.drawn)
        if self.has_content:
            self.sheet.charts.append(self._below(chart, series, chart.drawn))
        else:
            self.sheet.charts.append(self._beside(chart, series))

    def _below(self, chart: ReportChart, series: tuple[SeriesRanges, ...], drawn: ChartSource) -> SheetChart:
        first, last = drawn.rows
        height = max(LEAST_HEIGHT, AROUND_BARS + BAR_HEIGHT * (last - first + 1))
        row = self.at + 1
        self.at = row + height // ROW_HEIGHT + 1
        return SheetChart(
            row, 0, chart.kind, chart.title, series, chart.alt_text, chart.number_format, WIDE_CHART, height
        )

    def _beside(self, chart: ReportChart, series: tuple[SeriesRanges, ...]) -> SheetChart:
        number = len(self.sheet.charts)
        row, column = 2 + number // 2 * ROWS_OF_A_CHART, number % 2 * COLUMNS_OF_A_CHART
        number_format = chart.number_format.replace(" %", r"\ %")
        size = CHART_WIDTH, CHART_HEIGHT
        return SheetChart(row, column, chart.kind, chart.title, series, chart.alt_text, number_format, *size)

    def _series(self, chart: ReportChart, drawn: ChartSource) -> tuple[SeriesRanges, ...]:
        """The ranges of the table that hold the figures; levels have colours of their own, a target is a dashed line."""
        _table, sheet, below, places = self.tables[id(drawn.table)]
        first, last = (below + row for row in drawn.rows)

        def range_of(column: int) -> tuple[str, int, int, int, int]:
            return sheet, first, places[column], last, places[column]

        category, titles = range_of(drawn.category), drawn.table.titles
        tones = (
            [(series.colour, series.hatched) for series in chart.figures().series] if chart.kind == "stacked" else ()
        )
        tones = tones or [(COLOURS[number % len(COLOURS)], False) for number in range(len(drawn.series))]
        series = [
            SeriesRanges(titles[column], category, range_of(column), colour, hatched=hatched)
            for column, (colour, hatched) in zip(drawn.series, tones, strict=True)
        ]
        if drawn.target is not None:
            series.append(SeriesRanges(titles[drawn.target], category, range_of(drawn.target), TARGET_COLOUR, True))
        return tuple(series)


def _share_rules(table: ReportTable[Any], first: int) -> Iterator[NumberRule]:
    """Shares of a column of many kinds of figures are shown as per cent."""
    for number, column in enumerate(table.columns):
        if column.shares_by is not None:
            formula = f'${column_letters(column.shares_by)}{first + 1}="%"'
            yield NumberRule(first, number, first + len(table.rows) - 1, formula, SHARE_FORMAT)


def _shown(tile: Tile, words: Words) -> str:
    """A figure as text: in large type it is wider than its cell."""
    figure = tile.figure
    if isinstance(figure, Decimal) and "%" in tile.number_format:
        decimals = tile.number_format.partition(";")[0].partition(".")[2].count("0")
        sign = "+" if tile.number_format.startswith("+") and figure > 0 else ""
        return sign + show_percent(figure, words.language, decimals)
    signed = isinstance(figure, Decimal) and tile.number_format.startswith("+") and figure > 0
    return f"+{words.show(figure)}" if signed else words.show(figure)


def _on_grid(cell: Cell, column: int, span: int, shown: Mapping[object, str]) -> Cell:
    """Without a box, on one line that runs over as many cells as it may; a longer one is ``shown`` cut."""
    style = {"label": "text", TOTAL: TOTAL + UNBOXED}.get(cell.style, cell.style)
    value = shown.get(cell.value, cell.value) if isinstance(cell.value, str) else cell.value
    return cell._replace(value=value, style=style, wrap=cell.wrap and span == 1 and not column)


def _cut_apart(values: Iterable[object], column: int, span: int) -> Mapping[object, str]:
    """Texts as they have room. Where those that are cut begin alike, behind the part that they are of, some of what they share
    is left out instead, so that they differ.
    """
    texts = [text for text in dict.fromkeys(values) if isinstance(text, str)]
    shown: dict[object, str] = {text: _cut(text, column, span) for text in texts}
    alike: dict[str, dict[str, None]] = {}
    for text in texts:
        if shown[text] != text:
            name = text.partition(": ")[2] or text
            alike.setdefault(name[: len(str(shown[text])) // 2], {})[name] = None
    for names in alike.values():
        shared = sum(1 for _same in takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False)))
        for text in texts if len(names) > 1 else ():
            if (text.partition(": ")[2] or text) in names and shown[text] != text:
                differs = len(text) - len(text.partition(": ")[2] or text) + shared
                shown[text] = _cut(_without_middle(text, differs, len(shown[text])), column, span)
    return shown


def _without_middle(text: str, shared: int, room: int) -> str:
    """A text whose beginning is another's too, as far as ``shared``: a part of that, and from the word on that differs."""
    differs = text.rfind(" ", 0, shared) + 1
    begins = text.rfind(" ", 0, room // 2)
    return text if differs <= begins else f"{text[: max(begins, 0)]} … {text[differs:]}"


def _cut(text: str, column: int, span: int, letters: float = LETTERS) -> str:
    """As much of a text as so many columns have room for, saying so where it is cut."""
    room = int((0 if column else FIRST_WIDTH - GRID_WIDTH) + span * GRID_WIDTH * letters)
    return text if len(text) <= room else text[: room - 1].rstrip(" ,.") + "…"


def _no_room(count: int) -> Message:
    return n_(
        "{n} row has no room on a sheet of Excel and is left out here. All rows are in the facts: followup export",
        "{n} rows have no room on a sheet of Excel and are left out here. All rows are in the facts: followup export",
        count,
    )


def _unique(table: ReportTable[Any]) -> list[StreamedColumn]:
    """The columns of an Excel table: every title must differ, case aside."""
    titles: set[str] = set()
    columns = []
    for column in table.columns:
        title = column.title
        while title.casefold() in titles:
            title += " "
        titles.add(title.casefold())
        columns.append(
            StreamedColumn(title, column.look, column.number_format, column.width, column.wrap, column.folded)
        )
    return columns


RENDERERS: Mapping[type, Callable[[_BookRenderer, Any], None]] = {
    PageLayout: _BookRenderer.page,
    Heading: _BookRenderer.heading,
    ReportParagraph: _BookRenderer.paragraph,
    ReportTable: _BookRenderer.table,
    ReportChart: _BookRenderer.chart,
    ReportTiles: _BookRenderer.tiles,
}
