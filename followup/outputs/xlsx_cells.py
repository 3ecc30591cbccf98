"""The cells of a report's columns as a workbook holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from followup.files.book import DAY, BookValue, Cell, Value, WorkbookLink
from followup.files.legal import MOST_LINES, fitting
from followup.files.names import sheet_name
from followup.locale import Words, _
from followup.reports.table import CellLink, Cells, ReportColumn, ReportTable

CUT_AT = _("… [the text is cut here; all of it stands in {file}, {place}]")
STATES: Mapping[str, str] = {"info": "level other"}
"""Styles of states that are not called as the states are."""


def columns_of(table: ReportTable[Any], words: Words) -> Iterator[Sequence[Sequence[BookValue]]]:
    """A long table, some of its rows at a time as columns: bare values but for the cells that have a look of their own."""
    for rows, columns in table.batches():
        pairs = zip(table.columns, columns, strict=True)
        yield [_column_values(column, cells, rows, words) for column, cells in pairs]


def _column_values(column: ReportColumn[Any], cells: Cells, rows: Sequence[Any], words: Words) -> list[BookValue]:
    values: list[BookValue] = [None if value == "" else value for value in cells.values]
    if column.place is not None:
        for at, value in enumerate(values):
            if isinstance(value, str) and len(value) >= MOST_LINES:
                values[at] = _cut(column, value, rows[at], words)
    for at, links in cells.links.items():
        values[at] = link_to(str(cells.values[at]), links[0])
    for at in (
        cells.formats.keys() | cells.colours.keys() | cells.states.keys() | cells.indents.keys() | set(cells.prose)
    ):
        style, number_format, indent, colour, wrap = _look(cells, at)
        if style == "label":
            style = column.look if column.look == "text" else style
        values[at] = _cell(values[at], style, number_format, indent, colour, wrap and column.wrap)
    return values


def _cut(column: ReportColumn[Any], text: str, row: Any, words: Words) -> str:
    place = column.place(row) if column.place is not None else None
    return text if place is None else cut_text(text, place.file, place.where, words)


def cut_text(text: str, file: str, place: str, words: Words) -> str:
    """A text as far as a cell holds it, saying where the whole of it stands."""
    return fitting(text, words(CUT_AT.filled(file=file, place=place)), MOST_LINES)


def _look(cells: Cells, at: int) -> tuple[str, str, int, str, bool]:
    """Style, number format, indent, colour, and whether the text is wrapped. A sum stands out where it is a figure."""
    number_format = cells.formats.get(at, "")
    style = "label total" if at in cells.strong and number_format else "label"
    if at in cells.states:
        style = STATES.get(cells.states[at], cells.states[at])
    return style, number_format, cells.indents.get(at, 0), cells.colours.get(at, ""), at not in cells.prose


@lru_cache(512, typed=True)  # a level, or a cell without a value, is thousands of times the same
def _cell(value: Value | WorkbookLink, style: str, number_format: str, indent: int, colour: str, wrap: bool) -> Cell:
    return Cell(value, style, number_format, indent=indent, colour=colour, wrap=wrap)


def link_to(text: str, link: CellLink) -> WorkbookLink:
    """A text that leads to an address, to a cell of a file, or to one of this workbook."""
    sheet = link.sheet if link.address or not link.sheet else sheet_name(link.sheet)
    return WorkbookLink(text, sheet, link.cell or "A1", link.address)


def placed_cells(column: ReportColumn[Any], rows: Sequence[Any]) -> Iterator[tuple[int, Cell]]:
    """The cells of a column in a short table, each by its row."""
    cells = column.cells(rows)
    for at in range(len(cells.values)):
        value = _with_remarks(cells, at)
        if cells.values[at] is None and column.look == "text":
            continue  # running text has no empty boxes
        style, number_format, *more = _look(cells, at)
        cell_style = _column_style(column, cells, at) if style == "label" else style
        usual = column.number_format or (DAY if isinstance(value, date) else "")
        cell = _cell(value, cell_style, number_format or usual, *more)
        formula = cells.formulas.get(at, "")
        if isinstance(cell.value, Decimal | int) and at in cells.links:
            formula = _leading(cells.links[at][0], formula or f"{Decimal(cell.value):f}")
        yield at, cell._replace(formula=f"={formula}") if formula else cell


def _leading(link: CellLink, figure: str) -> str:
    """A formula of a figure that leads somewhere, and stays a figure."""
    target = link_to("", link).target.replace('"', '""')
    return f'HYPERLINK("{target}",{figure})'


def _with_remarks(cells: Cells, at: int) -> Value | WorkbookLink:
    """A value with its footnotes in brackets, leading to its address; of several lines each has its own behind it."""
    value, links, notes = cells.values[at], cells.links.get(at, ()), cells.notes.get(at, ())
    if value is None or value == "" or isinstance(value, Decimal | int) or not (links or notes):
        return None if value == "" else value
    lines = str(value).split("\n")
    for line, note in notes:
        lines[line] += f" [{note}]"
    if links and len(lines) == 1:
        return link_to(lines[0], links[0])
    for link in links:
        lines[link.line] += f" ({link.address})"
    return "\n".join(lines)


def _column_style(column: ReportColumn[Any], cells: Cells, at: int) -> str:
    """The look of the column but for a sum; a text among links that leads nowhere looks like others."""
    leads_nowhere = column.look == "link" and cells.values[at] is not None and at not in cells.links
    return "label total" if at in cells.strong else "label" if leads_nowhere else column.look
