"""A measure's figures: those that are judged, part by part or together, and those of an earlier round beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal

from followup.form.frame import Frame
from followup.form.row_view import RowView
from followup.form.terms.breakdown import BreakdownPart
from followup.form.terms.units import REGION
from followup.form.values import PartFigures, RoughFigure, Value
from followup.frozen import frozen
from followup.locale import Message, _, literal
from followup.plan.rounds.rounds import same_round
from followup.rules.scoring.together import makes_a_sum
from followup.sections.measures.measures_base import Figures, Since, figures_at
from followup.sections.measures.measures_targets import is_from_ones_own
from followup.targets.model import Target

EARLIER_IN_WORDS = "told_earlier"
"""Where a row keeps the text that figures were read from, with those of earlier occasions."""


@frozen
class ToJudge:
    """The figures to be judged, each by its part; or why there are some that cannot be (``why_not``).

    ``together`` says that they are held against the target as one sum.
    """

    figures: Figures = field(default_factory=dict)
    together: bool = False
    why_not: Message | None = None


def figures_to_judge(row: RowView, frame: Frame, target: Target, figures: Figures) -> ToJudge:
    """A row's outcomes, ``figures``, as its target is to be held against them.

    Shares and indexes one by one, and whatever has a target for each part; counts and money together, against a
    target for all. "Öka" and "minska med 50 %" are for each part, from its own earlier figure. Empty where there is
    no outcome at all.
    """
    parts = [part for part in frame.breakdown if part.key in figures]
    about = row.row.plan_record
    unit, adds_up = (str(about.get(key) or "") for key in ("unit", "adds_up"))
    for_all = bool(parts) and not target.split and not is_from_ones_own(target)
    together = makes_a_sum(unit, target.unit, adds_up) if for_all else False
    if together is None:
        return ToJudge(figures, why_not=_not_known_how(row))
    if not together:
        alone = {key: figure for key, figure in figures.items() if key != "total" or not parts}
        return ToJudge(alone, why_not=_short(row, alone))
    whole, why_not = _whole(row, figures, parts, frame)
    return ToJudge({} if whole is None else {"total": whole}, True, why_not)


def figures_given(row: RowView, frame: Frame) -> dict[str, Decimal]:
    """The outcomes by part, the total among them where there is one."""
    return {key: value for key in frame.breakdown.keys if (value := row.number(f"outcome.{key}")) is not None}


def rough_outcomes(row: RowView) -> dict[str, RoughFigure]:
    """The outcomes that are only about right, by column: "cirka 80 %"."""
    return {
        key: value
        for key in row.parts("outcome")
        if isinstance(value := row[key], RoughFigure) and value.ends is not None
    }


def _not_known_how(row: RowView) -> Message:
    return _(
        "The parts have a figure each and the target is for all; neither the unit “{unit}” nor Adds up in the plan "
        "says whether they make a sum.",
        unit=literal(str(row.row.plan_record.get("unit") or "–")),
    )


def _whole(
    row: RowView, figures: Figures, parts: Sequence[BreakdownPart], frame: Frame
) -> tuple[Decimal | None, Message | None]:
    """The total that stands there, else the sum of all parts of the split; or why there is none."""
    if "total" in figures and row.coverage("outcome.total") is None:
        return figures["total"], None
    wanted = _all_parts(parts, row, frame)
    lacking = [part.name for part in wanted if part.key not in figures]
    if lacking:
        reason = _("The target is for all together, and there is no figure for {parts}.", parts=", ".join(lacking))
        return None, reason
    why_not = _short(row, [part.key for part in wanted])
    return (None, why_not) if why_not else (sum((figures[part.key] for part in wanted), Decimal(0)), None)


def _all_parts(parts: Sequence[BreakdownPart], row: RowView, frame: Frame) -> Sequence[BreakdownPart]:
    """Every part of the split that figures were given by: the one asked for where they are of several."""
    groups = {part.group for part in parts}
    split = frame.breakdown.parts_named(str(row.row.plan_record.get("split") or "")) or ()
    if len(groups) > 1 and split:
        return split
    return [part for part in frame.breakdown if part.group in groups]


def _short(row: RowView, parts: Mapping[str, Decimal] | Sequence[str]) -> Message | None:
    """Why a region's sum cannot be judged: some who should have contributed have not."""
    if row.row.plan_record.get("adds_up") != "sum":
        return None
    lacking = [short for part in parts if (short := row.coverage(f"outcome.{part}")) is not None]
    if not lacking:
        return None
    have, of = min(lacking)
    return _("The sum is incomplete: {have} of {of} contributions.", have=have, of=of)


