"""Every row of each section with its judgements and its source, then its charts, then what was written in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from followup.documents.declared import SectionLists
from followup.form.presenting import WordChart
from followup.form.section import Section
from followup.locale import Message, _
from followup.region.model import RegionTable, UnitRow
from followup.reports.chapters.charts import MOST_CHARTS, chart_groups, drawn_columns, figures_of
from followup.reports.idle_trends import note_of_idle_trend, without_idle_trend
from followup.reports.lists.data_sheets import sheet_title, source_of
from followup.reports.lists.note_columns import noted_row
from followup.reports.lists.reading_view import ReadingView
from followup.reports.lists.written_texts import written_texts
from followup.reports.parts import ChartSource, Heading, Part, ReportChart, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportTable
from followup.reports.wording.formatting import published_mark


def section_lists(subject: Subject, _block: SectionLists) -> Iterator[Part]:
    """A chapter for each section, one for its charts, and one for its texts."""
    for table in subject.region.tables:
        yield from _section(subject, table)
        yield from written_texts(subject, table)


def _section(subject: Subject, table: RegionTable) -> Iterator[Part]:
    words, title = subject.words, subject.words(table.section.title)
    of_data, table = table, without_idle_trend(table)
    rows = _rows_to_read(table.rows, partial(_says_something, subject, table.section))
    rows += [row for row in table.struck if _says_something(subject, table.section, row)]
    yield Heading(title, 1)
    yield ReportParagraph(words(_mark(subject, of_data, title)), "note")
    yield from note_of_idle_trend(subject, table)
    intro = subject.frame.texts.get(("introduction", title.casefold()))
    if intro:
        yield ReportParagraph(intro)
    if not rows:
        return
    view = ReadingView(subject, table, rows)
    listed = ReportTable(title, view.columns, rows, f"v_{table.section.key.replace('-', '_')}", fixed=view.fixed)
    yield listed
    for chart in table.section.word:
        if isinstance(chart, WordChart):
            yield from _charts(subject, table, chart, listed, view)


def _rows_to_read(rows: Sequence[UnitRow], says_something: Callable[[UnitRow], bool]) -> list[UnitRow]:
    """The rows that say something, and those that such rows stand under."""
    read, unit, levels = list[UnitRow](), None, set[int]()
    for row in reversed(rows):
        level = row.filled.row.level
        if row.unit != unit:
            unit, levels = row.unit, set()
        if says_something(row) or any(below > level for below in levels):
            read.append(row)
            levels.add(level)
        levels = {other for other in levels if other <= level}
    return read[::-1]


def _says_something(subject: Subject, section: Section, row: UnitRow) -> bool:
    """Whether a row is to be read: one that nobody has to answer is not, unless somebody has, or has noted something."""
    filled = row.filled
    if not filled.row.optional or row.judgements or filled.refused:
        return True
    if any(filled[column] is not None for column in filled.answer_columns if column not in filled.row.cells):
        return True
    return subject.region.notes.of(noted_row(subject, section, row)) is not None


def _mark(subject: Subject, table: RegionTable, title: str) -> Message:
    """What the sheet is, and where its figures stand one by one; of a section in which nothing has been said there are none."""
    if not subject.sources:
        return published_mark(subject.frame, [table])
    if not source_of(subject, table).length:
        return _("Working material. Nothing has been reported in the section.")
    return _(
        "Working material. Every figure of the section stands with its reason and its source on the sheet {sheet}.",
        sheet=sheet_title(subject, title),
    )


def _charts(
    subject: Subject, table: RegionTable, chart: WordChart, listed: ReportTable[UnitRow], view: ReadingView
) -> Iterator[Part]:
    """A section's charts in a chapter of their own, drawn from its table; none where they would be too many."""
    groups = chart_groups(table, chart)
    if not groups or len(groups) > MOST_CHARTS:
        return
    sheet = subject.words(table.section.title)
    category, target = view.number_of(chart.category), view.number_of(chart.target)
    numbers = [view.number_of(column.key) for column in drawn_columns(table, chart)]
    series = [number for number in numbers if number is not None]
    if category is None or not series:
        return
    yield Heading(subject.words(_("{sheet} charts", sheet=sheet)), 1)
    for title, first, last in groups:
        drawn = ChartSource(listed, (first, last), category, series, target)
        alt_text = _("Chart: {title}. The figures stand on the sheet {sheet}.", title=title, sheet=sheet)
        rows = table.rows[first : last + 1]
        figures = partial(figures_of, subject, table, chart, rows)
        yield ReportChart(chart.kind, title, subject.words(alt_text), figures, chart.number_format, drawn)
