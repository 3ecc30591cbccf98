"""Our kind of worksheet: rows that grow, and a short way for long tables."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from followup.files.book import Link, column_letters
from followup.files.legal import LONGEST_TEXT, legal

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_LIST = 255
"""The longest text in a formula or in a list of choices."""

SHORT = LONGEST_TEXT // 2
"""No text of so few characters can be too long, however they are encoded."""


def worksheet_class() -> type[Worksheet]:
    """Our kind of worksheet; made here because XlsxWriter is loaded only when something is written."""
    from xlsxwriter.worksheet import Worksheet

    class GrowingWorksheet(Worksheet):  # type: ignore[misc]
        """A worksheet whose rows have a height to begin with and still grow with what people type.

        Long tables take a short way around XlsxWriter's own, which checks and escapes each cell by itself; what is
        written is the same, and what the short way does not know is left to XlsxWriter.
        """

        put_row = _put_row

        def _write_cell(self, row: int, col: int, cell: Any) -> None:
            xml = _cell_xml(row, col, cell)
            if xml:
                self.fh.write(xml)
            else:
                super()._write_cell(row, col, cell)

        def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
            if tag == "row":
                attributes = [each for each in attributes if each[0] != "customHeight"]
            super()._xml_start_tag_unencoded(tag, attributes)

    return GrowingWorksheet


def _put_row(
    sheet: Any, row: int, first: int, values: Sequence[Any], forms: Sequence[Format], write: Callable[..., None]
) -> None:
    """Place a run of values, a format each; ``write`` is called for one that needs more than to be stored."""
    from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple

    sheet._check_dimensions(row, first)
    sheet._check_dimensions(row, first + len(values) - 1)
    cells, shared = sheet.table[row], sheet.str_table._get_shared_string_index
    for column, (value, form) in enumerate(zip(values, forms, strict=False), start=first):
        kind = value.__class__
        if kind is str and len(value) <= SHORT:
            cells[column] = CellStringTuple(shared(legal(value)), form)
        elif kind is Decimal:
            cells[column] = CellNumberTuple(float(value), form)
        elif value is None:
            cells[column] = CellBlankTuple(form)
        elif kind is Link and (formula := hyperlink(value)):
            cells[column] = CellFormulaTuple(formula[1:], form, value.text)
        else:
            write(sheet, row, column, value, form)


def _cell_xml(row: int, column: int, cell: Any) -> str:
    """The XML of a cell of the common kinds, as XlsxWriter writes it; empty for any other."""
    kind, form = cell.__class__.__name__, cell.format
    if form is None:
        return ""
    style = form._get_xf_index() if form.xf_index is None else form.xf_index
    start = f'<c r="{_letters(column)}{row + 1}" s="{style}"'
    if kind == "String":
        return f'{start} t="s"><v>{cell.string}</v></c>'
    if kind == "Number":
        return f"{start}><v>{cell.number:.16G}</v></c>"
    if kind == "Blank":
        return f"{start}/>"
    if kind == "Formula" and isinstance(cell.value, str) and cell.value[:1] not in ("", "#"):
        return f'{start} t="str"><f>{escape(cell.formula, quote=False)}</f><v>{escape(cell.value, quote=False)}</v></c>'
    return ""


_letters = functools.cache(column_letters)


def hyperlink(link: Link) -> str:
    """The formula of a link; empty when it would be longer than Excel takes."""
    target, text = link.target.replace('"', '""'), link.text.replace('"', '""')
    if len(target) > LONGEST_LIST or len(text) > LONGEST_LIST:
        return ""
    return f'=HYPERLINK("{target}","{text}")'
