"""What is struck out, hidden, raised or lowered is no part of what stands beside it; nothing of it goes in silence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.files.broken import repacked
from tests.files.older import ods
from tests.house import Severity, read_book
from tests.plans import PLAN
from tests.returns.editing import Change, at
from tests.returns.test_reader import ASKED, MEASURES
from tests.tables import ReadBack, edited, filled_in, plan_book, read_back, read_plan

ANSWERED = "## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 29 |"
LOOKS: dict[str, dict[str, Any]] = {
    "~": {"strike": True},
    "^": {"vertAlign": "superscript"},
    "_": {"vertAlign": "subscript"},
}


def pieces(text: str) -> CellRichText:
    """A text in pieces with a bar between: ~ before one that is struck out, ^ raised, _ lowered."""
    blocks = ((LOOKS.get(each[:1], {}), each) for each in text.split("|"))
    return CellRichText(*(TextBlock(InlineFont(**look), each[bool(look) :]) for look, each in blocks))


def put(column: str, text: str) -> Change:
    def change(workbook: Any) -> None:
        at(workbook, MEASURES, ASKED, column).value = pieces(text)

    return change


def read_after(change: Change) -> ReadBack:
    return read_back(edited(filled_in(ANSWERED), change), checks=False)


def shared(path: Any) -> Any:
    """The same workbook with its texts in the list of shared ones, where Excel keeps them."""
    texts: list[bytes] = []

    def edit(name: str, content: bytes) -> bytes:
        if name.startswith("xl/worksheets/sheet"):

            def move(expected: re.Match[bytes]) -> bytes:
                texts.append(expected[2])
                return b'%s t="s"><v>%d</v></c>' % (expected[1], len(texts) - 1)

            return re.sub(rb'(<c r="[A-Z0-9]+"(?: s="[0-9]+")?) t="inlineStr"><is>(.*?)</is></c>', move, content)
        if name == "xl/_rels/workbook.xml.rels":
            kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
            more = b'<Relationship Id="rS" Type="%s" Target="/xl/sharedStrings.xml"/></Relationships>' % kind
            return content.replace(b"</Relationships>", more)
        return content

    path = repacked(edit, None, path)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    held = b'<sst xmlns="%s">%s</sst>' % (space, b"".join(b"<si>%s</si>" % text for text in texts))
    return repacked(lambda _name, content: content, {"xl/sharedStrings.xml": held}, path)


@pytest.mark.parametrize("store", [lambda path: path, shared], ids=["inline", "shared"])
@pytest.mark.parametrize(
    ("typed", "value", "rules"),
    [
        ("~17|29", Decimal(29), {"struck-out", "number-as-text"}),
        ("29|~17", Decimal(29), {"struck-out", "number-as-text"}),
        ("4|~5|6", Decimal(46), {"struck-out", "number-as-text"}),
        ("~Data saknas|29", Decimal(29), {"struck-out", "number-as-text"}),
        ("29|^2", None, {"outcome-not-understood"}),
        ("29|_2", None, {"outcome-not-understood"}),
        ("29|^a", Decimal(29), {"outcome-in-words"}),
        ("29|^ 1)", None, {"outcome-not-understood"}),
        ("^29", Decimal(29), {"number-as-text"}),
        ("~17|~29", None, {"struck-out"}),
    ],
)
def test_a_figure_in_pieces(typed: str, value: Decimal | None, rules: set[str], store: Any) -> None:
    read = read_back(store(edited(filled_in(ANSWERED), put("Utfall totalt", typed))), checks=False)
    assert read.value("measures", "fragor", "outcome.total") == value
    assert set(read.rules()) == rules


@pytest.mark.parametrize(
    ("typed", "text", "left_out"),
    [
        ("~Vi når inte målet. |Målet nås i maj.", "Målet nås i maj.", "Vi når inte målet."),
        ("Vi når |~inte |målet.", "Vi når målet.", "inte"),
        ("Vi når |~inte| målet.", "Vi når målet.", "inte"),
        ("Ytan är 40 m|^2| stor.", "Ytan är 40 m² stor.", ""),
        ("Halten CO|_2| mäts.", "Halten CO₂ mäts.", ""),
        ("Se not|^a|.", "Se not (a).", ""),
        ("Se not|^1)|.", "Se not¹⁾.", ""),
    ],
)
def test_a_text_in_pieces(typed: str, text: str, left_out: str) -> None:
    read = read_after(put("Kommentar", typed))
    assert read.value("measures", "fragor", "comment") == text
    assert [finding.raw for finding in read.of("struck-out")] == [left_out] * bool(left_out)


def test_a_whole_answer_that_is_struck_out_is_no_answer() -> None:
    def change(workbook: Any) -> None:
        at(workbook, MEASURES, ASKED, "Utfall totalt").font = Font(strike=True)
        at(workbook, MEASURES, ASKED, "Kommentar").font = Font(strike=True)  # nothing stands there

    read = read_after(change)
    assert read.value("measures", "fragor", "outcome.total") is None
    assert [(finding.rule, finding.severity, finding.raw) for finding in read.findings] == [
        ("struck-out", Severity.WARNING, "29"),
    ]
    assert (read.answers.filled, read.answers.refused) == (1, 1)


def test_what_was_written_after_the_struck_text_of_a_struck_cell_counts() -> None:
    def change(workbook: Any) -> None:
        cell = at(workbook, MEASURES, ASKED, "Utfall totalt")
        cell.value = CellRichText("17", TextBlock(InlineFont(strike=False), "29"))
        cell.font = Font(strike=True)

    read = read_after(change)
    assert read.value("measures", "fragor", "outcome.total") == Decimal(29)
    assert [finding.raw for finding in read.of("struck-out")] == ["17"]


def test_what_is_struck_out_of_a_pinned_comment_is_left_out_and_told() -> None:
    def change(workbook: Any) -> None:
        at(workbook, MEASURES, ASKED, "Utfall totalt").comment = Comment("Preliminär. Definitiv.", "Eva")

    path = edited(filled_in(ANSWERED), change)

    def strike(name: str, content: bytes) -> bytes:
        plain, line = "Preliminär. Definitiv.", "<rPr><strike/></rPr>"
        if "comment" not in name or not name.endswith(".xml"):
            return content
        old = f"<t>{plain}</t>"
        assert old in content.decode(), content
        return content.decode().replace(old, f"<r>{line}<t>Preliminär. </t></r><r><t>Definitiv.</t></r>").encode()

    read = read_back(repacked(strike, None, path), checks=False)
    assert [(finding.rule, finding.raw) for finding in read.findings] == [
        ("struck-out", "Preliminär."),
        ("comment-pinned", "Eva: Definitiv."),
    ]


@pytest.mark.parametrize(
    ("look", "value", "left_out"),
    [
        ('style:text-line-through-style="solid"', "9", "8"),
        ('style:text-line-through-style="none"', "89", ""),
        ('text:display="none"', "9", "8"),
        ('style:text-position="super 58%"', "⁸9", ""),
        ('style:text-position="-33% 58%"', "₈9", ""),
    ],
)
def test_pieces_in_an_open_document(look: str, value: str, left_out: str) -> None:
    space = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    styles = f'<style:style {space} style:name="T1"><style:text-properties {look}/></style:style>'
    cell = '<t:table-cell o:value-type="string"><text:p><text:span text:style-name="T1">8</text:span>9</text:p></t:table-cell>'
    (sheet,) = read_book(ods(f"<t:table-row>{cell}</t:table-row>", styles), "svar.ods").sheets
    assert sheet.cells == {(0, 0): value}
    assert sheet.left_out == ({(0, 0): left_out} if left_out else {})


def test_a_struck_row_of_the_plan_counts_and_is_told_once() -> None:
    def change(workbook: Any) -> None:
        (cell,) = [each for line in workbook[MEASURES].iter_rows() for each in line if each.value == "vantat"]
        for each in cell.parent[cell.row]:
            each.font = Font(strike=True)

    plan, findings = read_plan(edited(plan_book(PLAN), change))
    assert "vantat" in plan.ids("measures_planned")
    assert [(finding.rule, finding.severity, finding.raw) for finding in findings] == [
        ("struck-out", Severity.WARNING, "vantat")
    ]
