"""The targets of measures as the plan has them: understood, put in words, and whether they can be decided at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.finding import Problem, Remark, Severity
from followup.form.frame import Frame
from followup.form.rows import FilledRow
from followup.form.units import concerns
from followup.locale import Message, _, literal
from followup.plan.model import Plan
from followup.rules.attainment import as_wanted, fits
from followup.sections.kinds import target_of
from followup.sections.measures_base import figures_at, measured_by, since_of
from followup.sections.measures_plan import earlier_figures_in, is_due
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
    from followup.targets.explain import explain, shown

    for record in plan.rows("measures_planned"):
        if record["target"] is None:
            continue
        understood = target_of(record.text("target"))
        target = as_wanted(understood, measured_by(record.values)) or understood
        if target.kind is Kind.EQUAL and not target.direction_in_text and record["direction"] is not None:
            way = _("at least {value}") if record["direction"] == "higher" else _("at most {value}")
            yield record, _("{target} (direction from the plan)", target=way.filled(value=shown(target)))
        else:
            yield record, explain(target)


def targets_can_be_decided(plan: Plan) -> Iterator[tuple[FilledRow, Remark]]:
    """A target that is not understood, or can never be decided, is told before the round starts."""
    asked = plan.ids_now("measures_planned")
    for record in plan.every_row("measures_planned"):
        is_asked = record.text("id") in asked and is_due(record, plan.frame)
        for column in ("target", "region_target"):
            if record[column] is None:
                continue
            problem = _why_undecided(record, target_of(record.text(column)), plan.frame)
            if problem is None and is_asked and column == "target":
                problem = _why_not_against_before(record, plan)
            if problem is not None:
                yield record, Remark(column, problem, record.text(column))
        if record["baseline"] is not None and _is_unclear(record, plan.frame):
            yield record, Remark("baseline", baseline_is_not_understood(), record.text("baseline"))


def _why_undecided(record: FilledRow, target: Target, frame: Frame) -> Problem | None:
    measured = measured_by(record.values)
    if is_about_a_budget(target):
        return None if _has_budget(record, target, frame) else target_compares_with_what_is_not_in_the_plan()
    if target.kind is Kind.REFERENCE or target.reason == COMPARED_ELSEWHERE:
        return target_compares_with_what_is_not_in_the_plan()
    if target.kind is Kind.UNKNOWN:
        return target_is_not_understood()
    wanted = as_wanted(target, measured)
    if wanted is None or (target.kind is Kind.EQUAL and record["direction"] is None):
        return target_has_no_direction()
    if _is_against(wanted, record.text("direction")):
        return target_says_the_opposite_of_the_direction()
    if not fits(target, measured) or measured.may_be_hundredfold(target):
        return target_is_in_another_unit(record.text("unit"))
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
        return None if record["baseline"] is not None else target_is_compared_with_no_round()
    units = [unit for unit in plan.units.answering if concerns(record["answers"], unit)]
    lacking = [
        unit.name for unit in units if not figures_at(earlier_figures_in(plan, record.text("id"), unit.id), since.round)
    ]
    if units and len(lacking) == len(units):
        return target_has_no_earlier_figure(since.round)
    is_named = record["baseline"] is not None or any(letter.isdigit() for letter in target.baseline)
    return target_has_no_earlier_figure(since.round, lacking) if lacking and is_named else None


def _is_unclear(record: FilledRow, frame: Frame) -> bool:
    """Whether a baseline is neither a round, a year nor a figure in the measure's unit."""
    since = since_of(BETTER, frame, record.values)
    return since.figures is None and not since.round


BETTER = Target("", Kind.INCREASE)
"""A target that names nothing to compare with, so that the plan's own baseline is what counts."""


def _has_budget(record: FilledRow, target: Target, frame: Frame) -> bool:
    figures = since_of(target, frame, record.values).figures
    return bool(figures) or "avvikelse" in record.text("measure").casefold()


