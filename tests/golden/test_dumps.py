"""Nothing that a person might see of a workbook or a document changes without its dump changing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.shared import RGBColor
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.golden.document import document_text
from tests.golden.workbook import rectangles, workbook_text

RED = PatternFill("solid", fgColor="FFCC0000")


def workbook(path: Path, change: Callable[[Any, Any], object] = lambda _book, _sheet: None) -> str:
    """A small workbook as text, with one thing changed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Enhet", "Antal"], ["Nord", 7], ["Syd", "7"]):
        sheet.append(row)
    sheet["B4"] = "=SUM(B2:B3)"
    change(book, sheet)
    book.save(path)
    return workbook_text(path)


def given(name: str, value: object) -> Callable[[Any, Any], None]:
    """A change of one thing about cell B2."""
    return lambda _book, sheet: setattr(sheet["B2"], name, value)


WORKBOOK = {
    "value": given("value", 8),
    "text instead of number": given("value", "7"),
    "number format": given("number_format", "0.0"),
    "font": given("font", Font(bold=True)),
    "colour of the text": given("font", Font(color="FF00FF00")),
    "fill": given("fill", RED),
    "border": given("border", Border(top=Side("thin"))),
    "alignment": given("alignment", Alignment(wrap_text=True)),
    "lock": given("protection", Protection(locked=False)),
    "link": given("hyperlink", "https://example.org"),
    "note": given("comment", Comment("Se bilaga", "A")),
    "formula": lambda _book, sheet: sheet.__setitem__("B4", "=SUM(B2:B2)"),
    "name": lambda book, _sheet: book.defined_names.add(DefinedName("svar", attr_text="Sheet!$B$2")),
    "sheet's name": lambda _book, sheet: setattr(sheet, "title", "Svar"),
    "hidden sheet": lambda book, _sheet: setattr(book.create_sheet("Nycklar"), "sheet_state", "veryHidden"),
    "merged cells": lambda _book, sheet: sheet.merge_cells("A5:B5"),
    "validation": lambda _book, sheet: sheet.add_data_validation(DataValidation("list", '"ja,nej"', sqref="B2")),
    "condition": lambda _book, sheet: sheet.conditional_formatting.add("B2", CellIsRule("lessThan", ["3"], fill=RED)),  # type: ignore[no-untyped-call]
    "table": lambda _book, sheet: sheet.add_table(Table(displayName="r_antal", ref="A1:B4")),
    "width": lambda _book, sheet: setattr(sheet.column_dimensions["A"], "width", 40),
    "hidden row": lambda _book, sheet: setattr(sheet.row_dimensions[2], "hidden", True),
    "frozen panes": lambda _book, sheet: setattr(sheet, "freeze_panes", "B2"),
    "header on paper": lambda _book, sheet: setattr(sheet.oddHeader.left, "text", "Region"),
    "protected sheet": lambda _book, sheet: setattr(sheet.protection, "sheet", True),
}


@pytest.mark.parametrize("changed", WORKBOOK)
def test_a_change_in_a_workbook_is_seen(changed: str, tmp_path: Path) -> None:
    before, after = workbook(tmp_path / "a.xlsx"), workbook(tmp_path / "b.xlsx", WORKBOOK[changed])
    assert before == workbook(tmp_path / "c.xlsx")
    assert before != after


def test_a_workbook_is_told_cell_by_cell(tmp_path: Path) -> None:
    lines = workbook(tmp_path / "a.xlsx", given("fill", RED)).splitlines()
    assert "===== Sheet (visible)" in lines
    assert [line for line in lines if " | " in line and line[0] in "AB"] == [
        *("A1 | Enhet", "B1 | Antal", "A2 | Nord", "B2 | 7", "A3 | Syd", "B3 | '7", "B4 | =SUM(B2:B3) → "),
    ]
    assert "B2 looks Calibri 11 theme1 · fill CC0000 · locked" in lines


def test_cells_that_look_alike_are_one_rectangle() -> None:
    looks = {(row, column): "plain" for row in (1, 2, 4) for column in (1, 2)} | {(2, 3): "bold"}
    assert list(rectangles(looks)) == [
        ((1, 1), (2, 2), "plain"),
        ((2, 3), (2, 3), "bold"),
        ((4, 1), (4, 2), "plain"),
    ]


def document(path: Path, change: Callable[[Any], object] = lambda _document: None) -> str:
    """A small document as text, with one thing changed."""
    file = docx.Document()
    file.add_heading("Resultat", 1)
    file.add_paragraph("Nord och Syd har svarat.")
    file.add_table(2, 2).cell(0, 0).text = "Enhet"
    change(file)
    file.save(str(path))
    return document_text(path)


DOCUMENT: dict[str, Callable[[Any], object]] = {
    "text": lambda file: setattr(file.paragraphs[1], "text", "Nord har svarat."),
    "style": lambda file: setattr(file.paragraphs[1], "style", file.styles["Quote"]),
    "bold": lambda file: setattr(file.paragraphs[1].runs[0], "bold", True),
    "colour": lambda file: setattr(file.paragraphs[1].runs[0].font.color, "rgb", RGBColor(200, 0, 0)),
    "look of a style": lambda file: setattr(file.styles["Heading 1"].font, "italic", True),
    "cell": lambda file: setattr(file.tables[0].cell(1, 1), "text", "7"),
    "table's style": lambda file: setattr(file.tables[0], "style", file.styles["Light List"]),
    "width": lambda file: setattr(file.tables[0].columns[0], "width", 914400),
    "merged cells": lambda file: file.tables[0].cell(1, 0).merge(file.tables[0].cell(1, 1)),
    "header": lambda file: setattr(file.sections[0].header.paragraphs[0], "text", "Region"),
    "footer": lambda file: setattr(file.sections[0].footer.paragraphs[0], "text", "Sida"),
    "page": lambda file: setattr(file.sections[0], "page_width", 9144000),
    "title": lambda file: setattr(file.core_properties, "title", "Rapport"),
}


@pytest.mark.parametrize("changed", DOCUMENT)
def test_a_change_in_a_document_is_seen(changed: str, tmp_path: Path) -> None:
    before, after = document(tmp_path / "a.docx"), document(tmp_path / "b.docx", DOCUMENT[changed])
    assert before == document(tmp_path / "c.docx")
    assert before != after


def test_another_alternative_text_of_a_picture_is_seen(tmp_path: Path) -> None:
    def with_picture(text: str) -> Callable[[Any], object]:
        def change(file: Any) -> None:
            run = file.paragraphs[1].add_run()
            drawing = run._r.makeelement(f"{W}drawing", {})
            drawing.append(drawing.makeelement(f"{DRAWN}docPr", {"id": "1", "name": "Bild", "descr": text}))
            run._r.append(drawing)

        return change

    lines = document(tmp_path / "a.docx", with_picture("Karta"))
    assert "Karta" in lines
    assert lines != document(tmp_path / "b.docx", with_picture("Diagram"))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
