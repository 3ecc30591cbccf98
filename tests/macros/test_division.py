"""The buttons of a division's workbook, pressed in LibreOffice: what they find is what ``followup check`` finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from followup.files.vba import modules_in
from followup.stages.macro_words import NOT_LOOKED_AT
from tests.files.language import Module
from tests.house import Plan, Severity, Words, command, read_book
from tests.macros.planted import SEED, plant
from tests.macros.running_office import Office, buttons, cell, needs_running_office, press
from tests.macros.workbooks import (
    LEFT_TO_THE_CHECK,
    REPORT,
    Seen,
    checked,
    close,
    edited,
    filled_in,
    listed,
    made_anew,
    read,
    seen_by_python,
    with_macros,
)
from tests.tables import fill, plan, read_back, read_plan, read_tables, template_name

pytestmark = [needs_running_office, pytest.mark.xdist_group("office")]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = sorted(each.name for each in EXAMPLES.iterdir() if (each / "answers").is_dir())


@pytest.fixture(scope="module", params=NAMES)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, list[Path]]:
    """The plan of an example and its filled-in workbooks, with macros."""
    place = tmp_path_factory.mktemp("macros") / "place"
    command("new", str(place), "--example", request.param)
    command("template", "--plan", str(place / "plan.xlsx"), "--macros")
    decided, paths = read_plan(place / "plan.xlsx")[0], []
    for answers in sorted((EXAMPLES / request.param / "answers").glob("*.md")):
        name = template_name(decided.frame, decided.units[answers.stem])
        template = (place / "templates" / name).with_suffix(".xlsm")
        paths.append(place / template.name)
        fill(template, paths[-1], read_tables(answers.read_text(encoding="utf-8")))
    return decided, paths


def found_in(path: Path, decided: Plan) -> set[Seen]:
    """What Python finds in a workbook of an example."""
    back = read_back(path, by=decided)
    assert back.submission is not None
    return seen_by_python(back.findings)


# ------------------------------------------------------------------------------------------------ the same is found


def test_the_examples_have_the_same_faults(office: Office, example: tuple[Plan, list[Path]]) -> None:
    decided, paths = example
    for path in paths:
        assert checked(office, path) == found_in(path, decided), path.name


def test_planted_faults_are_found_too(office: Office, example: tuple[Plan, list[Path]], tmp_path: Path) -> None:
    decided, paths = example
    total = 0
    for path in sorted(paths, key=lambda each: each.stat().st_size)[-2:]:
        book = openpyxl.load_workbook(path, keep_vba=True)
        plant(book, SEED, 0.5)
        book.save(tmp_path / path.name)
        close(book)
        document = office.open(tmp_path / path.name)
        assert press(document, "Kontrollera") == "OK"
        rows = listed(document)
        document.close(True)
        unsure = {(row[1], row[2]) for row in rows if row[6] == "not-judged-here"}
        unsure |= {(row[1], row[2]) for row in rows if "**-****" in row[4]}  # told once for the sheet there
        here = {Seen(row[1], row[2], row[6]) for row in rows if row[6] not in LEFT_TO_THE_CHECK}
        here = {each for each in here if each[:2] not in unsure}
        there = {each for each in found_in(tmp_path / path.name, decided) if each[:2] not in unsure}
        assert here == there, path.name
        total += len(there)
    assert total > 2, "something was planted"


FILLED = """
## Produktion
| Besök | Besök 202204 | Varav distansbesök 202204 | Kommentar |
| Läkarbesök > Somatik | 45 467 | 4 326 | |
| Övriga besök | 500 | 600 | |

## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Helårsprognos |
| Andel som väntat högst 90 dagar | 41 % | ca 40 % | | K:41 % M:40 % |
| Antal som fått frågan | | | enligt bilaga | |
| Resultat mot budget | 5 | | -17,7 | |
"""


def _rename(book: Any) -> None:
    for sheet in book.worksheets[1:3]:
        sheet.title = f"Nytt {sheet.title}"


def _insert_rows(book: Any) -> None:
    for row in (8, 2):
        book["Styrmått"].insert_rows(row)


def _turn_around(book: Any) -> None:
    """The rows of a table in another order, keys and all."""
    sheet = book["Styrmått"]
    rows = [[(each.value, each.number_format) for each in row] for row in sheet.iter_rows(min_row=5, max_row=7)]
    for at, cells in enumerate(reversed(rows), start=5):
        for column, (value, number_format) in enumerate(cells, start=1):
            sheet.cell(at, column).value = value
            sheet.cell(at, column).number_format = number_format  # it goes along when Excel sorts


def _delete_row(book: Any) -> None:
    book["Styrmått"].delete_rows(6)


def _delete_column(book: Any) -> None:
    sheet = book["Styrmått"]
    titles = {cell.value: cell.column for row in sheet.iter_rows(max_row=6) for cell in row}
    sheet.delete_cols(titles["Utfall totalt"])


def _delete_sheet(book: Any) -> None:
    del book["Styrmått"]


def _copy_row(book: Any) -> None:
    sheet = book["Styrmått"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(12, column).value = sheet.cell(6, column).value
    sheet.cell(12, 11).value = 99


def _unknown_row(book: Any) -> None:
    sheet = book["Styrmått"]
    sheet.cell(12, 1).value, sheet.cell(12, 11).value = "struket", 12


def _retype(book: Any) -> None:
    """A title, a total, a worked out share and an earlier figure."""
    sheet = book["Produktion"]
    named = {cell.value: cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    named["Besök 202204"].value = "Besök i år"
    total = named["Totalt antal besök"].row
    sheet.cell(total, 3).value = 99_999
    sheet.cell(total, 5).value = 0.5
    sheet.cell(named["Somatik"].row, 4).value = 36_531


def _errors(book: Any) -> None:
    sheet = book["Styrmått"]
    for row, text in ((5, "#REF!"), (6, "#N/A")):
        sheet.cell(row, 9).value, sheet.cell(row, 9).data_type = text, "e"


def _nothing(_book: Any) -> None:
    return


CHANGES: list[Callable[[Any], None]] = [
    *(_nothing, _rename, _insert_rows, _turn_around, _delete_row, _delete_column, _delete_sheet),
    *(_copy_row, _unknown_row, _retype, _errors),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_what_people_do_to_tables(office: Office, change: Callable[[Any], None]) -> None:
    path = edited(filled_in(FILLED), change)
    found = seen_by_python(read(path)[1])
    assert len(found) > 3
    assert checked(office, path) == found


# ------------------------------------------------------------------------------------------------------ the sheet


def test_the_list_leads_to_the_cells_and_says_what_is_not_looked_at(office: Office) -> None:
    document = office.open(filled_in(FILLED))
    assert press(document, "Kontrollera") == "OK"
    rows = listed(document)
    first = next(row for row in rows if row[6] == "part-exceeds-whole")
    assert first[0] == "Att rätta" and first[3].endswith("Varav distansbesök 202204") and first[4] == "600"
    assert "är mer än helheten, 500." in first[5]
    assert cell(document, REPORT, "B3").String == Words("sv")(NOT_LOOKED_AT)
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
    before = {each: cell(document, sheet, each).CellBackColor for each in ("C9", "F9", "F10", "F11", address)}
    press(document, "Kontrollera")
    row = next(row for row in listed(document) if row[6] == "part-exceeds-whole")
    was = cell(document, row[1], row[2])
    assert was.CellBackColor == 0xFFC7CE
    was.Value = 60
    press(document, "Kontrollera")
    assert row[2:3] != [each[2] for each in listed(document) if each[6] == "part-exceeds-whole"]
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
        (day,) = (each for row in sheet.iter_rows() for each in row if each.value == "Datum")
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
        (each.place.sheet, each.place.cell) for each in findings if each.rule == "not-answered" and not each.found
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
    after, found = read(saved)
    assert (after.unit, after.filled, after.read) == (before.unit, before.filled, before.read)
    assert _values(after) == _values(before)
    assert not read_book(saved).macros
    ours = {(each.place.sheet, each.place.cell, each.rule) for each in findings if each.severity is not Severity.INFO}
    theirs = {(each.place.sheet, each.place.cell, each.rule) for each in found if each.severity is not Severity.INFO}
    assert theirs == {each for each in ours if each[2] != "macros-ignored"}
    assert not [each for each in found if each.place.sheet == REPORT or each.rule == "comment-pinned"]


def test_words_added_to_our_list_are_not_lost(office: Office) -> None:
    path = filled_in(FILLED)
    document = office.open(path)
    press(document, "Kontrollera")
    cell(document, REPORT, "I7").String = "Ring Eva om detta"
    press_saved = document.storeToURL
    press_saved(path.with_suffix(".xlsx").as_uri(), [{"property": ["FilterName", "Calc MS Excel 2007 XML"]}])
    document.close(True)
    _submission, findings = read(path.with_suffix(".xlsx"))
    assert [each.found for each in findings if each.place.sheet == REPORT] == ["Ring Eva om detta"]


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


def test_without_the_table_of_rules_it_says_so(office: Office) -> None:
    def forget(book: Any) -> None:
        del book["_rules"]

    document = office.open(edited(with_macros(), forget))
    assert press(document, "Kontrollera").startswith("ERR")
    assert plan().words.language == "sv"
    document.close(True)


def test_a_line_that_cannot_run_is_seen(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice itself says nothing of it: that is why procedures answer."""
    from followup.stages import buttons as made

    def broken(folder: Path) -> list[Module]:
        modules = modules_in(folder)
        return [replace(each, text=each.text.replace("mCount + 1", "mCount + mNone")) for each in modules]

    monkeypatch.setattr(made, "modules_in", broken)
    document = office.open(made_anew())
    assert press(document, "Kontrollera") != "OK"
    document.close(True)
