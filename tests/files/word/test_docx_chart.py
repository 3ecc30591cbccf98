"""Native charts in Word: their parts, their look, and what Word is particular about."""

import itertools
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from lxml import etree
from openpyxl import load_workbook

from followup.files.word import docx_chart
from followup.files.word.docx_chart import PALETTE, add_chart

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
KINDS = ("line", "column", "bar", "dots")
ROUNDS = ["DÅ04", "DÅ08", "ÅR"]
SPLIT = [("Kvinnor", [0.71, None, 0.8]), ("Män", [0.66, 0.7, 0.1 + 0.2])]


def chart(document: WordDocument, kind: str = "line", **changes: Any) -> Paragraph:
    call: dict[str, Any] = {
        "title": "Täckningsgrad",
        "categories": ROUNDS,
        "series": SPLIT,
        "alt_text": "Kvinnor steg.",
    }
    return add_chart(document, kind, **{**call, **changes})


def parts(document: WordDocument) -> dict[str, bytes]:
    """Name to content of every part, as saved."""
    stream = BytesIO()
    document.save(stream)
    with ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


def chart_xml(kind: str = "line", **changes: Any) -> Any:
    document = Document()
    chart(document, kind, **changes)
    return etree.fromstring(parts(document)["word/charts/chart1.xml"])


def found(element: Any, path: str) -> Any:
    return etree.XPath(path, namespaces=NS)(element)


def relations(content: bytes) -> dict[str, str]:
    return {str(relation.get("Id")): str(relation.get("Target")) for relation in etree.fromstring(content)}


def sheet_of(content: bytes) -> list[list[Any]]:
    return [list(row) for row in load_workbook(BytesIO(content))["Diagramdata"].iter_rows(values_only=True)]


# --- parts


def test_two_charts_have_parts_and_workbooks_of_their_own() -> None:
    document = Document()
    chart(document, "line")
    chart(document, "column", series=[("Utfall", [1, 2, 3])], number_format="0")
    saved = parts(document)
    body = etree.fromstring(saved["word/document.xml"])
    from_document = relations(saved["word/_rels/document.xml.rels"])
    shown = [from_document[key] for key in found(body, "//c:chart/@*[local-name()='id']")]
    assert shown == ["charts/chart1.xml", "charts/chart2.xml"]
    for number in (1, 2):
        root = etree.fromstring(saved[f"word/charts/chart{number}.xml"])
        (source,) = found(root, "/c:chartSpace/c:externalData/@*[local-name()='id']")
        from_chart = relations(saved[f"word/charts/_rels/chart{number}.xml.rels"])
        assert from_chart[source] == f"../embeddings/Microsoft_Excel_Sheet{number}.xlsx"
    assert sheet_of(saved["word/embeddings/Microsoft_Excel_Sheet2.xlsx"])[1] == ["DÅ04", 1]


