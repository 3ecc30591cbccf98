"""followup excel, and a merge that meets an open output. Excel is LibreOffice here: a contract test, no proof of Excel."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings
from pypdf import PdfReader

from followup.files.excel import excel_application as excel
from followup.files.excel.written_workbook import WorkbookContents, contents_of, written_copy
from tests.excel.conftest import Round, merge
from tests.house import command
from tests.macros.running_office import Office, needs_running_office

pytestmark = [needs_running_office, pytest.mark.xdist_group("office"), pytest.mark.slow]


FILE = "Division Nord T1 2022.xlsx"


def before_the_last_answer(whole: Round, folder: Path) -> Path:
    """The workspace as it was before the last unit answered; its answer lies in the inbox now."""
    shutil.copytree(whole.folder, folder)
    shutil.rmtree(folder / "output")
    (folder / "early").rename(folder / "output")
    return folder


@pytest.fixture
def place(the_round: Round, tmp_path: Path) -> Path:
    """The small round before its last answer."""
    return before_the_last_answer(the_round, tmp_path / "arbete")


@pytest.fixture
def place_of_example(an_example: Round, tmp_path: Path) -> Path:
    """The bundled example before its last answer."""
    return before_the_last_answer(an_example, tmp_path / "arbete")


@pytest.fixture
def open_(as_excel: Office, place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The regional workbook of the small round, open."""
    yield from opened_as_on_windows(as_excel, place, monkeypatch)


@pytest.fixture
def open_example(as_excel: Office, place_of_example: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The regional workbook of the bundled example, open."""
    yield from opened_as_on_windows(as_excel, place_of_example, monkeypatch)


def opened_as_on_windows(office: Office, place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A regional workbook, open, with a sheet of the controller's own."""
    path = place / "output" / "regional.xlsx"
    document = office.open(path)
    document.Sheets.insertNewByName("Egna frågor", 0)
    document.Sheets.getByName("Egna frågor").getCellRangeByName("A1").String = "Vem ringer?"
    path.with_name("~$regional.xlsx").write_bytes(b"")
    monkeypatch.setattr(excel, "may_be_here", lambda: True)
    yield path
    path.with_name("~$regional.xlsx").unlink(missing_ok=True)


def record(place: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((place / "output" / "manifest.json").read_text(encoding="utf-8"))
    return {output["file"]: output for output in (*read["outputs"], *read["not_renewed"])}


def names(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames


def close() -> None:
    apps: Any = xlwings.apps
    for book in list(apps.active.books):
        book.close()


def test_refresh_merges_into_the_open_workbook_and_saves_it(
    open_example: Path, place_of_example: Path, an_example: Round
) -> None:
    code, output = command("excel", "refresh", "--book", str(open_example), "--today", "2022-05-20", "--format", "json")
    assert code == 1, "the example has findings to correct"
    assert "regional.xlsx har uppdaterats i Excel och sparats." in output
    result = json.loads(output[output.index("{") :])
    assert {"round", "units", "findings", "outputs"} <= set(result)
    assert names(open_example)[0] == "Egna frågor"
    saved, expected = contents_of(open_example), contents_of(an_example.late)
    tables = sum(len(sheet.tables) for sheet in expected.sheets)
    assert result["refreshed"] == {
        "tables": tables,
        "added": ["Ändrat"],
        "left": [],
        "kept": [],
        "told": result["refreshed"]["told"],
    }
    assert values(saved, expected) == values(expected, expected)
    assert record(place_of_example)["regional.xlsx"]["in_excel"] is True
    assert not list(open_example.parent.glob("regional (*"))
    assert contents_of(written_copy(open_example)) == expected


def values(of: WorkbookContents, as_in: WorkbookContents) -> dict[str, list[list[Any]]]:
    """What the tables of one workbook say in another."""
    by_table = {}
    for name in [table.name for sheet in as_in.sheets for table in sheet.tables]:
        table = of.table(name)
        by_table[name] = [[cell.value for cell in row] for row in table.rows] if table else []
    return by_table


def test_merge_in_excel_twice_is_the_same_and_what_a_person_has_in_it_is_kept_by_merges_after(
    open_: Path, place: Path
) -> None:
    merge(place, "--in-excel")
    first = contents_of(open_)
    output = merge(place, "--in-excel")[1]
    assert "regional.xlsx har uppdaterats i Excel och sparats." in output
    assert contents_of(open_) == first
    close()
    open_.with_name("~$regional.xlsx").unlink()
    before = open_.read_bytes()
    assert record(place)["regional.xlsx"]["in_excel"] is True
    for _time in range(2):  # closed, with a person's sheet: it is kept once, under another name
        merge(place)
        (kept,) = open_.parent.glob("regional 2*.xlsx")
        assert kept.read_bytes() == before
        assert values(contents_of(open_), first) == values(first, first)


def test_merge_without_a_terminal_names_the_way(open_: Path, place: Path) -> None:
    output = merge(place)[1]
    assert "regional.xlsx är öppen i Excel. För att uppdatera den där: followup excel refresh" in output


def test_pdf(open_: Path, tmp_path: Path) -> None:
    code, output = command("excel", "pdf", "--book", str(open_), "--to", str(tmp_path / "ut.pdf"))
    assert (code, output.strip()) == (0, str(tmp_path / "ut.pdf"))
    assert "Vem ringer?" in PdfReader(tmp_path / "ut.pdf").pages[0].extract_text()


def test_show_goes_to_the_cell_of_a_units_workbook(open_: Path, place: Path) -> None:
    code, _told = command("excel", "show", FILE, "Styrmått", "K8", "--plan", str(place))
    assert code == 0
    apps: Any = xlwings.apps
    (book,) = [candidate for candidate in apps.active.books if candidate.name == FILE]
    selected = book.api.CurrentController.getSelection()
    assert (selected.AbsoluteName, book.api.ReadOnly) == ("$Styrmått.$K$8", True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("Finns inte.xlsx", "Styrmått", "K8"), "Det finns ingen fil Finns inte.xlsx, varken här eller i inkorgen."),
        ((FILE, "Nej", "K8"), f"{FILE} har inget blad som heter Nej."),
    ],
)
def test_show_says_what_is_not_there(open_: Path, place: Path, arguments: tuple[str, ...], sentence: str) -> None:
    code, output = command("excel", "show", *arguments, "--plan", str(place))
    assert (code, sentence in output) == (2, True)


def test_a_workbook_that_is_not_open_is_told(as_excel: Office, place: Path) -> None:
    as_excel.open(place / "inbox" / FILE)
    code, output = command("excel", "refresh", "--plan", str(place))
    assert (code, output.strip()) == (2, "regional.xlsx är inte öppen i Excel. Öppna den och försök igen.")
