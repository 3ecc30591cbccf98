"""Workbooks that openpyxl has saved for us hold what Excel asks for, in its order."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.styles import Font

from followup.files.packages.saved import IN_A_FONT, save_bytes
from tests.house import bundled

OURS = [*sorted(bundled("examples").glob("*/*.xlsx")), bundled("workbook_templates") / "base.xlsx"]


def fonts(content: bytes) -> list[list[str]]:
    """What each font of a workbook holds, in order."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("xl/styles.xml"))
    return [[etree.QName(element).localname for element in font] for font in root.iter("{*}font")]


def our_own() -> bytes:
    """A workbook that openpyxl saved for us."""
    return save_bytes(made())


def in_order(font: list[str]) -> bool:
    return [IN_A_FONT.index(name) for name in font] == sorted(IN_A_FONT.index(name) for name in font)


def made() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    cell = workbook["Sheet"]["A1"]
    cell.value, cell.font = (
        "Mål",
        Font(name="Arial", sz=11, b=True, color="FF0B4F6C", u="single", vertAlign="superscript"),
    )
    return workbook


def test_what_a_font_holds_is_in_order() -> None:
    content = save_bytes(made())
    assert ["b", "u", "vertAlign", "sz", "color", "name"] in [font[:6] for font in fonts(content)]
    assert all(in_order(font) for font in fonts(content))
    cell = openpyxl.load_workbook(BytesIO(content))["Sheet"]["A1"]
    assert (cell.value, cell.font.name, cell.font.b, cell.font.u) == ("Mål", "Arial", True, "single")


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_workbooks_that_we_ship_are_in_order(path: Path) -> None:
    assert all(in_order(font) for font in fonts(path.read_bytes()))
