"""Series as small lines beside each other: where each stands now, and how far from its target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from followup.form.columns import Column
from followup.form.presenting import WordChart
from followup.frozen import frozen
from followup.locale import Words, _
from followup.region.model import RegionTable, UnitRow
from followup.reports.chapters.charts import chart_groups, drawn_columns
from followup.reports.lists.data_sheets import DataLines
from followup.reports.overview.level_counts import UNIT_WIDTH
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, ReportTable, text_column

MOST_SERIES = 12
"""On the first screen; the furthest from their target stand first, and all have charts of their own."""

POINTS = "+0.0;\u22120.0;0.0"


@frozen
class Series:
    """Rows of a section one after the other, as one line of a chart."""

    unit: str
    title: str
    rows: Sequence[UnitRow]

    def figures(self, column: Column) -> list[float | None]:
        """The figures of a column, None where there is none."""
        numbers = (row.filled.number(column.key) for row in self.rows)
        return [None if number is None else float(number) for number in numbers]

    def last(self, column: Column) -> Decimal | None:
        """The last figure of a column that there is."""
        numbers = (row.filled.number(column.key) for row in reversed(self.rows))
        return next((number for number in numbers if number is not None), None)


def series_of(subject: Subject) -> Iterator[Part]:
    """A table for each section that is drawn as lines with a target."""
    for table in subject.region.tables:
        for chart in table.section.word:
            if isinstance(chart, WordChart) and chart.kind == "line":
                yield from _table(subject, table, chart)


def every_series(table: RegionTable, chart: WordChart) -> list[Series]:
    """Each unit's series that has a figure."""
    columns = drawn_columns(table, chart)
    listed = [_series(title, table.rows[first : last + 1]) for title, first, last in chart_groups(table, chart)]
    return [series for series in listed if any(series.last(column) is not None for column in columns)]


def _series(title: str, rows: Sequence[UnitRow]) -> Series:
    unit = rows[0].unit.name if rows[0].unit is not None else ""
    return Series(unit, title.removeprefix(f"{unit}: "), rows)


def gap_of(table: RegionTable, chart: WordChart, series: Series) -> Decimal | None:
    """How far the worse part is from the target now; None where there is no target."""
    target = next((column for column in table.columns if column.key == chart.target), None)
    wanted = None if target is None else series.last(target)
    figures = [last for column in drawn_columns(table, chart) if (last := series.last(column)) is not None]
    return None if wanted is None or not figures else min(figures) - wanted


def _table(subject: Subject, table: RegionTable, chart: WordChart) -> Iterator[Part]:
    words = subject.words
    every = every_series(table, chart)
    if not every:
        return
    every.sort(key=lambda series: gap_of(table, chart, series) or Decimal(0))
    title = words(table.section.title)
    columns: list[ReportColumn[Series]] = [
        _units(words, DataLines(subject, table)),
        text_column(title, lambda series: series.title, span=7),
    ]
    for column in drawn_columns(table, chart):
        columns += _columns(words, column, chart.number_format)
    columns.append(_gaps(words, table, chart))
    yield Heading(title, 2)
    yield ReportTable(title, columns, every[:MOST_SERIES])
    if len(every) > MOST_SERIES:
        more = _("{n} more series stand on the sheet of the section.", n=len(every) - MOST_SERIES)
        yield ReportParagraph(words(more), "muted")


def _units(words: Words, lines: DataLines) -> ReportColumn[Series]:
    """Whose series it is, leading to the unit's lines."""

    def cells(several: Sequence[Series]) -> Cells:
        units = [series.rows[0].unit for series in several]
        links = {at: (link,) for at, unit in enumerate(units) if unit and (link := lines.of_unit(unit.id))}
        return Cells([series.unit for series in several], links=links)

    return ReportColumn(words(_("Unit")), cells, width=UNIT_WIDTH, look="link")


def _columns(words: Words, column: Column, number_format: str) -> list[ReportColumn[Series]]:
    """The line of a part, and beside it its last figure."""

    def none(several: Sequence[Series]) -> Cells:
        return Cells([None] * len(several))

    def lines(several: Sequence[Series]) -> list[list[float | None]]:
        return [series.figures(column) for series in several]

    last = text_column(words(_("last")), partial(Series.last, column=column), number_format=number_format)
    return [ReportColumn(words(column.title), none, lines=lines), last]


def _gaps(words: Words, table: RegionTable, chart: WordChart) -> ReportColumn[Series]:
    def gap(series: Series) -> Decimal | None:
        points = gap_of(table, chart, series)
        return points * 100 if points is not None and "%" in chart.number_format else points

    title = _("To target, percentage points") if "%" in chart.number_format else _("To target")
    return text_column(words(title), gap, number_format=POINTS, bars="apart", span=2)
