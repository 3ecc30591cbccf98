"""The buttons of a division's workbook, pressed in LibreOffice: they list what the workbook's own formulas say.

That this is what ``followup check`` finds is shown without macros, in ``tests/form/self_check``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl.formula.translate import Translator
from openpyxl.styles import PatternFill

from followup.files.xlsx_writing.vba import modules_in
from followup.templates.macro_words import NOT_LOOKED_AT
from tests.files.language import Module
from tests.form.language import TITLES_OF_RULES
from tests.form.self_check.filled import examples, planted
from tests.house import Severity, Words, read_book
from tests.macros.running_office import Office, buttons, cell, needs_running_office, press
from tests.macros.workbooks import (
    REPORT,
    as_saved,
    checked,
    edited,
    filled_in,
    listed,
    made_anew,
    read,
    seen_by_macros,
    seen_by_the_form,
    with_macros,
)
from tests.tables import SELF_CHECK, plan

pytestmark = [needs_running_office, pytest.mark.xdist_group("office")]


# ----------------------------------------------------------------------------------------- the same is found and listed


@pytest.mark.parametrize("example", examples())
def test_planted_faults_are_listed_as_the_form_says_them(office: Office, example: str, tmp_path: Path) -> None:
    _decided, paths = planted(example, tmp_path, 0.5, "--macros", most=2)
    total = 0
    for path in paths:
        by_macros, by_form = checked(office, path)
        assert by_macros == by_form, path.name
        total += by_form.total()
    assert total, "something was planted"


FILLED = """
## Produktion
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar |
| Läkarbesök > Somatik | 45 467 | 4 326 | |
| Övriga besök | 500 | 600 | |

## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Helårsprognos |
| Andel som väntat högst 90 dagar | 41 % | ca 40 % | | K:41 % M:40 % |
| Antal som fått frågan | | | enligt bilaga | |
| Resultat mot budget | 5 | | -17,7 | |
"""


def _insert_rows(document: Any) -> None:
    for row in (7, 1):
        document.Sheets.getByName("Styrmått").Rows.insertByIndex(row, 1)


def _sort(document: Any) -> None:
    """The rows of a table in another order, as the program sorts them, keys and checking columns and all."""
    field = {"struct": ["com.sun.star.table.TableSortField", {"Field": 2, "IsAscending": False}]}
    how = [{"property": ["SortFields", [field]]}, {"property": ["ContainsHeader", False]}]
    document.Sheets.getByName("Styrmått").getCellRangeByName("A5:T7").sort(how)


def _rename(document: Any) -> None:
    document.Sheets.getByName("Styrmått").Name = "Nytt namn"


def _delete_row(document: Any) -> None:
    document.Sheets.getByName("Styrmått").Rows.removeByIndex(5, 1)


def _delete_column(document: Any) -> None:
    document.Sheets.getByName("Styrmått").Columns.removeByIndex(10, 1)


def _delete_sheet(document: Any) -> None:
    document.Sheets.removeByName("Styrmått")


DONE_IN_THE_PROGRAM: list[Callable[[Any], None]] = [
    *(_insert_rows, _sort, _rename, _delete_row, _delete_column, _delete_sheet),
]


@pytest.mark.parametrize("change", DONE_IN_THE_PROGRAM, ids=lambda change: change.__name__.strip("_"))
def test_what_people_do_in_the_program_leaves_the_check_right(office: Office, change: Callable[[Any], None]) -> None:
    path = filled_in(FILLED)
    document = office.open(path)
    change(document)
    assert press(document, "Kontrollera") == "OK"
    by_macros, saved = seen_by_macros(document), as_saved(document, path)
    document.close(True)
    by_check = {(finding.place.sheet, finding.place.cell, finding.rule) for finding in read(saved)[1]}
    assert by_macros == seen_by_the_form(saved) and len(by_macros) > 3
    assert {tuple(triple) for triple in by_macros} <= by_check


def _copy_row(book: Any) -> None:
    sheet = book["Styrmått"]
    for column in range(1, sheet.max_column + 1):
        copied, cell = sheet.cell(6, column), sheet.cell(12, column)
        cell.value = Translator(str(copied.value), copied.coordinate).translate_formula(cell.coordinate)
        cell.value = cell.value if copied.data_type == "f" else copied.value
    sheet.cell(12, 8).value = 7  # of a row that stands twice the check tells no more than that
    sheet.cell(12, 11).value = 99


def _unknown_row(book: Any) -> None:
    sheet = book["Styrmått"]
    sheet.cell(12, 1).value, sheet.cell(12, 12).value = "struket", 12


def _retype(book: Any) -> None:
    """A title, a total, a worked out share and an earlier figure."""
    sheet = book["Produktion"]
    named = {cell.value: cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    named["Besök jan–apr 2022"].value = "Besök i år"
    total = named["Totalt antal besök"].row
    sheet.cell(total, 3).value = 99_999
    sheet.cell(total, 5).value = 0.5
    sheet.cell(named["Somatik"].row, 4).value = 36_531


def _errors(book: Any) -> None:
    sheet = book["Styrmått"]
    for row, text in ((5, "#REF!"), (6, "#N/A")):
        sheet.cell(row, 10).value, sheet.cell(row, 10).data_type = text, "e"


def _nothing(_book: Any) -> None:
    return


CHANGES: list[Callable[[Any], None]] = [
    *(_nothing, _copy_row, _unknown_row, _retype, _errors),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_what_people_do_to_tables(office: Office, change: Callable[[Any], None]) -> None:
    path = edited(filled_in(FILLED), change)
    by_macros, by_form = checked(office, path)
    by_check = {(finding.place.sheet, finding.place.cell, finding.rule) for finding in read(path)[1]}
    assert by_macros == by_form and len(by_form) > 3
    assert {tuple(triple) for triple in by_form} <= by_check


# ------------------------------------------------------------------------------------------------------ the sheet


def test_the_list_leads_to_the_cells_and_says_what_is_not_looked_at(office: Office) -> None:
    document = office.open(filled_in(FILLED))
    assert press(document, "Kontrollera") == "OK"
    rows = listed(document)
    first = next(row for row in rows if row[6] == "part-exceeds-whole")
    assert first[0] == "Att rätta" and first[3].endswith("Varav distansbesök jan–apr 2022") and first[4] == "600"
    assert "är mer än helheten, 500." in first[5]
    assert cell(document, REPORT, "B3").String == Words("sv")(NOT_LOOKED_AT)
    below = {cell(document, REPORT, f"B{row}").String for row in range(6 + len(rows), 40 + len(rows))}
    assert {Words("sv")(title) for rule, title in TITLES_OF_RULES if rule.id == "part-exceeds-whole"} < below
    assert "att rätta" in cell(document, REPORT, "B2").String
    link = cell(document, REPORT, f"D{6 + rows.index(first)}")
    assert first[2] in link.Formula and first[1] in link.Formula
    wrong = cell(document, first[1], first[2])
    assert wrong.CellBackColor == 0xFFC7CE and "── followup ──" in wrong.Annotation.String
    assert document.CurrentController.ActiveSheet.Name == rows[0][1], "it went to the first"
    document.close(True)


def test_a_second_time_leaves_the_same(office: Office) -> None:
    document = office.open(filled_in(FILLED))
    press(document, "Kontrollera")
    once = listed(document)
    coloured = cell(document, once[0][1], once[0][2]).Annotation.String
    press(document, "Kontrollera")
    assert listed(document) == once
    assert cell(document, once[0][1], once[0][2]).Annotation.String == coloured
    assert sum(name.startswith(REPORT) for name in document.Sheets.getElementNames()) == 1
    document.close(True)


def test_what_was_put_right_loses_its_mark(office: Office) -> None:
    document = office.open(filled_in(FILLED))
    sheet, address = "Produktion", "F12"
    before = {
        address_: cell(document, sheet, address_).CellBackColor for address_ in ("C9", "F9", "F10", "F11", address)
    }
    press(document, "Kontrollera")
    row = next(row for row in listed(document) if row[6] == "part-exceeds-whole")
    was = cell(document, row[1], row[2])
    assert was.CellBackColor == 0xFFC7CE
    was.Value = 60
    press(document, "Kontrollera")
    assert row[2:3] != [line[2] for line in listed(document) if line[6] == "part-exceeds-whole"]
    assert was.Annotation.String == "" and was.CellBackColor in before.values()
    document.close(True)


def test_a_colour_of_ones_own_comes_back(office: Office) -> None:
    yellow = 0xFFFF00

    def mark(book: Any) -> None:
        book["Produktion"]["C8"].fill = PatternFill("solid", fgColor="FFFFFF00")

    document = office.open(edited(filled_in(FILLED), mark))
    wrong = cell(document, "Produktion", "C8")
    right = wrong.Value
    assert wrong.CellBackColor == yellow
    wrong.String = "ca 1100"
    press(document, "Kontrollera")
    assert wrong.CellBackColor == 0xFFC7CE
    wrong.Value = right
    press(document, "Kontrollera")
    assert wrong.CellBackColor == yellow
    document.close(True)


def test_the_protected_first_sheet_stays_protected(office: Office) -> None:
    def sign(book: Any) -> None:
        sheet = book["Start"]
        (day,) = (candidate for row in sheet.iter_rows() for candidate in row if candidate.value == "Datum")
        sheet.cell(day.row, day.column + 1).value = "i går"

    document = office.open(edited(with_macros(), sign))
    assert press(document, "Kontrollera") == "OK"
    row = next(row for row in listed(document) if row[6] == "not-a-date")
    assert row[1] == "Start" and cell(document, "Start", row[2]).CellBackColor == 0xFFC7CE
    assert document.Sheets.getByName("Start").isProtected()
    document.close(True)


# ------------------------------------------------------------------------------------------- next empty, and saving


def test_next_empty_visits_each_cell_that_is_missing(office: Office) -> None:
    path = filled_in(FILLED)
    _submission, findings = read(path)
    missing = {
        (finding.place.sheet, finding.place.cell)
        for finding in findings
        if finding.rule == "not-answered" and not finding.raw
    }
    document = office.open(path)
    visited: list[tuple[str, str]] = []
    for _time in range(len(missing) + 1):
        assert press(document, "Nästa tomma") == "OK"
        chosen = document.CurrentSelection
        visited.append((chosen.Spreadsheet.Name, chosen.AbsoluteName.rpartition(".")[2].replace("$", "")))
    assert set(visited[:-1]) == missing and len(missing) > 5
    assert visited[-1] == visited[0], "round again"
    document.close(True)


def test_what_is_saved_to_send_is_read_as_it_was_filled_in(office: Office) -> None:
    path = filled_in(FILLED)
    before, findings = read(path)
    document = office.open(path)
    assert press(document, "Spara för inlämning") == "OK"
    saved = path.with_name("Division Nord T1 2022.xlsx")
    assert cell(document, REPORT, "B4").String.endswith(str(saved))
    assert press(document, "Spara för inlämning") == "OK"
    assert path.with_name("Division Nord T1 2022 (2).xlsx").exists(), "nothing is written over"
    document.close(True)
    after, check_findings = read(saved)
    assert (after.unit, after.filled, after.read) == (before.unit, before.filled, before.read)
    assert _values(after) == _values(before)
    assert not read_book(saved).macros
    ours = {
        (finding.place.sheet, finding.place.cell, finding.rule)
        for finding in findings
        if finding.severity is not Severity.INFO
    }
    theirs = {
        (finding.place.sheet, finding.place.cell, finding.rule)
        for finding in check_findings
        if finding.severity is not Severity.INFO
    }
    assert theirs == {triple for triple in ours if triple[2] != "macros-ignored"}
    assert not [
        finding for finding in check_findings if finding.place.sheet == REPORT or finding.rule == "comment-pinned"
    ]


def test_words_added_to_our_list_are_not_lost(office: Office) -> None:
    path = filled_in(FILLED)
    document = office.open(path)
    press(document, "Kontrollera")
    cell(document, REPORT, "I7").String = "Ring Eva om detta"
    press_saved = document.storeToURL
    press_saved(path.with_suffix(".xlsx").as_uri(), [{"property": ["FilterName", "Calc MS Excel 2007 XML"]}])
    document.close(True)
    _submission, findings = read(path.with_suffix(".xlsx"))
    assert [finding.raw for finding in findings if finding.place.sheet == REPORT] == ["Ring Eva om detta"]


def _values(submission: Any) -> dict[tuple[str, str, str], object]:
    return {
        (table, row.row.key, column): row[column]
        for table, rows in submission.tables.items()
        for row in rows
        for column in row.cells
    }


# ------------------------------------------------------------------------------------------------------ the buttons


def test_every_sheet_with_a_table_has_buttons(office: Office) -> None:
    document = office.open(with_macros())
    captions = [caption for caption, _script in buttons(document)]
    assert {"Kontrollera", "Nästa tomma", "Spara för inlämning"} == set(captions)
    assert captions.count("Nästa tomma") > 3
    document.close(True)


def test_without_its_hidden_sheet_it_says_so(office: Office) -> None:
    def forget(book: Any) -> None:
        del book[SELF_CHECK]

    document = office.open(edited(with_macros(), forget))
    assert press(document, "Kontrollera").startswith("ERR")
    assert plan().words.language == "sv"
    document.close(True)


def test_a_line_that_cannot_run_is_seen(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice itself says nothing of it: that is why procedures answer."""
    from followup.templates import template_buttons as made

    def broken(folder: Path) -> list[Module]:
        modules = modules_in(folder)
        return [replace(module, text=module.text.replace("mCount + 1", "mCount + mNone")) for module in modules]

    monkeypatch.setattr(made, "modules_in", broken)
    document = office.open(made_anew())
    assert press(document, "Kontrollera") != "OK"
    document.close(True)
