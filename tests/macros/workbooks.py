"""Workbooks with macros for tests, and what their list of findings says after a button was pressed."""

from __future__ import annotations

import functools
import shutil
from collections import Counter
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import Any

import openpyxl

from followup.templates.template_buttons import put_macros
from tests.form.self_check.filled import Seen, form_faults
from tests.house import (
    SECTIONS,
    Finding,
    Section,
    Submission,
    form_for,
    lay_out_form,
    read_book,
)
from tests.macros.running_office import Office, press
from tests.office import no_repeated_rows
from tests.tables import new_path, plan, read_back, save_book, text_tables, unit

REPORT = "Kontroll"
FIRST = 6
COLUMNS = "BCDEFGH"


def with_macros(unit_id: str = "nord", sections: tuple[Section, ...] = SECTIONS) -> Path:
    """An empty template with macros; that of all sections is made once: copy it before you change it."""
    return _usual(unit_id) if sections is SECTIONS else made_anew(unit_id, sections)


@functools.cache
def _usual(unit_id: str) -> Path:
    return made_anew(unit_id)


def made_anew(unit_id: str = "nord", sections: tuple[Section, ...] = SECTIONS) -> Path:
    """An empty template with the macros as they are now."""
    form = form_for(plan(), unit(unit_id), sections)
    book = lay_out_form(form, plan(), unit(unit_id))
    put_macros(book, plan().words)
    with no_repeated_rows():
        return save_book(book, new_path(f"{unit(unit_id).name} T1 2022").with_suffix(".xlsm"))


def filled_in(text: str, unit_id: str = "nord") -> Path:
    """A template with macros, with the tables of the text typed in: made once, and a copy for each who asks."""
    target = new_path(f"{unit(unit_id).name} T1 2022").with_suffix(".xlsm")
    return Path(shutil.copyfile(_filled_in(text, unit_id), target))


@functools.cache
def _filled_in(text: str, unit_id: str) -> Path:
    from tests.tables import fill

    target = new_path(f"{unit(unit_id).name} T1 2022").with_suffix(".xlsm")
    fill(with_macros(unit_id), target, text_tables(text))
    return target


def plain(text: str, unit_id: str = "nord") -> Path:
    """A template without macros, with the tables of the text typed in."""
    from tests.tables import fill

    target = new_path(f"{unit(unit_id).name} T1 2022")
    form = form_for(plan(), unit(unit_id), SECTIONS)
    fill(save_book(lay_out_form(form, plan(), unit(unit_id))), target, text_tables(text))
    return target


def edited(source: Path, change: Callable[[Any], None]) -> Path:
    """A copy of a workbook after a change with openpyxl, its macros kept."""
    workbook = openpyxl.load_workbook(source, keep_vba=True)
    change(workbook)
    target = new_path(source.stem).with_suffix(".xlsm")
    workbook.save(target)
    close(workbook)
    return target


def close(workbook: Any) -> None:
    """Close a workbook of openpyxl, and the archive beside it that holds the macros."""
    workbook.close()
    if workbook.vba_archive is not None:
        workbook.vba_archive.close()


def read(path: Path, sections: tuple[Section, ...] = SECTIONS) -> tuple[Submission, list[Finding]]:
    """A workbook as Python reads it, and all that it finds."""
    back = read_back(path, sections)
    return back.answers, back.findings


def listed(document: Any) -> list[list[str]]:
    """The rows of the list of findings: down to the first that is empty; all in one question."""
    sheet = document.Sheets.getByName(REPORT)
    used = sheet.createCursor()
    used.gotoEndOfUsedArea(False)
    last = max(used.RangeAddress.EndRow + 1, FIRST)
    rows = sheet.getCellRangeByName(f"{COLUMNS[0]}{FIRST}:{COLUMNS[-1]}{last}").getDataArray()
    return [[_shown(raw) for raw in row] for row in takewhile(any, rows)]


def _shown(raw: str | float) -> str:
    return raw if isinstance(raw, str) else f"{raw:.15g}"


def seen_by_macros(document: Any) -> Counter[Seen]:
    """What the list of findings says."""
    return Counter(Seen(row[1], row[2], row[6]) for row in listed(document))


def as_saved(document: Any, path: Path) -> Path:
    """The workbook as LibreOffice saves it, as it stands there now."""
    target = new_path(path.stem)
    document.storeToURL(target.as_uri(), [{"property": ["FilterName", "Calc MS Excel 2007 XML"]}])
    return target


def seen_by_the_form(path: Path) -> Counter[Seen]:
    """What the workbook's own columns say."""
    return Counter(fault.seen for fault in form_faults(read_book(path)))


def checked(office: Office, path: Path) -> tuple[Counter[Seen], Counter[Seen]]:
    """Open a workbook, press the button, and take what it found, and what the workbook's own columns say."""
    document = office.open(path)
    try:
        assert press(document, "Kontrollera") == "OK"
        return seen_by_macros(document), seen_by_the_form(as_saved(document, path))
    finally:
        document.close(True)
