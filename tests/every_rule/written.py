"""Rules of what stands in a template that came back: in its cells, behind them, pinned to them, beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.every_rule.case import Case, Do, number, quoted
from tests.every_rule.forms import VISITED, answered, read, untouched, wrong
from tests.files.broken import MACROS as MACRO_TYPE
from tests.files.broken import PLAIN, repacked
from tests.form.test_blocks import ANSWERS as PROSE
from tests.form.test_blocks import LINES, place_of
from tests.form.test_blocks import SECTIONS as QUESTIONS
from tests.returns.editing import Change, at, both, on, put
from tests.returns.test_reader import (
    ASKED,
    BUDGET,
    MEASURES,
    PRODUCTION,
    VISITS,
)
from tests.tables import edited, filled_in, read_back


def merged(column: str, suffix: Any = None) -> Change:
    """Two cells of a column merged, with a value behind the first where one is given."""

    def change(workbook: Any) -> None:
        first = at(workbook, MEASURES, ASKED, column)
        first.value = first.value or "Gäller båda"
        first.offset(row=1).value = suffix
        page = first.parent
        page.merge_cells(start_row=first.row, end_row=first.row + 1, start_column=first.column, end_column=first.column)
        if suffix is not None:
            from openpyxl.cell.cell import Cell

            page._cells[first.row + 1, first.column] = Cell(page, first.row + 1, first.column, suffix)

    return change


def pinned(row: str, column: str, text: str, value: object) -> Change:
    """A comment pinned to a cell that holds a value, or none."""

    def change(workbook: Any) -> None:
        cell = at(workbook, MEASURES, row, column)
        cell.comment, cell.value = Comment(text, "Eva"), value

    return change


def severity_of_comment(*changes: Change) -> Do:
    """The rule of a pinned comment, but only where it is a warning: one that is not may stand."""
    from tests.house import Severity

    return lambda _example: set(read_back(edited(answered(), both(*changes))).rules(Severity.WARNING))


def of_an_add_in(workbook: Any) -> None:
    """A hidden sheet of 400 cells."""
    sheet = workbook.create_sheet("_add_in")
    sheet.sheet_state = "veryHidden"
    for row in range(100):
        sheet.append([f"key{row}", row, "ANALYSIS", row / 2])


def of_the_units_own(cells: int) -> Change:
    """A sheet in sight with so many cells."""

    def change(workbook: Any) -> None:
        sheet = workbook.create_sheet("Register")
        for cell in range(cells):
            sheet.cell(cell // 4 + 1, cell % 4 + 1).value = f"rad {cell}"

    return change


def below_the_table(text: str) -> Change:
    """A text two rows below a table."""

    def change(workbook: Any) -> None:
        page = workbook[MEASURES]
        page.cell(page.max_row + 2, 3).value = text

    return change


def hide_rows(page: Any) -> None:
    for row in range(5, page.max_row):
        page.row_dimensions[row].hidden = True


def unseen(row: str, column: str) -> Change:
    """An answer in a format that shows nothing."""

    def change(workbook: Any) -> None:
        at(workbook, PRODUCTION, row, column).number_format = ";;;"

    return change


def coloured(row: str, column: str) -> Change:
    """A cell emptied and coloured green."""

    def change(workbook: Any) -> None:
        cell = at(workbook, MEASURES, row, column)
        cell.value, cell.fill = None, PatternFill("solid", fgColor="00B050")

    return change


def formula(example: str) -> set[str]:
    """A formula as an answer, with the result that Excel stored beside it; a number where the example is one."""
    if not example.startswith("="):
        return read(edited(answered(), put(MEASURES, ASKED, "Utfall totalt", int(number(example)))))
    source = filled_in("## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 1204 |")
    old, new = b"<v>1204</v>", f"<f>{example[1:].strip('.')}</f><v>1204</v>".encode()
    return read(repacked(lambda name, content: content.replace(old, new) if "sheet" in name else content, None, source))


def counted_by_hand(example: str) -> set[str]:
    """A formula as an answer with an old result; in a workbook that is counted with F9 only, unless this was done."""
    source = filled_in("## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 5 |")
    setting = b'<calcPr calcMode="manual"' if "only" in example else b'<calcPr calcMode="auto"'

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/workbook.xml":
            return content.replace(b"<calcPr", setting)
        return content.replace(b"<v>5</v>", b"<f>SUM(B2:B9)</f><v>5</v>") if "sheet" in name else content

    return read(repacked(change, None, source))


def struck(column: str, *runs: tuple[str, bool]) -> Change:
    """A cell with these texts, struck out or not."""

    def change(workbook: Any) -> None:
        pieces = (TextBlock(InlineFont(strike=line or None), text) for text, line in runs)
        at(workbook, MEASURES, ASKED, column).value = CellRichText(*pieces)

    return change


def line_through(column: str, value: object) -> Change:
    """A cell with a value, the whole of it struck out."""

    def change(workbook: Any) -> None:
        cell = at(workbook, MEASURES, ASKED, column)
        cell.value, cell.font = value, Font(strike=True)

    return change


def with_macros(_example: str) -> set[str]:
    return read(
        repacked(
            lambda _name, content: content.replace(PLAIN, MACRO_TYPE), {"xl/vbaProject.bin": b"x"}, answered()
        ).rename(Path(str(answered())).with_suffix(".xlsm"))
    )


def pasted(lines: int, insert: bool) -> Do:
    """So many paragraphs pasted into the first answer, rows inserted for them or not."""

    def do(_example: str) -> set[str]:
        def paste(page: Any) -> None:
            row, column = place_of(page, "Det går bra.")
            if insert:
                page.insert_rows(row + 1, lines)
            for offset in range(lines):
                page.cell(row + offset, column).value = f"Stycke {offset}"

        path = filled_in(PROSE, sections=QUESTIONS, heading="Öppna frågor")
        return set(read_back(edited(path, on("Öppna frågor", paste)), QUESTIONS).rules())

    return do


def typed(sheet: str, row: str, column: str, make: Callable[[str], object]) -> Case:
    """What is made of the example typed into a cell; right is made of the right one."""
    do: Do = lambda example: read(edited(answered(), put(sheet, row, column, make(example))))  # noqa: E731
    return Case(do, do)


BEFORE = "Besök jan–apr 2021"
CASES = {
    "PREFILLED_CHANGED": typed(MEASURES, ASKED, "Mål", lambda example: quoted(example)[0]),
    "PREFILLED_FIGURE_CHANGED": typed(PRODUCTION, VISITED, BEFORE, lambda example: int(number(example))),
    "NOT_ASKED_FOR": Case(
        lambda example: read(edited(answered(), put(MEASURES, ASKED, quoted(example)[0], int(number(example))))),
        lambda example: read(edited(answered(), put(MEASURES, ASKED, quoted(example)[0], int(number(example))))),
    ),
    "FORMULA_USED": Case(formula, formula),
    "STRUCK_OUT": wrong(line_through("Utfall totalt", 8), right=put(MEASURES, ASKED, "Utfall totalt", 9)),
    "ASKED_ROW_STRUCK_OUT": wrong(line_through("Styrmått", ASKED), right=put(MEASURES, ASKED, "Kommentar", "Nej")),
    "FORMULA_CHANGED": wrong(put(PRODUCTION, VISITED, "Förändring", "=C5+D5*2")),
    "PART_STRUCK_OUT": wrong(
        struck("Kommentar", ("Vi klarar inte målet. ", True), ("Målet nås i december.", False)),
        right=struck("Kommentar", ("Målet nås i december.", False)),
    ),
    "RESULTS_MAY_BE_OLD": Case(counted_by_hand, counted_by_hand),
    "TOTAL_DOES_NOT_ADD_UP": typed(PRODUCTION, "Totalt antal besök", VISITS, lambda example: int(number(example))),
    "TOTAL_OF_UNKNOWN": wrong(
        both(put(PRODUCTION, "Totalt antal besök", VISITS, 99_999), put(PRODUCTION, VISITED, VISITS, "ca 391")),
        right=put(PRODUCTION, VISITED, VISITS, 391),
    ),
    "COMPUTED_OVERWRITTEN": wrong(put(PRODUCTION, VISITED, "Förändring", 0.5)),
    "OUTSIDE_THE_TABLES": wrong(below_the_table("Ring Eva")),
    "VALUE_BEHIND_MERGED_CELLS": wrong(merged("Utfall totalt", 31), right=put(MEASURES, BUDGET, "Utfall totalt", 31)),
    "MERGED_CELLS": wrong(
        merged("Kommentar"),
        right=both(put(MEASURES, ASKED, "Kommentar", "Ja"), put(MEASURES, BUDGET, "Kommentar", "Ja")),
    ),
    "COMMENT_PINNED": wrong(
        pinned(ASKED, "Utfall totalt", "Preliminär siffra", 29),
        right=put(MEASURES, ASKED, "Kommentar", "Preliminär siffra"),
    ),
    "COMMENT_INSTEAD_OF_ANSWER": Case(
        severity_of_comment(pinned(ASKED, "Utfall totalt", "29, enligt Eva", None)),
        severity_of_comment(pinned(ASKED, "Utfall totalt", "29, enligt Eva", 29)),
    ),
    "HIDDEN_ANSWERS": wrong(unseen(VISITED, VISITS)),
    "COLOUR_IS_NO_ANSWER": wrong(coloured(ASKED, "Utfall totalt")),
    "HIDDEN_SHEET": wrong(of_an_add_in),
    "STRANGE_SHEET": wrong(of_the_units_own(400), right=of_the_units_own(4)),
    "HIDDEN_ROWS": wrong(on(MEASURES, hide_rows)),
    "MACROS_IGNORED": Case(with_macros, untouched),
    "TEXT_RUNS_ON": Case(pasted(LINES + 2, insert=False), pasted(LINES + 2, insert=True)),
}
