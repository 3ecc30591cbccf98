"""The columns that check a form are known for ours when it comes back, whatever was done to it; words in them are not."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.form.self_check.filled import CODES
from tests.house import Severity, read_book
from tests.office import convert, needs_office
from tests.tables import edited, filled_in, new_path, read_back

FILLED = """
## Produktion
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar |
| Läkarbesök > Somatik | ca 45 000 | 4 326 | |
| Övriga besök | 500 | -6 | |
"""
OUTSIDE = "outside-the-tables"


def _heads(sheet: Any) -> list[tuple[int, int]]:
    """Row and column of each key of ours on a sheet."""
    return [
        (cell.row, cell.column)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("followup.")
    ]


def _without_keys(book: Any) -> None:
    for sheet in book.worksheets:
        for row, column in _heads(sheet):
            sheet.cell(row, column).value = None


def _without_keys_and_titles(book: Any) -> None:
    for sheet in book.worksheets:
        for row, column in _heads(sheet):
            sheet.cell(row, column).value = sheet.cell(row + 1, column).value = None


def _columns_inserted(book: Any) -> None:
    """As a program does that moves cells without their formulas' addresses."""
    for sheet in book.worksheets[1:4]:
        sheet.insert_cols(3)


def _nothing(_book: Any) -> None:
    return


@pytest.mark.parametrize(
    "change",
    [_nothing, _without_keys, _without_keys_and_titles, _columns_inserted],
    ids=lambda change: change.__name__.strip("_"),
)
def test_nothing_of_ours_is_taken_for_somebodys_words(change: Callable[[Any], None]) -> None:
    read = read_back(edited(filled_in(FILLED), change))
    assert read.of(OUTSIDE) == []
    assert read.answers.filled == 4


@cache
def saved_by_libreoffice(ending: str) -> Path:
    """The filled-in form as LibreOffice saves it."""
    (saved,) = convert([filled_in(FILLED)], ending, new_path().parent)
    return saved


@needs_office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_is_known(ending: str) -> None:
    read = read_back(saved_by_libreoffice(ending))
    assert read.of(OUTSIDE) == [] and read.answers.filled == 4


@needs_office
def test_results_that_were_pasted_as_values_are_known() -> None:
    results = {sheet.name: sheet.cells for sheet in read_book(saved_by_libreoffice("xlsx")).sheets}

    def paste_values(book: Any) -> None:
        sheet = book["Produktion"]
        codes = next(column for _row, column in _heads(sheet) if sheet.cell(_row, column).value == CODES)
        for row in range(1, sheet.max_row + 1):
            for column in (codes - 1, codes, codes + 1):
                if str(sheet.cell(row, column).value or "").startswith("="):
                    sheet.cell(row, column).value = results["Produktion"].get((row - 1, column - 1))

    read = read_back(edited(filled_in(FILLED), paste_values))
    assert read.of(OUTSIDE) == []
    assert [finding.rule for finding in read.findings if finding.severity is Severity.ERROR] == [
        "not-a-number",
        "too-small",
    ]


def test_what_somebody_writes_in_our_columns_is_noticed() -> None:
    def write(book: Any) -> None:
        sheet = book["Produktion"]
        row, column = _heads(sheet)[2]
        sheet.cell(row + 3, column).value = "Ring Eva om detta"

    read = read_back(edited(filled_in(FILLED), write))
    assert [finding.raw for finding in read.of(OUTSIDE)] == ["Ring Eva om detta"]
