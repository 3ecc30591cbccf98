"""Our kind of worksheet: rows that grow, and a short way for long tables."""

from __future__ import annotations

from bisect import bisect
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.files.book import WorkbookLink, column_letters
from followup.files.legal import LONGEST_TEXT
from followup.files.packages.repack import PackedPart

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST_LIST = 255
"""The longest text in a formula or in a list of choices."""

SHORT = LONGEST_TEXT // 2
"""No text of so few characters can be too long, however they are encoded."""


ROWS_OF_A_SPAN = 16
"""Rows share a note of their columns by sixteens, as Excel writes it."""


class FormulaXml(str):
    """The formula of a cell as XML, where it is shared: its first cell has the text, those below it only a number."""

    __slots__ = ()


class CellRun(NamedTuple):
    """Cells from one column to another, counted from 0, as XML."""

    first: int
    last: int
    xml: str


def worksheet_class() -> type[Worksheet]:
    """Our kind of worksheet; made here because XlsxWriter is loaded only when something is written."""
    from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

    class GrowingWorksheet(Worksheet):  # type: ignore[misc]
        """A worksheet whose rows have a height to begin with and still grow with what people type.

        What XlsxWriter puts into the file for it is empty: ``packed`` is what belongs there.

        Long tables take a short way around XlsxWriter's own, which checks and escapes each cell by itself; what is
        written is the same, and what the short way does not know is left to XlsxWriter.
        """

        def __init__(self) -> None:
            super().__init__()
            self.runs: dict[int, CellRun] = {}

        _write_rows = _write_rows
        put_run, index_of, number_styles, add_long_table = _put_run, _index_of, _number_styles, _add_long_table

        def put_formula(self, row: int, column: int, formula: str, form: Any, result: object) -> None:
            """Place a formula, without its =. XlsxWriter looks each of them over for functions newer than Excel 2010; ours
            name none.
            """
            self._check_dimensions(row, column)
            self.table[row][column] = CellFormulaTuple(formula, form, result)

        def _assemble_xml_file(self) -> None:
            self.packed = PackedPart()
            with self.packed.text() as self.fh:
                super()._assemble_xml_file()
            self.table.clear()
            self.runs.clear()

        def _write_cell(self, row: int, col: int, cell: Any) -> None:
            xml = cell.xml if cell.__class__ is CellRun else _cell_xml(row, col, cell)
            if xml:
                self.fh.write(xml)
            else:
                super()._write_cell(row, col, cell)

        def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
            if tag == "row":
                attributes = [attribute for attribute in attributes if attribute[0] != "customHeight"]
            super()._xml_start_tag_unencoded(tag, attributes)

    return GrowingWorksheet


