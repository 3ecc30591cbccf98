"""The XML of a Word chart: python-pptx writes it, and this module gives it one calm look and mends what Word needs."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Literal, NamedTuple

from lxml import etree

from followup.files.addresses import column_letters
from followup.files.legal import xml_text
from followup.files.word.chart_content import KINDS, ChartContent
from followup.files.word.chart_workbook import SHEET
from followup.frozen import frozen

PALETTE = ("0F4C5C", "D96C36", "9D62D9", "078C76", "5708A6", "594928")
"""Contrast to white at least 3:1; far apart (CIELAB, above 25) with normal and colour-blind sight."""

LYING = ("bar", "stacked")
"""Kinds whose categories stand below each other."""

DOTS = (("CIRCLE", 13, "071F29"), ("DIAMOND", 9, "D96C36"))
"""Of the first two parts: shape, size and colour, at least 3:1 from each other and from white."""

MARKERS = ("CIRCLE", "SQUARE", "TRIANGLE", "DIAMOND", "X", "PLUS")

TEXT, TARGET, TARGET_FILL, AXIS, GRID = "404040", "595959", "F2F2F2", "A6A6A6", "E3E3E3"
"""Greys. Grid lines are meant to be faint: they carry no information of their own."""

MARK = "\ue000"
"""Where a title or a figure belongs: a sign that no font has."""

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@frozen
class _Scale:
    """Ends of the value axis and the distance between grid lines; None is left to Word."""

    low: float | None = None
    high: float | None = None
    step: float | None = None


def _scale(content: ChartContent) -> _Scale:
    numbers = content.numbers or [0.0]
    low, high = min(numbers), max(numbers)
    if content.kind == "stacked":
        return _Scale()
    if "%" in content.number_format and low >= 0 and high <= 1:
        return _around(low, high) if content.kind == "dots" and content.values else _Scale(0, 1, 0.2)
    if content.kind != "line" and low >= 0:
        return _Scale(low=0)
    return _Scale()


def _around(low: float, high: float) -> _Scale:
    """From the fifth below the lowest share to that above the highest: dots that are near each other are seen apart."""
    bottom, top = max(math.floor(low * 5 - 0.1), 0) / 5, min(math.ceil(high * 5 + 0.1), 5) / 5
    return _Scale(bottom, top, 0.2 if top - bottom > 0.4 else 0.1)


def chart_xml(content: ChartContent, font: str | None, workbook: str) -> bytes:
    """The chart part; ``workbook`` is the id of its relation to the workbook behind it.

    Charts that differ in title, names and figures only are drawn once, and these are put into the text.
    """
    scale = _scale(content)
    if any(end in content.title for end in "\r\n") or MARK in content.number_format:
        return _as_text(_drawn(content, font, scale), workbook).encode()
    pieces, places = _pattern(content.pattern, font, scale, workbook)
    texts = [_text_at(place, content) for place in places]
    return "".join([*chain.from_iterable(zip(pieces, texts, strict=False)), pieces[-1]]).encode()


class _TextPlace(NamedTuple):
    """Where a chart says something of its own: what of which series, and at which point."""

    said: Literal["title", "tx", "cat", "val", "plus", "minus"]
    series: int = 0
    point: int = 0


@functools.lru_cache(maxsize=64)
def _pattern(
    content: ChartContent, font: str | None, scale: _Scale, workbook: str
) -> tuple[Sequence[str], Sequence[_TextPlace]]:
    """The chart as text, cut where its title, each name and each figure belong; and what belongs there."""
    space = _drawn(content, font, scale)
    places: dict[Any, _TextPlace] = {}
    if content.title:
        places[next(space.iter(f"{_A}t"))] = _TextPlace("title")
    for series in space.iter(f"{_C}ser"):
        for said in ("tx", "cat", "val", "plus", "minus"):
            for point in series.iterfind(f".//{_C}{said}//{_C}pt"):
                at = _TextPlace(said, int(series.find(f"{_C}idx").get("val")), int(point.get("idx")))
                places[point.find(f"{_C}v")] = at
    in_order = [text for text in space.iter(f"{_A}t", f"{_C}v") if text in places]
    for text in in_order:
        text.text = MARK
    return _as_text(space, workbook).split(MARK), [places[text] for text in in_order]


def _text_at(place: _TextPlace, content: ChartContent) -> str:
    """What a chart says at a place of its pattern, as XML."""
    match place.said:
        case "title":
            return xml_text(content.title)
        case "tx":
            return _name_xml(content.series[place.series].name)
        case "cat":
            return _name_xml(content.categories[place.point])
        case "val":
            return str(content.series[place.series].values[place.point])
        case side:
            return str(content.joins[place.point][side == "minus"])


def _name_xml(name: str) -> str:
    """A name as python-pptx has it: every end of a line is one."""
    return xml_text(name.replace("\r\n", "\n").replace("\r", "\n"))


def _as_text(space: Any, workbook: str) -> str:
    source = etree.SubElement(space, f"{_C}externalData")
    source.set(f"{_R}id", workbook)
    etree.SubElement(source, f"{_C}autoUpdate").set("val", "0")
    return str(etree.tostring(space, encoding="UTF-8", standalone=True).decode())


def _drawn(content: ChartContent, font: str | None, scale: _Scale) -> Any:
    """The chart as a tree."""
    from pptx.chart.chart import Chart
    from pptx.oxml import parse_xml

    space = parse_xml(_plain_xml(content).encode())
    open_chart: Callable[..., Any] = Chart
    chart = open_chart(space, None)
    _set_frame(chart, content, font)
    _set_axes(chart, content, scale)
    if content.has_target and content.kind in ("column", "dots"):
        _set_target_apart(chart)
    _set_series(chart, content)
    if content.is_joined:
        _join_pairs(chart, content)
    elif content.kind == "dots":
        _join_dots(chart)
    _mend(space, content.language)
    return space


def _plain_xml(content: ChartContent) -> str:
    """The chart as python-pptx writes it, without a look."""
    from pptx.chart.data import CategoryChartData
    from pptx.chart.xmlwriter import ChartXmlWriter
    from pptx.enum.chart import XL_CHART_TYPE

    new_chart_content: Callable[..., Any] = CategoryChartData
    writer: Callable[..., Any] = ChartXmlWriter
    # the one text that python-pptx does not escape itself
    rows = new_chart_content(number_format=xml_text(content.number_format))
    rows.categories = content.categories
    for series in content.series:
        rows.add_series(series.name, series.values)
    return str(writer(XL_CHART_TYPE[KINDS[content.kind]], rows).xml)


def _set_frame(chart: Any, content: ChartContent, font: str | None) -> None:
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


def _set_axes(chart: Any, content: ChartContent, scale: _Scale) -> None:
    from pptx.enum.chart import XL_AXIS_CROSSES, XL_TICK_LABEL_POSITION, XL_TICK_MARK

    across, up = chart.category_axis, chart.value_axis
    up.minimum_scale, up.maximum_scale, up.major_unit = scale.low, scale.high, scale.step
    up.tick_labels.number_format = "0 %" if content.kind == "stacked" else content.number_format
    up.tick_labels.number_format_is_linked = False
    up.format.line.fill.background()
    _draw(up.major_gridlines.format.line, GRID, 0.75)
    _draw(across.format.line, AXIS, 1)
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # clear of columns below zero
    across.major_tick_mark = up.major_tick_mark = XL_TICK_MARK.NONE
    across.tick_labels.offset = 50
    if content.kind in LYING:
        # first category at the top, where Word would put the last one; numbers still at the bottom
        across.reverse_order = True
        up._element.crosses.val = XL_AXIS_CROSSES.MAXIMUM


def _set_series(chart: Any, content: ChartContent) -> None:
    for plot in chart.plots:
        plot.vary_by_categories = False
    shown = [series for plot in chart.plots for series in plot.series]
    coloured = shown[:-1] if content.has_target else shown
    draw = {"line": _line, "dots": _open_dot if content.values else _dot}.get(content.kind, _block)
    for number, series in enumerate(coloured):
        if content.looks:
            _step(series, *content.looks[number])
        else:
            draw(series, number)
    if content.kind in ("column", "bar", "stacked"):
        chart.plots[0].gap_width = 60 if content.kind != "stacked" else 40
        chart.plots[0].overlap = -10 if content.kind != "stacked" else 100
    if content.values:
        for number, series in enumerate(coloured):
            _say_values(series, number, content)
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


def _dot(series: Any, number: int) -> None:
    _line(series, number)
    series.format.line.fill.background()
    series.marker.size = 9


def _open_dot(series: Any, number: int) -> None:
    """Tones and shapes that differ without colours too, the later ones smaller: of two that lie on each other both are seen."""
    from pptx.enum.chart import XL_MARKER_STYLE

    _dot(series, number)
    if number < len(DOTS):
        style, size, colour = DOTS[number]
        series.marker.style, series.marker.size = XL_MARKER_STYLE[style], size
        series.marker.format.fill.fore_color.rgb = _colour(colour)
        _draw(series.marker.format.line, colour, 0.75)


def _step(series: Any, colour: str, hatched: bool) -> None:
    """A part of whole bars in its colour, an edge around it: neighbours are told apart in greyscale."""
    from pptx.enum.dml import MSO_PATTERN

    fill = series.format.fill
    series.invert_if_negative = False
    if hatched:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = _colour(colour), _colour("FFFFFF")
    else:
        fill.solid()
        fill.fore_color.rgb = _colour(colour)
    _draw(series.format.line, TEXT, 0.75)


def _say_values(series: Any, number: int, content: ChartContent) -> None:
    """Each figure beside its dot or bar, or within the part of a bar."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = content.number_format, False
    labels.font.size = Pt(9)
    labels.font.color.rgb = _colour(TEXT)
    if content.kind == "dots":
        labels.position = (XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.RIGHT)[number % 2]
    elif content.kind == "stacked":
        labels.position = XL_LABEL_POSITION.CENTER
        colour, hatched = content.looks[number] if content.looks else (PALETTE[number % len(PALETTE)], False)
        labels.font.bold = True
        labels.font.color.rgb = _colour("FFFFFF" if not hatched and _is_dark(colour) else "000000")
    else:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _is_dark(colour: str) -> bool:
    red, green, blue = bytes.fromhex(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


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


def _target(series: Any, content: ChartContent) -> None:
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
    if content.kind == "dots" and content.values:
        series.format.line.fill.background()
    if len(content.categories) == 1 or (
        content.kind == "dots" and content.values
    ):  # a line between one point and itself cannot be seen
        series.marker.style, series.marker.size = XL_MARKER_STYLE.DASH, 20 if content.values else 40
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
    """Move the last series from the columns, or dots, to a line drawn over them, on the same axes."""
    from pptx.oxml import parse_xml

    area = chart._chartSpace.chart.plotArea
    columns = next(plot for kind in ("barChart", "lineChart") if (plot := area.find(f"{_C}{kind}")) is not None)
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


def _join_dots(chart: Any) -> None:
    """A line from the lowest dot of each category to the highest: the distance is what such a chart is read for."""
    from pptx.oxml import parse_xml

    lines = parse_xml(
        f'<c:hiLowLines xmlns:c="{_C[1:-1]}" xmlns:a="{_A[1:-1]}"><c:spPr><a:ln w="19050">'
        f'<a:solidFill><a:srgbClr val="{AXIS}"/></a:solidFill></a:ln></c:spPr></c:hiLowLines>'
    )
    chart._chartSpace.chart.plotArea.find(f"{_C}lineChart").find(f"{_C}marker").addprevious(lines)


def _join_pairs(chart: Any, content: ChartContent) -> None:
    """A line from the dot of the first series to that of the second, as error bars of the first: every program draws these.
    How long they are stands behind the figures in the workbook.
    """
    from pptx.oxml import parse_xml

    ups, downs = zip(*content.joins, strict=True)
    first = len(content.series) + 1
    sides = "".join(
        f"<c:{side}><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${len(lengths) + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(lengths)}"/>'
        + "".join(f'<c:pt idx="{at}"><c:v>{length}</c:v></c:pt>' for at, length in enumerate(lengths))
        + f"</c:numCache></c:numRef></c:{side}>"
        for side, letter, lengths in (
            ("plus", column_letters(first), ups),
            ("minus", column_letters(first + 1), downs),
        )
    )
    bars = parse_xml(
        f'<c:errBars xmlns:c="{_C[1:-1]}" xmlns:a="{_A[1:-1]}"><c:errDir val="y"/><c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="1"/>{sides}<c:spPr><a:ln w="28575"><a:solidFill>'
        f'<a:srgbClr val="{TARGET}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    chart._chartSpace.chart.plotArea.find(f"{_C}lineChart/{_C}ser/{_C}cat").addprevious(bars)


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
