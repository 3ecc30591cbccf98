"""The workbook that goes back: what it says and marks, that it holds every answer, and how it is read again."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from followup.files.marking.recognise_marks import CLOSING, OPENING, SHEET_MARK, with_note, without_note
from followup.outputs.to_units.returned_copy import MOST_OF_A_RULE, list_of, marks_of, write_returned
from followup.round.collecting import read_file
from followup.round.model import ReadFile
from tests.demos import Demo
from tests.house import SECTIONS, Finding, Place, Severity, command, literal, read_book, reader_of
from tests.office import needs_office, type_in
from tests.one_sheet import sheet_in
from tests.returns.editing import at, both, on, put
from tests.returns.test_reader import (
    ACTIONS,
    ANSWERS,
    BUDGET,
    MEASURES,
    PRODUCTION,
    VISITS,
    answers_of,
)
from tests.tables import SWEDISH, edited, filled_in, look, new_path, plan, read_back, text_tables

LIST = "Att rätta"


# ------------------------------------------------------------------------------------------------ making and reading


def read_one(path: Path) -> ReadFile:
    """One file as ``check`` reads it."""
    return read_file(path, reader_of(plan(), SECTIONS), read_book)


def returned(source: Path) -> Path:
    """The copy that goes back, in a folder of its own; every cell could be marked."""
    target = new_path("tillbaka").with_name(source.stem + ".xlsx")
    assert write_returned(read_one(source), target, SWEDISH, look()).marked
    return target


def listed(path: Path) -> list[dict[str, Any]]:
    """The rows of the list, by their titles."""
    sheet = sheet_in(path, LIST)
    rows: list[list[Any]] = [[cell.value for cell in row][1:] for row in sheet.iter_rows()]
    start = next(index for index, row in enumerate(rows) if row[0] == "Nr")
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def assert_lists(path: Path, expected: str) -> None:
    """The list, whole; the columns compared are those that are given."""
    (table,) = text_tables(expected)
    rows = [tuple(str(row[title] or "") for title in table.titles) for row in listed(path)]
    assert rows == [tuple(row) for row in table.rows]


def notes(path: Path) -> dict[str, str]:
    """Every note, by sheet and cell."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def looks(cell: Any) -> tuple[object, ...]:
    """Fill and border of a cell."""
    lines = (getattr(cell.border, side) for side in ("left", "right", "top", "bottom"))
    return (cell.fill.fgColor.rgb, *((line.style, line.color.rgb if line.color else "") for line in lines))


def told(path: Path) -> list[tuple[str, str, str, str]]:
    """What a check says of a file, but for its name."""
    return [(finding.place.sheet, finding.place.cell, finding.rule, finding.raw) for finding in read_one(path).findings]


def rewritten(source: Path, part: str, change: Callable[[str], str], **more: str) -> Path:
    """A copy of a workbook with one part changed and others added, as another program may have stored them."""
    target = new_path(source.stem)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
        for name, text in more.items():
            new.writestr(name, text)
    return target


WRONG = both(
    put(PRODUCTION, "Övriga besök", VISITS, "ca 42 000"),
    put(MEASURES, BUDGET, "Utfall totalt", "enligt bilaga"),
    put(ACTIONS, "2", "Status", "färdig"),
    put(ACTIONS, "1", "Kommentar", "Arbetet pågår"),
)


@pytest.fixture(scope="module")
def answered() -> Path:
    """A template filled in, all right."""
    return filled_in(ANSWERS)


@pytest.fixture(scope="module")
def wrong(answered: Path) -> Path:
    """The same with three cells to correct and one to check."""
    return edited(answered, WRONG)


# -------------------------------------------------------------------------------------------------------- the list


def test_the_list_can_be_worked_off_from_the_top(wrong: Path) -> None:
    assert_lists(
        returned(wrong),
        """
        | Nr | Att göra      | Blad                 | Cell | Rad                             | Kolumn        | Det stod      | Klart |
        | 1  | Att rätta       | Produktion           | C9   | Övriga besök                    | Besök jan–apr 2022 | ca 42 000 |       |
        | 2  | Att rätta       | Styrmått             | H7   | 3 · Resultat mot budget         | Utfall totalt | enligt bilaga |       |
        | 3  | Att rätta       | Strategiska åtgärder | D6   | 2 · Rätta till remissflödet     | Status        | färdig        |       |
        | 4  | Att kontrollera | Strategiska åtgärder | E5   | 1 · Införa produktionsplanering | Kommentar     | Arbetet pågår |       |
        """,
    )


