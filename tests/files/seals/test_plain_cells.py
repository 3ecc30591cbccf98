"""A test of ``followup.files.seals.plain_cells``: a sheet is read from its text where that is plain."""

from __future__ import annotations

import pytest

from followup.files.seals.plain_cells import plain_sheet

SHEET = '<?xml version="1.0"?>\n<worksheet><cols/><sheetData>{}</sheetData><pageMargins/></worksheet>'


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
