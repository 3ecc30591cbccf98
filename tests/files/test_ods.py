"""OpenDocument workbooks (.ods), walked cell by cell: repeated, spanned, hidden and noted, or absurd."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from followup.files.received import ReceivedSheet
from tests.files.broken import saved
from tests.files.older import ods
from tests.files.test_reading_safely import refused
from tests.house import ErrorValue, Raw, ReceivedBook, Uncalculated, read_book

NAMED = {"date": "date-value", "time": "time-value", "boolean": "boolean-value", "string": "x"}
ERROR = 'o:value-type="string" calcext:value-type="error"'


def cell(kind: str, value: str = "", text: str = "", more: str = "", before: str = "") -> str:
    """One cell; ``before`` stands before its text."""
    attributes = f'o:value-type="{kind}" o:{NAMED.get(kind, "value")}="{value}"' if kind else ""
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<t:table-cell {attributes} {more}>{before}{shown}</t:table-cell>"


def row(*cells: str, more: str = "") -> str:
    """One row."""
    return f"<t:table-row {more}>{''.join(cells)}</t:table-row>"


def read(*rows: str, styles: str = "", more: str = "", **parts: bytes) -> ReceivedBook:
    """The workbook of these rows."""
    return read_book(ods("".join(rows), styles, more, **parts), "svar.ods")


def only_sheet(*rows: str) -> ReceivedSheet:
    """Its sheet."""
    (sheet,) = read(*rows).sheets
    return sheet


@pytest.mark.parametrize(
    ("written", "raw"),
    [
        (cell("float", "17.25", "17"), Decimal("17.25")),
        (cell("percentage", "0.412", "41 %"), Decimal("0.412")),
        (cell("currency", "5", "5 kr"), Decimal(5)),
        (cell("float", "NaN", "inget tal"), "inget tal"),
        (cell("boolean", "true", "SANT"), True),
        (cell("date", "2022-04-30", "30 apr"), date(2022, 4, 30)),
        (cell("date", "2022-04-30T12:30:00"), datetime(2022, 4, 30, 12, 30)),
        (cell("date", "0000-00-00", "ogiltig"), "ogiltig"),
        (cell("time", "PT12H30M00S", "12:30"), "12:30:00"),
        (cell("time", "PT36H00M00S", "36:00"), "36:00"),
        (cell("string", "", "två<text:s text:c='3'/>ord<text:tab/>slut"), "två   ord\tslut"),
        (cell("string", "", "en<text:line-break/>två</text:p><text:p>tre"), "en\ntvå\ntre"),
        (cell("string", "", "med <text:span>färg</text:span> på"), "med färg på"),
        (cell("string", "", " "), None),
        (cell(""), None),
        (cell("string", "", "syns", "", "<o:annotation><text:p>not</text:p></o:annotation>"), "syns"),
    ],
)
def test_a_cell(written: str, raw: Raw | None) -> None:
    value = only_sheet(row(written)).cells.get((0, 0))
    assert value == raw and type(value) is type(raw)


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "Err:502", "#SAKNAS!"])
def test_an_error_is_not_blank(error: str) -> None:
    formula = 't:formula="of:=1/0"'
    for written in (
        cell("", "", error, f"{formula} {ERROR}"),
        cell("", "", error, formula),
        cell("", "", error, ERROR),
    ):
        raw = only_sheet(row(written)).cells[0, 0]
        assert isinstance(raw, ErrorValue) and raw == error


def test_a_formula_never_calculated_is_not_blank() -> None:
    formula = 't:formula="of:=A2"'
    empty = f"<t:table-cell {formula}><text:p/></t:table-cell>"
    sheet = only_sheet(row(cell("", more=formula), cell("float", "2", "2", formula), empty))
    assert sheet.cells == {(0, 0): "=", (0, 1): Decimal(2)}
    assert isinstance(sheet.cells[0, 0], Uncalculated)
    assert sheet.formulas == {(0, 0), (0, 1), (0, 2)}


def test_repeated_cells_and_rows_stand_where_they_stand() -> None:
    empty = '<t:table-cell t:number-columns-repeated="3"/>'
    twice = cell("float", "7", "7", 't:number-columns-repeated="2"')
    two = 't:number-rows-repeated="2"'
    sheet = only_sheet(
        row("<t:table-cell/>", more=two),
        f"<t:table-row-group>{row(empty, twice, more=two)}</t:table-row-group>",
        row('<t:table-cell t:number-columns-repeated="16384"/>', more='t:number-rows-repeated="1048570"'),
        row(cell("string", "", "längst ned")),
    )
    seven = Decimal(7)
    assert sheet.cells == {
        (2, 3): seven,
        (2, 4): seven,
        (3, 3): seven,
        (3, 4): seven,
        (1_048_574, 0): "längst ned",
    }


def test_what_it_hides_merges_and_notes() -> None:
    note = "<o:annotation><dc:creator>Eva</dc:creator><text:p>se nedan</text:p></o:annotation>"
    span = 't:number-columns-spanned="2" t:number-rows-spanned="2"'
    under = '<t:covered-table-cell o:value-type="float" o:value="3"><text:p>3</text:p></t:covered-table-cell>'
    name = (
        "<t:named-expressions><t:named-range t:name='id' t:cell-range-address=\"$'Blad'.$A$1\"/></t:named-expressions>"
    )
    property_ = '<meta:user-defined meta:name="id">norr</meta:user-defined>'
    saved_at = '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2022-04-30T10:00:00</dc:date>'
    book = read(
        '<t:table-column/><t:table-column t:visibility="collapse"/>',
        row(cell("string", "", "ihop", span, note), under),
        row(cell("float", "1"), more='t:visibility="filter"'),
        styles='<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>',
        more=name,
        meta__xml=f'<m xmlns:meta="urn:m">{saved_at}{property_}</m>'.encode(),
    )
    (sheet,) = book.sheets
    assert sheet.cells == {(0, 0): "ihop", (0, 1): Decimal(3), (1, 0): Decimal(1)}
    assert sheet.merged == ((0, 0, 1, 1),)
    assert sheet.comments == {(0, 0): "Eva: se nedan"}
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.visible) == (frozenset({1}), frozenset({1}), False)
    assert (book.names, book.properties) == ({"id": "'Blad'!$A$1"}, {"id": "norr"})
    assert book.saved == "2022-04-30T10:00:00"


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        (row(cell("float", "1"), more='t:number-rows-repeated="1000000"'), "too-many-cells"),
        (row(cell("float", "1", "", 't:number-columns-repeated="999999999"')), "too-many-cells"),
        (row(cell("float", "1", "", 't:number-columns-repeated="99999999999999"')), "damaged-file"),
        (row(more='t:number-rows-repeated="-1"'), "damaged-file"),
        (row(cell("string", "", "x" * 200_001)), "text-too-long"),
        ("<t:table-row-group>" * 300 + "</t:table-row-group>" * 300, "nested-too-deep"),
    ],
)
def test_absurd_counts(rows: str, rule: str) -> None:
    assert refused(saved(ods(rows))).problem.rule == rule


def test_a_document_type_and_a_password() -> None:
    bomb = ods("", styles__xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")
    assert refused(saved(bomb)).problem.rule == "unsafe-file"
    locked = b'<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert refused(saved(ods("", META_INF__manifest__xml=locked))).problem.rule == "password-protected"


def test_text_boxes_pictures_and_links() -> None:
    box = "<draw:frame><draw:text-box><text:p>läs mig</text:p></draw:text-box></draw:frame>"
    book = read(
        f"<t:shapes>{box}<draw:frame><draw:image/></draw:frame></t:shapes>",
        more="<t:table t:name=\"'file:///C:/annan.ods'#$Blad1\"/><o:dde-source o:dde-application='cmd'/>",
    )
    assert [(remark.problem.rule, remark.detail) for remark in book.remarks] == [
        ("text-box", "Blad: läs mig"),
        ("picture-not-read", "Blad"),
        ("external-links", "'file:///C:/annan.ods'#$Blad1"),
        ("dde-link", "cmd"),
        ("other-format", ".ods"),
    ]
    assert [sheet.name for sheet in book.sheets] == ["Blad"]