def test_each_row_says_what_is_wrong_and_what_to_write(wrong: Path) -> None:
    sentences = [row["Vad som är fel och vad du skriver"] for row in listed(returned(wrong))]
    assert sentences[0] == "”ca 42 000” är inte ett tal, utan text med 42\N{NO-BREAK SPACE}000 i. Skriv bara siffror."
    assert all(text.endswith((".", "”.")) for text in sentences)


def test_the_list_opens_first_and_alone_with_a_link_to_each_cell(wrong: Path) -> None:
    workbook = openpyxl.load_workbook(returned(wrong))
    assert workbook.sheetnames[:2] == [LIST, "Start"]
    assert workbook.active is workbook[LIST]
    assert [sheet.title for sheet in workbook.worksheets if sheet.sheet_view.tabSelected] == [LIST]
    links = [cell.hyperlink.location for row in workbook[LIST].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Produktion'!C9", "'Styrmått'!H7", "'Strategiska åtgärder'!D6", "'Strategiska åtgärder'!E5"]


def test_the_list_prints_on_wide_pages_with_its_header_on_each(wrong: Path) -> None:
    sheet = openpyxl.load_workbook(returned(wrong))[LIST]
    header = next(cell.row for cell in sheet["B"] if cell.value == "Nr")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)  # type: ignore[union-attr]
    assert (sheet.freeze_panes, sheet.print_title_rows) == (f"A{header + 1}", f"${header}:${header}")
    assert sheet.column_dimensions["A"].hidden


def test_neighbouring_columns_of_one_width_both_have_it(wrong: Path) -> None:
    """What to do, and the name of the sheet, which broke into two lines."""
    columns = sheet_in(returned(wrong), LIST).column_dimensions.values()
    widths = {at: round(one.width) for one in columns for at in range(one.min or 1, (one.max or 0) + 1)}
    assert widths[3] == widths[4] == 19


def test_what_concerns_the_whole_file_stands_first_among_its_kind(wrong: Path) -> None:
    file = read_one(wrong)
    whole = Finding(Place(wrong.name, "Division Nord"), "table-missing", Severity.ERROR, "", literal("Saknas."))
    (sheet,) = list_of(replace(file, findings=[*file.findings, whole]), SWEDISH, ["Produktion"]).sheets
    first = min(row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == 1)
    assert sheet.cells[first, 8].value == "Saknas."


def test_a_long_list_is_cut_and_says_by_how_much(wrong: Path) -> None:
    file = read_one(wrong)
    place = Place(wrong.name, "Division Nord", PRODUCTION, 5, 5)
    findings = [
        Finding(
            Place(place.file, place.unit, place.sheet, row, 5), "far", Severity.WARNING, str(row), literal("är fel.")
        )
        for row in range(MOST_OF_A_RULE + 37)
    ]
    (sheet,) = list_of(replace(file, findings=findings), SWEDISH, [PRODUCTION]).sheets
    texts = [cell.value for (_row, column), cell in sheet.cells.items() if column == 8]
    assert len(texts) == 1 + MOST_OF_A_RULE + 1
    assert texts[-1] == "… och 37 till av samma slag. De är märkta i sina celler."
    assert len(marks_of(findings, SWEDISH)) == MOST_OF_A_RULE + 37, "each cell is marked all the same"


# ------------------------------------------------------------------------------------------------------- the marks


def test_the_cells_that_are_named_are_marked_and_no_others(wrong: Path) -> None:
    before, after = openpyxl.load_workbook(wrong), openpyxl.load_workbook(returned(wrong))
    changed = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in before.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if looks(cell) != looks(after[sheet.title][cell.coordinate])
    }
    assert changed == {"Produktion!C9", "Styrmått!H7", "Strategiska åtgärder!D6", "Strategiska åtgärder!E5"}
    red, orange = after[MEASURES]["H7"], after[ACTIONS]["E5"]
    assert red.fill.fgColor.rgb != orange.fill.fgColor.rgb
    assert red.border.left.style == orange.border.top.style == "medium"
    assert red.number_format == before[MEASURES]["H7"].number_format


