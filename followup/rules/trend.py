"""Where figures go since the round they are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from followup.form.judgement import Judgement, Trend
from followup.locale import Message, _, literal
from followup.rules.attainment import Measured


def trend_of(
    now: Mapping[str, Decimal], before: Mapping[str, Decimal], names: Mapping[str, str], measured: Measured, since: str
) -> Sequence[Judgement]:
    """One judgement when all parts move alike, or apart (up and down); else one for each part.

    ``now`` and ``before`` are figures by part key; a part without an earlier figure leaves the trend unknown.
    """
    lacking = [part for part in now if part not in before]
    if not now or lacking:
        told = _("There is no outcome for {round} to compare with.", round=literal(since))
        return (Judgement("trend", Trend.UNKNOWN, told),)
    ways = {part: _way(before[part], figure) for part, figure in now.items()}
    reasons = {part: _moved(part, before[part], figure, names, measured) for part, figure in now.items()}
    whole = _("{moves} since {round}.", moves=tuple(reasons.values()), round=literal(since))
    if len(set(ways.values())) == 1:
        return (Judgement("trend", next(iter(ways.values())), whole),)
    if {Trend.UP, Trend.DOWN} <= set(ways.values()):
        return (Judgement("trend", Trend.APART, whole),)
    return tuple(
        Judgement("trend", way, _("{moves} since {round}.", moves=reasons[part], round=literal(since)), part)
        for part, way in ways.items()
    )


def _way(before: Decimal, now: Decimal) -> Trend:
    if now == before:
        return Trend.SAME
    return Trend.UP if now > before else Trend.DOWN


def _moved(part: str, before: Decimal, now: Decimal, names: Mapping[str, str], measured: Measured) -> Message:
    name = names.get(part, "")
    label = literal(f"{name} " if name else "")
    return _("{part}{before} to {now}", part=label, before=measured.shown(before), now=measured.shown(now))
