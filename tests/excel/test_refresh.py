"""A regional workbook that is open is refreshed in place. A contract test against LibreOffice: no proof of Excel.

A test of ``followup.files.excel.excel_refresh``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from followup.files.excel import excel_refresh
from followup.files.excel.excel_cells import grid_of
from followup.files.excel.excel_refresh import RefreshResult, refresh
from followup.files.excel.written_workbook import OF_TABLES, CellContent, WorkbookContents, contents_of
from tests.excel.conftest import LATE, STAYS, Round, without
from tests.house import Words
from tests.macros.running_office import needs_running_office

pytestmark = [needs_running_office, pytest.mark.xdist_group("office"), pytest.mark.slow]

SHEET, TABLE, KEY = "Styrmått", "v_measures", "fragor"
Opener = Callable[[Path], Any]


def poured(book: Any, new: WorkbookContents, before: WorkbookContents | None = None) -> RefreshResult:
    return refresh(book, new, before, Words("sv"))


@pytest.fixture(scope="session")
def late(the_round: Round) -> WorkbookContents:
    """The workbook with all answers."""
    return contents_of(the_round.late)


@pytest.fixture(scope="session")
def fewer(late: WorkbookContents) -> WorkbookContents:
    """The same without the rows of one unit."""
    return without(late, LATE)


def shown(table: Any) -> list[list[tuple[Any, bool]]]:
    """What a table of the open workbook says: titles, then rows."""
    return [[(cell.value, cell.formula) for cell in line] for line in grid_of(table.range)]


def written(new: WorkbookContents, name: str) -> list[list[tuple[Any, bool]]]:
    """What it shall say: as the file that was written."""
    table = new.table(name)
    assert table is not None
    rows = [[(cell.value, cell.formula) for cell in line] for line in table.rows]
    return [[(title, False) for title in table.titles], *rows]


def tables(book: Any) -> dict[str, list[list[tuple[Any, bool]]]]:
    every = (table for sheet in book.sheets for table in sheet.tables)
    return {table.name: shown(table) for table in every if table.name.startswith(OF_TABLES)}


def all_written(new: WorkbookContents) -> dict[str, list[list[tuple[Any, bool]]]]:
    return {table.name: written(new, table.name) for sheet in new.sheets for table in sheet.tables}


def loose(book: Any, new: WorkbookContents) -> dict[str, dict[tuple[int, int], Any]]:
    """The cells of the open workbook where the new one has one outside its tables."""
    contents = {}
    for sheet in new.sheets:
        area = book.sheets[sheet.name].used_range
        grid = grid_of(area)
        contents[sheet.name] = {
            at: grid[at[0] - 1][at[1] - 1].value for at, cell in sheet.loose.items() if cell.value is not None
        }
    return contents


def row_of(table: Any, unit: str, key: str) -> int:
    """The sheet's row of a unit's row."""
    lines = grid_of(table.range)
    return int(table.range.row) + next(
        i for i, line in enumerate(lines) if (line[0].value, line[1].value) == (unit, key)
    )


def all_loose(new: WorkbookContents) -> dict[str, dict[tuple[int, int], Any]]:
    return {
        sheet.name: {at: cell.value for at, cell in sheet.loose.items() if cell.value is not None}
        for sheet in new.sheets
    }


def test_tables_shrink_and_grow_to_what_the_new_workbook_says(
    opened: Opener, the_round: Round, late: WorkbookContents, fewer: WorkbookContents
) -> None:
    book = opened(the_round.early)
    early = contents_of(the_round.early)
    messages = []
    for new, before in ((late, early), (fewer, late), (late, fewer), (late, late)):
        result = poured(book, new, before)
        assert tables(book) == all_written(new)
        assert loose(book, new) == all_loose(new)
        messages.append((result.failed, result.displaced, result.added, result.orphans))
    assert messages == [(False, [], ["Ändrat"], []), *[(False, [], [], [])] * 3], "the first merge changed nothing"


def test_without_the_earlier_workbook_ours_is_replaced_all_the_same(
    opened: Opener, the_round: Round, late: WorkbookContents
) -> None:
    book = opened(the_round.early)
    poured(book, late)
    assert (tables(book), loose(book, late)) == (all_written(late), all_loose(late))


def test_own_sheets_columns_notes_filter_and_selection_stay(
    opened: Opener, the_round: Round, late: WorkbookContents, fewer: WorkbookContents
) -> None:
    book = opened(the_round.late)
    sheet, table = book.sheets[SHEET], book.sheets[SHEET].tables[TABLE]
    line = row_of(table, STAYS, KEY)
    width = table.range.shape[1]
    questions = book.sheets.add("Egna frågor", before=book.sheets[0])
    questions.api.getCellRangeByName(
        "A1"
    ).Formula = f"=COUNTA($'{SHEET}'.A5:A{table.range.row + table.range.shape[0] - 1})"
    questions.api.getCellRangeByName("A2").Formula = f"=$'{SHEET}'.D{line}"
    beside = get_column_letter(width + 2)
    sheet.range(f"{beside}{line}").value = "Fråga enheten"
    sheet.range(f"D{line}").color = "#FFFF00"
    place = sheet.api.getCellRangeByName(f"E{line}").CellAddress
    sheet.api.Annotations.insertNew(place, "Stämmer det här?")
    table.autofilter.apply_values(1, [STAYS])
    sheet.activate()
    sheet.range(f"C{line}").select()
    count, question = questions.range("A1").value, questions.range("A2").value

    result = poured(book, fewer, late)

    row_of_it = row_of(table, STAYS, KEY)
    assert row_of_it < line, "rows of the unit that is gone stood above"
    assert next(worksheet.name for worksheet in book.sheets) == "Egna frågor"
    assert questions.range("A1").value < count, "a formula over the table follows it"
    assert questions.range("A2").value == question, "a formula that looks at a row follows the row"
    assert sheet.range(f"{beside}{row_of_it}").value == "Fråga enheten"
    assert sheet.range(f"D{row_of_it}").color == (255, 255, 0)
    assert [(note.location.row, note.text) for note in sheet.notes] == [(row_of_it, "Stämmer det här?")]
    assert [criterion.values for criterion in table.autofilter.criteria if criterion.type != "none"] == [[STAYS]]
    hidden = {
        row
        for row in range(5, 5 + len(grid_of(table.data_body_range)))
        if not sheet.api.Rows.getByIndex(row - 1).IsVisible
    }
    others = {row for row, line in enumerate(shown(table)[1:], start=5) if line[0][0] != STAYS}
    assert hidden == others
    assert book.sheets.active.name == SHEET
    assert (book.app.selection.row, book.app.selection.column) == (row_of_it, 3)
    assert (result.displaced, result.failed) == ([], False)


def _for_office(formula: str) -> str:
    return formula.replace(",", ";") if formula.startswith("=") else f"'{formula}" if formula else ""


def test_rows_that_a_person_has_sorted_stay_sorted(opened: Opener, the_round: Round, late: WorkbookContents) -> None:
    book = opened(the_round.late)
    table = book.sheets["Besök"].tables["v_visits"]
    body = table.data_body_range
    body.api.setFormulaArray([[_for_office(cell) for cell in line] for line in body.formula[::-1]])
    before = [line[:2] for line in shown(table)[1:]]
    poured(book, late, late)
    assert [line[:2] for line in shown(table)[1:]] == before
    assert sorted(map(repr, shown(table))) == sorted(map(repr, written(late, "v_visits")))


def test_what_was_in_the_way_is_kept_on_a_sheet_of_its_own(
    opened: Opener, the_round: Round, late: WorkbookContents, fewer: WorkbookContents
) -> None:
    book = opened(the_round.late)
    sheet, table = book.sheets[SHEET], book.sheets[SHEET].tables[TABLE]
    stays, goes = row_of(table, STAYS, KEY), row_of(table, LATE, KEY)
    sheet.range(f"Q{stays}").value = "Skrivet i vår kolumn"
    sheet.range(f"AC{goes}").value = "Bredvid en rad som försvinner"
    sheet.api.Annotations.insertNew(sheet.api.getCellRangeByName(f"B{goes}").CellAddress, "En anteckning")
    book.sheets["Översikt"].range("A2").value = "Skrivet på översikten"
    result = poured(book, fewer, late)
    displaced = {(text.sheet, text.label, text.text) for text in result.displaced}
    of_it, unit = f"{STAYS} · {KEY}", f"{LATE} · {KEY}"
    assert displaced == {
        (SHEET, of_it, "Skrivet i vår kolumn"),
        (SHEET, unit, "Bredvid en rad som försvinner"),
        (SHEET, unit, "En anteckning"),
        ("Översikt", "", "Skrivet på översikten"),
    }
    sheet = book.sheets["Blev över"]
    lines = [[cell.value for cell in line] for line in grid_of(sheet.used_range)]
    assert lines[0] == ["Blad", "Cell", "Rad", "Det stod"]
    assert {(line[0], line[2] or "", line[3]) for line in lines[1:]} == displaced
    assert shown(table) == written(fewer, TABLE)


def test_what_a_person_has_noted_and_chosen_stays(
    opened: Opener, the_round: Round, late: WorkbookContents, fewer: WorkbookContents
) -> None:
    book = opened(the_round.early)
    early = contents_of(the_round.early)
    table = book.sheets[SHEET].tables[TABLE]
    notes = get_column_letter(table.range.column + table.range.shape[1] - 1)
    line = row_of(table, STAYS, KEY)
    book.sheets[SHEET].range(f"{notes}{line}").value = "Ring Folktandvården"
    choosing = next(sheet for sheet in book.sheets if sheet.name == "Styrmått, välj")
    choosing.range("B4").value = "Antal som fått frågan"
    result = poured(book, late, early)
    assert result.displaced == []
    line = row_of(table, STAYS, KEY)
    assert book.sheets[SHEET].range(f"{notes}{line}").value == "Ring Folktandvården"
    assert choosing.range("B4").value == "Antal som fått frågan"


def test_an_own_column_in_the_table_stays_with_its_rows(
    opened: Opener, the_round: Round, late: WorkbookContents, fewer: WorkbookContents
) -> None:
    book = opened(the_round.late)
    sheet, table = book.sheets[SHEET], book.sheets[SHEET].tables[TABLE]
    table.columns.add("Min kolumn", 5)
    line = row_of(table, STAYS, KEY)
    sheet.range(f"E{line}").value = "mitt"
    result = poured(book, fewer, late)
    titles, *rows = shown(table)
    assert titles[4] == ("Min kolumn", False)
    assert [row[:4] + row[5:] for row in (titles, *rows)] == written(fewer, TABLE)
    assert [row[:2] for row in rows if row[4][0]] == [[(STAYS, False), (KEY, False)]]
    assert result.displaced == []


def test_a_column_that_is_new_is_put_in_where_it_belongs(
    opened: Opener, the_round: Round, late: WorkbookContents
) -> None:
    book = opened(the_round.late)
    sheet, table = book.sheets[SHEET], book.sheets[SHEET].tables[TABLE]
    titles = [title for title, _formula in shown(table)[0]]
    sheet.api.Columns.removeByIndex(titles.index("Svar i ord"), 1)
    assert "Svar i ord" not in [title for title, _formula in shown(table)[0]]
    poured(book, late)
    assert shown(table) == written(late, TABLE)


def test_a_sheet_that_is_new_is_added_and_one_no_longer_made_is_left_and_named(
    opened: Opener, the_round: Round, late: WorkbookContents
) -> None:
    book = opened(the_round.late)
    document = book.api.document
    document.Sheets.removeByName("Texter")
    others = replace(late, sheets=tuple(sheet for sheet in late.sheets if sheet.name != "Besök"))
    result = poured(book, others, late)
    assert (result.added, result.orphans) == (["Texter"], ["Besök"])
    names = [sheet.name for sheet in book.sheets]
    assert names[names.index("Texter") - 1] == "Övergripande handlingsplaner"
    assert shown(book.sheets["Texter"].tables["r_texts"]) == written(late, "r_texts")
    assert shown(book.sheets["Besök"].tables["v_visits"]) == written(late, "v_visits")


def test_a_text_stays_a_text_and_a_formula_a_formula(opened: Opener, the_round: Round, late: WorkbookContents) -> None:
    book = opened(the_round.late)
    new = late
    texts = [
        "=1+1",
        "+46 920",
        "7%",
        "2022-04",
        "1/2",
        "SANT",
        "'citat",
        "@region",
        "0012",
        "lång " * 2000,
        "vanlig",
        "-",
    ]
    old = new.table("r_texts")
    assert old is not None
    rows = tuple(
        (CellContent(f"id{i}"), CellContent("slag"), CellContent(None), CellContent(text))
        for i, text in enumerate(texts)
    )
    sheets = tuple(
        replace(sheet, tables=(replace(old, rows=rows),)) if sheet.name == "Texter" else sheet for sheet in new.sheets
    )
    refresh(book, replace(new, sheets=sheets), new, Words("sv"))
    lines = shown(book.sheets["Texter"].tables["r_texts"])[1:]
    assert [line[3] for line in lines] == [(text, False) for text in texts]
    titles, first, *_others = shown(book.sheets[SHEET].tables[TABLE])
    source = first[[title for title, _formula in titles].index("Källcell")]
    assert source[1] and str(source[0]).startswith("=HYPERLINK(")


def test_a_judgement_has_the_colour_of_what_it_says_now(
    opened: Opener, the_round: Round, late: WorkbookContents
) -> None:
    book = opened(the_round.late)
    written_late = late
    table = written_late.table(TABLE)
    assert table is not None
    column = table.titles.index("Måluppfyllelse")
    line = next(i for i, row in enumerate(table.rows) if str(row[column].value).startswith("□"))
    changed = [list(row) for row in table.rows]
    changed[line][column] = CellContent("▲ Inte uppnått", look=changed[line][column].look._replace(colour="B00020"))
    new = replace(table, rows=tuple(map(tuple, changed)))
    sheets = tuple(replace(sheet, tables=(new,)) if sheet.name == SHEET else sheet for sheet in written_late.sheets)
    refresh(book, replace(written_late, sheets=sheets), written_late, Words("sv"))
    cell = book.sheets[SHEET].range((table.row + 1 + line, column + 1))
    assert (cell.value, cell.font.color, cell.font.bold) == ("▲ Inte uppnått", (0xB0, 0, 0x20), True)


def test_excel_is_left_as_it_was(
    opened: Opener, the_round: Round, late: WorkbookContents, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(the_round.late)
    app = book.app
    names = ("screen_updating", "display_alerts", "enable_events", "calculation")
    app.display_alerts = False
    before = [getattr(app, name) for name in names]
    states = []

    def fails(*_given: object) -> None:
        states.append([getattr(app, name) for name in names])
        raise RuntimeError

    monkeypatch.setattr(excel_refresh, "refresh_table", fails)
    with pytest.raises(RuntimeError):
        poured(book, late)
    assert states == [[False, False, False, "manual"]]
    assert [getattr(app, name) for name in names] == before