def test_the_note_says_in_words_how_grave_it_is_and_what_to_write(wrong: Path) -> None:
    written = notes(returned(wrong))
    assert set(written) == {"Produktion!C9", "Styrmått!H7", "Strategiska åtgärder!D6", "Strategiska åtgärder!E5"}
    assert (
        "Att rätta: ”ca 42 000” är inte ett tal, utan text med 42\N{NO-BREAK SPACE}000 i." in written["Produktion!C9"]
    )
    assert "Att kontrollera: ”Arbetet pågår”" in written["Strategiska åtgärder!E5"]


def test_two_findings_of_one_cell_share_a_note_in_the_colour_of_the_gravest() -> None:
    place = Place("a.xlsx", "Nord", PRODUCTION, 3, 4)
    findings = [
        Finding(place, "b", Severity.WARNING, "8", literal("är mycket.")),
        Finding(place, "a", Severity.ERROR, "", literal("Fel blad.")),
    ]
    (mark,) = marks_of(findings, SWEDISH)
    assert (mark.style, mark.note) == ("error", "Att rätta: Fel blad.\nAtt kontrollera: ”8” är mycket.")


def test_a_note_that_somebody_wrote_is_kept_above_ours(wrong: Path) -> None:
    from openpyxl.comments import Comment

    def comment(workbook: Any) -> None:
        at(workbook, PRODUCTION, "Övriga besök", VISITS).comment = Comment("Ring mig om detta", "Eva")
        workbook[PRODUCTION]["C11"].comment = Comment("Summa", "Eva")

    written = notes(returned(edited(wrong, comment)))
    assert written["Produktion!C9"].startswith("Ring mig om detta\n" + OPENING)
    assert written["Produktion!C11"].startswith("Summa\n" + OPENING)


# ------------------------------------------------------------------------------------------- nothing of theirs is lost


def test_the_received_file_is_kept_byte_for_byte(wrong: Path) -> None:
    os.utime(wrong, (1_600_000_000, 1_600_000_000))
    before = wrong.read_bytes()
    returned(wrong)
    assert (wrong.read_bytes(), wrong.stat().st_mtime) == (before, 1_600_000_000)


def test_the_same_file_gives_the_same_bytes(wrong: Path) -> None:
    assert returned(wrong).read_bytes() == returned(wrong).read_bytes()


def test_a_check_of_the_copy_says_what_it_said_of_the_file(answered: Path) -> None:
    """Also without opening it: the results of formulas are stored in it, as they were in the file that came in."""

    def wrong_as_stored(xml: str) -> str:
        assert "<v>42393</v>" in xml
        return xml.replace("<v>42393</v>", "<v>-42393</v>")

    source = rewritten(answered, "xl/worksheets/sheet2.xml", wrong_as_stored)
    copy = returned(source)
    assert told(copy) == told(source)
    assert answers_of(read_back(copy)) == answers_of(read_back(source))
    cells = {sheet.name: sheet.cells for sheet in read_book(copy).sheets}
    assert cells["Start"] == read_book(source).sheet("Start").cells, "what is left, as Protected View shows it"  # type: ignore[union-attr]


ODD: dict[str, Callable[[Any], None]] = {
    "text-that-begins-with-equals": on(ACTIONS, lambda sheet: _text(sheet["E5"], "=1+1")),
    "text-that-begins-with-at": on(ACTIONS, lambda sheet: _text(sheet["E5"], "@SUMMA(A1)")),
    "line-breaks-and-signs": on(ACTIONS, lambda sheet: _text(sheet["E5"], "Rad 1\nRad 2 & <b> ”é” \U0001f600")),
    "long-text": on(ACTIONS, lambda sheet: _text(sheet["E5"], "ord " * 8000)),
    "notes-beside": on(PRODUCTION, lambda sheet: _text(sheet["M30"], "Ring Eva")),
    "far-away": on(PRODUCTION, lambda sheet: _text(sheet["AZ900"], "x9")),
    "filter": on(ACTIONS, lambda sheet: setattr(sheet.auto_filter, "ref", "A4:E6")),
    "hidden-sheet": on(MEASURES, lambda sheet: setattr(sheet, "sheet_state", "hidden")),
    "renamed-sheet": on(MEASURES, lambda sheet: setattr(sheet, "title", "Mått & mål's")),
    "list-name-taken": on(MEASURES, lambda sheet: setattr(sheet, "title", LIST)),
    "merged": on(ACTIONS, lambda sheet: sheet.merge_cells("E5:E6")),
    "date-beyond-excel": on(MEASURES, lambda sheet: setattr(sheet["K5"], "value", 99_999_999)),
    "rows-inserted": on(PRODUCTION, lambda sheet: sheet.insert_rows(9)),
}


