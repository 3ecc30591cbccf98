"""The regional workbook and its published edition meet the checklist of accessible statistics; what is spoiled is found."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.demos import copied, done
from tests.house import bundled, command
from tests.lint.statistics import faults, faults_in

EXAMPLES = sorted(example.name for example in bundled("examples").iterdir() if (example / "plan.md").is_file())
PLAIN_NUMBERS = {"internkontroll-2026", "patientsakerhet-2025"}
"""Examples with points of risk and differences, which are measured in nothing (columns of the type *tal*)."""

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")


def no_link(book: Any) -> None:
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if str(cell.value).startswith("=HYPERLINK(\"#'Mål'"):
                cell.value = "Mål"


def no_reading(book: Any) -> None:
    (cell,) = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "Om arbetsboken"]
    cell.value = None


def beside(book: Any) -> None:
    book["Styrmått, data"]["T3"] = "en egen siffra"


def no_title(book: Any) -> None:
    book["Mål"]["A1"] = None


def no_mark(book: Any) -> None:
    book["Regionen"].tables.clear()


def no_figure(book: Any) -> None:
    sheet = book["Besök, data"]
    for title in ("Värde", "Text", "Nivå"):
        sheet.cell(4, column(sheet, title)).value = None


def no_unit(book: Any) -> None:
    sheet = book["Besök, data"]
    sheet.cell(4, column(sheet, "Måttenhet")).value = None


def empty_row(book: Any) -> None:
    for cell in book["Besök"][7]:
        cell.value = None


def column(sheet: Any, title: str) -> int:
    return 1 + [cell.value for cell in sheet[1]].index(title)


SEEDED: dict[str, Callable[[Any], None]] = {
    "do not lead to Mål": no_link,
    "does not say how the workbook is read": no_reading,
    "holds something beside its table": beside,
    "A1 is empty": no_title,
    "no table is marked up": no_mark,
    "neither a figure nor why": no_figure,
    "has no unit of measurement": no_unit,
    "is empty": empty_row,
}


@pytest.mark.parametrize("wanted", SEEDED)
def test_a_seeded_fault_is_found(wanted: str) -> None:
    book: Any = openpyxl.load_workbook(done().regional)
    SEEDED[wanted](book)
    stored = BytesIO()
    book.save(stored)
    assert [fault for fault in faults(stored.getvalue()) if wanted in fault]


def test_a_workbook_that_says_no_language_is_found() -> None:
    stored = BytesIO()
    with zipfile.ZipFile(done().regional) as package, zipfile.ZipFile(stored, "w") as spoiled:
        for name in package.namelist():
            spoiled.writestr(name, package.read(name).replace(b"<dc:language>sv</dc:language>", b""))
    assert faults(stored.getvalue()) == ["the workbook says no language"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_workbook_of_an_example_has_none(example: str) -> None:
    found = faults_in(done(example).regional)
    plain = "has no unit of measurement" if example in PLAIN_NUMBERS else "?"
    assert [fault for fault in found if plain not in fault] == []


def test_nor_has_what_is_published(tmp_path: Path) -> None:
    folder = copied(tmp_path / "copy")
    command("merge", "--published", "--plan", str(folder / "plan.xlsx"))
    assert faults_in(folder / "output" / "published" / "regional.xlsx") == []
