"""Tables of a Word document as sheets: merged cells, what is struck out or deleted, and what each table is called."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement

from followup.files.lists.word_tables import read_word_tables
from tests.tables import new_path


def read(document: Any) -> list[Any]:
    """The sheets of a document."""
    path = new_path("lista").with_suffix(".docx")
    document.save(str(path))
    return read_word_tables(path.read_bytes(), path.name).sheets


def table(document: Any, *rows: tuple[str, ...]) -> Any:
    """A table of these rows at the end of a document."""
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def test_a_table_is_called_as_the_heading_above_it_or_by_its_number() -> None:
    document = docx.Document()
    table(document, ("A", "B"))
    for _time in range(2):
        document.add_heading("Medborgare", 1)
        table(document, ("A", "B"))
    document.add_paragraph("En lång mening som inte är någon rubrik, " * 4)
    assert [sheet.name for sheet in read(document)] == ["Tabell 1", "Medborgare", "Medborgare (Tabell 3)"]


def test_merged_cells_are_told_and_have_one_value() -> None:
    document = docx.Document()
    made = table(document, ("Mål", "", "Mått"), ("a", "b", "c"), ("", "d", "e"))
    made.cell(0, 0).merge(made.cell(0, 1))
    made.cell(1, 0).merge(made.cell(2, 0))
    (sheet,) = read(document)
    assert sorted(sheet.merged) == [(0, 0, 0, 1), (1, 0, 2, 0)]
    assert sheet.cells == {
        (0, 0): "Mål",
        (0, 2): "Mått",
        (1, 0): "a",
        (1, 1): "b",
        (1, 2): "c",
        (2, 1): "d",
        (2, 2): "e",
    }
    assert sheet.called[2] == "Tabell 1, rad 3"


def test_what_is_struck_out_and_rows_that_are_deleted() -> None:
    document = docx.Document()
    made = table(document, ("borta", "kvar"), ("bort", "taget"), ("", "x"))
    made.cell(0, 0).paragraphs[0].runs[0].font.strike = True
    run = made.cell(0, 1).paragraphs[0].add_run(" inte")
    run.font.strike = True
    made.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    (sheet,) = read(document)
    assert sheet.struck == {(0, 0)} and sheet.left_out == {(0, 1): "inte"}
    assert sheet.cells == {(0, 0): "borta", (0, 1): "kvar", (1, 1): "x"}


def test_lines_of_a_cell_are_lines_and_a_table_within_is_text() -> None:
    document = docx.Document()
    made = table(document, ("HSF", "b"))
    made.cell(0, 0).add_paragraph("PSY")
    made.cell(0, 1).add_table(1, 1).cell(0, 0).text = "inre"
    (sheet,) = read(document)
    assert sheet.cells[0, 0] == "HSF\nPSY" and "inre" in sheet.cells[0, 1]


@pytest.mark.parametrize("width", [1, 3])
def test_a_document_of_many_tables_of_any_width(width: int) -> None:
    document = docx.Document()
    for _time in range(20):
        table(document, ("x",) * width)
    assert len(read(document)) == 20