def _text(cell: Any, text: str) -> None:
    cell.value = text
    cell.data_type = "s"


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_every_value_is_in_the_copy_where_it_was(wrong: Path, change: Callable[[Any], None]) -> None:
    source = edited(wrong, change)
    copy = returned(source)
    before, after = read_book(source), {sheet.name: sheet for sheet in read_book(copy).sheets}
    assert list(after)[1:] == [sheet.name for sheet in before.sheets], "one sheet more, and it is the first"
    for sheet in before.sheets:
        assert after[sheet.name].cells == sheet.cells
        assert after[sheet.name].visible == sheet.visible
    assert told(copy) == told(source)


def test_values_hidden_by_merged_cells_come_to_light(wrong: Path) -> None:
    def merge(xml: str) -> str:
        cells = '<mergeCells count="1"><mergeCell ref="C8:C9"/></mergeCells>'
        return re.sub("(</sheetData>)", r"\1" + cells, xml)

    source = rewritten(wrong, "xl/worksheets/sheet2.xml", merge)
    assert "merged-cells" in [rule for _sheet, _cell, rule, _found in told(source)]
    copy = returned(source)
    workbook = openpyxl.load_workbook(copy)
    assert workbook[PRODUCTION]["C9"].value == "ca 42 000"
    assert "Sammanfogade celler som dolde svar har delats upp" in _top(copy)


def _top(path: Path) -> str:
    """The words above the list."""
    sheet = sheet_in(path, LIST)
    return "\n".join(str(cell.value) for row in sheet.iter_rows(max_row=20) for cell in row if cell.value)


def test_what_a_copy_cannot_hold_is_said(wrong: Path) -> None:
    source = rewritten(
        wrong,
        "xl/workbook.xml",
        lambda xml: xml,
        **{
            "xl/threadedComments/threadedComment1.xml": "<ThreadedComments/>",
            "xl/drawings/drawing9.xml": "<xdr:wsDr xmlns:xdr='x'><xdr:sp><a/></xdr:sp></xdr:wsDr>",
            "xl/media/image1.emf": "",
            "xl/embeddings/oleObject1.bin": "",
        },
    )
    words = _top(returned(source))
    for part in ("Samtal i kommentarer", "Textrutor", "Några bilder", "inbäddade filer"):
        assert part in words
    assert "Textrutor" not in _top(returned(wrong))


def test_drop_downs_that_excel_stores_in_its_newer_way_are_kept(wrong: Path) -> None:
    x14, xm = (
        "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
        "http://schemas.microsoft.com/office/excel/2006/main",
    )
    ext = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{x14}"><x14:dataValidations count="1" '
        f'xmlns:xm="{xm}"><x14:dataValidation type="list" allowBlank="1" showErrorMessage="1"><x14:formula1><xm:f>Start!$B$1:$B$3'
        "</xm:f></x14:formula1><xm:sqref>I30:I32</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    source = rewritten(wrong, "xl/worksheets/sheet2.xml", lambda xml: xml.replace("</worksheet>", ext))
    rules = sheet_in(returned(source), PRODUCTION).data_validations.dataValidation
    assert [(rule.type, rule.formula1) for rule in rules if str(rule.sqref) == "I30:I32"] == [
        ("list", "Start!$B$1:$B$3")
    ]


