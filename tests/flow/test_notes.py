"""What a controller notes beside rows of the regional workbook is there in the next one, whatever has changed meanwhile."""

from __future__ import annotations

import csv
import hashlib
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.cli.test_previous import FIRST
from tests.house import command
from tests.plans import PLAN, changed
from tests.scoring.rounds import Round, merged_round
from tests.tables import fill, plan_book, text_tables

NOTE, KEY, LIST = "Anteckning", "Anteckningens rad", "Anteckningar utan rad"
DATED = re.compile(r"regional \d{4}-\d\d-\d\d \d{4}( \(\d+\))?\.xlsx")


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """T1 2022 with an answer, merged."""
    return merged_round(tmp_path / "r", PLAN, {"nord": FIRST}, "--today", "2022-05-02")


class NoteCell(NamedTuple):
    """A cell for a note: its sheet, the row's unit and what the row is called there, the key beside it."""

    sheet: str
    unit: str
    row: str
    key: str
    cell: Any


def note_cells(book: Any) -> Iterator[NoteCell]:
    """The cells for notes; found by their titles, wherever these stand."""
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows())
        for number, row in enumerate(rows):
            titles = [cell.value for cell in row]
            if NOTE in titles and KEY in titles:
                name = next(titles.index(title) for title in ("Radnyckel", "Mål") if title in titles)
                for line in rows[number + 1 :]:
                    if key := line[titles.index(KEY)].value:
                        yield NoteCell(sheet.title, line[0].value, line[name].value, key, line[titles.index(NOTE)])


def notes_in(path: Path) -> dict[tuple[str, str, str], str]:
    """What stands in the cells for notes, by sheet and row."""
    book = openpyxl.load_workbook(path)
    return {(at.sheet, at.unit, at.row): at.cell.value for at in note_cells(book) if at.cell.value is not None}


def write(
    path: Path, notes: dict[tuple[str, str, str], str | None], then: Callable[[Any], None] = lambda _book: None
) -> None:
    """Type notes beside rows, or clear them, and save."""
    book = openpyxl.load_workbook(path)
    cells = {(at.sheet, at.unit, at.row): at.cell for at in note_cells(book)}
    for where, text in notes.items():
        cell = cells[where]
        cell.value = text
        if text is not None:
            cell.data_type = "s"
    then(book)
    book.save(path)


def set_aside(round_: Round) -> list[Path]:
    """The edited workbooks that have got a dated name."""
    return sorted(path for path in round_.regional.parent.iterdir() if DATED.fullmatch(path.name))


