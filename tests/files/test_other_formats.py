"""Workbooks of other formats: what stands in each cell, and that no error and no uncalculated formula passes as blank."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.files.older import Cell, Error, Formula, ods, xls, xlsb
from tests.house import ErrorValue, ReceivedBook, Uncalculated, UnreadableFile, read_book
from tests.office import convert, needs_office
from tests.tables import ReadBack, filled_in, read_back

Make = Callable[..., bytes]
CELLS: tuple[Cell, ...] = (
    (0, 0, "hej å"),
    (0, 2, 17.25),
    (1, 1, True),
    (2, 0, Error(0x17)),
    (2, 1, Formula(10.0)),
    (2, 2, Formula(Error(0x2A))),
)


def rules(book: ReceivedBook) -> list[str]:
    return [remark.problem.rule for remark in book.remarks]


@pytest.mark.parametrize("make", [xls, xlsb])
def test_values_errors_and_formulas(make: Make) -> None:
    book = read_book(make(*CELLS, merged=[(4, 0, 6, 1)]), "svar.xls")
    (sheet,) = book.sheets
    assert sheet.cells == {
        (0, 0): "hej å",
        (0, 2): Decimal("17.25"),
        (1, 1): True,
        (2, 0): "#REF!",
        (2, 1): Decimal(10),
        (2, 2): "#N/A",
    }
    assert all(isinstance(sheet.cells[place], ErrorValue) for place in ((2, 0), (2, 2)))
    assert sheet.formulas == {(2, 1), (2, 2)}
    assert sheet.merged == ((4, 0, 6, 1),)
    assert sheet.visible and sheet.name == "Blad"
    assert rules(book) == ["other-format"]


@pytest.mark.parametrize("make", [xls, xlsb])
def test_a_hidden_sheet(make: Make) -> None:
    (sheet,) = read_book(make((0, 0, "id"), state=2), "svar.xls").sheets
    assert not sheet.visible


def test_a_formula_never_calculated_is_not_nought() -> None:
    (sheet,) = read_book(xls((0, 0, Formula(None)), (0, 1, Formula(0.0))), "svar.xls").sheets
    assert isinstance(sheet.cells[0, 0], Uncalculated)
    assert sheet.cells[0, 1] == Decimal(0)


@pytest.mark.parametrize("make", [xls, xlsb])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_half_of_it(make: Make, share: float) -> None:
    content = make(*CELLS)
    with pytest.raises(UnreadableFile) as fault:
        read_book(content[: int(len(content) * share)], "svar.xls")
    assert fault.value.problem.rule in ("damaged-file", "incomplete-file")


def test_none_of_them_is_read_outside_the_guarded_process() -> None:
    for content in (xls(*CELLS), xlsb(*CELLS), ods("")):
        with pytest.raises(UnreadableFile) as fault:
            read_book(content, "svar.xlsx", guarded=False)
        assert fault.value.problem.rule == "old-workbook"


@needs_office
def test_saved_by_libreoffice_in_another_format_it_says_the_same(tmp_path: Path) -> None:
    answered = """
        ## Styrmått
        | Styrmått | Utfall totalt |
        | Antal som fått frågan | 29 |
        """
    source = filled_in(answered)
    first = read_back(source)
    for ending in ("ods", "xls", "xlsx"):
        (converted,) = convert([source], ending, tmp_path / ending)
        read = read_back(converted)
        assert answers_of(read) == answers_of(first), ending
        rules = [rule for rule in read.rules() if rule not in first.rules()]
        assert rules == ([] if ending == "xlsx" else ["other-format"])


def answers_of(read: ReadBack) -> list[tuple[str, str, dict[str, object]]]:
    """Every answer with its section and row."""
    tables = read.answers.tables
    return [(key, row.row.key, dict(row.values)) for key, rows in sorted(tables.items()) for row in rows if row.values]