def _write_rows(sheet: Any) -> None:
    """As XlsxWriter's own, which asks for each row at each column that the sheet has."""
    spans, set_rows = _spans(sheet), _known_rows(sheet)
    for row in sorted({*sheet.table, *sheet.runs, *set_rows}):
        if _is_run(sheet, row, set_rows.get(row)):
            sheet.fh.write(_row_xml(sheet, row, spans[row // ROWS_OF_A_SPAN], set_rows.get(row)))
            continue
        cells = _in_row(sheet, row)
        if cells:
            sheet._write_row(row, spans[row // ROWS_OF_A_SPAN], set_rows.get(row))
            for column, cell in cells:
                sheet._write_cell(row, column, cell)
            sheet._xml_end_tag("row")
        elif row in set_rows:
            sheet._write_empty_row(row, spans.get(row // ROWS_OF_A_SPAN), set_rows[row])


def _is_run(sheet: Any, row: int, set_row: Any) -> bool:
    """Whether nothing stands in a row but its run, and at most a height is known of it; a lesser version of XlsxWriter
    keeps what it knows in a form of its own, and writes it itself.
    """
    is_plain = set_row is None or (getattr(set_row, "row_format", set_row) is None and not set_row.hidden)
    return is_plain and row in sheet.runs and row not in sheet.table


def _row_xml(sheet: Any, row: int, spans: str, set_row: Any) -> str:
    """A row that is one run, and has at most a height of its own, as one text: XlsxWriter puts each attribute of it
    into a list first.
    """
    usual = sheet.original_row_height
    height = sheet.default_row_height if set_row is None else set_row.height
    attribute = f' ht="{height * 0.75:.16g}"' if height != usual or usual != sheet.default_row_height else ""
    return f'<row r="{row + 1}" spans="{spans}"{attribute}>{sheet.runs[row].xml}</row>'


def _put_run(sheet: Any, row: int, run: CellRun, texts: int) -> None:
    """Place a run of cells, one a row; so many of its cells are texts of ``index_of``."""
    sheet._check_dimensions(row, run.first)
    sheet._check_dimensions(row, run.last)
    sheet.str_table.count += texts
    sheet.runs[row] = run


def _in_row(sheet: Any, row: int) -> list[tuple[int, Any]]:
    """The cells of a row and its run, from left to right."""
    run = sheet.runs.get(row)
    cells = sorted(sheet.table[row].items()) if row in sheet.table else []
    if run is None:
        return cells
    before = bisect([column for column, _cell in cells], run.first)
    return [*cells[:before], (run.first, run), *cells[before:]]


def _spans(sheet: Any) -> dict[int, str]:
    """From which column to which the cells go of each sixteen rows, both counted from 1; rows without cells have none."""
    ends: dict[int, list[int]] = {}
    for row, cells in sheet.table.items():
        ends.setdefault(row // ROWS_OF_A_SPAN, []).extend(cells)
    for row, run in sheet.runs.items():
        ends.setdefault(row // ROWS_OF_A_SPAN, []).extend(run[:2])
    return {rows: f"{min(columns) + 1}:{max(columns) + 1}" for rows, columns in ends.items() if columns}


def _known_rows(sheet: Any) -> dict[int, Any]:
    """Rows with a height or a look of their own; XlsxWriter has changed the name in a lesser version."""
    set_rows: dict[int, Any] = vars(sheet).get("row_info", vars(sheet).get("set_rows"))
    return set_rows


def _index_of(sheet: Any, text: str) -> int:
    """The number of a text that the whole workbook keeps once; who places it counts how often it stands there."""
    index: int = sheet.str_table._get_shared_string_index(text)
    sheet.str_table.count -= 1
    return index


def shared_formula(number: int, area: str, formula: str) -> FormulaXml:
    """A formula, without its =, as it stands in its first cell: it is that of all cells of the ``area``."""
    return FormulaXml(f'<f t="shared" ref="{area}" si="{number}">{escape(formula, quote=False)}</f>')


def formula_shared(number: int) -> FormulaXml:
    """The formula of a cell below that one."""
    return FormulaXml(f'<f t="shared" si="{number}"/>')


def _number_styles(sheet: Any, below: int | None = None) -> None:
    """Number the formats of the cells so far, those in rows below the last of a run's aside: XlsxWriter does so when all
    is written, but the XML of a run names numbers at once, and those above it come first.
    """
    for row in sorted(row for row in sheet.table if below is None or row < below):
        for _column, cell in sorted(sheet.table[row].items()):
            if cell.format is not None:
                cell.format._get_xf_index()


def _add_long_table(sheet: Any, place: tuple[int, int, int, int], options: dict[str, Any]) -> None:
    """A table of any length. XlsxWriter notes each cell of one, to tell tables that overlap: here of two rows only."""
    from xlsxwriter.utility import xl_range

    row, column, last_row, last_column = place
    if sheet.add_table(row, column, min(row + 1, last_row), last_column, options) == 0:
        sheet.tables[-1] |= dict.fromkeys(
            ("range", "a_range", "autofilter"), xl_range(row, column, last_row, last_column)
        )


def _cell_xml(row: int, column: int, cell: Any) -> str:
    """The XML of a cell of the common kinds, as XlsxWriter writes it; empty for any other."""
    kind, form = cell.__class__.__name__, cell.format
    if form is None:
        return ""
    style = form._get_xf_index() if form.xf_index is None else form.xf_index
    start = f'<c r="{column_letters(column)}{row + 1}" s="{style}"'
    if kind == "String":
        return f'{start} t="s"><v>{cell.string}</v></c>'
    if kind == "Number":
        return f"{start}><v>{cell.number:.16G}</v></c>"
    if kind == "Blank":
        return f"{start}/>"
    if kind == "Formula" and cell.formula.__class__ is FormulaXml:
        kind_of_value = ' t="str"' if cell.value else ""  # an empty one makes other programs work it out
        return f"{start}{kind_of_value}>{cell.formula}<v>{escape(cell.value, quote=False)}</v></c>"
    if kind == "Formula" and isinstance(cell.value, str) and cell.value[:1] not in ("", "#"):
        return f'{start} t="str"><f>{escape(cell.formula, quote=False)}</f><v>{escape(cell.value, quote=False)}</v></c>'
    return ""


def hyperlink(link: WorkbookLink) -> str:
    """The formula of a link; empty when it would be longer than Excel takes."""
    target, text = link.target.replace('"', '""'), link.text.replace('"', '""')
    if len(target) > LONGEST_LIST or len(text) > LONGEST_LIST:
        return ""
    return f'=HYPERLINK("{target}","{text}")'
