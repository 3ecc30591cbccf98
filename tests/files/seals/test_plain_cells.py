"""A sheet is read from its text where that is plain, and says the same as its tree."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from followup.files.seals.plain_cells import plain_sheet
from followup.files.seals.seal import digest_of_contents
from tests.files.language import Book, Cell
from tests.tables import save_book

SHEET = '<?xml version="1.0"?>\n<worksheet><cols/><sheetData>{}</sheetData><pageMargins/></worksheet>'


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with every kind of cell, as we write it."""
    book = Book("A book")
    sheet = book.sheet("Sheet")
    sheet.hidden_rows.add(7)
    sheet.put(0, 0, 'Å & <B> "x"\nsecond line', "title")
    sheet.put(1, 0, None, "input")
    sheet.put(1, 1, 12, "label")
    sheet.put(1, 2, True, "label")
    sheet.put(2, 0, "x", "computed", formula='=IF(A1<>"<&>","x","")')
    sheet.put(2, 1, 3, "computed", formula="=1+2")
    for row in (3, 4):
        sheet.cells[row, 3] = Cell(
            "", "key", formula=f"=LEN(A{row + 1})&{'A' * 250!r}".replace("'", '"'), pattern="LEN"
        )
    return save_book(book, tmp_path_factory.mktemp("plain") / "book.xlsx")


def test_text_and_tree_say_the_same(written: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(written) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    assert all(plain_sheet(parts[name]) for name in sheets)
    as_tree = tmp_path / "tree.xlsx"
    with zipfile.ZipFile(as_tree, "w") as archive:
        for name, content in parts.items():
            remark = content.replace(b"<sheetData>", b"<sheetData><!-- a remark -->")
            assert name not in sheets or plain_sheet(remark) is None
            archive.writestr(name, remark if name in sheets else content)
    assert digest_of_contents(as_tree) == digest_of_contents(written)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="1"><c t="s" r="A1"><v>0</v></c></row>',
        '<row r="1"><c r="A1"><v xml:space="preserve"> 1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><f>A2</f></c></row>',
        '<row r="1"><c r="A1" cm="1"><f>A2</f><v>1</v></c></row>',
        '<row r="1"><x:c r="A1"/></row>',
        '<row spans="1:1" r="1"><c r="A1"/></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a&#10;b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>',
        '<row r="1"><c r="A1"><f><![CDATA[1<2]]></f><v>1</v></c></row>',
    ],
)
def test_what_is_written_in_another_way_is_left_to_the_tree(rows: str) -> None:
    assert plain_sheet(SHEET.format(rows).encode()) is None


def test_what_stands_around_the_rows_is_kept() -> None:
    sheet = plain_sheet(SHEET.format('<row r="1" hidden="1"><c r="A1"/></row><row r="2"/>').encode())
    assert sheet is not None
    assert sheet.rest == SHEET.format("").encode()
    assert [piece[:3] for piece in sheet.pieces] == [("1", ' hidden="1"', ""), ("", "", "A1"), ("2", "/", "")]
