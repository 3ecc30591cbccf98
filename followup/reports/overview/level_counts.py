"""Judgements counted by unit, board and level, as a section declares that it is seen in the overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from followup.form.presenting import LevelCounts
from followup.form.terms.scales import ScaleLevel
from followup.locale import _
from followup.region.model import RegionTable, UnitRow
from followup.reports.drawings.tones import is_bad, meaning_of, tones_of
from followup.reports.lists.data_sheets import DataLines
from followup.reports.parts import ChartData, ChartSeries, ChartSource, Heading, Part, ReportChart
from followup.reports.subject import Subject
from followup.reports.table import CellLink, Cells, ReportColumn, ReportTable
from followup.reports.wording.counts import counts_by
from followup.reports.wording.formatting import levels_in_order, name_of
from followup.round.unit_state import UnitState

UNIT_WIDTH = 26
"""Of the first column of the overview, in characters."""

SHORT = 20
"""The letters of a title that has room over two of the columns of the overview."""

Counted = UnitState | str | None
"""Whose judgements a line counts: a unit's, a board's, or those of all."""


class LevelCounter:
    """The judgements of a section's rows on a scale: by unit and group, of each board, and of all units together."""

    def __init__(self, subject: Subject, table: RegionTable, declared: LevelCounts) -> None:
        order = [goal.name for goal in subject.frame.goals.values()]
        groups = dict.fromkeys(row.filled.text(declared.group) for row in table.rows if declared.group)
        self.groups = sorted(groups, key=lambda name: order.index(name) if name in order else len(order))
        self.table, self.declared, self.frame = table, declared, subject.frame
        self.known: dict[str | tuple[str, str], dict[str, Counter[str]]] = {}
        present = {
            judgement.level for row in table.rows for judgement in row.judgements if judgement.scale == declared.scale
        }
        self.levels = levels_in_order(subject.frame, declared.scale, sorted(present))

    def of(self, counted: Counted) -> dict[str, Counter[str]]:
        """Those of a unit; of a board, and of all, none is counted in a unit and in those above it too."""
        key = counted.unit.id if isinstance(counted, UnitState) else ("", counted or "")
        if key not in self.known:
            self.known[key] = counts_by(self._rows(counted), self.declared.group, self.declared.scale)
        return self.known[key]

    def _rows(self, counted: Counted) -> Sequence[UnitRow]:
        if isinstance(counted, UnitState):
            return self.table.of(counted.unit)
        units = self.frame.units.boards[counted] if counted is not None else None
        rows = [row for row in self.table.rows if not row.repeats]
        return rows if units is None else [row for row in rows if row.unit is not None and row.unit.id in units]

    @property
    def boards(self) -> list[str]:
        """The boards, where units with rows answer to two or more; where each has one unit they would say the same twice."""
        units = {row.unit.id for row in self.table.rows if row.unit is not None}
        boards = {name: units & of for name, of in self.frame.units.boards.items() if units & of}
        return list(boards) if 1 < len(boards) < sum(map(len, boards.values())) else []

    def at(self, counted: Counted, level: ScaleLevel) -> int:
        """How many there are at a level."""
        return sum(counts[level.key] for counts in self.of(counted).values())

    def share(self, counted: Counted, levels: Sequence[ScaleLevel]) -> float:
        """The share that is at some levels; 0 where nothing is judged."""
        every = sum(counts.total() for counts in self.of(counted).values())
        return sum(self.at(counted, level) for level in levels) / every if every else 0


def level_counts(subject: Subject, table: RegionTable, declared: LevelCounts) -> Iterator[Part]:
    """Units × levels with counts, those with the largest share of what is late first, and a chart of the shares."""
    counted, words = LevelCounter(subject, table, declared), subject.words
    if not counted.levels:
        return
    bad = [level for level in counted.levels if is_bad(level)]
    states = sorted(subject.region.states, key=lambda state: -counted.share(state, bad))
    rows: list[Counted] = [*states, *counted.boards, *([None] if len(states) > 1 else [])]
    titles = [f"{level.symbol} {level.word}".strip() for level in counted.levels]
    columns = [unit_column(subject, DataLines(subject, table))]
    columns += [_level_column(counted, *level) for level in zip(titles, counted.levels, strict=True)]
    title = words(declared.title)
    listed = ReportTable(title, columns, rows)
    first = len(columns) - len(titles)
    drawn = ChartSource(listed, (0, len(states) - 1), 0, range(first, len(columns)))
    yield Heading(title, 2)
    yield listed

    def figures() -> ChartData:
        names = [name_of(subject.region, state.unit) for state in states]
        at_level = [[float(counted.at(state, level)) for state in states] for level in counted.levels]
        tones = tones_of([meaning_of(level) for level in counted.levels])
        series = [ChartSeries(title, at, *tone) for title, at, tone in zip(titles, at_level, tones, strict=True)]
        return ChartData(names, series)

    yield ReportChart("stacked", title, f"{title}: {', '.join(titles)}", figures, drawn=drawn)


def unit_column(subject: Subject, lines: DataLines) -> ReportColumn[Counted]:
    """Whose judgements a line counts, leading to them."""
    words, region = subject.words, subject.region

    def cells(rows: Sequence[Counted]) -> Cells:
        names = [
            name_of(region, row.unit) if isinstance(row, UnitState) else row or words(_("All units")) for row in rows
        ]
        links = {at: (link,) for at, row in enumerate(rows) if (link := lines_of(subject, row, lines)) is not None}
        return Cells(names, links=links, strong=sums_among(rows))

    return ReportColumn(words(_("Unit")), cells, width=UNIT_WIDTH, look="link")


def lines_of(subject: Subject, counted: Counted, lines: DataLines) -> CellLink | None:
    """Those of a unit, of a board's units, or of all."""
    if isinstance(counted, str):
        return lines.of_units(subject.frame.units.boards[counted])
    return lines.of_unit("" if counted is None else counted.unit.id)


def sums_among(rows: Sequence[Counted]) -> list[int]:
    """Which rows are of several units."""
    return [at for at, row in enumerate(rows) if not isinstance(row, UnitState)]


def _level_column(counted: LevelCounter, title: str, level: ScaleLevel) -> ReportColumn[Counted]:
    """How many there are at a level; what is of a board or of all units stands out."""

    def cells(rows: Sequence[Counted]) -> Cells:
        return Cells([counted.at(row, level) for row in rows], strong=sums_among(rows))

    return ReportColumn(title, cells, span=2 if len(title) <= SHORT else 3)
