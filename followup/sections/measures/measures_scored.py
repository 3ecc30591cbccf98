"""How a measure is judged: each figure against its target, and where it goes since the round compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.cells.base import shown
from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.terms.judgement import NO_LEVEL, Judgement, Level
from followup.form.terms.period_names import round_name
from followup.form.terms.units import REGION
from followup.form.values import Missing, RoughFigure, Value
from followup.locale import Message, _, literal
from followup.plan.rounds.rounds import is_before
from followup.rules.scoring.attainment import attain, undecided
from followup.rules.scoring.judge_done import judge_done
from followup.rules.scoring.measured import Measured
from followup.rules.scoring.partly import add_forecast, judge_partly
from followup.rules.scoring.rounded_outcome import agree
from followup.rules.scoring.trend import trend_of, unknown
from followup.sections.figure_kinds import target_of
from followup.sections.measures.measures_base import Since, measured_by, since_of
from followup.sections.measures.measures_figures import (
    ToJudge,
    base_figures,
    earlier_figures,
    figures_given,
    figures_to_judge,
    note_at,
    rough_outcomes,
)
from followup.sections.measures.measures_periods import comparable_round, of_another_length
from followup.sections.measures.measures_plan import WEIGHTS
from followup.sections.measures.measures_targets import is_about_a_budget, is_against_before
from followup.targets.done_outcome import is_answered_by_done
from followup.targets.model import Target


def assess_measure(row: RowView, frame: Frame) -> Sequence[Judgement]:
    """Attainment for each part (or the total), and the trend since the round compared with.

    A rounded outcome, "cirka 80 %", is judged at both ends of its rounding.
    """
    return _at_both_ends(row, lambda either: _assess(either, frame, with_trend=True))


def attainment_of(row: RowView, frame: Frame) -> Sequence[Judgement]:
    """The attainment alone, as ``assess_measure`` judges it: a check of every row has no use for the trend."""
    return _at_both_ends(row, lambda either: _assess(either, frame, with_trend=False))


def _at_both_ends(row: RowView, judge: Callable[[RowView], Sequence[Judgement]]) -> Sequence[Judgement]:
    """What is judged of a row; of rounded outcomes what both ends agree on."""
    rough = rough_outcomes(row)
    if not rough:
        return judge(row)
    low, high = (judge(row.with_values(_at(end, rough))) for end in (0, 1))
    return tuple(agree(low, high, ", ".join(figure.text for figure in rough.values())))


def _at(end: int, rough: Mapping[str, RoughFigure]) -> dict[str, Value]:
    return {column: figure.ends[end] for column, figure in rough.items() if figure.ends is not None}


def _assess(row: RowView, frame: Frame, with_trend: bool) -> Sequence[Judgement]:
    about = row.row.plan_record
    if not about.get("is_due", True):
        reason = _(
            "Followed up at {rounds}, not at {round}.",
            rounds=literal(row.text("due")),
            round=literal(frame.period.code),
        )
        return (Judgement("attainment", Level.NOT_DUE, reason),)
    if about.get("has_parts"):
        return ()
    if isinstance(given_by := about.get("given_by"), tuple):
        reason = _("Given once for the region, but {units} have each given a figure.", units=given_by)
        return (Judgement("attainment", Level.UNDECIDED, reason),)
    target = _target(row)
    if target is not None and is_answered_by_done(target):
        return tuple(_whether_done(row, frame, target)) or (Judgement("attainment", Level.NO_DATA, _why_missing(row)),)
    figures = figures_given(row, frame)
    if not figures:
        return (Judgement("attainment", Level.NO_DATA, _why_missing(row)),)
    to_judge = figures_to_judge(row, frame, target or NO_TARGET, figures)
    trend = _trend(row, frame, to_judge) if with_trend else ()
    if target is None:
        return (Judgement("attainment", NO_LEVEL, NOT_THE_REGIONS), *trend)
    judged = [*_attainments(row, frame, target, to_judge), *_of_parts_without(row, frame, to_judge)]
    order = {part.key: at for at, part in enumerate(frame.breakdown)}
    return (*sorted(judged, key=lambda judgement: order.get(judgement.part, -1)), *trend)


def _whether_done(row: RowView, frame: Frame, target: Target) -> Iterator[Judgement]:
    """The judgement of each answer that is yes or no, or a day."""
    until, today = frame.period.last, frame.period.deadline
    for key in frame.breakdown.keys:
        text = row[f"outcome.{key}"]
        judged = judge_done(target, text, until, today) if isinstance(text, str) else None
        if judged is not None:
            yield Judgement("attainment", judged.level, judged.reason, "" if key == "total" else key)


NO_TARGET = Target("")
NOT_THE_REGIONS = _("The target is each unit's; the plan has none for the region's sum, so the sum is not judged.")


def _target(row: RowView) -> Target | None:
    """What a row is judged against; None for a region's sum that the plan gives no target of its own."""
    about = row.row.plan_record
    if about.get("answering") == REGION and about.get("adds_up") == "sum":
        region_target = str(about.get("region_target") or "")
        return target_of(region_target) if region_target else None
    return target_of(row.text("target"))


def measured_in(row: RowView) -> Measured:
    """What a row's figures are measured in, and which way is good."""
    return replace(measured_by(row.row.plan_record), called=row.text("measure"))


