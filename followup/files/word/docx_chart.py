"""Native Word charts: a chart part with its own workbook, so that a person can choose Edit data in Word.

python-docx cannot make charts. python-pptx writes the chart XML; this module gives it one calm look, mends
what Word is particular about, and places the parts in a python-docx document. LibreOffice shows it alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from followup.files.legal import legal, xml_attribute
from followup.files.word.chart_content import ChartContent, content_of
from followup.files.word.chart_workbook import chart_workbook
from followup.files.word.chart_xml import PALETTE, chart_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from docx.text.paragraph import Paragraph

__all__ = ["PALETTE", "add_chart"]

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_EMU_A_CM = 360_000


def add_chart(
    document: Document,
    kind: str,
    *,
    title: str,
    categories: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    alt_text: str,
    number_format: str = "0%",
    width_cm: float = 16.0,
    height_cm: float = 7.5,
    target_line: tuple[str, float | Sequence[float | None]] | None = None,
    language: str = "sv-SE",
    values: bool = False,
    looks: Sequence[tuple[str, bool]] = (),
) -> Paragraph:
    """Append a paragraph with a native chart last in the body, and return it.

    `kind`: "line", "column" (vertical), "bar" (horizontal, first category at the top), "dots" (joined) or "stacked"
    (horizontal bars of 100 %, each with its figures).
    `series`: (name, values), as many values as `categories`; None is a gap. More than six series reuse the
    colours with dots or hatching. Numbers keep 15 significant digits, in the chart and in its workbook.
    `number_format`: an Excel format in its English form; Word shows decimals as the reader's system does.
    With a `%` in it and every number within 0-1 the value axis goes from 0 to 1.
    `target_line`: (name, value), a dashed grey line; in a horizontal chart, where Word has no such line, a pale
    bar with a dashed grey edge in each category; among dots a mark in each category, which may have a value each.
    `values`: the figures stand beside what is drawn. `looks`: the colour of each series, and whether its bars are hatched.
    `title` may be empty (no title is drawn, when a caption already says it); `alt_text` may not.

    The same call on an equal document gives the same bytes.
    Raises ValueError for an unknown kind, no categories, no series, values that do not match the categories,
    a number that is not finite, and an empty `alt_text`: faults of the caller, not of what people filled in.
    """
    if not alt_text.strip():
        raise ValueError("a chart needs an alternative text")
    content = content_of(kind, title, categories, series, target_line, number_format, language, values, looks)
    chart = _add_parts(document, content)
    return _add_inline(document, chart, legal(title), legal(alt_text), width_cm, height_cm)


def _add_parts(document: Document, content: ChartContent) -> Part:
    """The chart and its workbook as parts of the document's package, under names not yet in use."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.part import Part

    package = document.part.package
    assert package is not None  # a document that python-docx opened has one
    book_name = _next_name(package, "/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
    book = Part(book_name, CONTENT_TYPE.SML_SHEET, chart_workbook(content), package)
    chart = Part(_next_name(package, "/word/charts/chart%d.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    relation = chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    chart._blob = chart_xml(content, _body_font(document), relation)
    return chart


_last_numbers: WeakKeyDictionary[Any, dict[str, int]] = WeakKeyDictionary()
"""The last number given, by package and kind: python-docx looks through all parts for each new one."""


def _next_name(package: Any, pattern: str) -> Any:
    from docx.opc.packuri import PackURI

    numbers = _last_numbers.setdefault(package, {})
    if pattern not in numbers:
        name = package.next_partname(pattern)
        numbers[pattern] = int(re.findall(r"\d+", str(name))[-1])
        return name
    numbers[pattern] += 1
    return PackURI(pattern % numbers[pattern])


_body_fonts: WeakKeyDictionary[Any, str | None] = WeakKeyDictionary()
"""The font of running text, by package: python-docx looks through all styles for it."""


def _body_font(document: Document) -> str | None:
    """The font of running text when the template names one; None leaves the theme's."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.styles.style import CharacterStyle

    package = document.part.package
    if package not in _body_fonts:
        style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        _body_fonts[package] = style.font.name if isinstance(style, CharacterStyle) else None
    return _body_fonts[package]


def _add_inline(
    document: Document, chart: Part, title: str, alt_text: str, width_cm: float, height_cm: float
) -> Paragraph:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml
    from docx.text.paragraph import Paragraph

    number = _next_drawing_id(document)
    relation = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    titled = f" title={xml_attribute(title)}" if title else ""
    described = f'<wp:docPr id="{number}" name="Diagram {number}" descr={xml_attribute(alt_text)}{titled}/>'
    drawing = _drawing_xml(relation, described, round(width_cm * _EMU_A_CM), round(height_cm * _EMU_A_CM))
    # a line of its own height: an exact spacing in the template would cut the chart off
    spacing = '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
    paragraph: Any = parse_xml(f"<w:p {nsdecls('w')}>{spacing}<w:r>{drawing}</w:r></w:p>")
    document.element.body.sectPr.addprevious(paragraph)
    return Paragraph(paragraph, document._body)


def _drawing_xml(relation: str, described: str, width: int, height: int) -> str:
    """`w:drawing` with the chart in line with the text; sizes in EMU."""
    from docx.oxml.ns import nsdecls

    uri = _C[1:-1]
    return (
        f"<w:drawing {nsdecls('wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f"{described}"
        "<wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{uri}"><c:chart xmlns:c="{uri}" r:id="{relation}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )


def _next_drawing_id(document: Document) -> int:
    """One more than the highest id of a drawing in the body, headers or footers: Word wants them unique.

    Looked for once a document; from then on only this module may add drawings to it.
    """
    from docx.opc.part import XmlPart

    package = document.part.package
    assert package is not None
    numbers = _last_numbers.setdefault(package, {})
    if "drawing" not in numbers:
        parts = [part for part in package.iter_parts() if isinstance(part, XmlPart)]
        drawings = [drawing for part in parts for drawing in part.element.iterfind(".//{*}docPr")]
        numbers["drawing"] = max((int(drawing.get("id") or 0) for drawing in drawings), default=0)
    numbers["drawing"] += 1
    return numbers["drawing"]
