"""The same law for real files, changed and saved by openpyxl: each answer has a value that no other has.

What a change does to a file is openpyxl's doing here. Where a value stands afterwards is looked up in the workbook as it
is saved.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.house import Submission, Value, form_for, lay_out_form, read_book, reader_of
from tests.returns.workbook_model import EVERY_SECTION, all_answers, crowded_plan, is_answered
from tests.tables import IDENTITY_NAME, IDENTITY_SHEET, Form, edited, save_book

Edit = Callable[[Random, Any], None]
Place = tuple[str, str, str]
Standing = tuple[str, int, int, str]
"""A value with its sheet, row and column, counted from 0."""
NUMBERS_FROM = 8_000_000


@functools.cache
def filled_file(*, second_round: bool) -> tuple[Path, dict[str, Place]]:
    """A file with every answer that can be like no other, and where each belongs by its text."""
    plan = crowded_plan(second_round=second_round)
    form = form_for(plan, plan.units["nord"], EVERY_SECTION)
    answers: dict[str, dict[str, dict[str, Value]]] = {}
    places: dict[str, Place] = {}
    for number, place, value in all_answers(form):
        if not isinstance(value, str) or value.startswith("Svar"):
            answers.setdefault(place[0], {}).setdefault(place[1], {})[place[2]] = value
            places[as_seen(value)] = place
            assert number
    return save_book(lay_out_form(form, plan, plan.units["nord"], answers)), places


def as_seen(value: object) -> str:
    """A value as a text to compare with: a number without what a float adds."""
    return f"{float(value):.8g}" if not isinstance(value, str) and hasattr(value, "__float__") else str(value)[:10]


# -------------------------------------------------------------------------------------------------------------- changes


def _page(rng: Random, workbook: Any) -> Any:
    pages = [page for page in workbook.worksheets if not page.title.startswith("_") and page.max_row > 1]
    return rng.choice(pages or [workbook.worksheets[0]])


def _table(rng: Random, page: Any) -> tuple[int, int]:
    """First and last row under a header: the rows with something in the hidden column, under its title."""
    heads = [row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == "Nyckel"]
    if not heads:
        return 0, 0
    first = last = rng.choice(heads) + 1
    while page.cell(last + 1, 1).value is not None:
        last += 1
    return first, last


def insert_rows(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    page.insert_rows(rng.randint(1, page.max_row), rng.randint(1, 2))


def delete_rows(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    page.delete_rows(rng.randint(1, page.max_row), rng.randint(1, 2))


def insert_columns(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    page.insert_cols(rng.randint(1, page.max_column))


def delete_columns(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    page.delete_cols(rng.randint(1, page.max_column))


def sort_rows(rng: Random, workbook: Any) -> None:
    """All rows of a table in another order, with the hidden keys or without. Excel sorts no merged cells."""
    page = _page(rng, workbook)
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    first, last = _table(rng, page)
    if last <= first:
        return
    columns = range(rng.choice((1, 2)), page.max_column + 1)
    lines = [
        [(page.cell(row, at).value, page.cell(row, at).data_type) for at in columns] for row in range(first, last + 1)
    ]
    rng.shuffle(lines)
    for row, line in zip(range(first, last + 1), lines, strict=True):
        for at, (value, kind) in zip(columns, line, strict=True):
            page.cell(row, at).value = value
            page.cell(row, at).data_type = kind


def copy_a_row(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    first, last = _table(rng, page)
    row, to = rng.randint(first, last) if first else 1, page.max_row + 1
    for at in range(1, page.max_column + 1):
        if type(page.cell(to, at)).__name__ != "MergedCell":
            page.cell(to, at).value = page.cell(row, at).value


def rename_and_reorder(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    page.title = f"Blad {rng.randrange(10_000)}"
    workbook.move_sheet(page, rng.randint(-2, 2))


def delete_a_sheet(rng: Random, workbook: Any) -> None:
    if len(workbook.worksheets) > 3:
        workbook.remove(_page(rng, workbook))


def copy_a_sheet(rng: Random, workbook: Any) -> None:
    workbook.copy_worksheet(_page(rng, workbook))


def lose_a_place_of_identity(rng: Random, workbook: Any) -> None:
    kind = rng.randrange(3)
    if kind == 0 and IDENTITY_NAME in workbook.custom_doc_props.names:
        del workbook.custom_doc_props[IDENTITY_NAME]
    elif kind == 1 and IDENTITY_NAME in workbook.defined_names:
        workbook.defined_names[IDENTITY_NAME].attr_text = "#REF!"
    elif kind == 2 and IDENTITY_SHEET in workbook.sheetnames:
        workbook.remove(workbook[IDENTITY_SHEET])


def show_what_is_hidden(_rng: Random, workbook: Any) -> None:
    for page in workbook.worksheets:
        page.sheet_state = "visible"
        for dimension in [*page.row_dimensions.values(), *page.column_dimensions.values()]:
            dimension.hidden = False


def clear_hidden_cells(rng: Random, workbook: Any) -> None:
    """The whole hidden column, or the hidden row over a header."""
    page = _page(rng, workbook)
    first, _last = _table(rng, page)
    cells = [page.cell(row, 1) for row in range(1, page.max_row + 1)]
    if rng.random() < 0.5:
        cells = [page.cell(first - 2, at) for at in range(1, page.max_column + 1)] if first else []
    for cell in cells:
        if type(cell).__name__ != "MergedCell":
            cell.value = None


def retype_a_title_or_label(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    first, last = _table(rng, page)
    if first:
        at = (first - 1, rng.randint(2, page.max_column)) if rng.random() < 0.5 else (rng.randint(first, last), 2)
        cell = page.cell(*at)
        if type(cell).__name__ == "MergedCell":
            return
        cell.value = f"Ändrat {rng.randrange(10**6)}"


def merge(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    row, at = rng.randint(1, page.max_row), rng.randint(1, page.max_column)
    page.merge_cells(start_row=row, end_row=row + rng.randint(0, 1), start_column=at, end_column=at + 1)


def type_anywhere(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    for _i in range(3):
        cell = page.cell(rng.randint(1, page.max_row + 3), rng.randint(1, page.max_column + 3))
        if type(cell).__name__ != "MergedCell":
            cell.value = NUMBERS_FROM + rng.randrange(10**6) if rng.random() < 0.5 else f"Not {rng.randrange(10**6)}"


def formulas_and_errors(rng: Random, workbook: Any) -> None:
    page = _page(rng, workbook)
    first, last = _table(rng, page)
    if first:
        cell = page.cell(rng.randint(first, last), rng.randint(3, page.max_column))
        if type(cell).__name__ != "MergedCell" and not str(cell.value or "").startswith("="):
            cell.value = rng.choice(("=1+1", "#REF!", "#N/A"))


def pin_a_comment(rng: Random, workbook: Any) -> None:
    from openpyxl.comments import Comment

    page = _page(rng, workbook)
    cell = page.cell(rng.randint(1, page.max_row), rng.randint(1, page.max_column))
    if type(cell).__name__ != "MergedCell":
        cell.comment = Comment("Se mejl", "Eva")


EDITS: tuple[Edit, ...] = (
    insert_rows,
    delete_rows,
    insert_columns,
    delete_columns,
    sort_rows,
    sort_rows,
    copy_a_row,
    rename_and_reorder,
    delete_a_sheet,
    copy_a_sheet,
    lose_a_place_of_identity,
    show_what_is_hidden,
    clear_hidden_cells,
    retype_a_title_or_label,
    merge,
    type_anywhere,
    formulas_and_errors,
    pin_a_comment,
)


# -------------------------------------------------------------------------------------------------------------- judging


def run_files(first: int, count: int) -> tuple[Counter[str], list[str]]:
    """Files by their seeds: what became of every answer, and the faults. Every other is of a second round."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for seed in range(first, first + count):
        rng = Random(seed)
        steps = rng.choices(EDITS, k=rng.randint(1, 6))

        standing: list[Standing] = []

        def change(
            workbook: Any, rng: Random = rng, steps: list[Edit] = steps, standing: list[Standing] = standing
        ) -> None:
            for step in steps:
                step(rng, workbook)
            standing += _standing(workbook)

        second_round = seed % 2 == 1
        path = edited(filled_file(second_round=second_round)[0], change)
        faults_found = list(_faults(path, standing, counts, second_round))
        counts["files"] += 1
        path.unlink()
        faults += [f"{seed}: {', '.join(step.__name__ for step in steps)}: {fault}" for fault in faults_found[:3]]
    return counts, faults