def base_figures(row: RowView, frame: Frame, since: Since, together: bool) -> Figures:
    """What a row's figures are compared with, by part or ``together``: what the plan gives, else those of a round.

    A figure in the plan is each unit's own; a region's sum is compared with none.
    """
    if since.figures is None:
        return earlier_figures(row, frame, since.round, together)
    is_sum = row.row.plan_record.get("answering") == REGION and row.row.plan_record.get("adds_up") == "sum"
    return {} if is_sum else _as_judged(since.figures, together, frame)


def earlier_figures(row: RowView, frame: Frame, round_: str, together: bool) -> Figures:
    """A row's outcomes of an earlier round by part, or their sum as ``total`` where they are judged ``together``.

    For the region its own of that round, as it was reported then by the units that there were. For a region's sum
    without one, or where other units were asked then, the sum of the same units' outcomes: only where every unit that is
    added up has both its figures, else unlike would be compared.
    """
    if row.row.plan_record.get("answering") != REGION:
        return _as_judged(figures_at(row.row.earlier, round_) or _figures_in_words_at(row, round_), together, frame)
    if any(row.coverage(column) for column in row.columns):
        return {}
    whole, note = figures_at(row.row.earlier, round_), note_at(row, round_)
    if note is None and (of_region := _as_judged(whole, together, frame)):
        return of_region
    # A note beside a figure says that it is of other units than are asked now: those of both rounds are compared.
    if row.row.plan_record.get("adds_up") != "sum" or (note is not None and not whole):
        return {}
    by_column = {column: row.contributors(column) for column in row.parts("outcome")}
    added = {str(of.row.plan_record.get("answering")): of for rows in by_column.values() for of in rows}
    units = {
        column.partition(".")[2]: tuple(str(of.row.plan_record.get("answering")) for of in rows)
        for column, rows in by_column.items()
        if rows
    }
    if together:
        units = {"total": next(iter(units.values()))} if len(set(units.values())) == 1 else {}
    earlier = {unit: _as_judged(figures_at(of.row.earlier, round_), together, frame) for unit, of in added.items()}
    return {
        part: sum((earlier[unit][part] for unit in of), Decimal(0))
        for part, of in units.items()
        if of and all(part in earlier[unit] for unit in of)
    }


def note_at(row: RowView, round_: str) -> Message | None:
    """How a row's outcomes of an earlier round were computed from other units', or why there are none."""
    return next((note for of, note in row.row.earlier_notes.items() if same_round(of, round_)), None)


def _as_judged(figures: Figures, together: bool, frame: Frame) -> Figures:
    if not together or "total" in figures or not figures:
        return figures
    groups = {part.group for part in frame.breakdown if part.key in figures}
    wanted = [part.key for part in frame.breakdown if part.group in groups]
    whole = len(groups) == 1 and all(key in figures for key in wanted)
    return {"total": sum((figures[key] for key in wanted), Decimal(0))} if whole else {}


def _figures_in_words_at(row: RowView, round_: str) -> dict[str, Decimal]:
    """An earlier outcome that the unit wrote in the same cell, where the plan has none for that round."""
    written: Value = row[EARLIER_IN_WORDS]
    earlier = written.earlier if isinstance(written, PartFigures) else ()
    return next((dict(parts) for period, parts in earlier if same_round(period, round_)), {})
