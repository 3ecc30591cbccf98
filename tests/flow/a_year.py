"""The Norrbotten example as a year: three rounds and the first of the next year, typed in and merged as people do it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from tests.house import command
from tests.outputs.reading_back import Record, sheet_records
from tests.tables import TextTable, fill, read_tables

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "norrbotten-2022-04"
UNITS = {
    "narsjukvard": "Division Närsjukvård",
    "lsv1": "Division Länssjukvård 1",
    "lsv2": "Division Länssjukvård 2",
    "psykiatri": "Division Psykiatri",
    "service": "Division Service",
}
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Occasion:
    """A round of the year: ``changes`` are the answers that differ from those of April 2022, a pair a text and what
    stands instead, by unit; the actions with these numbers are asked for no more, for they were ``finished``.
    """

    round: str
    code: str
    first: str
    last: str
    deadline: str
    today: str
    changes: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    finished: tuple[str, ...] = ()

    @property
    def months(self) -> str:
        """Those of the period, as the headings of production have them."""
        return f"jan–{MONTHS[int(self.last[5:7]) - 1]} {self.last[:4]}"


@dataclass
class YearRound:
    """A workspace of one round; ``output`` is what the last command printed."""

    folder: Path
    occasion: Occasion
    code: int = -1
    output: str = ""

    def run(self, *arguments: str) -> YearRound:
        """Run a command of the round in its workspace."""
        self.code, self.output = command(*arguments, "--plan", str(self.folder), "--today", self.occasion.today)
        return self

    def template(self, unit: str) -> Path:
        """The template of a unit, as it is sent."""
        return self.folder / "templates" / f"{UNITS[unit]} {self.occasion.round}.xlsx"

    def answered(self, unit: str) -> Path:
        """The workbook that a unit sends in."""
        return self.folder / "inbox" / self.template(unit).name

    def answer(self, unit: str) -> None:
        """Type a unit's answers into its template and put it in the inbox."""
        fill(self.template(unit), self.answered(unit), answers(unit, self.occasion))

    def rows(self, sheet: str) -> list[Record]:
        """A sheet of the regional workbook, a record a row."""
        return sheet_records(self.folder / "output" / "regional.xlsx", sheet, "Enhet")

    def row(self, unit: str, key: str, sheet: str = "Styrmått") -> Record:
        """A unit's row of a section."""
        (row,) = [row for row in self.rows(sheet) if row["Enhet"] == UNITS[unit] and row["Radnyckel"] == key]
        return {
            title: value.replace("\u00a0", " ") if isinstance(value, str) else value for title, value in row.items()
        }

    def of_region(self, label: str) -> Record:
        """The row with that label of the sheet Regionen, by the titles of its table."""
        sheet = openpyxl.load_workbook(self.folder / "output" / "regional.xlsx")["Regionen"]
        titles, above = list[object](), 0
        for row in sheet.iter_rows(values_only=True):
            filled = sum(cell is not None for cell in row)
            if above == 1 and filled > 1:
                titles = list(row)
            if label in row[:2]:
                return {str(title): value for title, value in zip(titles, row, strict=True) if title is not None}
            above = filled
        raise AssertionError(f"no row {label}")

    def texts_of_template(self, unit: str, sheet: str) -> set[str]:
        """What stands on a sheet of a unit's template as it was sent."""
        book = openpyxl.load_workbook(self.template(unit))
        return {cell.value for row in book[sheet].iter_rows() for cell in row if isinstance(cell.value, str)}


def answers(unit: str, occasion: Occasion) -> list[TextTable]:
    """The tables that a unit types in: those of April 2022 under the headings of the round, with its changes."""
    text = (EXAMPLE / "answers" / f"{unit}.md").read_text(encoding="utf-8")
    text = text.replace("jan–apr 2022", occasion.months).replace("Redovisade 2022", f"Redovisade {occasion.last[:4]}")
    text = text.replace("redovisade 2022", f"redovisade {occasion.last[:4]}").replace(
        "2022-0", f"{occasion.last[:4]}-0"
    )
    text = re.sub(r"(\| Godkänt den +\| |\| Datum +\| )[0-9-]{10}", rf"\g<1>{occasion.deadline}", text)
    for number in occasion.finished:
        text = re.sub(rf"\n\| {number} +\|.*", "", text)
    for before, after in occasion.changes.get(unit, ()):
        assert before in text, (unit, before)
        text = text.replace(before, after)
    return list(read_tables(text))


def typed_cells(before: Path, after: Path) -> int:
    """How many cells of a workbook somebody has typed in, changed or emptied: those that differ between two files."""
    one, other = (_values(path) for path in (before, after))
    return sum(1 for cell in one.keys() | other.keys() if one.get(cell) != other.get(cell))


def _values(path: Path) -> dict[tuple[str, str], object]:
    book = openpyxl.load_workbook(path, data_only=False)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and not str(cell.value).startswith("=")
    }


def type_cells(path: Path, cells: Mapping[str, str]) -> None:
    """Type texts into cells of a workbook, named as people see them: Uppföljning!C8."""
    book = openpyxl.load_workbook(path)
    for place, text in cells.items():
        sheet, cell = place.split("!")
        book[sheet][cell] = text
    book.save(path)