def baseline_is_not_understood() -> Problem:
    """What a change is counted from is a fixed point, that both rounds can look up.

    Wrong: förra mätningen
    Right: T1 2021; 2019; 40 %
    """
    told = _("is neither a round, a year nor a figure in the measure's unit. Write for example T1 2021, 2019 or 40 %.")
    return Problem("baseline-not-understood", told, Severity.WARNING)


def target_compares_with_what_is_not_in_the_plan() -> Problem:
    """What others have reached, or a budget, stands nowhere in the plan: no outcome can be held against it.

    Wrong: i nivå med riket
    Right: minst 73 %
    """
    told = _(
        "compares with figures that the plan does not have, so the measure is never judged. Write the figure itself, "
        "for example minst 73 %, and whose it is in the column Source; or a change: Öka."
    )
    return Problem("target-compares-elsewhere", told, Severity.WARNING)


def target_is_compared_with_no_round() -> Problem:
    """A change is a change since some round; without one nobody can say whether more or less has been reached.

    Wrong: "Öka", and nothing in the setting Jämförs med.
    Right: "Öka", and T1 2021 in the setting Jämförs med.
    """
    told = _(
        "is compared with an earlier outcome, but no round is named. Write the round in the setting Compared with, "
        "or in the target: Öka jämfört med T1 2021."
    )
    return Problem("target-without-a-round", told, Severity.WARNING)


def target_has_no_earlier_figure(since: str, lacking: Sequence[str] = ()) -> Problem:
    """A change cannot be judged before there is a figure that it is a change from: of each unit, where it names a year.

    Wrong: "Öka", and no outcome of T1 2021 on the sheet Tidigare utfall.
    Right: "Öka", and an outcome of T1 2021 on the sheet Tidigare utfall.
    """
    told = _(
        "is compared with {round}, and the plan has no outcome of it. Write it on the sheet Earlier outcomes, take it "
        "from that round with merge --previous, or write a limit, for example minst 80 %.",
        round=literal(since),
    )
    if lacking:
        told = _("{told} It is lacking for: {units}.", told=told, units=literal(", ".join(lacking)))
    return Problem("target-without-a-baseline", told, Severity.WARNING)


def target_is_in_another_unit(unit: str) -> Problem:
    """A target in pieces or days says nothing of a share: no unit is ever taken for another.

    Wrong: minst 300 st
    Right: minst 80 %
    """
    told = _(
        "is not in the measure's unit ({unit}), so no outcome can be held against it. Write both in the same unit; of a "
        "share write the percent sign, and a change of it in percentage points.",
        unit=literal(unit or "–"),
    )
    return Problem("target-in-another-unit", told, Severity.WARNING)


def target_is_not_understood() -> Problem:
    """A target that is not understood is never guessed at: the measure is shown, and not scored.

    Wrong: så bra som möjligt
    Right: minst 95 %
    """
    told = _(
        "is not understood as a target; the measure will not be scored. Write for example: minst 95 %, Minska, Under 6,5 %."
    )
    return Problem("target-not-understood", told, Severity.WARNING)


def target_says_the_opposite_of_the_direction() -> Problem:
    """The target's words and the column Direction must point the same way.

    Wrong: minst 80 % with lägre in the column Riktning.
    Right: minst 80 % with högre.
    """
    told = _("says the opposite of the column Direction. The target's own words are followed; correct one of them.")
    return Problem("target-against-direction", told, Severity.WARNING)


def target_has_no_direction() -> Problem:
    """A bare number does not say whether more or less is good.

    Wrong: 70 % and an empty Riktning.
    Right: 70 % and högre, or minst 70 %.
    """
    told = _(
        "does not say whether higher or lower is good; the measure will not be scored. Fill in the column Direction."
    )
    return Problem("direction-missing", told, Severity.WARNING)


def _is_against(target: Target, direction: str) -> bool:
    """Whether a target asks for more of what the measure wants less of, or the other way round."""
    upwards = target.kind in (Kind.AT_LEAST, Kind.INCREASE, Kind.INCREASE_BY)
    downwards = target.kind in (Kind.AT_MOST, Kind.DECREASE, Kind.DECREASE_BY)
    return not target.better and ((upwards and direction == "lower") or (downwards and direction == "higher"))
