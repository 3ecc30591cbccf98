"""Only the first sheet is protected: elsewhere protection would stop sorting, growing and spelling."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from tests.demos import Demo


def test_only_the_first_sheet_is_protected_and_its_inputs_are_open(demo: Demo) -> None:
    (path,) = (demo.folder / "templates").glob("*Länssjukvård 2*.xlsx")
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    assert [sheet.title for sheet in book.worksheets if sheet.protection.sheet] == ["Start"]
    first = book["Start"]
    open_cells = [cell.coordinate for row in first.iter_rows() for cell in row if not cell.protection.locked]
    labels = {first.cell(first[cell].row, 2).value for cell in open_cells if first[cell].column == 3}
    assert {"Uppgifterna lämnade av", "Roll", "Datum"} <= labels
    assert first["B1"].protection.locked
    written = [cell for row in book["Styrmått"].iter_rows() for cell in row if cell.value is not None]
    assert written and not any(cell.protection.locked for cell in written)
