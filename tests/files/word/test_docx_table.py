"""What stands in a Word file as text of ours is what python-docx would put there."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from followup.files.word.docx_table import CellText, run_xml, table_xml

TEXTS = ["", "a", " a", "a ", "a\tb", "a\n\nb\n", "\r\n", "\t", " \t ", "<&>\"'", "\u00a0a\u2003", "å ä ö 😀"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_run_is_what_python_docx_makes_of_a_text(text: str) -> None:
    ours = parse_xml(f"<w:p {nsdecls('w')}>{run_xml(text)}</w:p>")
    theirs = Document().add_paragraph(text)._p
    assert [etree.tostring(run, method="c14n", exclusive=True) for run in ours] == [
        etree.tostring(run, method="c14n", exclusive=True) for run in theirs
    ]


@pytest.mark.parametrize(
    ("text", "width", "together"),
    [("a\n" * 25, 30.0, True), ("a\n" * 26, 30.0, False), ("a" * 389, 3.0, True), ("a" * 390, 3.0, False)],
)
def test_a_row_higher_than_a_page_may_be_cut(text: str, width: float, together: bool) -> None:
    _start, row, _end = table_xml(["Title"], [[CellText(text)]], [width], "", str, {})
    assert ("<w:cantSplit/>" in row) == together


def test_cells_that_say_the_same_look_as_each_of_them_shall() -> None:
    cells = [
        CellText("a"),
        CellText("a", "#B3261E"),
        CellText("a", bold=True),
        CellText("a", right=True),
        CellText("a", links=((0, "x"),)),
    ]
    *_rest, row, _end = table_xml(
        ["T"] * 5, [cells, cells], [2.0, 2.0, 2.0, 2.0, 4.0], "", {"x": "rId7"}.__getitem__, {}
    )
    shown = row.split("<w:tc>")[1:]
    assert len({*shown}) == 5
    assert '<w:color w:val="B3261E"/>' in shown[1] and '<w:jc w:val="right"/>' in shown[3] and 'r:id="rId7"' in shown[4]
    assert 'w:w="2268"' in shown[4] and 'w:w="1134"' in shown[0]
