"""Where figures go since the round they are compared with; whether that is better is said apart from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from followup.form.terms.judgement import Judgement, Trend
from followup.form.terms.period_names import round_name
from followup.locale import Message, _, literal
from followup.rules.scoring.measured import Measured

NOTHING = Decimal(0)
NOTHING_BEFORE = _("There is no outcome for {round} to compare with.")
AS_A_FLOAT = Decimal("1e-14")
"""How much a figure may differ from itself, relatively, where it was kept with 15 digits."""


def trend_of(
    now: Mapping[str, Decimal],
    before: Mapping[str, Decimal],
    names: Mapping[str, str],
    measured: Measured,
    since: str,
    dead_band: Decimal = NOTHING,
) -> Sequence[Judgement]:
    """One judgement when all parts move alike, or apart (up and down); else one for each part.

    ``now`` and ``before`` are figures by part key; a part without an earlier figure leaves the trend unknown. A
    relative change of at most ``dead_band`` (0.02 for 2 %) is no change; from 0 every change counts.
    """
    lacking = [part for part in now if part not in before]
    if not now or lacking:
        return unknown(_nothing_before(since))
    ways = {part: _way(before[part], figure, dead_band) for part, figure in now.items()}
    reasons = {
        part: _moved(names.get(part, ""), before[part], figure, ways[part], measured) for part, figure in now.items()
    }
    round_ = literal(since)
    name = round_name(since)
    whole = _("{moves} since {round}.", moves=tuple(reasons.values()), round=name)
    # One word for all where it is true of all; "apart" only for up and down. Up and unchanged are two trends: no one
    # word is true of both.
    if len(set(ways.values())) == 1:
        return (Judgement("trend", next(iter(ways.values())), whole, since=round_),)
    if {Trend.UP, Trend.DOWN} <= set(ways.values()):
        return (Judgement("trend", Trend.APART, whole, since=round_),)
    return tuple(
        Judgement("trend", way, _("{moves} since {round}.", moves=reasons[part], round=name), part, since=round_)
        for part, way in ways.items()
    )


@lru_cache(256)
def _nothing_before(since: str) -> Message:
    return NOTHING_BEFORE.filled(round=round_name(since))


def unknown(reason: Message) -> Sequence[Judgement]:
    """A trend that is unknown, and why."""
    return (Judgement("trend", Trend.UNKNOWN, reason),)


def _way(before: Decimal, now: Decimal, dead_band: Decimal) -> Trend:
    # From 0 there is no relative change: every step from it counts, whatever the band. A share that was worked out is
    # kept by a workbook with the 15 digits of a float, and is no other share for that.
    if abs(now - before) <= max(dead_band, AS_A_FLOAT) * abs(before):
        return Trend.SAME
    return Trend.UP if now > before else Trend.DOWN


def _moved(name: str, before: Decimal, now: Decimal, way: Trend, measured: Measured) -> Message:
    label = literal(f"{name} " if name else "")
    moved = _(
        "{part}{before} to {now}", part=label, before=measured.shown(before, now), now=measured.shown(now, before)
    )
    if way is Trend.SAME or measured.direction not in ("higher", "lower"):
        return moved
    better = (way is Trend.UP) is (measured.direction == "higher")
    return _("{moved} (better)", moved=moved) if better else _("{moved} (worse)", moved=moved)
