"""A workbook that stays open gives the files that one opened each time gives."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.open_workbooks import open_workbook
from tests.plans import PLAN
from tests.tables import empty_decisions, empty_plan, fill, fill_alone, new_path, template, text_tables

STYLES = "xl/styles.xml"
ANSWERS = """
## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Helårsprognos |
| Andel som väntat högst 90 dagar | 41 % | ca 40 % | | K:41 % M:40 % |
"""
TEXTS = """
## Produktion
| Besök | Besök 202204 | Varav distansbesök 202204 | Kommentar |
| Läkarbesök > Somatik | 45 467 | 4 326 | Ny mottagning<br>från mars |
"""


PASSING = re.compile(rb"<dcterms:modified.+?</dcterms:modified>|(?<=\") s=\"\d+\"")
"""The time when it was saved, and the number that a style has."""


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a package, but for its list of styles and the numbers in it."""
    with zipfile.ZipFile(path) as package:
        return {name: PASSING.sub(b"", package.read(name)) for name in package.namelist() if name != STYLES}


def looks(path: Path) -> list[str]:
    """The style of every cell, in words."""
    workbook = openpyxl.load_workbook(path)
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
        assert parts(copy) == parts(alone)
    assert looks(copy) == looks(alone)


def test_files_of_other_content_are_other_workbooks(tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(template().read_bytes())
    assert open_workbook(copy) is open_workbook(template())
    assert open_workbook(template("syd")) is not open_workbook(template())
