"""The targets of measures as the plan has them: understood, put in words, and whether they can be decided at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.terms.units import concerns
from followup.locale import Message, _, literal
from followup.plan.model import Plan
from followup.rulebook.planning.plan_measures import (
    BASELINE_NOT_UNDERSTOOD,
    COMPARED_WITH_ANOTHER_LENGTH,
    DIRECTION_MISSING,
    TARGET_AGAINST_DIRECTION,
    TARGET_COMPARES_ELSEWHERE,
    TARGET_IN_ANOTHER_UNIT,
    TARGET_NOT_UNDERSTOOD,
    TARGET_WITH_THE_REGIONS_BASELINE,
    TARGET_WITHOUT_A_BASELINE,
    TARGET_WITHOUT_A_BASELINE_OF_UNITS,
    TARGET_WITHOUT_A_ROUND,
)
from followup.rulebook.problem import Problem, Remark
from followup.rules.scoring.attainment import as_wanted, fits
from followup.sections.figure_kinds import target_of
from followup.sections.measures.measures_base import figures_at, measured_by, since_of
from followup.sections.measures.measures_kinds import kind_of_measure
from followup.sections.measures.measures_periods import comparable_round, lengths
from followup.sections.measures.measures_plan import earlier_figures_in, earlier_of_region, is_due
from followup.targets.model import COMPARED_ELSEWHERE, Kind, Target

CHANGES = frozenset({Kind.INCREASE, Kind.DECREASE, Kind.INCREASE_BY, Kind.DECREASE_BY})
"""Targets that are a change since an earlier figure."""

LIMITS = frozenset({Kind.AT_LEAST, Kind.AT_MOST, Kind.EQUAL})
"""Targets that have a limit, which may be an earlier figure."""


def is_against_before(target: Target) -> bool:
    """Whether a target has no limit of its own, but is a change since an earlier figure or asks that it is kept."""
    numbers = target.value is not None or target.split or target.by_year or target.levels or target.parts
    return target.kind in CHANGES or (target.kind in LIMITS and not numbers)


def is_from_ones_own(target: Target) -> bool:
    """Whether a target has no amount of its own, so that whoever has an earlier figure is compared with that."""
    return is_against_before(target) and (target.value is None or target.unit == "%") and not is_about_a_budget(target)


def is_about_a_budget(target: Target) -> bool:
    """Whether a target asks that a budget is kept: "budget i balans", "hålla budget"."""
    return target.balance or (target.kind is Kind.REFERENCE and target.reference == "budget")


def targets_in_words(plan: Plan) -> Iterator[tuple[FilledRow, Message]]:
    """How each target is understood, with the direction that the plan gives it."""
    from followup.targets.explain import explain, show_target

    for record in plan.rows("measures_planned"):
        if record["target"] is None:
            continue
        understood = target_of(record.text("target"))
        target = as_wanted(understood, measured_by(record.values)) or understood
        if target.kind is Kind.EQUAL and not target.direction_in_text and record["direction"] is not None:
            way = _("at least {value}") if record["direction"] == "higher" else _("at most {value}")
            yield record, _("{target} (direction from the plan)", target=way.filled(value=show_target(target)))
        else:
            yield record, explain(target)


def targets_can_be_decided(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """A target that is not understood, or can never be decided, is reported before the round starts."""
    ids = plan.ids_now("measures_planned")
    for record in plan.every_row("measures_planned"):
        is_asked = record.text("id") in ids and is_due(record, plan.frame)
        for column in ("target", "region_target"):
            if record[column] is None:
                continue
            problem = _why_undecided(record, target_of(record.text(column)), plan.frame)
            if problem is None and is_asked and column == "target":
                problem = _why_not_against_before(record, plan)
            if problem is not None:
                yield record, Remark(column, problem, record.text(column))
        if record["baseline"] is not None and _is_unclear(record, plan.frame):
            yield record, BASELINE_NOT_UNDERSTOOD.remark("baseline", record.text("baseline"))


def _why_undecided(record: FilledRow, target: Target, frame: Frame) -> Problem | None:
    measured = measured_by(record.values)
    if is_about_a_budget(target):
        return None if _has_budget(record, target, frame) else TARGET_COMPARES_ELSEWHERE.problem()
    if target.kind is Kind.REFERENCE or target.reason == COMPARED_ELSEWHERE:
        return TARGET_COMPARES_ELSEWHERE.problem()
    if target.kind is Kind.UNKNOWN:
        return TARGET_NOT_UNDERSTOOD.problem()
    wanted = as_wanted(target, measured)
    if wanted is None or (not target.direction_in_text and not target.better and record["direction"] is None):
        return DIRECTION_MISSING.problem()
    if _is_against(wanted, record.text("direction")):
        return TARGET_AGAINST_DIRECTION.problem()
    if not fits(target, measured) or measured.may_be_hundredfold(target):
        return TARGET_IN_ANOTHER_UNIT.problem(unit=literal(record.text("unit") or "–"))
    return None


def _why_not_against_before(record: FilledRow, plan: Plan) -> Problem | None:
    """Why a target that is compared with an earlier figure cannot be."""
    target = target_of(record.text("target"))
    if not is_against_before(target):
        return None
    since = since_of(target, plan.frame, record.values)
    if since.figures is not None:
        return None
    if not since.round:
        return None if record["baseline"] is not None else TARGET_WITHOUT_A_ROUND.problem()
    compared = comparable_round(kind_of_measure(record, plan), plan.frame, since.round)
    if not compared:
        return COMPARED_WITH_ANOTHER_LENGTH.problem(**lengths(plan.frame, since.round))
    since = replace(since, round=compared)
    units = [unit for unit in plan.units.answering if concerns(record["answers"], unit)]
    lacking = [
        unit.name for unit in units if not figures_at(earlier_figures_in(plan, record.text("id"), unit.id), since.round)
    ]
    if units and len(lacking) == len(units):
        if figures_at(earlier_of_region(plan, record.text("id")), since.round):
            return TARGET_WITH_THE_REGIONS_BASELINE.problem(round=literal(since.round))
        return _without_baseline(since.round)
    is_named = record["baseline"] is not None or any(letter.isdigit() for letter in target.baseline)
    return _without_baseline(since.round, lacking) if lacking and is_named else None


def _is_unclear(record: FilledRow, frame: Frame) -> bool:
    """Whether a baseline is neither a round, a year nor a figure in the measure's unit."""
    since = since_of(BETTER, frame, record.values)
    return since.figures is None and not since.round


