"""What a measure's change is counted from: a fixed point, as the target or the plan names it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from followup.form.frame import Frame
from followup.form.values import Value
from followup.form.written.units_of_measure import is_share
from followup.frozen import frozen
from followup.locale import Message, _, literal
from followup.plan.rounds.rounds import PART, YEAR, order_of, same_round
from followup.rules.scoring.measured import Measured
from followup.sections.measures.measures_plan import EarlierFigures
from followup.targets.grammar import times
from followup.targets.model import Kind, Target

Figures = Mapping[str, Decimal]
"""Figures by the part's key; ``total`` for the whole."""

ONLY_A_YEAR = re.compile(r"(?:(?:hela|helår|år|året) ?)*((?:19|20)\d\d)", re.IGNORECASE)


@frozen
class Since:
    """A round, or ``figures`` that the plan itself gives; neither where there is none. ``label`` says which."""

    label: Message
    round: str = ""
    figures: Figures | None = None


def measured_by(about: Mapping[str, Value]) -> Measured:
    """What a measure's figures are measured in, and which way is good, from the plan's record of it."""
    return _measured(str(about.get("unit") or ""), str(about.get("direction") or ""))


@lru_cache(maxsize=256)
def _measured(unit: str, direction: str) -> Measured:
    """The same for the same: a plan has a few, and every figure of every row is shown by one."""
    return Measured(is_share(unit), unit, direction)


def since_of(target: Target, frame: Frame, about: Mapping[str, Value]) -> Since:
    """What a target is compared with: what its own text names, else the measure's baseline, else the plan's round.

    Only "the year before" moves with the round that is reported; a baseline in the plan stays where it is.
    """
    before = target.baseline
    if before.startswith(("same ", "previous year")):
        year = YEAR.search(before)
        round_ = _same_in(year[0], frame) if year else _year_before(frame)
        when = times.in_words(before)
        return Since(literal(round_) if year else _("{when}, {round}", when=when, round=literal(round_)), round_)
    if any(letter.isdigit() for letter in before):
        return Since(times.in_words(before), before)
    baseline = str(about.get("baseline") or "")
    if baseline and not before.startswith("previous"):
        return _fixed(baseline, frame, measured_by(about))
    round_ = frame.period.compared_with
    if before and round_:
        return Since(_("{when}, {round}", when=times.in_words(before), round=literal(round_)), round_)
    return Since(times.in_words(before) if before else literal(round_), round_)


def _year_before(frame: Frame) -> str:
    """The round compared with where it is of the year before, else the same round of that year."""
    now, other = order_of(frame.round), frame.period.compared_with
    if now is None:
        return other
    before = order_of(other)
    return other if before is not None and before[0] == now[0] - 1 else _same_in(str(now[0] - 1), frame)


def _same_in(year: str, frame: Frame) -> str:
    """The round that is reported, of another year: T1 2022 is T1 2019 in 2019."""
    return YEAR.sub(year, frame.round) if YEAR.search(frame.round) else year


def _fixed(text: str, frame: Frame, measured: Measured) -> Since:
    """A baseline as the plan writes it: a year or a round, or a figure for the whole or for each part."""
    if ONLY_A_YEAR.fullmatch(text) or (order_of(text) is not None and PART.search(text)):
        return Since(literal(text), text)
    figures = _figures_in(text, frame, measured)
    if figures:
        return Since(_("the plan's baseline"), figures=figures)
    return Since(literal(f"“{text}”"), text if order_of(text) is not None else "")


def _figures_in(text: str, frame: Frame, measured: Measured) -> Figures:
    """The figures of a baseline, as figures are stored; none where it is not understood, or in another unit."""
    from followup.targets.parse import parse_outcome

    keys = {part.short.upper(): part.key for part in frame.breakdown}
    outcome = parse_outcome(text, tuple(part.short for part in frame.breakdown))
    latest = outcome.latest
    if latest is None or outcome.approximate or outcome.kind is not Kind.EQUAL or set(latest.split) - set(keys):
        return {}
    unit = Target(text, Kind.EQUAL, latest.total, unit=latest.unit, split=latest.split)
    if measured.may_be_hundredfold(unit):
        return {}
    written = {keys[letter]: value for letter, value in latest.split.items()}
    if latest.total is not None and not written:
        written = {"total": latest.total}
    stored = {key: measured.stored(unit, value) for key, value in written.items()}
    return {} if None in stored.values() else {key: value for key, value in stored.items() if value is not None}


def figures_at(earlier: EarlierFigures, round_: str) -> Figures:
    """Those of one round, however it is written; none where two rounds may be meant."""
    same = [figures for of, figures in earlier if of.casefold() == round_.casefold()]
    same = same or [figures for of, figures in earlier if _same_time(of, round_)]
    return same[0] if len(same) == 1 else {}


def _same_time(one: str, other: str) -> bool:
    """Whether two texts name the same round, or the same year and nothing more."""
    years = [ONLY_A_YEAR.fullmatch(" ".join(figure.split())) for figure in (one, other)]
    if years[0] and years[1]:
        return years[0][1] == years[1][1]
    return not any(years) and bool(PART.search(one)) and same_round(one, other)
