"""Judgements counted by level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from followup.form.frame import Frame
from followup.form.terms.concepts import JUDGEMENT
from followup.form.terms.level_sentences import LevelCount, counted_in_order
from followup.form.traits import CountedAs
from followup.locale import Message
from followup.region.model import RegionTable, UnitRow
from followup.reports.wording.formatting import levels_in_order


def counts_by(rows: Sequence[UnitRow], group: str, scale: str) -> dict[str, Counter[str]]:
    """Judgements on a scale by the rows' group, counted by level."""
    levels: dict[str, list[str]] = {}
    for row in rows:
        for judgement in row.judgements:
            if judgement.scale == scale and judgement.counts:
                levels.setdefault(row.filled.text(group), []).append(judgement.level)
    return {name: Counter(of_group) for name, of_group in levels.items()}


def levels_counted(frame: Frame, scale: str, counts: Mapping[str, int]) -> list[LevelCount]:
    """The levels of a scale that some stand at, most first, then in the order of the scale."""
    levels = levels_in_order(frame, scale, [key for key, n in counts.items() if n])
    return counted_in_order([(level, counts[level.key]) for level in levels], frame.words)


def noun_of(table: RegionTable, n: int) -> Message:
    """What so many of a section's rows are called: actions, plans; else judgements."""
    trait = table.section.trait(CountedAs)
    if trait is None:
        return JUDGEMENT
    return trait.one if n == 1 and trait.one is not None else trait.noun
