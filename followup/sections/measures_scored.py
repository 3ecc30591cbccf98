"""How a measure is judged: each figure against its target, and where it goes since the round compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.judgement import NO_LEVEL, Judgement, Level
from followup.form.rows import FilledRow
from followup.form.values import Missing
from followup.locale import Message, _, literal
from followup.plan.model import REGION, Plan
from followup.plan.rounds import is_before
from followup.rules.attainment import attain, undecided
from followup.rules.done import judge_done
from followup.rules.measured import Measured
from followup.rules.partly import on_the_way, partly
from followup.rules.trend import trend_of, unknown
from followup.sections.kinds import target_of
from followup.sections.measures_base import Since, measured_by, since_of
from followup.sections.measures_figures import ToJudge, base_figures, earlier_figures, figures_given, figures_to_judge
from followup.sections.measures_targets import is_about_a_budget, is_against_before
from followup.targets.done import is_answered_by_done
from followup.targets.model import Target


def assess_measure(row: FilledRow, plan: Plan) -> Sequence[Judgement]:
    """Attainment for each part (or the total), and the trend since the round compared with."""
    about = row.row.about
    if not about.get("is_due", True):
        told = _(
            "Followed up at {rounds}, not at {round}.",
            rounds=literal(row.text("due")),
            round=literal(plan.text("round_code")),
        )
        return (Judgement("attainment", Level.NOT_DUE, told),)
    if about.get("has_parts"):
        return ()
    if isinstance(given_by := about.get("given_by"), tuple):
        told = _("Given once for the region, but {units} have each given a figure.", units=given_by)
        return (Judgement("attainment", Level.UNDECIDED, told),)
    target = _target(row)
    if target is not None and is_answered_by_done(target):
        return tuple(_whether_done(row, plan, target)) or (Judgement("attainment", Level.NO_DATA, _why_missing(row)),)
    if not figures_given(row, plan):
        return (Judgement("attainment", Level.NO_DATA, _why_missing(row)),)
    if target is None:
        to_judge = figures_to_judge(row, plan, NO_TARGET)
        return (Judgement("attainment", NO_LEVEL, NOT_THE_REGIONS), *_trend(row, plan, to_judge))
    to_judge = figures_to_judge(row, plan, target)
    return (*_attainments(row, plan, target, to_judge), *_trend(row, plan, to_judge))


def _whether_done(row: FilledRow, plan: Plan, target: Target) -> Iterator[Judgement]:
    """The judgement of each answer that is yes or no, or a day."""
    until, today = plan.day("period_to"), plan.day("deadline")
    for key in (*(part.key for part in plan.split), "total"):
        text = row[f"outcome.{key}"]
        judged = judge_done(target, text, until, today) if isinstance(text, str) else None
        if judged is not None:
            yield Judgement("attainment", judged.level, judged.reason, "" if key == "total" else key)


NO_TARGET = Target("")
NOT_THE_REGIONS = _("The target is each unit's; the plan has none for the region's sum, so the sum is not judged.")


def _target(row: FilledRow) -> Target | None:
    """What a row is judged against; None for a region's sum that the plan gives no target of its own."""
    about = row.row.about
    if about.get("answering") == REGION and about.get("adds_up") == "sum":
        own = str(about.get("region_target") or "")
        return target_of(own) if own else None
    return target_of(row.text("target"))


def measured_in(row: FilledRow) -> Measured:
    """What a row's figures are measured in, and which way is good."""
    return measured_by(row.row.about)


def _attainments(row: FilledRow, plan: Plan, target: Target, to_judge: ToJudge) -> Iterator[Judgement]:
    if to_judge.why_not is not None:
        yield Judgement("attainment", Level.UNDECIDED, to_judge.why_not)
        return
    since = _since(row, plan, target)
    baseline = base_figures(row, plan, since, to_judge.together)
    shorts = {part.key: part.short for part in plan.split}
    partly_from = _setting(row, plan, "partly_from")
    broken = is_against_before(target) and _is_broken(row, since.round)
    for part, value in to_judge.figures.items():
        if broken:
            judged = undecided(_changed_method(row))
        else:
            judged = attain(target, shorts.get(part, ""), measured_in(row), value, baseline.get(part), since.label)
            judged = partly(judged, value, partly_from)
            judged = on_the_way(judged, row.number("forecast"), bool(target.deadline), measured_in(row))
        named = "" if part == "total" else part
        yield Judgement("attainment", judged.level, judged.reason, named, beside=judged.beside)


def _since(row: FilledRow, plan: Plan, target: Target) -> Since:
    """What the row is compared with. A budget is only what the plan gives as one; a deviation from it is held against 0."""
    since = since_of(target, plan, row.row.about)
    if not is_about_a_budget(target) or since.figures is not None:
        return since
    deviates = "avvikelse" in row.text("measure").casefold()
    return replace(since, round="", figures={"total": Decimal(0)} if deviates else {})


def _trend(row: FilledRow, plan: Plan, to_judge: ToJudge) -> Sequence[Judgement]:
    since = plan.text("compare_with")
    if _is_broken(row, since):
        return unknown(_changed_method(row))
    if to_judge.why_not is not None:
        return unknown(to_judge.why_not)
    shorts = {part.key: part.short for part in plan.split}
    dead_band = _setting(row, plan, "dead_band") or Decimal(0)
    before = earlier_figures(row, plan, since, to_judge.together)
    return trend_of(to_judge.figures, before, shorts, measured_in(row), since, dead_band)


def _changed_method(row: FilledRow) -> Message:
    changed = literal(str(row.row.about.get("new_method")))
    return _("The method was changed from {round}; earlier figures cannot be compared.", round=changed)


def _is_broken(row: FilledRow, round_: str) -> bool:
    """Whether the measure's method was changed after a round."""
    return is_before(round_, str(row.row.about.get("new_method") or ""))


def _setting(row: FilledRow, plan: Plan, key: str) -> Decimal | None:
    """What the plan says of this measure, else of all."""
    own = row.row.about.get(key)
    value = own if isinstance(own, Decimal) else plan.settings.get(key)
    return value if isinstance(value, Decimal) else None


def _why_missing(row: FilledRow) -> Message:
    reasons = [value.reason for value in row.values.values() if isinstance(value, Missing)]
    if reasons:
        return _("The unit writes: “{reason}”.", reason=literal(reasons[0]))
    if any(key.startswith("outcome.") for key in row.refused):
        return _("The answer could not be read.")
    return _("The unit has not answered.")
