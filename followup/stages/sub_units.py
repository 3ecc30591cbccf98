"""The same row of units that stand under each other: whose figures are added up, at any depth of the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.columns import Column, Role
from followup.form.finding import Problem, Remark, Severity
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.locale import _, literal
from followup.locale.numbers import rounded
from followup.plan.model import Plan, Unit
from followup.stages.region import UnitRow

Rows = Mapping[str, Sequence[FilledRow]]
"""Rows of one key by the unit's id, in the plan's order of units."""


def topmost(rows: Rows, plan: Plan) -> list[FilledRow]:
    """The rows of units that nobody above them answers too; each holds the rows of its own sub-units ``under`` it.

    A unit without the row is passed over: those under it stand under the next one above. Where the plan says that both
    count, a unit stands beside its sub-units instead of above them.
    """
    if not any(unit in plan.units_above for unit in rows):
        return [row for own in rows.values() for row in own]
    for row in (each for own in rows.values() for each in own):
        row.under, row.own_counts = (), False
    below: dict[str, list[FilledRow]] = {}
    top: list[FilledRow] = []
    for unit, own in rows.items():
        above = _next_above(unit, rows, plan)
        (below.setdefault(above, []) if above else top).extend(own)
    for unit, under in below.items():
        first = rows[unit][0]
        first.under, first.own_counts = under, plan.units[unit].counted == "own"
    return top


def _next_above(unit: str, rows: Collection[str], plan: Plan) -> str:
    """The nearest unit above with the row that stands instead of, not beside, those under it."""
    above = (each for each in plan.units_above.get(unit, ()) if each in rows)
    return next((each for each in above if plan.units[each].counted != "both"), "")


def units_with_sub_units(rows: Iterable[UnitRow], plan: Plan) -> list[Unit]:
    """The units below the region, answering or not, that have rows of units under them, in the plan's order."""
    answering = {row.unit.id for row in rows if row.unit is not None}
    above = {each for unit in answering for each in plan.above_unit(unit)}
    return [unit for unit in plan.units.values() if unit.id in above and unit.parent in plan.units]


def beneath(rows: Rows, unit: Unit, plan: Plan) -> list[FilledRow]:
    """The topmost rows of a unit and those under it; to be asked for after those of the whole region."""
    own = [each for each in rows if each == unit.id or unit.id in plan.above_unit(each)]
    if not any(each != unit.id for each in own):
        return []
    inside = [each for each in own if not _next_above(each, own, plan)]
    return [row for each in inside for row in rows[each]]


def differences(
    section: Section, columns: Sequence[Column], rows: Mapping[str, Rows], plan: Plan
) -> Iterator[tuple[FilledRow, Remark]]:
    """What a unit answers against the sum of its own sub-units, where each of those has its figure."""
    aggregate = section.aggregate
    if aggregate is None:
        return
    for by_unit in rows.values():
        topmost(by_unit, plan)
        for row in (each for own in by_unit.values() for each in own):
            if row.under and not row.own_counts and not row.row.sums:
                total = aggregate(row.under, columns)
                remarks = () if total is None else _differing(row, total, section, columns, plan)
                yield from ((row, remark) for remark in remarks)


def _differing(
    row: FilledRow, total: FilledRow, section: Section, columns: Sequence[Column], plan: Plan
) -> Iterator[Remark]:
    ratios = {share: made_of for share, *made_of in section.ratios}
    for column in columns:
        here, there = row.number(column.key), total.number(column.key)
        if column.role is not Role.INPUT or here is None or there is None or column.key in total.short:
            continue
        if any(row.number(f"{base}.{column.part}") is not None for base in ratios.get(column.base, ())):
            continue  # what the share is made of is compared instead
        counted = _added_up(total, column, ratios)
        kind = row.row.type_of(column)
        far = _rounding([here, *_numbers(counted, column.key)], "%" in kind.number_format)
        if counted and abs(here - there) > far:
            own = [(each.origin.unit, kind.show(each[column.key], plan.words)) for each in counted]
            shown = kind.show(rounded(there, 6), plan.words)
            yield Remark(column.key, unit_is_not_the_sum_of_its_own(shown, own), kind.show(here, plan.words))


def _added_up(total: FilledRow, column: Column, ratios: Mapping[str, Sequence[str]]) -> Sequence[FilledRow]:
    """The rows that a column was added up from; none where a share that is made of it lacks a contributor."""
    shares = (f"{share}.{column.part}" for share, made_of in ratios.items() if column.base in made_of)
    return () if any(share in total.short for share in shares) else total.made_of.get(column.key, ())


def _numbers(rows: Sequence[FilledRow], column: str) -> list[Decimal]:
    return [number for row in rows if (number := row.number(column)) is not None]


def _rounding(numbers: Sequence[Decimal], percent: bool) -> Decimal:
    """How far apart figures may be that were rounded each for itself: half of the last digit of each; counts are exact."""
    least = -2 if percent else 0
    steps = [min(exponent, least) for each in numbers if isinstance(exponent := each.as_tuple().exponent, int)]
    if not any(steps):
        return Decimal(0)
    halves = [Decimal("0.5").scaleb(step) for step in steps]
    return max(halves) if percent else sum(halves, Decimal(0))


def unit_is_not_the_sum_of_its_own(total: str, own: Sequence[tuple[str, str]]) -> Problem:
    """A unit and its sub-units tell of the same thing: two figures cannot both be right, and only one is counted.

    Wrong: the division says 120, its two clinics 70 and 40.
    Right: the division says 110, or leaves the row to its clinics.
    """
    told = _(
        "is not what its sub-units say together, {total} ({own}). Correct the figure that is wrong; "
        "sums count those of the sub-units.",
        total=literal(total),
        own=tuple(literal(f"{unit} {figure}") for unit, figure in own),
    )
    return Problem("differs-from-sub-units", told, Severity.WARNING)