def test_a_formula_that_reaches_outside_becomes_its_value(wrong: Path) -> None:
    """The link is neither followed nor taken along."""

    def link(xml: str) -> str:
        return re.sub(r'(<c r="C8"[^>]*?) t="n"><v>', r"\1><f>[1]Blad1!A1+1</f><v>", xml)

    source = rewritten(wrong, "xl/worksheets/sheet2.xml", link)
    copy = returned(source)
    cell = sheet_in(copy, PRODUCTION)["C8"]
    assert cell.value == 45467
    assert "Formler som hämtade från andra arbetsböcker" in _top(copy)
    assert b"[1]Blad1" not in b"".join(_parts(copy).values())


ANSWERED = re.compile(
    r"SUMPRODUCT\(1\*\(\(\(ISNUMBER\(('[^']+'![A-Z0-9:]+)\)\)(?:\*\(ISNUMBER\([^()]+\)\))*\+.+?\)>0\)\)"
)
"""How a template counts the rows that are answered by a figure, or by a comment."""


def of_a_former_version(workbook: Any) -> None:
    """The formulas that templates had before they asked whether a text stands among the figures."""
    for page in workbook.worksheets:
        for cell in (candidate for line in page.iter_rows() for candidate in line if candidate.data_type == "f"):
            formula = re.sub(r"^=IF\(COUNT\([^()]+\)<\d+,\"\",(.+)\)$", r"=\1", cell.value)
            formula = re.sub(r"^=IFERROR\(IF\(SUMPRODUCT.+>COUNT\([^()]+\),\"\",(.+)\),\"\"\)$", r"=\1", formula)
            cell.value = ANSWERED.sub(r'SUMPRODUCT(--(((\1<>""))>0))', formula)


def test_a_copy_of_an_older_template_works_nothing_out_from_a_text() -> None:
    def formulas(path: Path) -> dict[tuple[str, str], str]:
        workbook = openpyxl.load_workbook(path)
        pages = [page for page in workbook.worksheets if page.sheet_state == "visible"]
        cells = [
            candidate for page in pages for line in page.iter_rows() for candidate in line if candidate.data_type == "f"
        ]
        return {(cell.parent.title, cell.coordinate): str(cell.value) for cell in cells}

    typed = put(PRODUCTION, "Övriga besök", VISITS, "ca 155 000")
    new = formulas(edited(filled_in(""), typed))
    source = edited(filled_in(""), both(of_a_former_version, typed))
    old, copied = formulas(source), formulas(returned(source))
    changed = {place for place in copied.keys() & old.keys() if copied[place] != old[place]}
    assert {sheet for sheet, _cell in changed} == {PRODUCTION, "Start"}
    worked_out = {place for place in changed if place[0] == PRODUCTION}
    assert {place: copied[place] for place in worked_out} == {place: new[place] for place in worked_out}
    (counted,) = (copied[place] for place in changed - worked_out)
    assert "ISNUMBER('Produktion'!C8:C9)" in counted and '<>""' not in counted


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_users_own_formula_is_kept_with_its_result(wrong: Path) -> None:
    def formula(xml: str) -> str:
        edited_xml, times = re.subn(
            r'(<c r="C9"[^>]*?) t="inlineStr"><is>.*?</is>', r"\1><f>40000+2393</f><v>42393</v>", xml
        )
        assert times == 1
        return edited_xml

    source = rewritten(wrong, "xl/worksheets/sheet2.xml", formula)
    copy = returned(source)
    assert sheet_in(copy, PRODUCTION)["C9"].value == "=40000+2393"
    assert sheet_in(copy, PRODUCTION, data_only=True)["C9"].value == 42393
    assert openpyxl.load_workbook(copy).calculation.fullCalcOnLoad
    assert told(copy) == told(source)


# ------------------------------------------------------------------------------------------------- when it comes back


def test_marks_do_not_matter_when_it_comes_back_corrected(wrong: Path, answered: Path) -> None:
    corrected = edited(
        returned(wrong),
        both(
            put(PRODUCTION, "Övriga besök", VISITS, 42393),
            put(MEASURES, BUDGET, "Utfall totalt", 1.5),
            put(ACTIONS, "2", "Status", "klar"),
            put(ACTIONS, "1", "Kommentar", "Tre av fem har börjat"),
        ),
    )
    assert told(corrected) == []
    assert answers_of(read_back(corrected)) == answers_of(read_back(answered))


