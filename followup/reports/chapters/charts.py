"""A section's charts: one a unit and series, of the figures in its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from followup.form.columns import Column
from followup.form.presenting import WordChart
from followup.form.terms.period_names import round_name
from followup.locale import _, literal
from followup.region.model import RegionTable, UnitRow
from followup.reports.drawings.over_rounds import charts_over_rounds
from followup.reports.drawings.parts_as_dots import dots, split_columns
from followup.reports.parts import ChartData, ChartSeries, Heading, Part, ReportChart, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.wording.formatting import name_of
from followup.reports.wording.incomplete import lacking_units
from followup.reports.wording.value_texts import show_value

MOST_CHARTS = 40
"""In a chapter; of more a sentence says where the figures stand."""


def chart_groups(table: RegionTable, chart: WordChart) -> list[tuple[str, int, int]]:
    """Runs of rows that make one chart each: (title, first, last) as indexes into the table's rows."""
    groups: list[tuple[str, int, int]] = []
    for index, row in enumerate(table.rows):
        series = row.filled.text(chart.series) if chart.series else ""
        title = f"{row.unit.name if row.unit else ''}: {series}".removesuffix(": ")
        if groups and groups[-1][0] == title:
            groups[-1] = (title, groups[-1][1], index)
        else:
            groups.append((title, index, index))
    return groups


def drawn_columns(table: RegionTable, chart: WordChart) -> list[Column]:
    """The columns that a chart draws: those named, and the parts of bases."""
    return [column for column in table.columns if {column.key, column.base} & set(chart.values)]


def charts_of(subject: Subject, table: RegionTable, reading: WordChart) -> Iterator[Part]:
    """A chart of the region's sums, then one for each series of each unit that has answered, or a sentence where they are
    too many.
    """
    if reading.over_rounds:
        yield from charts_over_rounds(subject, table, reading, drawn_columns(table, reading))
        return
    answered = {state.unit.id for state in subject.region.states if state.answered}
    groups = chart_groups(table, reading)
    columns = split_columns(subject.frame, drawn_columns(table, reading))
    if columns and subject.unit is None:
        yield from _units_beside(subject, table, reading, columns, groups, answered)
        return
    if subject.unit is None:
        yield from _of_region(subject, table, reading)
    if len(groups) > MOST_CHARTS:
        message = _(
            "There are {n} series, too many to draw here. Their figures stand in the regional workbook.",
            n=len(groups),
        )
        yield ReportParagraph(subject.words(message))
        return
    unit = ""
    for title, first, last in groups:
        rows = table.rows[first : last + 1]
        owner = rows[0].unit
        if owner is None or owner.id not in answered:
            continue
        if owner.name != unit:
            unit = owner.name
            if subject.unit is None:
                yield Heading(name_of(subject.region, owner), 3)
        series = title.removeprefix(unit).removeprefix(": ")
        yield from _chart(subject, table, reading, rows, series or subject.words(table.section.title))


def _of_region(subject: Subject, table: RegionTable, reading: WordChart) -> Iterator[Part]:
    """The charts of the region's own rows, under its name, and below them whose figures are missing: a sum that lacks one is
    not drawn. Nothing where the region has no sums.
    """
    by_series: dict[str, list[UnitRow]] = {}
    for row in table.region:
        series = row.filled.text(reading.series) if reading.series else ""
        by_series.setdefault(series or subject.words(table.section.title), []).append(row)
    charts = [chart for series, rows in by_series.items() for chart in _chart(subject, table, reading, rows, series)]
    if charts:
        yield Heading(name_of(subject.region, None), 3)
        yield from charts
        lacking = lacking_units(subject.frame, table, table.region, reading.values)
        yield from (ReportParagraph(subject.words(line), "note") for line in lacking)


def _units_beside(
    subject: Subject,
    table: RegionTable,
    reading: WordChart,
    columns: Sequence[Column],
    groups: Sequence[tuple[str, int, int]],
    answered: Collection[str],
) -> Iterator[ReportChart]:
    """A chart for each series, of the last figures of each unit that has answered: how they were before stands in the
    regional workbook.
    """
    by_series: dict[str, list[UnitRow]] = {}
    for _title, first, last in groups:
        with_figures = [row for row in table.rows[first : last + 1] if _has_figures(row, columns)]
        row = with_figures[-1] if with_figures else None
        if row is not None and row.unit is not None and row.unit.id in answered:
            series = row.filled.text(reading.series) if reading.series else subject.words(table.section.title)
            by_series.setdefault(series, []).append(row)
    for series, rows in list(by_series.items())[:MOST_CHARTS]:
        when = {subject.words(round_name(row.filled.text(reading.category))) for row in rows}
        names = [name_of(subject.region, row.unit) for row in rows]
        if len(when) == 1:
            title = f"{series}, {when.pop()}"
        else:
            title = series
            names = [
                f"{name}, {subject.words(round_name(row.filled.text(reading.category)))}"
                for name, row in zip(names, rows, strict=True)
            ]
        aim = next((column for column in table.columns if column.key == reading.target), None)
        marks = [None if aim is None else _float(row, aim) for row in rows]
        yield dots(subject, title, names, columns, rows, marks)


def _has_figures(row: UnitRow, columns: Sequence[Column]) -> bool:
    return any(row.filled.number(column.key) is not None for column in columns)


def _chart(
    subject: Subject, table: RegionTable, reading: WordChart, rows: Sequence[UnitRow], title: str
) -> Iterator[ReportChart]:
    """The chart of some rows; nothing where they have no figure."""
    words, figures = subject.words, figures_of(subject, table, reading, rows)
    if not any(figure is not None for series in figures.series for figure in series.figures):
        return
    shown = "; ".join(
        f"{words(column.title)}: "
        + ", ".join(
            "–" if _float(row, column) is None else show_value(row.filled, column, subject.frame) for row in rows
        )
        for column in drawn_columns(table, reading)
    )
    alt_text = words(_("Chart. {title}. {figures}.", title=literal(title), figures=literal(shown)))
    yield ReportChart(reading.kind, title, alt_text, lambda: figures, reading.number_format)


def figures_of(subject: Subject, table: RegionTable, reading: WordChart, rows: Sequence[UnitRow]) -> ChartData:
    """What the chart of some rows draws."""
    series = [
        ChartSeries(subject.words(column.title), [_float(row, column) for row in rows])
        for column in drawn_columns(table, reading)
    ]
    return ChartData(
        [row.filled.text(reading.category) for row in rows], series, _target(subject, table, reading, rows)
    )


def _target(
    subject: Subject, table: RegionTable, reading: WordChart, rows: Sequence[UnitRow]
) -> tuple[str, float] | None:
    """The line across: the first target that the rows have."""
    column = next((column for column in table.columns if column.key == reading.target), None)
    limits = [] if column is None else [limit for row in rows if (limit := _float(row, column)) is not None]
    return (subject.words(column.title), limits[0]) if column is not None and limits else None


def _float(row: UnitRow, column: Column) -> float | None:
    """A figure to draw: beside others a sum that lacks a unit would show a difference that is none."""
    number = row.filled.number(column.key)
    return None if number is None or column.key in row.filled.coverages else float(number)
