"""What is wrong with the units that the plan says are replaced, and with those that are gone and nobody replaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.terms.units import REGION, UnitTree
from followup.form.written.plain_text import folded
from followup.history.model import PastRound
from followup.history.successors.origins import is_older
from followup.locale import literal
from followup.locale.nearest import nearest, one_of
from followup.plan.model import Plan
from followup.plan.unit_changes.unit_changes import REPLACES, keeps_a_part, successors_of
from followup.rulebook.planning.unit_changes import (
    PREDECESSOR_NEARLY_KNOWN,
    PREDECESSOR_UNKNOWN,
    SUCCESSOR_IS_OLDER,
    UNIT_GONE,
)


def unknown_units(plan: Plan, trees: Sequence[UnitTree]) -> Iterator[Finding]:
    """Units that the plan says are replaced, and that no earlier round knows."""
    names = {folded(text) for tree in (*trees, plan.units) for unit in tree.values() for text in (unit.id, unit.name)}
    names |= {folded(other.unit) for tree in trees for unit in tree.values() for other in unit.replaces}
    last, replaced = trees[-1], {folded(id_) for id_ in successors_of(plan.units)}
    free = tuple(id_ for id_ in last if id_ not in plan.units and folded(id_) not in replaced)
    for row in plan.rows("units"):
        unit = plan.units.get(row.text("id"))
        for other in unit.replaces if unit is not None else ():
            if folded(other.unit) not in names:
                near = nearest(other.unit, free)
                problem = (
                    PREDECESSOR_NEARLY_KNOWN.problem(near=one_of(near))
                    if near
                    else PREDECESSOR_UNKNOWN.problem(units=free or ("–",))
                )
                yield Finding.of(row.place(REPLACES), problem, other.unit)


def older_units(plan: Plan, last: PastRound, tree: UnitTree) -> Iterator[Finding]:
    """Units that take over a part of one that goes on, were there in the last round, and do not say what they keep."""
    before = successors_of(tree)
    rows = {row.text("id"): row for row in plan.rows("units")}
    for id_, successors in successors_of(plan.units).items():
        earlier = [(unit.id, share) for unit, share in before.get(id_, ())]
        if not keeps_a_part(id_, successors) or earlier == [(unit.id, share) for unit, share in successors]:
            continue
        for unit, _share in successors:
            if is_older(unit, tree):
                written = rows[unit.id][REPLACES]
                text = ", ".join(written) if isinstance(written, tuple) else ""
                problem = SUCCESSOR_IS_OLDER.problem(
                    round=literal(last.round), unit=literal(id_), own=literal(f"{unit.id}, {text}")
                )
                yield Finding.of(rows[unit.id].place(REPLACES), problem, text)


def gone_units(plan: Plan, last: PastRound, tree: UnitTree) -> Iterator[Finding]:
    """Units of the last round that the plan has not and that nobody replaces."""
    by_name = {folded(unit.name): unit.id for unit in tree.values() if unit.id not in plan.units}
    replaced = {by_name.get(folded(id_), id_) for id_ in successors_of(plan.units)}
    replaced = {folded(id_) for id_ in replaced}
    sheets = [row.origin for row in plan.rows("units")]
    place = Place(*sheets[0]) if sheets else Place(plan.file)
    for unit in tree.values():
        if unit.kind != REGION and unit.id not in plan.units and folded(unit.id) not in replaced:
            problem = UNIT_GONE.problem(round=literal(last.round), unit=literal(unit.id))
            yield Finding.of(place, problem, unit.name)
