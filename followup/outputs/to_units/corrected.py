"""Formulas of older templates that show what nobody can answer for, as they are to stand in a copy that goes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from followup.files.addresses import place_of
from followup.files.marking.mark_cells import Correction
from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.number import takes_figures_only
from followup.form.form import FormTable
from followup.form.layout.formulas import comparable_formula, formulas_of, sources_of

if TYPE_CHECKING:
    from followup.returns.model import Submission

CellPlace = tuple[str, int, int]
COUNTED = re.compile(r"SUMPRODUCT\(--\(\((?P<parts>.*?)\)>0\)\)")
FILLED = re.compile(r"""\((?P<sheet>'(?:[^']|'')+'|[^'!(]+)!(?P<first>[A-Z]+[0-9]+):(?P<last>[A-Z]+[0-9]+)<>""\)""")


def corrections(submission: Submission, book: ReceivedBook) -> list[Correction]:
    """What is worked out from a text or from some of the figures becomes empty, and a text where a figure is asked for
    is no longer counted as answered. Formulas that show nothing wrong are left as they are.
    """
    results: list[Correction] = []
    figures: set[CellPlace] = set()
    for table in submission.form.tables:
        rows = [row for row in submission.tables.get(table.section.key, ()) if row.cells]
        sheet = book.sheet(rows[0].origin.sheet) if rows else None
        if sheet is None:
            continue
        at = {row.row.key: next(iter(row.cells.values()))[0] for row in rows}
        columns = {key: place[1] for row in rows for key, place in row.cells.items()}
        figures |= set(_figures_asked_for(table, sheet.name, at, columns))
        results += _computed_cells(table, sheet, at, columns)
    return results + [correction for sheet in book.sheets for correction in _counting_cells(sheet, book, figures)]


def _figures_asked_for(
    table: FormTable, sheet: str, at: dict[str, int], columns: dict[str, int]
) -> Iterator[CellPlace]:
    for row in table.rows:
        for column in table.columns:
            if row.key in at and column.key in columns and takes_figures_only(row.type_of(column)):
                yield sheet, at[row.key], columns[column.key]


def _computed_cells(
    table: FormTable, sheet: ReceivedSheet, at: dict[str, int], columns: dict[str, int]
) -> Iterator[Correction]:
    for row in table.rows:
        for column in table.columns:
            place = (at.get(row.key, -1), columns.get(column.key, -1))
            written = sheet.written.get(place)
            now, *former = formulas_of(table, row, column, at, columns) or ("",)
            if not written or comparable_formula(written) not in map(comparable_formula, former):
                continue
            of = [(at.get(key, -1), columns.get(name, -1)) for key, name in sources_of(table, row, column)]
            raws = [sheet.cells.get(source) for source in of]
            needs_all = column.derived is not None and column.derived.needs_all
            if place in sheet.cells and any(_is_text(raw) or (needs_all and raw is None) for raw in raws):
                yield Correction(sheet.name, *place, now, "")


def _is_text(raw: Raw | None) -> bool:
    return raw is not None and not isinstance(raw, Decimal)


def _counting_cells(sheet: ReceivedSheet, book: ReceivedBook, figures: set[CellPlace]) -> Iterator[Correction]:
    """On the sheet that says what is left: how much, and which share of it is done."""
    for (row, column), written in sheet.written.items():
        total, left = sheet.cells.get((row, column - 1)), sheet.cells.get((row, column))
        share = sheet.written.get((row, column + 1), "")
        if "SUMPRODUCT" not in written:
            continue
        more = sum(_answered_by_text(match["parts"], book, figures) for match in COUNTED.finditer(written))
        if not more:
            continue
        corrected = FILLED.sub(lambda match: _as_figure(match, figures), written)
        now = None
        if isinstance(left, Decimal) and isinstance(total, Decimal) and total > 0:
            now = left + more
            yield Correction(sheet.name, row, column + 1, f"={share.lstrip('=')}", 1 - now / total)
        yield Correction(sheet.name, row, column, f"={corrected.lstrip('=')}", now)


def _as_figure(match: re.Match[str], figures: set[CellPlace]) -> str:
    return match[0].replace("(", "ISNUMBER(", 1).replace('<>""', "") if _cells(match) <= figures else match[0]


def _cells(match: re.Match[str]) -> set[CellPlace]:
    """The cells of a range in one column."""
    first, last = place_of(match["first"]), place_of(match["last"])
    name = match["sheet"].strip("'").replace("''", "'")
    return {(name, row, first[1]) for row in range(first[0], last[0] + 1)} if first and last else set()


def _answered_by_text(parts: str, book: ReceivedBook, figures: set[CellPlace]) -> int:
    """How many rows count as answered only by a text where a figure is asked for."""
    before, after = set[int](), set[int]()
    for match in FILLED.finditer(parts):
        cells = _cells(match)
        for name, row, column in cells:
            sheet = book.sheet(name)
            raw = sheet.cells.get((row, column)) if sheet is not None else None
            before |= {row} if raw is not None else set()
            after |= {row} if raw is not None and (isinstance(raw, Decimal) or not cells <= figures) else set()
    return len(before - after)
