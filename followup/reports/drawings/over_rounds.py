"""A figure from round to round: a chart for each row, of its earlier figures and of that of this round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.columns import Column
from followup.form.presenting import WordChart
from followup.form.terms.period_names import round_name
from followup.locale import Message, _, literal
from followup.plan.rounds.rounds import order_of
from followup.region.model import TOTAL, RegionTable, UnitRow
from followup.reports.parts import ChartData, ChartSeries, ReportChart
from followup.reports.subject import Subject
from followup.reports.wording.formatting import name_of, row_label

LATER = (9999, 12)
"""Where a round stands whose year nobody can tell: after those that have one, and before this one."""
Figures = Mapping[str, Decimal]
"""By part; the whole is its own."""


def charts_over_rounds(
    subject: Subject, table: RegionTable, reading: WordChart, columns: Sequence[Column]
) -> Iterator[ReportChart]:
    """A chart for each row that has figures of two rounds or more: the unit's own; of the region its sum, else each unit's."""
    for row in _rows(subject, table):
        rounds = dict(_rounds(subject, row, columns))
        if len(rounds) > 1:
            yield _chart(subject, reading, row, columns, rounds)


def _rows(subject: Subject, table: RegionTable) -> Sequence[UnitRow]:
    if subject.unit is not None:
        return table.rows
    summed = {row.filled.row.key for row in table.region}
    return [*table.region, *(row for row in table.rows if row.filled.row.key not in summed)]


def _rounds(subject: Subject, row: UnitRow, columns: Sequence[Column]) -> Iterator[tuple[str, Figures]]:
    """Each round with what the row's figures were then, the earliest first; none in which it had none."""
    known = row.filled.row.region_earlier if row.unit is None else row.filled.row.earlier
    parts = {column.part or TOTAL for column in columns}
    for round_, figures in sorted(known, key=lambda of: order_of(of[0]) or LATER):
        drawn = {part: figure for part, figure in figures.items() if part in parts}
        if drawn:
            yield round_, drawn
    now = {column.part or TOTAL: row.filled.number(column.key) for column in columns}
    if any(figure is not None for figure in now.values()):
        yield subject.frame.period.round, {part: figure for part, figure in now.items() if figure is not None}


def _chart(
    subject: Subject, reading: WordChart, row: UnitRow, columns: Sequence[Column], rounds: Mapping[str, Figures]
) -> ReportChart:
    names = [subject.words(round_name(round_)) for round_ in rounds]
    drawn = [column for column in columns if any((column.part or TOTAL) in figures for figures in rounds.values())]
    series = [
        (subject.words(_part_name(subject, column)), [figures.get(column.part or TOTAL) for figures in rounds.values()])
        for column in drawn
    ]
    kind = row.filled.type_shown(drawn[0])
    shown = "; ".join(
        f"{name}: " + ", ".join(f"{label} {_shown(subject, figures[at], kind)}" for label, figures in series)
        for at, name in enumerate(names)
    )
    title = row_label(row)
    if subject.unit is None and row.unit is not None:
        title = f"{title}, {name_of(subject.region, row.unit)}"
    alt_text = subject.words(_("Chart. {title}. {figures}.", title=literal(title), figures=literal(shown)))
    data = ChartData(names, [ChartSeries(label, [_float(figure) for figure in figures]) for label, figures in series])
    return ReportChart(
        "line" if reading.kind == "line" else "column", title, alt_text, lambda: data, kind.number_format, values=True
    )


def _part_name(subject: Subject, column: Column) -> Message:
    named = next((part.name for part in subject.frame.breakdown if part.key == column.part), None)
    return column.title if named is None else literal(named)


def _shown(subject: Subject, figure: Decimal | None, kind: CellType) -> str:
    return "–" if figure is None else kind.show(figure, subject.words)


def _float(figure: Decimal | None) -> float | None:
    return None if figure is None else float(figure)
