"""Fill in a workbook as a person does: find the header, find the row by its label, type into the cell.

Nothing here knows how our forms are laid out; it reads what a person sees. The examples and many tests are filled in
this way, so that layout and reading are not tested with themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.files.disk.atomic_files import written_beside
from followup.files.examples.markdown_tables import TextTable
from followup.files.packages.saved import save_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"[+-]?(\d{1,3}( \d{3})+|\d+)(,\d+)?( ?%)?")


BELOW = "↓"
"""A cell whose words end so asks for paragraphs in the rows under it."""

BREAK = "<br>"
"""Stands between the paragraphs of a text in a table."""

LINK = re.compile(r"\[(.+)\]\((\S+)\)")
"""A paragraph that leads to an address, as Markdown writes it."""


class NotFound(LookupError):
    """A header or a row that the workbook does not show."""


def fill(source: Path, target: Path, tables: Iterable[TextTable]) -> None:
    """A copy of ``source`` with the tables typed in, saved as ``target``."""
    import openpyxl

    workbook = openpyxl.load_workbook(source, keep_vba=source.suffix == ".xlsm")
    type_tables(workbook, tables)
    with written_beside(target) as beside:
        beside.write_bytes(save_bytes(workbook))
    workbook.close()
    if workbook.vba_archive is not None:
        workbook.vba_archive.close()


def type_tables(workbook: Any, tables: Iterable[TextTable]) -> None:
    """Type the tables into a workbook of openpyxl."""
    for table in tables:
        _fill_table(_sheets(workbook), table)


def _sheets(workbook: Any) -> list[Worksheet]:
    """Those in view first, then those that a person may bring into view."""
    states = ("visible", "hidden")
    return [sheet for state in states for sheet in workbook.worksheets if sheet.sheet_state == state]


def _fill_table(sheets: Sequence[Worksheet], table: TextTable) -> None:
    try:
        sheet, header, columns = _find_header(sheets, table)
    except NotFound:  # a template has no column that its unit does not answer
        table = _without_blank_columns(table)
        sheet, header, columns = _find_header(sheets, table)
    sheet.sheet_state = "visible"
    people_add_rows = not any(_matching(sheet, header, columns[0], None))
    at = header
    for row in table.rows:
        at = _next_empty(sheet, at, columns) if people_add_rows else _find_row(sheet, header, columns, row)
        for column, text in zip(columns, row, strict=True):
            cell: Any = sheet.cell(at, column)
            if people_add_rows and not cell.has_style:
                above: Any = sheet.cell(at - 1, column)
                cell._style = above._style
            if text and _text(cell).endswith(BELOW):
                _type_below(sheet, cell, text)
            elif text and _text(cell) != text.split(" > ")[-1]:
                _type(cell, text)


def _without_blank_columns(table: TextTable) -> TextTable:
    """The table without the columns in which nothing is to be typed; the first, which names the rows, stays."""
    typed = [at for at in range(len(table.titles)) if at == 0 or any(row[at] for row in table.rows)]
    titles = tuple(table.titles[at] for at in typed)
    return TextTable(table.heading, titles, tuple(tuple(row[at] for at in typed) for row in table.rows))


def _find_header(sheets: Sequence[Worksheet], table: TextTable) -> tuple[Worksheet, int, list[int]]:
    """The sheet and row that hold every title; the sheet of the table's own name first, then under its heading."""
    ordered = sorted(sheets, key=lambda sheet: sheet.title != table.heading)
    for sheet in ordered:
        for cells in sheet.iter_rows():
            titles = {_text(cell): cell.column or 0 for cell in reversed(cells) if cell.value is not None}
            if all(title in titles for title in table.titles):
                return sheet, cells[0].row or 0, [titles[title] for title in table.titles]
    raise NotFound(f"{table.heading}: no row holds the titles {', '.join(table.titles)}")


def _find_row(sheet: Worksheet, header: int, columns: Sequence[int], row: Sequence[str]) -> int:
    """The row whose label is the first text; where several are, those whose next texts agree too.

    ``Läkarbesök > Somatik`` is the first Somatik below Läkarbesök.
    """
    *above, label = row[0].split(" > ")
    start = header
    for name in above:
        start = next((at for at in _matching(sheet, start, columns[0], name)), start)
    matches = list(_matching(sheet, start, columns[0], label))
    if above:
        matches = matches[:1]
    for column, text in zip(columns[1:], row[1:], strict=True):
        if len(matches) <= 1:
            break
        matches = [at for at in matches if _text(sheet.cell(at, column)) == text]
    if not matches:
        raise NotFound(f"{sheet.title}: no row with the label {row[0]}")
    return matches[0]


def _matching(sheet: Worksheet, after: int, column: int, label: str | None) -> Iterable[int]:
    for at in range(after + 1, sheet.max_row + 1):
        text = _text(sheet.cell(at, column))
        if text and (label is None or text == label):
            yield at


def _next_empty(sheet: Worksheet, last: int, columns: Sequence[int]) -> int:
    at = last + 1
    while any(sheet.cell(at, column).value is not None for column in columns):
        at += 1
    return at


def _text(cell: Any) -> str:
    value = cell.value
    return " ".join(str(value).split()) if value is not None else ""


def _type_below(sheet: Worksheet, cell: Any, text: str) -> None:
    """Paste paragraphs, one a row, as Excel does with what comes from Word."""
    for offset, paragraph in enumerate(text.split(BREAK), start=1):
        below: Any = sheet.cell(cell.row + offset, cell.column)
        link = LINK.fullmatch(paragraph.strip())
        _type(below, link[1] if link else paragraph.strip())
        if link:
            below.hyperlink = link[2]


def _type(cell: Any, text: str) -> None:
    """Type as a person: Excel takes 45 467 for a number and 41 % for a share, unless the cell is formatted as text."""
    text = text.replace(BREAK, "\n")
    value: Any = text
    if cell.number_format != "@":
        if DAY.fullmatch(text):
            value = date.fromisoformat(text)
        elif NUMBER.fullmatch(text):
            value = float(text.rstrip(" %").replace(" ", "").replace(",", "."))
            if text.endswith("%"):
                value = round(value / 100, 12)
                cell.number_format = r"0.0\ %"
            elif value == int(value):
                value = int(value)
    cell.value = value
    if isinstance(value, str) and value.startswith("="):
        cell.data_type = "s"