def kept(round_: Round) -> list[dict[str, str]]:
    """What the record keeps of notes: a line a change."""
    text = (round_.regional.parent / "record" / "notes.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


MEASURE = ("Styrmått", "Division Nord", "fragor")


def test_a_note_stands_beside_its_row_in_the_next_workbook_and_the_edited_one_is_kept(round_: Round) -> None:
    write(round_.regional, {MEASURE: "Ring Nord", ("Mål", "Region Mellansjö", "Medborgare"): "Tas upp i mars"})
    edited = round_.regional.read_bytes()
    round_.merge()
    assert notes_in(round_.regional) == {
        MEASURE: "Ring Nord",
        ("Mål", "Region Mellansjö", "Medborgare"): "Tas upp i mars",
    }
    (aside,) = set_aside(round_)
    assert aside.read_bytes() == edited, "to the byte"
    assert f"Den finns kvar som den är, med namnet {aside.name}" in round_.output
    assert "2 anteckningar hämtades ur regional.xlsx." in round_.output
    assert not round_.regional.with_name("regional (2).xlsx").exists()
    before = round_.regional.read_bytes()
    round_.merge()
    assert round_.regional.read_bytes() == before and set_aside(round_) == [aside]
    round_.answer("nord", FIRST.replace("| 20 ", "| 31 "))
    round_.merge()
    assert aside.name not in round_.output, "it is no output that has grown old"
    assert notes_in(round_.regional)[MEASURE] == "Ring Nord"


def test_a_note_that_is_cleared_is_gone_but_can_still_be_read(round_: Round) -> None:
    write(round_.regional, {MEASURE: "Ring Nord"})
    round_.merge("--today", "2022-05-03")
    write(round_.regional, {MEASURE: None})
    digest = hashlib.sha256(round_.regional.read_bytes()).hexdigest()
    round_.merge("--today", "2022-05-04")
    assert notes_in(round_.regional) == {}
    assert [(line["note"], line["day"]) for line in kept(round_)] == [("Ring Nord", "2022-05-03"), ("", "2022-05-04")]
    assert kept(round_)[1] == {
        "round": "T1 2022",
        "section": "measures",
        "unit": "nord",
        "row": "fragor",
        "sheet": "Styrmått",
        "unit_name": "Division Nord",
        "label": "Antal som fått frågan",
        "note": "",
        "day": "2022-05-04",
        "file": "regional.xlsx",
        "sha256": digest,
    }


ODD = {
    ("Styrmått", "Division Nord", "vantat"): '=HYPERLINK("http://exempel.se";"hej")',
    ("Styrmått", "Division Nord", "fragor"): "rad 1\nrad 2\n\n- punkt; \"citat\", 'apostrof' & <tecken>",
    ("Styrmått", "Division Nord", "budget"): "å" * 32_767,
    ("Styrmått", "Division Syd", "vantat"): "-5 % lägre, @x +46",
    ("Styrmått", "Division Syd", "fragor"): "\n".join(str(number) for number in range(400)),
    ("Strategiska åtgärder", "Division Syd", "hyr"): "note|T1 2022|measures|nord|fragor",
}


def test_any_text_stays_as_it_was_typed(round_: Round) -> None:
    write(round_.regional, dict(ODD))
    round_.merge()
    shown = notes_in(round_.regional)
    for where, text in ODD.items():
        if text.count("\n") > 300:
            assert str(shown[where]).startswith("0\n1\n2\n") and "record/notes.csv" in str(shown[where])
            assert text in [line["note"] for line in kept(round_)], "all of it stands there"
        else:
            assert shown[where] == text
    book = openpyxl.load_workbook(round_.regional)
    assert {at.cell.data_type for at in note_cells(book)} <= {"s", "n"}
    before = round_.regional.read_bytes()
    round_.merge()
    assert round_.regional.read_bytes() == before


def test_a_note_follows_its_row_where_somebody_has_sorted_and_put_columns_in(round_: Round) -> None:
    write(round_.regional, {MEASURE: "Ring Nord"}, lambda book: book["Styrmått"].insert_cols(2, 3))
    round_.merge()
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord"}
    write(round_.regional, {}, lambda book: setattr(book["Styrmått"], "title", "Mina mått"))
    round_.merge()
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord"}


def test_what_is_pinned_to_a_cell_of_a_row_comes_along_as_text(round_: Round) -> None:
    def pin(book: Any) -> None:
        cell = next(at.cell for at in note_cells(book) if (at.sheet, at.unit, at.row) == MEASURE)
        book["Styrmått"].cell(cell.row, 3).comment = Comment("Stämmer det?", "Eva")

    write(round_.regional, {MEASURE: "Ring Nord"}, pin)
    round_.merge()
    first, *others = notes_in(round_.regional)[MEASURE].split("\n")
    assert first == "Ring Nord" and "Stämmer det?" in others[-1]


def test_nothing_is_noted_in_what_is_published(round_: Round) -> None:
    write(round_.regional, {MEASURE: "Ring Nord"})
    round_.merge("--published")
    book = openpyxl.load_workbook(round_.public("regional.xlsx"))
    assert not list(note_cells(book)) and "_notes" not in book.sheetnames
    assert "Ring Nord" not in str([cell.value for sheet in book for row in sheet.iter_rows() for cell in row])
    write(round_.regional, {MEASURE: "Ring Nord igen"})
    shutil.copyfile(round_.public("regional.xlsx"), round_.folder / "copy.xlsx")
    round_.merge("--published")
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord igen"}


def test_a_broken_workbook_is_told_and_the_notes_of_the_last_merge_stand(round_: Round) -> None:
    write(round_.regional, {MEASURE: "Ring Nord"})
    round_.merge()
    content = round_.regional.read_bytes()
    round_.regional.write_bytes(content[: len(content) // 2])
    found = round_.merged_json()["findings"]
    assert [finding["rule"] for finding in found if finding["file"] == "regional.xlsx"] == ["notes-not-read"]
    assert round_.regional.read_bytes() == content[: len(content) // 2], "nobody knows what it is"
    assert notes_in(round_.regional.with_name("regional (2).xlsx")) == {MEASURE: "Ring Nord"}


def test_both_notes_stand_where_two_copies_say_different_things(round_: Round) -> None:
    write(round_.regional, {MEASURE: "Från början"})
    round_.merge()
    beside = round_.regional.with_name("regional (2).xlsx")  # as while the other is open in Excel
    shutil.copyfile(round_.regional, beside)
    write(beside, {MEASURE: "Eva: rättat"})
    write(round_.regional, {MEASURE: "Bo: klart", ("Styrmått", "Division Nord", "budget"): "Bo: nej"})
    round_.merge()
    stands = {MEASURE: "Eva: rättat\nBo: klart", ("Styrmått", "Division Nord", "budget"): "Bo: nej"}
    assert notes_in(round_.regional) == stands
    write(round_.regional, {MEASURE: "Bo och Eva: klart"})
    round_.merge()
    assert notes_in(round_.regional)[MEASURE] == "Bo och Eva: klart", "the copy that was read is not read again"


def test_a_workbook_that_is_open_is_left_and_read_when_it_is_saved(round_: Round) -> None:
    write(round_.regional, {MEASURE: "Ring Nord"})
    (round_.regional.parent / "~$regional.xlsx").write_bytes(b"\x03Eva")
    edited = round_.regional.read_bytes()
    round_.merge()
    assert round_.regional.read_bytes() == edited and set_aside(round_) == []
    beside = round_.regional.with_name("regional (2).xlsx")
    assert notes_in(beside) == {MEASURE: "Ring Nord"}
    write(round_.regional, {MEASURE: "Ring Nord i morgon"})
    (round_.regional.parent / "~$regional.xlsx").unlink()
    round_.merge()
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord i morgon"}
    assert len(set_aside(round_)) == 1


WITHOUT_SYD = PLAN.replace("| syd | Division Syd | division | region | Regionstyrelsen | Stabschef | | ja |\n", "")
WITHOUT_SYD = WITHOUT_SYD.replace("nord, syd", "nord").replace(
    "| Färre hyrläkare | | Divisionschef | syd |", "| Färre hyrläkare | | Divisionschef | nord |"
)
WITHOUT_SYD = WITHOUT_SYD.replace("| syd | lakare-psykiatri | 12 | 2 |\n", "")
WITHOUT_FRAGOR = PLAN.replace(
    "| fragor | 2 | vard-i-tid | Antal som fått frågan | antal | högre | Öka | nej | ja | DÅ04, ÅR | alla | summa | | |\n",
    "",
).replace("| fragor | nord | T1 2021 | | | 19 |\n", "")
RENAMED = changed("| nord | Division Nord | division", "| nord | Division Norr | division")
NEXT = PLAN.replace("| Tillfälle | T1 2022 |", "| Tillfälle | T2 2022 |").replace(
    "| Period till | 2022-04-30 |", "| Period till | 2022-08-31 |"
)
PLANS = (PLAN, WITHOUT_SYD, PLAN, WITHOUT_FRAGOR, RENAMED, PLAN, NEXT, PLAN, WITHOUT_SYD, PLAN)


def answer_later(round_: Round) -> None:
    """An answer of the next round, beside that of this one."""
    assert command("template", "--plan", str(round_.folder))[0] == 0
    template = round_.folder / "templates" / "Division Nord T2 2022.xlsx"
    fill(template, round_.folder / "inbox" / template.name, text_tables(FIRST, "Styrmått"))


def test_no_note_is_lost_in_ten_merges_while_rows_and_units_come_and_go(round_: Round) -> None:
    """Notes are typed, changed and cleared at random before each merge; all that stand are there after it."""
    chance = random.Random(20_220_430)
    wanted: dict[str, str] = {}
    cleared = 0
    for number, plan in enumerate(PLANS):
        book = openpyxl.load_workbook(round_.regional)
        for which, at in enumerate(chance.sample(list(note_cells(book)), 8)):
            if which < 2 and at.key in wanted:
                at.cell.value = None
                del wanted[at.key]
                cleared += 1
            elif which != 2:
                wanted[at.key] = at.cell.value = f"{number}.{which}\n{at.key}"
        book.save(round_.regional)
        shutil.copyfile(plan_book(plan), round_.folder / "plan.xlsx")
        if plan == NEXT:
            answer_later(round_)
        round_.merge()
        assert round_.code in (0, 1), round_.output
        book = openpyxl.load_workbook(round_.regional)
        shown = {at.key: at.cell.value for at in note_cells(book) if at.cell.value is not None}
        assert shown == wanted, f"merge {number}"
        if plan in (WITHOUT_SYD, WITHOUT_FRAGOR, NEXT):
            assert LIST in book.sheetnames, f"merge {number}"
    assert len(set_aside(round_)) == len(PLANS) and cleared and len(wanted) > 20


def test_what_was_noted_in_a_workbook_without_the_column_comes_along(round_: Round) -> None:
    """One of an earlier version: people had columns of their own, and notes pinned to cells."""
    copy = round_.regional.parent / ".followup" / "regional.xlsx"
    for path in (copy, round_.regional):
        book = openpyxl.load_workbook(path)
        del book["_notes"]
        for sheet in book.worksheets:
            for table in sheet.tables.values():
                titles = [column.name for column in table.tableColumns]
                if titles[-1] == NOTE:
                    top, first = sheet[table.ref][0][0].row, sheet[table.ref][0][0].column
                    sheet.delete_cols(first + len(titles) - 2, 2)
                    table.tableColumns = table.tableColumns[:-2]
                    last = sheet.cell(sheet.max_row, first + len(titles) - 3).coordinate
                    table.ref = table.autoFilter.ref = f"{sheet.cell(top, first).coordinate}:{last}"
        if path == round_.regional:
            sheet = book["Styrmått"]
            header: Any = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Radnyckel")
            line: Any = next(row for row in sheet.iter_rows() if row[header.column - 1].value == "fragor")[0].row
            mine = sheet.max_column + 1
            sheet.cell(header.row, mine).value = "Att göra"
            sheet.cell(line, mine).value = "Ring Nord"
            sheet.cell(line, 3).comment = Comment("Stämmer det?", "Eva")
        book.save(path)
    round_.merge()
    assert list(notes_in(round_.regional)) == [MEASURE]
    text = notes_in(round_.regional)[MEASURE]
    assert text.startswith("Att göra: Ring Nord\n") and "Stämmer det?" in text
    before = round_.regional.read_bytes()
    round_.merge()
    assert round_.regional.read_bytes() == before


@pytest.mark.parametrize("text", ["", "annat", None], ids=["emptied", "something else", "gone"])
def test_the_workbook_has_the_notes_where_the_record_has_lost_them(round_: Round, text: str | None) -> None:
    write(round_.regional, {MEASURE: "Ring Nord"})
    round_.merge()
    record = round_.regional.parent / "record" / "notes.csv"
    record.unlink()
    if text is not None:
        record.write_text(text, encoding="utf-8")
    round_.merge()
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord"}
    round_.merge()
    assert notes_in(round_.regional) == {MEASURE: "Ring Nord"}
