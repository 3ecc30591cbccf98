"""Charts are cut from patterns: whatever names and figures they have, chart and workbook say those and no others."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from followup.files.word.chart_content import ChartContent, content_of
from followup.files.word.chart_workbook import chart_workbook
from followup.files.word.chart_xml import chart_xml

ODD = ["K", "M", "", " x ", "_x0041_", "two\nlines", "0.5", "<v>0.5</v>", "<r>", "\ue000"]
NAMES = st.one_of(st.text("abåäö<&>0", min_size=4, max_size=6), st.sampled_from(ODD))
FIGURES = st.one_of(st.none(), st.sampled_from([0.0, 0.5, 0.25, 1.25, -3.0, 1e20, 12345678.9]))


@st.composite
def contents(draw: Any) -> ChartContent:
    """A chart of any kind, every third with its pairs of dots joined; two of its rows and columns may have one name."""
    is_joined = draw(st.sampled_from([True, False, False]))
    count, rows = draw(st.integers(1, 3)), 2 if is_joined else draw(st.integers(1, 3))
    figures = st.lists(FIGURES, min_size=count, max_size=count)
    return content_of(
        kind := "dots" if is_joined else draw(st.sampled_from(["line", "column", "bar", "dots", "stacked"])),
        draw(st.sampled_from(["", "T & t", "another\ntitle", "\ue000"])),
        draw(st.lists(NAMES, min_size=count, max_size=count)),
        [(draw(NAMES), draw(figures)) for _row in range(rows)],
        None if kind in ("stacked", "bar") else draw(st.one_of(st.none(), st.tuples(NAMES, figures))),
        draw(st.sampled_from(["0%", "# ##0"])),
        "sv-SE",
        is_joined or draw(st.booleans()),
    )


@given(contents())
def test_a_chart_says_its_own_names_and_figures(content: ChartContent) -> None:
    space = etree.fromstring(chart_xml(content, "Calibri", "rId1"))
    for series, given_series in zip(_in_order(space), content.series, strict=True):
        assert _texts(series, "tx") == {0: given_series.name}
        assert _texts(series, "cat") == dict(enumerate(content.categories))
        figures = {at: float(text) for at, text in _texts(series, "val").items()}
        assert figures == {at: value for at, value in enumerate(given_series.values) if value is not None}
        if lengths := _texts(series, "plus"):
            downs = _texts(series, "minus")
            assert [(float(lengths[at]), float(downs[at])) for at in lengths] == content.joins
    titles = [text.text or "" for title in space.iter("{*}title") for text in title.iter("{*}t")]
    assert "".join(titles) == content.title.replace("\n", "")


@given(contents())
def test_its_workbook_says_the_same(content: ChartContent) -> None:
    sheet: Any = load_workbook(BytesIO(chart_workbook(content)), data_only=True).active
    width = len(content.series) + 1
    assert [sheet.cell(1, column).value or "" for column in range(2, width + 1)] == [row.name for row in content.series]
    for at, category in enumerate(content.categories, 2):
        name, *figures = (sheet.cell(at, column).value for column in range(1, width + 1))
        assert (name or "", figures) == (category, [row.values[at - 2] for row in content.series])
        if content.is_joined:
            joins = tuple(float(sheet.cell(at, width + side).value) for side in (1, 2))
            assert joins == content.joins[at - 2]


def _in_order(space: Any) -> list[Any]:
    return sorted(space.xpath("//*[local-name()='ser']"), key=lambda series: int(series.find("{*}idx").get("val")))


def _texts(series: Any, part: str) -> dict[int, str]:
    points = series.xpath(f".//*[local-name()='{part}']//*[local-name()='pt']")
    return {int(point.get("idx")): point.findtext("{*}v") or "" for point in points}
