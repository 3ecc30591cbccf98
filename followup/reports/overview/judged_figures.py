"""The figures of a section that have targets: those that miss them, and those that are better than they were."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple, TypeVar

from followup.form.answers.runs import columns_of_rows, runs_of
from followup.form.presenting import LevelCounts
from followup.form.terms.period import Days
from followup.form.terms.scales import ATTAINMENT
from followup.form.values import RoughFigure
from followup.frozen import frozen
from followup.history.past_facts import EARLIER
from followup.locale import _
from followup.region.facts.fact_kinds import LEAF
from followup.region.facts.lines.cell_facts import TO_BE_CHECKED
from followup.region.measuring import part_of
from followup.region.model import RegionTable
from followup.reports.lists.data_sheets import source_of
from followup.reports.overview.level_counts import UNIT_WIDTH
from followup.reports.subject import Subject
from followup.reports.table import Bars, CellLink, Cells, ReportColumn, text_column

LINES_AT_A_TIME = 5_000
SHARE = "%"
ABOUT = _("about")
GAP, GAP_POINTS = "+#,##0.##;\u2212#,##0.##", '+0.0" p.e.";\u22120.0" p.e."'


class Line(NamedTuple):
    """What is asked of a line of the facts, under the names that these have there."""

    unit: str
    row: str
    column: str
    part: str
    kind: str
    unit_name: str
    label: str
    value: Decimal | None
    unit_of_measure: str
    gap: Decimal | None
    target_low: Decimal | None
    target_high: Decimal | None
    period_start: date | None
    period_end: date | None
    note: str
    text: str
    file: str
    sheet: str
    cell: str


@frozen
class JudgedFigure:
    """A figure of a unit that has a target; ``line`` is its line of the facts. One that is not exact, such as ``ca 41 %``, has
    its words there and no value: they are shown, and ``value`` is the number in them.
    """

    line: Line
    value: Decimal

    @property
    def is_rough(self) -> bool:
        """Whether the figure is not exact."""
        return self.line.value is None

    @property
    def is_share(self) -> bool:
        """Whether it is measured in per cent."""
        return self.line.unit_of_measure == SHARE


Judged = TypeVar("Judged", bound=JudgedFigure)


@frozen
class Deviation(JudgedFigure):
    """One that misses its target: ``gap`` is negative where it is below."""

    gap: Decimal
    target: Decimal

    @property
    def weight(self) -> tuple[Decimal, Decimal]:
        """How far it is from the target: of a share the points, else the part of the target; of a target of 0, which says
        nothing of how far it is, 1, and then in the measure's own unit.
        """
        size = abs(self.gap)
        if self.is_share:
            return size, size
        return size / abs(self.target) if self.target else Decimal(1), size


@frozen
class Improvement(JudgedFigure):
    """One that is nearer its target, or further beyond it, than ``before``, which was of ``days``."""

    before: Decimal
    days: Days
    gain: Decimal

    @property
    def weight(self) -> tuple[Decimal, Decimal]:
        """How much better it is: of a share the points, else the part of what it was."""
        if self.is_share:
            return self.gain, self.gain
        return self.gain / abs(self.before) if self.before else Decimal(1), self.gain


@frozen
class JudgedFigures:
    """Of each row of each unit the part that is furthest from its target, and the one that has improved most."""

    deviations: Collection[Deviation]
    improvements: Collection[Improvement]


def is_judged_against_targets(table: RegionTable) -> bool:
    """Whether the section's judgements are of figures against their targets."""
    return any(isinstance(line, LevelCounts) and line.scale == ATTAINMENT for line in table.section.overview)


def judged_figures(subject: Subject, table: RegionTable) -> JudgedFigures:
    """Those of a section, of which all facts are gone through once."""
    deviations: list[Deviation] = []
    improvements: list[Improvement] = []
    rough = _rough_figures(table)
    for _key, lines in groupby(_lines(subject, table), key=lambda line: (line.unit, line.row)):
        now, before = _now_and_before(lines, rough)
        missed = [deviation for line in now if (deviation := _deviation(line, rough)) is not None]
        if missed:
            deviations.append(max(missed, key=lambda deviation: deviation.weight))
        better = [gain for line in now if (gain := _improvement(line, before)) is not None]
        if better:
            improvements.append(max(better, key=lambda improvement: improvement.weight))
    return JudgedFigures(deviations, improvements)


