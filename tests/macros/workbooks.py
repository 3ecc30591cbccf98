"""Workbooks with macros for tests, and what their list of findings says after a button was pressed."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from followup.stages.buttons import put_macros
from tests.house import (
    SECTIONS,
    Finding,
    Section,
    Severity,
    Submission,
    form_for,
    lay_out_form,
)
from tests.macros.running_office import Office, cell, press
from tests.tables import new_path, plan, read_back, text_tables, unit, written

REPORT = "Kontroll"
FIRST = 6
COLUMNS = "BCDEFGH"

LEFT_TO_THE_CHECK = {
    "comment-missing": "needs the target to be understood; where it does not, the macros tell",
    "outcome-is-yes-or-no": "needs the words of the answer to be understood",
    "outside-the-tables": "needs every text of ours",
    "merged-cells": "seen in Excel itself",
    "personal-number": "a line a sheet there, also for hidden sheets and comments; a line a cell here",
    "comment-pinned": "a person's own note",
    "colour-is-no-answer": "the cell's look",
    "day-shown-in-part": "the cell's look",
    "half-a-signature": "one row against another",
    "approved-before-the-end": "one row against another",
    "approved-on-a-day-to-come": "needs today",
    "found-by-headers": "hidden keys are lost",
    "moved-without-keys": "hidden keys are lost",
    "sorted-without-keys": "hidden keys are lost",
    "rows-by-labels": "hidden keys are lost",
    "row-unclear": "hidden keys are lost",
    "row-mixed": "hidden keys are lost",
    "table-twice": "the table is told, not each answer on it",
    "sheet-of-another-unit": "needs the plan",
    "formula-changed": "needs the formula that was sent",
    "results-may-be-old": "are worked out as soon as the workbook is open",
    "struck-out": "seen in Excel itself",
    "hidden-answers": "the cell's look",
    "month-without-a-day": "the cell's look",
    "percent-by-format": "the cell's look",
    "sign-of-a-font": "the cell's look",
    "text-is-a-date": "the cell's look",
    "not-calculated": "is worked out as soon as the workbook is open",
    "macros-ignored": "of the file",
    "parts-do-not-add-up": "across rows, and of measures; within a row of other figures the macros tell",
    "part-of-one": "what is counted one by one, the check knows",
    "share-above-the-whole": "how a figure of no declared kind is asked about",
    "far-from-likely": "needs the target to be understood, and all earlier outcomes",
    "day-far-from-the-round": "needs the round's period",
    "figures-contradict": "other files",
    "differs-from-sub-units": "other files",
    "half-answered": "one cell against the others of its figure",
    "reason-not-in-words": "one sign against the words of a reason",
    "not-judged-here": "the macros' own word for what they leave to the check",
}
"""The rules that are not compared, and why: the one list. The sheet says the same in a sentence (NOT_LOOKED_AT)."""


class Seen(NamedTuple):
    """A finding as it is compared."""

    sheet: str
    cell: str
    rule: str


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
    return written(book, new_path(f"{unit(unit_id).name} T1 2022").with_suffix(".xlsm"))


def filled_in(text: str, unit_id: str = "nord", sections: tuple[Section, ...] = SECTIONS) -> Path:
    """A template with macros, with the tables of the text typed in."""
    from tests.tables import fill

    target = new_path(f"{unit(unit_id).name} T1 2022").with_suffix(".xlsm")
    fill(with_macros(unit_id, sections), target, text_tables(text))
    return target


def plain(text: str, unit_id: str = "nord") -> Path:
    """A template without macros, with the tables of the text typed in."""
    from tests.tables import fill

    target = new_path(f"{unit(unit_id).name} T1 2022")
    form = form_for(plan(), unit(unit_id), SECTIONS)
    fill(written(lay_out_form(form, plan(), unit(unit_id))), target, text_tables(text))
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


def seen_by_python(findings: Iterable[Finding]) -> set[Seen]:
    """What the macros must find too: all but notes, and the rules that are left to the check."""
    grave = [each for each in findings if each.severity is not Severity.INFO]
    return compared(Seen(each.place.sheet, each.place.cell, each.rule) for each in grave)


def compared(seen: Iterable[Seen]) -> set[Seen]:
    """Without the rules that are left to the check."""
    return {each for each in seen if each.rule not in LEFT_TO_THE_CHECK}


def listed(document: Any) -> list[list[str]]:
    """The rows of the list of findings."""
    rows: list[list[str]] = []
    while any(row := [cell(document, REPORT, f"{column}{FIRST + len(rows)}").String for column in COLUMNS]):
        rows.append(row)
    return rows


def seen_by_macros(document: Any) -> set[Seen]:
    """What the list of findings says, without what is left to the check."""
    return compared(Seen(row[1], row[2], row[6]) for row in listed(document))


def checked(office: Office, path: Path) -> set[Seen]:
    """Open a workbook, press the button, and take what it found."""
    document = office.open(path)
    try:
        assert press(document, "Kontrollera") == "OK"
        return seen_by_macros(document)
    finally:
        document.close(True)
