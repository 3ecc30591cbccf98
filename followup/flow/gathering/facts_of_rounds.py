"""The facts of the rounds that are asked for: of earlier ones as their records keep them, of this one as it is now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.history import records_of_earlier_rounds
from followup.flow.gathering.workspace import Workspace
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal
from followup.locale.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.history.past_facts import PastFacts
    from followup.region.facts.fact import Facts

ALL = "all"
"""Stands for this round and every earlier one that has a record."""


def read_rounds(
    place: Workspace, frame: Frame, into: Path, rounds: Sequence[str], now: Callable[[], Facts], published: bool = False
) -> Facts:
    """The facts of these rounds, the earliest first; ``now`` gives those of this one, and is called when it is needed.

    An earlier round without a record has the figures that this round's forms and plan tell of it. CouldNotRun for one
    of which nothing is known, or whose record cannot be read; with ``published`` for one that was not published.
    """
    from followup.plan.rounds.rounds import order_of
    from followup.region.facts.past_rounds import facts_of_past, facts_of_rounds, join_facts

    records = _records(place, into, frame)
    wanted = [frame.round, *records] if ALL in [round_.casefold() for round_ in rounds] else [*rounds]
    kept = {name: records[name] for name in (_same(round_, records) for round_ in wanted) if name}
    others = [round_ for round_ in wanted if not _same(round_, records)]
    tables = {round_: facts_of_past(_past_facts(folder, published)) for round_, folder in kept.items()}
    if others:
        current = now()
        there = list(dict.fromkeys(current.columns["round"]))
        for round_ in others:
            name = round_among([frame.round, *there], round_, recorded=[*records, *there])
            tables[name] = facts_of_rounds(current, {name})
    return join_facts(tables[round_] for round_ in sorted(tables, key=lambda name: order_of(name) or (0, 0)))


def facts_of_record(place: Workspace, into: Path, frame: Frame, round_: str, published: bool = False) -> PastFacts:
    """The facts that the record of an earlier round keeps; CouldNotRun where there is none that can be read."""
    records = _records(place, into, frame)
    return _past_facts(records[round_among([*records], round_)], published)


def _records(place: Workspace, into: Path, frame: Frame) -> dict[str, Path]:
    """The folders of the records of earlier rounds, by round; of several of a round the last."""
    from followup.history.record import index_in

    folders = [(index_in(folder), folder) for folder in records_of_earlier_rounds(place, into, frame)]
    return {
        index.round: folder for index, folder in folders if index is not None and index.region == frame.sender.short
    }


def _same(round_: str, rounds: Sequence[str] | dict[str, Path]) -> str:
    """The one of some rounds that a text names; empty where it names none."""
    from followup.plan.rounds.rounds import same_round

    return next((name for name in rounds if same_round(name, round_)), "")


def _past_facts(folder: Path, published: bool) -> PastFacts:
    from followup.history.past_facts import facts_in
    from followup.history.record import FACTS, PUBLISHED_FACTS

    past, findings = facts_in(folder, PUBLISHED_FACTS if published else FACTS)
    if findings:
        raise CouldNotRun(_("{file} {advice}", file=literal(findings[0].place.file), advice=findings[0].advice))
    if past is None:
        raise CouldNotRun(
            _(
                "The record in {folder} has no facts: an earlier version made it. Merge that round again to get them.",
                folder=literal(str(folder)),
            )
        )
    if published and not past.index.published_on:
        raise CouldNotRun(
            _(
                "{round} was not published, so there are no masked facts of it. Leave out --published, or the round.",
                round=literal(past.index.round),
            )
        )
    return past


def round_among(rounds: Sequence[str], wanted: str, recorded: Sequence[str] = ()) -> str:
    """The one of some rounds that is wanted; CouldNotRun where it is none, naming those that are ``recorded``."""
    if name := _same(wanted, rounds):
        return name
    names = ", ".join(dict.fromkeys(recorded or rounds))
    if not names:
        raise CouldNotRun(_("Nothing is kept of a round called {round}.", round=literal(wanted)))
    refusal = _(
        "Nothing is kept of a round called {round}. There are facts of {rounds}.",
        round=literal(wanted),
        rounds=literal(names),
    )
    raise CouldNotRun(did_you_mean(refusal, nearest(wanted, recorded or rounds)))
