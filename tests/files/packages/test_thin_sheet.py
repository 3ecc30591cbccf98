"""A sheet with many formatted cells that hold nothing: read as if they were not there, and told to look as they do."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from followup.files.packages import thin_sheet as sheet_thin
from tests.files.broken import SHEET, replaced
from tests.house import ReceivedBook, UnreadableFile, read_book

AFTER = "</sheetData>"
ROWS = {
    "as Excel writes them": '<row r="20" spans="1:2"><c r="A20" s="1"/><c r="B20" s="1"/></row>',
    "as openpyxl writes them": '<row r="20"><c r="A20" s="1" /><c r="B20" t="n" /></row>',
    "with an end of their own": '<row r="20"><c r="A20" s="1"></c><c r="B20" s="1"></c></row>',
    "around a value": '<row r="20"><c r="A20" s="1"/><c r="B20" s="1"><v>7</v></c><c r="C20" s="1"/></row>',
    "before a cell without a name": '<row r="20"><c r="A20" s="1"/><c><v>7</v></c></row>',
    "beside an error": '<row r="20"><c r="A20" t="e"/><c r="B20" s="1"/></row>',
    "in a hidden row": '<row r="20" hidden="1"><c r="A20" s="1"/></row>',
    "in a row of no height": '<row r="20" ht="0"><c r="A20" s="1"/></row>',
    "in a comment": '<!-- <row r="20"><c r="A20" s="1"/></row> -->',
    "in a passage of plain text": '<row r="20"><c r="A20" t="inlineStr"><is><t><![CDATA[x<c r="B20" s="1"/>]]></t></is></c></row>',
    "with rows that hold nothing": '<row r="20"/><row r="21" s="1" customFormat="1"></row>',
}


def whole(path: Path) -> ReceivedBook:
    """All that is read."""
    book = read_book(path)
    book.sha256 = ""
    return book


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_what_is_read_is_the_same(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = replaced(SHEET, AFTER, rows + AFTER)
    before = whole(path)
    monkeypatch.setattr(sheet_thin, "THIN_FROM", 0)
    assert whole(path) == before


@pytest.mark.parametrize("second", ['<c r="B2"/>', '<c r="B2"><v>6</v></c>'])
def test_two_cells_in_one_place_are_told_where_both_hold_something(
    second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_thin, "THIN_FROM", 0)
    path = replaced(SHEET, "<v>5</v></c>", f"<v>5</v></c>{second}")
    if "<v>" in second:
        with pytest.raises(UnreadableFile) as fault:
            read_book(path)
        assert fault.value.problem.rule == "damaged-file"
    else:
        assert len(whole(path).sheets[0].cells) == 3


def test_600_000_formatted_cells_are_read_within_the_limits(tmp_path: Path) -> None:
    """As a person makes them by choosing a font for whole columns."""
    cells = "".join(f'<c r="{column}{{0}}" s="0"/>' for column in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(10, 60_010))
    path = replaced(SHEET, AFTER, rows + AFTER)
    began = time.process_time()
    assert len(whole(path).sheets[0].cells) == 3
    assert time.process_time() - began < 4, "half the limit of a file, on a busy computer the whole of it"
