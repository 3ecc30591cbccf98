"""Judgements counted by level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from followup.region.model import UnitRow


def counts_by(rows: Sequence[UnitRow], group: str, scale: str) -> dict[str, Counter[str]]:
    """Judgements on a scale by the rows' group, counted by level."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for judgement in row.judgements:
            if judgement.scale == scale and judgement.counts:
                counts.setdefault(row.filled.text(group), Counter())[judgement.level] += 1
    return counts