def test_returned_twice_the_list_is_replaced_and_marks_that_are_settled_go(wrong: Path) -> None:
    once = edited(returned(wrong), put(PRODUCTION, "Övriga besök", VISITS, 42393))
    twice = returned(once)
    workbook = openpyxl.load_workbook(twice)
    assert [name for name in workbook.sheetnames if LIST in name] == [LIST]
    assert [row["Cell"] for row in listed(twice)] == ["H7", "D6", "E5"]
    written = notes(twice)
    assert set(written) == {"Styrmått!H7", "Strategiska åtgärder!D6", "Strategiska åtgärder!E5"}
    assert all(text.count(OPENING) == 1 for text in written.values())
    assert looks(workbook[PRODUCTION]["C9"]) == looks(sheet_in(wrong, PRODUCTION)["C9"])


def test_ticks_on_the_list_are_no_answers_but_words_are_told(wrong: Path) -> None:
    def write(workbook: Any) -> None:
        sheet = workbook[LIST]
        rows = [cell.row for cell in sheet["B"] if isinstance(cell.value, int)]
        sheet.cell(rows[0], 10).value = "x"
        sheet.cell(rows[1], 10).value = "Klart!"
        sheet.cell(rows[2], 10).value = "Det stämmer, se mejl"
        sheet.cell(rows[2], 8).value = "jag skrev klar"

    copy = returned(wrong)
    added = [finding for finding in told(edited(copy, write)) if finding not in told(copy)]
    assert [(sheet, rule, quote) for sheet, _cell, rule, quote in added] == [
        (LIST, "outside-the-tables", "jag skrev klar"),
        (LIST, "outside-the-tables", "Det stämmer, se mejl"),
    ]


@pytest.mark.parametrize(
    ("others", "after"),
    [("", ""), ("Eva: ring", "Eva: ring"), ("followup:", "")],
)
def test_our_part_of_a_note_is_told_from_what_others_wrote(others: str, after: str) -> None:
    assert without_note(with_note(others, "Att rätta: fel.\nMer.")) == after


def test_an_answer_written_below_our_note_is_theirs() -> None:
    assert without_note(f"Eva: ring\n{OPENING}\nfel\n{CLOSING}\nDet stämmer /Eva") == "Eva: ring\nDet stämmer /Eva"


@needs_office
@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_corrected_in_libreoffice_and_checked_again_it_is_clean(wrong: Path, answered: Path, tmp_path: Path) -> None:
    copy, saved = returned(wrong), tmp_path / wrong.name
    correct: list[tuple[str, str, str | float]] = [
        *((PRODUCTION, "C9", 42393.0), (MEASURES, "H7", 1.5)),
        *((ACTIONS, "D6", "klar"), (ACTIONS, "E5", "Tre av fem har börjat")),
    ]
    row = next(cell.row for cell in sheet_in(copy, LIST)["B"] if cell.value == 1)
    ticks = [(LIST, f"J{row + number}", "x") for number in range(4)]
    type_in(copy, saved, [*correct, *ticks])
    assert told(saved) == []
    assert answers_of(read_back(saved)) == answers_of(read_back(answered))
    marked = sheet_in(saved, PRODUCTION)["C9"]
    assert OPENING in marked.comment.text, "the marks were still there"


# ------------------------------------------------------------------------------------------------ the list alone


def test_a_file_that_cannot_be_marked_gets_the_list_alone(tmp_path: Path) -> None:
    source = tmp_path / "Division Nord T1 2022.csv"
    source.write_text("a;b", encoding="utf-8")
    target = tmp_path / "back" / "Division Nord T1 2022.xlsx"
    assert not write_returned(read_one(source), target, SWEDISH, look()).marked
    assert openpyxl.load_workbook(target).sheetnames == [LIST]
    assert [row["Att göra"] for row in listed(target)] == ["Att rätta"]
    assert "Cellerna gick inte att märka" in _top(target)


