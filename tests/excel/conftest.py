"""A running LibreOffice as xlwings' Excel, and regional workbooks of the same round with more and with fewer answers.

The round is small, with rows of every kind: LibreOffice asks and answers cell by cell. ``test_command.py`` takes a whole
example too, once.
"""

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
from tests.office import no_repeated_rows
from tests.plans import PLAN
from tests.scoring.rounds import new_round

LATE, STAYS = "Division Syd", "Folktandvården"
LATE_IN_EXAMPLE = "Division Länssjukvård 1"
SYD = """
## Produktion
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
| Läkarbesök > Psykiatri | 14 | 3 |

## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Orsak | Åtgärd |
| Andel som väntat högst 90 dagar | 70 % | 79 % | | Få platser | Fler platser |
| Antal som fått frågan | | | 20 | | |

## Strategiska åtgärder
| Nr | Status | Kommentar |
| 1 | pågår enligt plan | Två orter av fem är klara. |
| 3 | försenad | Rekryteringen har dragit ut på tiden. |
"""
NORD = """
## Produktion
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar |
| Läkarbesök > Somatik | 43 121 | 4 326 | |
| Övriga besök | 37 501 | 6 900 | |

## Tillgänglighet
| Serie | Månad | Kvinnor | Män |
| Första besök | 2022-01 | 41 % | 44 % |
| Första besök | 2022-02 | 42 % | 45 % |
| Första besök | 2022-03 | 43 % | 46 % |
| Första besök | 2022-04 | 44 % | 47 % |

## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Orsak | Åtgärd |
| Andel som väntat högst 90 dagar | 78 % | 82 % | | Sen start | Kvällsmottagning |
| Antal som fått frågan | | | 24 | | |
| Resultat mot budget | | | 1,5 | | |

## Strategiska åtgärder
| Nr | Status | Kommentar |
| 1 | pågår enligt plan | Två orter av fem är klara. |
| 2 | klar | Sjukhusen delar remisserna. |
"""
TAND = """
## Styrmått
| Styrmått | Utfall totalt |
| Antal som fått frågan | 7 |
"""


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
    """A workspace. ``early`` and ``late`` are its regional workbooks before and after a unit answered."""

    folder: Path
    early: Path
    late: Path


@pytest.fixture(scope="session")
def the_round(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """A small round, merged without and with the answer of a late unit."""
    folder = tmp_path_factory.mktemp("round") / "arbete"
    new_round(folder, PLAN, {"nord": NORD, "syd": SYD, "tand": TAND})
    return _merged_twice(folder, LATE)


@pytest.fixture(scope="session")
def an_example(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The same of the bundled example."""
    folder = tmp_path_factory.mktemp("example") / "arbete"
    shutil.copytree(demo.folder, folder)
    shutil.rmtree(folder / "output")
    return _merged_twice(folder, LATE_IN_EXAMPLE)


def _merged_twice(folder: Path, unit: str) -> Round:
    (late,) = (folder / "inbox").glob(f"{unit}*.xlsx")
    away = folder / late.name
    late.rename(away)
    with no_repeated_rows():
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
