"""Native Word charts: a chart part with its own workbook, so that a person can choose Edit data in Word.

python-docx cannot make charts. python-pptx writes the chart XML; this module gives it one calm look, mends
what Word is particular about, and places the parts in a python-docx document. LibreOffice shows it alike.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from docx.text.paragraph import Paragraph

KINDS = {"line": "LINE_MARKERS", "column": "COLUMN_CLUSTERED", "bar": "BAR_CLUSTERED"}
"""Kinds of chart, and what python-pptx calls them. A column stands, a bar lies (for long category names)."""

PALETTE = ("0F4C5C", "D96C36", "9D62D9", "078C76", "5708A6", "594928")
"""Contrast to white at least 3:1; far apart (CIELAB, above 25) with normal and colour-blind sight."""

MARKERS = ("CIRCLE", "SQUARE", "TRIANGLE", "DIAMOND", "X", "PLUS")

TEXT, TARGET, TARGET_FILL, AXIS, GRID = "404040", "595959", "F2F2F2", "A6A6A6", "E3E3E3"
"""Greys. Grid lines are meant to be faint: they carry no information of their own."""

SHEET = "Diagramdata"
"""The sheet of the embedded workbook."""

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EMU_A_CM = 360_000


@dataclass(frozen=True)
class _Series:
    """One row of numbers, in the order of the categories; None leaves a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class _Content:
    """What a chart shows, made legal. With `has_target` the last of the series is the target."""

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[_Series, ...]
    has_target: bool
    number_format: str
    language: str

    @property
    def numbers(self) -> list[float]:
        """Every number that is drawn, the target too."""
        return [value for one in self.series for value in one.values if value is not None]


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
    target_line: tuple[str, float] | None = None,
    language: str = "sv-SE",
) -> Paragraph:
    """Append a paragraph with a native chart last in the body, and return it.

    `kind`: "line", "column" (standing) or "bar" (lying, first category at the top).
    `series`: (name, values), as many values as `categories`; None is a gap. More than six series reuse the
    colours with dots or hatching. Numbers keep 15 significant digits, in the chart and in its workbook.
    `number_format`: an Excel format in its English form; Word shows decimals as the reader's system does.
    With a `%` in it and every number within 0-1 the value axis goes from 0 to 1.
    `target_line`: (name, value), a dashed grey line; in a lying chart, where Word has no such line, a pale
    bar with a dashed grey edge in each category.
    `title` may be empty (no title is drawn, when a caption already says it); `alt_text` may not.

    The same call on an equal document gives the same bytes.
    Raises ValueError for an unknown kind, no categories, no series, values that do not match the categories,
    a number that is not finite, and an empty `alt_text`: faults of the caller, not of what people filled in.
    """
    if not alt_text.strip():
        raise ValueError("a chart needs an alternative text")
    content = _content(kind, title, categories, series, target_line, number_format, language)
    chart = _add_parts(document, content)
    return _add_inline(document, chart, _legal(title), _legal(alt_text), width_cm, height_cm)


