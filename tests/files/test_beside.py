"""What stands beside the cells: comments, what is hidden, text boxes, links and embedded files. Nothing of it is run."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from followup.files.received import FileRemark
from tests.files.broken import SHEET, repacked, replaced, small_book
from tests.files.test_reading_safely import SOUND, only_sheet, refused
from tests.form.language import Problem
from tests.house import ReceivedBook, Severity, literal, read_book

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADS = "http://schemas.microsoft.com/office/2017/10/relationships"
RELS = "xl/worksheets/_rels/sheet1.xml.rels"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DRAWING = 'xmlns:d="urn:d" xmlns:a="urn:a"'


def with_parts(*related: tuple[str, str, str], more: dict[str, str] | None = None) -> Path:
    """The small workbook with parts related to its sheet: type, part, content."""
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{kind}" Target="/{part}"/>' for index, (kind, part, _) in enumerate(related)
    )
    relationships = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    parts = {part: content.encode() for _kind, part, content in related}
    parts |= {RELS: relationships.encode()} if related else {}
    parts |= {part: content.encode() for part, content in (more or {}).items()}
    return repacked(lambda _name, content: content, parts)


def remarks(path: Path) -> list[tuple[str, str]]:
    """Rule and what was found."""
    return [(remark.problem.rule, remark.detail) for remark in read_book(path).remarks]


def test_a_sound_workbook_has_no_remarks() -> None:
    book = read_book(small_book())
    assert book.remarks == ()
    assert book.saved[:2] == "20"


NOTES = (
    f"<comments {MAIN}><authors><author>Eva Ek</author><author>tc={{1}}</author></authors><commentList>"
    '<comment ref="B2" authorId="0"><text><r><t>Eva Ek:</t></r><r><t>\nse nedan</t></r></text></comment>'
    '<comment ref="A1" authorId="0"><text><t>stämmer</t></text></comment>'
    '<comment ref="B3" authorId="1"><text><t>[Threaded comment] Your version …</t></text></comment>'
    '<comment ref="inget" authorId="7"><text><t>utan plats</t></text></comment>'
    "</commentList></comments>"
)
TALK = (
    '<ThreadedComments xmlns="urn:t"><threadedComment ref="B3" personId="{p}"><text>Är det rätt?</text></threadedComment>'
    '<threadedComment ref="B3" personId="{q}"><text>Ja</text></threadedComment></ThreadedComments>'
)
PERSONS = '<personList xmlns="urn:t"><person displayName="Per Å" id="{p}"/></personList>'


def test_comments_of_both_kinds_with_who_wrote_them() -> None:
    path = with_parts(
        (f"{OFFICE}/comments", "xl/comments1.xml", NOTES),
        (f"{THREADS}/threadedComment", "xl/threadedComments/t1.xml", TALK),
        more={"xl/persons/person.xml": PERSONS},
    )
    sheet = only_sheet(path)
    assert sheet.cells == SOUND
    assert sheet.comments == {
        (0, 0): "Eva Ek: stämmer",
        (1, 1): "Eva Ek:\nse nedan",
        (2, 1): "Per Å: Är det rätt?\nJa",
    }


def test_hidden_rows_and_columns_by_hand_by_a_filter_or_by_size() -> None:
    rows = '<row r="5" hidden="1"/><row r="6" ht="0.0" customHeight="1"/><row r="7" hidden="0" ht="15"/></sheetData>'
    columns = '<col min="3" max="4" hidden="true"/><col min="6" max="6" width="0"/><col min="7" max="99999" width="9"/>'

    def edit(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        content = content.replace(b"</sheetData>", rows.encode())
        return content.replace(b"<sheetData>", f"<cols>{columns}</cols><sheetData>".encode())

    sheet = only_sheet(repacked(edit))
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({4, 5}), frozenset({2, 3, 5}))
    assert sheet.cells == SOUND


def test_text_boxes_and_pictures_are_named() -> None:
    box = "<d:wsDr {0}><d:sp><d:txBody><a:p><a:r><a:t>Läs </a:t></a:r><a:r><a:t>mig</a:t></a:r></a:p></d:txBody></d:sp></d:wsDr>"
    book = with_parts((f"{OFFICE}/drawing", "xl/drawings/d1.xml", box.format(DRAWING)))
    assert remarks(book) == [("text-box", "Blad: Läs mig")]
    picture = f"<d:wsDr {DRAWING}><d:pic/><d:sp><d:txBody><a:p/></d:txBody></d:sp></d:wsDr>"
    assert remarks(with_parts((f"{OFFICE}/drawing", "xl/drawings/d1.xml", picture))) == [("picture-not-read", "Blad")]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"xl/embeddings/Dokument1.docx": "x"}, [("embedded-object", "Dokument1.docx")]),
        ({"xl/activeX/activeX1.xml": "<x/>"}, [("embedded-object", "activeX1.xml")]),
        ({"xl/connections.xml": "<x/>"}, [("external-links", "connections.xml")]),
        (
            {"xl/externalLinks/externalLink1.xml": '<x xmlns="u"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></x>'},
            [("dde-link", "cmd|/c calc")],
        ),
        (
            {
                "xl/externalLinks/externalLink1.xml": "<x/>",
                "xl/externalLinks/_rels/externalLink1.xml.rels": '<Relationships xmlns="u"><Relationship Id="r"'
                ' Type="x" Target="file:///C:\\hemlig\\Annan.xlsx" TargetMode="External"/></Relationships>',
            },
            [("external-links", "Annan.xlsx")],
        ),
    ],
)
def test_what_is_embedded_or_leads_elsewhere(parts: dict[str, str], told: list[tuple[str, str]]) -> None:
    path = with_parts(more=parts)
    assert remarks(path) == told
    assert only_sheet(path).cells == SOUND


def test_remarks_are_told_once() -> None:
    remark = FileRemark(Problem("other-format", literal("–"), Severity.WARNING), ".xls")
    assert len({remark, remark}) == 1
    assert isinstance(read_book(small_book()), ReceivedBook)


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "B1:B1048576", "A1:A2"])
def test_whole_columns_merged_are_read_at_once(reference: str) -> None:
    path = replaced(SHEET, "</sheetData>", f'</sheetData><mergeCells><mergeCell ref="{reference}"/></mergeCells>')
    began = time.process_time()
    assert len(only_sheet(path).merged) == 1
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            "</sheetData>",
            "</sheetData><mergeCells>{}</mergeCells>".format('<mergeCell ref="A1:B1"/>' * 50_001),
            "too-many-merges",
        ),
        ("</sheetData>", '<row r="9">{}</row></sheetData>'.format('<c r="A9"><v>1</v></c>' * 2), "damaged-file"),
        ("</sheetData>", '<row r="9"/><row r="9"/></sheetData>', "damaged-file"),
        ("</sheetData>", "</sheetData>" + "<x>" * 300 + "</x>" * 300, "nested-too-deep"),
        (
            "</sheetData>",
            '<row r="9"><c r="A9" t="inlineStr"><is><t>{}</t></is></c></row></sheetData>'.format("x" * 200_001),
            "text-too-long",
        ),
        (
            "</sheetData>",
            '</sheetData><x:AlternateContent xmlns:x="urn:x"><row r="9"><c r="A9"><v>1</v></c></row></x:AlternateContent>',
            "damaged-file",
        ),
    ],
)
def test_absurd_sheets_are_refused_in_a_moment(old: str, new: str, rule: str) -> None:
    path = replaced(SHEET, old, new)
    began = time.process_time()
    assert refused(path).problem.rule == rule
    assert time.process_time() - began < 2


def test_far_too_many_cells_are_refused_in_a_moment() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(10, 400_000))
    path = replaced(SHEET, "</sheetData>", rows + "</sheetData>")
    fault = refused(path)
    assert fault.problem.rule == "too-many-cells"
    assert fault.detail == "Blad!A399999"
