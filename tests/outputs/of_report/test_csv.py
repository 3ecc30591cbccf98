"""A report as CSV is a table that opens in a Swedish Excel: figures are numbers there, and texts stay texts.

A test of ``followup``.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.house import SECTIONS, Value, command, form_for, lay_out_form
from tests.office import convert, needs_office
from tests.plans import changed
from tests.scoring.rounds import new_round
from tests.tables import save_book

AS_THEY_ARE = ("NA", "−5 % lägre", "5 - 3", 'a;b "c"', "e-post: a@b.se", "-")
"""What no spreadsheet takes for a formula."""
BEGIN_AS_FORMULAS = ("=1+1", "-5 % lägre", "+46 70 123 45 67", "@SUM(A1)", "-2+3", '=HYPERLINK("http://x")', "'sju'")
TEXTS = (*AS_THEY_ARE, *BEGIN_AS_FORMULAS)
SWEDISH = "Text - txt - csv (StarCalc):59,34,76,1,,1053,false,true,false,false,false,-1,true"
"""As LibreOffice opens a file between semicolons in Swedish: numbers are looked for, formulas are reckoned out."""


KEYS = {f"m{number}": text for number, text in enumerate(TEXTS)}
MEASURES = "".join(
    f"| {key} | {number} | ramar | Mått {key} | % | högre | 5 % | nej | nej | DÅ04 | nord | nej | | |\n"
    for number, key in enumerate(KEYS, start=10)
)
ANSWERS: dict[str, dict[str, dict[str, Value]]] = {
    "measures": {key: {"comment": text} for key, text in KEYS.items()},
    "visits": {"lakare-somatik": {"now": Decimal(45467)}},
}


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The summary of a round where a division wrote such texts, a comment each."""
    round_ = new_round(tmp_path_factory.mktemp("csv"), changed("| karies |", f"{MEASURES}| karies |"), {})
    nord = round_.plan.units["nord"]
    (round_.folder / "inbox").mkdir()
    book = lay_out_form(form_for(round_.plan, nord, SECTIONS), round_.plan, nord, ANSWERS)
    save_book(book, round_.folder / "inbox" / round_.template("nord").name)
    code, output = command("report", "summary", "--format", "csv", "--plan", str(round_.folder))
    assert code in (0, 1), output
    return round_.folder / "output" / "summary.csv"


def lines(path: Path) -> list[dict[str, str]]:
    """The lines of a file as a Swedish program reads them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def comments(rows: list[dict[str, str]]) -> list[str]:
    """What stands in the column of comments beside the measures of this test, in their order."""
    (head,) = [row for row in rows if row["Tabellrubrik"] == "Måluppfyllelse, ekonomi" and row["Slag"] != "rad"]
    (column,) = [name for name, title in head.items() if title == "Kommentar"]
    return [row[column] for row in rows if row["Tabell"] == head["Tabell"] and row["Kolumn 2"].startswith("Mått m")]


def test_excel_knows_the_file_by_its_first_bytes_and_its_ends_of_lines(summary: Path) -> None:
    content = summary.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfKapitel;Slag;Tabell;Tabellrubrik;Kolumn 1;")
    assert content.endswith(b"\r\n") and len({len(row) for row in rows_of(content)}) == 1


def rows_of(content: bytes) -> list[list[str]]:
    """All lines, as many cells in each as there are."""
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_a_table_is_the_lines_with_its_number(summary: Path) -> None:
    (head, first, second, *_rest) = [row for row in lines(summary) if row["Tabellrubrik"].startswith("Besök")]
    assert (head["Slag"], first["Slag"], second["Slag"]) == ("kolumnrubriker", "rad", "rad")
    assert head["Tabell"] == first["Tabell"] == "2"
    assert first["Kapitel"].startswith("Produktion › Besök")
    assert [head["Kolumn 1"], first["Kolumn 1"]] == ["Besök", "Läkarbesök"]


def test_figures_are_as_somebody_types_them(summary: Path) -> None:
    (row,) = [row for row in lines(summary) if (row["Tabell"], row["Kolumn 1"]) == ("2", "Somatik")]
    assert (row["Kolumn 2"], row["Kolumn 3"], row["Kolumn 4"]) == ("45467", "42401", "7,2%")


def test_a_text_that_begins_as_a_formula_has_an_apostrophe_before_it(summary: Path) -> None:
    assert comments(lines(summary)) == [*AS_THEY_ARE, *(f"'{text}" for text in BEGIN_AS_FORMULAS)]


@needs_office
def test_a_spreadsheet_takes_figures_for_numbers_and_texts_for_texts(summary: Path, tmp_path: Path) -> None:
    (path,) = convert([summary], "xlsx", tmp_path, read_as=SWEDISH)
    (sheet,) = openpyxl.load_workbook(path).worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    (visits,) = [row for row in sheet.iter_rows(values_only=True) if row[2] == 2 and row[4] == "Somatik"]
    assert visits[5:8] == (45467, 42401, 0.072)
    assert {f"'{text}" for text in BEGIN_AS_FORMULAS} <= {cell.value for cell in cells}


@needs_office
def test_without_the_apostrophe_it_would_reckon_them_out(tmp_path: Path) -> None:
    """So the test above can fail."""
    (tmp_path / "bare.csv").write_text("=1+1;-2+3;7,2%;@SUM(A1)\r\n", encoding="utf-8-sig")
    (path,) = convert([tmp_path / "bare.csv"], "xlsx", tmp_path, read_as=SWEDISH)
    assert openpyxl.load_workbook(path).worksheets[0]["A1"].data_type == "f"
