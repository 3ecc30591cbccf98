"""Judgements by unit as bars of 100 %: which share is on each level, and how many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from followup.form.presenting import LevelCounts
from followup.form.terms.scales import ScaleLevel
from followup.frozen import frozen
from followup.locale import _, literal
from followup.region.model import RegionTable
from followup.reports.drawings.tones import is_bad, meaning_of, tones_of
from followup.reports.parts import ChartData, ChartSeries, ReportChart
from followup.reports.subject import Subject
from followup.reports.wording.counts import counts_by
from followup.reports.wording.formatting import levels_in_order, name_of

FEWEST = 10
"""So many judgements at least: fewer are read in their table."""


@frozen
class _UnitCounts:
    """How many judgements of a unit are on each level."""

    name: str
    counts: Counter[str]

    def share(self, levels: Sequence[ScaleLevel]) -> float:
        """The share that is on some levels."""
        return sum(self.counts[level.key] for level in levels) / max(self.counts.total(), 1)


def level_bars(subject: Subject, table: RegionTable) -> Iterator[ReportChart]:
    """A chart for each scale that the section counts; nothing of one unit alone. The unit with the largest share of what is
    not as it should be stands first.
    """
    for declared in table.section.overview:
        if isinstance(declared, LevelCounts) and subject.unit is None:
            yield from _chart(subject, table, declared)


def _chart(subject: Subject, table: RegionTable, declared: LevelCounts) -> Iterator[ReportChart]:
    units = list(_units(subject, table, declared))
    if len(units) < 2 or sum(unit.counts.total() for unit in units) < FEWEST:
        return
    present = sorted(set().union(*(unit.counts for unit in units)))
    levels = levels_in_order(subject.frame, declared.scale, present)
    bad = [level for level in levels if is_bad(level)]
    units.sort(key=lambda unit: -unit.share(bad))
    words = subject.words
    title = words(_("{section} by unit: share on each level, with the number", section=table.section.title))
    names = [f"{level.symbol} {level.word}".strip() for level in levels]
    shown = "; ".join(
        f"{unit.name}: "
        + ", ".join(f"{name} {unit.counts[level.key]}" for name, level in zip(names, levels, strict=True))
        for unit in units
    )
    series = [
        ChartSeries(name, [float(unit.counts[level.key]) or None for unit in units], *tone)
        for name, level, tone in zip(names, levels, tones_of([meaning_of(level) for level in levels]), strict=True)
    ]
    alt_text = words(_("Chart. {title}. {figures}.", title=literal(title), figures=literal(shown)))
    data = ChartData([unit.name for unit in units], series)
    yield ReportChart("stacked", title, alt_text, lambda: data, "0", values=True)


def _units(subject: Subject, table: RegionTable, declared: LevelCounts) -> Iterator[_UnitCounts]:
    for state in subject.region.states:
        if not state.answered:
            continue
        counts = sum(counts_by(table.of(state.unit), declared.group, declared.scale).values(), Counter[str]())
        if counts:
            yield _UnitCounts(name_of(subject.region, state.unit), counts)
