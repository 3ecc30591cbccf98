"""A running LibreOffice as xlwings' Excel, and regional workbooks of the same round with more and with fewer answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import xlwings

from followup.files.excel.written_workbook import TableContents, WorkbookContents
from tests.demos import Demo
from tests.excel.libreoffice_engine import attached
from tests.house import command
from tests.macros.running_office import Office, run_once_more_after_a_crash

LATE = "Division Länssjukvård 1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A crash of LibreOffice itself lets a test run once more."""
    run_once_more_after_a_crash(items, Path(__file__).parent)


@pytest.fixture
def as_excel(office: Office) -> Iterator[Office]:
    """xlwings asks LibreOffice; afterwards every document is closed."""
    before = attached(office)
    yield office
    engines: Any = xlwings.engines
    for book in list(engines.active.apps.active.books):
        book.close()
    engines.active = before


@dataclass(frozen=True)
class Round:
    """A workspace of the example. ``early`` and ``late`` are its regional workbooks before and after a unit answered."""

    folder: Path
    early: Path
    late: Path


@pytest.fixture(scope="session")
def the_round(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The example, merged without and with the answer of a late unit."""
    folder = tmp_path_factory.mktemp("round") / "arbete"
    shutil.copytree(demo.folder, folder)
    shutil.rmtree(folder / "output")
    (late,) = (folder / "inbox").glob(f"{LATE}*.xlsx")
    away = folder / late.name
    late.rename(away)
    merge(folder)
    early = shutil.copytree(folder / "output", folder / "early") / "regional.xlsx"
    away.rename(late)
    merge(folder)
    return Round(folder, early, folder / "output" / "regional.xlsx")


def without(contents: WorkbookContents, unit: str) -> WorkbookContents:
    """The same workbook, had the unit not been in the plan: no row of it in any table."""
    return replace(
        contents, sheets=tuple(replace(sheet, tables=_of_others(sheet.tables, unit)) for sheet in contents.sheets)
    )


def _of_others(tables: tuple[TableContents, ...], unit: str) -> tuple[TableContents, ...]:
    return tuple(replace(table, rows=tuple(row for row in table.rows if row[0].value != unit)) for table in tables)


def merge(folder: Path, *more: str) -> tuple[int, str]:
    """followup merge in a workspace."""
    return command("merge", "--plan", str(folder), "--today", "2022-05-20", *more)


@pytest.fixture
def opened(as_excel: Office, tmp_path: Path) -> Any:
    """Copies a workbook into an output folder of its own and opens it."""

    def opener(path: Path) -> Any:
        place = tmp_path / "output"
        place.mkdir(exist_ok=True)
        copy = Path(shutil.copy(path, place / "regional.xlsx"))
        as_excel.open(copy)
        from followup.files.excel.excel_application import find

        return find(copy)

    return opener
