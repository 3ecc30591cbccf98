"""A copy of a workbook with notes beside its rows."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import pytest

from followup.files.marking.annotate import annotate
from tests.files.packages.test_saved import fonts, in_order, our_own
from tests.tables import new_path


def annotated(content: bytes, notes: dict[int, str], sheet: str = "Sheet") -> bytes:
    """The copy of a workbook with a single sheet."""
    source, target = new_path("plan"), new_path("plan tolkad")
    source.write_bytes(content)
    annotate(source, target, "Tolkning", {sheet: notes})
    assert source.read_bytes() == content, "the workbook itself is never touched"
    return target.read_bytes()


def saved(rows: list[list[object]]) -> bytes:
    workbook, file = openpyxl.Workbook(), BytesIO()
    for row in rows:
        workbook["Sheet"].append(row)
    for cell in workbook["Sheet"][1]:
        cell.font = openpyxl.styles.Font(b=True)
    workbook.save(file)
    return file.getvalue()


def rows_of(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(content))["Sheet"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_copy_with_notes_is_in_order() -> None:
    assert all(in_order(font) for font in fonts(annotated(our_own(), {1: "minst 5"})))


def test_notes_stand_in_the_first_free_column_in_the_look_of_the_cells_beside_them() -> None:
    copy = annotated(saved([["Mål"], ["70%"], ["=1+1"]]), {1: "minst 70 %", 2: " två\x01\nrader & <en> "})
    assert rows_of(copy) == [["Mål", "Tolkning"], ["70%", "minst 70 %"], ["=1+1", " två\nrader & <en> "]]
    sheet = openpyxl.load_workbook(BytesIO(copy))["Sheet"]
    assert (sheet["B1"].font.b, sheet["B2"].font.b, sheet.column_dimensions["B"].width) == (True, False, 60)


def test_what_somebody_wrote_beside_the_table_stays() -> None:
    copy = annotated(saved([["Mål"], ["70%", "fråga Eva"]]), {1: "minst 70 %"})
    assert rows_of(copy) == [["Mål", None, "Tolkning"], ["70%", "fråga Eva", "minst 70 %"]]


def test_every_other_part_is_as_it_was() -> None:
    content = saved([["Mål"], ["70%"]])
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(BytesIO(annotated(content, {1: "5"}))) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_what_is_no_workbook_has_no_copy() -> None:
    with pytest.raises(Exception, match="no ordinary Excel workbook"):
        annotated(b"%PDF-1.7", {1: "5"})
    with pytest.raises(Exception, match="no ordinary Excel workbook"):
        annotated(our_own(), {1: "5"}, sheet="Blad")