def _attainments(row: RowView, frame: Frame, target: Target, to_judge: ToJudge) -> Iterator[Judgement]:
    if to_judge.why_not is not None:
        yield Judgement("attainment", Level.UNDECIDED, to_judge.why_not)
        return
    since = _since(row, frame, target)
    if is_against_before(target) and since.round and not comparable_round(row.row.kinds["outcome"], frame, since.round):
        yield Judgement("attainment", Level.UNDECIDED, of_another_length(frame, since.round))
        return
    baseline = base_figures(row, frame, since, to_judge.together)
    note = note_at(row, since.round) if is_against_before(target) and since.figures is None else None
    partly_from = _limit(row, "partly_from", frame.limits.partly_from)
    measured = measured_in(row)
    broken = is_against_before(target) and _is_broken(row, since.round)
    for part, value in to_judge.figures.items():
        if broken:
            judged = undecided(_changed_method(row))
        elif note is not None and part not in baseline:
            judged = undecided(_not_comparable(since.round, note))
        else:
            short = frame.breakdown.shorts.get(part, "")
            judged = attain(target, short, measured, value, baseline.get(part), since.label)
            judged = judge_partly(judged, value, partly_from)
            judged = add_forecast(judged, row.number("forecast"), bool(target.deadline), measured)
            judged = judged if note is None else replace(judged, reason=_with_note(judged.reason, since.round, note))
        named = "" if part == "total" else part
        yield Judgement(
            "attainment",
            judged.level,
            judged.reason,
            named,
            compared_figures=judged.beside,
            low=judged.low,
            high=judged.high,
            since=judged.since,
            strict=judged.strict,
        )


def _of_parts_without(row: RowView, frame: Frame, to_judge: ToJudge) -> Iterator[Judgement]:
    """Where parts are judged one by one: those that the row asks for and that have no figure lack theirs, each for itself."""
    judged = [part for part in frame.breakdown if part.key in to_judge.figures]
    if to_judge.why_not is not None or row.row.plan_record.get("answering") == REGION:
        return
    for part in frame.breakdown:
        column = f"outcome.{part.key}"
        is_asked = column in row.columns and column not in row.row.closed
        if is_asked and part not in judged and part.group in {other.group for other in judged}:
            yield Judgement("attainment", Level.NO_DATA, _why_part_is_missing(row, column), part.key)


def _why_part_is_missing(row: RowView, column: str) -> Message:
    value = row[column]
    if isinstance(value, Missing):
        return _("The unit writes: “{reason}”.", reason=literal(value.reason))
    if column in row.refused:
        return _("The answer could not be used.")
    return _("The unit has not answered this part.")


def _since(row: RowView, frame: Frame, target: Target) -> Since:
    """What the row is compared with. A budget is only what the plan gives as one; a deviation from it is held against 0."""
    since = since_of(target, frame, row.row.plan_record)
    if not is_about_a_budget(target) or since.figures is not None:
        kind = row.row.kinds["outcome"]
        other = comparable_round(kind, frame, since.round) if since.figures is None and since.round else since.round
        return since if other in ("", since.round) else Since(literal(other), other)
    deviates = "avvikelse" in row.text("measure").casefold()
    return replace(since, round="", figures={"total": Decimal(0)} if deviates else {})


def _trend(row: RowView, frame: Frame, to_judge: ToJudge) -> Sequence[Judgement]:
    since = frame.period.compared_with
    if _is_broken(row, since):
        return unknown(_changed_method(row))
    if to_judge.why_not is not None:
        return unknown(to_judge.why_not)
    compared = comparable_round(row.row.kinds["outcome"], frame, since)
    if not compared:
        return unknown(of_another_length(frame, since))
    since = compared
    dead_band = _limit(row, "dead_band", frame.limits.dead_band) or Decimal(0)
    before = earlier_figures(row, frame, since, to_judge.together)
    note = note_at(row, since)
    if note is not None and any(part not in before for part in to_judge.figures):
        return unknown(_not_comparable(since, note))
    trend = trend_of(to_judge.figures, before, frame.breakdown.shorts, measured_in(row), since, dead_band)
    return trend if note is None else [replace(way, reason=_with_note(way.reason, since, note)) for way in trend]


def _not_comparable(round_: str, note: Message) -> Message:
    return _("Figures of {round} cannot be compared: {note}.", round=round_name(round_), note=note)


def _with_note(reason: Message, round_: str, note: Message) -> Message:
    return _("{reason} Of {round}: {note}.", reason=reason, round=round_name(round_), note=note)


def _changed_method(row: RowView) -> Message:
    changed = literal(str(row.row.plan_record.get("new_method")))
    return _("The method was changed from {round}; earlier figures cannot be compared.", round=changed)


def _is_broken(row: RowView, round_: str) -> bool:
    """Whether the measure's method was changed after a round."""
    return is_before(round_, str(row.row.plan_record.get("new_method") or ""))


def _limit(row: RowView, key: str, usual: Decimal | None) -> Decimal | None:
    """What the plan says of this measure, else of all."""
    row_limit = row.row.plan_record.get(key)
    return row_limit if isinstance(row_limit, Decimal) else usual


def _why_missing(row: RowView) -> Message:
    reasons = [value.reason for column in row.columns if isinstance(value := row[column], Missing)]
    if reasons:
        return _("The unit writes: “{reason}”.", reason=literal(reasons[0]))
    if any(key.partition(".")[0] in ("outcome", *WEIGHTS) for key in row.refused):
        return _("The answer could not be used.")
    if comment := row.text("comment"):
        return _("The unit writes: “{reason}”.", reason=literal(shown(comment)))
    if row.origin.file:
        return _("The unit has not answered on this measure.")
    return _("The unit has not answered.")
