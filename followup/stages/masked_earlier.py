"""Figures of earlier rounds in a published edition: none of a round is shown where one of them is a small number."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from followup.form.rows import Row
from followup.plan.rounds import same_round
from followup.rules.masking import is_small
from followup.stages.counted import CountedTable, Counts, Line


def small_rounds(counted: CountedTable, limit: Decimal) -> Mapping[str, Collection[str]]:
    """The rounds of each row at which some unit's earlier figure is a number of people below ``limit``, by row's key.

    What was published at that round may have told the region's sum of it, and masked other units' figures for the sake
    of the small one: so no unit's figure of that round is shown, be it small or not.
    """
    small: dict[str, dict[str, None]] = {}
    for line in counted.lines:
        for round_ in _of_line(counted, line, limit):
            small.setdefault(line.at.row, {})[round_] = None
    return small


def has_small(counted: CountedTable, line: Line, limit: Decimal) -> bool:
    """Whether one of the row's own earlier figures is small: a reason that says their sum would tell it."""
    return bool(_of_line(counted, line, limit))


def without_rounds(row: Row, rounds: Collection[str]) -> Row:
    """The row with its figures of these rounds masked."""
    if not rounds or not row.earlier:
        return row
    kept, masked = [], []
    for round_, figures in row.earlier:
        if any(same_round(round_, other) for other in rounds):
            masked.append((round_, tuple(figures)))
        else:
            kept.append((round_, figures))
    return replace(row, earlier=tuple(kept), earlier_masked=tuple(masked))


def _of_line(counted: CountedTable, line: Line, limit: Decimal) -> list[str]:
    if not line.filled.row.earlier or not counted.counts_people(line):
        return []
    columns = {
        column.part or "total": column
        for column in counted.table.columns
        if column.base == counted.table.section.measuring.judged
    }
    counts = {
        part
        for part, column in columns.items()
        if not counted.is_share(line, column) and counted.counts(line, column) is Counts.PEOPLE
    }
    return [
        round_
        for round_, figures in line.filled.row.earlier
        if any(is_small(figures[part], limit) for part in counts & set(figures))
    ]
