"""A test of ``followup.files.word.docx_chart``: charts are cut from patterns, and whatever names and figures they have, chart
and workbook say those and no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from followup.files.word.docx_chart import add_chart

ODD = ["K", "M", "", " x ", "_x0041_", "two\nlines", "0.5", "<v>0.5</v>", "<r>", "\ue000"]
PLAIN = st.text("abåäö<&>0", min_size=4, max_size=6)
NAMES = st.one_of(PLAIN, PLAIN, PLAIN, st.sampled_from(ODD))
FIGURES = st.one_of(st.none(), st.sampled_from([0.0, 0.5, 0.25, 1.25, -3.0, 1e20, 12345678.9]))
Figures = Sequence[float | None]


class Drawn(NamedTuple):
    """What a chart was asked to draw; ``joined`` are pairs of dots with a line between."""

    kind: str
    title: str
    categories: Sequence[str]
    series: Sequence[tuple[str, Figures]]
    target: tuple[str, Figures] | None
    values: bool
    joined: bool

    @property
    def all_series(self) -> Sequence[tuple[str, Figures]]:
        """The target as the last of them."""
        return [*self.series, *([self.target] if self.target else [])]

    @property
    def joins(self) -> Sequence[tuple[float, float]]:
        """How far it is from the first dot of each category to the second, up and down."""
        ways = (
            0.0 if one is None or other is None else other - one
            for one, other in zip(self.series[0][1], self.series[1][1], strict=True)
        )
        return [(_kept(max(way, 0.0)), _kept(max(-way, 0.0))) for way in ways]


def _kept(number: float) -> float:
    """With the digits that Excel keeps."""
    return float(f"{number:.15g}")


@st.composite
def charts(draw: Any) -> Drawn:
    """A chart of any kind, every third with its pairs of dots joined; two of its rows and columns may have one name."""
    joined = draw(st.sampled_from([True, False, False]))
    kind = "dots" if joined else draw(st.sampled_from(["line", "column", "bar", "dots", "stacked"]))
    count, rows = draw(st.integers(1, 3)), 2 if joined else draw(st.integers(1, 3))
    figures = st.lists(FIGURES, min_size=count, max_size=count)
    values = joined or draw(st.booleans())
    return Drawn(
        kind,
        draw(st.sampled_from(["", "T & t", "another\ntitle", "\ue000"])),
        draw(st.lists(NAMES, min_size=count, max_size=count)),
        [(draw(NAMES), draw(figures)) for _row in range(rows)],
        None if kind in ("stacked", "bar") else draw(st.one_of(st.none(), st.tuples(NAMES, figures))),
        values,
        kind == "dots" and values and rows == 2,
    )


def drawn(asked: Drawn) -> tuple[Any, Any]:
    """The chart, and the sheet of its workbook."""
    document, stream = Document(), BytesIO()
    add_chart(
        document,
        asked.kind,
        title=asked.title,
        categories=asked.categories,
        series=asked.series,
        alt_text="A chart.",
        target_line=asked.target,
        values=asked.values,
    )
    document.save(stream)
    with ZipFile(stream) as package:
        chart = "word/charts/chart1.xml"
        (book,) = (name for name in package.namelist() if name.startswith("word/embeddings/"))
        workbook = load_workbook(BytesIO(package.read(book)), data_only=True)
        return etree.fromstring(package.read(chart)), workbook.active


@settings(deadline=None)
@given(charts())
def test_a_chart_and_its_workbook_say_their_own_names_and_figures(asked: Drawn) -> None:
    space, sheet = drawn(asked)
    for series, (name, figures) in zip(_in_order(space), asked.all_series, strict=True):
        assert _texts(series, "tx") == {0: name}
        assert _texts(series, "cat") == dict(enumerate(asked.categories))
        said = {at: float(text) for at, text in _texts(series, "val").items()}
        assert said == {at: value for at, value in enumerate(figures) if value is not None}
        if ups := _texts(series, "plus"):
            downs = _texts(series, "minus")
            assert [(float(ups[at]), float(downs[at])) for at in ups] == asked.joins
    titles = [text.text or "" for title in space.iter("{*}title") for text in title.iter("{*}t")]
    assert "".join(titles) == asked.title.replace("\n", "")
    width = len(asked.all_series) + 1
    assert [sheet.cell(1, at).value or "" for at in range(2, width + 1)] == [name for name, _values in asked.all_series]
    for at, category in enumerate(asked.categories):
        name, *row = (sheet.cell(at + 2, column).value for column in range(1, width + 1))
        assert (name or "", row) == (category, [figures[at] for _name, figures in asked.all_series])
        if asked.joined:
            assert tuple(float(sheet.cell(at + 2, width + side).value) for side in (1, 2)) == asked.joins[at]


def _in_order(space: Any) -> list[Any]:
    return sorted(space.xpath("//*[local-name()='ser']"), key=lambda series: int(series.find("{*}idx").get("val")))


def _texts(series: Any, part: str) -> dict[int, str]:
    points = series.xpath(f".//*[local-name()='{part}']//*[local-name()='pt']")
    return {int(point.get("idx")): point.findtext("{*}v") or "" for point in points}
