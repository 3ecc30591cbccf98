"""A table of what people, programs and villains send, and what is said of each. How they are made: ``nasties``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from tests.files import nasties as made
from tests.files.broken import SHEET, saved, small_book, strict, with_macros, zipped
from tests.files.nasties import BOOK, COMPATIBILITY, RELS, ROOT_RELS, STRINGS, STYLES, TYPES, Make
from tests.house import ErrorValue, Uncalculated, UnreadableFile, read_book
from tests.tables import plan_book

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
PASSWORDS = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
EXCEL_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
ODT = b"application/vnd.oasis.opendocument.text"
BOMB = ((TYPES, b"<Types/>"), (BOOK, b"<x/>"), ("xl/media/image1.bin", b"\0" * 30_000_000))
MANY = ((TYPES, b""), (BOOK, b""), *((f"a{number}", b"") for number in range(2_100)))
TWICE = '<row r="7"><c r="A7"><v>1</v></c></row><row r="7"><c r="B7"><v>2</v></c></row>'
LAYERS = "</sheetData>" + "<a>" * 600 + "</a>" * 600

REFUSED: list[tuple[str, Make, str, str]] = [
    # what comes, how it is made, the rule of its finding, and a word of what is said
    ("nothing at all", lambda: saved(b""), "empty-file", "tom"),
    ("only zeros, from a broken synchronisation", lambda: saved(b"\0" * 5_000), "incomplete-file", "OneDrive"),
    ("CSV", lambda: saved("Besök;2022\nSomatik;45 467\n".encode()), "not-a-workbook", "CSV"),
    ("CSV in UTF-16", lambda: saved("Besök\t2022\nSomatik\t1\n".encode("utf-16")), "not-a-workbook", "CSV"),
    ("a text", lambda: saved("Hej, svaren kommer i morgon".encode("cp1252")), "not-a-workbook", "textfil"),
    ("JSON", lambda: saved(b'{"a": 1}'), "not-a-workbook", "textfil"),
    ("an HTML table", lambda: saved(b"<html><table><tr><td>1</table></html>"), "not-a-workbook", "webbsida"),
    ("Excel 2003 XML", lambda: saved(EXCEL_2003), "not-a-workbook", "Excel 2003"),
    ("other XML", lambda: saved(b"<?xml version='1.0'?><svar/>"), "not-a-workbook", "XML"),
    ("PDF", made.content(b"%PDF-1.7\n"), "not-a-workbook", "PDF"),
    ("PNG", made.content(b"\x89PNG\r\n\x1a\n"), "not-a-workbook", "bild"),
    ("JPEG", made.content(b"\xff\xd8\xff\xe0"), "not-a-workbook", "bild"),
    ("a picture from a telephone", made.content(b"\0\0\0\x18ftypheic"), "not-a-workbook", "bild"),
    ("a mail", lambda: saved(b"From: a@example.org\r\nSubject: Svar\r\n\r\nHej"), "not-a-workbook", "mejl"),
    ("a shortcut to the web", lambda: saved(b"[InternetShortcut]\r\nURL=x\r\n"), "not-a-workbook", "genväg"),
    ("a shortcut", made.content(b"L\0\0\0\x01\x14\x02\0"), "not-a-workbook", "genväg"),
    ("RTF", made.content(b"{\\rtf1\\ansi"), "not-a-workbook", "RTF"),
    ("7-Zip", made.content(b"7z\xbc\xaf\x27\x1c"), "not-a-workbook", "komprimerad"),
    ("random bytes", lambda: saved(bytes(range(1, 256)) * 9), "not-a-workbook", "arbetsbok"),
    ("a compressed folder", lambda: saved(zipped(("svar.xlsx", b"PK"))), "not-a-workbook", "komprimerad"),
    ("a ZIP file of nothing", lambda: saved(zipped()), "not-a-workbook", "komprimerad"),
    ("Word", made.package(TYPES, "word/document.xml"), "not-a-workbook", "Word"),
    ("PowerPoint", made.package(TYPES, "ppt/presentation.xml"), "not-a-workbook", "PowerPoint"),
    ("Numbers", made.package("Index/Document.iwa"), "not-a-workbook", "Numbers"),
    ("ODT", lambda: saved(zipped(("mimetype", ODT), ("content.xml", b"<x/>"))), "not-a-workbook", "OpenDocument"),
    ("the first half", lambda: made.cut(0, 0.5), "incomplete-file", "OneDrive"),
    ("the second half", lambda: made.cut(0.5, 1), "not-a-workbook", "arbetsbok"),
    ("still being fetched", lambda: made.named("svar.xlsx.crdownload"), "incomplete-file", "nedladdningen"),
    ("the old format, but empty", made.content(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "damaged-file", "skadad"),
    ("a password of ZIP", lambda: made.in_headers(0, 1), "password-protected", "lösenord"),
    ("packed in an unknown way", lambda: made.in_headers(2, 99), "damaged-file", "skadad"),
    ("a ZIP bomb", lambda: saved(zipped(*BOMB)), "too-large-inside", "större"),
    ("thousands of parts", lambda: saved(zipped(*MANY)), "too-many-parts", "delar"),
    ("hidden macros", lambda: made.beside("xl/vbaProject.bin", b"x"), "hidden-macros", "makron"),
    ("a part twice but for capitals", lambda: made.beside(SHEET.upper(), b"<x/>"), "damaged-file", "skadad"),
    ("ten laughs", lambda: made.doctype(SHEET, LAUGHS), "unsafe-file", "dokumenttyp"),
    ("a file of this computer as text", lambda: made.doctype(STRINGS, PASSWORDS), "unsafe-file", "dokumenttyp"),
    ("a document type from the web", lambda: made.doctype(STYLES, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/">'), "unsafe-file", ""),
    ("a document type of the types", lambda: made.doctype(TYPES, "<!DOCTYPE x>"), "unsafe-file", "dokumenttyp"),
    ("an entity declared nowhere", lambda: made.text("<t>h&foo;</t>"), "damaged-file", "skadad"),
    ("nested without end", lambda: made.swapped(SHEET, "</sheetData>", LAYERS), "nested-too-deep", "lager"),
    ("a text of 300,000 letters", lambda: made.text(f"<t>{'abcdefghij' * 30_000}</t>"), "text-too-long", "tecken"),
    ("a text after the last", lambda: made.cell('<c r="A7" t="s"><v>99</v></c>'), "damaged-file", "skadad"),
    ("a text before the first", lambda: made.cell('<c r="A7" t="s"><v>-1</v></c>'), "damaged-file", "skadad"),
    ("a text that has no number", lambda: made.cell('<c r="A7" t="s"><v>x</v></c>'), "damaged-file", "skadad"),
    ("a cell twice", lambda: made.cell('<c r="A7"><v>1</v></c><c r="A7"><v>2</v></c>'), "damaged-file", "skadad"),
    ("a row twice", lambda: made.sheet_end(TWICE), "damaged-file", "skadad"),
    ("a cell beyond the last column", lambda: made.cell('<c r="XFE7"><v>1</v></c>'), "damaged-file", "skadad"),
    ("no texts", lambda: made.without(STRINGS), "damaged-file", "skadad"),
    ("texts of no bytes", lambda: made.part(STRINGS, lambda _old: b""), "damaged-file", "skadad"),
    ("texts in undeclared bytes", lambda: made.part(STRINGS, lambda old: old.replace(b"hej", b"h\xe5j")), "damaged-file", ""),
    ("no sheet", lambda: made.without(SHEET), "damaged-file", "skadad"),
    ("a sheet of no bytes", lambda: made.part(SHEET, lambda _old: b""), "damaged-file", "skadad"),
    ("a sheet cut off", lambda: made.part(SHEET, lambda old: old[:-30]), "damaged-file", "skadad"),
    ("a sheet that is a file of this computer", lambda: made.related("worksheets/sheet1.xml", "file:///etc/passwd"), "damaged-file", ""),
    ("no list of parts", lambda: made.without(TYPES), "not-a-workbook", "arbetsbok"),
    ("no relations", lambda: made.without(RELS), "damaged-file", "skadad"),
    ("styles cut off", lambda: made.part(STYLES, lambda old: old[:200]), "damaged-file", "skadad"),
]  # fmt: skip


@pytest.fixture(scope="module")
def checked() -> dict[str, dict[str, Any]]:
    """What `followup check` says of all of them in one run, by file."""
    paths = [make() for _what, make, _rule, _said in REFUSED]
    arguments = ["check", *map(str, paths), "--plan", str(plan_book()), "--format", "json"]
    environment = {**os.environ, "FOLLOWUP_LANGUAGE": "sv", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "followup", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    assert (done.returncode, done.stderr) == (1, ""), done.stderr
    return dict(zip([what for what, *_rest in REFUSED], json.loads(done.stdout)["files"], strict=True))


@pytest.mark.parametrize(("what", "rule", "said"), [(what, rule, said) for what, _make, rule, said in REFUSED])
def test_what_cannot_be_read_is_said(checked: dict[str, dict[str, Any]], what: str, rule: str, said: str) -> None:
    findings = checked[what]["findings"]
    assert [(finding["rule"], finding["severity"]) for finding in findings] == [(rule, "error")]
    assert said in findings[0]["advice"]
    assert checked[what]["values_read"] == 0


SOUND = {(0, 0): "hej", (1, 1): Decimal(5), (2, 1): Decimal(10)}
UTF_16 = "utf-16"

READ: list[tuple[str, Make]] = [
    # odd, but sound: read as if nothing were the matter
    ("Strict OOXML", strict),
    ("macros, openly", with_macros),
    ("elements with a prefix", made.prefixed),
    ("a text in runs", lambda: made.text("<r><t>h</t></r><r><t>ej</t></r>")),
    ("a text with how it is pronounced", lambda: made.text('<t>hej</t><rPh sb="0" eb="1"><t>ZZ</t></rPh>')),
    ("a text as CDATA", lambda: made.text("<t><![CDATA[hej]]></t>")),
    ("a text with a remark in it", lambda: made.text("<t>h<!-- x -->ej</t>")),
    ("a letter by its number", lambda: made.text("<t>h&#101;j</t>")),
    ("a byte order mark", lambda: made.part(SHEET, lambda old: b"\xef\xbb\xbf" + old)),
    ("a sheet in UTF-16", lambda: made.encoded(SHEET, UTF_16)),
    ("no styles", lambda: made.without(STYLES)),
    ("a style that is not there", lambda: made.swapped(SHEET, '<c r="B2" s="', '<c r="B2" s="99')),
    ("addresses from the root", lambda: made.related('Target="worksheets', 'Target="/xl/worksheets')),
    ("other capitals in an address", lambda: made.related("worksheets/sheet1", "Worksheets/Sheet1")),
    ("backslashes for slashes", lambda: made.renamed(lambda name: name.replace("/", "\\"))),
    ("names in small letters", lambda: made.renamed(str.lower)),
    ("folders as parts", lambda: made.beside("xl/", b"")),
    ("a part that climbs out of its folder", lambda: made.beside("../../ond.xml", b"<x/>")),
    ("zeros after the end", lambda: saved(small_book().read_bytes() + b"\0" * 200)),
    ("other dates, of a Mac", lambda: made.swapped(BOOK, "<workbookPr", '<workbookPr date1904="1"')),
    ("5,000 broken names", lambda: made.swapped(BOOK, "</sheets>", f"</sheets><definedNames>{made.names(5_000)}</definedNames>")),
    ("billions of texts, it says", lambda: made.swapped(STRINGS, 'count="1"', 'count="4294967295"')),
    ("no relations of the file", lambda: made.without(ROOT_RELS)),
    ("a theme cut off", lambda: made.part("xl/theme/theme1.xml", lambda old: old[:200])),
]  # fmt: skip


@pytest.mark.parametrize("make", [pytest.param(make, id=what) for what, make in READ])
def test_what_is_odd_but_sound_is_read(make: Make) -> None:
    (sheet,) = read_book(make()).sheets
    assert sheet.cells == SOUND
    assert sheet.formulas == {(2, 1)}


NOT_CALCULATED = Uncalculated("=")
CELLS: list[tuple[str, object]] = [
    # what is written in A7, and what is read there; None: nothing
    ("<c r='A7'><v>42<!-- x -->393</v></c>", Decimal(42_393)),
    ("<c r='A7'><v>42<?x y?>393</v></c>", Decimal(42_393)),
    ("<c r='A7'><v><![CDATA[42393]]></v></c>", Decimal(42_393)),
    ("<c r='A7'><v>42<![CDATA[393]]></v></c>", Decimal(42_393)),
    ("<c r='A7'><v>&#52;2393</v></c>", Decimal(42_393)),
    ("<c  r = 'A7' ><v >5</v ></c >", Decimal(5)),
    ("<c><v>5</v></c>", Decimal(5)),
    ("<c r='A7'><v>-0</v></c>", Decimal(0)),
    ("<c r='A7'><v>.5</v></c>", Decimal("0.5")),
    ("<c r='A7'><v>1,5</v></c>", "1,5"),
    ("<c r='A7'><v>0x10</v></c>", "0x10"),
    ("<c r='A7'><v>1_000</v></c>", "1_000"),
    ("<c r='A7' s='9999'><v>1</v></c>", Decimal(1)),
    ("<c r='A7' t='b'><v>1</v></c>", True),
    ("<c r='A7' t='s'/>", None),
    ("<c r='A7' t='e'/>", ErrorValue("#N/A")),
    ("<c r='A7' t='e'><v>#REF!</v></c>", ErrorValue("#REF!")),
    ("<c r='A7' t='e'><v>#SPILL!</v></c>", ErrorValue("#SPILL!")),
    ("<c r='A7' t='e'><v>#ERROR!</v></c>", ErrorValue("#ERROR!")),
    ("<c r='A7' t='e'><f>1/0</f><v>#DIV/0!</v></c>", ErrorValue("#DIV/0!")),
    ("<c r='A7' t='inlineStr'><is><t>Å</t></is></c>", "Å"),
    ("<c r='A7' t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c>", "ab"),
    ("<c r='A7' t='inlineStr'><is><t>a_x0041_b</t></is></c>", "aAb"),
    ("<c r='A7' t='inlineStr'><is><t>a_xD801_b</t></is></c>", "a\ufffdb"),
    ("<c r='A7' t='inlineStr'><is><t>a_x005F_x0041_b</t></is></c>", "a_x0041_b"),
    ("<c r='A7' t='inlineStr'><v>Å</v></c>", "Å"),
    ("<c r='A7' t='inlineStr'><f>A1</f><v>Å</v></c>", "Å"),
    ("<c r='A7' t='inlineStr'><f>A1</f><is><t>Å</t></is></c>", "Å"),
    ("<c r='A7' t='inlineStr'><f>A1</f><is><t/></is></c>", None),
    ("<c r='A7' t='str'><f>A1</f><v></v></c>", None),
    ("<c r='A7'><f>A1</f></c>", NOT_CALCULATED),
    ("<c r='A7'><f t='array' ref='A7:B7'>A1</f></c>", NOT_CALCULATED),
    ("<c r='A7'><f t='shared' si='0'/></c>", NOT_CALCULATED),
    ("<c r='A7'><f t='dataTable' ref='A7:A7'/><v/></c>", NOT_CALCULATED),
    ("<c r='A7'><v>1</v><f>A1</f></c>", Decimal(1)),
]
"""Single quotes stand for double ones."""


@pytest.mark.parametrize(("written", "wanted"), CELLS)
def test_a_cell_however_it_is_written(written: str, wanted: object) -> None:
    (sheet,) = read_book(made.cell(written)).sheets
    value = sheet.cells.get((6, 0))
    assert value == wanted and type(value) is type(wanted)
    assert {place: raw for place, raw in sheet.cells.items() if place != (6, 0)} == SOUND


LOSING = [
    "<c r='A7'><v><x>5</x></v></c>",
    "<x:c xmlns:x='urn:x' r='A7' t='e'><x:v>#REF!</x:v></x:c>",
    f"<mc:AlternateContent xmlns:mc='{COMPATIBILITY}'><mc:Fallback><c r='A7'><v>1</v></c></mc:Fallback></mc:AlternateContent>",
    "</row></sheetData><sheetData><row r='7'><c r='A7'><v>1</v></c>",
    "<c r='A7'><v>1e999</v></c>",
    "<c r='A7'><v>NaN</v></c>",
    "<c r='A7' t='b'><v>kanske</v></c>",
    "<c r='A7' t='okänd'><v>1</v></c>",
    "<c r='a7'><v>1</v></c>",
]


@pytest.mark.parametrize("written", LOSING)
def test_a_cell_that_no_program_writes_is_read_or_the_file_refused(written: str) -> None:
    try:
        (sheet,) = read_book(made.cell(written)).sheets
    except UnreadableFile as fault:
        assert fault.problem.rule == "damaged-file"
    else:
        value = sheet.cells.get((6, 0))
        assert value is not None, "lost"
        assert not isinstance(value, Decimal) or value.is_finite()
