"""The figures that are furthest from their targets: what, whose, how far, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from heapq import nsmallest

from followup.form.cells.text import Text
from followup.form.columns import Role
from followup.form.presenting import LevelCounts
from followup.form.terms.scales import ATTAINMENT
from followup.frozen import frozen
from followup.locale import Words, _
from followup.region.facts.fact_kinds import LEAF
from followup.region.model import RegionTable, UnitRow
from followup.reports.lists.data_sheets import source_of
from followup.reports.overview.level_counts import UNIT_WIDTH
from followup.reports.parts import Heading, Part
from followup.reports.subject import Subject
from followup.reports.table import CellLink, Cells, ReportColumn, ReportTable, text_column

MOST = 10
LINES_AT_A_TIME = 5_000
SHARE = "%"
NAMES = ("unit", "unit_name", "row", "label", "part", "kind", "value", "unit_of_measure", "gap")
PLACE = ("target_low", "target_high", "file", "sheet", "cell")


@frozen
class Deviation:
    """A figure that misses its target: ``gap`` is negative where it is below."""

    unit: str
    unit_name: str
    row: str
    label: str
    part: str
    value: Decimal
    measured_in: str
    gap: Decimal
    target: Decimal
    file: str
    sheet: str
    cell: str

    @property
    def is_share(self) -> bool:
        """Whether it is measured in per cent."""
        return self.measured_in == SHARE

    @property
    def weight(self) -> Decimal:
        """How far it is from the target: of a share the points, else the part of the target; 1 where that is 0."""
        if self.is_share:
            return abs(self.gap)
        return abs(self.gap) / abs(self.target) if self.target else Decimal(1)


def deviations(subject: Subject) -> Iterator[Part]:
    """The ten furthest from their targets, of each section that is judged against targets."""
    for table in subject.region.tables:
        if any(isinstance(line, LevelCounts) and line.scale == ATTAINMENT for line in table.section.overview):
            missed = nsmallest(MOST, _furthest_parts(_missed(subject, table)), key=lambda deviation: -deviation.weight)
            if missed:
                yield from _listed(subject, table, missed)


def _furthest_parts(missed: Iterable[Deviation]) -> Collection[Deviation]:
    """Of the parts of a row the one that is furthest from its target."""
    furthest: dict[tuple[str, str], Deviation] = {}
    for deviation in missed:
        known = furthest.setdefault((deviation.unit, deviation.row), deviation)
        if deviation.weight > known.weight:
            furthest[deviation.unit, deviation.row] = deviation
    return furthest.values()


def _missed(subject: Subject, table: RegionTable) -> Iterator[Deviation]:
    source = source_of(subject, table)
    for first in range(0, source.length, LINES_AT_A_TIME):
        lines = range(first, min(first + LINES_AT_A_TIME, source.length))
        columns = (source.column(name, lines) for name in (*NAMES, *PLACE))
        for line in zip(*columns, strict=True):
            unit, name, row, label, part, kind, value, measured, gap, low, high, *place = line
            if kind != LEAF or value is None or not gap:
                continue
            target = low if gap < 0 else high
            if target is not None:
                yield Deviation(unit, name, row, label, part, value, measured, gap, target, *place)


def _listed(subject: Subject, table: RegionTable, missed: Sequence[Deviation]) -> Iterator[Part]:
    words, parts = subject.words, {part.key: part.name for part in subject.frame.breakdown}
    rows = {(row.unit.id, row.filled.row.key): row for row in table.rows if row.unit is not None}

    def measure(deviation: Deviation) -> str:
        part = parts.get(deviation.part, deviation.part)
        return f"{deviation.label}, {part.lower()}" if part else deviation.label

    columns = [
        text_column(words(_("Furthest from target")), measure, width=UNIT_WIDTH, span=3),
        text_column(words(_("Unit")), lambda deviation: deviation.unit_name, span=3),
        _figures(words(_("Target")), lambda deviation: deviation.target),
        _figures(words(_("Outcome total")), lambda deviation: deviation.value),
        _gaps(words),
        text_column(words(_("The unit's own words")), lambda deviation: _cause(table, rows, deviation), span=5),
        _sources(subject),
    ]
    yield Heading(words(_("Largest deviations from target")), 2)
    yield ReportTable(words(_("Largest deviations from target")), columns, missed)


def _figures(title: str, figure: Callable[[Deviation], Decimal]) -> ReportColumn[Deviation]:
    def cells(rows: Sequence[Deviation]) -> Cells:
        formats = {at: "0.0 %" if row.is_share else "#,##0.##" for at, row in enumerate(rows)}
        return Cells([figure(row) for row in rows], formats=formats)

    return ReportColumn(title, cells)


def _gaps(words: Words) -> ReportColumn[Deviation]:
    """Points of a share, else in its own unit; the bars are drawn alike."""

    def cells(rows: Sequence[Deviation]) -> Cells:
        return Cells(
            [row.gap * 100 if row.is_share else row.gap for row in rows],
            formats={at: GAP_POINTS if row.is_share else GAP for at, row in enumerate(rows)},
        )

    return ReportColumn(words(_("Gap")), cells, span=2, bars="apart")


GAP, GAP_POINTS = "+#,##0.##;\u2212#,##0.##", '+0.0" p.e.";\u22120.0" p.e."'


def _cause(table: RegionTable, rows: dict[tuple[str, str], UnitRow], deviation: Deviation) -> str:
    """The first of the unit's answers in words, on its first line."""
    row = rows.get((deviation.unit, deviation.row))
    asked = [column.key for column in table.columns if column.role is Role.INPUT and isinstance(column.type, Text)]
    texts = [] if row is None else [text for key in asked if (text := row.filled.text(key))]
    return texts[0].splitlines()[0] if texts else ""


def _sources(subject: Subject) -> ReportColumn[Deviation]:
    inbox = subject.sources

    def cells(rows: Sequence[Deviation]) -> Cells:
        links = {
            at: (CellLink(f"{inbox}/{row.file}", 0, row.sheet, row.cell),)
            for at, row in enumerate(rows)
            if inbox and row.file
        }
        return Cells([f"{row.sheet}!{row.cell}" if row.cell else None for row in rows], links=links)

    return ReportColumn(subject.words(_("Source")), cells, span=2, look="link")
