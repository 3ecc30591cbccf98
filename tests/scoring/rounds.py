"""A whole round in a folder, by the commands that people use: plan, templates, answers typed in, decisions, merge."""

from __future__ import annotations

import functools
import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.house import Plan, breaks, command
from tests.outputs.reading_back import Record, sheet_records, word_tables, word_text
from tests.tables import empty_decisions, fill, new_path, plan_book, read_plan, text_tables

NAMES = {"nord": "Division Nord", "syd": "Division Syd", "vast": "Division Väst"}
NAMES |= {"tand": "Folktandvården"}
NAMES |= {"a": "Division A", "a1": "Klinik A1", "a2": "Klinik A2", "a21": "Enhet A21", "a22": "Enhet A22"}
NAMES |= {"b": "Division B", "b1": "Klinik B1", "b2": "Klinik B2", "c": "Division C"}


def plain(text: object) -> str:
    """A text with usual spaces."""
    return str(text if text is not None else "").replace("\u00a0", " ")


@dataclass
class Round:
    """A workspace in ``folder``; what merge printed is in ``told``."""

    folder: Path
    code: int = -1
    output: str = ""

    @cached_property
    def plan(self) -> Plan:
        """The plan, as the tool understands it."""
        return read_plan(self.folder / "plan.xlsx")[0]

    def template(self, unit: str) -> Path:
        """A unit's empty template."""
        return self.folder / "templates" / f"{NAMES[unit]} T1 2022.xlsx"

    def answer(self, unit: str, text: str, name: str = "") -> None:
        """Type answers into a unit's template and put it in the inbox; without a heading they are of measures."""
        inbox = self.folder / "inbox"
        inbox.mkdir(exist_ok=True)
        fill(self.template(unit), inbox / (name or self.template(unit).name), text_tables(text, "Styrmått"))

    def decide(self, rows: str) -> None:
        """Type rows into a new decisions workbook."""
        fill(empty_decisions(), self.decisions, text_tables(rows, "Beslut"))

    @property
    def decisions(self) -> Path:
        """The decisions workbook."""
        return self.folder / "decisions.xlsx"

    def merge(self, *arguments: str) -> Round:
        """Merge, and remember the exit code and what was printed."""
        self.code, self.output = command("merge", "--plan", str(self.folder), *arguments)
        return self

    def merged_json(self, *arguments: str) -> dict[str, Any]:
        """Merge, and what a script gets."""
        self.merge("--format", "json", *arguments)
        result: dict[str, Any] = json.loads(self.output[self.output.index("{") : self.output.rindex("}") + 1])
        return result

    def plan_findings(self) -> list[dict[str, Any]]:
        """What plan check finds, as a script gets it."""
        return plan_findings(self.folder / "plan.xlsx")

    @property
    def regional(self) -> Path:
        """The working regional workbook."""
        return self.folder / "output" / "regional.xlsx"

    @property
    def summary(self) -> Path:
        """The working summary."""
        return self.folder / "output" / "summary.docx"

    def public(self, name: str) -> Path:
        """A published file."""
        return self.folder / "output" / "published" / name

    def rows(self, sheet: str = "Styrmått", path: Path | None = None) -> list[Record]:
        """A sheet of the regional workbook, a record a row."""
        return sheet_records(path or self.regional, sheet, "Enhet" if sheet != "Beslut" else "Vad")

    def row(self, unit: str, key: str, sheet: str = "Styrmått", path: Path | None = None) -> Record:
        """A unit's row of a section."""
        (row,) = [r for r in self.rows(sheet, path) if r["Enhet"] == NAMES[unit] and r["Radnyckel"] == key]
        return {title: plain(value) if isinstance(value, str) else value for title, value in row.items()}

    def region(self, measure: str, path: Path | None = None) -> Record | None:
        """The region's own row of a measure on the sheet Regionen; None when there is none."""
        records = sheet_records(path or self.regional, "Regionen", "Styrmått")
        rows_found = [record for record in records if record["Styrmått"] == measure]
        return rows_found[0] if rows_found else None

    def goal(self, goal: str, unit: str = "") -> Record:
        """A goal's row on the sheet Mål: of a unit, or of the region."""
        whose = NAMES.get(unit, "Region Mellansjö")
        (row,) = [r for r in self.rows("Mål") if r["Mål"] == goal and r["Enhet"] == whose]
        return {title: plain(value) for title, value in row.items()}

    @property
    def word(self) -> str:
        """All text of the summary, with usual spaces."""
        return plain(word_text(self.summary))

    def word_rows(self, *titles: str) -> list[list[str]]:
        """The rows of every Word table whose header holds these titles."""
        tables = [table for table in word_tables(self.summary) if set(titles) <= set(table[0])]
        return [[plain(text) for text in row] for table in tables for row in table[1:]]