def _faults(path: Path, standing: list[Standing], counts: Counter[str], second_round: bool) -> Iterator[str]:
    places = filled_file(second_round=second_round)[1]
    submission, findings = reader_of(crowded_plan(second_round=second_round), EVERY_SECTION).read(read_book(path))
    if submission is None:
        counts["refused with the file"] += 1
        if not findings:
            yield "refused without a finding"
        return
    if submission.filled != submission.read + submission.refused:
        yield f"filled {submission.filled} != {submission.read} + {submission.refused}"
    taken = dict(_taken(submission))
    named = {(finding.place.sheet, finding.place.row, finding.place.column) for finding in findings}
    wide = {(finding.rule, finding.place.sheet, row) for finding in findings for row in (finding.place.row, -1)}
    for sheet, row, column, text in standing:
        typed = text.startswith(("Not ", "Ändrat ")) or (text.isdigit() and int(text) >= NUMBERS_FROM)
        if text not in places and not typed:
            continue
        counts["filled in"] += 1
        read = taken.get((sheet, row, column))
        if read is not None:
            counts["taken over"] += 1
            if not typed and not _belongs(read, places[text], submission.form):
                yield f"wrong place: {text} of {places[text]} taken as {read}"
        elif (sheet, row, column) in named:
            counts["named"] += 1
        elif {("row-twice", sheet, row), ("table-twice", sheet, -1)} & wide:
            counts["named with their copy"] += 1
        else:
            yield f"lost: {text} at {sheet} {row} {column}"


def _belongs(read: Place, place: Place, form: Form) -> bool:
    """Whether it was read as what it is; in a listing any row is its own."""
    table = form.by_section.get(read[0])
    listed = table is not None and table.is_listing
    return read == place or (listed and (read[0], read[2]) == (place[0], place[2]))


def _taken(submission: Submission) -> Iterator[tuple[tuple[str, int, int], Place]]:
    for table in submission.form.tables:
        for row in submission.tables.get(table.section.key, ()):
            for column in table.columns:
                if (
                    is_answered(table, row.row, column)
                    and row[column.key] is not None
                    and column.key not in row.refused
                ):
                    yield (row.origin.sheet, *row.cells[column.key]), (table.section.key, row.row.key, column.key)


def _standing(workbook: Any) -> Iterator[Standing]:
    """Every value that is no formula and is about to be saved, as openpyxl sees it."""
    for page in workbook.worksheets:
        for line in page.iter_rows() if page.sheet_state == "visible" else ():
            for cell in line:
                if cell.value is not None and cell.data_type not in ("f", "e"):
                    yield page.title, cell.row - 1, cell.column - 1, as_seen(cell.value)
