"""From which units of an earlier round the figures of each unit come: through the plans of all rounds between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.terms.units import REGION, Predecessor, Unit, UnitTree
from followup.form.written.plain_text import folded
from followup.history.model import PastRound
from followup.plan.model import Plan
from followup.plan.rounds.rounds import is_before, order_of, same_round
from followup.plan.unit_changes.unit_changes import ALL, Successor, keeps_a_part, successors_of

Origins = Mapping[str, tuple[Predecessor, ...]]
"""Of each unit of this round the units of an earlier one that its figures come from; None as share: nobody knows."""


def origins_of(plan: Plan, past: Sequence[PastRound], at: PastRound) -> Origins:
    """Of each unit of the plan the units of the round ``at`` that it has taken over from; itself, where it was there."""
    usable = in_order(past, plan)
    return origins_between([units_of(round_) for round_ in usable[usable.index(at) :]], plan.units)


def same_units(plan: Plan, past: Sequence[PastRound], round_: str) -> Mapping[str, Unit]:
    """Of each unit of the plan the unit of an earlier round that it was, as that was called then.

    None for one that several units, or a part of one, have become, and none where nothing is known of the round.
    """
    at = next((past_ for past_ in in_order(past, plan) if same_round(past_.round, round_)), None)
    if at is None:
        return {}
    tree = units_of(at)
    return {unit: tree[parts[0].unit] for unit, parts in origins_of(plan, past, at).items() if is_one(parts)}


def former_units_of(plan: Plan, past: Sequence[PastRound]) -> Mapping[str, Unit]:
    """The units of earlier rounds that the plan's replace, by id and by name as they compare; as the last of them has it."""
    replaced = {folded(id_) for id_ in successors_of(plan.units)}
    former: dict[str, Unit] = {}
    for round_ in in_order(past, plan):
        for unit in units_of(round_).values():
            if {folded(unit.id), folded(unit.name)} & replaced and unit.id not in plan.units:
                former |= {folded(unit.name): unit, folded(unit.id): unit}
    return former


def is_one(parts: Sequence[Predecessor]) -> bool:
    """Whether a unit has taken over one other, all of it."""
    return len(parts) == 1 and parts[0].share == ALL


def in_order(past: Sequence[PastRound], plan: Plan) -> list[PastRound]:
    """The rounds of this region before this one, in the order of time."""
    usable = (past_ for past_ in past if past_.region == plan.sender.short and is_before(past_.round, plan.round))
    return sorted(usable, key=lambda past_: order_of(past_.round) or (0, 0))


def units_of(past: PastRound) -> UnitTree:
    """The units of a round's plan; those that it has figures of, where it was kept without them."""
    if past.left.units:
        return UnitTree(past.left.units)
    return UnitTree(Unit(id_, id_) for id_ in dict.fromkeys(figure.unit for figure in past.figures) if id_)


def names_of(trees: Sequence[UnitTree]) -> Mapping[str, str]:
    """What each unit is called, as the latest of the rounds has it."""
    return {unit.id: unit.name for tree in trees for unit in tree.values()}


def origins_between(trees: Sequence[UnitTree], units: UnitTree) -> Origins:
    """From the units of the first tree, through those of the rounds after it, to those of the plan."""
    first = trees[0]
    origins: dict[str, tuple[Predecessor, ...]] = {id_: (Predecessor(id_, ALL),) for id_ in first}
    for before, after in zip(trees, (*trees[1:], units), strict=True):
        origins = _one_step(origins, _changes(first, before, after))
    return {id_: origins[id_] for id_ in units if id_ in origins}


def _changes(first: UnitTree, before: UnitTree, after: UnitTree) -> Mapping[str, Sequence[Successor]]:
    """The units that were replaced between two rounds, with their successors, seen from the ``first`` round.

    What the plan of a round says stands in the plans after it too. Of a unit that is gone that does no harm; one that
    goes on would be divided in each of them, so what the round before said already is left out.
    """
    earlier = successors_of(before)
    by_id = {id_: [(unit.id, share) for unit, share in successors] for id_, successors in earlier.items()}
    changes = {}
    for id_, successors in _resolved(first, before, after).items():
        goes_on = keeps_a_part(id_, successors)
        if goes_on and by_id.get(id_) == [(unit.id, share) for unit, share in successors]:
            continue
        # A unit that came by the change itself, and was there at the round already: the change is older than the round,
        # although its plan did not say so.
        if goes_on and any(is_older(unit, first) for unit, _share in successors):
            continue
        changes[id_] = successors
    return changes


def is_older(unit: Unit, tree: UnitTree) -> bool:
    """Whether a unit that replaces others was there already, and does not say that it keeps what it had itself."""
    return unit.id in tree and all(other.unit != unit.id for other in unit.replaces)


def _resolved(first: UnitTree, before: UnitTree, after: UnitTree) -> Mapping[str, Sequence[Successor]]:
    """The units that are replaced by the ids that earlier rounds had of them: the plan may name one, or write it otherwise."""
    earlier = [unit for tree in (first, before) for unit in tree.values()]
    ids = {folded(unit.name): unit.id for unit in earlier if unit.id not in after}
    ids |= {folded(unit.id): unit.id for unit in earlier}
    resolved: dict[str, list[Successor]] = {}
    for id_, successors in successors_of(after).items():
        resolved.setdefault(ids.get(folded(id_), id_), []).extend(successors)
    return resolved


def _one_step(
    origins: Mapping[str, tuple[Predecessor, ...]], changes: Mapping[str, Sequence[Successor]]
) -> dict[str, tuple[Predecessor, ...]]:
    moved: dict[str, list[Predecessor]] = {}
    for unit, parts in origins.items():
        for successor, share in _shares(unit, changes):
            moved.setdefault(successor, []).extend(
                Predecessor(part.unit, None if share is None or part.share is None else part.share * share)
                for part in parts
            )
    return {unit: tuple(_put_together(parts)) for unit, parts in moved.items()}


def _shares(unit: str, changes: Mapping[str, Sequence[Successor]]) -> Iterator[tuple[str, Decimal | None]]:
    """Where a unit went: to itself where nobody replaces it, to nobody where the region itself does."""
    successors = changes.get(unit)
    if successors is None:
        yield unit, ALL
        return
    shares = [share for _unit, share in successors if share is not None]
    whole = sum(shares, Decimal(0)) or ALL  # three times 33,3 % are thirds
    for successor, share in successors:
        if successor.kind == REGION:
            continue
        if share is not None:
            yield successor.id, share / whole if len(shares) == len(successors) else None
        else:
            yield successor.id, ALL if len(successors) == 1 else None


def _put_together(parts: Sequence[Predecessor]) -> Iterator[Predecessor]:
    """Two shares of one unit are one share of it."""
    by_unit: dict[str, list[Decimal | None]] = {}
    for part in parts:
        by_unit.setdefault(part.unit, []).append(part.share)
    for unit, shares in by_unit.items():
        numbers = [share for share in shares if share is not None]
        yield Predecessor(unit, sum(numbers, Decimal(0)) if len(numbers) == len(shares) else None)
