"""Every row of each section with its judgements and its source, then its charts, then what was written in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from followup.documents.declared import SectionLists
from followup.form.place import Place
from followup.form.presenting import WordChart
from followup.locale import _
from followup.region.model import RegionTable, UnitRow
from followup.reports.chapters.charts import MOST_CHARTS, chart_groups, drawn_columns, figures_of
from followup.reports.lists.written_texts import written_texts
from followup.reports.parts import ChartSource, Heading, Part, ReportChart, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import CellLink, Cells, ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import PRELIMINARY, published_mark, show_short, source_link
from followup.reports.wording.judgements import scale_columns, scales_of
from followup.reports.wording.value_texts import LastBatch, value_column
from followup.round.sign_offs import needs_approval

LEADING_COLUMNS = 2
"""Columns before those of the section: the unit and the row's key."""


def section_lists(subject: Subject, _block: SectionLists) -> Iterator[Part]:
    """A chapter for each section, one for its charts, and one for its texts."""
    for table in subject.region.tables:
        yield from _section(subject, table)
        yield from written_texts(subject, table)


def _section(subject: Subject, table: RegionTable) -> Iterator[Part]:
    words, title = subject.words, subject.words(table.section.title)
    working = _("Working material. One row a unit and row; the source opens the unit's own workbook.")
    yield Heading(title, 1)
    yield ReportParagraph(words(working if subject.sources else published_mark(subject.frame, [table])), "note")
    intro = subject.frame.texts.get(("introduction", title.casefold()))
    if intro:
        yield ReportParagraph(intro)
    rows = [*table.rows, *table.struck]
    listed = ReportTable(
        title, list(_columns(subject, table)), rows, f"r_{table.section.key.replace('-', '_')}", fixed=2
    )
    yield listed
    for chart in table.section.word:
        if isinstance(chart, WordChart):
            yield from _charts(subject, table, chart, listed)


def _columns(subject: Subject, table: RegionTable) -> Iterator[ReportColumn[UnitRow]]:
    """Whose row it is, what was answered, how it is judged and why, and where it came from."""
    frame, words, region, last = subject.frame, subject.words, subject.region, LastBatch()
    yield text_column(words(_("Unit")), lambda row: row.unit.name if row.unit else "", width=24)
    yield text_column(words(_("Row key")), lambda row: row.filled.row.key, width=24, look="muted")
    yield from (value_column(column, frame, last) for column in table.columns)
    for scale in scales_of(table):
        yield from scale_columns(frame, scale, (20, 34))
    yield text_column(words(_("Incomplete")), lambda row: show_short(row.filled, frame, table.columns), width=16)
    if table.struck:
        yield text_column(words(_("Struck after")), lambda row: row.until, width=14)
    if needs_approval(frame):
        yield _approval_column(words(_("Approval")), words(PRELIMINARY), region.preliminary)
    if subject.sources:
        yield from _source_columns(subject)


def _approval_column(title: str, preliminary: str, units: Collection[str]) -> ReportColumn[UnitRow]:
    """Which rows are preliminary."""

    def cells(rows: Sequence[UnitRow]) -> Cells:
        marked = {at for at, row in enumerate(rows) if row.unit is not None and row.unit.id in units}
        return Cells(
            [preliminary if at in marked else None for at in range(len(rows))], states=dict.fromkeys(marked, "warning")
        )

    return ReportColumn(title, cells, width=14)


def _source_columns(subject: Subject) -> Iterator[ReportColumn[UnitRow]]:
    """The file of a row and its first answer, each with a link; nothing where it comes from none."""
    sources, inbox = _Sources(), subject.sources

    def files(rows: Sequence[UnitRow]) -> Cells:
        places = sources.of(rows)
        links = {file: (CellLink(f"{inbox}/{file}"),) for file in {place.file for place in places} if file}
        return Cells(
            [place.file for place in places],
            links={at: links[place.file] for at, place in enumerate(places) if place.file},
        )

    def cells(rows: Sequence[UnitRow]) -> Cells:
        places = {at: place for at, place in enumerate(sources.of(rows)) if place.file}
        links = {at: (source_link(place, f"{inbox}/{place.file}"),) for at, place in places.items()}
        return Cells([place.where if place.file else None for place in sources.of(rows)], links=links)

    yield ReportColumn(subject.words(_("Source file")), files, width=36, look="link")
    yield ReportColumn(subject.words(_("Source cell")), cells, width=16, look="link")


class _Sources:
    """Where rows came from: asked for by two columns one after the other, and looked for once."""

    def __init__(self) -> None:
        self.rows: Sequence[UnitRow] = ()
        self.places: Sequence[Place] = ()

    def of(self, rows: Sequence[UnitRow]) -> Sequence[Place]:
        """The place of each row."""
        if rows is not self.rows:
            self.rows, self.places = rows, [row.source for row in rows]
        return self.places


def _charts(subject: Subject, table: RegionTable, chart: WordChart, listed: ReportTable[UnitRow]) -> Iterator[Part]:
    """A section's charts in a chapter of their own, drawn from its table; none where they would be too many."""
    groups = chart_groups(table, chart)
    if not groups or len(groups) > MOST_CHARTS:
        return
    sheet = subject.words(table.section.title)
    at = {column.key: LEADING_COLUMNS + number for number, column in enumerate(table.columns)}
    series = [at[column.key] for column in drawn_columns(table, chart)]
    yield Heading(subject.words(_("{sheet} charts", sheet=sheet)), 1)
    for title, first, last in groups:
        drawn = ChartSource(
            listed, (first, last), at[chart.category], series, at[chart.target] if chart.target else None
        )
        alt_text = _("Chart: {title}. The figures stand on the sheet {sheet}.", title=title, sheet=sheet)
        rows = table.rows[first : last + 1]
        figures = partial(figures_of, subject, table, chart, rows)
        yield ReportChart(chart.kind, title, subject.words(alt_text), figures, chart.number_format, drawn)
