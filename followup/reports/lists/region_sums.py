"""The region's own rows: what could be added up, with what is missing in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby

from followup.documents.declared import RegionSums
from followup.form.columns import Column, Role
from followup.locale import _, literal
from followup.region.model import RegionTable, UnitRow
from followup.reports.idle_trends import without_idle_trend
from followup.reports.lists.reading_view import LEAST_NAME
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import Cells, ReportColumn, ReportTable, text_column
from followup.reports.wording.formatting import name_of, show_lacking
from followup.reports.wording.judgements import scale_columns, scales_of
from followup.reports.wording.value_texts import value_column

WIDE, NARROW = 34, 22
"""Characters: the widest of a section's columns, and what stands beside them."""

NAMES = 2
"""The first columns of labels name a row: by a number, which is left out, and a name, or two names."""

BOARDS_LEFT_OUT = _(
    "Totals by board stand in the working material alone: with them, masked figures could be worked out."
)


def region_sums(subject: Subject, _block: RegionSums) -> Iterator[Part]:
    """A table for each section that has sums: the region's, those of each unit with its sub-units, of each board."""
    words, region = subject.words, subject.region
    if not any(table.region for table in region.tables):
        return
    yield Heading(name_of(region, None), 1, words(_("The region")))
    yield ReportParagraph(words(_("Sums over the units that answered. * means that a contributor is missing.")), "note")
    answering = {state.unit.id for state in region.states}
    if region.published and sum(not answering.isdisjoint(units) for units in subject.frame.units.boards.values()) > 1:
        yield ReportParagraph(words(BOARDS_LEFT_OUT), "note")
    for table in map(without_idle_trend, region.tables):
        numbers = count(1)
        if table.region:
            yield from _sums(subject, table, table.region, words(table.section.title), next(numbers))
        for unit, rows in groupby(table.subtotals, key=lambda row: row.unit):
            name = literal(name_of(region, unit))
            title = _("{section}, {unit} with its sub-units", section=table.section.title, unit=name)
            yield from _sums(subject, table, list(rows), words(title), next(numbers))
        for board, board_rows in table.by_board.items():
            title = _("{section}, {board}", section=table.section.title, board=literal(board))
            yield from _sums(subject, table, board_rows, words(title), next(numbers))


def _sums(subject: Subject, table: RegionTable, rows: Sequence[UnitRow], title: str, number: int) -> Iterator[Part]:
    """A table that is one for those who cannot see its lines too: ``s_visits``, and ``s_visits_2`` of a unit or a board."""
    name = table.section.key.replace("-", "_")  # tables in Excel know no hyphens
    key = f"s_{name}" if number == 1 else f"s_{name}_{number}"
    yield Heading(title, 2)
    yield ReportTable(title, list(_columns(subject, table, rows)), rows, key=key)


def _columns(subject: Subject, table: RegionTable, rows: Sequence[UnitRow]) -> Iterator[ReportColumn[UnitRow]]:
    """What the rows are called, and the columns that some row has a figure in; then how they are judged, and what they lack.
    What else the plan says of a row stands in the section's reading view.
    """
    frame, words = subject.frame, subject.words
    labels = [column for column in table.columns if column.role is Role.LABEL]
    names = [column for column in labels[:NAMES] if column.width >= LEAST_NAME] or labels[:NAMES]
    aside = [column for column in labels if column not in names and not column.before_answers]
    for column in table.columns:
        if column not in aside and any(row.filled[column.key] is not None for row in rows):
            yield _starred(column, value_column(column, frame))
    for scale in scales_of(table) if any(row.judgements for row in rows) else ():
        yield from scale_columns(frame, scale, (NARROW, NARROW))
    yield text_column(words(_("Incomplete")), lambda row: show_lacking(row, frame, table.columns), width=NARROW)


def _starred(column: Column, shown: ReportColumn[UnitRow]) -> ReportColumn[UnitRow]:
    """The column with a star behind figures that lack a contributor: they stay numbers."""

    def cells(rows: Sequence[UnitRow]) -> Cells:
        plain = shown.cells(rows)
        formats = {at: plain.formats.get(at, shown.number_format) for at in range(len(rows))}
        short = {at for at, row in enumerate(rows) if column.key in row.filled.coverages and formats[at]}
        return replace(plain, formats={**plain.formats, **{at: f'{formats[at]}"*"' for at in short}})

    return replace(shown, cells=cells, width=min(column.width, WIDE))