BETTER = Target("", Kind.INCREASE)
"""A target that names nothing to compare with, so that the plan's own baseline is what counts."""


def _has_budget(record: FilledRow, target: Target, frame: Frame) -> bool:
    figures = since_of(target, frame, record.values).figures
    return bool(figures) or "avvikelse" in record.text("measure").casefold()


def _without_baseline(since: str, lacking: Sequence[str] = ()) -> Problem:
    """``lacking`` are the units of which no figure is known; none where it is known of nobody."""
    of_all = TARGET_WITHOUT_A_BASELINE.problem(round=literal(since))
    if not lacking:
        return of_all
    return TARGET_WITHOUT_A_BASELINE_OF_UNITS.problem(told=of_all.advice, units=literal(", ".join(lacking)))


def _is_against(target: Target, direction: str) -> bool:
    """Whether a target asks for more of what the measure wants less of, or the other way round."""
    upwards = target.kind in (Kind.AT_LEAST, Kind.INCREASE, Kind.INCREASE_BY)
    downwards = target.kind in (Kind.AT_MOST, Kind.DECREASE, Kind.DECREASE_BY)
    if target.amount_of:  # less of a deficit is a higher figure where deficits have a minus
        return False
    return not target.better and ((upwards and direction == "lower") or (downwards and direction == "higher"))
