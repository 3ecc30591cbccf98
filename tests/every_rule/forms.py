"""Rules of a template that came back: what people do to its sheets, rows, columns and cells."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from tests.every_rule.case import Case, Do, quoted, same
from tests.returns.editing import Change, at, both, on, sort_rows
from tests.returns.test_older_plan import changed, template_of
from tests.returns.test_reader import (
    ACCESS,
    ACTIONS,
    ANSWERS,
    ASKED,
    MEASURES,
    PRODUCTION,
    VISITS,
)
from tests.round.rounds_of_files import collected
from tests.tables import edited, filled_in, read_back

VISITED = "Övriga besök"
EARLIER = (42_401, 4_516, 90, 9)


@functools.cache
def answered() -> Path:
    """A template filled in, all right."""
    return filled_in(ANSWERS)


def read(path: Path) -> set[str]:
    """The rules that are found in a file."""
    return set(read_back(path).rules())


@functools.cache
def as_it_was() -> frozenset[str]:
    """What is found in the template when nobody has done anything to it."""
    return frozenset(read(answered()))


def untouched(_example: str) -> frozenset[str]:
    """Nothing is done."""
    return as_it_was()


def done(*changes: Change) -> Do:
    """The filled-in template after changes."""
    return lambda _example: read(edited(answered(), both(*changes)))


def wrong(*changes: Change, right: Change | None = None) -> Case:
    """What is done that is wrong; right is to leave the template as it is, unless given."""
    return Case(done(*changes), done(right) if right else untouched)


def sheet_called(example: str) -> set[str]:
    """One more sheet, with the name that is quoted."""
    return read(edited(answered(), lambda workbook: workbook.create_sheet(quoted(example)[0])))


# ------------------------------------------------------------------------------------------------- tables and columns


def clear(page: Any, row: int = 0, column: int = 0) -> None:
    """Clear the whole of a row or of a column."""
    for line in page.iter_rows(
        min_row=row or None, max_row=row or None, min_col=column or None, max_col=column or None
    ):
        for cell in line:
            cell.value = None


def key_row(page: Any) -> int:
    """The row of hidden keys: the one above the titles that begins with the mark of the table."""
    return next(int(line[0].row) for line in page.iter_rows(max_col=1) if str(line[0].value).startswith("#"))


def without_keys(page: Any) -> None:
    """Neither the hidden row nor the hidden column is left."""
    clear(page, row=key_row(page))
    clear(page, column=1)


def only_the_cells_moved(page: Any) -> None:
    """Women and men change places from the titles down."""
    first = next(cell for line in page.iter_rows() for cell in line if cell.value == "Kvinnor")
    for row in range(first.row, page.max_row + 1):
        one, other = page.cell(row, first.column), page.cell(row, first.column + 1)
        one.value, other.value = other.value, one.value


def whole_columns_moved(page: Any) -> None:
    """The same with their keys."""
    first = next(cell for line in page.iter_rows() for cell in line if cell.value == "Kvinnor")
    for row in range(1, page.max_row + 1):
        one, other = page.cell(row, first.column), page.cell(row, first.column + 1)
        one.value, other.value = other.value, one.value


def title(text: str) -> Change:
    """Another title typed over ``Utfall kvinnor``."""

    def change(workbook: Any) -> None:
        page = workbook[MEASURES]
        (cell,) = [cell for line in page.iter_rows() for cell in line if cell.value == "Utfall kvinnor"]
        cell.value = text

    return change


def column_deleted(workbook: Any) -> None:
    cell = at(workbook, MEASURES, ASKED, "Utfall totalt")
    cell.parent.delete_cols(cell.column)


def column_copied(workbook: Any) -> None:
    cell = at(workbook, MEASURES, ASKED, "Utfall totalt")
    page, beyond = cell.parent, cell.parent.max_column + 1
    for row in range(1, page.max_row + 1):
        page.cell(row, beyond).value = page.cell(row, cell.column).value
    page.cell(cell.row, beyond).value = 31


def sheet_copied(figure: int | None = None) -> Change:
    """The sheet of production copied, with another figure in the copy where one is given."""

    def change(workbook: Any) -> None:
        workbook.copy_worksheet(workbook[PRODUCTION]).title = "Kopia"
        if figure is not None:
            at(workbook, "Kopia", VISITED, VISITS).value = figure

    return change


# --------------------------------------------------------------------------------------------------------------- rows


def row_deleted(workbook: Any) -> None:
    cell = at(workbook, PRODUCTION, VISITED, VISITS)
    cell.parent.delete_rows(cell.row)


def row_emptied(workbook: Any) -> None:
    at(workbook, PRODUCTION, VISITED, VISITS).value = None


def row_copied(figure: int | None = None) -> Change:
    """The row copied below the table, with another figure there where one is given."""

    def change(workbook: Any) -> None:
        cell = at(workbook, MEASURES, ASKED, "Utfall totalt")
        page, last = cell.parent, cell.parent.max_row + 1
        for column in range(1, page.max_column + 1):
            page.cell(last, column).value = page.cell(cell.row, column).value
        if figure is not None:
            page.cell(last, cell.column).value = figure

    return change


def foreign_key(workbook: Any) -> None:
    cell = at(workbook, ACTIONS, "2", "Status")
    cell.parent.cell(cell.row, 1).value = "gammal-atgard"


def some_columns_sorted(page: Any) -> None:
    """Label, figure and figure of last year change rows; the columns from E on, and the keys, do not."""
    one = at(page.parent, PRODUCTION, "Somatik", VISITS).row
    for column in (2, 3, 4):
        first, second = page.cell(one, column), page.cell(one + 1, column)
        first.value, second.value = second.value, first.value


def two_rows_of_one_name(keys: bool) -> Do:
    """Somatik stands under two rows; the hidden keys are there or not."""

    def do(_example: str) -> set[str]:
        plan = changed(
            (
                "| Besök | lakare-psykiatri | Psykiatri | lakare | fylls i |",
                "| Besök | lakare-psykiatri | Psykiatri | lakare | fylls i |\n"
                "| Besök | ssk | Sjuksköterskebesök | totalt | summa |\n"
                "| Besök | ssk-somatik | Somatik | ssk | fylls i |",
            ),
            (
                "| nord | ovriga | 36 530 | 6 825 |",
                "| nord | ovriga | 36 530 | 6 825 |\n| nord | ssk-somatik | 90 | 9 |",
            ),
        )
        text = (
            "## Besök\n| Besök | Besök jan–apr 2022 |\n| Läkarbesök > Somatik | 45 467 |\n"
            "| Sjuksköterskebesök > Somatik | 100 |\n"
        )
        path = template_of(plan, "Division Nord T1 2022", text)

        def lose(workbook: Any) -> None:
            page = workbook[PRODUCTION]
            for line in page.iter_rows():
                if line[1].value == "Somatik":
                    for cell in line:
                        cell.value = None if cell.column == 1 or cell.value in EARLIER else cell.value
            row_deleted(workbook)

        round_ = collected(path if keys else edited(path, lose), by=plan)
        return {finding.rule for finding in round_.findings}

    return do


CASES = {
    "PERSONAL_NUMBER_NAMES_SHEET": same(sheet_called),
    "FOUND_BY_HEADERS": wrong(on(MEASURES, without_keys)),
    "COLUMNS_FOUND_BY_HEADERS": wrong(on(MEASURES, lambda page: clear(page, row=key_row(page)))),
    "MOVED_WITHOUT_KEYS": wrong(on(ACCESS, only_the_cells_moved), right=on(ACCESS, whole_columns_moved)),
    "HEADER_CHANGED": Case(
        lambda example: read(edited(answered(), title(quoted(example)[0]))),
        lambda example: read(edited(answered(), title(quoted(example)[0]))),
    ),
    "TITLES_GONE": wrong(on(MEASURES, lambda page: clear(page, row=key_row(page) + 1))),
    "COLUMN_MISSING": wrong(column_deleted),
    "COLUMN_TWICE": wrong(column_copied),
    "SORTED_WITHOUT_KEYS": wrong(
        on(MEASURES, lambda page: sort_rows(page, 5, page.max_row, 2)),
        right=on(MEASURES, lambda page: sort_rows(page, 5, page.max_row, 1)),
    ),
    "ROWS_BY_LABELS": wrong(on(MEASURES, lambda page: clear(page, column=1))),
    "ROW_MISSING": wrong(row_deleted, right=row_emptied),
    "ROW_TWICE": wrong(row_copied()),
    "ANSWER_ON_ROW_COPY": wrong(row_copied(45)),
    "ROW_UNCLEAR": Case(two_rows_of_one_name(keys=False), two_rows_of_one_name(keys=True)),
    "ROW_MIXED": wrong(
        on(PRODUCTION, some_columns_sorted), right=on(MEASURES, lambda page: sort_rows(page, 5, page.max_row, 1))
    ),
    "ROW_UNKNOWN": wrong(foreign_key),
    "TABLE_MISSING": wrong(lambda workbook: workbook.remove(workbook[ACCESS])),
    "ANSWER_IN_TABLE_COPY": wrong(sheet_copied(45)),
    "TABLE_TWICE": wrong(sheet_copied()),
}