def _legal(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _content(
    kind: str,
    title: str,
    categories: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    target_line: tuple[str, float] | None,
    number_format: str,
    language: str,
) -> _Content:
    if kind not in KINDS:
        raise ValueError(f"unknown kind of chart: {kind!r}, expected one of {', '.join(KINDS)}")
    if not categories or not series:
        raise ValueError("a chart needs at least one category and one series")
    rows = list(series)
    if target_line is not None:
        name, target = target_line
        rows.append((name, [target] * len(categories)))
    return _Content(
        kind=kind,
        title=_legal(title),
        categories=tuple(_legal(category) for category in categories),
        series=tuple(_one_series(name, values, len(categories)) for name, values in rows),
        has_target=target_line is not None,
        number_format=_legal(number_format),
        language=language,
    )


def _one_series(name: str, values: Sequence[float | None], expected: int) -> _Series:
    if len(values) != expected:
        raise ValueError(f"series {name!r} has {len(values)} values for {expected} categories")
    return _Series(_legal(name), tuple(None if value is None else _number(value) for value in values))


def _number(value: float) -> float:
    """The number with the 15 significant digits that Excel keeps, so that chart and workbook agree."""
    if not math.isfinite(value):
        raise ValueError(f"{value!r} cannot be drawn in a chart; use None for a gap")
    return float(f"{value:.15g}")


# --- the workbook behind the chart


def _workbook(content: _Content) -> bytes:
    """The numbers as xlsx: categories in column A from row 2, one series a column with its name in row 1."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    book: Any = Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(content.series), 16)
    number = book.add_format({"num_format": content.number_format})
    # write_string, or a name that starts with = would become a formula
    for row, category in enumerate(content.categories, 1):
        sheet.write_string(row, 0, category)
    for column, one in enumerate(content.series, 1):
        sheet.write_string(0, column, one.name)
        for row, value in enumerate(one.values, 1):
            if value is not None:
                sheet.write_number(row, column, value, number)
    book.close()
    return stream.getvalue()


# --- the chart


@dataclass(frozen=True)
class _Scale:
    """Ends of the value axis and the distance between grid lines; None is left to Word."""

    low: float | None = None
    high: float | None = None
    step: float | None = None


def _scale(content: _Content) -> _Scale:
    numbers = content.numbers or [0.0]
    low, high = min(numbers), max(numbers)
    if "%" in content.number_format and low >= 0 and high <= 1:
        return _Scale(0, 1, 0.2)
    if content.kind != "line" and low >= 0:
        return _Scale(low=0)
    return _Scale()


def _chart(content: _Content, font: str | None) -> Any:
    """The chart; charts that differ in title and numbers only are drawn once and filled in."""
    if not content.title or "\n" in content.title:
        return deepcopy(_drawn(content, font, _scale(content)))
    series = tuple(
        _Series(one.name, tuple(None if value is None else 0.5 for value in one.values)) for one in content.series
    )
    space = deepcopy(_drawn(replace(content, title="-", series=series), font, _scale(content)))
    next(space.iter(f"{_A}t")).text = content.title
    for one in space.iter(f"{_C}ser"):
        values = content.series[int(one.find(f"{_C}idx").get("val"))].values
        for point in one.iterfind(f"{_C}val//{_C}pt"):
            point.find(f"{_C}v").text = str(values[int(point.get("idx"))])
    return space


@functools.lru_cache(maxsize=64)
def _drawn(content: _Content, font: str | None, scale: _Scale) -> Any:
    """The chart as a tree; not to be changed."""
    from pptx.chart.chart import Chart
    from pptx.oxml import parse_xml

    space = parse_xml(_plain_xml(content).encode())
    open_chart: Callable[..., Any] = Chart
    chart = open_chart(space, None)
    _set_frame(chart, content, font)
    _set_axes(chart, content, scale)
    if content.has_target and content.kind == "column":
        _set_target_apart(chart)
    _set_series(chart, content)
    _mend(space, content.language)
    return space


def _plain_xml(content: _Content) -> str:
    """The chart as python-pptx writes it, without a look."""
    from xml.sax.saxutils import escape

    from pptx.chart.data import CategoryChartData
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.enum.chart import XL_CHART_TYPE

    new_chart_content: Callable[..., Any] = CategoryChartData
    writer: Callable[..., Any] = ChartXmlWriter
    # the one text that python-pptx does not escape itself
    rows = new_chart_content(number_format=escape(content.number_format))
    rows.categories = content.categories
    for one in content.series:
        rows.add_series(one.name, one.values)
    return str(writer(XL_CHART_TYPE[KINDS[content.kind]], rows).xml)


def _set_frame(chart: Any, content: _Content, font: str | None) -> None:
    """Text, title and legend."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.font.size = Pt(9)
    chart.font.name = font
    chart.font.color.rgb = _colour(TEXT)
    chart.has_title = bool(content.title)
    if content.title:
        frame = chart.chart_title.text_frame
        frame.text = content.title
        for paragraph in frame.paragraphs:
            paragraph.font.size, paragraph.font.bold = Pt(11), True
            paragraph.font.color.rgb = _colour(TEXT)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False


def _set_axes(chart: Any, content: _Content, scale: _Scale) -> None:
    from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION, XL_TICK_MARK

    across, up = chart.category_axis, chart.value_axis
    up.minimum_scale, up.maximum_scale, up.major_unit = scale.low, scale.high, scale.step
    up.tick_labels.number_format = content.number_format
    up.tick_labels.number_format_is_linked = False
    up.format.line.fill.background()
    _draw(up.major_gridlines.format.line, GRID, 0.75)
    _draw(across.format.line, AXIS, 1)
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # clear of columns below zero
    across.major_tick_mark = up.major_tick_mark = XL_TICK_MARK.NONE
    across.tick_labels.offset = 50
    if content.kind == "bar":
        # first category at the top, where Word would put the last one; numbers still at the bottom
        across.reverse_order = True
        up._element.crosses.val = XL_AXIS_CROSSES.MAXIMUM


def _set_series(chart: Any, content: _Content) -> None:
    for plot in chart.plots:
        plot.vary_by_categories = False
    shown = [one for plot in chart.plots for one in plot.series]
    coloured = shown[:-1] if content.has_target else shown
    draw = _line if content.kind == "line" else _block
    for number, one in enumerate(coloured):
        draw(one, number)
    if content.kind != "line":
        chart.plots[0].gap_width = 60
        chart.plots[0].overlap = -10
    if content.has_target:
        _target(shown[-1], content)


def _line(series: Any, number: int) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    colour = PALETTE[number % len(PALETTE)]
    series.smooth = False
    _draw(series.format.line, colour, 2.25)
    if number >= len(PALETTE):
        series.format.line.dash_style = MSO_LINE.ROUND_DOT
    series.marker.style = XL_MARKER_STYLE[MARKERS[number % len(MARKERS)]]
    series.marker.size = 7
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _colour(colour)
    _draw(series.marker.format.line, colour, 1)


def _block(series: Any, number: int) -> None:
    from pptx.enum.dml import MSO_PATTERN

    colour, fill = PALETTE[number % len(PALETTE)], series.format.fill
    series.invert_if_negative = False
    if number < len(PALETTE):
        fill.solid()
        fill.fore_color.rgb = _colour(colour)
        return
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = _colour(colour), _colour("FFFFFF")
    _draw(series.format.line, colour, 1)


def _target(series: Any, content: _Content) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    _draw(series.format.line, TARGET, 1.75)
    series.format.line.dash_style = MSO_LINE.DASH
    if content.kind == "bar":
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _colour(TARGET_FILL)
        return
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    if len(content.categories) == 1:  # a line between one point and itself cannot be seen
        series.marker.style, series.marker.size = XL_MARKER_STYLE.DASH, 40
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _colour(TARGET)
        _draw(series.marker.format.line, TARGET, 1)


def _draw(line: Any, colour: str, points: float) -> None:
    from pptx.util import Pt

    line.color.rgb = _colour(colour)
    line.width = Pt(points)


def _colour(hexadecimal: str) -> Any:
    from pptx.dml.color import RGBColor

    colour: Callable[..., Any] = RGBColor
    return colour(*bytes.fromhex(hexadecimal))


# --- what python-pptx does not write


def _set_target_apart(chart: Any) -> None:
    """Move the last series from the columns to a line drawn over them, on the same axes."""
    from pptx.oxml import parse_xml

    columns = chart._chartSpace.chart.plotArea.find(f"{_C}barChart")
    axes = "".join(f'<c:axId val="{axis.get("val")}"/>' for axis in columns.findall(f"{_C}axId"))
    lines = parse_xml(
        f'<c:lineChart xmlns:c="{_C[1:-1]}"><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:marker val="1"/>{axes}</c:lineChart>'
    )
    target = columns.findall(f"{_C}ser")[-1]
    for only_in_columns in target.findall(f"{_C}invertIfNegative"):
        target.remove(only_in_columns)
    lines.find(f"{_C}varyColors").addnext(target)
    columns.addnext(lines)


def _mend(space: Any, language: str) -> None:
    _number_axes(space)
    _name_sheet(space)
    _set_space(space, language)
    for text in space.iter(f"{_A}defRPr", f"{_A}rPr", f"{_A}endParaRPr"):
        text.set("lang", language)


def _number_axes(space: Any) -> None:
    """Positive axis ids: python-pptx writes negative ones, which Word refuses."""
    numbers: dict[str, str] = {}
    for reference in space.iter(f"{_C}axId", f"{_C}crossAx"):
        old = reference.get("val")
        reference.set("val", numbers.setdefault(old, str(500_000_001 + len(numbers))))


def _name_sheet(space: Any) -> None:
    for formula in space.iter(f"{_C}f"):
        formula.text = formula.text.replace("Sheet1!", f"{SHEET}!", 1)


def _set_space(space: Any, language: str) -> None:
    """Language, square corners, no frame and no background; and two settings that Word writes itself.

    Left out, the corners are round in some programs.
    """
    for old in space.findall(f"{_C}roundedCorners"):
        space.remove(old)
    chart = space.find(f"{_C}chart")
    date = space.find(f"{_C}date1904")
    date.addnext(_setting("roundedCorners", "0"))
    date.addnext(_setting("lang", language))
    chart.addnext(_no_frame())
    if chart.find(f"{_C}plotVisOnly") is None:
        chart.find(f"{_C}dispBlanksAs").addprevious(_setting("plotVisOnly", "1"))
    chart.find(f".//{_C}valAx/{_C}crosses").addnext(_setting("crossBetween", "between"))


def _setting(name: str, value: str) -> Any:
    setting = etree.Element(f"{_C}{name}")
    setting.set("val", value)
    return setting


def _no_frame() -> Any:
    shape = etree.Element(f"{_C}spPr")
    etree.SubElement(shape, f"{_A}noFill")
    etree.SubElement(etree.SubElement(shape, f"{_A}ln"), f"{_A}noFill")
    return shape


# --- in the document


def _add_parts(document: Document, content: _Content) -> Part:
    """The chart and its workbook as parts of the document's package, under names not yet in use."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.part import Part

    package = document.part.package
    assert package is not None  # a document that python-docx opened has one
    book_name = _next_name(package, "/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
    book = Part(book_name, CONTENT_TYPE.SML_SHEET, _workbook(content), package)
    chart = Part(_next_name(package, "/word/charts/chart%d.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    space = _chart(content, _body_font(document))
    source = etree.SubElement(space, f"{_C}externalData")
    source.set(f"{_R}id", chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    etree.SubElement(source, f"{_C}autoUpdate").set("val", "0")
    # as bytes: hundreds of charts as trees take much memory
    chart._blob = etree.tostring(space, encoding="UTF-8", standalone=True)
    return chart


_taken: WeakKeyDictionary[Any, dict[str, int]] = WeakKeyDictionary()
"""The last number given, by package and kind: python-docx looks through all parts for each new one."""


def _next_name(package: Any, pattern: str) -> Any:
    from docx.opc.packuri import PackURI

    numbers = _taken.setdefault(package, {})
    if pattern not in numbers:
        name = package.next_partname(pattern)
        numbers[pattern] = int(re.findall(r"\d+", str(name))[-1])
        return name
    numbers[pattern] += 1
    return PackURI(pattern % numbers[pattern])


def _body_font(document: Document) -> str | None:
    """The font of running text when the template names one; None leaves the theme's."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.styles.style import CharacterStyle

    style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    return style.font.name if isinstance(style, CharacterStyle) else None


def _add_inline(
    document: Document, chart: Part, title: str, alt_text: str, width_cm: float, height_cm: float
) -> Paragraph:
    from docx.opc.constants import RELATIONSHIP_TYPE

    number = _next_drawing_id(document)
    relation = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    inline = _inline(relation, round(width_cm * _EMU_A_CM), round(height_cm * _EMU_A_CM))
    described = inline.find(".//{*}docPr")
    described.set("id", str(number))
    described.set("name", f"Diagram {number}")
    described.set("descr", alt_text)
    if title:
        described.set("title", title)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = 1.0  # an exact spacing in the template would cut the chart off
    paragraph.add_run()._r.append(inline)
    return paragraph


def _inline(relation: str, width: int, height: int) -> Any:
    """`w:drawing` with the chart in line with the text; sizes in EMU."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    uri = _C[1:-1]
    return parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        '<wp:docPr id="0" name=""/>'
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
    numbers = _taken.setdefault(package, {})
    if "drawing" not in numbers:
        parts = [part for part in package.iter_parts() if isinstance(part, XmlPart)]
        drawings = [drawing for part in parts for drawing in part.element.iterfind(".//{*}docPr")]
        numbers["drawing"] = max((int(drawing.get("id") or 0) for drawing in drawings), default=0)
    numbers["drawing"] += 1
    return numbers["drawing"]
