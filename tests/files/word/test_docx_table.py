"""What stands in a Word file as text of ours is what python-docx would put there."""

from __future__ import annotations

from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from followup.files.word.docx_table import TableColumn, TableWriter, run_xml

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
    _start, row, _end = TableWriter().xml([TableColumn("Title", width, [text])], "")
    assert ("<w:cantSplit/>" in row) == together


def test_cells_that_say_the_same_look_as_each_of_them_shall() -> None:
    columns = [
        TableColumn("T", 2.0, ["a", "a", "b"]),
        TableColumn("T", 2.0, ["a", "a", "b"], colours={1: "#B3261E"}),
        TableColumn("T", 2.0, ["a", "a", "b"], bold={1}),
        TableColumn("T", 2.0, ["a", "a", "b"], right=True),
        TableColumn("T", 4.0, ["a", "a", "b"], links={1: {0: "x"}}),
        TableColumn("T", 2.0, ["a", "a", "b"], marked={1: (0,)}),
    ]
    relation = {"x": "rId7"}.__getitem__
    _start, piece, _end = TableWriter().xml(columns, "", relation, {(1, 0, 0): "<w:note/>"})
    first, second, third = (row.split("<w:tc>")[1:] for row in piece.split("</w:tr>")[:3])
    assert first[0] == first[1] == first[2] == first[5] and len({*first}) == 3
    assert len({*second}) == 6
    assert "<w:note/>" in second[0] and "<w:b/>" in second[2]
    assert 'w:fill="B3261E"/>' in second[1] and '<w:color w:val="FFFFFF"/>' in second[1]
    assert '<w:jc w:val="right"/>' in second[3] and 'r:id="rId7"' in second[4] and "<w:highlight" in second[5]
    assert 'w:w="2268"' in second[4] and 'w:w="1134"' in second[0]
    assert third == [cell.replace(">a<", ">b<").replace("<w:keepNext/>", "") for cell in first]


def kept_with_next(rows: int) -> list[bool]:
    """Whether each row of a table stands on the page of what follows it; the titles first."""
    texts = [f"rad {number}" for number in range(rows)]
    xml = "".join(TableWriter().xml([TableColumn("T", 4.0, texts)], "", str))
    return ["<w:keepNext/>" in row for row in xml.split("</w:tr>")[:-1]]


def test_a_short_table_stands_on_one_page_and_the_titles_of_a_long_one_with_its_first_rows() -> None:
    assert kept_with_next(3) == [True, True, True, False]
    assert kept_with_next(10) == [True, True, True, *[False] * 8]


def test_rows_of_a_long_table_look_alike_whatever_piece_they_come_in() -> None:
    count = 1_201
    texts = [f"{row}" for row in range(count)]
    links = {row: {0: f"to{row}"} for row in (0, 499, 500, 1_200)}
    columns = [TableColumn("T", 2.0, texts, bold={499, 500}, links=links), TableColumn("T", 2.0, ["\n" * 30] * count)]
    rows = "".join(TableWriter().xml(columns, "")).split("<w:tr>")[2:]
    assert len(rows) == count
    assert all(f">{row}<" in xml and "cantSplit" not in xml for row, xml in enumerate(rows))
    assert [row for row, xml in enumerate(rows) if f'r:id="to{row}"' in xml] == [*links]


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 10])
def test_a_table_in_parts_is_the_table_as_a_whole(at_a_time: int) -> None:
    texts, count = ["a", "b\nc", "d", "e", "\n" * 30], 5
    links, marks = {3: {0: "to"}}, {(0, 0, 0): "<w:note/>", (4, 1, 2): "<w:note/>"}
    whole = [
        TableColumn("T", 2.0, texts, bold={1, 3}, links=links),
        TableColumn("U", 3.0, texts, colours={2: "#B3261E"}),
    ]
    parts = [
        [
            TableColumn(
                "T", 2.0, texts[first : first + at_a_time], bold=_among({1, 3}, rows), links=_among(links, rows)
            ),
            TableColumn("U", 3.0, texts[first : first + at_a_time], colours=_among({2: "#B3261E"}, rows)),
        ]
        for first in range(0, count, at_a_time)
        for rows in (range(first, first + at_a_time),)
    ]
    of_parts = "".join(TableWriter().xml_of_parts(parts, count, "Om", str, marks))
    assert of_parts == "".join(TableWriter().xml(whole, "Om", str, marks))


def _among(of_rows: Any, rows: range) -> Any:
    """What some rows have, by their numbers among these."""
    if isinstance(of_rows, set):
        return {row - rows.start for row in of_rows if row in rows}
    return {row - rows.start: of for row, of in of_rows.items() if row in rows}


def test_rows_of_a_label_that_is_said_once_stand_together() -> None:
    """Else its label is on the page before; where there are more than a page bears to be left of, they may be apart."""
    labels = ["1", "", "", "2", "3", "", *["4"], *[""] * 8, "5"]
    columns = [TableColumn("Nr", 1.0, labels), TableColumn("T", 4.0, ["x"] * len(labels))]
    xml = "".join(TableWriter().xml(columns, "", str, labels=1))
    kept = ["<w:keepNext/>" in row for row in xml.split("</w:tr>")[1:-1]]
    assert kept == [True, True, False, False, True, *[False] * 11]
    alone = "".join(TableWriter().xml(columns, "", str))
    assert ["<w:keepNext/>" in row for row in alone.split("</w:tr>")[1:-1]] == [True, True, *[False] * 14]