def is_named(row: list[str], name: str) -> bool:
    """Whether a row of a Word table is of what is called so; what it is under may stand below the name."""
    return any(text.partition("\n")[0].strip() == name for text in row)


def plan_findings(path: Path) -> list[dict[str, Any]]:
    """What plan check finds in a plan, as a script gets it.

    The copy with how its targets were understood is left out: it takes twice the time of all else, and tests of its own look at it.
    """
    with pytest.MonkeyPatch.context() as patch:
        breaks(patch, "copying a plan with what was understood", lambda *_arguments: None)
        _code, printed = command("plan", "check", str(path), "--format", "json")
    findings: list[dict[str, Any]] = json.loads(printed[printed.index("{") : printed.rindex("}") + 1])["findings"]
    return findings


def new_round(folder: Path, plan: str, answers: Mapping[str, str]) -> Round:
    """A workspace with its plan, its templates, and these units' answers in the inbox.

    Made once for the same plan and answers; who asks gets a copy, with the times of the files as they were.
    """
    shutil.copytree(_made(plan, tuple(answers.items())), folder, dirs_exist_ok=True)
    return Round(folder)


def merged_round(folder: Path, plan: str, answers: Mapping[str, str], *arguments: str) -> Round:
    """The same, merged; its code and what it printed are those of the one merge that was made."""
    merged = _merged(plan, tuple(answers.items()), arguments)
    shutil.copytree(merged.folder, folder, dirs_exist_ok=True)
    return Round(folder, merged.code, merged.output)


@functools.cache
def _merged(plan: str, answers: tuple[tuple[str, str], ...], arguments: tuple[str, ...]) -> Round:
    return new_round(new_path().parent / "r", plan, dict(answers)).merge(*arguments)


@functools.cache
def _made(plan: str, answers: tuple[tuple[str, str], ...]) -> Path:
    round_ = Round(new_path().parent / "r")
    if answers:
        shutil.copytree(_made(plan, ()), round_.folder)
        for unit, text in answers:
            round_.answer(unit, text)
        return round_.folder
    round_.folder.mkdir()
    shutil.copyfile(plan_book(plan), round_.folder / "plan.xlsx")
    code, output = command("template", "--plan", str(round_.folder))
    assert code == 0, output
    return round_.folder


def every_text(path: Path) -> dict[str, str]:
    """All that stands in a file, by its parts: XML as it is, and the same of workbooks embedded in it."""
    attainments: dict[str, str] = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xlsx", ".docx")):
                attainments |= {f"{name}/{inner}": text for inner, text in _parts(content).items()}
            else:
                attainments[name] = content.decode("utf-8", "replace")
    return attainments


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def every_cell(path: Path) -> list[tuple[str, str, Any]]:
    """Sheet, cell and value of every cell that holds something, hidden sheets too."""
    return list(_cells(path.read_bytes()))


@functools.lru_cache(maxsize=8)
def _cells(content: bytes) -> tuple[tuple[str, str, Any], ...]:
    workbook = openpyxl.load_workbook(BytesIO(content))
    return tuple(
        (sheet.title, cell.coordinate, cell.value)
        for sheet in workbook.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    )
