"""Figures that the plan itself has of units that it has no more: as if the round that they are of had kept them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from followup.form.section import EarlierFigures, Section
from followup.form.terms.units import Unit
from followup.form.written.plain_text import folded
from followup.history.left_over import without_left_over
from followup.history.model import THE_REGION, Before, EarlierFigure, PastRound
from followup.plan.model import Plan
from followup.plan.rounds.rounds import same_round
from followup.plan.unit_changes.unit_changes import former_units


def with_figures_of_the_plan(plan: Plan, sections: Sequence[Section], past: Sequence[PastRound]) -> list[PastRound]:
    """The earlier rounds, with what the plan says of units that it has not any more; more rounds where it says so."""
    rounds, compared = list(past), plan.period.compared
    if not former_units(plan):
        return rounds
    kept, _left_over = without_left_over(plan.records, sections, plan.period, past)
    for name, figures in _figures_of_the_plan(replace(plan, records=kept), sections).items():
        at = next(
            (at for at, of in enumerate(rounds) if (same_round(of.round, name) if name else of.days == compared)), None
        )
        if at is None:
            rounds.append(_round_of_the_plan(plan, name or f"{compared[1]:%Y-%m}", figures))
            continue
        planned = {figure[:-1]: figure for figure in figures}
        differs = {
            (figure.section, figure.row, figure.column)
            for figure in rounds[at].figures
            if planned.get(figure[:-1], figure) != figure
        }
        stands = [
            figure
            for figure in rounds[at].figures
            if figure[:-1] not in planned
            and not (figure.unit == THE_REGION and (figure.section, figure.row, figure.column) in differs)
        ]
        rounds[at] = replace(rounds[at], figures=(*stands, *figures))
    return rounds


def _round_of_the_plan(plan: Plan, name: str, figures: Sequence[EarlierFigure]) -> PastRound:
    """A round that is known by the plan alone. Where one of several units that were merged has no figure, there is no sum."""
    merged = {other.unit for unit in plan.units.values() for other in unit.replaces}
    lacking = {(figure.section, figure.row, unit) for figure in figures for unit in merged}
    lacking -= {(figure.section, figure.row, figure.unit) for figure in figures}
    units = sorted(merged | {figure.unit for figure in figures})
    left = Before(name, units=tuple(Unit(unit, unit) for unit in units), lacking=frozenset(lacking))
    return PastRound(plan.file, plan.sender.short, name, tuple(figures), left, plan.period.compared)


def _figures_of_the_plan(plan: Plan, sections: Sequence[Section]) -> Mapping[str, list[EarlierFigure]]:
    """The figures of units that other units replace, by round: as those that the round itself would have kept.

    Those of the period compared with are of no round by name ("").
    """
    by_round: dict[str, list[EarlierFigure]] = {}
    former = former_units(plan)
    for section in sections:
        earlier = section.trait(EarlierFigures)
        if earlier is None:
            continue
        bases = {there: here for here, there in earlier.figures}
        for row in plan.rows(earlier.sheet.key):
            unit, name = row.text(earlier.unit), row.text(earlier.round) if earlier.round else ""
            is_dated = bool(name) if earlier.round else None not in plan.period.compared
            key = ".".join(filter(None, (row.text(earlier.row), row.text(earlier.month) if earlier.month else "")))
            for column in row.values if folded(unit) in former and is_dated else ():
                base, _dot, part = column.partition(".")
                value = row.number(column)
                if base in bases and value is not None:
                    column_here = ".".join(filter(None, (bases[base], part)))
                    by_round.setdefault(name, []).append(EarlierFigure(section.key, key, unit, column_here, value))
    return by_round