def test_a_document_opened_again_gets_the_next_number() -> None:
    document, stream = Document(), BytesIO()
    chart(document)
    document.save(stream)
    again = Document(stream)
    chart(again)
    names = set(parts(again))
    assert {"word/charts/chart1.xml", "word/charts/chart2.xml"} <= names
    assert {f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx" for number in (1, 2)} <= names


def test_content_types_are_those_of_a_chart_and_a_workbook() -> None:
    document = Document()
    chart(document)
    types = parts(document)["[Content_Types].xml"].decode()
    assert 'ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"' in types
    assert 'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"' in types


def test_the_paragraph_is_last_in_the_body_before_the_section() -> None:
    document = Document()
    document.add_paragraph("Före")
    paragraph = chart(document)
    body = document.element.body
    assert body[-2] is paragraph._p
    assert body[-1].tag.endswith("}sectPr")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_call_gives_the_same_bytes(kind: str) -> None:
    def once() -> dict[str, bytes]:
        document = Document()
        chart(document, kind, target_line=("Mål", 0.9))
        return parts(document)

    assert once() == once()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", ["Mål & <mått>", "", "Två\nrader", "\ue000"])
def test_a_chart_is_the_same_whatever_charts_were_drawn_before_it(kind: str, title: str) -> None:
    """Of charts that differ in title and figures alone the first is the pattern of the others."""

    def drawn() -> list[list[list[Any]] | bytes]:
        document = Document()
        chart(document, kind, title=title, target_line=("Mål", 0.5))
        saved = parts(document)
        return [saved["word/charts/chart1.xml"], sheet_of(saved["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])]

    forget_patterns()
    alone = drawn()
    forget_patterns()
    other = [("Kvinnor", [0.1, None, 0.2]), ("Män", [0.3, 0.4, 0.5])]
    chart(Document(), kind, title=title and "Annat", series=other, target_line=("Mål", 0.5))
    assert drawn() == alone


def forget_patterns() -> None:
    for drawing in vars(docx_chart).values():  # what draws a chart's parts keeps its patterns where it stands
        if (pattern := getattr(sys.modules.get(getattr(drawing, "__module__", "")), "_pattern", None)) is not None:
            pattern.cache_clear()


def test_the_workbook_has_no_date_of_today() -> None:
    document = Document()
    chart(document)
    with ZipFile(BytesIO(parts(document)["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


# --- numbers


@pytest.mark.parametrize("kind", KINDS)
def test_the_workbook_has_the_numbers_of_the_chart(kind: str) -> None:
    document = Document()
    chart(document, kind, target_line=("Mål 90 %", 0.9))
    saved = parts(document)
    assert sheet_of(saved["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]) == [
        [None, "Kvinnor", "Män", "Mål 90 %"],
        ["DÅ04", 0.71, 0.66, 0.9],
        ["DÅ08", None, 0.7, 0.9],
        ["ÅR", 0.8, 0.3, 0.9],
    ]
    root = etree.fromstring(saved["word/charts/chart1.xml"])
    drawn = {
        found(series, "string(c:tx//c:v)"): {
            int(point.get("idx")): float(found(point, "string(c:v)")) for point in found(series, "c:val//c:pt")
        }
        for series in found(root, "//c:ser")
    }
    assert drawn == {
        "Kvinnor": {0: 0.71, 2: 0.8},
        "Män": {0: 0.66, 1: 0.7, 2: 0.3},
        "Mål 90 %": {0: 0.9, 1: 0.9, 2: 0.9},
    }


def test_the_chart_points_at_the_cells_that_hold_its_numbers() -> None:
    root = chart_xml(target_line=("Mål", 0.9))
    assert found(root, "//c:ser[2]/c:val//c:f/text()") == ["Diagramdata!$C$2:$C$4"]
    assert found(root, "//c:ser[3]/c:tx//c:f/text()") == ["Diagramdata!$D$1"]
    assert set(found(root, "//c:cat//c:f/text()")) == {"Diagramdata!$A$2:$A$4"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_value_is_a_gap(kind: str) -> None:
    assert found(chart_xml(kind), "//c:dispBlanksAs/@val") == ["gap"]


@pytest.mark.parametrize(
    ("kind", "values", "number_format", "low", "high"),
    [
        ("line", [0.0, 0.5, 1.0], "0%", ["0.0"], ["1.0"]),
        ("column", [0.02, 0.05, 0.03], "0.0 %", ["0.0"], ["1.0"]),
        ("line", [0.5, None, 1.04], "0%", [], []),
        ("column", [0.5, None, 1.04], "0%", ["0.0"], []),
        ("bar", [-0.1, 0.2, 0.3], "0%", [], []),
        ("line", [0.5, 0.6, 0.7], "0.0", [], []),
        ("column", [42401, 42500, 42600], "#,##0", ["0.0"], []),
        ("line", [None, None, None], "0%", ["0.0"], ["1.0"]),
    ],
)
def test_the_value_axis(
    kind: str, values: list[float | None], number_format: str, low: list[str], high: list[str]
) -> None:
    root = chart_xml(kind, series=[("Utfall", values)], number_format=number_format)
    assert found(root, "//c:valAx/c:scaling/c:min/@val") == low
    assert found(root, "//c:valAx/c:scaling/c:max/@val") == high
    assert found(root, "//c:valAx/c:numFmt/@formatCode") == [number_format]


def test_a_target_above_the_axis_frees_it() -> None:
    assert found(chart_xml(target_line=("Mål", 1.2)), "//c:valAx/c:scaling/c:max") == []


# --- what Word is particular about


@pytest.mark.parametrize("kind", KINDS)
def test_axis_ids_are_positive_and_agree(kind: str) -> None:
    root = chart_xml(kind, target_line=("Mål", 0.9))
    axes = found(root, "//c:plotArea/c:catAx/c:axId/@val | //c:plotArea/c:valAx/c:axId/@val")
    assert len(set(axes)) == 2
    assert all(int(axis) > 0 for axis in axes)
    assert found(root, "//c:catAx/c:crossAx/@val | //c:valAx/c:crossAx/@val") == axes[::-1]
    for plot in found(root, "//c:plotArea/*[c:ser]"):
        assert found(plot, "c:axId/@val") == axes


def test_drawings_are_described_and_have_ids_of_their_own() -> None:
    document = Document()
    logo = etree.SubElement(document.sections[0].header.paragraphs[0]._p, f"{{{NS['wp']}}}docPr")
    logo.set("id", "7")
    chart(document)
    chart(document, title="", alt_text='Andel "klart" <50 %\nper enhet')
    drawings = found(document.element, "//wp:docPr")
    assert [drawing.get("id") for drawing in drawings] == ["8", "9"]
    assert [drawing.get("name") for drawing in drawings] == ["Diagram 8", "Diagram 9"]
    assert [drawing.get("title") for drawing in drawings] == ["Täckningsgrad", None]
    assert [drawing.get("descr") for drawing in drawings] == ["Kvinnor steg.", 'Andel "klart" <50 %\nper enhet']


def test_the_size_is_the_asked_for() -> None:
    document = Document()
    chart(document, width_cm=12.5, height_cm=6)
    (extent,) = found(document.element, "//wp:extent")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (Cm(12.5), Cm(6))


def test_an_exact_line_spacing_of_the_template_does_not_cut_the_chart() -> None:
    assert chart(Document()).paragraph_format.line_spacing == 1.0


@pytest.mark.parametrize("kind", KINDS)
def test_all_text_is_marked_with_its_language(kind: str) -> None:
    root = chart_xml(kind)
    texts = found(root, "//a:defRPr | //a:rPr | //a:endParaRPr")
    assert {text.get("lang") for text in texts} == {"sv-SE"}
    assert found(root, "/c:chartSpace/c:lang/@val") == ["sv-SE"]
    assert found(chart_xml(kind, language="en-GB"), "/c:chartSpace/c:lang/@val") == ["en-GB"]


@pytest.mark.parametrize("kind", KINDS)
def test_odd_text_stays_text(kind: str) -> None:
    odd = '=1+1 & <b> "x"\x00\x1f'
    document = Document()
    chart(document, kind, title=odd, categories=[odd, "", "https://x.se"], series=[(odd, [1, 2, 3])],
          alt_text=odd, number_format='[<1]0.0;0" <st>"', target_line=(odd, 2))  # fmt: skip
    saved = parts(document)
    legal = '=1+1 & <b> "x"'
    rows = sheet_of(saved["word/embeddings/Microsoft_Excel_Sheet1.xlsx"])
    assert rows[0] == [None, legal, legal]
    assert rows[1] == [legal, 1, 2]
    root = etree.fromstring(saved["word/charts/chart1.xml"])
    assert found(root, "string(//c:title//a:t)") == legal
    assert set(found(root, "//c:tx/c:strRef//c:v/text()")) == {legal}
    assert set(found(root, "//c:formatCode/text()")) == {'[<1]0.0;0" <st>"'}


# --- look


def test_no_title_is_drawn_when_there_is_none() -> None:
    root = chart_xml(title="")
    assert found(root, "//c:title") == []
    assert found(root, "//c:autoTitleDeleted/@val") == ["1"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_frame(kind: str) -> None:
    root = chart_xml(kind)
    assert found(root, "//c:legend/c:legendPos/@val") == ["b"]
    assert found(root, "/c:chartSpace/c:txPr//a:defRPr/@sz") == ["900"]
    assert found(root, "/c:chartSpace/c:roundedCorners/@val") == ["0"]
    assert set(found(root, "//c:varyColors/@val")) == {"0"}


def test_the_font_of_the_template_is_used() -> None:
    document = Document()
    document.styles["Normal"].font.name = "Arial"
    chart(document)
    root = etree.fromstring(parts(document)["word/charts/chart1.xml"])
    assert found(root, "/c:chartSpace/c:txPr//a:latin/@typeface") == ["Arial"]


def test_lines_differ_in_colour_and_marker_and_then_in_dash() -> None:
    root = chart_xml(series=[(f"Enhet {number}", [0.1, 0.2, 0.3]) for number in range(12)])
    looks = [
        (
            found(series, "string(c:spPr/a:ln//a:srgbClr/@val)"),
            found(series, "string(c:marker/c:symbol/@val)"),
            found(series, "string(c:spPr/a:ln/a:prstDash/@val)"),
        )
        for series in found(root, "//c:ser")
    ]
    assert len({look[:2] for look in looks}) == 6
    assert len(set(looks)) == 12


def test_columns_differ_in_colour_and_then_in_hatching() -> None:
    root = chart_xml("column", series=[(f"Enhet {number}", [1, 2, 3]) for number in range(7)])
    assert found(root, "//c:ser/c:spPr/a:solidFill/a:srgbClr/@val") == list(PALETTE)
    assert found(root, "//c:ser[7]/c:spPr/a:pattFill/a:fgClr/a:srgbClr/@val") == [PALETTE[0]]
    assert set(found(root, "//c:ser/c:invertIfNegative/@val")) == {"0"}


@pytest.mark.parametrize(
    ("kind", "plot", "plots"),
    [("line", "lineChart", 1), ("column", "lineChart", 2), ("bar", "barChart", 1), ("dots", "lineChart", 2)],
)
def test_the_target_is_dashed_and_grey(kind: str, plot: str, plots: int) -> None:
    root = chart_xml(kind, target_line=("Mål", 0.9))
    assert len(found(root, "//c:plotArea/*[c:ser]")) == plots
    (target,) = found(root, "//c:ser[.//c:tx//c:v='Mål']")
    assert target.getparent().tag.endswith(plot)
    assert found(target, "c:spPr/a:ln/a:solidFill/a:srgbClr/@val") == ["595959"]
    assert found(target, "c:spPr/a:ln/a:prstDash/@val") == ["dash"]
    assert found(root, "//c:ser/c:order/@val") == ["0", "1", "2"]


def test_dots_have_no_line_between_categories_and_one_from_the_lowest_to_the_highest() -> None:
    root = chart_xml("dots", target_line=("Mål", 0.9))
    dots, target = found(root, "//c:lineChart")
    assert len(found(dots, "c:ser/c:spPr/a:ln/a:noFill")) == len(SPLIT)
    assert found(dots, "c:ser/c:marker/c:symbol/@val") == ["circle", "square"]
    assert len(found(dots, "c:hiLowLines")) == 1
    assert not found(target, "c:hiLowLines"), "the target is no end of that line"


@pytest.mark.parametrize("kind", ["line", "column", "dots"])
def test_a_target_for_a_single_category_can_be_seen(kind: str) -> None:
    root = chart_xml(kind, categories=["ÅR"], series=[("Utfall", [0.5])], target_line=("Mål", 0.9))
    assert found(root, "//c:ser[last()][.//c:v='Mål']/c:marker/c:symbol/@val") == ["dash"]


def test_a_lying_chart_is_read_from_the_top() -> None:
    root = chart_xml("bar")
    assert found(root, "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert found(root, "//c:valAx/c:crosses/@val") == ["max"]


def luminance(colour: str) -> float:
    shares = [share / 255 for share in bytes.fromhex(colour)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_stands_out_from_white() -> None:
    assert len(set(PALETTE)) == len(PALETTE)
    assert min(1.05 / (luminance(colour) + 0.05) for colour in PALETTE) >= 3


# --- faults of the caller


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        ("pie", {}, "unknown kind of chart: 'pie'"),
        ("line", {"categories": []}, "at least one category"),
        ("line", {"series": []}, "at least one category and one series"),
        ("line", {"series": [("Utfall", [1])]}, "'Utfall' has 1 values for 3 categories"),
        ("line", {"series": [("Utfall", [1, float("nan"), 2])]}, "use None for a gap"),
        ("line", {"target_line": ("Mål", float("inf"))}, "cannot be drawn"),
        ("line", {"alt_text": " "}, "alternative text"),
    ],
)
def test_a_faulty_call_is_refused_and_leaves_the_document(kind: str, changes: dict[str, Any], message: str) -> None:
    document = Document()
    before = parts(document)
    with pytest.raises(ValueError, match=message):
        chart(document, kind, **changes)
    assert parts(document) == before


# --- in another program


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_every_kind(tmp_path: Path) -> None:
    document = Document()
    for kind, target in itertools.product(KINDS, (None, ("Mål", 0.9))):
        chart(document, kind, target_line=target)
    document.save(str(tmp_path / "charts.docx"))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "charts.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=100,
    )
    assert (tmp_path / "charts.pdf").stat().st_size > 5_000
