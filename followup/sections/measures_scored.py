"""How a measure is judged: each figure against its target, and where it goes since the round compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from followup.form.cells.units import is_share
from followup.form.judgement import Judgement, Level
from followup.form.rows import FilledRow
from followup.form.values import Missing, Several
from followup.locale import Message, _, literal
from followup.plan.model import REGION, Plan
from followup.plan.rounds import is_before, same_round
from followup.rules.attainment import Measured, attain
from followup.rules.partly import on_the_way, partly
from followup.rules.trend import trend_of, unknown
from followup.sections.measures_targets import CHANGES, round_compared_with, target_of, unit_figures_at

TOLD_EARLIER = "told_earlier"
"""Where a row keeps the text that figures were read from, with those of earlier occasions."""


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
    figures = _figures_now(row, plan)
    if not figures:
        return (Judgement("attainment", Level.NO_DATA, _why_missing(row)),)
    return (*_attainments(row, plan, figures), *_trend(row, plan, figures))


def _figures_now(row: FilledRow, plan: Plan) -> dict[str, Decimal]:
    """The outcomes by part; the total only where it stands alone."""
    keys = (*(part.key for part in plan.split), "total")
    figures = {key: value for key in keys if (value := row.number(f"outcome.{key}")) is not None}
    if len(figures) > 1:
        figures.pop("total", None)
    return figures


def measured_in(row: FilledRow) -> Measured:
    """What a row's figures are measured in, and which way is good."""
    unit, direction = (str(row.row.about.get(key) or "") for key in ("unit", "direction"))
    return Measured(is_share(unit), unit, direction)


def _attainments(row: FilledRow, plan: Plan, figures: Mapping[str, Decimal]) -> Iterator[Judgement]:
    compared_with = plan.text("compare_with")
    target = target_of(row.text("target"))
    since = round_compared_with(target, plan)
    baseline = _figures_at(row, plan, since)
    shorts = {part.key: part.short for part in plan.split}
    partly_from = _setting(row, plan, "partly_from")
    if target.kind in CHANGES and _is_broken(row, since):
        for part in figures:
            yield Judgement("attainment", Level.UNDECIDED, _changed_method(row), "" if part == "total" else part)
        return
    for part, value in figures.items():
        judged = attain(target, shorts.get(part, ""), measured_in(row), value, baseline.get(part), compared_with)
        judged = partly(judged, value, partly_from)
        judged = on_the_way(judged, row.number("forecast"), bool(target.deadline), measured_in(row))
        yield Judgement("attainment", judged.level, judged.reason, "" if part == "total" else part)


def _trend(row: FilledRow, plan: Plan, figures: Mapping[str, Decimal]) -> Sequence[Judgement]:
    since = plan.text("compare_with")
    if _is_broken(row, since):
        return unknown(_changed_method(row))
    shorts = {part.key: part.short for part in plan.split}
    dead_band = _setting(row, plan, "dead_band") or Decimal(0)
    return trend_of(figures, _figures_at(row, plan, since), shorts, measured_in(row), since, dead_band)


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


def _figures_at(row: FilledRow, plan: Plan, round_: str) -> Mapping[str, Decimal]:
    """A unit's outcomes of an earlier round by part; for a region's sum, the sum of the same units' outcomes.

    The region has one only where every unit that is added up has both its figures: else unlike would be compared.
    """
    unit = str(row.row.about.get("answering"))
    if unit != REGION:
        return unit_figures_at(row.row.key, unit, plan, round_) or _told_at(row, round_)
    if row.row.about.get("adds_up") != "sum" or row.short:
        return {}
    figures = {}
    for column, rows in row.made_of.items():
        part = column.partition(".")[2]
        of = [unit_figures_at(row.row.key, str(each.row.about.get("answering")), plan, round_) for each in rows]
        if of and all(part in each for each in of):
            figures[part] = sum((each[part] for each in of), Decimal(0))
    return figures


def _told_at(row: FilledRow, round_: str) -> dict[str, Decimal]:
    """An earlier outcome that the unit wrote in the same cell, where the plan has none for that round."""
    told = row[TOLD_EARLIER]
    earlier = told.earlier if isinstance(told, Several) else ()
    return next((dict(parts) for period, parts in earlier if same_round(period, round_)), {})


def _why_missing(row: FilledRow) -> Message:
    reasons = [value.reason for value in row.values.values() if isinstance(value, Missing)]
    if reasons:
        return _("The unit writes: “{reason}”.", reason=literal(reasons[0]))
    if any(key.startswith("outcome.") for key in row.refused):
        return _("The answer could not be read.")
    return _("The unit has not answered.")
