"""What we do otherwise than XlsxWriter: worksheets write rows of our own, which grow, and parts are packed by us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import TYPE_CHECKING, Any, TextIO

from followup.files.book import Cell, WorkbookLink
from followup.files.packages.repack import PackedPart, packed, packed_text
from followup.files.xlsx_writing.cell_xml import ERRORS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from followup.files.xlsx_writing.sheet_rows import SheetRows

CORE, END_OF_CORE = "docProps/core.xml", "</cp:coreProperties>"
TEXTS = "xl/sharedStrings.xml"


def worksheet_class() -> type[Worksheet]:
    """Our kind of worksheet; made here because XlsxWriter is loaded only when something is written."""
    from xlsxwriter.worksheet import Worksheet

    class RowsWorksheet(Worksheet):  # type: ignore[misc]
        """A worksheet that is given its ``rows`` as XML, one after the other, when XlsxWriter comes to them.

        What XlsxWriter puts into the file for it is empty: ``packed`` is what belongs there. The cells that XlsxWriter
        keeps, such as a table's titles, are not written: they are among the rows.
        """

        rows: SheetRows | None = None
        fh: TextIO

        def cover(self, area: tuple[int, int, int, int] | None) -> None:
            """Say how far the rows go: first row and column, last row and column."""
            if area is not None:
                self._check_dimensions(*area[:2])
                self._check_dimensions(*area[2:])

        def _assemble_xml_file(self) -> None:
            if self.rows is not None and self.rows.tables:
                self.packed = PackedPart()
                with self.packed.text() as self.fh:
                    super()._assemble_xml_file()
            else:
                text = self.fh = StringIO()
                super()._assemble_xml_file()
                self.packed = packed_text(text.getvalue())
            self.table.clear()
            self.rows = None

        def _write_sheet_data(self) -> None:
            if self.rows is None:
                super()._write_sheet_data()
                return
            self.fh.write("<sheetData>")
            for xml in self.rows:
                self.fh.write(xml)
            self.fh.write("</sheetData>")

        def _prepare_formula(self, formula: str, _expand: bool = False) -> str:
            """XlsxWriter looks each formula over for functions newer than Excel 2010; ours name none."""
            return formula.removeprefix("=")

        def _get_range_data(self, first: int, first_column: int, last: int, last_column: int) -> list[Any]:
            """What a chart is drawn from, as it keeps it."""
            cells = {} if self.rows is None else self.rows.cells
            columns = range(first_column, last_column + 1)
            return [_drawn(cells, row, column) for row in range(first, last + 1) for column in columns]

        add_long_table = _add_long_table

    return RowsWorksheet


def workbook_class() -> type[Workbook]:
    """Our kind of workbook."""
    from xlsxwriter import Workbook
    from xlsxwriter.packager import Packager

    class PartsPackager(Packager):  # type: ignore[misc]
        """Keeps the parts for itself, so that XlsxWriter packs an empty file, and lets the texts write their own."""

        def _write_shared_strings_file(self) -> None:
            self._filename(TEXTS)
            self.workbook.packed_texts = self.workbook.str_table.packed()

        def _create_package(self) -> list[Any]:
            self.workbook.written_parts = super()._create_package()
            return []

    class PartsWorkbook(Workbook):  # type: ignore[misc]
        """A workbook that gives its parts, packed, when it is closed. Its ``spoken`` language XlsxWriter has no place for."""

        spoken = ""

        def _get_packager(self) -> Any:
            return PartsPackager()

        def rows_by_part(self) -> Iterator[tuple[str, SheetRows]]:
            """The rows of sheets by the names of these parts; until they are written."""
            numbered = enumerate(self.worksheets(), start=1)
            yield from ((f"xl/worksheets/sheet{at}.xml", sheet.rows) for at, sheet in numbered if sheet.rows)

        def parts(self) -> Iterator[tuple[str, PackedPart]]:
            """The parts by their names, in the order of the package."""
            own = {f"xl/worksheets/sheet{at}.xml": sheet.packed for at, sheet in enumerate(self.worksheets(), 1)}
            own[TEXTS] = self.packed_texts
            for content, name, is_binary in self.written_parts:
                if name in own:
                    yield name, own[name]
                elif name == CORE:
                    yield name, packed_text(_with_language(content.getvalue(), self.spoken))
                else:
                    yield name, packed(content.getvalue()) if is_binary else packed_text(content.getvalue())

    return PartsWorkbook


def _with_language(core: str, language: str) -> str:
    """The properties of a workbook with the language that it is written in, by which it is read aloud."""
    return core.replace(END_OF_CORE, f"<dc:language>{language}</dc:language>{END_OF_CORE}") if language else core


def _drawn(cells: Mapping[tuple[int, int], Cell], row: int, column: int) -> Any:
    """A cell as a chart keeps it: None where there is none, or an error, an empty text where nothing stands."""
    cell = cells.get((row, column))
    if cell is None:
        return None
    value = cell.value
    if isinstance(value, WorkbookLink):
        return value.text
    if value is None or isinstance(value, str | bool):
        return None if value in ERRORS else "" if value is None else value
    return f"{value:.16g}"


def _add_long_table(sheet: Any, place: tuple[int, int, int, int], options: dict[str, Any]) -> None:
    """A table of any length. XlsxWriter notes each cell of one, to tell tables that overlap: here of two rows only."""
    from xlsxwriter.utility import xl_range

    row, column, last_row, last_column = place
    if sheet.add_table(row, column, min(row + 1, last_row), last_column, options) == 0:
        sheet.tables[-1] |= dict.fromkeys(
            ("range", "a_range", "autofilter"), xl_range(row, column, last_row, last_column)
        )
