"""The region's figures beside those they are compared with, the largest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.columns import Column
from followup.form.terms.period import Period
from followup.form.terms.period_names import span_name
from followup.form.texts.row_names import names_of_rows
from followup.locale import Message, Words, _
from followup.locale.sentences import capitalised
from followup.region.model import RegionTable, UnitRow
from followup.reports.drawings.comparison import Comparison, comparison_of, sorted_rows
from followup.reports.lists.data_sheets import DataLines
from followup.reports.overview.level_counts import UNIT_WIDTH
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import rows_of

ELSEWHERE = "\u00b7"
"""Put for a period in a title to see whether it names that: no period is called so."""

MOST_ROWS = 8
"""Of a section: all of them stand on its own sheets."""

CHANGE_FORMAT = "+0.0%;\u22120.0%;0.0%"


def named_of_period(subject: Subject, column: Column, compared: Callable[[Period], Message]) -> str:
    """What a column whose title names a period is of, which stands beside what is ``compared``; another is its title."""
    period, title = subject.frame.period, column.title
    if subject.words(title.filled(before=ELSEWHERE)) != subject.words(title):
        return subject.words(compared(period))
    if subject.words(title.filled(period=ELSEWHERE)) != subject.words(title):
        return subject.words(span_name(period.days))
    return subject.words(title)


def comparisons(subject: Subject) -> Iterator[Part]:
    """A table for each section whose rows are added up for the region and compared."""
    for table in subject.region.tables:
        compared = comparison_of(table)
        rows = [] if compared is None else sorted_rows(table, compared)
        if compared is not None and rows:
            yield from _table(subject, table, compared, rows)


def _table(subject: Subject, table: RegionTable, compared: Comparison, rows: Sequence[UnitRow]) -> Iterator[Part]:
    words = subject.words
    title, names = words(table.section.title), names_of_rows(rows_of(table))
    columns: list[ReportColumn[UnitRow]] = [_names(subject, table, compared, title, names)]
    columns += [
        _least(words, compared.now),
        _figures(_period_title(subject, compared.now), compared.now),
        _least(words, compared.before),
        _figures(_period_title(subject, compared.before), compared.before),
        _differences(words, compared),
        _changes(words, compared),
    ]
    yield Heading(words(_("{section}: the whole region", section=title)), 2)
    yield ReportTable(title, columns, rows[:MOST_ROWS])
    if any(row.filled.coverages for row in rows[:MOST_ROWS]):
        yield ReportParagraph(words(_("minst: some unit's figure is missing, and nothing can be compared.")), "muted")


def _names(
    subject: Subject, table: RegionTable, compared: Comparison, title: str, names: Mapping[str, str]
) -> ReportColumn[UnitRow]:
    """What is compared, leading to the line that says what the figure is made of."""
    lines = DataLines(subject, table)

    def cells(rows: Sequence[UnitRow]) -> Cells:
        keys = [row.filled.row.key for row in rows]
        links = {at: (link,) for at, key in enumerate(keys) if (link := lines.of_total(key, compared.now.key))}
        return Cells([names[key] for key in keys], links=links)

    return ReportColumn(title, cells, width=UNIT_WIDTH, look="link")


def _least(words: Words, column: Column) -> ReportColumn[UnitRow]:
    """Before figures that lack a contribution: they are the least that they can be."""
    at_least = words(_("at least"))
    return text_column("", lambda row: at_least if column.key in row.filled.coverages else None, look="muted")


def _period_title(subject: Subject, column: Column) -> str:
    return capitalised(named_of_period(subject, column, lambda period: span_name(period.compared)))


def _figures(title: str, column: Column) -> ReportColumn[UnitRow]:
    number_format = column.type.number_format if isinstance(column.type, CellType) else ""
    return text_column(title, lambda row: row.filled.number(column.key), number_format=number_format, span=2)


def _differences(words: Words, compared: Comparison) -> ReportColumn[UnitRow]:
    def difference(row: UnitRow) -> Decimal | None:
        now, before = row.filled.number(compared.now.key), row.filled.number(compared.before.key)
        if now is None or before is None or row.filled.number(compared.change.key) is None:
            return None
        return now - before

    return text_column(words(_("Difference")), difference, number_format="+#,##0;\u2212#,##0;0", bars="apart", span=2)


def _changes(words: Words, compared: Comparison) -> ReportColumn[UnitRow]:
    return text_column(
        words(compared.change.title), lambda row: row.filled.number(compared.change.key), number_format=CHANGE_FORMAT
    )
