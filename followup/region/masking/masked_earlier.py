"""Figures of earlier rounds in a published edition: a row shows none of a round where one of them is a small number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from followup.form.rows import Row
from followup.region.masking.counted import CountedLine, CountedTable, Counts
from followup.rules.sums.masking import is_small


def small_rounds(counted: CountedTable, line: CountedLine, limit: Decimal) -> Collection[str]:
    """The rounds at which one of the row's own earlier figures is a number of people below ``limit``.

    None of such a round is shown: women and men make the total, and the text beside shows what is not small.
    """
    if not line.filled.row.earlier or not counted.counts_people(line):
        return ()
    judged = counted.table.section.measuring.judged
    counts = {
        column.part or "total"
        for column in counted.table.columns
        if column.base == judged
        and not counted.is_share(line.filled, column)
        and counted.counts(line.filled.row, column) is Counts.PEOPLE
    }
    return [
        round_
        for round_, figures in line.filled.row.earlier
        if any(is_small(figures[part], limit) for part in counts & set(figures))
    ]


def rounds_that_tell_a_rest(counted: CountedTable, line: CountedLine, limit: Decimal) -> Collection[str]:
    """The rounds at which the region's own earlier figure, less those of the units, is a small number of people.

    That is what a unit had that is gone: nothing else shows it.
    """
    if line.at.unit or not line.filled.row.earlier or not counted.counts_people(line):
        return ()
    units = [
        dict(other.filled.row.earlier)
        for other in counted.lines
        if other.at.unit and other.at.row == line.at.row and not other.row.repeats
    ]
    return [
        round_
        for round_, figures in line.filled.row.earlier
        for part, whole in figures.items()
        if is_small(whole - sum((of.get(round_, {}).get(part, Decimal(0)) for of in units), Decimal(0)), limit)
    ]


def drop_rounds(row: Row, rounds: Collection[str]) -> Row:
    """The row with its figures of these rounds masked."""
    if not rounds:
        return row
    earlier = tuple(earlier for earlier in row.earlier if earlier[0] not in rounds)
    masked = tuple((round_, tuple(figures)) for round_, figures in row.earlier if round_ in rounds)
    return replace(row, earlier=earlier, earlier_masked=masked)
