"""The same row of units that stand under each other: whose figures are added up, at any depth of the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.columns import Column, Role
from followup.form.frame import Frame
from followup.form.rows import Branch, FilledRow
from followup.form.section import Section
from followup.form.terms.units import Unit
from followup.form.texts.distinct_texts import distinguishing_type
from followup.form.traits import NO_RATIOS, Ratios
from followup.locale import literal
from followup.locale.numbers import rounded
from followup.rulebook.figures import DIFFERS_FROM_SUB_UNITS
from followup.rulebook.problem import Remark
from followup.rules.sums.adding_up import every_row

RowsByUnit = Mapping[str, Sequence[FilledRow]]
"""Rows of one key by the unit's id, in the plan's order of units."""

Branches = Mapping[str, Sequence[Branch]]
"""The same, each with the rows of its own sub-units under it."""


def branches_of(rows: RowsByUnit, frame: Frame) -> Branches:
    """The rows with those of their own sub-units under them.

    A unit without the row is passed over: those under it stand under the next one above. Where the plan says that both
    count, a unit stands beside its sub-units instead of above them.
    """
    if not any(unit in frame.units.answering_above for unit in rows):
        return {unit: list(map(Branch, unit_rows)) for unit, unit_rows in rows.items()}
    below: dict[str, list[str]] = {}
    for unit in rows:
        below.setdefault(_next_above(unit, rows, frame), []).append(unit)
    by_unit: dict[str, list[Branch]] = {}

    def branch(unit: str) -> list[Branch]:
        first, *others = rows[unit]
        under = tuple(sub_branch for sub_unit in below.get(unit, ()) for sub_branch in branch(sub_unit))
        own_counts = bool(under) and frame.units[unit].counted == "own"
        by_unit[unit] = [Branch(first, under, own_counts), *map(Branch, others)]
        return by_unit[unit]

    for unit in below.get("", ()):
        branch(unit)
    return {unit: by_unit[unit] for unit in rows}


def topmost_branches(branches: Branches, frame: Frame) -> list[Branch]:
    """The rows of units that nobody above them answers too."""
    return [
        branch
        for unit, unit_branches in branches.items()
        if not _next_above(unit, branches, frame)
        for branch in unit_branches
    ]


def _next_above(unit: str, rows: Collection[str], frame: Frame) -> str:
    """The nearest unit above with the row that stands instead of, not beside, those under it."""
    above = (unit_above for unit_above in frame.units.answering_above.get(unit, ()) if unit_above in rows)
    return next((unit_above for unit_above in above if frame.units[unit_above].counted != "both"), "")


def branches_below(branches: Branches, unit: Unit, frame: Frame) -> list[Branch]:
    """The topmost rows of a unit and those under it."""
    unit_ids = [unit_id for unit_id in branches if unit_id == unit.id or unit.id in frame.units.above(unit_id)]
    if not any(unit_id != unit.id for unit_id in unit_ids):
        return []
    topmost_branches = [unit_id for unit_id in unit_ids if not _next_above(unit_id, unit_ids, frame)]
    return [branch for unit_id in topmost_branches for branch in branches[unit_id]]


def branches_among(branches: Iterable[Branch], rows: Collection[int]) -> Iterator[Branch]:
    """The branches of some units, whose ``rows`` are given by their identity: what is theirs of the sum of all.

    Of a unit whose sub-units are not all among the same ones its own figure cannot be divided: theirs are taken, each
    where it belongs, unless the plan says that the unit's own counts.
    """
    for branch in branches:
        is_theirs = id(branch.row) in rows
        if all((id(row) in rows) is is_theirs for row in every_row([branch])):
            yield from [branch] if is_theirs else []
        elif branch.own_counts:
            yield from [Branch(branch.row)] if is_theirs else []
        else:
            yield from branches_among(branch.under, rows)


def differences(
    section: Section, columns: Sequence[Column], rows: Mapping[str, RowsByUnit], frame: Frame
) -> Iterator[tuple[FilledRow, Remark]]:
    """What a unit answers against the sum of its own sub-units, where each of those has its figure."""
    aggregate = section.aggregate
    if aggregate is None:
        return
    for by_unit in rows.values():
        for branch in (branch_ for unit_branches in branches_of(by_unit, frame).values() for branch_ in unit_branches):
            row = branch.row
            if branch.under and not branch.own_counts and not row.row.sums:
                total = aggregate(branch.under, columns)
                remarks = () if total is None else _difference_remarks(row, total, section, columns, frame)
                yield from ((row, remark) for remark in remarks)


def _difference_remarks(
    row: FilledRow, total: FilledRow, section: Section, columns: Sequence[Column], frame: Frame
) -> Iterator[Remark]:
    ratios = {share: made_of for share, *made_of in (section.trait(Ratios) or NO_RATIOS).bases}
    for column in columns:
        figure, sum_below = row.number(column.key), total.number(column.key)
        if column.role is not Role.INPUT or figure is None or sum_below is None or column.key in total.coverages:
            continue
        if any(row.number(f"{base}.{column.part}") is not None for base in ratios.get(column.base, ())):
            continue  # what the share is made of is compared instead
        counted = _contributing_rows(total, column, ratios)
        kind = row.row.type_of(column)
        far = _rounding([figure, *_numbers(counted, column.key)], "%" in kind.number_format)
        if counted and abs(figure - sum_below) > far:
            total_of_own = rounded(sum_below, 6)
            kind = distinguishing_type(kind, total_of_own, figure, frame.words)
            parts = tuple(literal(f"{row_.origin.unit} {kind.show(row_[column.key], frame.words)}") for row_ in counted)
            shown = kind.show(total_of_own, frame.words)
            yield DIFFERS_FROM_SUB_UNITS.remark(
                column.key, kind.show(figure, frame.words), total=literal(shown), own=parts
            )


def _contributing_rows(total: FilledRow, column: Column, ratios: Mapping[str, Sequence[str]]) -> Sequence[FilledRow]:
    """The rows that a column was added up from; none where a share that is made of it lacks a contributor."""
    shares = (f"{share}.{column.part}" for share, made_of in ratios.items() if column.base in made_of)
    return () if any(share in total.coverages for share in shares) else total.contributing_rows.get(column.key, ())


def _numbers(rows: Sequence[FilledRow], column: str) -> list[Decimal]:
    return [number for row in rows if (number := row.number(column)) is not None]


def _rounding(numbers: Sequence[Decimal], percent: bool) -> Decimal:
    """How far apart figures may be that were rounded each for itself: half of the last digit of each; counts are exact."""
    least = -2 if percent else 0
    steps = [min(exponent, least) for number in numbers if isinstance(exponent := number.as_tuple().exponent, int)]
    if not any(steps):
        return Decimal(0)
    halves = [Decimal("0.5").scaleb(step) for step in steps]
    return max(halves) if percent else sum(halves, Decimal(0))
