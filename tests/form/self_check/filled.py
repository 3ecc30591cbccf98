"""A form that people have filled in, worked out anew by LibreOffice: what its own columns say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl

from tests.form.self_check.codes import Code, codes_in
from tests.house import Finding, Plan, Raw, ReceivedBook, Uncalculated, command, read_book
from tests.macros.planted import plant
from tests.office import convert, no_repeated_rows
from tests.tables import SELF_CHECK, SWEDISH, address, fill, read_plan, read_tables, template_name

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
SEED = 6
CODES = "followup.codes"
RULE_COLUMN, WEIGHT_COLUMN, LAST_ROW = 2, 3, 10**6


class Seen(NamedTuple):
    """A finding as it is compared."""

    sheet: str
    cell: str
    rule: str


class CellFault(NamedTuple):
    """What a form says of a cell: its sheet and address, the rule and the code, and what stands in the column beside.

    That sentence is about the row's first code. ``coloured`` is the cell of the row itself, where of an answer in words
    ``cell`` is the one below.
    """

    sheet: str
    cell: str
    rule: str
    code: Code
    is_error: bool
    is_first: bool
    sentence: str
    coloured: str

    @property
    def seen(self) -> Seen:
        """As it is compared."""
        return Seen(self.sheet, self.cell, self.rule)


def examples() -> list[str]:
    """The examples that have answers."""
    return sorted(path.name for path in EXAMPLES.iterdir() if (path / "answers").is_dir())


def planted(example: str, folder: Path, share: float, *options: str, most: int = 99) -> tuple[Plan, list[Path]]:
    """The plan of an example and its workbooks, filled in, with faults in about a share of their cells.

    At most so many workbooks: those with the most answers.
    """
    place = folder / "place"
    answered = sorted((EXAMPLES / example / "answers").glob("*.md"), key=lambda path: path.stat().st_size)[-most:]
    units = [option for path in answered for option in ("--unit", path.stem)]
    command("new", str(place), "--example", example)
    with no_repeated_rows():
        command("template", "--plan", str(place / "plan.xlsx"), *units, *options)
    decided, paths = read_plan(place / "plan.xlsx")[0], []
    for answers in sorted(answered):
        named = place / "templates" / template_name(decided.frame, decided.units[answers.stem])
        template = next(path for path in (named.with_suffix(".xlsm"), named) if path.exists())
        paths.append(folder / template.name)
        fill(template, paths[-1], read_tables(answers.read_text(encoding="utf-8")))
        if share:
            _plant(paths[-1], share)
    return decided, paths


def _plant(path: Path, share: float) -> None:
    book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
    names = [sheet.title for sheet in book.worksheets]
    plant(book, SEED, share)
    for sheet, name in zip(book.worksheets, names, strict=True):
        sheet.title = name  # a program renames a sheet in formulas too; openpyxl does not
    book.save(path)
    book.close()
    if book.vba_archive is not None:
        book.vba_archive.close()


def worked_out(paths: list[Path], folder: Path, ending: str = "xlsx") -> list[ReceivedBook]:
    """The workbooks with every formula worked out anew, saved by LibreOffice."""
    return [read_book(path) for path in convert(paths, ending, folder)]


BELOW_COLUMN = WEIGHT_COLUMN + 3


def sentences_below(book: ReceivedBook) -> set[int]:
    """The numbers of sentences about the answer in words below the row that they stand on."""
    words = book.sheet(SELF_CHECK)
    assert words is not None
    return {row + 1 for (row, column), raw in words.cells.items() if column == BELOW_COLUMN and raw == "↓"}


def rules_by_number(book: ReceivedBook) -> dict[int, tuple[str, bool]]:
    """The rule of each sentence that a workbook can say, and whether it is to be corrected, by its number."""
    words = book.sheet(SELF_CHECK)
    assert words is not None
    rows = {row for row, column in words.cells if column == RULE_COLUMN}
    return {row + 1: (str(words.cells[row, RULE_COLUMN]), words.cells[row, WEIGHT_COLUMN] == "!") for row in rows}


def judged_in(book: ReceivedBook) -> set[tuple[str, int, str]]:
    """Which rules a workbook judges in which columns of its sheets."""
    words = book.sheet(SELF_CHECK)
    assert words is not None
    rules_by_cell = {(row, column): str(raw) for (row, column), raw in words.cells.items()}
    rules = {
        (rules_by_cell[row, 1], rules_by_cell[row, RULE_COLUMN])
        for row, column in rules_by_cell
        if column == RULE_COLUMN
    }
    return {
        (sheet.name, at, rule)
        for sheet in book.sheets
        for (_row, at), raw in sheet.cells.items()
        for column, rule in rules
        if raw == column
    }


def form_faults(book: ReceivedBook) -> list[CellFault]:
    """All that the columns of a workbook say, sheet by sheet."""
    rules, below, faults = rules_by_number(book), sentences_below(book), list[CellFault]()
    for sheet in book.sheets:
        heads = sorted(place for place, raw in sheet.cells.items() if raw == CODES)
        ends = [*(row for row, _column in heads[1:]), LAST_ROW]
        for (keys, at), end in zip(heads, ends[: len(heads)], strict=True):
            faults += list(_sheet_faults(sheet.name, sheet.cells, keys, at, end, rules, below))
    return faults


def _sheet_faults(
    name: str,
    cells: dict[tuple[int, int], Raw],
    keys: int,
    at: int,
    end: int,
    rules: dict[int, tuple[str, bool]],
    below: set[int],
) -> Iterator[CellFault]:
    columns = {raw: column for (row, column), raw in cells.items() if row == keys}
    for row, column in sorted(cells):
        if column == at and keys < row < end:
            sentence = cells.get((row, at + 1), "")
            sentence = "" if isinstance(sentence, Uncalculated) else str(sentence)  # an empty result is not stored
            for number, code in enumerate(codes_in(str(cells[row, column]) + " ")):
                rule, is_error = rules[code.sentence]
                if code.column in columns:  # one that was deleted is reported by the check
                    cell = address(row + (code.sentence in below), columns[code.column])
                    coloured = address(row, columns[code.column])
                    yield CellFault(name, cell, rule, code, is_error, number == 0, sentence, coloured)


OF_TEXTS = frozenset(
    {
        *("not-a-number", "not-a-date", "outcome-not-understood", "not-in-the-list"),
        *("too-small", "too-large", "percent-too-large", "not-a-year", "far-from-last-year"),
    }
)
"""Rules of figures: a formula tells them of numbers, and of some texts; a day or a truth value is a number to it, and
"plus 12" is none.
"""


OF_COUNTS = frozenset({"parts-do-not-add-up"})
"""Rules of rows, which a formula tells of what is counted; shares, and money that may be rounded, are left to the check."""


OF_OTHER_CELLS = frozenset({"beyond-declared-limit", "declared-question", "answer-that-does-not-apply"})
"""Rules that the plan declares, of several cells of a row: a form works with what stands there, the check with what it has
understood, and with what the plan says where somebody has written over that.
"""


def rests_on_odd_cells(seen: Seen, book: ReceivedBook, findings: Sequence[Finding]) -> bool:
    """Whether a declared rule is of a row, or of a sum of rows, with a cell that form and check take for different things."""
    if seen.rule not in OF_OTHER_CELLS:
        return False
    sheet, line = book.sheet(seen.sheet), int(re.sub("[A-Z]", "", seen.cell)) - 1
    assert sheet is not None
    odd = {row for (row, _column), raw in sheet.cells.items() if isinstance(raw, bool) or _begins_as_a_figure(raw)}
    odd |= {finding.place.row for finding in findings if finding.rule in CHANGED and finding.place.sheet == seen.sheet}
    is_sum = any(
        row == line and column > 1 for row, column in sheet.formulas if "SUM(" in sheet.written.get((row, column), "")
    )
    return line in odd or (is_sum and bool(odd))


CHANGED = frozenset({"prefilled-changed", "not-a-number", "too-small", "too-large", "percent-too-large"})


def _begins_as_a_figure(raw: object) -> bool:
    return isinstance(raw, str) and bool(re.match(r"[-+−–,.]?\s*[0-9]", raw))


OF_TARGETS = "Målet är inte uppnått"
"""Told where the target is a limit and the outcome one figure; see test_missed_targets.py."""


def is_left_to_the_check(finding: Finding, book: ReceivedBook) -> bool:
    """Whether a finding is of what a formula cannot tell for certain."""
    sheet = book.sheet(finding.place.sheet)
    raw = sheet.cells.get((finding.place.row, finding.place.column)) if sheet is not None else None
    if finding.rule in OF_COUNTS or OF_TARGETS in SWEDISH(finding.advice):
        return True
    return finding.rule in OF_TEXTS and raw.__class__.__name__ in ("str", "date", "datetime", "bool")
