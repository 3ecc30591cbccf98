"""The rows of a section as a document wants them shown, where that is not as the section itself has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from followup.documents.declared import SectionView
from followup.form.cells.base import CellType
from followup.form.cells.day import Day
from followup.form.columns import Role
from followup.form.presenting import WordChart, WordPart, WordTable
from followup.region.model import RegionTable, UnitRow
from followup.reports.idle_trends import without_trend
from followup.reports.layout.section_tables import shown_text, type_of
from followup.reports.layout.upright import on_page
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject

DAY_ROOM = 2.8
"""Centimetres of a wide page: among many columns a day still stands on one line."""


def parts_shown(table: RegionTable, view: SectionView | None) -> Sequence[WordPart]:
    """What is shown of a section: what it declares itself, its tables with the columns and the order that are wanted."""
    if view is None:
        return table.section.word
    if view.chart:
        return (_chart(table, view),)
    tables = [part for part in table.section.word if isinstance(part, WordTable)] or [_plain_table(table)]
    if view.columns or view.scales:
        return (_with(table, tables[0], view),)
    others = [part for part in table.section.word if not isinstance(part, WordTable)]
    return (*(_with(table, part, view) for part in tables), *others)


def _plain_table(table: RegionTable) -> WordTable:
    """Of a section that declares none: all units' rows in one."""
    title = table.section.title
    columns = tuple(dict.fromkeys(column.base or column.key for column in table.columns))
    return WordTable(columns, title, together=True)


def _with(table: RegionTable, part: WordTable, view: SectionView) -> WordTable:
    group = part.group if view.group is None else view.group
    part = replace(part, group=group, ordered_by=view.order or part.ordered_by, descending=view.descending)
    if not (view.columns or view.scales):
        return part
    days = {key: DAY_ROOM for key in view.columns if isinstance(type_of(table, key), Day)}
    part = replace(part, tail=(), beneath={}, together=True, widths={**part.widths, **days})
    labels = min(part.labels_once, _leading_labels(table, view))
    scales = view.scales if table.idle_trend is None else without_trend(view.scales)
    return replace(part, columns=view.columns, scales=scales, labels_once=labels)


def _leading_labels(table: RegionTable, view: SectionView) -> int:
    """How many of the columns, from the first, say what a row is: behind these stands the unit, and never among figures, nor
    behind the target that they are held against.
    """
    figures = {key for c in table.columns if c.role is not Role.LABEL for key in (c.key, c.base)}
    beside = {column.key for column in table.columns if column.before_answers}
    stops = (at for at, key in enumerate(view.columns) if key in figures or (at and key in beside))
    return next(stops, len(view.columns))


def _chart(table: RegionTable, view: SectionView) -> WordChart:
    category, *values = view.columns or ("",)
    kind = view.chart or "column"
    types = [column.type for column in table.columns if {column.key, column.base} & set(values)]
    number_format = next((type_.number_format for type_ in types if isinstance(type_, CellType)), "")
    own = next((part.target for part in table.section.word if isinstance(part, WordChart)), "")
    over_rounds = any(column.key == category and column.tells_figures for column in table.columns)
    target = own if kind == "dots" else ""
    return WordChart(
        category, tuple(values), table.section.title, view.group or "", target, kind, number_format, over_rounds
    )


def rows_chosen(table: RegionTable, view: SectionView | None) -> RegionTable:
    """The table with the rows that are wanted."""
    if view is None or view.where is None:
        return table

    def chosen(rows: Sequence[UnitRow]) -> list[UnitRow]:
        assert view is not None and view.where is not None
        where = view.where
        return [row for row in rows if where(row.filled)]

    return replace(
        table,
        rows=chosen(table.rows),
        region=chosen(table.region),
        struck=chosen(table.struck),
        subtotals=chosen(table.subtotals),
    )


def points_of(subject: Subject, table: RegionTable, view: SectionView, rows: Sequence[UnitRow]) -> Iterator[Part]:
    """Each row as a point: what stands in its columns, with commas between."""
    for row in rows:
        texts = [text for key in view.columns if (text := shown_text(subject.frame, table, row, key))]
        if texts:
            yield ReportParagraph(", ".join(texts), "point")


def is_wide(subject: Subject, table: RegionTable, view: SectionView | None) -> bool:
    """Whether a table needs a turned page."""
    tables = [part for part in parts_shown(table, view) if isinstance(part, WordTable)]
    alone = subject.unit is not None
    return not (view and view.points) and any(
        on_page(subject.frame, table, part, alone or not part.together).wide for part in tables
    )
