"""A sheet that is read without a tree of its cells says the same as its tree; where it might not, the tree is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from followup.files.xlsx import sheet_text
from tests.files.broken import SHEET, replaced
from tests.house import ReceivedBook, UnreadableFile, command, read_book

EXAMPLES = Path(__file__).parents[3] / "examples"
AFTER = "</sheetData>"
PLAIN = {
    "a number": '<row r="20" spans="1:2"><c r="A20" s="1"><v>7.50</v></c><c r="B20" t="n"><v>-0</v></c></row>',
    "more digits than a float has": '<row r="20"><c r="A20"><v>0.30000000000000004</v></c></row>',
    "no number": '<row r="20"><c r="A20"><v>1_0</v></c><c r="B20"><v>1e400</v></c></row>',
    "a text beside the sheets": '<row r="20"><c r="A20" t="s"><v>0</v></c></row>',
    "a text of its own": '<row r="20"><c r="A20" t="inlineStr"><is><t xml:space="preserve"> å &lt;&amp;#229;&#229; </t></is></c></row>',
    "an empty text of its own": '<row r="20"><c r="A20" t="inlineStr"><is><t></t></is></c></row>',
    "a result": '<row r="20"><c r="A20" t="str"><f ca="1">IF(B2&lt;1,"å","")</f><v>å &amp; ä</v></c></row>',
    "names of names": '<row r="20"><c r="A20" t="str"><f>"&amp;lt;"&amp;A1</f><v>&amp;lt;&amp;#65;&#38;lt;</v></c></row>',
    "a number that is worked out": '<row r="20"><c r="A20" s="1"><f>B2&gt;1</f><v>0.30000000000000004</v></c></row>',
    "a text that is worked out": '<row r="20"><c r="A20" t="s"><f>A1</f><v>0</v></c><c r="B20" t="n"><v>1.5E-7</v></c></row>',
    "an empty result": '<row r="20"><c r="A20" t="str"><f>A1</f><v></v></c><c r="B20"><f>A1</f><v/></c></row>',
    "a formula never calculated": '<row r="20"><c r="A20"><f>B2</f></c><c r="B20"><f t="shared" si="0"/></c></row>',
    "an error": '<row r="20"><c r="A20" t="e"/><c r="B20" t="e"><v>#REF!</v></c></row>',
    "yes and a day": '<row r="20"><c r="A20" t="b"><v>1</v></c><c r="B20" t="d"><v>2022-03-04</v></c></row>',
    "signs by their numbers": '<row r="20"><c r="A20" t="str"><v>a_x000A_b&#13;c</v></c></row>',
    "empty cells": '<row r="20"><c r="A20" s="1"/><c r="B20" s="1"></c><c r="C20" t="s" /></row>',
    "a blank before the end": '<row r="20" ><c r="A20" t="n" ><v>7</v></c><c r="B20" ><f>B2</f><v>8</v></c></row>',
    "the same value in another look": '<row r="20"><c r="A20" s="1"><v>5</v></c><c r="B20"><v>5</v></c></row>',
    "hidden rows": '<row r="20" hidden="1"/><row r="21" ht="0.0"></row><row r="22" hidden="false" ht="12.8"/>',
    "a row that only Excel writes so": '<row r="20" s="1" customFormat="1" thickBot="1" collapsed="0" outlineLevel="1"/>',
}
UNUSUAL = {
    "a cell without a name": '<row r="20"><c><v>7</v></c></row>',
    "a row without a number": '<row><c r="A20"><v>7</v></c></row>',
    "a cell of another row": '<row r="20"><c r="A21"><v>7</v></c></row>',
    "a cell of a row whose number ends alike": '<row r="5"><c r="A55"><v>7</v></c></row>',
    "a cell before the last one": '<row r="20"><c r="B20"><v>7</v></c><c r="A20"><v>8</v></c></row>',
    "a cell that begins as a row does": '<row r="20"><c r="A20" t="str"><v>a<row r="</v></c></row>',
    "a row that ends twice": '<row r="20"/></row>',
    "a row that does not end": '<row r="20"><c r="A20"><v>7</v></c><row r="21"/>',
    "a row before the last one": '<row r="2"/>',
    "a column that no sheet has": '<row r="20"><c r="XFE20"/></row>',
    "a comment": '<row r="20"><!-- <c r="A20"><v>7</v></c> --><c r="B20"><v>8</v></c></row>',
    "a passage of plain text": '<row r="20"><c r="A20" t="str"><v><![CDATA[7]]></v></c></row>',
    "two values": '<row r="20"><c r="A20"><v>7</v><v>8</v></c></row>',
    "a value before its formula": '<row r="20"><c r="A20"><v>7</v><f>B2</f></c></row>',
    "a text in runs": '<row r="20"><c r="A20" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>',
    "a value among alternatives": '<row r="20"><x><c r="A20"><v>7</v></c></x></row>',
    "another order": '<row r="20"><c s="1" r="A20"><v>7</v></c></row>',
    "white space": '<row r="20">\n<c r="A20"><v>7</v></c></row>',
    "another line end": '<row r="20"><c r="A20" t="str"><v>a\r\nb</v></c></row>',
    "a height that is none": '<row r="20" ht=""/><row r="21" ht="1e0"/>',
    "a table of what-ifs": '<row r="20"><c r="A20"><f t="dataTable" ref="A20">x</f><v>7</v></c></row>',
    "another kind": '<row r="20"><c r="A20" t="z"><v>7</v></c></row>',
    "one attribute twice": '<row r="20" hidden="1" hidden="0"/>',
    "an attribute of an unknown space": '<row r="20" x14ac:dyDescent="0.25"/>',
    "two cells in one place": '<row r="20"><c r="A20"><v>7</v></c><c r="A20"><v>8</v></c></row>',
    "a sign that XML has not": '<row r="20"><c r="A20" t="str"><v>a\x01</v></c></row>',
    "a sign that XML has not by its number": '<row r="20"><c r="A20" t="str"><v>&#8;</v></c></row>',
    "a number that is no sign": '<row r="20"><c r="A20" t="str"><v>a\uffff</v></c></row>',
    "a name that does not end": '<row r="20"><c r="A20" t="str"><v>a&lt b</v></c></row>',
    "a name without its sign": '<row r="20"><c r="A20" t="str"><v>a & b</v></c></row>',
    "a formula with a sign that XML has not": '<row r="20"><c r="A20"><f>"\x02"</f><v>7</v></c></row>',
    "a formula that ends a tag": '<row r="20"><c r="A20"><f>B2>1</f><v>7</v></c></row>',
    "an unknown name in a formula": '<row r="20"><c r="A20"><f>B2&nbsp;</f><v>7</v></c></row>',
    "an unknown name": '<row r="20"><c r="A20" t="str"><v>&nbsp;</v></c></row>',
    "an end that is none": '<row r="20"><c r="A20" t="str"><v>a]]></v></c></row>',
    "a cell that is not closed": '<row r="20"><c r="A20"><v>7</v></row>',
    "a longer text than may be": f'<row r="20"><c r="A20" t="str"><v>{"a" * 200_001}</v></c></row>',
    "a second place for rows": '</sheetData><sheetData><row r="20"/>',
    "a place for rows elsewhere": '</sheetData><extLst><ext><sheetData a="1"><row r="20"/></sheetData></ext></extLst><x>',
}
REFUSED = {
    "a text that is not there": '<row r="20"><c r="A20" t="s"><v>99</v></c></row>',
    "a value after the cells": '</sheetData><x><c r="A20"><v>7</v></c></x><x>',
}


def outcome(path: Path) -> ReceivedBook | tuple[str, str, str]:
    """All that is read, or what is said instead."""
    try:
        book = read_book(path)
    except UnreadableFile as fault:
        return fault.problem.rule, fault.detail, str(fault.problem.advice)
    book.sha256 = ""
    return book


def with_rows(rows: str) -> Path:
    """The small workbook with these rows after its own."""
    package = replaced(SHEET, AFTER, rows.removesuffix("<x>") + AFTER)
    return package if not rows.endswith("<x>") else replaced(SHEET, AFTER, rows.removesuffix("<x>"))


def needs_tree(path: Path) -> bool:
    """Whether a sheet of the workbook is read from its tree."""
    sheets = []

    def last_step(coloured: object) -> object:
        sheets.append(coloured)
        return unusual_fills(coloured)

    unusual_fills = vars(sheet_text)["unusual_fills"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet_text, "unusual_fills", last_step)
        book = outcome(path)
    return len(sheets) < (len(book.sheets) if isinstance(book, ReceivedBook) else 1)


@pytest.mark.parametrize("rows", [*PLAIN.values(), *UNUSUAL.values(), *REFUSED.values()])
def test_the_text_says_the_same_as_its_tree(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_rows(rows)
    read = outcome(path)
    monkeypatch.setattr(sheet_text, "BEGINS", b"<nowhere>")
    assert needs_tree(path)
    assert outcome(path) == read


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN)
def test_what_is_written_as_usual_needs_no_tree(rows: str) -> None:
    assert not needs_tree(with_rows(rows))


@pytest.mark.parametrize("rows", [*UNUSUAL.values(), *REFUSED.values()], ids=[*UNUSUAL, *REFUSED])
def test_anything_else_is_left_to_the_tree(rows: str) -> None:
    assert needs_tree(with_rows(rows))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('encoding="UTF-8"', 'encoding="ISO-8859-1"'),
        ("<sheetData>", "<!-- å --><sheetData>"),
        ("<worksheet ", '<x:worksheet xmlns:x="y" '),
    ],
)
def test_a_sheet_whose_text_may_mean_something_else_is_left_to_the_tree(old: str, new: str) -> None:
    assert needs_tree(replaced(SHEET, old, new))


def test_a_declaration_in_single_quotes_needs_no_tree_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """As lxml writes it, in the copies and plans that we have added to."""
    usual = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    path = replaced(SHEET, usual, usual.replace('"', "'"))
    assert not needs_tree(path)
    read = outcome(path)
    monkeypatch.setattr(sheet_text, "BEGINS", b"<nowhere>")
    assert outcome(path) == read


def test_a_declaration_whose_quotes_differ_is_left_to_the_tree() -> None:
    assert needs_tree(replaced(SHEET, 'version="1.0"', "version='1.0\""))


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir()))
def test_templates_of_ours_need_no_tree(example: str, tmp_path: Path) -> None:
    """Every workbook that comes back is one of them: reading its tree instead takes a quarter more of a merge."""
    shutil.copyfile(EXAMPLES / example / "plan.xlsx", tmp_path / "plan.xlsx")  # a log is written beside it
    command("template", "--plan", str(tmp_path / "plan.xlsx"))
    templates = list(tmp_path.glob("templates/*.xlsx"))
    assert templates
    assert [template.name for template in templates if needs_tree(template)] == []