def test_a_copy_that_would_lack_a_value_is_not_kept(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from followup.files.marking import mark_cells as mark

    loses = mark._cut_links

    def lose(workbook: Any, results: Any) -> bool:
        workbook[MEASURES]["H7"].value = None
        return loses(workbook, results)

    monkeypatch.setattr(mark, "_cut_links", lose)
    target = new_path("tillbaka")
    assert not write_returned(read_one(wrong), target, SWEDISH, look()).marked
    assert [row["Cell"] for row in listed(target)] == ["C9", "H7", "D6", "E5"]
    assert [path.name for path in target.parent.iterdir()] == [target.name]


# ------------------------------------------------------------------------------------------------------ the command


def test_check_returns_what_has_something_to_do(demo: Demo, tmp_path: Path) -> None:
    arguments = ("check", str(demo.folder / "inbox"), "--plan", str(demo.folder), "--today", "2022-05-20")
    before = {path: (path.read_bytes(), path.stat().st_mtime) for path in (demo.folder / "inbox").iterdir()}
    code, output = command(*arguments, "--return-to", str(tmp_path / "returned"))
    assert code == 1
    names = ["Division Länssjukvård 2 T1 2022.xlsx", "Division Närsjukvård T1 2022.xlsx"]
    assert sorted(path.name for path in (tmp_path / "returned").iterdir()) == names
    assert "2 arbetsböcker att skicka tillbaka" in output
    assert {path: (path.read_bytes(), path.stat().st_mtime) for path in (demo.folder / "inbox").iterdir()} == before
    plain, returned_files = (
        command(*arguments, "--format", "json", *more)[1] for more in ((), ("--return-to", str(tmp_path / "b")))
    )
    assert json.loads(plain) == json.loads(returned_files[: returned_files.rindex("}") + 1])


@pytest.mark.parametrize("folder", ["inbox", "inbox/deeper", "templates"])
def test_a_copy_never_lands_among_the_received_nor_over_a_template(demo: Demo, folder: str) -> None:
    before = {path: path.read_bytes() for path in demo.folder.rglob("*.xlsx")}
    code, output = command(
        *("check", str(demo.folder / "inbox"), "--plan", str(demo.folder)), "--return-to", str(demo.folder / folder)
    )
    assert code == 2 and "Välj en annan mapp" in output
    assert {path: path.read_bytes() for path in demo.folder.rglob("*.xlsx")} == before


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "returned").write_text("en fil", encoding="utf-8")
    arguments = ("check", str(demo.folder / "inbox"), "--plan", str(demo.folder))
    code, output = command(*arguments, "--return-to", str(tmp_path / "returned"))
    assert code == 2 and "är en fil, men en mapp väntades" in output and "Traceback" not in output


def test_an_older_copy_of_a_file_that_is_right_now_is_told(demo: Demo, tmp_path: Path) -> None:
    inbox, back = tmp_path / "inbox", tmp_path / "returned"
    inbox.mkdir()

    def correct(workbook: Any) -> None:
        workbook["Produktion"]["C12"].value = 155_000
        workbook["Styrmått"]["H14"].value = -12

    name = "Division Närsjukvård T1 2022.xlsx"
    (inbox / name).write_bytes((demo.folder / "inbox" / name).read_bytes())
    command("check", str(inbox), "--plan", str(demo.folder), "--return-to", str(back))
    assert (back / name).is_file()
    (inbox / name).write_bytes(edited(inbox / name, correct).read_bytes())
    _code, output = command("check", str(inbox), "--plan", str(demo.folder), "--return-to", str(back))
    assert "kan tas bort" in output


def test_files_of_one_name_get_copies_of_different_names(demo: Demo, tmp_path: Path) -> None:
    for folder, unit in (("a", "Närsjukvård"), ("b", "Länssjukvård 2")):
        (tmp_path / "inbox" / folder).mkdir(parents=True)
        content = (demo.folder / "inbox" / f"Division {unit} T1 2022.xlsx").read_bytes()
        (tmp_path / "inbox" / folder / "svar.xlsx").write_bytes(content)
    command("check", str(tmp_path / "inbox"), "--plan", str(demo.folder), "--return-to", str(tmp_path / "back"))
    assert sorted(path.name for path in (tmp_path / "back").iterdir()) == ["svar b.xlsx", "svar.xlsx"]


def test_the_mark_of_the_list_stands_hidden(wrong: Path) -> None:
    sheet = sheet_in(returned(wrong), LIST)
    assert sheet["A1"].value == SHEET_MARK
