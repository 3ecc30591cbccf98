"""What a file really is, whether it is safe, and that nothing in it passes as blank that is not."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from followup.files.addresses import place_of
from followup.files.received import ReceivedSheet, exact
from tests.files.broken import SHEET, repacked, replaced, saved, small_book, strict, with_macros, zipped
from tests.house import ErrorValue, Raw, Uncalculated, UnreadableFile, Words, read_book
from tests.tables import edited, new_path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = ("[Content_Types].xml", b"<Types/>")


def refused(path: Path) -> UnreadableFile:
    """Why a file cannot be read; it must say what to do, in both languages."""
    with pytest.raises(UnreadableFile) as caught:
        read_book(path)
    for language in ("sv", "en"):
        advice = Words(language)(caught.value.problem.advice)
        assert advice.endswith(".") and len(advice) > 20, advice
    return caught.value


def only_sheet(path: Path) -> ReceivedSheet:
    """The one sheet of a workbook."""
    (sheet,) = read_book(path).sheets
    return sheet


SOUND = {(0, 0): "hej", (1, 1): Decimal(5), (2, 1): Decimal(10)}


def test_a_sound_workbook() -> None:
    sheet = only_sheet(small_book())
    assert sheet.cells == SOUND
    assert sheet.formulas == {(2, 1)}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty-file"),
        (b"Besok;12\nSomatik;7\n", "not-a-workbook"),
        ("Besök;12".encode("utf-16"), "not-a-workbook"),
        (b"\xef\xbb\xbfa,b\n", "not-a-workbook"),
        (b"<html><table></table></html>", "not-a-workbook"),
        (b"  \n<?xml version='1.0'?><a/>", "not-a-workbook"),
        (b"%PDF-1.7\n%", "not-a-workbook"),
        (b"\x00\x01\x02\x03" * 40, "not-a-workbook"),
        (OLE + b"\0" * 600, "damaged-file"),
        (b"PK", "incomplete-file"),
        (b"PK\x03\x04" + b"\0" * 100, "incomplete-file"),
        (zipped(("hej.txt", b"hej")), "not-a-workbook"),
        (zipped(TYPES), "not-a-workbook"),
        (zipped(TYPES, ("word/document.xml", b"<w/>")), "not-a-workbook"),
        (zipped(TYPES, ("xl/workbook.bin", b"\x81")), "damaged-file"),
        (
            zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x")),
            "damaged-file",
        ),
        (zipped(TYPES, ("xl/workbook.xml", b"<broken")), "damaged-file"),
        (zipped(TYPES, ("xl/workbook.xml", b"<workbook/>")), "damaged-file"),
        (zipped(TYPES, *((f"part{i}", b"") for i in range(2_001)), ("xl/workbook.xml", b"<x/>")), "too-many-parts"),
    ],
)
def test_what_is_no_workbook_is_said(content: bytes, rule: str) -> None:
    assert refused(saved(content)).problem.rule == rule


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped(TYPES, ("word/document.xml", b"<w/>")), "Word"),
        (zipped(TYPES, ("ppt/presentation.xml", b"<p/>")), "PowerPoint"),
    ],
)
def test_another_format_is_named(content: bytes, said: str) -> None:
    assert said in Words("sv")(refused(saved(content)).problem.advice)


def test_a_file_that_is_not_there() -> None:
    assert refused(new_path("borta")).problem.rule == "cannot-be-opened"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_truncated_file(share: float) -> None:
    content = small_book().read_bytes()
    assert refused(saved(content[: int(len(content) * share)])).problem.rule == "incomplete-file"


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET])
def test_a_part_that_is_no_xml(part: str) -> None:
    broken = repacked(lambda name, content: content[:-20] if name == part else content)
    assert refused(broken).problem.rule == "damaged-file"


def test_a_byte_changed_in_the_middle() -> None:
    path = small_book()
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo(SHEET)
    content[part.header_offset + 30 + len(SHEET) + part.compress_size // 2] ^= 0xFF
    assert refused(saved(bytes(content))).problem.rule == "damaged-file"


def test_a_zip_bomb() -> None:
    path = saved(zipped(TYPES, ("xl/workbook.xml", b"<x/>"), ("xl/media/bomb", b"\0" * 20_000_000)))
    assert path.stat().st_size < 30_000
    assert refused(path).problem.rule == "too-large-inside"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice() -> None:
    path = repacked(lambda _name, content: content, {SHEET: b"<worksheet/>"})
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist().count(SHEET) == 2
    assert refused(path).problem.rule == "damaged-file"


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET])
def test_a_document_type_is_never_needed(part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    path = replaced(part, 'standalone="yes"?>', f'standalone="yes"?>{bomb}')
    assert refused(path).problem.rule == "unsafe-file"


def with_cell(reference: str, content: str = "<v>1</v>", kind: str = "n") -> Path:
    """The small workbook with one cell more, on a row of its own."""
    row = "".join(sign for sign in reference if sign.isdigit())
    cell = f'<row r="{row}"><c r="{reference}" t="{kind}">{content}</c></row></sheetData>'
    return replaced(SHEET, "</sheetData>", cell)


@pytest.mark.parametrize("reference", ["A5000001", "ZZZZ1", "XFE1", "A0", "1", "a7"])
def test_a_cell_that_no_sheet_has(reference: str) -> None:
    fault = refused(with_cell(reference))
    assert fault.problem.rule == "damaged-file"
    assert reference in fault.detail


@pytest.mark.parametrize("reference", ["XFD1048576", "A1048576", "XFD4", "C999999"])
def test_a_value_far_away_is_read_as_any_other(reference: str) -> None:
    place = place_of(reference)
    assert place is not None
    assert only_sheet(with_cell(reference)).cells == {**SOUND, place: Decimal(1)}
    far = only_sheet(with_cell(reference, "<v>#REF!</v>", "e"))
    assert far.cells == {**SOUND, place: "#REF!"} and isinstance(far.cells[place], ErrorValue)
    assert far.formulas == {(2, 1)}


def test_an_empty_cell_far_away_does_no_harm() -> None:
    cell = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    assert only_sheet(replaced(SHEET, "</sheetData>", cell)).cells == SOUND


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "Z99:Z99"])
def test_a_wrong_dimension_loses_nothing(dimension: str) -> None:
    assert only_sheet(replaced(SHEET, '<dimension ref="A1:B3"/>', f'<dimension ref="{dimension}"/>')).cells == SOUND


def counting(count: str) -> Path:
    """A workbook that says that it holds so many texts; it holds one."""
    return replaced("xl/sharedStrings.xml", 'count="1" uniqueCount="1"', f'count="{count}" uniqueCount="{count}"')


@pytest.mark.parametrize("count", ["0", "1", "7", "4294967295", "99999999999999999999", "-1", "x"])
def test_a_wrong_or_absurd_count_of_strings_loses_nothing(count: str) -> None:
    assert only_sheet(counting(count)).cells == SOUND


@pytest.mark.parametrize(
    ("written", "raw"),
    [
        ("t='e'", ErrorValue("#N/A")),
        ("t='e'><v>#SPILL!</v", ErrorValue("#SPILL!")),
        ("><v>42<!-- x -->393</v", Decimal(42393)),
        ("><v><![CDATA[42393]]></v", Decimal(42393)),
        ("><v>&#52;2393</v", Decimal(42393)),
        ("><v>NaN</v", "NaN"),
        ("><v>1e999</v", "1e999"),
        ("t='inlineStr'><f>A1</f><v>hej</v", "hej"),
        ("t='inlineStr'><f>A1</f><is><t/></is", None),
        ("t='inlineStr'><is><r><t>Å</t></r><r><t>sa</t></r><rPh><t>osa</t></rPh></is", "Åsa"),
        ("t='inlineStr'><is><t>a_x000D_b _xD801__xDC05_ _xD801_</t></is", "a\rb \U00010405 \ufffd"),
        ("t='str'><f>A1</f", Uncalculated("=")),
        ("t='str'><f>A1</f><v></v", None),
        ("t='b'><v>1</v", True),
        ("t='d'><v>2014-02-14T08:27:48Z</v", datetime(2014, 2, 14, 8, 27, 48)),
    ],
)
def test_a_cell_however_it_is_written(written: str, raw: Raw | None) -> None:
    end = "/>" if written.endswith("'") else "></c>"
    row = f'<row r="9"><c r="A9" {written}{end}</row></sheetData>'
    value = only_sheet(replaced(SHEET, "</sheetData>", row)).cells.get((8, 0))
    assert value == raw and type(value) is type(raw)


@pytest.mark.parametrize(
    "written", ["t='s'><v>-1</v", "t='s'><v>x</v", "t='s'><v>9999</v", "t='b'><v>2</v", "t='q'><v>1</v"]
)
def test_a_cell_that_points_nowhere_is_refused(written: str) -> None:
    row = f'<row r="9"><c r="A9" {written}></c></row></sheetData>'
    fault = refused(replaced(SHEET, "</sheetData>", row))
    assert (fault.problem.rule, fault.detail) == ("damaged-file", "Blad!A9")


@pytest.mark.parametrize(
    ("code", "number", "raw"),
    [
        ("yyyy-mm-dd", "44681", date(2022, 4, 30)),
        ("mmm", "44681", date(2022, 4, 30)),
        ("[$-41D]d mmmm yyyy;@", "44681.5", datetime(2022, 4, 30, 12)),
        ("yyyy-mm-dd", "1", date(1900, 1, 1)),
        ("yyyy-mm-dd", "0", Decimal(0)),
        ("yyyy-mm-dd", "-5", Decimal(-5)),
        ("yyyy-mm-dd", "9999999", Decimal(9999999)),
        ("hh:mm", "0.5", "12:00:00"),
        ("hh:mm", "-1.2", Decimal("-1.2")),
        ("[h]:mm", "1.5", "36:00"),
        ("[h]:mm:ss", "-0.5", "-12:00:00"),
        ("[mm]", "0.0625", "90 min"),
        ("h:mm", "1.52", "12:28:48"),
        ("0.0", "7.25", Decimal("7.25")),
        ('0" dagar"', "7", Decimal(7)),
        ("General", "7", Decimal(7)),
        ("Standard", "7", Decimal(7)),
        ("[Red]0;[Blue]-0", "7", Decimal(7)),
        ("#,##0\\ \\d", "7", Decimal(7)),
    ],
)
def test_a_format_makes_a_day_of_a_number(code: str, number: str, raw: Raw) -> None:
    def put(workbook: Any) -> None:
        workbook["Blad"]["A9"] = float(number)
        workbook["Blad"]["A9"].number_format = code

    value = only_sheet(edited(small_book(), put)).cells[8, 0]
    assert value == raw and type(value) is type(raw)


def test_days_counted_from_1904() -> None:
    def put(workbook: Any) -> None:
        workbook.epoch = datetime(1904, 1, 1)
        workbook["Blad"]["A9"] = date(2022, 4, 30)

    assert only_sheet(edited(small_book(), put)).cells[8, 0] == date(2022, 4, 30)


def test_cells_without_names_follow_each_other() -> None:
    import re

    def anonymous(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        error = b'<c r="C3" t="e"><v>#REF!</v></c></row></sheetData>'
        content = content.replace(b"</row></sheetData>", error)
        return re.sub(rb'<c r="[A-Z]+\d+"', b"<c", content)

    cells = only_sheet(repacked(anonymous)).cells
    assert cells[0, 0] == "hej"
    assert ErrorValue("#REF!") in cells.values(), "an error is never blank"
    assert isinstance(next(raw for raw in cells.values() if raw == "#REF!"), ErrorValue)


def test_strict_namespaces() -> None:
    sheet = only_sheet(strict())
    assert sheet.cells == SOUND
    assert sheet.formulas == {(2, 1)}


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"])
def test_an_error_is_never_blank(error: str) -> None:
    raw = only_sheet(_with_error(error)).cells[2, 1]
    assert isinstance(raw, ErrorValue) and raw == error


def _with_error(error: str) -> Path:
    return repacked(
        lambda name, content: (
            content.replace(b'<c r="B3" s="1"><f>', b'<c r="B3"><f>').replace(
                b'<c r="B3"><f>B2*2</f><v>10</v>', f'<c r="B3" t="e"><f>B2*2</f><v>{error}</v>'.encode()
            )
            if name == SHEET
            else content
        )
    )


@pytest.mark.parametrize("kept", ["<v></v>", "<v/>", ""])
def test_a_formula_never_calculated_is_not_blank(kept: str) -> None:
    raw = only_sheet(replaced(SHEET, "<v>10</v>", kept)).cells[2, 1]
    assert isinstance(raw, Uncalculated)


def test_a_formula_whose_result_is_nothing_is_blank() -> None:
    def empty(name: str, content: bytes) -> bytes:
        content = content.replace(b"<f>B2*2</f><v>10</v>", b"<f>IF(1,&quot;&quot;)</f><v></v>")
        return content.replace(b'<c r="B3" ', b'<c r="B3" t="str" ') if name == SHEET else content

    assert (2, 1) not in only_sheet(repacked(empty)).cells


def test_saved_by_openpyxl_formulas_lose_their_results() -> None:
    cells = only_sheet(edited(small_book(), lambda workbook: None)).cells
    assert cells[1, 1] == Decimal(5)
    assert isinstance(cells[2, 1], Uncalculated)


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        (7, Decimal(7)),
        (0.1 + 0.2, Decimal("0.3")),
        (1e20, Decimal("1E+20")),
        (-17.7, Decimal("-17.7")),
        (123456789012345678, Decimal("123456789012346000")),
        (True, True),
        (date(2022, 4, 30), date(2022, 4, 30)),
        (datetime(2022, 4, 30, 12, 30), datetime(2022, 4, 30, 12, 30)),
        ("  två ord ", "  två ord "),
        ("", None),
        (" ", None),
        ("\u00a0\u2003\u200b\n", None),
    ],
)
def test_values(typed: object, raw: Raw | None) -> None:
    def put(workbook: object) -> None:
        workbook["Blad"]["D5"] = typed  # type: ignore[index]

    value = only_sheet(edited(small_book(), put)).cells.get((4, 3))
    assert value == raw and type(value) is type(raw)


def test_hidden_sheets_and_merged_cells_are_known() -> None:
    def change(workbook: object) -> None:
        workbook.create_sheet("Gömd").sheet_state = "hidden"  # type: ignore[attr-defined]
        workbook["Blad"].merge_cells("A1:B2")  # type: ignore[index]

    first, second = read_book(edited(small_book(), change)).sheets
    assert (first.visible, second.visible) == (True, False)
    assert first.merged == ((0, 0, 1, 1),)


def test_macros_are_seen() -> None:
    assert not read_book(small_book()).macros
    assert read_book(with_macros()).macros


def test_macros_hidden_in_a_plain_workbook() -> None:
    plain = repacked(lambda _name, content: content, {"xl/vbaProject.bin": b"x"})
    assert refused(plain).problem.rule == "hidden-macros"
    assert refused(with_macros().rename(new_path("makron"))).problem.rule == "hidden-macros", "by another name"


def test_the_digest_is_of_the_whole_file() -> None:
    path = small_book()
    assert read_book(path).sha256 == read_book(saved(path.read_bytes())).sha256
    assert read_book(path).sha256 != read_book(edited(path, lambda workbook: None)).sha256


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("A1", (0, 0)),
        ("D7", (6, 3)),
        ("AA1", (0, 26)),
        ("XFD1048576", (1_048_575, 16_383)),
        ("", None),
        ("7D", None),
        ("A0", None),
        ("a1", None),
    ],
)
def test_place_of(name: str, place: tuple[int, int] | None) -> None:
    assert place_of(name) == place


@pytest.mark.parametrize(
    ("number", "text"), [(0.1 + 0.2, "0.3"), (1 / 3, "0.333333333333333"), (-0.0, "0"), (41, "41")]
)
def test_exact_is_what_was_typed(number: float, text: str) -> None:
    assert exact(number) == Decimal(text)
    assert str(exact(-0.0)) == "0"
