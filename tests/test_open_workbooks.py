"""A workbook that stays open gives files that are read as those of one that openpyxl opens each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.house import read_book
from tests.open_workbooks import open_workbook
from tests.plans import PLAN
from tests.tables import empty_decisions, empty_plan, fill, fill_alone, new_path, template, text_tables

ANSWERS = """
## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Helårsprognos |
| Andel som väntat högst 90 dagar | 41 % | ca 40 % | | K:41 % M:40 % |
"""
TEXTS = """
## Produktion
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar |
| Läkarbesök > Somatik | 45 467 | 4 326 | Ny mottagning<br>från mars |
"""


def cells(path: Path) -> dict[tuple[str, str], object]:
    """What the program reads in every cell of a file."""
    sheets = read_book(path, guarded=False).sheets
    return {(sheet.name, str(place)): raw for sheet in sheets for place, raw in sheet.cells.items()}


def contents(workbook: Any) -> dict[tuple[str, str], object]:
    """What openpyxl reads in every cell."""
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.data_type)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")  # openpyxl writes no empty text
    }


def looks(workbook: Any) -> list[str]:
    """The style of every cell, in words."""
    return [
        f"{sheet.title} {cell.coordinate} {cell.number_format} {cell.font} {cell.fill} {cell.border} {cell.alignment}"
        f" {cell.protection}"
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.has_style
    ]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (template, [ANSWERS, TEXTS, ANSWERS + TEXTS, "", ANSWERS]),
        (empty_plan, [PLAN, PLAN.replace("Mellansjö", "Storsjö"), "", PLAN]),
        (empty_decisions, ["", ""]),
    ],
    ids=["template", "plan", "decisions"],
)
def test_each_file_is_as_if_the_workbook_had_been_opened_for_it(source: object, texts: list[str]) -> None:
    assert callable(source)
    path = source()
    for text in texts:
        copy, alone = new_path("kept"), new_path("alone")
        fill(path, copy, text_tables(text))
        fill_alone(path, alone, text_tables(text))
        assert cells(copy) == cells(alone)
    typed, wanted = openpyxl.load_workbook(copy), openpyxl.load_workbook(alone)
    assert contents(typed) == contents(wanted)
    assert looks(typed) == looks(wanted)


def test_files_of_other_content_are_other_workbooks(tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(template().read_bytes())
    assert open_workbook(copy) is open_workbook(template())
    assert open_workbook(template("syd")) is not open_workbook(template())