def gain(before: Decimal, now: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal:
    """How much better a figure has become: in the target's direction, or towards a range or an exact figure; negative where it
    is worse.
    """
    if low is None or high is None:
        return now - before if high is None else before - now
    return _distance(before, low, high) - _distance(now, low, high)


def _distance(figure: Decimal, low: Decimal, high: Decimal) -> Decimal:
    return max(low - figure, figure - high, Decimal(0))


def _lines(subject: Subject, table: RegionTable) -> Iterator[Line]:
    source = source_of(subject, table)
    for first in range(0, source.length, LINES_AT_A_TIME):
        lines = range(first, min(first + LINES_AT_A_TIME, source.length))
        yield from map(Line, *(source.column(name, lines) for name in Line._fields))


Rough = Mapping[tuple[str, str, str, str], RoughFigure]
"""Figures that are not exact, by unit, row, column and part as the facts have them."""


def _rough_figures(table: RegionTable) -> Rough:
    judged = table.section.measuring.judged
    columns = [column for column in table.columns if judged in (column.key, column.base)]
    rows = [row for row in table.rows if row.unit is not None]
    values = columns_of_rows(runs_of([row.filled for row in rows]), [column.key for column in columns])
    return {
        (row.unit.id, row.filled.row.key, judged, part_of(column.part)): value
        for column, of_column in zip(columns, values, strict=True)
        for row, value in zip(rows, of_column, strict=True)
        if isinstance(value, RoughFigure) and row.unit is not None
    }


def _now_and_before(lines: Iterator[Line], rough: Rough) -> tuple[list[Line], dict[tuple[str, str], Line]]:
    """A row's figures that have targets, and the last ones before them by column and part: those that were measured in another
    way are compared with nothing.
    """
    now: list[Line] = []
    before: dict[tuple[str, str], Line] = {}
    for line in lines:
        if line.value is None and _key_of(line) not in rough:
            continue
        if line.kind == LEAF and (line.target_low is not None or line.target_high is not None):
            now.append(line)
        elif line.kind == EARLIER and line.period_end is not None and not line.note:
            known = before.get((line.column, line.part))
            if known is None or known.period_end is None or line.period_end > known.period_end:
                before[line.column, line.part] = line
    return now, before


def _key_of(line: Line) -> tuple[str, str, str, str]:
    return line.unit, line.row, line.column, line.part


def _deviation(line: Line, rough: Rough) -> Deviation | None:
    if line.value is None and (figure := rough.get(_key_of(line))) is not None:
        return _rough_deviation(line, figure)
    if line.value is None or not line.gap:
        return None
    target = line.target_low if line.gap < 0 else line.target_high
    return None if target is None else Deviation(line, line.value, line.gap, target)


def _rough_deviation(line: Line, figure: RoughFigure) -> Deviation | None:
    """Of a figure that is not exact, and misses its target whichever it may be: how far its number is from it."""
    if figure.ends is None:
        return None
    lowest, highest = figure.ends
    if line.target_low is not None and highest < line.target_low:
        return Deviation(line, figure.number, figure.number - line.target_low, line.target_low)
    if line.target_high is not None and lowest > line.target_high:
        return Deviation(line, figure.number, figure.number - line.target_high, line.target_high)
    return None


def _improvement(line: Line, before: dict[tuple[str, str], Line]) -> Improvement | None:
    earlier = before.get((line.column, line.part))
    if line.value is None or earlier is None or earlier.value is None:
        return None
    better = gain(earlier.value, line.value, line.target_low, line.target_high)
    days = earlier.period_start, earlier.period_end
    return Improvement(line, line.value, earlier.value, days, better) if better > 0 else None


def measure_column(subject: Subject, title: str) -> ReportColumn[JudgedFigure]:
    """Which measure it is, and of whom."""
    parts = {part.key: part.name for part in subject.frame.breakdown}

    def measure(figure: JudgedFigure) -> str:
        part = parts.get(figure.line.part, figure.line.part)
        # First, for the name of the measure may be cut.
        return f"{part}: {figure.line.label}" if part else figure.line.label

    return text_column(title, measure, width=UNIT_WIDTH, span=3)


def is_questioned(subject: Subject, figure: JudgedFigure) -> bool:
    """Whether a figure is to be checked, as its line of the facts notes. One that may be a slip says nothing of what is furthest
    or best: in a list it stands behind those that nobody questions.
    """
    return figure.line.note.endswith(subject.words(TO_BE_CHECKED))


def whose_column(subject: Subject) -> ReportColumn[JudgedFigure]:
    """Whose figure it is, and that it is to be checked where it is."""
    checked = subject.words(TO_BE_CHECKED)

    def whose(figure: JudgedFigure) -> str:
        name = figure.line.unit_name
        return f"{name} ({checked})" if is_questioned(subject, figure) else name

    return text_column(subject.words(_("Unit")), whose, span=3)


def figure_column(title: str, figure: Callable[[Judged], Decimal | str]) -> ReportColumn[Judged]:
    """Figures, shares as per cent."""

    def cells(rows: Sequence[Judged]) -> Cells:
        formats = {at: "0.0 %" if row.is_share else "#,##0.##" for at, row in enumerate(rows)}
        return Cells([figure(row) for row in rows], formats=formats)

    return ReportColumn(title, cells)


def difference_column(
    title: str, difference: Callable[[Judged], Decimal], about: str = "", bars: Bars = "apart"
) -> ReportColumn[Judged]:
    """Points of a share, else in its own unit; the bars are drawn alike. ``about`` stands before what is not exact."""

    def shown(row: Judged) -> str:
        signs = GAP_POINTS if row.is_share else GAP
        return ";".join(f'"{about} "{sign}' for sign in signs.split(";")) if row.is_rough and about else signs

    def cells(rows: Sequence[Judged]) -> Cells:
        return Cells(
            [difference(row) * 100 if row.is_share else difference(row) for row in rows],
            formats={at: shown(row) for at, row in enumerate(rows)},
        )

    return ReportColumn(title, cells, span=2, bars=bars)


def source_column(subject: Subject) -> ReportColumn[JudgedFigure]:
    """The cell that the figure was handed in in."""
    inbox = subject.sources

    def cells(rows: Sequence[JudgedFigure]) -> Cells:
        lines = [row.line for row in rows]
        links = {
            at: (CellLink(f"{inbox}/{line.file}", 0, line.sheet, line.cell),)
            for at, line in enumerate(lines)
            if inbox and line.file
        }
        return Cells([f"{line.sheet}!{line.cell}" if line.cell else None for line in lines], links=links)

    return ReportColumn(subject.words(_("Source")), cells, span=2, look="link")
